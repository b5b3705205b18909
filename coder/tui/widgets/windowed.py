"""The window of a list on the screen: its size, what lies over it, scrolling and drawing again."""

from abc import abstractmethod

from textual.geometry import Region, Size

from coder.tui.layout.viewport import Viewport
from coder.tui.widgets.mouse import Pointed


class Windowed(Pointed):
    """Keeps the current item where it is on the screen, whatever size the screen takes."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002, as in Textual
        super().__init__(id=id, classes=classes)
        self._viewport = Viewport(self.height_of)
        self._rows: list[tuple[int, int]] | None = None
        self._bar = range(0)
        self._fitted = Size(0, 0)
        self._covered = 0

    # For subclasses

    @abstractmethod
    def height_of(self, item: int) -> int:
        """Return how many lines an item has."""

    @abstractmethod
    def forget(self) -> None:
        """Lay out again what is drawn next: the width is another."""

    # What is in the window

    @property
    def count(self) -> int:
        """How many items there are."""
        return self._viewport.count

    @property
    def scrolls(self) -> bool:
        """Whether there is more than the screen shows."""
        return bool(self._viewport.bar())

    def item_at(self, y: int) -> int | None:
        """Return the item that is drawn in a row of the screen."""
        rows = self._viewport.rows()
        return rows[y][0] if 0 <= y < len(rows) else None

    def scroll_lines(self, by: int) -> None:
        """Scroll without moving the cursor."""
        if self.count and self._viewport.scroll(by):
            self._repaint()

    def scroll_to_share(self, share: float) -> None:
        """Scroll to a share of the list, from 0 to 1, without moving the cursor."""
        self._viewport.jump(round((self.count - 1) * max(0.0, min(share, 1.0))))
        self._repaint()

    def cover(self, rows: int) -> None:
        """Take note that something lies over so many rows at the foot."""
        self._covered = rows
        self._fit()

    def on_resize(self) -> None:
        """Lay out again for another size."""
        self._fit()

    def _fit(self) -> None:
        """Take over the widget's size, with what was being read at the same height on the screen."""
        height = max(0, self.size.height - self._covered)
        if self._fitted == self.size and self._viewport.height == height:
            return
        row = self._viewport.row_of(self.cursor) if self.count and self._fitted.width else None
        if self._fitted.width != self.size.width:
            self.forget()
        self._fitted = self.size
        self._viewport.height = height
        if self.count:
            self._viewport.jump(self.cursor, max(0, row if row is not None else height // 3))
            self._viewport.show(self.cursor)
        self._repaint()

    # Drawing again

    def _repaint(self) -> None:
        self._rows = None
        self.refresh()

    def _repaint_item(self, item: int) -> None:
        row = self._viewport.row_of(item)
        if row is not None:
            self._repaint_rows(row, self.height_of(item))

    def _repaint_rows(self, row: int, count: int) -> None:
        shown = Region(0, row, self.size.width, count).intersection(self.size.region)
        if shown:
            self.refresh(shown)
