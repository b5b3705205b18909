"""Codings, reviews and the events that record them."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

Span = tuple[int, int]
"""Code points into the fragment's text, end-exclusive."""

CONSENSUS = "consensus"
"""The coder that reconciling fills; matrices read it where it has reviewed."""

RECONCILE = "reconcile"
"""The origin of codings that coders settled on."""


@dataclass(frozen=True, slots=True)
class Coding:
    """One coder says that a fragment, or a span of it, expresses a combination of codes."""

    id: int
    """Key in this study's tables; follows the order in which codings were made. Not for files."""
    fragment: str
    """Address: `fg1#12`."""
    coder: str
    codes: tuple[str, ...]
    """Paths in codebook order."""
    span: Span | None = None
    """None: the whole fragment."""
    statement: str | None = None
    """The paraphrase that the appendix prints; None prints the text itself."""
    memo: str | None = None
    origin: str = "manual"
    """How it came about: `manual`, `import`, `suggestion` or `reconcile`."""


@dataclass(frozen=True, slots=True)
class CodingLine:
    """A coding as people hand it in, on the command line or as a line of a codings file."""

    fragment: str
    codes: tuple[str, ...]
    coder: str | None = None
    """None: whoever runs the program."""
    span: Span | None = None
    statement: str | None = None
    memo: str | None = None
    origin: str = "manual"


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A review as people hand it in: this coder has read this fragment."""

    fragment: str
    coder: str | None = None
    review: bool = True
    """False takes an explicit review back."""


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the log: what happened, to what, by whom."""

    id: str
    """UUIDv7; its first 48 bits are the time."""
    batch: str
    """UUIDv7 of the user action that it belongs to."""
    coder: str
    kind: str
    """Subject and past participle: `coding.added`, `code.moved`."""
    subject: str
    """The thing that changed: a coding's id, a source's or a code's key, `source#ordinal` for a review."""
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def at(self) -> datetime:
        """When, to the millisecond, in UTC."""
        return datetime.fromtimestamp(int(self.id.replace("-", "")[:12], 16) / 1000, tz=UTC)
