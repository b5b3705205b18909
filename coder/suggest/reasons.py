"""Why a code is suggested, in words and in places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["cue", "name", "definition", "words", "fragment"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for one suggestion, fit to show to a coder."""

    kind: Kind
    """cue: a cue term was found; name: words of the code's name; definition: words of its definition or examples;
    words: words that weigh for the code in what was coded; fragment: a coded fragment that is alike."""
    text: str
    """The reason in one short line."""
    spans: tuple[tuple[int, int], ...] = ()
    """Where it is found in the text that was asked about: code point offsets, end-exclusive, in order."""
    address: str | None = None
    """The coded fragment it resembles, when `learn` was told its address."""

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One code for one text."""

    code: str
    probability: float
    """That the coder would give this code; trustworthy once the suggester is `calibrated`."""
    reasons: tuple[Reason, ...]
    """At least one: no evidence, no suggestion."""
