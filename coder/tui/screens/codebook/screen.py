"""The screen where the codebook is read and changed."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.widgets import Static

from coder.tui.clerk import Clerk
from coder.tui.desk import Desk
from coder.tui.screens import HEIGHTS, WIDTHS
from coder.tui.screens.codebook.editing import Editing
from coder.tui.screens.codebook.forms import FORMS
from coder.tui.screens.codebook.keys import KEYS, ON_CODE
from coder.tui.widgets.code_page import CodeText, ExampleList
from coder.tui.widgets.code_table import CodeHeading, CodeTable
from coder.tui.widgets.form import Form
from coder.tui.widgets.keys import Keys
from coder.tui.widgets.picker import Picker


class CodebookScreen(Editing):
    """The tree of codes with counts per coder; beside it what a code means and what was coded with it."""

    CSS_PATH = "codebook.tcss"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    def __init__(self, desk: Desk, clerk: Clerk, opened: Callable[[str], None], path: str = "") -> None:
        """Make a screen that begins at `path`, and that calls `opened` with the address of a fragment and leaves."""
        super().__init__(desk, clerk, path)
        self._opened = opened

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield Static(id="codebook-title", markup=False)
        table = CodeTable(self._desk, self._show, id="codes")
        with Container(id="codebook-body"):
            with Container(id="codes-side"):
                yield CodeHeading(table, id="codes-heading")
                yield table
            with Container(id="code"):
                yield CodeText(id="code-text")
                yield Static(id="code-count", markup=False)
                yield ExampleList(self._desk, self._open, id="examples")
        for name, fields in FORMS.items():
            yield Form(fields, self.action_codes, id=f"form-{name}")
        yield Picker(self.action_codes, id="picker")
        yield Keys(id="keys")

    def on_mount(self) -> None:
        """Show the codebook."""
        self.set_focus(self.table)
        self.desk_changed()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out what needs a code where there is none."""
        return not (action in ON_CODE and self.table.item is None) if self.is_mounted else True

    def action_examples(self) -> None:
        """Go to what was coded so."""
        examples = self.query_one(ExampleList)
        if examples.count:
            self.set_focus(examples)

    def action_codes(self) -> None:
        """Go back to the codes."""
        self.set_focus(self.table)

    def _open(self, fragment: str) -> None:
        self._opened(fragment)
        self.dismiss()

    def action_back(self) -> None:
        """Go back to the fragments."""
        self.dismiss()
