"""Suggestions as they are shown, judged and learned from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from coder.model.coding import Span
from coder.model.language import N_, _

Kind = Literal["cue", "name", "definition", "topic", "meaning", "spelling", "words", "fragment"]
"""What speaks for a code: a cue term that was found; words of its name; words of its definition or examples; a word
that people use when they talk about one of these, or that means nearly the same, or looks like it; words that weigh
for it in what was coded; a coded fragment that is alike."""

Outcome = Literal["taken", "overridden", "rejected"]
"""What came of suggestions: the coder gave one of them, decided otherwise, or turned one down."""

Order = Literal["plain", "active"]
"""In which order fragments came: that of the study, or first the one that teaches most."""
ORDERS: tuple[Order, ...] = get_args(Order)


_SAID: dict[Kind, str] = {
    "cue": N_("cue {words}"), "name": N_("name {words}"), "definition": N_("definition {words}"),
    "topic": N_("{word} goes with {words}"), "meaning": N_("{word} means nearly {words}"),
    "spelling": N_("{word} spelled like {words}"),
    "words": N_("words {words}"), "fragment": N_("like {words}"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for one suggestion, fit to show to a coder."""

    kind: Kind
    words: tuple[str, ...]
    """What it names. Of a topic, a meaning and a spelling: the word of the text, and the word of the codebook that it
    has to do with. Of a fragment: its address, or the beginning of its text."""
    spans: tuple[Span, ...] = ()
    """Where it is found in the text that was asked about: code point offsets, end-exclusive, in order."""
    address: str | None = None
    """The coded fragment it resembles, when that has an address."""

    @property
    def paired(self) -> bool:
        """Whether it names a word of the text and one of the codebook: neither says anything alone."""
        return self.kind in ("topic", "meaning", "spelling")

    @property
    def text(self) -> str:
        """The reason in one short line, in English."""
        return _filled(_SAID[self.kind], self)

    def __str__(self) -> str:
        return self.text

    def shown(self) -> str:
        """Return the reason in the language in use."""
        return _filled(_(_SAID[self.kind]), self)


def _filled(form: str, reason: Reason) -> str:
    words = list(reason.words) if reason.address else [f"“{word}”" for word in reason.words]
    first = words.pop(0) if reason.paired else ""
    return form.format(word=first, words=", ".join(words))


def told(reasons: Sequence[Reason]) -> str:
    """Return several reasons in one line, in the language in use: those of one kind together, no word twice."""
    kinds: dict[object, Reason] = {}
    for reason in reasons:
        # A fragment without an address is quoted.
        key = reason if reason.paired else (reason.kind, reason.address is None)
        before = kinds[key].words if key in kinds else ()
        words = reason.words if reason.paired else tuple(dict.fromkeys((*before, *reason.words)))
        kinds[key] = Reason(reason.kind, words, address=reason.address)
    return " · ".join(reason.shown() for reason in kinds.values())


@dataclass(frozen=True, slots=True)
class Suggested:
    """Codes to give together, as they are suggested for one fragment."""

    codes: tuple[str, ...]
    """Paths in codebook order."""
    probability: float
    """That the coder would give them."""
    reasons: tuple[Reason, ...] = ()

    @property
    def evidence(self) -> tuple[Span, ...]:
        """Where in the text the reasons are, in order, without overlaps."""
        found: list[Span] = []
        for start, end in sorted(span for reason in self.reasons for span in reason.spans):
            if found and start <= found[-1][1]:
                found[-1] = (found[-1][0], max(end, found[-1][1]))
            else:
                found.append((start, end))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Shown:
    """The suggestions there were for a fragment when its coder decided."""

    listed: tuple[Suggested, ...]
    """Best first."""
    on_screen: bool
    """The coder could see them; otherwise they were only worked out."""
    order: Order = "plain"

    def rank(self, codes: tuple[str, ...]) -> int | None:
        """Return where in the list these codes are, from 1; None if they are not."""
        wanted = frozenset(codes)
        ranks = (rank for rank, one in enumerate(self.listed, start=1) if frozenset(one.codes) == wanted)
        return next(ranks, None)


@dataclass(frozen=True, slots=True)
class Judged:
    """What a coder made of the suggestions for one fragment, as the log has it."""

    coder: str
    fragment: int
    """Key."""
    listed: tuple[tuple[tuple[str, ...], float], ...]
    """Codes and probability of each, best first; codes that are gone are left out."""
    on_screen: bool
    outcome: Outcome
    rank: int | None
    """Of what was given or turned down, from 1; None if that was not in the list."""
    codes: tuple[str, ...]
    """What was given or turned down; none: the fragment was read and left uncoded."""
    order: Order


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing that a coder decided about a fragment: what suggestions learn from."""

    id: str
    """UUIDv7 of the event: decisions are in the order of these."""
    fragment: int
    """Key."""
    address: str
    """`fg1#12`."""
    text: str
    """Of the whole fragment, also where a span of it was coded: suggestions are asked for whole fragments."""
    question: str = ""
    """What was asked; empty where it is no answer to a question."""
    codes: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()
    considered: frozenset[str] = frozenset()
    """Codes that the codebook had by then: a code that came later was not passed over."""


@dataclass(frozen=True, slots=True)
class Advice:
    """What is suggested for one fragment."""

    combinations: tuple[Suggested, ...] = ()
    """Codes to give together, best first; none without evidence."""
    codes: tuple[Suggested, ...] = ()
    """Codes one by one, best first."""
    numbers: bool = False
    """Enough was coded for probabilities to be shown; until then there is an order."""
