"""From what is typed to the hits, off the interface's thread; a key that follows calls it off."""

import asyncio
from array import array

from textual import work
from textual.screen import Screen
from textual.widgets import Static

from coder.model import CoderError
from coder.model.query import Query, parse
from coder.tui.clerk import Clerk
from coder.tui.completing import Vocabulary
from coder.tui.desk import Desk
from coder.tui.finder import Finder, Hits
from coder.tui.guarded import Guarded
from coder.tui.language import _
from coder.tui.screens.search.words import HOW, filters, title
from coder.tui.widgets.hit_list import HitList
from coder.tui.widgets.keys import Keys
from coder.tui.widgets.query_line import QueryLine

PAUSE = 0.03
"""Seconds without a key after which what was typed is looked for."""

PATIENCE = 0.06
"""Seconds that all hits are waited for before the first are shown."""

FIRST = 60
"""Hits that are shown before all are known."""


class Looking(Guarded, Screen[None]):
    """Looks for what is typed, and lists what was found."""

    def __init__(self, desk: Desk, clerk: Clerk, finder: Finder) -> None:
        super().__init__(id="searching")
        self._desk = desk
        self._clerk = clerk
        self._finder = finder
        self._query = Query()
        self._unknown: list[str] = []
        self._here = 0
        """Key of the fragment to find the first hit from."""
        self._line = ""
        self._found_for = ""
        self._shown = asyncio.Event()
        """Set when what is typed has been looked for."""
        self._shown.set()

    @property
    def _list(self) -> HitList:
        return self.query_one(HitList)

    @property
    def _line_(self) -> QueryLine:
        return self.query_one(QueryLine)

    def _typed(self, text: str) -> None:
        self._line = text
        self._shown.clear()
        self._look(text)

    @work(exclusive=True, group="search")
    async def _look(self, text: str) -> None:
        """Look for what was typed, off the interface's thread; a key that follows calls it off."""
        await asyncio.sleep(PAUSE)
        query = parse(text)
        study, coder, here = self._desk.study, self._desk.coder, self._here
        try:
            self._unknown = await self._finder.ask(lambda _inquiry: study.unknown(query))
            first = await self._finder.ask(lambda inquiry: study.find(query, coder, FIRST, here - 1, inquiry))
            hits = Hits(self._desk, query, array("q", (hit.fragment.id for hit in first)), complete=False)
            every = asyncio.ensure_future(self._finder.ask(lambda inquiry: study.find_ids(query, coder, inquiry)))
            try:
                # Most often all of them are there at once, and the screen is drawn but once.
                await asyncio.wait([every], timeout=PATIENCE)
                if first and not every.done():
                    self._take(text, hits, here)
                ids = await every
            finally:
                every.cancel()
            # Whoever moved on among the first ones stays on the hit where they are.
            key = hits.ids[self._list.cursor] if self._list.hits is hits and hits else here
            hits.complete_with(ids)
            self._take(text, hits, key)
        except CoderError as error:
            self._say(str(error), error=True)
        finally:
            if text == self._line:
                self._shown.set()

    def _take(self, text: str, hits: Hits, key: int) -> None:
        """Show what was found, the cursor on the first hit from a key on."""
        if text != self._found_for:
            self._list.marked.clear()
        self._found_for = text
        self._query = hits.query
        self._list.word = _("Nothing found.") if hits.query else _(HOW)
        self._list.show_hits(hits, hits.number(key))
        self._shown.set()
        self._tell()

    @work(exclusive=True, group="vocabulary")
    async def _know(self) -> None:
        """Learn the names that filters can have."""
        desk = self._desk
        study = desk.study
        attributes, coders, found, samples = await self._finder.ask(
            lambda _inquiry: (study.attributes(), study.all_coders(), study.sources(), list(study.samples()))
        )
        speakers = dict.fromkeys(speaker for source in found for speaker in source.speakers)
        sources = [(source.id, source.name) for source in found]
        self._line_.know(Vocabulary(desk.codebook, sources, list(speakers), attributes, coders, samples))

    def _to_list(self) -> None:
        self.set_focus(self._list)

    def _say(self, sentence: str, *, error: bool = False) -> None:
        self.query_one(Keys).say(sentence, error=error)

    def _tell(self) -> None:
        """Bring the title and the filters up to date."""
        width = self.size.width
        top = title(self._desk.codebook.title, self._list, width)
        self.query_one("#search-title", Static).update(top, layout=False)
        chips = filters(self._query, self._unknown, self._desk, width)
        self.query_one("#search-filters", Static).update(chips, layout=False)
