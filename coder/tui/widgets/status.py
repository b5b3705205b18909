"""The line on top: what is open, who codes, how far, and whether it is saved."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from coder.tui.door import line
from coder.tui.language import _
from coder.tui.layout.graphemes import fit

BAR = 10
"""Cells of the progress bar."""


class Status(Widget):
    """Study › source on the left; coder, progress and saved state on the right."""

    title: reactive[str] = reactive("")
    source: reactive[str] = reactive("")
    coder: reactive[str] = reactive("")
    done: reactive[int] = reactive(0)
    total: reactive[int] = reactive(0)
    pending: reactive[int] = reactive(0)
    failed: reactive[bool] = reactive(False)

    def render(self) -> Content:
        """Return the line, shortened from the left where room is short."""
        width = self.size.width
        right = self._right(width)
        room = width - right.cell_length - 3
        source = fit(line(self.source), max(8, room - 14) if self.title else room)
        title = fit(line(self.title), room - len(source) - 3)
        left = Content.assemble((title, "bold"), ("  › " if title and source else "", "$quiet"), source)
        gap = " " * max(1, width - left.cell_length - right.cell_length - 2)
        return Content.assemble(" ", left, gap, right, " ")

    def _right(self, width: int) -> Content:
        filled = round(BAR * self.done / self.total) if self.total else 0
        if self.done and not filled:
            filled = 1
        if filled == BAR and self.done < self.total:
            filled = BAR - 1
        counted = (
            _("{done} of {total} reviewed").format(done=self.done, total=self.total)
            if width >= 100
            else f"{self.done}/{self.total}"
        )
        state = (
            (_("! not saved"), "bold $error")
            if self.failed
            else (_("saving…"), "$quiet")
            if self.pending
            else (_("✓ saved"), "$success")
        )
        return Content.assemble(
            (fit(line(self.coder), 20), "bold $secondary"),
            (f"   {counted} ", "$quiet"),
            ("━" * filled, "$accent"),
            ("─" * (BAR - filled), "$faint"),
            "   ",
            state,
        )
