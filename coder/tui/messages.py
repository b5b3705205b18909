"""What the thread that writes reports to the screen."""

from collections.abc import Mapping
from dataclasses import dataclass

from textual.message import Message

from coder.model import Coding


@dataclass
class FragmentSaved(Message):
    """A change of one fragment is on disk, and this is what the study says about it now."""

    position: int
    codings: list[Coding]
    reviewed: bool


@dataclass
class CodingAdded(FragmentSaved):
    """A coding was saved."""

    coding: Coding


@dataclass
class HistoryMoved(Message):
    """Something was undone, redone, or done by more than one key."""

    sentence: str
    words: str | None
    """What it was; None if there was nothing."""
    fragment: str | None = None
    """Address, if it was about one fragment."""
    changed: Mapping[int, tuple[list[Coding], bool]] | None = None
    """By position, codings of the fragments that it was about, and whether this coder has reviewed them.

    None: anything may have changed.
    """


@dataclass
class CodebookLookedAt(Message):
    """The codebook file was looked at, and nothing of it was taken up."""

    fault: str = ""
    """What is wrong with it, in a sentence; empty: nothing."""


@dataclass
class WriteFailed(Message):
    """A change could not be saved: what it was about stands as it was."""

    position: int | None
    """Of the fragment; None if it was not about one."""
    sentence: str


@dataclass
class ManyCoded(Message):
    """Many fragments were coded at once, or could not be."""

    sentence: str
    failed: bool = False


class Advised(Message):
    """There is something new about suggestions."""
