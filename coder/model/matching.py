"""Finds the combination of codes that somebody means by a few typed letters."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coder.model.codebook import Code, Codebook
from coder.model.text import fold

Combination = tuple[str, ...]
"""Paths of codes, in codebook order."""

EXACT, PREFIX, WORD, HINT, INSIDE, LETTERS = 6, 5, 4, 3, 2, 1
"""How well a word fits a code: its whole name; how its label or id begins; a later word of the label; a cue or the
initials; inside the label; letters of the label in order. Coarse on purpose: within one of these, use decides."""

_BEAM = 40
"""Codes tried for each word, and combinations kept after it."""

_SEPARATORS = re.compile(r"[\s+,;]+")


@dataclass(frozen=True, slots=True)
class Match:
    """A combination that fits what was typed."""

    codes: Combination
    score: float
    """Mean fit of the words, from 1 to 6."""
    uses: int = 0
    """How often this coder has used the combination."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A code, folded for comparison."""

    path: str
    label: str
    words: tuple[str, ...]
    id: str
    initials: str
    cues: tuple[str, ...]


class Matcher:
    """Ranks combinations of one codebook for one coder."""

    def __init__(self, codebook: Codebook, used: Iterable[tuple[Combination, int]] = ()) -> None:
        """Index `codebook`; `used` are the coder's combinations with counts, last used first."""
        self._order = codebook.order
        self._entries = [_entry(code) for code in codebook.walk() if not code.retired]
        self._by_path = {entry.path: entry for entry in self._entries}
        self._paths = codebook.paths
        self._dimension_bits: dict[str, int] = {}
        self._uses: dict[Combination, int] = {}
        self._code_uses: Counter[str] = Counter()
        for codes, count in reversed(list(used)):
            if all(path in self._by_path for path in codes):
                self._uses[codes] = count
                self._code_uses.update(dict.fromkeys(codes, count))
        self._fits: dict[str, dict[str, int]] = {}

    def note(self, codes: Combination) -> None:
        """Remember that `codes` were just used."""
        self._uses[codes] = self._uses.pop(codes, 0) + 1
        self._code_uses.update(codes)

    def find(
        self, query: str, fixed: Combination = (), limit: int = 8, first: Sequence[Combination] = ()
    ) -> list[Match]:
        """Return the best combinations for `query`, at most `limit`.

        Every word stands for a code; words that mean the same code count once. Codes come from different dimensions
        unless a word is the whole name of one. `fixed` codes are part of every result. Without a word the last
        used combinations come first. `first` are combinations that are likely here, put before what fits no better.
        """
        words = [word for word in _SEPARATORS.split(fold(query)) if word][:12]
        recent = {codes: rank for rank, codes in enumerate(self._uses)}
        likely = {codes: rank for rank, codes in enumerate(first)}
        found: dict[Combination, float] = {}
        if words:
            for score, codes in self._combine(words, fixed):
                found[codes] = max(found.get(codes, 0.0), score)
            if len(words) == 1:
                self._add_known(words[0], fixed, found, first)
        else:
            if fixed:
                found[self._sorted(fixed)] = EXACT
            known = (*first, *self._uses)
            found |= {codes: PREFIX for codes in known if set(fixed) <= set(codes) and codes not in found}
        ranked = sorted(
            found,
            key=lambda codes: (
                -found[codes],
                likely.get(codes, len(likely)),
                -recent.get(codes, -1) if not words else -self._weight(codes, recent),
                len(codes),
                [self._order[path] for path in codes],
            ),
        )
        return [Match(codes, found[codes], self._uses.get(codes, 0)) for codes in ranked[:limit]]

    def _weight(self, codes: Combination, recent: dict[Combination, int]) -> float:
        """Return how much past use speaks for `codes`: how often, and whether it was among the last."""
        uses = self._uses.get(codes, 0)
        return uses + 3 * (recent[codes] + 1) / len(recent) if uses else 0

    def _sorted(self, codes: Iterable[str]) -> Combination:
        return tuple(sorted(set(codes), key=self._order.__getitem__))

    def _fit(self, word: str) -> dict[str, int]:
        """Return the codes that `word` fits, and how well; remembered, as typing changes the last word only."""
        if word not in self._fits:
            if len(self._fits) > 512:
                self._fits.clear()
            fits = ((entry.path, _fit(word, entry)) for entry in self._entries)
            self._fits[word] = {path: fit for path, fit in fits if fit}
        return self._fits[word]

    def _combine(self, words: Sequence[str], fixed: Combination) -> list[tuple[float, Combination]]:
        """Return (mean fit, codes) of the combinations in which every word has a code."""
        # Combinations are sets of bits here, one a code and one a dimension: thousands are tried at every key.
        start, taken = 0, 0
        for path in fixed:
            start |= 1 << self._order[path]
            taken |= self._dimension_bit(path)
        beam: list[tuple[int, int, int]] = [(0, start, taken)]
        for word in words:
            fits = sorted(self._fit(word).items(), key=lambda item: (-item[1], -self._code_uses.get(item[0], 0)))
            steps = [(fit, 1 << self._order[path], self._dimension_bit(path)) for path, fit in fits[:_BEAM]]
            grown: dict[tuple[int, int], int] = {}
            for total, codes, dimensions in beam:
                for fit, code, dimension in steps:
                    if fit == EXACT or codes & code or not dimensions & dimension:
                        key = (codes | code, dimensions | dimension)
                        if grown.get(key, 0) < total + fit:
                            grown[key] = total + fit
            # Fewer codes for the same words is a label typed in two words.
            ranked = sorted(grown.items(), key=lambda item: (-item[1], item[0][0].bit_count()))
            beam = [(total, codes, dimensions) for (codes, dimensions), total in ranked[:_BEAM]]
        return [(total / len(words), self._from_bits(codes)) for total, codes, _ in beam]

    def _dimension_bit(self, path: str) -> int:
        dimension = path.partition("/")[0]
        return self._dimension_bits.setdefault(dimension, 1 << len(self._dimension_bits))

    def _from_bits(self, bits: int) -> Combination:
        """Return the paths that `bits` stands for, in codebook order."""
        codes = []
        while bits:
            lowest = bits & -bits
            codes.append(self._paths[lowest.bit_length() - 1])
            bits ^= lowest
        return tuple(codes)

    def _add_known(
        self, word: str, fixed: Combination, found: dict[Combination, float], first: Sequence[Combination]
    ) -> None:
        """Add known combinations that one word points at: by one of their codes, or by a letter or more for each."""
        fits = self._fit(word)
        for codes in (*first, *self._uses):
            if not set(fixed) <= set(codes):
                continue
            rest = [path for path in codes if path not in fixed]
            best = max((min(fits.get(path, 0), PREFIX) for path in rest), default=0)
            if len(rest) > 1 and best < PREFIX and self._spells(word, rest):
                best = PREFIX
            if best:
                found[codes] = max(found.get(codes, 0.0), best)

    def _spells(self, word: str, codes: Sequence[str]) -> bool:
        """Say whether `word` is made of the beginnings of all `codes`, in any order: `us` or `sucuwv`."""
        if not codes:
            return not word
        if len(word) < len(codes):
            return False
        for at, path in enumerate(codes):
            others = [*codes[:at], *codes[at + 1 :]]
            for name in (self._by_path[path].label, self._by_path[path].id):
                longest = _common(word, name)
                if any(self._spells(word[taken:], others) for taken in range(longest, 0, -1)):
                    return True
        return False


def _entry(code: Code) -> _Entry:
    label = fold(code.label)
    words = tuple(word for word in re.split(r"[^\w]+", label) if word)
    return _Entry(
        path=code.path,
        label=label,
        words=words,
        id=code.id,
        initials="".join(word[0] for word in words),
        cues=tuple(fold(cue) for cue in code.cues),
    )


def _fit(word: str, entry: _Entry) -> int:
    """Return how well `word` fits a code, 0 if it does not."""
    fit = 0
    if word in {entry.label, entry.id, entry.path}:
        fit = EXACT
    elif entry.label.startswith(word) or entry.id.startswith(word):
        fit = PREFIX
    elif any(part.startswith(word) for part in entry.words[1:]) or ("/" in word and entry.path.startswith(word)):
        fit = WORD
    elif any(cue.startswith(word) for cue in entry.cues) or (len(word) > 1 and entry.initials.startswith(word)):
        fit = HINT
    elif len(word) > 1 and (word in entry.label or ("/" in word and word in entry.path)):
        fit = INSIDE
    elif len(word) > 1 and _in_order(word, entry.label):
        fit = LETTERS
    return fit


def _in_order(letters: str, text: str) -> bool:
    """Say whether `letters` occur in `text` in that order, the first as the first of a word."""
    at = 0 if text.startswith(letters[0]) else text.find(" " + letters[0]) + 1
    if at == 0 and not text.startswith(letters[0]):
        return False
    for letter in letters[1:]:
        at = text.find(letter, at + 1)
        if at < 0:
            return False
    return True


def _common(one: str, other: str) -> int:
    """Return the length of the common beginning."""
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    return length
