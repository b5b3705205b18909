"""The screen where fragments are found: by their words, by who said them, and by how they were coded."""

import asyncio
from array import array
from collections.abc import Callable
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from coder.files.quotes import Quote, append_quotes
from coder.model import CoderError
from coder.model.query import Query, parse
from coder.tui.bindings import bound
from coder.tui.clerk import Clerk
from coder.tui.completing import Vocabulary
from coder.tui.desk import Desk
from coder.tui.door import line
from coder.tui.finder import Finder, Hits
from coder.tui.guarded import Guarded
from coder.tui.language import N_, _, ngettext
from coder.tui.layout.graphemes import fit
from coder.tui.messages import ManyCoded
from coder.tui.quotes import FILE, quotation, source_of
from coder.tui.screens import HEIGHTS, WIDTHS
from coder.tui.widgets.hit_list import HitList
from coder.tui.widgets.keys import Keys
from coder.tui.widgets.palette import Palette
from coder.tui.widgets.query_line import QueryLine

PAUSE = 0.03
"""Seconds without a key after which what was typed is looked for."""

PATIENCE = 0.06
"""Seconds that all hits are waited for before the first are shown."""

FIRST = 60
"""Hits that are shown before all are known."""

HOW = N_(
    "Words are found anywhere in a word; accents and capitals do not matter.\n\n"
    "\"half jaar\"      exactly so, as typed\n"
    "coord*           words that begin so\n"
    "=bus             the whole word\n"
    "source:fg1       a filter; Tab offers them all\n"
    "code:a+b         everything coded so\n\n"
    "Several words: all of them."
)  # fmt: skip

NAMES = {
    "source": N_("source"),
    "speaker": N_("speaker"),
    "sample": N_("sample"),
    "attr": N_("attribute"),
    "coder": N_("coder"),
    "uncoded": N_("uncoded"),
    "unreviewed": N_("unreviewed"),
}
"""Filters as people read them."""


class SearchScreen(Guarded, Screen[None]):
    """A line to type in, the filters in it, and the hits in their context."""

    CSS_PATH = "search.tcss"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = bound(
        "search",
        Binding("escape", "back", N_("Back"), tooltip=N_("Back to the fragments")),
        Binding("u", "app.undo", N_("Undo"), show=False, tooltip=N_("Take back the last action")),
        Binding("q", "app.leave", N_("Quit"), show=False, tooltip=N_("Save and leave")),
        reach="screen",
    )

    def __init__(self, desk: Desk, clerk: Clerk, finder: Finder, opened: Callable[[Hits | None], None]) -> None:
        """Make a screen that calls `opened` with the hits, `at` the one to open, or with None to be left."""
        super().__init__(id="searching")
        self._desk = desk
        self._clerk = clerk
        self._opened = opened
        self._finder = finder
        self._query = Query()
        self._unknown: list[str] = []
        self._here = 0
        self._line = ""
        self._found_for = ""
        self._shown = asyncio.Event()
        """Set when what is typed has been looked for."""
        self._shown.set()

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

    @property
    def _list(self) -> HitList:
        return self.query_one(HitList)

    @property
    def _line_(self) -> QueryLine:
        return self.query_one(QueryLine)

    # Looking

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

    # What the keys do

    def action_type(self) -> None:
        """Go on typing."""
        self.set_focus(self._line_.entry)

    def _to_hits(self) -> None:
        if self._list.count:
            self._to_list()
            self._list.action_move(1)

    def _to_list(self) -> None:
        self.set_focus(self._list)

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

    def action_undo(self) -> None:
        """Take back the last action."""
        self._clerk.undo()

    def action_code(self) -> None:
        """Open the palette for the marked hits, or for this one."""
        keys = self._chosen()
        if keys:
            self.query_one(Palette).open(
                ngettext("Code {n} fragment", "Code {n} fragments", len(keys)).format(n=len(keys)), ()
            )

    def _combination_chosen(self, codes: tuple[str, ...]) -> None:
        keys = self._chosen()
        self._to_list()
        try:
            self._clerk.code_all(keys, codes, self.post_message)
        except CoderError as error:
            self._say(str(error), error=True)
            return
        self._say(_("Saving…"))
        if not self._list.marked:
            self._list.action_move(1)

    @on(ManyCoded)
    def _many_coded(self, event: ManyCoded) -> None:
        if not event.failed:
            self._list.marked.clear()
        if self._list.hits is not None:
            self._list.hits.forget()
        self._list.changed_all()
        self._say(event.sentence, error=event.failed)
        self._tell()

    def action_copy(self) -> None:
        """Copy the quote under the cursor to the clipboard."""
        hits = self._list.hits
        hit = hits.hit(self._list.cursor) if hits else None
        if hit is not None:
            self.app.copy_to_clipboard(quotation(hit.fragment))
            self._say(_("Copied: {source}").format(source=source_of(hit.fragment)))

    @work(thread=True, exclusive=True, group="quotes")
    def action_write(self) -> None:
        """Write the marked hits, or all, to a file in the study's folder."""
        hits, study = self._list.hits, self._desk.study
        if not hits:
            return
        keys = sorted(self._list.marked) or list(hits.ids)
        codings = study.visible_codings(keys, self._desk.coder)
        label = self._desk.codebook.label
        quotes = [
            Quote(fragment, tuple((label(coding.codes), coding.coder) for coding in codings.get(fragment.id, ())))
            for fragment in study.fragments_by_id(keys)
        ]
        try:
            append_quotes(quotes, study.folder / FILE)
        except CoderError as error:
            self.app.call_from_thread(self._say, str(error), error=True)
            return
        words = ngettext("Added to {file}: {n} quotation", "Added to {file}: {n} quotations", len(quotes))
        self.app.call_from_thread(self._say, words.format(n=len(quotes), file=FILE))

    def _chosen(self) -> list[int]:
        """Return the keys of the marked hits, or of the one under the cursor."""
        hits = self._list.hits
        return sorted(self._list.marked) or ([hits.ids[self._list.cursor]] if hits else [])

    # What is told

    def _say(self, sentence: str, *, error: bool = False) -> None:
        self.query_one(Keys).say(sentence, error=error)

    def _tell(self) -> None:
        """Bring the title and the filters up to date."""
        width = self.size.width
        hits = self._list.hits
        count = ""
        if hits is not None and hits.query:
            n = len(hits)
            counted = f"{n:,}" if hits.complete else f"{n:,}+"
            words = ngettext("{n} fragment", "{n} fragments", n).format(n=counted)
            count = f"{self._list.cursor + 1:,} / {words}" if n else words
        marked = len(self._list.marked)
        chosen = _("{n} marked").format(n=marked) + "   " if marked else ""
        title = line(self._desk.codebook.title)
        right = len(count) + len(chosen) + 2
        left = Content.assemble((fit(title, width - right - 14), "bold"), ("  › ", "$quiet"), _("Search"))
        gap = " " * max(1, width - left.cell_length - right)
        self.query_one("#search-title", Static).update(
            Content.assemble(" ", left, gap, (chosen, "bold $accent"), (count, "$quiet"), " "), layout=False
        )
        self.query_one("#search-filters", Static).update(self._filters(width), layout=False)

    def _filters(self, width: int) -> Content:
        """Return the filters as chips, and what the study does not have."""
        if self._unknown:
            return Content.styled(f"  ! {fit(line(self._unknown[0]), width - 6)}", "bold $error")
        chips = self._query.filters()
        if not chips:
            return Content.styled(
                _("  ⇥ filters: source, speaker, attribute, code, coder, uncoded, unreviewed"), "$faint"
            )
        parts: list[Content] = []
        room = width - 4
        for chip in chips:
            short = fit(f" {line(self._in_words(chip))} ", room)
            room -= len(short) + 1
            if short:
                parts.append(Content.styled(short, "$foreground on $marked"))
        return Content.assemble("  ", Content(" ").join(parts))

    def _in_words(self, chip: str) -> str:
        """Return a filter as people read it: codes by their label, and whose work is missing."""
        name, colon, value = chip.partition(":")
        if name == "code":
            labels = (self._desk.names[path].label if path in self._desk.names else path for path in value.split("+"))
            return " + ".join(labels)
        if not colon and not self._query.coder:
            return _("{filter} by {coder}").format(filter=_(NAMES[name]), coder=self._desk.coder)
        return f"{_(NAMES[name])} {value}" if colon else _(NAMES[name])
