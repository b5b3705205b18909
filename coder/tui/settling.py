"""What is settled about the difference at hand, on its way to the study."""

from collections.abc import Callable, Sequence

from coder.model import Coding, CodingLine
from coder.model.coding import CONSENSUS
from coder.tui.clerk import Clerk
from coder.tui.compared_words import settled_in_words
from coder.tui.comparing import Compared, Queue
from coder.tui.desk import Desk
from coder.tui.layout.side_by_side import Side


class Settling:
    """The difference at hand of a queue: who made what of it, what it was settled on, and why."""

    def __init__(self, desk: Desk, clerk: Clerk, queue: Queue, written: Callable[[], object]) -> None:
        """Settle what is at hand in `queue`; `written` is called from another thread when that is on disk."""
        self._desk = desk
        self._clerk = clerk
        self._queue = queue
        self._written = written
        self._reasons: dict[int, str] = {}
        self.unwritten = 0
        """How much of what was settled is not on disk yet."""

    @property
    def key(self) -> int | None:
        """Key of the fragment at hand."""
        here = self._queue.here
        return None if here is None else here.fragment

    @property
    def position(self) -> int | None:
        """Where the fragment at hand is in the study; None where it was taken away."""
        return None if self.key is None else self._desk.position(self.key)

    @property
    def address(self) -> str:
        """Address of the fragment at hand."""
        position = self.position
        return "" if position is None else self._desk.fragment(position).address

    def sides(self, compared: Compared) -> list[Side]:
        """Return what each of the coders made of the fragment; they keep their number wherever they stand."""
        key, position = self.key, self.position
        if key is None or position is None:
            return []
        codings = self._desk.pages.codings(position)
        readers = self._desk.study.reviewers([key])[key]
        return [
            Side(number, coder, coder in readers, [coding for coding in codings if coding.coder == coder])
            for number, coder in enumerate(compared.coders, 1)
        ]

    @property
    def settled(self) -> bool:
        """Whether the fragment at hand is settled."""
        return self.key is not None and self._queue.settled(self.key)

    @property
    def consensus(self) -> list[Coding]:
        """What it was settled on."""
        position = self.position
        codings = [] if position is None else self._desk.pages.codings(position)
        return [coding for coding in codings if coding.coder == CONSENSUS]

    @property
    def about(self) -> str:
        """Who settled it and why; nothing while that is being written."""
        found = None if self.key is None or self.unwritten else self._desk.study.settlement(self.key)
        return "" if found is None else settled_in_words(found)

    # Why

    @property
    def reason(self) -> str:
        """What was typed about the fragment at hand, and waits for a choice."""
        return "" if self.key is None else self._reasons.get(self.key, "")

    def give(self, reason: str) -> None:
        """Keep a reason until something is chosen, or with what was settled already."""
        if self.settled:
            if reason:
                self.settle([_again(coding) for coding in self.consensus], reason)
        elif self.key is not None:
            self._reasons[self.key] = reason

    # What

    def settle(self, lines: Sequence[CodingLine], reason: str | None = None) -> bool:
        """Make this the consensus on the fragment at hand; say whether it is still there."""
        position = self.position
        if position is None or self.key is None:
            return False
        typed = self._reasons.pop(self.key, "")
        self.unwritten += 1
        self._clerk.reconcile(position, lines, typed if reason is None else reason, self._written)
        self._queue.settle()
        return True

    def note_written(self) -> None:
        """Take note that one of them is on disk."""
        self.unwritten = max(0, self.unwritten - 1)


def _again(coding: Coding) -> CodingLine:
    return CodingLine(coding.fragment, coding.codes, None, coding.span, coding.statement, coding.memo, coding.origin)
