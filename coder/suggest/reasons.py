"""Why a code is suggested, in words and in places."""

from __future__ import annotations

from dataclasses import dataclass

from coder.model.suggestion import Kind, Reason

__all__ = ["Kind", "Reason", "Suggestion", "far_fetched"]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One code for one text."""

    code: str
    probability: float
    """That the coder would give this code; trustworthy once the suggester is `calibrated`."""
    reasons: tuple[Reason, ...]
    """At least one: no evidence, no suggestion."""


def far_fetched(reason: Reason) -> bool:
    """Return whether two words only just look alike: neither four letters in a row nor the first three in common.

    It helps to rank codes of which nothing else is known, and would look silly on a screen.
    """
    if reason.kind != "spelling":
        return False
    word, other = (said.casefold() for said in reason.words)
    runs = (word[at : at + 4] for at in range(len(word) - 3))
    return word[:3] != other[:3] and not any(run in other for run in runs)
