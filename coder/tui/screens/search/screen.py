"""The screen where fragments are found: by their words, by who said them, and by how they were coded."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static

from coder.tui.clerk import Clerk
from coder.tui.desk import Desk
from coder.tui.finder import Finder, Hits
from coder.tui.language import _
from coder.tui.screens import HEIGHTS, WIDTHS
from coder.tui.screens.search.coding_hits import CodingHits
from coder.tui.screens.search.keys import KEYS
from coder.tui.screens.search.quoting import Quoting
from coder.tui.screens.search.words import HOW
from coder.tui.widgets.hit_list import HitList
from coder.tui.widgets.keys import Keys
from coder.tui.widgets.palette import Palette
from coder.tui.widgets.query_line import QueryLine


class SearchScreen(CodingHits, Quoting):
    """A line to type in, the filters in it, and the hits in their context."""

    CSS_PATH = "search.tcss"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    def __init__(self, desk: Desk, clerk: Clerk, finder: Finder, opened: Callable[[Hits | None], None]) -> None:
        """Make a screen that calls `opened` with the hits, `at` the one to open, or with None to be left."""
        super().__init__(desk, clerk, finder)
        self._opened = opened

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield Static(id="search-title", markup=False)
        yield QueryLine(self._typed, self.action_open, self.action_back, self._to_hits)
        yield Static(id="search-filters", markup=False)
        with Vertical(id="search-body"):
            yield HitList(self._desk, self._tell, id="hits")
            yield Palette(self._desk, self._combination_chosen, self._to_list, id="palette")
        yield Keys(id="keys")

    def on_mount(self) -> None:
        """Say how to search."""
        self._list.word = _(HOW)
        self._list.show_hits(None)
        self._tell()

    def open(self, key: int, text: str | None = None) -> None:
        """Begin at a fragment's key: the first hit from there on is current. `text` replaces what was typed before."""
        self._here = key
        if self.is_mounted:
            self._begin(text)
        else:
            self.call_after_refresh(self._begin, text)

    def reopen(self) -> None:
        """Show the hits as they were left."""
        if self._list.hits is not None:
            self._list.hits.forget()
            self._list.fill(self._list.count, self._list.hits.at)
        self.set_focus(self._list)
        self._tell()

    def _begin(self, text: str | None) -> None:
        self._know()
        self._line_.begin(text)
        if text is None and self._line:
            self._look(self._line)
        if text:
            self._to_list()

    # What the keys do

    def action_type(self) -> None:
        """Go on typing."""
        self.set_focus(self._line_.entry)

    def _to_hits(self) -> None:
        if self._list.count:
            self._to_list()
            self._list.action_move(1)

    async def action_open(self) -> None:
        """Open the hit under the cursor where it stands, waiting for what is typed to be found."""
        self._line_.catch_up()
        await self._shown.wait()
        hits = self._list.hits
        if hits:
            hits.at = self._list.cursor
            self._opened(hits)

    def action_back(self) -> None:
        """Go back to the fragments, and let go of the search."""
        self._opened(None)
