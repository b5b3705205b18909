"""Why a code is suggested, in words and in places."""

from __future__ import annotations

from dataclasses import dataclass

from coder.model.suggestion import Kind, Reason

__all__ = ["Kind", "Reason", "Suggestion"]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One code for one text."""

    code: str
    probability: float
    """That the coder would give this code; trustworthy once the suggester is `calibrated`."""
    reasons: tuple[Reason, ...]
    """At least one: no evidence, no suggestion."""
