"""Examples that anyone can look up, typed in here so that they are always checked."""

import numpy as np
import pytest

from coder.agreement import Unit, agreement_of_table, nominal, unitizing_alpha_1995

# Krippendorff (2011), "Computing Krippendorff's alpha-reliability", example C: four observers, twelve units.
KRIPPENDORFF = """
1 2 3 3 2 1 4 1 2 . . .
1 2 3 3 2 2 4 1 2 5 . 3
. 3 3 3 2 3 4 2 2 5 1 .
1 2 3 3 2 4 4 1 2 5 1 .
"""

# Fleiss (1971) as in the usual worked example: how many of fourteen raters put each of ten subjects in five categories.
FLEISS = """
0 0 0 0 14
0 2 6 4 2
0 0 3 5 6
0 3 9 2 0
2 2 8 1 1
7 7 0 0 0
3 2 6 3 0
2 5 3 2 2
6 5 2 1 0
0 2 2 3 7
"""


@pytest.fixture
def krippendorff():
    rows = [line.split() for line in KRIPPENDORFF.strip().splitlines()]
    return np.array([[-1 if value == "." else int(value) - 1 for value in row] for row in rows])


@pytest.mark.parametrize(
    ("metric", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_alpha_for_each_metric(krippendorff, metric, published):
    alpha = nominal.alpha(nominal.Counts.of(krippendorff), metric, np.arange(1.0, 6.0))

    assert alpha == pytest.approx(published, abs=0.0006)


def test_fleiss_kappa_of_fourteen_raters():
    raters = [
        [str(category) for category, times in enumerate(map(int, subject.split())) for _ in range(times)]
        for subject in FLEISS.strip().splitlines()
    ]

    table = agreement_of_table([f"rater {n}" for n in range(14)], [[(label,) for label in row] for row in raters])

    assert table.fleiss == pytest.approx(0.210, abs=0.0006)
    assert table.percent == pytest.approx(0.378, abs=0.0006)


def test_the_two_paradoxes_of_feinstein_and_cicchetti():
    """Same agreement, .85: kappa falls from .70 to .32 when almost everything is a yes, and its parts say why."""
    balanced, skewed = four_fold(40, 9, 6, 45), four_fold(80, 10, 5, 5)

    assert balanced.percent == skewed.percent == pytest.approx(0.85)
    assert (balanced.kappa, skewed.kappa) == (pytest.approx(0.70, abs=0.005), pytest.approx(0.32, abs=0.005))
    assert (skewed.positive, skewed.negative) == (pytest.approx(160 / 175), pytest.approx(10 / 25))
    assert skewed.ac1 > 0.8


def test_unitizing_finds_equal_units_in_perfect_agreement():
    anna = [Unit(10, 20, "doubt"), Unit(40, 60, "trust")]
    bert = [Unit(10, 20, "doubt"), Unit(45, 60, "trust")]

    alphas = unitizing_alpha_1995([anna, bert], 0, 100)

    assert alphas["doubt"] == 1
    assert 0 < alphas["trust"] < alphas[""] < 1


def four_fold(both, first, second, neither):
    cells = [("1", "1")] * both + [("1", "0")] * first + [("0", "1")] * second + [("0", "0")] * neither
    return agreement_of_table(["anna", "bert"], [[(a,), (b,)] for a, b in cells], draws=0)
