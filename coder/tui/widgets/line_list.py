"""A list of items of any height, drawn line by line: what is not on the screen is not laid out."""

from abc import abstractmethod
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.strip import Strip

from coder.tui.bindings import bound
from coder.tui.guarded import Guarded
from coder.tui.language import N_
from coder.tui.layout.card import Line
from coder.tui.widgets.paint import Paint
from coder.tui.widgets.windowed import Windowed

KEPT = 200
"""Laid out items kept."""


@dataclass(slots=True)
class _Block:
    """A laid out item."""

    strips: list[Strip]
    drawn: dict[tuple[int, str], Strip] = field(default_factory=dict)
    """By line and scroll bar: ready for the screen."""


class LineList(Guarded, Windowed, can_focus=True):
    """A cursor on a list, a window that follows it, and a scroll bar. Subclasses say what an item looks like."""

    DEFAULT_CSS = "LineList { height: 1fr; width: 1fr; background: $background; color: $foreground; }"

    BINDINGS: ClassVar[list[BindingType]] = bound(
        "list",
        Binding("down,j", "move(1)", N_("Next"), show=False),
        Binding("up,k", "move(-1)", N_("Previous"), show=False),
        Binding("pagedown", "page(1)", N_("A screen down"), show=False),
        Binding("pageup", "page(-1)", N_("A screen up"), show=False),
        Binding("home,g", "first", N_("First"), show=False),
        Binding("end,G", "last", N_("Last"), show=False),
    )

    ALLOW_SELECT = False
    IDLE: ClassVar[bool] = True
    """Whether the cursor is shown while keys go elsewhere."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002, as in Textual
        super().__init__(id=id, classes=classes)
        self.cursor = 0
        self.drawn = 0
        """Lines made ready for the screen so far: what a key costs is counted, not timed."""
        self._blocks: OrderedDict[tuple[int, bool], _Block] = OrderedDict()
        self._paint: Paint | None = None
        self._paint_checked = False

    # For subclasses

    @abstractmethod
    def lines_of(self, item: int, width: int, *, current: bool) -> list[Line]:
        """Return the lines of an item, at least one."""

    def empty(self, width: int) -> list[Line]:
        """Return what is shown where there is no item: a word on what to do."""
        return []

    def moved(self) -> None:
        """Take note that the cursor is on another item."""

    def picked(self) -> None:
        """Take note that the item under the cursor was clicked when it was current already."""

    @property
    def active(self) -> bool:
        """Whether keys act on this list: its bar is bright then."""
        return self.has_focus

    # What is in the list

    def fill(self, count: int, cursor: int = 0) -> None:
        """Show `count` items that may all be different from before, the cursor on one of them."""
        self._blocks.clear()
        self._viewport.count = count
        self.cursor = max(0, min(cursor, count - 1))
        if self._viewport.top >= count:
            self._viewport.top = self._viewport.skip = 0
        self._fit()  # it may have been hidden since it was drawn
        if count and self._viewport.height:
            row = self._viewport.row_of(self.cursor) if self._viewport.top < count else None
            self._viewport.jump(self.cursor, self._viewport.height // 3 if row is None else max(row, 0))
            self._viewport.show(self.cursor)
        else:
            self._viewport.top = self._viewport.skip = 0
        self._repaint()

    def changed(self, item: int) -> None:
        """Lay out one item again and draw it, and what it pushed down if its height changed."""
        before = self.height_of(item) if (item, item == self.cursor) in self._blocks else 0
        for current in (False, True):
            self._blocks.pop((item, current), None)
        row = self._viewport.row_of(item)
        if row is None:
            return
        if self._viewport.show(self.cursor) or before != self.height_of(item):
            self._rows = None
            if self._viewport.row_of(item) == row:
                self._repaint_rows(row, self.size.height - row)
            else:
                self._repaint()
        else:
            self._repaint_rows(row, before)

    def changed_all(self) -> None:
        """Lay out everything again."""
        self.fill(self.count, self.cursor)

    # Moving

    def go(self, item: int, *, centre: bool = False) -> None:
        """Put the cursor on an item and show it; `centre` leaves room around it if it was not on the screen."""
        item = max(0, min(item, self.count - 1))
        if not self.count or item == self.cursor:
            if self.count and self._viewport.show(item):
                self._repaint()
            return
        before, self.cursor = self.cursor, item
        scrolled = False
        if centre and self._viewport.row_of(item) is None:
            self._viewport.jump(item, self._viewport.height // 3)
            scrolled = True
        if self._viewport.show(item) or scrolled:
            self._repaint()
        else:
            self._repaint_item(before)
            self._repaint_item(item)
        self.moved()

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self.go(self.cursor + by)

    def action_first(self) -> None:
        """Move to the first item."""
        self.go(0)

    def action_last(self) -> None:
        """Move to the last item."""
        self.go(self.count - 1)

    def action_page(self, by: int) -> None:
        """Scroll a screen, and take the cursor along; an item higher than the screen is paged through."""
        if not self.count:
            return
        before = self.cursor
        if self._viewport.scroll(by * max(1, self._viewport.height - 2)):
            rows = self._viewport.rows()
            self.cursor = next((item for item, line in rows if line == 0), rows[0][0])
            self._repaint()
            if self.cursor != before:
                self.moved()
        else:
            self.go(self.count - 1 if by > 0 else 0)

    # Drawing

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return rows of the screen.

        Rows are kept with what Textual works out about them, behind the filters of the app: drawing one again, here or
        a few rows up, costs next to nothing.
        """
        self._fit()  # the screen may draw in a new size before it tells
        self._painted()
        if self._rows is None:
            self._rows = self._viewport.rows()
            self._bar = self._viewport.bar()
        left, right = crop.column_span
        rows = [self._row(y) for y in crop.line_range]
        return rows if (left, right) == (0, self.size.width) else [row.crop(left, right) for row in rows]

    def _row(self, y: int) -> Strip:
        """Return one row of the screen."""
        width, rows = self.size.width, self._rows or []
        if y >= len(rows):
            lines = [] if self.count else self.empty(width)
            paint = self._painted()
            return self._through(paint.strip(lines[y], width) if y < len(lines) else paint.blank(width))
        item, line = rows[y]
        block = self._block(item)
        mark = "▐" if y in self._bar else " "
        strip = block.drawn.get((line, mark))
        if strip is None:
            self.drawn += 1
            strip = block.drawn[line, mark] = self._through(self._painted().edge(block.strips[line], mark))
        return strip

    def _through(self, strip: Strip) -> Strip:
        """Return a strip as the filters of the app let it through."""
        ground = self.background_colors[1]
        for line_filter in self.get_line_filters():
            strip = strip.apply_filter(line_filter, ground)
        return strip

    def _painted(self) -> Paint:
        """Return the paint, mixed again if the theme has changed; what was laid out in other colours is forgotten."""
        if self._paint is None or not self._paint_checked:
            self._paint_checked = True
            made_of = (self.rich_style, self.app.theme)
            if self._paint is None or self._paint.made_of != made_of:
                self._paint = Paint(*made_of, self.app.theme_variables)
                self._blocks.clear()
        return self._paint

    def _block(self, item: int) -> _Block:
        """Return the laid out lines of an item."""
        current = item == self.cursor
        key = (item, current)
        block = self._blocks.get(key)
        if block is None:
            width = max(1, self.size.width - 1)
            lines = self.lines_of(item, width, current=current)
            block = self._blocks[key] = _Block([self._strip(line, width, current=current) for line in lines])
            if len(self._blocks) > KEPT:
                self._blocks.popitem(last=False)
        else:
            self._blocks.move_to_end(key)
        return block

    def height_of(self, item: int) -> int:
        """Return how many lines an item has."""
        return len(self._block(item).strips)

    def forget(self) -> None:
        """Lay out again what is drawn next."""
        self._blocks.clear()

    def _strip(self, line: Line, width: int, *, current: bool) -> Strip:
        """Return a line, raised if it is the current item's: those have a bar."""
        if current and line[0][0] == "bar":
            if not self.active and not self.IDLE:
                line = (("gutter", " " * len(line[0][1])), *line[1:])
                return self._painted().strip(line, width)
            if not self.active:
                line = (("bar-idle", line[0][1]), *line[1:])
            return self._painted().strip(line, width, high=True)
        return self._painted().strip(line, width)

    # Events

    def notify_style_update(self) -> None:
        """Look at the colours again before the next line is drawn."""
        super().notify_style_update()
        self._paint_checked = False

    def on_focus(self) -> None:
        """Show where the keys go."""
        self._focus_moved()

    def on_blur(self) -> None:
        """Show that the keys go elsewhere."""
        self._focus_moved()

    def _focus_moved(self) -> None:
        if self.count:
            self._blocks.pop((self.cursor, True), None)
            self._repaint_item(self.cursor)
