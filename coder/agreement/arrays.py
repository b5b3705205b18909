"""Names for the arrays that the coefficients are made of."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

__all__ = ["ArrayLike", "Bools", "Floats", "Ints", "as_indices", "value_or_none"]


def as_indices(values: ArrayLike, below: int, what: str) -> Ints:
    """One-dimensional indices, each from 0 and under `below`; ValueError names `what` if one is not."""
    indices = np.asarray(values, dtype=np.int64)
    if indices.ndim != 1:
        raise ValueError(f"{what}: expected one dimension, got {indices.ndim}")
    if indices.size and (indices.min() < 0 or indices.max() >= below):
        raise ValueError(f"{what}: an index is outside 0 to {below - 1}")
    return indices


def value_or_none(value: Any) -> float | None:
    """A Python float, or None where the array held NaN or infinity: undefined, and said so elsewhere."""
    number = float(value)
    return number if np.isfinite(number) else None
