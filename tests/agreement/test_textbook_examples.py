"""Examples that anyone can look up, typed in here so that they are always checked."""

import pytest

from coder.agreement import Unit, unitizing_alpha_1995
from tests.stories import run

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


# Fleiss (1971), the psychiatric diagnoses: six raters, thirty patients, five categories, counts run together.
DIAGNOSES = """
00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031
00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006
"""


@pytest.fixture
def table(tmp_path):
    """Write ratings to a file, a string a coder, and return what the command makes of it."""

    def measured(*coders):
        path = tmp_path / "ratings.csv"
        rows = [f"{n},{','.join(unit)}" for n, unit in enumerate(zip(*coders, strict=True), 1)]
        path.write_text("\n".join([f"unit,{','.join(f'c{n}' for n in range(len(coders)))}", *rows]), "utf-8")
        return run("agreement", "--table", path, "--json").data

    return measured


def of_counts(counts):
    """Raters, in no order, from how many of them put each subject in each category."""
    return list(zip(*(["".join(c * n for c, n in zip("abcde", row, strict=True)) for row in counts]), strict=True))


def test_alpha_for_each_metric(table):
    found = table(
        *(["" if label == "." else label for label in row.split()] for row in KRIPPENDORFF.strip().splitlines())
    )

    published = {"alpha": 0.743, "alpha_ordinal": 0.815, "alpha_interval": 0.849, "alpha_ratio": 0.797}
    assert {name: found[name] for name in published} == pytest.approx(published, abs=0.0006)


def test_alpha_of_two_observers_and_a_yes_or_no(table):
    """Krippendorff (2011), example A."""
    assert table("0100000010", "1110010000")["alpha"] == pytest.approx(0.095, abs=0.0006)


def test_fleiss_kappa_of_fourteen_raters(table):
    found = table(*of_counts([list(map(int, subject.split())) for subject in FLEISS.strip().splitlines()]))

    assert (found["fleiss"], found["percent"]) == pytest.approx((0.210, 0.378), abs=0.0006)


def test_fleiss_kappa_of_psychiatric_diagnoses(table):
    found = table(*of_counts([list(map(int, subject)) for subject in DIAGNOSES.split()]))

    assert found["fleiss"] == pytest.approx(0.430, abs=0.0006)


def test_kappa_below_chance(table):
    """Cohen (1960): two judges, three categories, two hundred patients, agreeing less than chance would have them."""
    counts = [("aa", 50), ("ab", 26), ("ac", 24), ("ba", 24), ("bb", 4), ("bc", 32), ("ca", 6), ("cb", 30), ("cc", 4)]
    found = table(*zip(*(pair for pair, times in counts for _ in range(times)), strict=True))

    assert (found["percent"], found["kappa"]) == pytest.approx((0.29, -0.092), abs=0.0006)


def test_ac1_where_nearly_all_is_a_yes(table):
    """Gwet (2002): kappa and pi fall below 0 where two raters say the same of 118 of 125 cases."""
    cells = [("1", "1")] * 118 + [("1", "0")] * 5 + [("0", "1")] * 2
    found = table(*zip(*cells, strict=True))

    assert (found["percent"], found["kappa"], found["scott"], found["ac1"]) == pytest.approx(
        (0.944, -0.0234, -0.0288, 0.9408), abs=0.0001
    )


def test_the_two_paradoxes_of_feinstein_and_cicchetti(table):
    """Same agreement, .85: kappa falls from .70 to .32 when almost everything is a yes, and its parts say why."""
    balanced, skewed = (
        table(*zip(*(["11"] * both + ["10"] * first + ["01"] * second + ["00"] * neither), strict=True))
        for both, first, second, neither in ((40, 9, 6, 45), (80, 10, 5, 5))
    )

    assert balanced["percent"] == skewed["percent"] == pytest.approx(0.85)
    assert (balanced["kappa"], skewed["kappa"]) == (pytest.approx(0.70, abs=0.005), pytest.approx(0.32, abs=0.005))
    assert (skewed["positive"], skewed["negative"]) == (pytest.approx(160 / 175), pytest.approx(10 / 25))
    assert skewed["ac1"] > 0.8


def test_weighted_kappa_by_ranks_and_their_squares(table):
    """By hand: ranks 1 2 3 by two raters of four units, apart by 0 0 1 2; by chance by 7/8 on average, squared 5/4."""
    found = table("1231", "1223")

    assert found["kappa_linear"] == pytest.approx(1 - (3 / 4) / (7 / 8))
    assert found["kappa_quadratic"] == pytest.approx(0)


def test_unitizing_finds_equal_units_in_perfect_agreement():
    anna = [Unit(10, 20, "doubt"), Unit(40, 60, "trust")]
    bert = [Unit(10, 20, "doubt"), Unit(45, 60, "trust")]

    alphas = unitizing_alpha_1995([anna, bert], 0, 100)

    assert alphas["doubt"] == 1
    assert 0 < alphas["trust"] < alphas[""] < 1
