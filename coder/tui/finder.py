"""Asks the study off the interface's thread; and what a search found, a window at a time."""

import asyncio
from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from coder.model import Coding
from coder.model.query import Hit, Query
from coder.store import Inquiry
from coder.tui.desk import Desk

Answer = TypeVar("Answer")

WINDOW = 40
"""Hits fetched at once."""

KEPT = 8
"""Windows kept."""


class Finder:
    """One thread for questions. A question that nobody waits for any more is called off, so the last one wins."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="search")

    async def ask(self, question: Callable[[Inquiry], Answer]) -> Answer:
        """Return the answer; cancelling the wait stops the answering.

        Raises:
            CoderError: from the study.
        """
        inquiry = Inquiry()
        try:
            return await asyncio.wrap_future(self._thread.submit(question, inquiry))
        except asyncio.CancelledError:
            inquiry.call_off()
            raise


class Hits:
    """What a query found, in the order of the study: all keys, and the fragments that are looked at."""

    def __init__(self, desk: Desk, query: Query, ids: "array[int]", *, complete: bool) -> None:
        """Hold the keys `ids`; `complete` says whether there are no more."""
        self._desk = desk
        self.query = query
        self.ids = ids
        self.complete = complete
        self.at = 0
        """The hit that was opened last."""
        self.fetched = 0
        """Windows read so far: what a key costs is counted, not timed."""
        self._windows: OrderedDict[int, tuple[dict[int, Hit], dict[int, list[Coding]]]] = OrderedDict()

    def __len__(self) -> int:
        return len(self.ids)

    def hit(self, at: int) -> Hit | None:
        """Return a hit; None if its source was taken away since."""
        return self._window(at)[0].get(self.ids[at])

    def codings(self, at: int) -> list[Coding]:
        """Return the codings of a hit that this coder may see."""
        return self._window(at)[1].get(self.ids[at], [])

    def number(self, key: int) -> int:
        """Return the number of the first hit at or after a fragment's key; of the first of all if there is none."""
        at = bisect_left(self.ids, key)
        return at if at < len(self.ids) else 0

    def complete_with(self, ids: "array[int]") -> None:
        """Take over the keys of all hits, where those so far were the first from somewhere on."""
        key = self.ids[self.at] if self.ids else 0
        self.ids, self.complete = ids, True
        self.at = self.number(key)
        self.forget()

    def forget(self) -> None:
        """Read everything again when it is needed next."""
        self._windows.clear()

    def _window(self, at: int) -> tuple[dict[int, Hit], dict[int, list[Coding]]]:
        number = at // WINDOW
        window = self._windows.get(number)
        if window is None:
            ids = self.ids[number * WINDOW : (number + 1) * WINDOW]
            study = self._desk.study
            hits = {hit.fragment.id: hit for hit in study.hits(self.query, ids)}
            window = self._windows[number] = (hits, study.visible_codings(ids, self._desk.coder))
            self.fetched += 1
            if len(self._windows) > KEPT:
                self._windows.popitem(last=False)
        else:
            self._windows.move_to_end(number)
        return window
