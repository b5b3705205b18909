"""Finds fragments by words of their text."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from itertools import accumulate

from rich.cells import cell_len
from textual import work
from textual.content import Content
from textual.worker import get_current_worker

from coder.model import CoderError, Fragment
from coder.model.text import fold
from coder.tui.desk import Desk
from coder.tui.door import line
from coder.tui.language import _, ngettext
from coder.tui.layout.card import Line
from coder.tui.layout.graphemes import fit, pad
from coder.tui.widgets.chooser import Chooser

MOST = 200
"""Hits shown."""

CONTEXT = 28
"""Code points of text shown before a hit."""


class Search(Chooser[Fragment]):
    """Full text as you type, over all sources; Enter opens a hit where it stands."""

    def __init__(
        self,
        desk: Desk,
        chosen: Callable[[Fragment], None],
        closed: Callable[[], None],
        *,
        id: str | None = None,  # noqa: A002, as in Textual
    ) -> None:
        """Make a search that calls `chosen` with a fragment, or `closed`."""
        super().__init__(closed, id=id)
        self._desk = desk
        self._chosen = chosen
        self._from = 0
        self._found_for = ""

    def open(self, key: int) -> None:
        """Open; hits after the fragment with this key come first."""
        self._from = key
        self.begin(_("Search the text of all sources"), self.entry.value, _("a word, or part of one"))

    def typed(self, text: str) -> None:
        """Look for `text` off the interface's thread; the last key wins."""
        self._look(text)

    @work(thread=True, exclusive=True, group="search")
    def _look(self, text: str) -> None:
        worker = get_current_worker()
        found = self._find(text)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show, text, found)

    def _find(self, text: str) -> list[Fragment]:
        """Return what holds `text`, from here to the end and then from the beginning."""
        try:
            found = self._desk.study.search(text, limit=MOST)
        except CoderError:
            return []
        return sorted(found, key=lambda fragment: (fragment.id <= self._from, fragment.id))

    def _show(self, text: str, found: list[Fragment]) -> None:
        if text == self.entry.value:
            self._found_for = text
            self.offer(found)

    def accept(self) -> None:
        """Open the hit under the cursor."""
        if self._found_for != self.entry.value:
            self._show(self.entry.value, self._find(self.entry.value))
        current = self.current
        if current is not None:
            self.hide_panel()
            self._chosen(current)

    def option_line(self, option: Fragment, width: int, *, current: bool) -> Line:
        """Return a hit in its context."""
        where = pad(line(option.address), 18)
        text = line(option.text)
        word = (fold(self.entry.value).split() or [""])[0]
        at, end = find_folded(text, word)
        first = 0 if at <= CONTEXT else at - CONTEXT
        before = ("…" if first else "") + text[first:at]
        hit, after = text[at:end], text[end:]
        bar = ("bar", "▌ ") if current else ("gutter", "  ")
        room = width - 21
        before = fit(before, room)
        hit = fit(hit, room - cell_len(before))
        rest = fit(after, room - cell_len(before) - cell_len(hit))
        return (bar, ("about", where), ("gutter", " "), ("text", before), ("match", hit), ("text", rest))

    def nothing(self, width: int) -> list[Line]:
        """Return a word when nothing was found."""
        words = "  " + _("Nothing found. Part of a word is enough; accents do not matter.") if self.entry.value else ""
        return [(("hint", fit(words, width)),)]

    def detail(self, option: Fragment) -> Content:
        """Return how many were found."""
        count = len(self.options)
        words = ngettext("{n} fragment", "{n} fragments", count) if count < MOST else _("{n} fragments or more")
        return Content.styled(words.format(n=count), "$quiet")


def find_folded(text: str, word: str) -> tuple[int, int]:
    """Return where `word`, folded, is in `text`; (0, 0) if it is not."""
    folded = [fold(character) for character in text]
    at = "".join(folded).find(word) if word else -1
    if at < 0:
        return 0, 0
    starts = list(accumulate(map(len, folded), initial=0))
    return bisect_right(starts, at) - 1, bisect_left(starts, at + len(word))
