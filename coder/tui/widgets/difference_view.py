"""A difference in full: the text in its context, the sides, a reason that waits, and the code at hand."""

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from coder.tui.compared_words import code_at_hand
from coder.tui.comparing import Compared, Queue
from coder.tui.desk import Desk
from coder.tui.door import line
from coder.tui.guarded import Guarded
from coder.tui.language import _
from coder.tui.settling import Settling
from coder.tui.widgets.side_by_side import ComparedText, Sides

SHARE = 0.42
"""The most that the sides take of the height: the text stays in sight."""

LEAST = 4
"""Rows that the sides may always take."""


class DifferenceView(Guarded, Vertical):
    """Shows the difference at hand; the sides get as many rows as they need, the text the rest."""

    def __init__(self, desk: Desk, queue: Queue, settling: Settling, step: Callable[[int], None]) -> None:
        """Show what is at hand in `queue`; keys of the text call `step` with how many differences to move by."""
        super().__init__(id="difference")
        self._desk = desk
        self._queue = queue
        self._settling = settling
        self.text = ComparedText(desk, step)
        """The fragment; it has the focus."""
        self.sides = Sides(desk)
        """What each coder made of it."""
        self._compared = Compared(())
        self._codes: Sequence[str] = ()
        self._code = 0

    def compose(self) -> ComposeResult:
        """Lay out the parts below one another."""
        yield self.text
        with Vertical(id="beside"):
            yield self.sides
        yield Static(id="reconcile-reason", markup=False)
        yield Static(id="code-at-hand", markup=False)

    def show(self, compared: Compared) -> None:
        """Show the difference at hand."""
        self._compared = compared
        here, settling = self._queue.here, self._settling
        sides = settling.sides(compared)
        said = (path for side in sides for coding in side.codings for path in coding.codes)
        codes = (here.codes if here is not None else ()) or tuple(dict.fromkeys(said))
        if codes != self._codes:
            self._codes = codes
            self._code = codes.index(self._queue.code) if self._queue.code in codes else 0
        if settling.settled:
            self.sides.show(sides, settling.consensus, settling.about)
        else:
            self.sides.show(sides, None)
        self.text.show(settling.position, sides)
        reason = self.query_one("#reconcile-reason", Static)
        reason.display = bool(settling.reason)
        reason.update(Content.assemble((" " + _("Reason") + "  ", "$quiet"), line(settling.reason)))
        self._define()
        self._share()

    def point(self, by: int) -> None:
        """Point at another side."""
        self.sides.choose(self.sides.chosen + by)
        self._share()

    def next_code(self) -> None:
        """Define the next of the codes at hand."""
        if self._codes:
            self._code = (self._code + 1) % len(self._codes)
            self._define()

    def read(self, by: int) -> None:
        """Scroll in the sides."""
        self.sides.scroll_lines(by * max(1, self.sides.size.height - 1))

    def on_resize(self) -> None:
        """Share the rows anew."""
        self._share()

    def _define(self) -> None:
        code = self._codes[self._code] if self._codes else None
        words = code_at_hand(self._desk, self._compared, code, (self._code + 1, len(self._codes)))
        self.query_one("#code-at-hand", Static).update(words)

    def _share(self) -> None:
        most = max(LEAST, int(self.size.height * SHARE))
        rows = 1 + max(1, min(self.sides.needed(self.size.width - 2), most))  # one for the line above
        beside = self.query_one("#beside").styles
        if beside.height is None or beside.height.value != rows:
            beside.height = rows
