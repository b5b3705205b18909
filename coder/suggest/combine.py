"""One small logistic model that turns the scores of a code into a probability.

Its weights are shared by all codes, so a code that was never given profits from what the others taught. It starts from
weights that fit a codebook nobody has coded with yet, and moves away from them as the coder's past allows (a normal
prior around them: maximum a posteriori, Newton's method with steps that are halved until they lead down).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_STEPS = 12
_HALVINGS = 20
_CLOSE = 1e-6
_SURE = 30.0


def fit(scores: Floats, given: Floats, start: Floats, precision: Floats) -> Floats:
    """Return the weights for `scores` (pairs × scores) that best tell `given` (1 or 0), held near `start`."""

    def loss(weights: Floats) -> float:
        logits = scores @ weights
        held = 0.5 * float(precision @ (weights - start) ** 2)
        return float((np.logaddexp(0.0, logits) - given * logits).sum()) + held

    weights, lowest = start.copy(), loss(start)
    for _ in range(_STEPS):
        chance = probability(scores, weights)
        slope = scores.T @ (chance - given) + precision * (weights - start)
        curve = (scores * (chance * (1 - chance))[:, None]).T @ scores + np.diag(precision)
        step = np.linalg.solve(curve, slope)
        for _ in range(_HALVINGS):
            reached = loss(weights - step)
            if reached <= lowest:
                weights, lowest = weights - step, reached
                break
            step = step / 2
        if np.abs(step).max() < _CLOSE:
            break
    return weights


def odds(scores: Floats, weights: Floats) -> Floats:
    """Return the log odds for `scores` (on the last axis)."""
    return np.clip(scores @ weights, -_SURE, _SURE)


def probability(scores: Floats, weights: Floats) -> Floats:
    """Return the probability for `scores` (on the last axis)."""
    return np.asarray(1.0 / (1.0 + np.exp(-odds(scores, weights))))
