"""A matrix of the appendix as a grid of counts, and the statements of one of its cells."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType

from coder.model import Matrix, Statement
from coder.tui.bindings import bound
from coder.tui.door import clean, line
from coder.tui.language import N_, _
from coder.tui.layout.card import HUES, Line
from coder.tui.layout.graphemes import fit, pad
from coder.tui.layout.wrap import lines
from coder.tui.widgets.line_list import LineList

NARROWEST = 12
"""Cells of the narrowest column."""


class MatrixGrid(LineList):
    """Rows and columns of codes; a cell shows how many statements it has."""

    BINDINGS: ClassVar[list[BindingType]] = bound(
        "grid",
        Binding("left,h", "column(-1)", N_("Column to the left"), show=False),
        Binding("right,l", "column(1)", N_("Column to the right"), show=False),
    )

    def __init__(self, shown: Callable[[str | None, str], None], *, id: str | None = None) -> None:  # noqa: A002, as in Textual
        """Make a grid that calls `shown` with the row and column under the cursor; no row for what has no place."""
        super().__init__(id=id)
        self._shown = shown
        self._matrix: Matrix | None = None
        self._most = 1
        self.column = 0
        """The column of the current cell."""

    def show(self, matrix: Matrix, place: tuple[str | None, str] | None = None) -> None:
        """Show a matrix, the cursor on a place, or on its first cell that holds something."""
        self._matrix = matrix
        self._most = max((len(cell.statements) for cell in matrix.cells), default=1)
        first = (matrix.cells[0].row, matrix.cells[0].column) if matrix.cells else ("", "")
        row, column = place or first
        self.column = matrix.columns.index(column) if column in matrix.columns else 0
        at = len(matrix.rows) if row is None else matrix.rows.index(row) if row in matrix.rows else 0
        self.fill(len(matrix.rows) + 1 + bool(matrix.not_placed), at + 1)
        self.moved()

    @property
    def place(self) -> tuple[str | None, str] | None:
        """Row and column of the current cell; no row for the line of what has no place."""
        matrix = self._matrix
        if matrix is None or not matrix.rows or not matrix.columns:
            return None
        row = max(self.cursor - 1, 0)
        return matrix.rows[row] if row < len(matrix.rows) else None, matrix.columns[self.column]

    def go(self, item: int, *, centre: bool = False) -> None:
        """Move to a row; the heading is none."""
        super().go(max(item, 1), centre=centre)

    def action_column(self, by: int) -> None:
        """Move to another column."""
        if self._matrix is not None and self._matrix.columns:
            column = max(0, min(self.column + by, len(self._matrix.columns) - 1))
            if column != self.column:
                self.column = column
                self.changed_all()
                self.moved()

    def moved(self) -> None:
        """Have the statements of the cell shown."""
        place = self.place
        if place is not None:
            self._shown(*place)

    def picked(self) -> None:
        """Leave clicks to the statements."""

    def lines_of(self, item: int, width: int, *, current: bool) -> list[Line]:
        """Return the column headings, or a row of counts."""
        matrix = self._matrix
        if matrix is None:
            return [(("gutter", ""),)]
        label, room, first, shown = self._measures(width)
        columns = matrix.columns[first : first + shown]
        more = "›" if first + shown < len(matrix.columns) else " "
        if item == 0:
            head = pad(f"{'‹ ' if first else ''}{line(matrix.row_heading)}", label)
            cells = [(f"code-{1 % HUES}", pad(f" {line(name)}", room)) for name in columns]
            rule = "─" * min(width - 1, label + 1 + room * len(columns))
            return [(("gutter", " "), ("about", head), *cells, ("about", more)), (("faint", f" {rule}"),)]
        bar = ("bar", "▌") if current else ("gutter", " ")
        if item > len(matrix.rows):
            return [(("gutter", ""),), self._unplaced(len(matrix.not_placed), label, width, current=current)]
        row = matrix.rows[item - 1]
        parts: list[tuple[str, str]] = [bar, ("text", pad(line(row), label))]
        for at, column in enumerate(columns, first):
            count = len(matrix.cell(row, column))
            chosen = current and at == self.column
            parts += self._cell(count, room, chosen=chosen)
        return [tuple(parts)]

    def _unplaced(self, count: int, label: int, width: int, *, current: bool) -> Line:
        """Return the line of codings that the matrix leaves out."""
        bar = ("bar", "▌") if current else ("gutter", " ")
        words = pad(f"{count:>4}  " + _("with a code in one of the two only"), width - label - 2)
        style = "selection" if current else "quiet"
        return (bar, ("quiet", pad(_("Not placed"), label)), (style, words))

    def _cell(self, count: int, room: int, *, chosen: bool) -> list[tuple[str, str]]:
        """Return a count with a bar as long as its share of the fullest cell."""
        halves = max(1, round((room - 9) * 2 * count / self._most)) if count else 0
        bar = pad("━" * (halves // 2) + "╸" * (halves % 2), room - 8)
        number = f"{count:>3}  " if count else "  ·  "
        if chosen:
            return [("selection", f"▸{number}{bar}"), ("gutter", "  ")]
        return [("text" if count else "faint", f" {number}"), ("chip", bar), ("gutter", "  ")]

    def _measures(self, width: int) -> tuple[int, int, int, int]:
        """Return cells for the row labels and for a column, and the first and number of the columns shown."""
        matrix = self._matrix
        if matrix is None:
            return 0, NARROWEST, 0, 0
        widest = max([cell_len(line(row)) for row in matrix.rows] + [cell_len(line(matrix.row_heading)), 8])
        label = min(widest + 1, max(12, width * 2 // 5))
        count = max(1, len(matrix.columns))
        room = max(NARROWEST, min(30, (width - label - 2) // count))
        shown = max(1, min(count, (width - label - 2) // room))
        first = max(0, min(self.column - shown // 2, count - shown))
        return label, room, first, shown


class StatementList(LineList):
    """The statements of a cell with the fragments behind them; Enter opens one."""

    BINDINGS: ClassVar[list[BindingType]] = bound(
        "statements",
        Binding("enter", "pick", N_("Open the fragment")),
        Binding("escape,left,h", "screen.grid", N_("Back to the cells"), key_display="esc"),
        reach="inner",
    )

    IDLE = False

    def __init__(self, chosen: Callable[[str], None], *, id: str | None = None) -> None:  # noqa: A002, as in Textual
        """Make a list that calls `chosen` with the address of a fragment."""
        super().__init__(id=id)
        self._chosen = chosen
        self._items: list[tuple[Statement, str]] = []
        self._notes: Mapping[int, str] = {}

    def show(
        self, statements: Sequence[Statement], notes: Mapping[int, str] | None = None, on: Statement | None = None
    ) -> None:
        """Show the statements of a cell.

        Args:
            statements: in the order of the cell.
            notes: by the key of a coding, a word to print behind its fragment.
            on: the cursor stands on the statement that shares a coding with this one.
        """
        self._notes = notes or {}
        self._items = [(statement, address) for statement in statements for address in statement.fragments]
        wanted = set(on.codings) if on is not None else set()
        found = (at for at, (statement, address) in enumerate(self._items) if wanted.intersection(statement.codings))
        self.fill(len(self._items), next(found, 0))

    @property
    def current(self) -> Statement | None:
        """The statement under the cursor."""
        return self._items[self.cursor][0] if self._items else None

    @property
    def only(self) -> str | None:
        """The address, if there is but one fragment."""
        return self._items[0][1] if len(self._items) == 1 else None

    def action_pick(self) -> None:
        """Open the fragment under the cursor."""
        if self._items:
            self._chosen(self._items[self.cursor][1])

    def picked(self) -> None:
        """Do the same by mouse."""
        self.action_pick()

    def lines_of(self, item: int, width: int, *, current: bool) -> list[Line]:
        """Return a statement and its first fragment, or another fragment that says the same."""
        statement, address = self._items[item]
        bar = ("bar", "▌ ") if current else ("gutter", "  ")
        if address != statement.fragments[0]:
            return [(bar, ("about", fit("  " + _("also {fragment}").format(fragment=line(address)), width - 2)))]
        rows: list[Line] = []
        for start, row in lines(clean(statement.text, keep="\n"), max(8, width - 5)):
            rows.append((bar, ("chip", "  " if start else "• "), ("text", row)))
        times = f" · {statement.n}×" if statement.n > 1 else ""
        note = self._notes.get(statement.codings[0], "") if statement.codings else ""
        times += f" · {line(note)}" if note else ""
        rows.append((bar, ("about", fit(f"  {line(address)}{times}", width - 2))))
        return rows

    def empty(self, width: int) -> list[Line]:
        """Return a word on an empty cell."""
        words = _("No statement in this cell.") + "\n"
        words += _("Codings that have its row and its column code together appear here.")
        return [(("hint", f"  {row}"),) for start, row in lines(words, max(8, width - 3))]
