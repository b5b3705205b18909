"""Coefficients for yes-or-no codes, all codes at once, from counts of patterns.

Notation: a unit has n ratings, r of them assigned the code. NaN means undefined here; results say why in words.
Formulas and sources: docs/methods.md.
"""

import numpy as np

from coder.agreement.arrays import Floats
from coder.agreement.tallies import PairTable, Tallies


def divide(numerator: Floats, denominator: Floats) -> Floats:
    """Elementwise quotient; NaN, without a warning, where the denominator is 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        quotient: Floats = np.divide(numerator, denominator, dtype=np.float64)
    return np.where(denominator == 0, np.nan, quotient)


def alpha_from_sums(ratings: Floats, ones: Floats, mixed: Floats) -> Floats:
    """Krippendorff's nominal alpha of a binary code: 1 - (N - 1) sum[r (n - r) / (n - 1)] / (N1 N0).

    `ratings` is N, `ones` N1 and `mixed` the sum, of any shapes that broadcast. NaN where all ratings are equal.
    """
    return 1 - divide((ratings - 1) * mixed, ones * (ratings - ones))


def units(tallies: Tallies) -> Floats:
    """(codes,): units with two or more ratings, with their weights."""
    return np.asarray(tallies.counts.sum(axis=1), dtype=np.float64)


def prevalence(tallies: Tallies) -> Floats:
    """(codes,): share of the ratings that assigned the code."""
    return divide(tallies.counts @ tallies.ones, tallies.counts @ tallies.raters)


def alpha(tallies: Tallies) -> Floats:
    """(codes,): Krippendorff's nominal alpha (Krippendorff 2011)."""
    counts = tallies.counts
    return alpha_from_sums(counts @ tallies.raters, counts @ tallies.ones, counts @ tallies.mixed)


def percent(tallies: Tallies) -> Floats:
    """(codes,): share of agreeing pairs of ratings, averaged over units (Fleiss 1971; Gwet 2014)."""
    n, r = tallies.raters, tallies.ones
    return divide(tallies.counts @ (1 - 2 * r * (n - r) / (n * (n - 1))), units(tallies))


def positive(tallies: Tallies) -> Floats:
    """(codes,): of the pairs in which one coder assigned it, the share in which the other did too.

    Cicchetti & Feinstein (1990) for two coders: 2a / (2a + b + c); Uebersax (1982) for more. NaN if nobody used it.
    """
    n, r = tallies.raters, tallies.ones
    return divide(tallies.counts @ (r * (r - 1)), tallies.counts @ (r * (n - 1)))


def negative(tallies: Tallies) -> Floats:
    """(codes,): the same of not assigning it: 2d / (2d + b + c) for two coders. NaN if everyone always assigned it."""
    n, r = tallies.raters, tallies.raters - tallies.ones
    return divide(tallies.counts @ (r * (r - 1)), tallies.counts @ (r * (n - 1)))


def fleiss(tallies: Tallies) -> Floats:
    """(codes,): Fleiss' kappa (Fleiss 1971), with units of different n as in Gwet (2014)."""
    share = _mean_share(tallies)
    chance = share**2 + (1 - share) ** 2
    return divide(percent(tallies) - chance, 1 - chance)


def ac1(tallies: Tallies) -> Floats:
    """(codes,): Gwet's AC1 (Gwet 2008): chance is 2 p (1 - p). NaN where there is no variation."""
    share = _mean_share(tallies)
    chance = 2 * share * (1 - share)
    return np.where((share == 0) | (share == 1), np.nan, divide(percent(tallies) - chance, 1 - chance))


def kappa(pair: PairTable) -> Floats:
    """(codes,): Cohen's kappa (Cohen 1960) of two coders. NaN where both always said the same one thing."""
    observed, chance = kappa_parts(pair)
    return divide(observed - chance, 1 - chance)


def kappa_parts(pair: PairTable) -> tuple[Floats, Floats]:
    """(codes,) twice: observed agreement and the agreement expected from each coder's own share."""
    first, second = (pair.both + pair.only_first) / pair.total, (pair.both + pair.only_second) / pair.total
    observed = 1 - (pair.only_first + pair.only_second) / pair.total
    return observed, first * second + (1 - first) * (1 - second)


def scott(pair: PairTable) -> Floats:
    """(codes,): Scott's pi (Scott 1955) of two coders: chance from the share of both together."""
    share = (2 * pair.both + pair.only_first + pair.only_second) / (2 * pair.total)
    chance = share**2 + (1 - share) ** 2
    observed, _ = kappa_parts(pair)
    return divide(observed - chance, 1 - chance)


def pooled_kappa(pairs: list[PairTable]) -> float:
    """One kappa over all codes (De Vries et al. 2008): (mean po - mean pe) / (1 - mean pe); NaN if undefined.

    Means run over codes and pairs of coders. A code without variation adds the same to both and changes nothing.
    """
    parts = [kappa_parts(pair) for pair in pairs]
    excess = sum(float((observed - chance).sum()) for observed, chance in parts)
    room = sum(float((1 - chance).sum()) for _, chance in parts)
    return excess / room if room > 0 else float("nan")


def _mean_share(tallies: Tallies) -> Floats:
    """(codes,): share of its coders that assigned the code, averaged over units."""
    return divide(tallies.counts @ (tallies.ones / tallies.raters), units(tallies))
