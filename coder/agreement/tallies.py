"""Ratings counted down to what the coefficients need.

For a yes-or-no code, a unit matters only through how many coders reviewed it and how many assigned the code. So a
hundred thousand fragments become a handful of counts a code, and the bootstrap never has to look at a fragment again.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coder.agreement.arrays import Bools, Floats, Ints
from coder.agreement.ratings import Ratings

Masks = NDArray[Any]
"""True or false for each unit along the last axis, as booleans or as bits."""


@dataclass(frozen=True, eq=False)
class Tallies:
    """Units counted by pattern: (how many coders reviewed it, how many of them assigned the code)."""

    raters: Floats
    """(patterns,): coders who reviewed the unit, two or more."""
    ones: Floats
    """(patterns,): coders who assigned the code."""
    counts: Floats
    """(codes, patterns): units, each counted with its weight."""

    @property
    def mixed(self) -> Floats:
        """(patterns,): the unit's observed disagreement, r (n - r) / (n - 1): half its unequal ordered pairs."""
        return self.ones * (self.raters - self.ones) / (self.raters - 1)


@dataclass(frozen=True, eq=False)
class ClusterSums:
    """What a resampled cluster brings in: alpha depends on the units through these three sums only."""

    ratings: Floats
    """(clusters,): ratings, the same for every code."""
    ones: Floats
    """(clusters, codes): ratings that assigned the code."""
    mixed: Floats
    """(clusters, codes): sum of `Tallies.mixed`."""


@dataclass(frozen=True, eq=False)
class PairTable:
    """The four-fold tables of two coders, one for each code, over the units that both reviewed."""

    first: int
    second: int
    both: Floats
    """(codes,): both assigned it."""
    only_first: Floats
    only_second: Floats
    total: float
    """Units that both reviewed, with their weights."""

    def only(self, columns: Ints) -> "PairTable":
        """The tables of these codes."""
        return replace(
            self,
            both=self.both[columns],
            only_first=self.only_first[columns],
            only_second=self.only_second[columns],
        )


def tally(ratings: Ratings, clusters: Ints | None = None) -> tuple[Tallies, ClusterSums]:
    """Count the units that two or more coders reviewed, over all and for each bootstrap cluster.

    `clusters` numbers each unit's cluster from 0; without it there is one. Units with fewer reviewers count nowhere.
    """
    shared = np.flatnonzero(ratings.reviewers >= 2)
    reviewers = ratings.reviewers[shared]
    weights = None if ratings.weights is None else ratings.weights[shared].astype(np.float64)
    groups = np.zeros(len(shared), dtype=np.int64) if clusters is None else clusters[shared]
    size = 1 if clusters is None or not len(clusters) else int(clusters.max()) + 1
    raters, ones, first = patterns(len(ratings.coders))
    # One count a code: the key says in which cluster, how many reviewers, how many of them assigned it.
    keys = (groups * len(raters) + first[reviewers]).astype(np.int32 if size * len(raters) < 2**31 else np.int64)
    assigned = _assigned(ratings)
    mixed = ones * (raters - ones) / (raters - 1)
    tallies = np.zeros((len(ratings.codes), len(raters)))
    sums = ClusterSums(
        _per_cluster(groups, reviewers, weights, size),
        np.zeros((size, len(ratings.codes))),
        np.zeros((size, len(ratings.codes))),
    )
    everything = len(shared) == ratings.units
    for code in range(len(ratings.codes)):
        r = assigned[code] if everything else assigned[code, shared]
        units = np.bincount(keys + r, weights=weights, minlength=size * len(raters))
        counts = np.asarray(units, dtype=np.float64).reshape(size, len(raters))
        tallies[code] = counts.sum(axis=0)
        # einsum: a matrix product as narrow as this is slower, because it is shared out over threads.
        sums.ones[:, code] = np.einsum("cp,p->c", counts, ones)
        sums.mixed[:, code] = np.einsum("cp,p->c", counts, mixed)
    return Tallies(raters, ones, tallies), sums


def pair_tables(ratings: Ratings) -> list[PairTable]:
    """The four-fold tables of every pair of coders who reviewed a unit in common."""
    pairs = _counted_pairs(ratings) if ratings.weights is None else _weighted_pairs(ratings, ratings.weights)
    return [pair for pair in pairs if pair.total > 0]


def patterns(coders: int) -> tuple[Floats, Floats, Ints]:
    """The patterns that a unit may have: (n, r), n from 2 to the number of coders, r from 0 to n.

    Returns n and r, (patterns,) each, and at which pattern each n begins, (coders + 1,).
    """
    pairs = [(n, r) for n in range(2, coders + 1) for r in range(n + 1)]
    first = np.zeros(coders + 1, dtype=np.int64)
    for place, (n, r) in enumerate(pairs):
        if r == 0:
            first[n] = place
    array = np.array(pairs, dtype=np.float64).reshape(-1, 2)
    return array[:, 0], array[:, 1], first


def _assigned(ratings: Ratings) -> Ints:
    """(codes, units): how many coders assigned the code, in the smallest type that holds the number of coders."""
    small = np.min_scalar_type(max(len(ratings.coders), 1))
    return ratings.cells.view(np.uint8).sum(axis=0, dtype=small)  # type: ignore[no-any-return]


def _per_cluster(groups: Ints, reviewers: Ints, weights: Floats | None, size: int) -> Floats:
    each = reviewers.astype(np.float64) if weights is None else reviewers * weights
    return np.asarray(np.bincount(groups, weights=each, minlength=size), dtype=np.float64)


def _counted_pairs(ratings: Ratings) -> list[PairTable]:
    """Sixty-four units a word: a table is a few "and"s and counts of bits."""
    cells, reviewed = _packed(ratings.cells), _packed(ratings.reviewed)
    return _pairs(cells, reviewed, lambda bits: np.bitwise_count(bits).sum(axis=-1, dtype=np.int64).astype(np.float64))


def _packed(mask: Bools) -> NDArray[np.uint64]:
    octets = np.packbits(mask, axis=-1)
    padding = [(0, 0)] * (octets.ndim - 1) + [(0, -octets.shape[-1] % 8)]
    return np.ascontiguousarray(np.pad(octets, padding)).view(np.uint64)


def _weighted_pairs(ratings: Ratings, weights: Ints) -> list[PairTable]:
    # Row by row: a matrix product would first make eight bytes of every mark.
    return _pairs(
        ratings.cells, ratings.reviewed, lambda mask: np.array([weights[row].sum() for row in mask], dtype=np.float64)
    )


def _pairs(cells: Masks, reviewed: Masks, measure: Callable[[Masks], Floats]) -> list[PairTable]:
    tables = []
    for first, second in combinations(range(len(reviewed)), 2):
        shared = reviewed[first] & reviewed[second]
        both = measure(cells[first] & cells[second])
        only_first = measure(cells[first] & shared) - both
        only_second = measure(cells[second] & shared) - both
        tables.append(PairTable(first, second, both, only_first, only_second, float(measure(shared[np.newaxis])[0])))
    return tables
