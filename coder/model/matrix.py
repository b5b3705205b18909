"""A matrix of the appendix: rows and columns of codes, cells of statements."""

from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Statement:
    """One bullet in a cell."""

    text: str
    fragments: tuple[str, ...]
    """Addresses of the fragments that express it, in source order: every printed statement leads back to them."""
    codings: tuple[int, ...] = ()
    """Keys of the codings behind it."""

    @property
    def n(self) -> int:
        """In how many fragments it was said."""
        return len(self.fragments)


@dataclass(frozen=True, slots=True)
class Cell:
    """The statements where a row meets a column; only cells that have some exist."""

    row: str
    """Label."""
    column: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Matrix:
    """One table of the appendix."""

    id: str
    title: str
    rows: tuple[str, ...]
    """Labels in codebook order; the unplaced row, if it holds something, comes first."""
    columns: tuple[str, ...]
    cells: tuple[Cell, ...]
    """Row by row, column by column; empty cells are left out."""
    empty: str = "-"
    row_heading: str = ""
    """Label of the dimension in the rows."""
    column_heading: str = ""
    row_paths: tuple[str, ...] = ()
    """Path of the code of each row; empty for the unplaced one."""
    column_paths: tuple[str, ...] = ()
    left_out: int = 0
    """Codings with a code in one of the two dimensions only, and no place in the matrix for them."""
    not_placed: tuple[int, ...] = ()
    """Keys of the codings that are left out, in source order."""
    notes: tuple[str, ...] = field(default=())
    """Sentences on what was left out or changed, for people to read."""

    @cached_property
    def _by_place(self) -> dict[tuple[str, str], Cell]:
        return {(cell.row, cell.column): cell for cell in self.cells}

    def cell(self, row: str, column: str) -> tuple[Statement, ...]:
        """Return the statements at two labels, none if the cell is empty."""
        cell = self._by_place.get((row, column))
        return cell.statements if cell else ()

    @property
    def statements(self) -> int:
        """How many bullets the matrix prints."""
        return sum(len(cell.statements) for cell in self.cells)
