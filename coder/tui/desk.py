"""A coder's desk: a study laid out for one person, with what the screens have in common."""

from bisect import bisect_left, bisect_right
from dataclasses import replace
from itertools import accumulate

from coder.model import Coding, Fragment, Source
from coder.model.matching import Combination, Matcher
from coder.model.suggestion import Order
from coder.store import Study
from coder.tui.door import line
from coder.tui.drafts import Drafts
from coder.tui.layout.card import HUES, Name
from coder.tui.pages import Pages

SHOWN_ATTRIBUTES = 2
"""Attributes of a participant that are shown next to the name."""


class Desk:
    """The study as one coder sees it: positions instead of keys, flags instead of queries.

    Nothing here costs more for a long study when a key is pressed. `load_use` reads what passes over all codings; it
    is called once, off the interface's thread.
    """

    def __init__(self, study: Study) -> None:
        """Lay out `study` for the coder it was opened for."""
        self.study = study
        self.coder = study.coder
        self.last: Combination | None = None
        """The combination applied last, for repeating."""
        self.suggestions = "ask"
        """When they are shown: as the setting of that name."""
        self.order: Order = "plain"
        """Which fragment comes next."""
        self.others = True
        """Whether codings of other coders are shown."""
        self.bare = False
        """Whether the codebook beside the fragments is folded away."""
        self.drafts = Drafts(study.folder, study.coder)
        self.counts: dict[str, int] = {}
        """This coder's codings per code."""
        self.reload()

    def reload(self) -> None:
        """Read sources, codebook and reviews again, after anything may have changed."""
        self.codebook = self.study.codebook
        self.names = {
            code.path: Name(line(code.label), at % HUES)
            for at, dimension in enumerate(self.codebook.dimensions)
            for code in dimension.walk()
        }
        self.matcher = Matcher(self.codebook)
        self.sources = self.study.sources(speakers=False)
        self.ids = self.study.fragment_ids()
        self._ends = list(accumulate(source.fragments for source in self.sources))
        self.pages = Pages(self.study, self.ids)
        self.reload_reviews()

    def reload_reviews(self) -> None:
        """Read which fragments this coder has reviewed."""
        reviewed = set(self.study.reviewed_ids(self.coder))
        self._reviewed = bytearray(map(reviewed.__contains__, self.ids))

    def load_use(self) -> tuple[dict[str, int], list[tuple[Combination, int]]]:
        """Return codings per code and last combinations of this coder; slow in a long study, for a worker."""
        return self.study.code_counts(self.coder), self.study.last_combinations(self.coder)

    def take_use(self, counts: dict[str, int], used: list[tuple[Combination, int]]) -> None:
        """Take over what `load_use` found."""
        self.counts = counts
        self.matcher = Matcher(self.codebook, used)
        if self.last is None and used:
            self.last = used[0][0]

    def __len__(self) -> int:
        return len(self.ids)

    # Where

    def position(self, key: int) -> int | None:
        """Return the position of a fragment's key."""
        at = bisect_left(self.ids, key)
        return at if at < len(self.ids) and self.ids[at] == key else None

    def source_number(self, position: int) -> int:
        """Return the number of the source that a position is in, from 0."""
        return bisect_right(self._ends, position)

    def source(self, position: int) -> Source | None:
        """Return the source that a position is in."""
        number = self.source_number(position)
        return self.sources[number] if number < len(self.sources) else None

    def bounds(self, number: int) -> tuple[int, int]:
        """Return the first position of a source and the one after its last."""
        return (self._ends[number - 1] if number else 0), self._ends[number]

    # What

    def fragment(self, position: int) -> Fragment:
        """Return the fragment at a position."""
        return self.pages.fragment(position)

    def codings(self, position: int) -> list[Coding]:
        """Return the codings of a fragment that are shown."""
        codings = self.pages.codings(position)
        return codings if self.others else [coding for coding in codings if coding.coder == self.coder]

    def own_codings(self, position: int) -> list[Coding]:
        """Return this coder's codings of a fragment."""
        return [coding for coding in self.codings(position) if coding.coder == self.coder]

    def about(self, position: int) -> str:
        """Return the attributes to show of whoever a fragment is from."""
        case = self.pages.case(position)
        return " · ".join(value for _, value in case.attributes[:SHOWN_ATTRIBUTES]) if case else ""

    # Reviews

    def reviewed(self, position: int) -> bool:
        """Say whether this coder has reviewed the fragment."""
        return bool(self._reviewed[position])

    def mark(self, position: int, *, reviewed: bool) -> None:
        """Note that the fragment is reviewed, or is not."""
        self._reviewed[position] = reviewed

    def next_unreviewed(self, position: int) -> int | None:
        """Return the next position that is not reviewed, going round at the end; None if all are."""
        found = self._reviewed.find(0, position + 1)
        if found < 0:
            found = self._reviewed.find(0, 0, position + 1)
        return found if found >= 0 else None

    def unreviewed(self, most: int) -> list[int]:
        """Return the keys of fragments that are not reviewed, at most so many, spread over the study."""
        found = [at for at, flag in enumerate(self._reviewed) if not flag]
        step = max(len(found) / most, 1.0)
        return [self.ids[found[int(at * step)]] for at in range(min(most, len(found)))]

    def progress(self, position: int) -> tuple[int, int]:
        """Return (reviewed, all) of the source that a position is in."""
        number = self.source_number(position)
        if number >= len(self.sources):
            return (0, 0)
        first, last = self.bounds(number)
        return self._reviewed.count(1, first, last), last - first

    # Before it is saved

    def show(self, position: int, codings: list[Coding]) -> None:
        """Show these codings of a fragment from now on, and count them."""
        before = self.codings(position)
        for sign, some in ((-1, before), (1, codings)):
            for coding in some:
                if coding.coder == self.coder:
                    for path in coding.codes:
                        self.counts[path] = self.counts.get(path, 0) + sign
        self.pages.replace(position, codings)

    def take(self, position: int, codings: list[Coding], *, reviewed: bool) -> bool:
        """Take over what the study says of a fragment; say whether it differs from what was shown."""
        before = [replace(coding, id=0) for coding in self.codings(position)]
        same = before == [replace(coding, id=0) for coding in codings] and reviewed == self.reviewed(position)
        self.show(position, codings)
        self.mark(position, reviewed=reviewed)
        return not same
