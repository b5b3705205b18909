"""The screen with the matrices of the appendix."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.widgets import Static

from coder.tui.clerk import Clerk
from coder.tui.desk import Desk
from coder.tui.language import N_
from coder.tui.screens import HEIGHTS, WIDTHS
from coder.tui.screens.matrix.editing import Editing
from coder.tui.screens.matrix.keys import KEYS
from coder.tui.screens.matrix.writing import Writing
from coder.tui.widgets.form import Field, Form
from coder.tui.widgets.keys import Keys
from coder.tui.widgets.matrix_grid import MatrixGrid, StatementList
from coder.tui.widgets.picker import Picker


class MatrixScreen(Editing, Writing):
    """Matrices one at a time, as the appendix will print them; what stands in a cell is edited where it stands."""

    CSS_PATH = "matrix.tcss"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    def __init__(self, desk: Desk, clerk: Clerk, opened: Callable[[str], None]) -> None:
        """Make a screen that calls `opened` with the address of a fragment, and leaves."""
        super().__init__(desk, clerk)
        self._opened = opened

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield Static(id="matrix-title", markup=False)
        with Container(id="matrix-body"):
            yield MatrixGrid(self._show_cell, id="grid")
            with Container(id="cell"):
                yield Static(id="cell-title", markup=False)
                yield StatementList(self._open, id="statements")
        yield Static(id="matrix-word", markup=False)
        yield Static(id="matrix-note", markup=False)
        yield Form((Field("statement", N_("Statement"), 4),), self._to_statements, id="form-statement")
        yield Form((Field("file", N_("File")),), self.action_grid, id="form-file")
        yield Picker(self._to_statements, id="picker")
        yield Keys(id="keys")

    def on_mount(self) -> None:
        """Fill the matrices."""
        self.desk_changed()

    def action_open(self) -> None:
        """Go to the statements of the cell; open the fragment if there is but one."""
        if not self._matrices:
            return
        statements = self.query_one(StatementList)
        if statements.only is not None:
            self._open(statements.only)
        elif statements.count:
            self._to_statements()

    def _open(self, fragment: str) -> None:
        self._opened(fragment)
        self.dismiss()

    def action_back(self) -> None:
        """Go back to the fragments."""
        self.dismiss()
