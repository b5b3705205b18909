"""Bootstrap intervals: resample sources or fragments with replacement, and see how far the coefficient moves.

Efron & Tibshirani (1993), percentile intervals; whole sources are drawn as in the cluster bootstrap (Davison & Hinkley
1997, ch. 3.8). Every code is measured on the same draws, so that a mean over codes has an interval too.
"""

from dataclasses import dataclass

import numpy as np

from coder.agreement.arrays import Floats, Ints

MOST_CLUSTERS = 2_000
GROUPS = 1_000
"""More clusters than that are dealt at random into this many groups, and the groups are drawn. Groups of independent
clusters vary as their clusters do, so intervals keep their width (to about 2 parts in 100, less than two seeds differ),
and time and memory stay bounded. This is the random-groups method (Wolter 2007, ch. 2) inside a bootstrap."""

MOST_UNDEFINED = 0.1
"""If more of the draws than this share leave the coefficient undefined, no interval is given: the code is too rare."""

_DRAWS_AT_ONCE = 100
_ROWS_AT_ONCE = 20
_LARGEST_PRODUCT = 250_000
"""Multiplications above which a matrix product is shared out over threads (in OpenBLAS 262,144). On a machine that is
busy with other things those wait for each other ten times as long as the work takes; alone they gain little."""

TOO_RARE = "no interval: too rare, it vanishes from more than a tenth of the draws"


@dataclass(frozen=True)
class Plan:
    """How an interval is made: which draws, and of what."""

    draws: int = 1_000
    """How many samples are drawn; 0 for no intervals."""
    seed: int = 1
    """The same seed and ratings give the same interval."""
    confidence: float = 0.95
    """Share of the draws that the interval holds."""

    def __post_init__(self) -> None:
        if self.draws < 0 or not 0 < self.confidence < 1:
            raise ValueError(f"cannot draw {self.draws} samples for a confidence of {self.confidence}")


def clusters(labels: Ints, seed: int) -> Ints:
    """Number the clusters from 0, in the order of their labels; very many are dealt into `GROUPS` groups."""
    if not len(labels):
        return labels
    if (labels[1:] > labels[:-1]).all():  # each its own: nothing to sort
        numbers, distinct = np.arange(len(labels)), len(labels)
    else:
        different, numbers = np.unique(labels, return_inverse=True)
        distinct = len(different)
    if distinct <= MOST_CLUSTERS:
        return numbers
    dealt = np.random.default_rng([seed, 1]).permutation(distinct) % GROUPS
    return dealt[numbers]


def resampled(sums: Floats, plan: Plan) -> Floats:
    """(draws, quantities): totals of each quantity over clusters drawn with replacement, as many as there are.

    `sums` is (clusters, quantities). The draws depend on the seed and the number of clusters only, so that quantities
    from separate calls belong together.
    """
    size = len(sums)
    random = np.random.default_rng([plan.seed, 2])
    totals = np.empty((plan.draws, sums.shape[1]))
    for start in range(0, plan.draws, _DRAWS_AT_ONCE):
        draws = min(_DRAWS_AT_ONCE, plan.draws - start)
        drawn = random.integers(0, size, size=(draws, size), dtype=np.int32)
        drawn += (np.arange(draws, dtype=np.int32) * size)[:, np.newaxis]
        times = np.bincount(drawn.ravel(), minlength=draws * size).reshape(draws, size)
        totals[start : start + draws] = _product(times.astype(np.float64), sums)
    return totals


def _product(first: Floats, second: Floats) -> Floats:
    """The matrix product, made of products that are each small enough for one thread."""
    rows, columns = len(first), second.shape[1]
    inner = max(_LARGEST_PRODUCT // (_ROWS_AT_ONCE * max(columns, 1)), 1)
    product = np.zeros((rows, columns))
    for row in range(0, rows, _ROWS_AT_ONCE):
        part = slice(row, row + _ROWS_AT_ONCE)
        for begin in range(0, len(second), inner):
            product[part] += first[part, begin : begin + inner] @ second[begin : begin + inner]
    return product


def intervals(values: Floats, confidence: float) -> list[tuple[float, float] | None]:
    """The percentile interval of each coefficient: `values` is (draws, coefficients), NaN undefined in that draw.

    None for a coefficient that is undefined in more than `MOST_UNDEFINED` of the draws.
    """
    if not len(values):
        return [None] * values.shape[1]
    ordered = np.sort(values, axis=0)  # NaN goes last
    defined = np.isfinite(ordered).sum(axis=0)
    low, high = (_quantiles(ordered, defined, (1 + side * confidence) / 2) for side in (-1, 1))
    enough = defined >= max((1 - MOST_UNDEFINED) * len(values), 1)
    return [(a, b) if ok else None for a, b, ok in zip(low.tolist(), high.tolist(), enough, strict=True)]


def _quantiles(ordered: Floats, defined: Ints, share: float) -> Floats:
    """For each column, the quantile of its first `defined` values, interpolated linearly."""
    place = share * np.maximum(defined - 1, 0)
    below = place.astype(np.int64)
    above = np.minimum(below + 1, np.maximum(defined - 1, 0))
    columns = np.arange(ordered.shape[1])
    start = ordered[below, columns]
    return start + (place - below) * (ordered[above, columns] - start)
