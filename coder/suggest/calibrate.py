"""Makes probabilities mean what they say, and finds where to draw the line.

The best of many codes is best partly by luck, so its probability is too high however well all codes are predicted
together. Platt scaling (Platt, Probabilistic outputs for support vector machines, 1999) on the best code of every
fragment of the coder's past sets that right; it never changes an order.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coder.suggest import combine

Floats = NDArray[np.float64]

THRESHOLD = 0.5
"""From where to put forward a code while there is no past."""
_START = np.array([-0.5, 0.9])
"""Shift and slope of the log odds that are assumed before there is a past ..."""
_HOLD = np.array([5.0, 20.0])
"""... and how firmly they hold."""
_CAUTION = 1.0
"""Further shift at the start; falls with the root of the number of fragments."""
_FLATTEST = 0.1
_HOLD_SHIFT, _HOLD_SLOPE = 20.0, 100.0
_STEPS = 8


def fit_codes(odds: Floats, given: Floats, known: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Return a shift and a slope for every code, held near 0 and 1: some codes are harder to tell than others.

    Takes out-of-sample log odds, what was given, and where that is known (all fragments × codes). Newton's method for
    all codes at once.
    """
    shift, slope = np.zeros(odds.shape[1]), np.ones(odds.shape[1])
    for _ in range(_STEPS):
        chance = 1.0 / (1.0 + np.exp(-(shift + slope * odds)))
        error, curve = (chance - given) * known, chance * (1 - chance) * known
        down_shift = error.sum(axis=0) + _HOLD_SHIFT * shift
        down_slope = (error * odds).sum(axis=0) + _HOLD_SLOPE * (slope - 1)
        shifts, slopes = curve.sum(axis=0) + _HOLD_SHIFT, (curve * odds**2).sum(axis=0) + _HOLD_SLOPE
        both = (curve * odds).sum(axis=0)
        size = shifts * slopes - both**2
        shift = shift - (slopes * down_shift - both * down_slope) / size
        slope = slope - (shifts * down_slope - both * down_shift) / size
    return shift, np.maximum(slope, _FLATTEST)


@dataclass(frozen=True, slots=True)
class Calibration:
    """Shift and slope of the log odds."""

    shift: float
    slope: float

    def apply(self, odds: Floats) -> Floats:
        """Return probabilities for log odds."""
        return np.asarray(1.0 / (1.0 + np.exp(-(self.shift + self.slope * odds))))


def calibrate(odds: Floats, given: Floats, known: NDArray[np.bool_]) -> Calibration:
    """Return the calibration for out-of-sample log `odds`, what was `given`, and where that is known.

    All are fragments × codes. A code of which nothing is known is not the best of a fragment.
    """
    shift, slope = _START
    odds, given, known = odds[known.any(axis=1)], given[known.any(axis=1)], known[known.any(axis=1)]
    if odds.size:
        best = np.where(known, odds, -np.inf).argmax(axis=1)[:, None]
        top = np.take_along_axis(odds, best, axis=1)
        right = np.take_along_axis(given, best, axis=1)[:, 0]
        shift, slope = combine.fit(np.hstack([np.ones_like(top), top]), right, _START, _HOLD)
    return Calibration(float(shift) - _CAUTION / np.sqrt(len(odds) + 1), max(float(slope), _FLATTEST))


def best_f1(probability: Floats, given: NDArray[np.bool_]) -> float:
    """Return the threshold at which the coder's past has the highest F1; THRESHOLD while nothing was given."""
    order = np.argsort(-probability, kind="stable")
    right = np.cumsum(given[order])
    if not len(right) or not right[-1]:
        return THRESHOLD
    f1 = 2 * right / (np.arange(1, len(right) + 1) + right[-1])
    return float(probability[order[int(f1.argmax())]])
