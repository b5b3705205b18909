"""A panel over the foot of a list, for everything that is entered."""

from abc import abstractmethod

from textual.containers import Vertical
from textual.widget import Widget

from coder.tui.guarded import Guarded
from coder.tui.widgets.line_list import LineList


class Panel(Guarded, Vertical):
    """Lies over the list and keeps its place when it is not seen: opening it lays nothing out again.

    The list is told how many rows are covered, and keeps the current item above them.
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002, as in Textual
        super().__init__(id=id, classes="panel")

    def show_panel(self) -> None:
        """Come into sight."""
        self.visible = True
        height = self.styles.height
        self._lie_over(int(height.value) if height is not None else 0)

    def hide_panel(self) -> None:
        """Go out of sight."""
        self.visible = False
        self._lie_over(0)

    def on_blur(self) -> None:
        """Close when something else is clicked."""
        self._left_behind()

    def on_descendant_blur(self) -> None:
        """Close when something else is clicked."""
        self._left_behind()

    def _left_behind(self) -> None:
        # Another window in front takes the focus as well, and gives it back.
        if self.visible and self.app.app_focus and not holds_focus(self):
            self.cancel()

    @abstractmethod
    def cancel(self) -> None:
        """Close, and leave everything as it was."""

    def _lie_over(self, rows: int) -> None:
        for beside in self.siblings:
            if isinstance(beside, LineList):
                beside.cover(rows)


def holds_focus(part: Widget) -> bool:
    """Say whether the focus is in a part of the screen, as of now.

    `has_focus_within` lags: it is set when the event is handled, and what asks may be an older event.
    """
    focused = part.screen.focused
    return focused is not None and part in focused.ancestors_with_self
