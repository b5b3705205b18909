"""What there is to reconcile: differences between coders that one coder may see, under filters, one by one."""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coder.model.coding import CONSENSUS
from coder.store import Study
from coder.tui.loading import LOADING

if TYPE_CHECKING:
    from coder.agreement.comparing import Comparison, Difference


@dataclass(frozen=True)
class Compared:
    """A study as it was when coders were compared."""

    everybody: tuple[str, ...]
    """Who has reviewed anything, but the consensus."""
    coders: tuple[str, ...] = ()
    """Who is compared."""
    differences: tuple["Difference", ...] = ()
    """Those that this coder may see, the worst code first."""
    alphas: Mapping[str, float | None] = field(default_factory=dict)
    """Krippendorff's alpha of each code on which they differ, the lowest first."""
    on: Mapping[str, int] = field(default_factory=dict)
    """On how many of the fragments they differ on a code."""
    shared: frozenset[int] = frozenset()
    """Keys of the fragments that two or more of them have reviewed."""
    blind: bool = False
    hidden: int = 0
    """With blind coding: those of the shared that this coder has still to review."""
    settled: frozenset[int] = frozenset()
    """Keys of the fragments that `consensus` has."""
    samples: Mapping[str, int] = field(default_factory=dict)
    """Samples by name, with how many fragments each has."""
    agreed: int = 0
    """Fragments on which they agree and that nobody has settled yet; none where some are hidden."""


def settled_in(study: Study) -> frozenset[int]:
    """Return the keys of the fragments that are settled."""
    return frozenset(study.reviewed_ids(CONSENSUS))


def compare_for(study: Study, coder: str, wanted: Sequence[str] = ()) -> Compared:
    """Compare coders, or everybody if none is named, as far as `coder` may see; slow in a long study, for a worker.

    Raises:
        CoderError: from the study.
    """
    everybody = tuple(name for name in study.coders() if name != CONSENSUS)
    coders = tuple(name for name in wanted if name in everybody)
    coders = coders if len(coders) > 1 else everybody
    if len(coders) < 2:
        return Compared(everybody, coders)
    # numpy is loaded by whoever opens this screen, not by everybody who starts the program.
    with LOADING:
        from coder.agreement.comparing import comparison

    found: Comparison = comparison(study, coders)
    differences, shared = found.differences, frozenset(found.shared.tolist())
    blind, hidden = study.blind, 0
    if blind:
        read = set(study.reviewed_ids(coder))
        differences = tuple(one for one in differences if one.fragment in read)
        hidden = len(shared.difference(read))
    settled = settled_in(study)
    alike = shared.difference(settled, (one.fragment for one in found.differences))
    return Compared(
        everybody=everybody,
        coders=coders,
        differences=differences,
        alphas=found.alphas,
        on=Counter(code for one in differences for code in one.codes),
        shared=shared,
        blind=blind,
        hidden=hidden,
        settled=settled,
        samples=study.samples(),
        agreed=0 if hidden else len(alike),
    )


class Queue:
    """Differences one after the other. What is settled stays in it, and is passed by on the way to what is open."""

    def __init__(self) -> None:
        self._all: Sequence[Difference] = ()
        self._settled: set[int] = set()
        self.items: list[Difference] = []
        """What the filters leave."""
        self._keys = array("q")
        self._open = bytearray()
        self.at = 0
        self.done = 0
        """How many of the items are settled."""
        self.code: str | None = None
        """Only where coders differ on this code."""
        self.sample: str | None = None
        """Only in the sample of this name."""
        self.within: frozenset[int] = frozenset()
        self._visited: list[int] = []

    def __len__(self) -> int:
        return len(self.items)

    @property
    def here(self) -> "Difference | None":
        """The difference at hand."""
        return self.items[self.at] if self.items else None

    @property
    def all_settled(self) -> frozenset[int]:
        """Keys of the fragments that are settled, or on their way to be."""
        return frozenset(self._settled)

    def settled(self, key: int) -> bool:
        """Say whether a fragment is settled."""
        return key in self._settled

    def fill(self, differences: "Sequence[Difference]", settled: Iterable[int]) -> None:
        """Take over other differences; the one at hand stays if it is still there, else the first open one follows."""
        self._all, self._settled = differences, set(settled)
        self._filter()

    def narrow(self, *, code: str | None, sample: str | None, within: Iterable[int] = ()) -> None:
        """Keep those on a code, and those in a sample, of which `within` are the fragments; None: all."""
        self.code, self.sample, self.within = code, sample, frozenset(within)
        self._filter()

    def _filter(self) -> None:
        key = self.here.fragment if self.here else None
        code, sample = self.code, self.sample
        self.items = [
            one
            for one in self._all
            if (code is None or code in one.codes) and (sample is None or one.fragment in self.within)
        ]
        self._keys = array("q", (one.fragment for one in self.items))
        self._open = bytearray(one.fragment not in self._settled for one in self.items)
        self.done = self._open.count(0)
        self._visited.clear()
        if key is None or not self.go_to(key):
            self.at = 0
            if not self._open[:1].count(1):
                self.to_open()

    def take_settled(self, settled: frozenset[int]) -> list[int]:
        """Take over what is settled; return the fragments in the queue of which that is news."""
        news = self._settled.symmetric_difference(settled)
        self._settled = set(settled)
        found = [key for key in news if key in self._keys] if len(news) < 100 else []
        self._open = bytearray(one.fragment not in settled for one in self.items)
        self.done = self._open.count(0)
        return found

    def settle(self) -> None:
        """Note that the difference at hand is settled."""
        if self._open[self.at]:
            self._open[self.at] = 0
            self.done += 1
            self._settled.add(self._keys[self.at])

    def step(self, by: int) -> None:
        """Go to the next or the previous difference, settled or not."""
        self._leave_for(max(0, min(self.at + by, len(self.items) - 1)))

    def to_open(self) -> bool:
        """Go to the next open difference, round the end; say whether there is another one."""
        found = self._open.find(1, self.at + 1)
        if found < 0:
            found = self._open.find(1, 0, self.at)
        if found < 0:
            return False
        self._leave_for(found)
        return True

    def back(self) -> bool:
        """Go back to where the last step was made from; say whether there was one."""
        if not self._visited:
            return False
        self.at = self._visited.pop()
        return True

    def go_to(self, key: int) -> bool:
        """Go to a fragment; say whether it is in the queue."""
        if key not in self._keys:
            return False
        self._leave_for(self._keys.index(key))
        return True

    def _leave_for(self, at: int) -> None:
        if at != self.at:
            self._visited.append(self.at)
            self.at = at
