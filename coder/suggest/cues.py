"""Cue terms and names of codes, found as phrases by spaCy's matcher and as parts of compounds."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.matcher import PhraseMatcher

from coder.suggest.tokens import Analyser, Token

WHOLE = 1.0
PART = 0.8
"""How much a cue counts that is part of a compound (`werkervaringsplek` for `werkervaring`) beside a whole word."""
SOME = 0.5
"""How much it counts when all words of a longer cue occur, but not next to each other."""
_PIECE = 4
"""Letters that a cue needs to be looked for among the parts of compounds ..."""
_HEAD, _TAIL = 5, 6
"""... and to be found at the beginning or at the end of a word that the dictionary cannot split."""
_NEGATIONS = frozenset(
    {
        "niet", "geen", "nooit", "niets", "niemand", "zonder", "not", "no", "never", "nothing", "nobody", "without",
        "n't", "nicht", "kein", "keine", "nie", "nichts", "ohne", "ne", "pas", "jamais", "rien", "sans", "nunca",
        "nada", "sin", "non", "mai", "senza", "inte", "ikke", "aldri", "aldrig",
    }
)  # fmt: skip
"""Function words that turn a phrase round: `niet goed` is not found where it says `goed`."""
_SEPARATORS = re.compile(r"[_/#|:.]+")


@dataclass(frozen=True, slots=True)
class Hit:
    """One phrase of one code, found in a text."""

    code: int
    """Index of the code in the codebook."""
    phrase: str
    """As the codebook spells it."""
    spans: tuple[tuple[int, int], ...]
    strength: float
    """WHOLE, PART or SOME."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    code: int
    text: str
    lemmas: tuple[str, ...]


class Phrases:
    """The phrases of a codebook, ready to be looked for."""

    def __init__(self, analyser: Analyser, phrases: Iterable[tuple[int, str]]) -> None:
        """Take (index of the code, phrase) pairs."""
        self._lemma_matcher = PhraseMatcher(analyser.nlp.vocab, attr="LEMMA")
        self._exact_matcher = PhraseMatcher(analyser.nlp.vocab, attr="ORTH")
        self._phrases: list[_Phrase] = []
        self._heads: dict[str, list[int]] = defaultdict(list)
        self._loose: dict[str, list[int]] = defaultdict(list)
        for code, phrase in phrases:
            self._add(analyser, code, phrase)

    def _add(self, analyser: Analyser, code: int, phrase: str) -> None:
        doc = analyser.doc(spaced(phrase))
        tokens = analyser.tokens(doc)
        if not tokens:
            return
        index = len(self._phrases)
        lemmas = tuple(token.word.lemma for token in tokens if not token.word.stop or token.word.lower in _NEGATIONS)
        self._phrases.append(_Phrase(code, phrase, lemmas))
        # `IT` or `OR` is an abbreviation, not a function word: it is looked for as it is spelled.
        exact = len(tokens) == 1 and tokens[0].word.stop and phrase.isupper()
        (self._exact_matcher if exact else self._lemma_matcher).add(str(index), [doc])
        if len(tokens) == 1 and lemmas and len(lemmas[0]) >= _PIECE:
            self._heads[lemmas[0][:_HEAD]].append(index)
        elif len(lemmas) > 1:
            for lemma in set(lemmas):
                self._loose[lemma].append(index)

    def find(self, doc: Any, tokens: Sequence[Token]) -> list[Hit]:
        """Return every phrase found in the text, each at most once, in codebook order."""
        spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for matcher in (self._lemma_matcher, self._exact_matcher):
            for key, start, end in matcher(doc):
                first, last = doc[start], doc[end - 1]
                spans[int(doc.vocab.strings[key])].append((first.idx, last.idx + len(last.text)))
        hits = {index: self._hit(index, found, WHOLE) for index, found in spans.items()}
        for index, found in self._in_compounds(tokens).items():
            hits.setdefault(index, self._hit(index, found, PART))
        for index, hit in self._scattered(tokens).items():
            hits.setdefault(index, hit)
        return [hits[index] for index in sorted(hits)]

    def _hit(self, index: int, spans: list[tuple[int, int]], strength: float) -> Hit:
        phrase = self._phrases[index]
        return Hit(phrase.code, phrase.text, tuple(sorted(set(spans))), strength)

    def _in_compounds(self, tokens: Sequence[Token]) -> dict[int, list[tuple[int, int]]]:
        found: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for token in tokens:
            word = token.word
            if word.stop:
                continue
            starts = {word.lemma[at : at + _HEAD] for at in range(max(1, len(word.lemma) - _HEAD + 1))}
            for start in starts | {part[:_HEAD] for part in word.parts}:
                for index in self._heads.get(start, ()):
                    cue = self._phrases[index].lemmas[0]
                    if cue != word.lemma and (cue in word.parts or _at_an_end(cue, word.lemma)):
                        found[index].append((token.start, token.end))
        return found

    def _scattered(self, tokens: Sequence[Token]) -> dict[int, Hit]:
        places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for token in tokens:
            for term in {token.word.lemma, *token.word.parts}:
                if term in self._loose:
                    places[term].append((token.start, token.end))
        candidates = {index for term in places for index in self._loose[term]}
        hits = {}
        for index in candidates:
            lemmas = set(self._phrases[index].lemmas)
            if all(lemma in places for lemma in lemmas):
                hits[index] = self._hit(index, [places[lemma][0] for lemma in lemmas], SOME)
        return hits


def spaced(name: str) -> str:
    """Return `food_quality` or `partij/uwv` as words."""
    return _SEPARATORS.sub(" ", name)


def _at_an_end(cue: str, word: str) -> bool:
    return (len(cue) >= _HEAD and word.startswith(cue)) or (len(cue) >= _TAIL and word.endswith(cue))
