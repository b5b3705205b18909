"""What the most similar coded fragments were coded with."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Kernel = NDArray[np.float32]

NEAREST = 15
"""Fragments that vote."""


def votes(likeness: Kernel, codes: Floats, nearest: int = NEAREST) -> Floats:
    """Return for each text (row of `likeness` to the coded fragments) the share of its neighbours' votes per code.

    A vote weighs the square of the likeness, so that one near neighbour outvotes many far ones.
    """
    if not likeness.shape[1]:
        return np.zeros((len(likeness), codes.shape[1]))
    weights = np.clip(likeness, 0, None) ** 2
    if likeness.shape[1] > nearest:
        floor = np.partition(weights, -nearest, axis=1)[:, -nearest][:, None]
        weights = np.where(weights >= floor, weights, 0.0)
    total = weights.sum(axis=1, keepdims=True)
    return np.asarray((weights @ codes) / np.where(total > 0, total, 1.0))
