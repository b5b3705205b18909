"""Where to draw the line between codes that are put forward and codes that are only ranked."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

DEFAULT = 0.5


def best_f1(probability: NDArray[np.float64], given: NDArray[np.bool_]) -> float:
    """Return the threshold at which the coder's past has the highest F1; DEFAULT while nothing was given."""
    order = np.argsort(-probability, kind="stable")
    right = np.cumsum(given[order])
    if not len(right) or not right[-1]:
        return DEFAULT
    f1 = 2 * right / (np.arange(1, len(right) + 1) + right[-1])
    return float(probability[order[int(f1.argmax())]])
