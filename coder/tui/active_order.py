"""Next is the fragment that teaches most: an order that coders choose, and that the log tells of."""

from coder.tui.adviser import Adviser
from coder.tui.desk import Desk

SAMPLE = 1000
"""Fragments among which those that teach most are looked for."""
AGAIN = 8
"""How many of the best are read before all are weighed again, with what was learned from them."""


class ActiveOrder:
    """The fragments of a desk in the order of what they teach, as far as they were weighed."""

    def __init__(self, desk: Desk, adviser: Adviser) -> None:
        self._desk = desk
        self._adviser = adviser

    @property
    def on(self) -> bool:
        """Whether fragments come in this order."""
        return self._desk.order == "active"

    def turn(self, *, on: bool) -> None:
        """Choose this order, or that of the study."""
        self._desk.order = "active" if on else "plain"
        if on:
            self._weigh()

    def next(self, here: int) -> int | None:
        """Return the position of the next fragment that is not reviewed, None if all are.

        Where none stands out it is the next in the order of the study.
        """
        telling = self._most_telling(here) if self.on else None
        return self._desk.next_unreviewed(here) if telling is None else telling

    def _most_telling(self, here: int) -> int | None:
        desk = self._desk
        found = [at for key in self._adviser.telling if (at := desk.position(key)) is not None]
        left = [at for at in found if not desk.reviewed(at) and at != here]
        if len(found) - len(left) >= AGAIN or not left:
            self._weigh()
        return left[0] if left else None

    def _weigh(self) -> None:
        self._adviser.weigh(self._desk.unreviewed(SAMPLE))
