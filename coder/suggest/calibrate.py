"""Makes probabilities mean what they say, and finds where to draw the line.

The best of many codes is best partly by luck, so its probability is too high however well all codes are predicted
together. Platt scaling (Platt, Probabilistic outputs for support vector machines, 1999) on the best code of every
fragment of the coder's past sets that right. Then what is put above a half has to be above it clearly: there people
begin to trust a suggestion. Neither changes an order.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coder.suggest import combine

Floats = NDArray[np.float64]

_WITHOUT_PAST = 0.2
"""From where to put forward a code while there is no past: the highest F1, .39, as a mean over eleven sets."""
_START = np.array([0.0, 0.85])
"""Shift and slope of the log odds that are assumed before there is a past ..."""
_HOLD = np.array([15.0, 50.0])
"""... and how firmly they hold."""
_PLAIN, _STEEP = 0.49, 0.03
"""Up to here a probability stays what it is, and so it does from so much above what is put at a half."""
_HALF, _HALF_EARLY = 0.66, 0.5
"""What is put at a half, and what comes on top while there is little past; that falls with its root, as chance does.

Of what is likelier than not only two in three would be right, as most of it is hardly likelier than not; so it is four
in five, and the calibration error of the first suggestion stays what it is (`tests.benchmarks.suggest`).
"""
_FEW = 20
"""Fragments below which it is as with so many."""
_FLATTEST = 0.1
_HOLD_SHIFT, _HOLD_SLOPE = 20.0, 100.0
_STEPS = 8
_PARTS = (1.0, 0.5, 0.25, 0.1)
"""Of a step of Newton's method, the first that leads down is taken."""


def fit_codes(odds: Floats, given: Floats, known: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Return a shift and a slope for every code, held near 0 and 1: some codes are harder to tell than others.

    Takes out-of-sample log odds, what was given, and where that is known (all fragments × codes). Newton's method for
    all codes at once.
    """

    def loss(shift: Floats, slope: Floats) -> Floats:
        logits = shift + slope * odds
        held = 0.5 * (_HOLD_SHIFT * shift**2 + _HOLD_SLOPE * (slope - 1) ** 2)
        return np.asarray(((np.logaddexp(0.0, logits) - given * logits) * known).sum(axis=0) + held)

    shift, slope = np.zeros(odds.shape[1]), np.ones(odds.shape[1])
    lowest = loss(shift, slope)
    for _ in range(_STEPS):
        chance = 1.0 / (1.0 + np.exp(-(shift + slope * odds)))
        error, curve = (chance - given) * known, chance * (1 - chance) * known
        down_shift = error.sum(axis=0) + _HOLD_SHIFT * shift
        down_slope = (error * odds).sum(axis=0) + _HOLD_SLOPE * (slope - 1)
        shifts, slopes = curve.sum(axis=0) + _HOLD_SHIFT, (curve * odds**2).sum(axis=0) + _HOLD_SLOPE
        both = (curve * odds).sum(axis=0)
        size = shifts * slopes - both**2
        step_shift = (slopes * down_shift - both * down_slope) / size
        step_slope = (shifts * down_slope - both * down_shift) / size
        for part in _PARTS:
            reached = loss(shift - part * step_shift, slope - part * step_slope)
            down = reached < lowest
            shift, slope = (
                np.where(down, shift - part * step_shift, shift),
                np.where(down, slope - part * step_slope, slope),
            )
            step_shift, step_slope = np.where(down, 0.0, step_shift), np.where(down, 0.0, step_slope)
            lowest = np.where(down, reached, lowest)
            if not step_shift.any():
                break
    return shift, np.maximum(slope, _FLATTEST)


@dataclass(frozen=True, slots=True)
class Calibration:
    """Shift and slope of the log odds, and the probability that is put at a half."""

    shift: float
    slope: float
    half: float

    def apply(self, odds: Floats) -> Floats:
        """Return probabilities for log odds."""
        chance = 1.0 / (1.0 + np.exp(-(self.shift + self.slope * odds)))
        steep = self.half + _STEEP
        return np.interp(chance, (0.0, _PLAIN, self.half, steep, 1.0), (0.0, _PLAIN, 0.5, steep, 1.0))


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
    half = _HALF + _HALF_EARLY / float(np.sqrt(max(len(odds), _FEW)))
    return Calibration(float(shift), max(float(slope), _FLATTEST), half)


def best_f1(probability: Floats, given: NDArray[np.bool_]) -> float:
    """Return the threshold at which the coder's past has the highest F1; a usual one while nothing was given."""
    order = np.argsort(-probability, kind="stable")
    right = np.cumsum(given[order])
    if not len(right) or not right[-1]:
        return _WITHOUT_PAST
    f1 = 2 * right / (np.arange(1, len(right) + 1) + right[-1])
    return float(probability[order[int(f1.argmax())]])
