"""A table as it stands in a file: rows of cells as text, before anything is known about its columns."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from coder.model.errors import CoderError
from coder.model.language import _

MAX_CELLS = 5_000_000
"""A survey of ten thousand respondents and a hundred questions has a million."""


def refuse_too_many(cells: int) -> None:
    """Refuse what no survey is as large as.

    Raises:
        CoderError: there are over `MAX_CELLS` cells.
    """
    if cells > MAX_CELLS:
        raise CoderError(_("holds more than {most:,} cells; a survey of that size is not read").format(most=MAX_CELLS))


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells."""

    number: int
    """Where it is in the file, from 1: the line it begins on, or the row of a sheet."""
    cells: list[str]

    @property
    def width(self) -> int:
        """Cells up to the last that holds something."""
        return next((i for i in range(len(self.cells), 0, -1) if self.cells[i - 1].strip()), 0)


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a table, those without any content left out."""

    rows: Sequence[Row]
    place: str
    """What `Row.number` counts: `line` or `row`."""
    encoding: str
    warnings: list[str] = field(default_factory=list)
    skipped: dict[str, int] = field(default_factory=dict)
