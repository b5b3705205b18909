"""Tables of figures: labels and numbers, before it is chosen how they are written."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "count", "share", "coefficient", "interval"]
"""What stands in a column: a share is of 1, a coefficient at most 1, an interval two of those."""

Value = str | int | float | tuple[float, float] | None
"""None is undefined; why stands in a column of text."""

UNDEFINED = "–"


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """One column."""

    head: str
    kind: Kind = "text"
    ends: tuple[str, str] = ("", "")
    """Heads of an interval's two columns, where each number has a cell of its own."""


@dataclass(frozen=True, slots=True)
class FigureTable:
    """A table that is printed in an article or worked on in a spreadsheet."""

    title: str
    columns: tuple[FigureColumn, ...]
    rows: tuple[tuple[Value, ...], ...]
    notes: tuple[str, ...] = ()
    """Small print under it."""
    text: tuple[str, ...] = ()
    """Paragraphs that go with it in the running text."""


def shown(value: Value, kind: Kind, language: str = "en") -> str:
    """Return how people read a value: `.81` in English, as the APA writes what cannot exceed 1, and `0,81` in Dutch."""
    if value is None:
        return UNDEFINED
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        separator = "; " if _comma(language) else ", "
        return f"[{separator.join(shown(end, 'coefficient', language) for end in value)}]"
    if kind == "count":
        text = f"{value:,}"
        return text.replace(",", ".") if _comma(language) else text
    if kind == "share":
        text = f"{value:.1%}"
    else:
        # Adding 0 makes -0.00 the 0.00 that it is.
        text = f"{round(value, 2) + 0.0:.2f}"
        if not _comma(language):
            return text.replace("0.", ".", 1) if abs(value) < 0.995 else text
    return text.replace(".", ",") if _comma(language) else text


def _comma(language: str) -> bool:
    return language.partition("-")[0].lower() == "nl"
