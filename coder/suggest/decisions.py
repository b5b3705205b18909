"""The history as arrays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coder.suggest.history import Entry

Floats = NDArray[np.float64]

NEWEST = 2000
"""Entries that are fitted; a fit grows with their third power and a kernel of 2,000 fits in 0.1 GB."""
KEPT_PER_CODE = 30
"""Older entries that are kept for a code that is rare among the newest."""
REFUSED = -0.3
"""What the linear model is told of a rejected code, where a given one is 1 and nothing known is 0."""
_STRENGTH = 10.0
"""Fragments that the assumed frequencies weigh against the counted ones."""
_PER_FRAGMENT = 1.5
"""Codes that a fragment is assumed to get."""
_FLATNESS = 8.0


@dataclass(frozen=True, slots=True)
class Decisions:
    """What is known of every entry and code; all arrays are entries × codes."""

    given: Floats
    """1 where the code was given."""
    known: NDArray[np.bool_]
    """Where it was given, rejected, or in the codebook and passed over when the fragment was coded."""
    refused: NDArray[np.bool_]
    """Where it was looked at and turned down."""
    frequency: Floats
    """Per code, the share of fragments that get it."""
    order: Floats
    """Per code, how early it is in the codebook, as a log odds that fades as fragments are coded."""

    @property
    def targets(self) -> Floats:
        """What the linear model learns: above or below a code's frequency, and nothing where nothing is known."""
        return np.where(self.refused, REFUSED, (self.given - self.frequency) * self.known)


def decide(entries: Sequence[Entry], codes: Sequence[str]) -> Decisions:
    """Return the decisions in `entries` on `codes`; codes that are no longer in the codebook are passed over."""
    given, considered, refused = (np.zeros((len(entries), len(codes)), dtype=bool) for _ in range(3))
    column = {code: at for at, code in enumerate(codes)}
    for row, entry in enumerate(entries):
        for target, found in (given, entry.codes), (considered, entry.considered or ()), (refused, entry.rejected):
            target[row, [column[code] for code in found if code in column]] = True
    known = given | considered | refused
    return Decisions(given.astype(float), known, refused, _frequency(given, known), _order(codes, len(entries)))


def _frequency(given: NDArray[np.bool_], known: NDArray[np.bool_]) -> Floats:
    """Return counted frequencies, drawn to that of an average code while little is counted."""
    count = max(given.shape[1], 1)
    per_fragment = (given.sum() + _PER_FRAGMENT * 3) / (known.sum() / count + 3)
    average = min(per_fragment / count, 0.5)
    return np.asarray((given.sum(axis=0) + _STRENGTH * average) / (known.sum(axis=0) + _STRENGTH))


def _order(codes: Sequence[str], entries: int) -> Floats:
    """Return what the order of the codebook tells: most begin with what matters most (Zipf's law, flattened).

    Nothing when it is alphabetical, and less as counting takes over.
    """
    if list(codes) == sorted(codes):
        return np.zeros(len(codes))
    zipf = -np.log(np.arange(len(codes)) + _FLATNESS)
    return np.asarray((zipf - zipf.mean()) * _STRENGTH / (entries + _STRENGTH))


def window(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the entries to fit, in their order: the newest, and more of the codes that are rare among those."""
    if len(entries) <= NEWEST:
        return tuple(entries)
    kept = set(range(len(entries) - NEWEST, len(entries)))
    seen: Counter[str] = Counter()
    for at in range(len(entries) - 1, -1, -1):
        if at in kept or any(seen[code] < KEPT_PER_CODE for code in entries[at].codes):
            kept.add(at)
            seen.update(entries[at].codes)
    return tuple(entries[at] for at in sorted(kept))
