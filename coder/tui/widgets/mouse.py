"""The mouse on a list: click to move the cursor, click again to pick, wheel to scroll, drag the scroll bar."""

from abc import abstractmethod

from textual import events
from textual.widget import Widget


class Pointed(Widget):
    """A list that can be pointed at; everything that the mouse does the keys do too."""

    cursor: int
    """The item that keys act on."""

    _dragging = False

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll without moving the cursor."""
        event.stop()
        self.scroll_lines(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll without moving the cursor."""
        event.stop()
        self.scroll_lines(-3)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor on what is under the mouse, or begin to drag the scroll bar."""
        item = self.item_at(event.y)
        if event.x == self.size.width - 1 and self.scrolls:
            self._dragging = True
            self.capture_mouse()
            self.scroll_to_share(event.y / max(1, self.size.height - 1))
        elif item is not None:
            if item == self.cursor and self.active:
                self.picked()
            else:
                self.go(item)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag the scroll bar."""
        if self._dragging:
            self.scroll_to_share(event.y / max(1, self.size.height - 1))

    def on_mouse_up(self) -> None:
        """Let go of the scroll bar."""
        if self._dragging:
            self._dragging = False
            self.release_mouse()

    # For subclasses

    @property
    @abstractmethod
    def active(self) -> bool:
        """Whether keys act on this list."""

    @property
    @abstractmethod
    def scrolls(self) -> bool:
        """Whether there is more than the screen shows."""

    @abstractmethod
    def item_at(self, y: int) -> int | None:
        """Return the item that is drawn in a row of the screen."""

    @abstractmethod
    def go(self, item: int) -> None:
        """Put the cursor on an item."""

    @abstractmethod
    def picked(self) -> None:
        """Take note that the item under the cursor was clicked when it was current already."""

    @abstractmethod
    def scroll_lines(self, by: int) -> None:
        """Scroll without moving the cursor."""

    @abstractmethod
    def scroll_to_share(self, share: float) -> None:
        """Scroll to a share of the list, from 0 to 1, without moving the cursor."""
