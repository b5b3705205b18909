"""A linear model of all codes at once: kernel ridge regression with its leave-one-out predictions.

Ridge regression on targets 0 and 1 ranks texts as a one-vs-rest logistic regression does, but has a closed form. For
the kernel matrix K and penalties L (a diagonal), alpha = (K + L)^-1 (y - m), and the prediction for row i by a model
that has not seen row i is y_i - alpha_i / [(K + L)^-1]_ii (Rifkin & Lippert, Notes on regularized least squares, 2007).
So the coder's whole past is scored out of sample at the cost of one fit.

numpy inverts without holding Python's lock, scipy's Cholesky factors hold it: a second, for 2,500 rows, in which no key
would be answered.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Kernel = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Ridge:
    """A fitted model."""

    weights: Floats
    """Dual weights: rows × codes."""
    left_out: Floats
    """What a model without that row predicts for it, above or below the mean: rows × codes."""


def fit(kernel: Kernel, targets: Floats, penalties: Floats) -> Ridge:
    """Return the model for `targets` (rows × codes, centred) under one penalty a row."""
    count, codes = targets.shape
    if not count:
        return Ridge(np.empty((0, codes)), np.empty((0, codes)))
    penalised = kernel.copy()
    penalised.flat[:: count + 1] += penalties.astype(np.float32)
    inverse = np.linalg.inv(penalised)
    weights = (inverse @ targets.astype(np.float32)).astype(float)
    return Ridge(weights, targets - weights / np.diag(inverse).astype(float)[:, None])
