"""Coefficients for values of any kind: one value a coder and unit, two categories or many.

`values` is (coders, units): each rating's category as a number from 0, or -1 where there is no rating. Everything is
computed from the units' counts of categories, so that many categories cost no more than they are used. NaN means
undefined. Formulas and sources: docs/methods.md.
"""

from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import numpy as np

from coder.agreement.arrays import Floats, Ints

Metric = Literal["nominal", "ordinal", "interval", "ratio"]


@dataclass(frozen=True, eq=False)
class Counts:
    """How often each unit got each category; only pairs that occur."""

    unit: Ints
    category: Ints
    count: Floats
    raters: Floats
    """(units,): ratings of each unit."""
    categories: int

    @classmethod
    def of(cls, values: Ints) -> "Counts":
        """Count a table of ratings."""
        categories = int(values.max(initial=-1)) + 1
        rated = values >= 0
        keys = (np.arange(values.shape[1]) * categories + values)[rated]
        cells, count = np.unique(keys, return_counts=True)
        unit, category = np.divmod(cells, max(categories, 1))
        return cls(unit, category, count.astype(np.float64), rated.sum(axis=0).astype(np.float64), categories)

    @property
    def units(self) -> int:
        """Units with two or more ratings."""
        return int((self.raters >= 2).sum())

    @property
    def paired(self) -> Floats:
        """For each cell, the number of ratings of its unit if that is two or more, otherwise 0."""
        raters = self.raters[self.unit]
        return np.where(raters >= 2, raters, 0.0)


def percent(counts: Counts) -> float:
    """Share of agreeing pairs of ratings, averaged over the units with two or more (Fleiss 1971; Gwet 2014)."""
    n = counts.paired
    agreeing = _ratio(counts.count * (counts.count - 1), n * (n - 1))
    return _divide(float(agreeing.sum()), counts.units)


def specific(counts: Counts, category: int) -> float:
    """Of the pairs with one rating in this category, the share with the other in it too (Uebersax 1982)."""
    of_it = (counts.category == category) & (counts.paired > 0)
    count, n = counts.count[of_it], counts.paired[of_it]
    return _divide(float((count * (count - 1)).sum()), float((count * (n - 1)).sum()))


def alpha(counts: Counts, metric: Metric = "nominal", scale: Floats | None = None) -> float:
    """Krippendorff's alpha (Krippendorff 2011) for any number of coders, with missing ratings.

    Categories are ordered as their numbers; `scale` gives the value of each for the interval and ratio metric
    (default: its number).
    """
    if metric == "nominal":
        observed, expected, total = _nominal_disagreement(counts)
        return 1 - _divide((total - 1) * observed, expected)
    pairable = np.zeros(counts.categories)
    np.add.at(pairable, counts.category, counts.count * (counts.paired > 0))
    ranks = np.arange(counts.categories, dtype=np.float64)
    distance = _distance(metric, pairable, ranks if scale is None else scale[: counts.categories])
    by_unit = np.zeros((len(counts.raters), counts.categories))
    by_unit[counts.unit, counts.category] = counts.count
    by_unit = by_unit[counts.raters >= 2]
    raters = by_unit.sum(axis=1)
    observed = float((((by_unit @ distance) * by_unit).sum(axis=1) / (raters - 1)).sum())
    return 1 - _divide((pairable.sum() - 1) * observed, float(pairable @ distance @ pairable))


def fleiss(counts: Counts) -> float:
    """Fleiss' kappa (Fleiss 1971); with missing ratings as Gwet (2014): every rated unit counts in the shares."""
    share = shares(counts)
    chance = float((share**2).sum())
    return _above_chance(percent(counts), chance)


def ac1(counts: Counts) -> float:
    """Gwet's AC1 (Gwet 2008): chance is sum p (1 - p) / (q - 1) over the q categories used."""
    share = shares(counts)
    used = int((share > 0).sum())
    if used < 2:
        return float("nan")
    return _above_chance(percent(counts), float((share * (1 - share)).sum()) / (used - 1))


def bennett(counts: Counts, categories: int | None = None) -> float:
    """Bennett's S (Bennett, Alpert & Goldstein 1954): chance is 1 in q, the categories there are (default: used)."""
    used = int((shares(counts) > 0).sum()) if categories is None else categories
    return _above_chance(percent(counts), 1 / used) if used > 1 else float("nan")


def conger(values: Ints) -> float:
    """Conger's kappa (Conger 1980): Cohen's for two coders, and for more with each coder's own shares."""
    categories = int(values.max(initial=-1)) + 1
    rows = [row[row >= 0] for row in values if (row >= 0).any()]
    if len(rows) < 2:
        return float("nan")
    own = np.array([np.bincount(row, minlength=categories) / len(row) for row in rows])
    chance = float((own.mean(axis=0) ** 2).sum() - own.var(axis=0, ddof=1).sum() / len(own))
    return _above_chance(percent(Counts.of(values)), chance)


def cohen(first: Ints, second: Ints) -> float:
    """Cohen's kappa (Cohen 1960) of two coders, over the units that both rated."""
    return _above_chance(*cohen_parts(first, second))


def cohen_parts(first: Ints, second: Ints) -> tuple[float, float]:
    """Observed agreement of two coders, and the agreement expected from each one's own shares."""
    both = (first >= 0) & (second >= 0)
    a, b = first[both], second[both]
    if not len(a):
        return float("nan"), float("nan")
    categories = int(max(a.max(), b.max())) + 1
    own = np.bincount(a, minlength=categories) / len(a), np.bincount(b, minlength=categories) / len(b)
    return float((a == b).mean()), float(own[0] @ own[1])


def weighted_kappa(first: Ints, second: Ints, power: int = 1) -> float:
    """Weighted kappa (Cohen 1968): categories a ranks apart disagree by a**power; 1 is linear, 2 quadratic."""
    table = _cross_table(first, second)
    ranks = np.arange(len(table), dtype=np.float64)
    distance = np.abs(ranks[:, np.newaxis] - ranks) ** power
    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / max(table.sum(), 1)
    return 1 - _divide(float((distance * table).sum()), float((distance * expected).sum()))


def cohen_error(first: Ints, second: Ints) -> float:
    """Standard error of Cohen's kappa in large samples (Fleiss, Cohen & Everitt 1969)."""
    table = _cross_table(first, second)
    kappa = cohen(first, second)
    if not np.isfinite(kappa):
        return float("nan")
    share = table / table.sum()
    rows, columns, agreed = share.sum(axis=1), share.sum(axis=0), np.diag(share)
    chance = float(rows @ columns)
    diagonal = float((agreed * (1 - (rows + columns) * (1 - kappa)) ** 2).sum())
    off = share * (columns[:, np.newaxis] + rows) ** 2
    apart = (1 - kappa) ** 2 * float(off.sum() - np.diag(off).sum())
    variance = (diagonal + apart - (kappa - chance * (1 - kappa)) ** 2) / ((1 - chance) ** 2 * table.sum())
    return float(np.sqrt(max(variance, 0.0)))


def scott(first: Ints, second: Ints) -> float:
    """Scott's pi (Scott 1955) of two coders over the units both rated."""
    both = (first >= 0) & (second >= 0)
    return fleiss(Counts.of(np.stack([first[both], second[both]])))


def pairs(values: Ints) -> list[tuple[int, int]]:
    """The pairs of coders who rated a unit in common."""
    rated = values >= 0
    return [(i, j) for i, j in combinations(range(len(values)), 2) if (rated[i] & rated[j]).any()]


def shares(counts: Counts) -> Floats:
    """(categories,): share of a unit's ratings in each category, averaged over the units with any."""
    share = counts.count / counts.raters[counts.unit]
    return np.bincount(counts.category, weights=share, minlength=counts.categories) / max(
        int((counts.raters > 0).sum()), 1
    )


def nominal_sums(counts: Counts, clusters: Ints) -> Floats:
    """(clusters, 2 + categories): pairable ratings, sum of n_c (n - n_c) / (n - 1), and pairable ratings a category.

    Alpha of any number of these added up is `alpha_from_sums` of the total.
    """
    kept = counts.paired > 0
    n, count, cluster = counts.paired[kept], counts.count[kept], clusters[counts.unit[kept]]
    size = int(clusters.max(initial=-1)) + 1
    sums = np.zeros((size, 2 + counts.categories))
    sums[:, 0] = np.bincount(cluster, weights=count, minlength=size)
    sums[:, 1] = np.bincount(cluster, weights=count * (n - count) / (n - 1), minlength=size)
    np.add.at(sums, (cluster, 2 + counts.category[kept]), count)
    return sums


def alpha_from_sums(totals: Floats) -> Floats:
    """(rows,): nominal alpha from totals as `nominal_sums` gives them; NaN without variation."""
    ratings, observed = totals[:, 0], totals[:, 1]
    expected = ratings**2 - (totals[:, 2:] ** 2).sum(axis=1)
    safe = np.where(expected > 0, expected, np.nan)
    return 1 - (ratings - 1) * observed / safe


def _nominal_disagreement(counts: Counts) -> tuple[float, float, float]:
    """Sum of n_c (n - n_c) / (n - 1) over units; N^2 - sum N_c^2 over pairable ratings; and N."""
    n, kept = counts.paired, counts.paired > 0
    observed = _ratio(counts.count * (n - counts.count), n - 1)[kept].sum()
    total = np.bincount(counts.category[kept], weights=counts.count[kept])
    return float(observed), float(total.sum() ** 2 - (total**2).sum()), float(total.sum())


def _distance(metric: Metric, pairable: Floats, scale: Floats) -> Floats:
    """(categories, categories): squared difference of two categories (Krippendorff 2011)."""
    if metric == "ordinal":
        # Ratings between two categories, half of those in them: differences of mid-ranks.
        scale = np.cumsum(pairable) - pairable / 2
    difference = scale[:, np.newaxis] - scale
    if metric == "ratio":
        return _ratio(difference, scale[:, np.newaxis] + scale) ** 2
    return difference**2


def _cross_table(first: Ints, second: Ints) -> Floats:
    both = (first >= 0) & (second >= 0)
    used, places = np.unique(np.concatenate([first[both], second[both]]), return_inverse=True)
    a, b = np.split(places, 2)
    return np.bincount(a * len(used) + b, minlength=len(used) ** 2).reshape(len(used), len(used)).astype(np.float64)


def _above_chance(observed: float, chance: float) -> float:
    return _divide(observed - chance, 1 - chance)


def _divide(numerator: float, denominator: float) -> float:
    return numerator / denominator if denominator else float("nan")


def _ratio(numerator: Floats, denominator: Floats) -> Floats:
    return np.divide(numerator, denominator, out=np.zeros_like(numerator, dtype=np.float64), where=denominator != 0)
