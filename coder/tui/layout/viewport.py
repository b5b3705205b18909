"""Which lines of which items are on the screen, without measuring the ones that are not."""

from collections.abc import Callable


class Viewport:
    """A window on a list of items of different heights.

    It is anchored on an item, not on a line number: nothing above or below the window is ever measured, so a hundred
    thousand items cost what a thousand do, and neither a resize nor an item that grows moves what is being read.
    """

    def __init__(self, measure: Callable[[int], int], count: int = 0, height: int = 0) -> None:
        """Make a window of `height` lines on `count` items; `measure(item)` returns the lines (at least 1) of one."""
        self._measure = measure
        self.count = count
        self.height = height
        self.top = 0
        """The first item on the screen."""
        self.skip = 0
        """How many of its lines are above the screen."""

    def rows(self) -> list[tuple[int, int]]:
        """Return (item, line of the item) for every row from the top, at most `height`."""
        rows: list[tuple[int, int]] = []
        item, line = self.top, self.skip
        while item < self.count and len(rows) < self.height:
            rows += [(item, at) for at in range(line, self._measure(item))]
            item, line = item + 1, 0
        return rows[: self.height]

    def bar(self) -> range:
        """Return the rows of a scroll bar's thumb; none if everything is on the screen."""
        rows = self.rows()
        last = self.count - 1
        if not rows or (rows[0] == (0, 0) and rows[-1][0] == last and rows[-1][1] == self._measure(last) - 1):
            return range(0)
        shown = rows[-1][0] - rows[0][0] + 1
        size = max(1, self.height * shown // self.count)
        first = round((self.height - size) * rows[0][0] / max(1, self.count - shown))
        return range(first, first + size)

    def row_of(self, item: int) -> int | None:
        """Return the row at which `item` begins (negative: above the screen), None if no line of it is visible."""
        if item < self.top or not self.height:
            return None
        row = -self.skip
        for at in range(self.top, item):
            row += self._measure(at)
            if row >= self.height:
                return None
        return row

    def show(self, item: int) -> bool:
        """Scroll as little as needed to have `item` on the screen, its beginning first; say whether anything moved."""
        before = (self.top, self.skip)
        row = self.row_of(item)
        lines = self._measure(item)
        if row is None and item > self.top:
            self.jump(item, max(0, self.height - lines))
        elif row is None or row < 0:
            self.top, self.skip = item, 0
        elif row + lines > self.height:
            self.scroll(min(row, row + lines - self.height))
        self._fill()
        return before != (self.top, self.skip)

    def jump(self, item: int, row: int = 0) -> None:
        """Put the beginning of `item` at `row`, or as near as the ends of the list allow."""
        self.top, self.skip = item, 0
        self._back(row)
        self._fill()

    def scroll(self, lines: int) -> bool:
        """Move the window down, or up if negative; say whether it moved."""
        before = (self.top, self.skip)
        if lines < 0:
            self._back(-lines)
        else:
            self.skip += lines
            while self.top < self.count - 1 and self.skip >= (high := self._measure(self.top)):
                self.skip -= high
                self.top += 1
            self._fill()
        return before != (self.top, self.skip)

    def _back(self, lines: int) -> None:
        """Move up by `lines`, stopping at the beginning of the list."""
        self.skip -= lines
        while self.skip < 0 and self.top > 0:
            self.top -= 1
            self.skip += self._measure(self.top)
        self.skip = max(0, self.skip)

    def _fill(self) -> None:
        """Move up if the list ends above the bottom of the window."""
        below = -self.skip
        for item in range(self.top, self.count):
            below += self._measure(item)
            if below >= self.height:
                return
        self._back(self.height - below)
