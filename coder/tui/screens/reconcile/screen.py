"""The screen where coders are compared, and what they differ on is settled."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static

from coder.tui.clerk import Clerk
from coder.tui.desk import Desk
from coder.tui.language import N_, _
from coder.tui.screens import HEIGHTS, WIDTHS
from coder.tui.screens.reconcile.keys import KEYS, ON_DIFFERENCE
from coder.tui.screens.reconcile.narrowing import Narrowing
from coder.tui.screens.reconcile.taking import Taking
from coder.tui.widgets.agreed import Agreed
from coder.tui.widgets.compared_filters import ComparedFilters
from coder.tui.widgets.form import Field, Form
from coder.tui.widgets.keys import Keys
from coder.tui.widgets.palette import Palette
from coder.tui.widgets.panel import Panel
from coder.tui.widgets.span_bar import SpanBar


class ReconcileScreen(Taking, Narrowing):
    """Differences one after the other, those of the worst code first; what is chosen becomes the consensus."""

    CSS_PATH = "reconcile.tcss"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    def __init__(self, desk: Desk, clerk: Clerk, opened: Callable[[str], None]) -> None:
        """Make a screen that calls `opened` with the address of a fragment, and leaves."""
        super().__init__(desk, clerk)
        self._opened = opened

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield Static(id="reconcile-title", markup=False)
        yield Static(id="reconcile-where", markup=False)
        yield Static(id="reconcile-blind", markup=False)
        yield Static(id="reconcile-word", markup=False)
        with Vertical(id="reconcile-work"):
            yield self._view
            yield Palette(self._desk, self._combination_chosen, self._to_text, wanted=self._code_wanted, id="palette")
            yield SpanBar(self._view.text, self._span_chosen, id="span")
        yield Form((Field("reason", N_("Reason")),), self._to_text, id="form-reason")
        yield Agreed(self._clerk, self._to_text)
        yield ComparedFilters(self._desk, self._queue, self._to_text, self._narrow, self._compare_with)
        yield Keys(id="keys")

    def on_mount(self) -> None:
        """Compare."""
        self._word(_("Comparing…"))
        self._to_text()
        self._compare()

    def on_resize(self) -> None:
        """Fit the lines on top."""
        self._tell()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out everything while something is entered, and what needs a difference or a third coder without one."""
        focused = self.focused
        if focused is not None and any(isinstance(node, (Panel, Form)) for node in focused.ancestors_with_self):
            return False
        if action == "take" and self._compared is not None:
            number = parameters[0]
            return bool(self._queue) and isinstance(number, int) and number < len(self._compared.coders)
        return not (action in ON_DIFFERENCE and not self._queue)

    # Moving

    def action_skip(self) -> None:
        """Go to the next difference that is not settled."""
        if self._queue.to_open():
            self._show()
        else:
            self._say(self._all_settled() if self._queue.done == len(self._queue) else _("This is the last one open."))

    def action_back_one(self) -> None:
        """Go back to where the last step was made from."""
        if self._queue.back():
            self._show()
        else:
            self.step(-1)

    def action_side(self, by: int) -> None:
        """Point at another side."""
        self._view.point(by)

    def action_read(self, by: int) -> None:
        """Scroll in the sides."""
        self._view.read(by)

    def action_definition(self) -> None:
        """Show what the next of the codes here means."""
        self._view.next_code()

    def action_open(self) -> None:
        """Go to the fragment among all others."""
        address = self._settling.address
        if address:
            self._opened(address)
            self.dismiss()

    def action_back(self) -> None:
        """Go back to the fragments."""
        self.dismiss()
