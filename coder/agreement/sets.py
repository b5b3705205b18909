"""Agreement on whole sets of codes: alpha with the Jaccard and the MASI distance.

A unit's codes taken together are one value, and two values may be partly alike. Distances: Jaccard (1912) and MASI
(Passonneau 2006), both 0 for equal sets, two empty ones included, and 1 for disjoint ones.
"""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from coder.agreement.arrays import Floats, Ints
from coder.agreement.ratings import Ratings

Words = NDArray[np.uint64]

MOST_SETS = 2_048
"""With more different sets than this, expected disagreement is estimated from a sample of pairs, not all of them."""

SAMPLED_PAIRS = 2**18
"""Pairs in that sample: the mean distance has a standard error of at most .001 (in practice .0003), and alpha one of
(1 - alpha) times that over the expected distance."""

_ROWS_AT_ONCE = 64


@dataclass(frozen=True)
class SetAlphas:
    """Alpha over whole sets of codes; NaN where undefined."""

    jaccard: float
    masi: float


def set_alphas(ratings: Ratings, seed: int = 1) -> SetAlphas:
    """Alpha over the sets of codes, 1 - Do / De, with observed and expected distance instead of unequal values.

    Only units with two or more reviewers count. `seed` matters only where expected disagreement is sampled.
    """
    shared = np.flatnonzero(ratings.reviewers >= 2)
    if not len(shared) or not ratings.codes:
        return SetAlphas(float("nan"), float("nan"))
    reviewed, reviewers = ratings.reviewed[:, shared], ratings.reviewers[shared]
    sizes = np.ones(len(shared)) if ratings.weights is None else ratings.weights[shared].astype(np.float64)
    words = _set_words(ratings)
    if len(shared) < ratings.units:
        words = words[:, shared]
    observed = np.zeros(2)
    for first, second in combinations(range(len(ratings.coders)), 2):
        both = reviewed[first] & reviewed[second]
        share = 2 * sizes[both] / (reviewers[both] - 1)
        observed += _distances(words[first, both], words[second, both]) @ share
    values, weights = words[reviewed], np.broadcast_to(sizes, reviewed.shape)[reviewed]
    total = float(weights.sum())
    expected = _expected(values, weights, seed) * total / (total - 1) if total > 1 else np.zeros(2)
    if not expected.all():
        return SetAlphas(float("nan"), float("nan"))
    jaccard, masi = 1 - observed / (total * expected)
    return SetAlphas(float(jaccard), float(masi))


def _set_words(ratings: Ratings) -> Words:
    """(coders, units, words): each set of codes as bits, 64 codes a word; gathered eight at a time, in bytes."""
    cells = ratings.cells.view(np.uint8)
    octets = np.zeros((len(ratings.coders), ratings.units, 8 * -(-len(ratings.codes) // 64)), dtype=np.uint8)
    for first in range(0, len(ratings.codes), 8):
        eight = cells[:, first].copy()
        for bit in range(1, min(8, len(ratings.codes) - first)):
            eight |= cells[:, first + bit] << np.uint8(bit)
        octets[:, :, first // 8] = eight
    return octets.view(np.uint64)


def _distances(first: Words, second: Words) -> Floats:
    """(2, …): Jaccard and MASI distance of sets along the last axis (words).

    MASI is 1 - Jaccard similarity x monotonicity: 1 for equal sets, 2/3 if one holds the other, 1/3 if they overlap.
    """
    shared, union = _size(first & second), _size(first | second)
    smaller = np.minimum(_size(first), _size(second))
    similarity = np.where(union == 0, 1.0, shared / np.maximum(union, 1))
    monotonicity = np.where(shared == union, 1.0, np.where(shared == smaller, 2 / 3, 1 / 3))
    return np.stack([1 - similarity, 1 - similarity * monotonicity])


def _size(words: Words) -> Ints:
    """How many codes each set has."""
    bits = np.bitwise_count(words)
    return bits[..., 0] if words.shape[-1] == 1 else np.asarray(bits.sum(axis=-1), dtype=np.int64)


def _expected(values: Words, weights: Floats, seed: int) -> Floats:
    """(2,): mean distance of two values drawn with replacement: exact, or from a seeded sample if too many differ."""
    # Looking at the first few thousand first: if they already differ too much, sorting all of them is in vain.
    few = values[: 4 * MOST_SETS]
    sets, counts = _distinct(few, weights[: len(few)])
    if len(few) < len(values) and len(sets) <= MOST_SETS:
        sets, counts = _distinct(values, weights)
    if len(sets) <= MOST_SETS:
        shares = counts / counts.sum()
        mean = np.zeros(2)
        for start in range(0, len(sets), _ROWS_AT_ONCE):
            rows = slice(start, start + _ROWS_AT_ONCE)
            mean += _distances(sets[rows, np.newaxis], sets[np.newaxis]) @ shares @ shares[rows]
        return mean
    random = np.random.default_rng([seed, 3])
    if weights.min() == weights.max():
        first, second = random.integers(0, len(values), size=(2, SAMPLED_PAIRS))
    else:
        first, second = random.choice(len(values), size=(2, SAMPLED_PAIRS), p=weights / weights.sum())
    return _distances(values[first], values[second]).mean(axis=1)  # type: ignore[no-any-return]


def _distinct(values: Words, weights: Floats) -> tuple[Words, Floats]:
    """The different sets, and the weight of each."""
    order = np.lexsort(values.T)
    ordered = values[order]
    begins = np.flatnonzero(np.r_[True, (ordered[1:] != ordered[:-1]).any(axis=1)])
    return ordered[begins], np.add.reduceat(weights[order], begins)
