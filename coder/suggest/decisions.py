"""What is known of fragments and codes, as arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coder.suggest.evidence import Entry

Floats = NDArray[np.float64]

REFUSED = -0.3
"""What the linear model is told of a rejected code, where a given one is 1 and nothing known is 0."""
_STRENGTH = 10.0
"""Fragments that the assumed frequencies weigh against the counted ones."""
_PER_FRAGMENT = 1.5
"""Codes that a fragment is assumed to get."""
_FLATNESS = 8.0
_ORDER_STRENGTH = 40.0
"""Fragments after which the order of the codebook tells half as much."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """What is known of every entry and code; all arrays are entries × codes."""

    given: Floats
    """1 where the code was given."""
    known: NDArray[np.bool_]
    """Where it was given, rejected, or considered and passed over: what words and neighbours are learned from."""
    counted: NDArray[np.bool_]
    """There and where it was in the codebook: over these frequencies are counted and probabilities set right."""
    refused: NDArray[np.bool_]
    """Where it was looked at and turned down."""
    frequency: Floats
    """Per code, the share of fragments that get it."""
    frequency_of_others: Floats
    """The same without the entry itself, so that an entry does not foretell its own codes."""
    order: Floats
    """Per code, how early it is in the codebook, as a log odds that fades as fragments are coded."""

    @property
    def likely(self) -> Floats:
        """How likely it is that a code belongs there: what was decided, and its frequency where nothing is known."""
        return np.where(self.known, self.given, self.frequency)

    @property
    def targets(self) -> Floats:
        """What the linear model learns: above or below a code's frequency, and nothing where nothing is known."""
        return np.where(self.refused, REFUSED, (self.given - self.frequency) * self.known)


def decide(entries: Sequence[Entry], codes: Sequence[str]) -> Decisions:
    """Return the decisions in `entries` on `codes`; codes that are no longer in the codebook are passed over."""
    given, considered, refused, there = (np.zeros((len(entries), len(codes)), dtype=bool) for _ in range(4))
    column = {code: at for at, code in enumerate(codes)}
    for row, entry in enumerate(entries):
        for target, found in (
            (given, entry.codes),
            (considered, entry.considered),
            (refused, entry.rejected),
            (there, entry.there),
        ):
            target[row, [column[code] for code in found if code in column]] = True
    known = given | considered | refused
    counted = known | there
    frequency, order = _frequency(given, counted), _order(codes, len(entries))
    others = (frequency * (counted.sum(axis=0) + _STRENGTH) - given) / (counted.sum(axis=0) + _STRENGTH - counted)
    return Decisions(given.astype(float), known, counted, refused, frequency, others, order)


def _frequency(given: NDArray[np.bool_], there: NDArray[np.bool_]) -> Floats:
    """Return how often codes are given where they were `there`, drawn to an average code while little is counted."""
    count = max(given.shape[1], 1)
    per_fragment = (given.sum() + _PER_FRAGMENT * 3) / (there.sum() / count + 3)
    average = min(per_fragment / count, 0.5)
    return np.asarray((given.sum(axis=0) + _STRENGTH * average) / (there.sum(axis=0) + _STRENGTH))


def _order(codes: Sequence[str], entries: int) -> Floats:
    """Return what the order of the codebook tells: most begin with what matters most (Zipf's law, flattened).

    Nothing when it is alphabetical, and less as counting takes over.
    """
    if list(codes) == sorted(codes):
        return np.zeros(len(codes))
    zipf = -np.log(np.arange(len(codes)) + _FLATNESS)
    return np.asarray((zipf - zipf.mean()) * _ORDER_STRENGTH / (entries + _ORDER_STRENGTH))
