"""A fragment in its context, and what coders made of it side by side."""

from collections.abc import Callable, Sequence

from coder.model import Coding
from coder.model.coding import Span
from coder.tui.desk import Desk
from coder.tui.door import line
from coder.tui.language import _
from coder.tui.layout.card import Card, Line, card_lines
from coder.tui.layout.graphemes import fit
from coder.tui.layout.side_by_side import Side, outcome_lines, quiet, side_lines
from coder.tui.widgets.line_list import LineList

AROUND = 3
"""Fragments before and after the one at hand that are shown if there is room."""

LINES = 3
"""Lines of each of them."""


class ComparedText(LineList):
    """The fragment at hand between what was said before and after it. Keys of a list move along the queue."""

    def __init__(self, desk: Desk, step: Callable[[int], None]) -> None:
        """Make a text that calls `step` with how many differences to move by."""
        super().__init__(id="compared-text")
        self._desk = desk
        self._step = step
        self._positions: list[int] = []
        self._sides: Sequence[Side] = ()
        self._selection: Span | None = None

    def show(self, position: int | None, sides: Sequence[Side] = ()) -> None:
        """Show the fragment at a position with the places that each side marked, or nothing."""
        self._sides, self._selection = sides, None
        if position is None:
            self._positions = []
            self.fill(0)
            return
        first, last = self._desk.bounds(self._desk.source_number(position))
        self._positions = list(range(max(first, position - AROUND), min(last, position + AROUND + 1)))
        self.fill(len(self._positions), self._positions.index(position))
        self._centre()

    def select(self, span: Span | None) -> None:
        """Show a part of the fragment as selected, or nothing."""
        if span != self._selection:
            self._selection = span
            self.changed(self.cursor)

    def on_resize(self) -> None:
        """Lay out again, the fragment in the middle."""
        super().on_resize()
        self._centre()

    def _centre(self) -> None:
        """Put the fragment in the middle, or its beginning on top if it is longer than the screen."""
        if self.count and self._viewport.height:
            self._viewport.jump(self.cursor, max(0, (self._viewport.height - self.height_of(self.cursor) + 1) // 2))
            self._viewport.show(self.cursor)
            self._repaint()

    def go(self, item: int, *, centre: bool = False) -> None:
        """Leave the cursor where it is: what stands beside is for reading."""

    def picked(self) -> None:
        """Leave clicks be."""

    def action_move(self, by: int) -> None:
        """Go to the next or the previous difference."""
        self._step(by)

    def action_page(self, by: int) -> None:
        """Read on, or back."""
        self.scroll_lines(by * max(1, self.size.height - 2))

    def action_first(self) -> None:
        """Go to the first difference."""
        self._step(-len(self._desk))

    def action_last(self) -> None:
        """Go to the last difference."""
        self._step(len(self._desk))

    def lines_of(self, item: int, width: int, *, current: bool) -> list[Line]:
        """Return the fragment, or the end or beginning of one beside it."""
        desk, position = self._desk, self._positions[item]
        fragment = desk.fragment(position)
        sides = [side.spans for side in self._sides] if current else ()
        about = desk.about(position) if current else ""
        selection = self._selection if current else None
        card = Card(fragment, desk.coder, about=about, current=current, sides=sides, selection=selection)
        laid = card_lines(card, width)
        return laid if current else quiet(laid, LINES - 1, end=item < self.cursor)


class Sides(LineList, can_focus=False):
    """What each coder made of the fragment, and over it what was settled."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(id="sides")
        self._desk = desk
        self._sides: Sequence[Side] = ()
        self._settled: Sequence[Coding] | None = None
        self._about = ""
        self._unread = ""
        self.chosen = 0
        """The side that keys act on, from 0."""

    def show(self, sides: Sequence[Side], settled: Sequence[Coding] | None, about: str = "") -> None:
        """Show sides, and what the fragment was settled on; None: it was not."""
        self._sides = [side for side in sides if side.read]
        self._unread = ", ".join(line(side.coder) for side in sides if not side.read)
        self._settled, self._about = settled, about
        self.chosen = max(0, min(self.chosen, len(self._sides) - 1))
        self.fill(0)
        self.fill(1 if self._sides else 0)

    def choose(self, at: int) -> None:
        """Have the keys act on another side."""
        at = max(0, min(at, len(self._sides) - 1))
        if at != self.chosen:
            self.chosen = at
            self.changed_all()

    @property
    def side(self) -> Side | None:
        """The side that keys act on."""
        return self._sides[self.chosen] if self._sides else None

    def needed(self, width: int) -> int:
        """Return how many lines it takes to show everything."""
        return len(self.lines_of(0, max(1, width), current=True)) if self._sides else 0

    def picked(self) -> None:
        """Leave clicks be: what is taken is said by a key."""

    def lines_of(self, item: int, width: int, *, current: bool) -> list[Line]:
        """Return everything."""
        names = self._desk.names
        laid = side_lines(self._sides, self.chosen, width, names)
        if self._unread:
            laid.append((("hint", fit("   " + _("not read by {names}").format(names=self._unread), width)),))
        if self._settled is None:
            return laid
        return [*outcome_lines(self._settled, width, names, self._about), (("gutter", ""),), *laid]
