"""A list of items of any height, drawn line by line: what is not on the screen is not laid out."""

from abc import abstractmethod
from collections import OrderedDict
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from coder.tui.language import N_
from coder.tui.layout.card import Line
from coder.tui.layout.viewport import Viewport
from coder.tui.theme import raised, styles

KEPT = 400
"""Laid out items kept."""


class LineList(Widget, can_focus=True):
    """A cursor on a list, a window that follows it, and a scroll bar. Subclasses say what an item looks like."""

    DEFAULT_CSS = "LineList { height: 1fr; width: 1fr; background: $background; color: $foreground; }"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", N_("Next"), show=False),
        Binding("up,k", "move(-1)", N_("Previous"), show=False),
        Binding("pagedown", "page(1)", N_("A screen down"), show=False),
        Binding("pageup", "page(-1)", N_("A screen up"), show=False),
        Binding("home,g", "first", N_("First"), show=False),
        Binding("end,G", "last", N_("Last"), show=False),
    ]

    IDLE: ClassVar[bool] = True
    """Whether the cursor is shown while keys go elsewhere."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002, as in Textual
        super().__init__(id=id, classes=classes)
        self.cursor = 0
        """The item that keys act on."""
        self.drawn = 0
        """Lines drawn so far: what a key costs is counted, not timed."""
        self._viewport = Viewport(lambda item: len(self._block(item)))
        self._blocks: OrderedDict[tuple[int, bool], list[Strip]] = OrderedDict()
        self._styles: dict[tuple[str, bool], Style] = {}
        self._rows: list[tuple[int, int]] | None = None
        self._dragging = False
        self._fitted = Size(0, 0)

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

    @property
    def count(self) -> int:
        """How many items there are."""
        return self._viewport.count

    def fill(self, count: int, cursor: int = 0) -> None:
        """Show `count` items that may all be different from before, the cursor on one of them."""
        self._blocks.clear()
        self._viewport.count = count
        self.cursor = max(0, min(cursor, count - 1))
        if count and self._viewport.height:
            row = self._viewport.row_of(self.cursor) if self._viewport.top < count else None
            self._viewport.jump(self.cursor, self._viewport.height // 3 if row is None else max(row, 0))
            self._viewport.show(self.cursor)
        else:
            self._viewport.top = self._viewport.skip = 0
        self._repaint()

    def changed(self, item: int) -> None:
        """Lay out one item again and draw it, and what it pushed down if its height changed."""
        before = len(self._block(item)) if (item, item == self.cursor) in self._blocks else 0
        for current in (False, True):
            self._blocks.pop((item, current), None)
        row = self._viewport.row_of(item)
        if row is None:
            return
        if self._viewport.show(self.cursor) or before != len(self._block(item)):
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

    def scroll_lines(self, by: int) -> None:
        """Scroll without moving the cursor."""
        if self.count and self._viewport.scroll(by):
            self._repaint()

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

    def render_line(self, y: int) -> Strip:
        """Return one row of the screen."""
        self.drawn += 1
        self._fit()  # the screen may draw in a new size before it tells
        width = self.size.width
        if not self.count:
            lines = self.empty(width)
            return self._strip(lines[y], width, current=False) if y < len(lines) else self._blank(width)
        if self._rows is None:
            self._rows = self._viewport.rows()
        if y >= len(self._rows):
            return self._blank(width)
        item, line = self._rows[y]
        strip = self._block(item)[line]
        return Strip([*strip, Segment(self._thumb(y), self.part("faint"))], width)

    def part(self, name: str, *, current: bool = False) -> Style:
        """Return the style of a part, on the ground of the current item or of the others."""
        style = self._styles.get((name, current))
        if style is None:
            variables = self.app.theme_variables
            ground = self.rich_style + raised(variables) if current else self.rich_style
            for part, over in styles(variables).items():
                self._styles[part, current] = ground + over
            style = self._styles[name, current]
        return style

    def _block(self, item: int) -> list[Strip]:
        """Return the laid out lines of an item."""
        current = item == self.cursor
        key = (item, current)
        block = self._blocks.get(key)
        if block is None:
            width = max(1, self.size.width - 1)
            block = [self._strip(line, width, current=current) for line in self.lines_of(item, width, current=current)]
            self._blocks[key] = block
            if len(self._blocks) > KEPT:
                self._blocks.popitem(last=False)
        else:
            self._blocks.move_to_end(key)
        return block

    def _strip(self, line: Line, width: int, *, current: bool) -> Strip:
        shown = self.active or self.IDLE
        raised = current and shown and any(name == "bar" for name, _ in line)
        segments: list[Segment] = []
        used = 0
        for name, text in line:
            style = "bar-idle" if name == "bar" and not self.active else name
            drawn = text if shown or name != "bar" else " " * len(text)
            segments.append(Segment(drawn, self.part(style, current=raised)))
            used += cell_len(text)
        if used < width:
            segments.append(Segment(" " * (width - used), self.part("gutter", current=raised)))
        return Strip(segments, max(used, width)).adjust_cell_length(width)

    def _blank(self, width: int) -> Strip:
        return Strip.blank(width, self.part("gutter"))

    def _thumb(self, y: int) -> str:
        """Return the scroll bar's cell in a row: a bar where the window is in the list."""
        rows, height = self._rows or [], self._viewport.height
        shown = rows[-1][0] - rows[0][0] + 1
        if shown >= self.count and self._viewport.skip == 0 and rows[-1][1] == len(self._block(rows[-1][0])) - 1:
            return " "
        size = max(1, height * shown // self.count)
        first = round((height - size) * rows[0][0] / max(1, self.count - shown))
        return "▐" if first <= y < first + size else " "

    def _repaint(self) -> None:
        self._rows = None
        self.refresh()

    def _repaint_item(self, item: int) -> None:
        row = self._viewport.row_of(item)
        if row is not None:
            self._repaint_rows(row, len(self._block(item)))

    def _repaint_rows(self, row: int, count: int) -> None:
        shown = Region(0, row, self.size.width, count).intersection(self.size.region)
        if shown:
            self.refresh(shown)

    # Events

    def on_resize(self) -> None:
        """Lay out again for another size."""
        self._fit()

    def _fit(self) -> None:
        """Take over the widget's size, with what was being read at the same height on the screen."""
        if self._fitted == self.size:
            return
        row = self._viewport.row_of(self.cursor) if self.count and self._fitted.width else None
        if self._fitted.width != self.size.width:
            self._blocks.clear()
        self._fitted = self.size
        self._viewport.height = self.size.height
        if self.count:
            self._viewport.jump(self.cursor, max(0, row if row is not None else self.size.height // 3))
            self._viewport.show(self.cursor)
        self._repaint()

    def notify_style_update(self) -> None:
        """Forget what was laid out in other colours."""
        super().notify_style_update()
        self._styles.clear()
        self._blocks.clear()

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
        rows = self._viewport.rows()
        if event.x == self.size.width - 1 and len(rows) == self._viewport.height:
            self._dragging = True
            self.capture_mouse()
            self._drag(event.y)
        elif event.y < len(rows):
            item = rows[event.y][0]
            if item == self.cursor and self.has_focus:
                self.picked()
            else:
                self.go(item)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag the scroll bar."""
        if self._dragging:
            self._drag(event.y)

    def on_mouse_up(self) -> None:
        """Let go of the scroll bar."""
        if self._dragging:
            self._dragging = False
            self.release_mouse()

    def _drag(self, y: int) -> None:
        height = max(1, self._viewport.height - 1)
        self._viewport.jump(round((self.count - 1) * max(0, min(y, height)) / height))
        self._repaint()
