"""Whether groups of cases differ in how many mention a code: tests on a table of groups by yes and no.

- Pearson's chi-square without continuity correction (Agresti, Categorical Data Analysis, 3rd ed., 2013, section 3.2).
- Fisher's exact test, two-sided: the tables as unlikely as this one or more so (the same, section 3.5).
- Its extension to more groups by Monte Carlo: chi-square of tables drawn with both margins fixed; the p value counts
  the observed table as one of them (Davison and Hinkley, Bootstrap Methods, 1997, section 4.2.1).
- Holm's step-down correction for several tests (Scandinavian Journal of Statistics 6, 1979, 65-70).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from coder.model.language import N_

SMALLEST_EXPECTED = 5
"""Where a cell is expected to hold less, the chi-square distribution is no good approximation (Cochran, 1954)."""

DRAWS = 9_999
SEED = 20_140_101

Method = Literal["chi-square", "fisher", "monte-carlo"]


@dataclass(frozen=True, slots=True)
class SignificanceTest:
    """How one code was tested, and what came out."""

    method: Method
    p: float
    chi_square: float
    v: float
    """Cramér's V: 0 no association, 1 the strongest possible."""


def compare(yes: Sequence[int], sizes: Sequence[int]) -> SignificanceTest | str:
    """Test whether groups differ.

    Args:
        yes: how many cases of each group mention the code.
        sizes: how many cases each group has.

    Returns:
        The test, or in words why there is nothing to test.
    """
    present = [(count, size) for count, size in zip(yes, sizes, strict=True) if size]
    yes, sizes = [count for count, _ in present], [size for _, size in present]
    total, n = sum(yes), sum(sizes)
    if len(sizes) < 2:
        return N_("fewer than two groups")
    if total in (0, n):
        return N_("no variation")
    statistic = chi_square(yes, sizes)
    v = math.sqrt(statistic / n)  # the smaller of both dimensions, less one, is 1
    least = min(sizes) * min(total, n - total) / n
    if least >= SMALLEST_EXPECTED:
        return SignificanceTest("chi-square", upper_tail(statistic, len(sizes) - 1), statistic, v)
    if len(sizes) == 2:
        return SignificanceTest("fisher", fisher(yes, sizes), statistic, v)
    return SignificanceTest("monte-carlo", monte_carlo(yes, sizes), statistic, v)


def chi_square(yes: Sequence[int], sizes: Sequence[int]) -> float:
    """Return Pearson's statistic for groups by yes and no."""
    total, n = sum(yes), sum(sizes)
    share = total / n
    return sum(
        (count - size * share) ** 2 / (size * share * (1 - share)) for count, size in zip(yes, sizes, strict=True)
    )


def upper_tail(statistic: float, degrees: int) -> float:
    """Return the chance that a chi-square variable with whole degrees of freedom is at least `statistic`.

    Closed form: Abramowitz and Stegun, Handbook of Mathematical Functions, 1964, 26.4.4 and 26.4.5.
    """
    half = statistic / 2
    if half <= 0:
        return 1.0
    odd = degrees % 2
    tail = math.erfc(math.sqrt(half)) if odd else 0.0
    for step in range(degrees // 2):
        power = step + odd / 2
        tail += math.exp(power * math.log(half) - half - math.lgamma(power + 1))
    return min(tail, 1.0)


def fisher(yes: Sequence[int], sizes: Sequence[int]) -> float:
    """Return the two-sided exact p value for two groups."""
    total = sum(yes)
    low, high = max(0, total - sizes[1]), min(total, sizes[0])
    weights = [math.comb(sizes[0], k) * math.comb(sizes[1], total - k) for k in range(low, high + 1)]
    observed = weights[yes[0] - low]
    return sum(weight for weight in weights if weight <= observed) / sum(weights)


def monte_carlo(yes: Sequence[int], sizes: Sequence[int]) -> float:
    """Return the p value over tables drawn with the margins of this one; the same table gives the same value."""
    import numpy as np

    n, total = sum(sizes), sum(yes)
    drawn = np.random.default_rng(SEED).multivariate_hypergeometric(sizes, total, size=DRAWS)
    expected = np.array(sizes) * total / n
    # With fixed margins chi-square grows with this sum; rounding must not make equal tables differ.
    distance = ((drawn - expected) ** 2 / expected).sum(axis=1)
    observed = sum((count - e) ** 2 / e for count, e in zip(yes, expected.tolist(), strict=True))
    as_far = int((distance >= observed - 1e-9).sum())
    return (as_far + 1) / (DRAWS + 1)


def holm(values: Sequence[float]) -> list[float]:
    """Return p values corrected for their number."""
    corrected = [0.0] * len(values)
    highest = 0.0
    for rank, index in enumerate(sorted(range(len(values)), key=values.__getitem__)):
        highest = max(highest, min(1.0, (len(values) - rank) * values[index]))
        corrected[index] = highest
    return corrected
