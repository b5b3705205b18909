"""A researcher counts who mentions what, and whether large and small municipalities differ."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from coder.appendix.frequencies import as_data, count
from coder.appendix.significance import SignificanceTest, compare, fisher, holm, monte_carlo, upper_tail
from tests.matrices import PARTNERS


class TestCounting:
    CASES = {"r1": "groot", "r2": "groot", "r3": "klein", "r4": None}  # noqa: RUF012
    MENTIONS = (
        ("r1", ("partij/uwv", "factor/succes")),
        ("r1", ("partij/uwv",)),
        ("r3", ("partij/uwv", "partij/overig")),
        ("moderator", ("partij/uwv",)),
    )

    def test_a_case_counts_once_however_often_it_says_so(self):
        table = count(PARTNERS, self.MENTIONS, self.CASES)
        uwv, *_ = table.codes
        assert (uwv.label, uwv.n, uwv.percent) == ("UWV", 2, 50.0)
        assert (table.cases, table.without, table.groups) == (4, 2, ())

    def test_every_code_is_there_and_retired_ones_only_when_mentioned(self):
        assert [one.n for one in count(PARTNERS, self.MENTIONS, self.CASES).codes] == [2, 0, 0, 0, 1]
        assert count(PARTNERS, [("r1", ("partij/bureau",))], self.CASES).codes[-1].label == "Bureau"

    def test_groups_and_who_is_in_none(self):
        table = count(PARTNERS, self.MENTIONS, self.CASES, "omvang")
        assert (table.groups, table.sizes, table.missing) == (("groot", "klein"), (2, 1), 1)
        assert table.codes[0].groups == (1, 1)
        assert table.codes[1].reason == "no variation"
        data = as_data(table)
        assert data["codes"][0]["groups"] == {"groot": 1, "klein": 1}
        assert data["codes"][0]["p_holm"] == 1.0

    def test_numbers_are_groups_in_their_order(self):
        cases = {"a": "10", "b": "9", "c": "onbekend"}
        assert count(PARTNERS, [], cases, "jaar").groups == ("9", "10", "onbekend")

    def test_without_cases_there_is_no_percentage(self):
        table = count(PARTNERS, [], {})
        assert {one.percent for one in table.codes} == {None}


class TestTests:
    def test_enough_cases_are_compared_by_chi_square(self):
        found = compare([30, 12, 20], [50, 40, 45])
        table = np.array([[30, 12, 20], [20, 28, 25]])
        expected = stats.chi2_contingency(table, correction=False)
        assert isinstance(found, SignificanceTest)
        assert found.method == "chi-square"
        assert found.p == pytest.approx(expected.pvalue)
        assert found.v == pytest.approx(stats.contingency.association(table, method="cramer"))

    def test_two_small_groups_exactly(self):
        found = compare([1, 8], [10, 9])
        assert isinstance(found, SignificanceTest)
        assert found.method == "fisher"
        assert found.p == pytest.approx(stats.fisher_exact([[1, 8], [9, 1]]).pvalue)

    def test_more_small_groups_by_drawing_tables(self):
        found = compare([4, 0, 1], [5, 6, 4])
        assert isinstance(found, SignificanceTest)
        assert found.method == "monte-carlo"
        exact = stats.fisher_exact([[4, 0, 1], [1, 6, 3]]).pvalue
        assert found.p == pytest.approx(exact, abs=0.03)
        assert found == compare([4, 0, 1], [5, 6, 4])

    def test_drawing_agrees_with_the_exact_test_where_both_can(self):
        assert monte_carlo([2, 7], [10, 9]) == pytest.approx(fisher([2, 7], [10, 9]), abs=0.02)

    @pytest.mark.parametrize(
        ("yes", "sizes", "reason"),
        [([0, 0], [5, 5], "no variation"), ([5, 5], [5, 5], "no variation"), ([1], [5], "fewer than two groups")],
    )
    def test_nothing_to_test_is_said_in_words(self, yes, sizes, reason):
        assert compare(yes, sizes) == reason


@given(st.floats(0, 200), st.integers(1, 40))
def test_the_chi_square_distribution(statistic, degrees):
    assert upper_tail(statistic, degrees) == pytest.approx(stats.chi2.sf(statistic, degrees), rel=1e-9, abs=1e-14)


def test_several_tests_are_corrected_by_holm():
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])


@given(st.lists(st.floats(0, 1), max_size=12))
def test_a_correction_makes_nothing_smaller_and_keeps_the_order(values):
    corrected = holm(values)
    assert all(value <= better <= 1 for value, better in zip(values, corrected, strict=True))
    assert [corrected[index] for index in sorted(range(len(values)), key=values.__getitem__)] == sorted(corrected)


@given(st.integers(1, 30), st.integers(1, 30), st.data())
def test_fisher(first, second, data):
    yes = [data.draw(st.integers(0, first)), data.draw(st.integers(0, second))]
    table = [yes, [first - yes[0], second - yes[1]]]
    assert fisher(yes, [first, second]) == pytest.approx(stats.fisher_exact(table).pvalue, rel=1e-6)
