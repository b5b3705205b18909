"""Fragments and their codings, fetched a page at a time and kept while they are near."""

from array import array
from collections import OrderedDict
from dataclasses import dataclass, field

from coder.model import Case, Coding, Fragment
from coder.store import Study

PAGE = 100
"""Fragments fetched at once: a screenful and what follows."""

KEPT = 12
"""Pages kept."""


@dataclass(slots=True)
class _Page:
    fragments: list[Fragment]
    codings: dict[int, list[Coding]] = field(default_factory=dict)
    cases: dict[tuple[str, str], Case] = field(default_factory=dict)


class Pages:
    """The fragments of a study by position; never more of them in memory than a few pages."""

    def __init__(self, study: Study, ids: "array[int]") -> None:
        """Page through the fragments whose keys are `ids`, in that order."""
        self._study = study
        self._ids = ids
        self._pages: OrderedDict[int, _Page] = OrderedDict()
        self.fetched = 0
        """Pages read so far: what a key costs is counted, not timed."""

    def __len__(self) -> int:
        """Return how many pages are in memory."""
        return len(self._pages)

    def fragment(self, position: int) -> Fragment:
        """Return the fragment at `position`."""
        return self._page(position).fragments[position % PAGE]

    def codings(self, position: int) -> list[Coding]:
        """Return everybody's codings of the fragment at `position`."""
        return self._page(position).codings.get(self._ids[position], [])

    def case(self, position: int) -> Case | None:
        """Return who the fragment at `position` is from."""
        page = self._page(position)
        fragment = page.fragments[position % PAGE]
        return page.cases.get((fragment.source, fragment.case or fragment.speaker))

    def replace(self, position: int, codings: list[Coding]) -> None:
        """Show `codings` at `position` from now on, if its page is still here."""
        page = self._pages.get(position // PAGE)
        if page is not None:
            page.codings[self._ids[position]] = codings

    def forget(self) -> None:
        """Read everything again when it is needed next."""
        self._pages.clear()

    def _page(self, position: int) -> _Page:
        number = position // PAGE
        page = self._pages.get(number)
        if page is None:
            ids = self._ids[number * PAGE : (number + 1) * PAGE]
            fragments = self._study.fragments_by_id(ids)
            codings = self._study.visible_codings(ids, self._study.coder)
            page = _Page(fragments, codings, self._study.cases_of(fragments))
            self.fetched += 1
            self._pages[number] = page
            if len(self._pages) > KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page
