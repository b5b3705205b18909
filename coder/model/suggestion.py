"""Suggestions as they are shown, judged and learned from."""

from dataclasses import dataclass
from typing import Literal, get_args

from coder.model.coding import Span
from coder.model.language import N_, _

Kind = Literal["cue", "name", "definition", "meaning", "spelling", "words", "fragment"]
"""What speaks for a code: a cue term that was found; words of its name; words of its definition or examples; a word
that means nearly the same as one of these, or looks like it; words that weigh for it in what was coded; a coded
fragment that is alike."""

Outcome = Literal["taken", "overridden", "rejected"]
"""What came of suggestions: the coder gave one of them, decided otherwise, or turned one down."""

Order = Literal["plain", "active"]
"""In which order fragments came: that of the study, or first the one that teaches most."""
ORDERS: tuple[Order, ...] = get_args(Order)


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for one suggestion, fit to show to a coder."""

    kind: Kind
    text: str
    """The reason in one short line."""
    spans: tuple[Span, ...] = ()
    """Where it is found in the text that was asked about: code point offsets, end-exclusive, in order."""
    address: str | None = None
    """The coded fragment it resembles, when that has an address."""

    def __str__(self) -> str:
        return self.text

    def shown(self) -> str:
        """Return the reason in the language in use."""
        form, words = _FORMS[self.kind]
        return _(form).format(words=self.text.removeprefix(words).lstrip())


_FORMS: dict[Kind, tuple[str, str]] = {
    "cue": (N_("cue {words}"), "cue"),
    "name": (N_("name {words}"), "name"),
    "definition": (N_("definition {words}"), "definition"),
    "meaning": (N_("means nearly {words}"), "means nearly"),
    "spelling": (N_("spelled like {words}"), "spelled like"),
    "words": (N_("words {words}"), "words"),
    "fragment": (N_("like {words}"), "like"),
}
"""How a reason of each kind is put, and what its text begins with."""


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
