"""What is common to everything that text is typed into."""

from typing import Protocol, runtime_checkable

from textual.events import Key
from textual.reactive import reactive


@runtime_checkable
class Typing(Protocol):
    """Takes printable keys itself, at once, before any binding is looked at."""

    def take_key(self, event: Key) -> bool:
        """Insert what was typed; say whether the key was one to take."""


def steady() -> reactive[bool]:
    """Return a cursor that does not blink: each blink would be sent, twice a second over a line that may be slow."""
    return reactive(False, init=False)
