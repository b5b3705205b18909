"""What to reconcile first, and how much to code twice."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.agreement import Ratings, disagreements, draw_sample, least_units, reconcile_queue, sample_size


@pytest.fixture
def ratings():
    """Three codes over eight fragments: agreed on, mostly agreed on, and never; the last fragment has one reader."""
    anna = ["10100110", "11110000", "10101010"]
    bert = ["1010011.", "1110000.", "0101010."]
    values = np.array(
        [[[{"1": 1, "0": 0, ".": -1}[mark] for mark in code] for code in coder] for coder in (anna, bert)]
    )
    return Ratings.from_dense(["anna", "bert"], ["agreed", "mostly", "never"], values.transpose(0, 2, 1))


def test_the_worst_code_comes_first_and_agreed_ones_not_at_all(ratings):
    found = disagreements(ratings)

    assert [code.code for code in found] == ["never", "mostly"]
    assert found[0].alpha < found[1].alpha
    assert found[0].units.tolist() == [0, 1, 2, 3, 4, 5, 6]
    assert found[1].units.tolist() == [3]


def test_a_fragment_with_one_reader_is_no_disagreement(ratings):
    assert 7 not in reconcile_queue(ratings)


def test_the_queue_holds_every_fragment_once(ratings):
    assert reconcile_queue(ratings).tolist() == [0, 1, 2, 3, 4, 5, 6]


def test_coders_who_agree_have_an_empty_queue(ratings):
    assert reconcile_queue(ratings.only_codes([0])).tolist() == []


def test_a_narrower_interval_a_rarer_code_or_less_agreement_needs_more():
    usual = sample_size(0.1)

    assert sample_size(0.05) == pytest.approx(4 * usual, rel=0.02)
    assert sample_size(0.1, prevalence=0.1) > usual
    assert sample_size(0.1, alpha=0.6) > usual


def test_the_sample_size_gives_the_interval_that_was_asked_for():
    """Simulate it: of studies of that size, 95 in 100 have an alpha within the half-width of the true one."""
    size, random = sample_size(0.1, alpha=0.8, prevalence=0.3), np.random.default_rng(8)
    agreed = 0.3 * (0.3 + 0.8 * 0.7)
    probabilities = [agreed, 0.3 - agreed, 0.3 - agreed, 1 - 0.6 + agreed]
    both, first, second, _ = random.multinomial(size, probabilities, size=4_000).T
    ones, ratings = 2 * both + first + second, 2 * size
    alphas = 1 - (ratings - 1) * (first + second) / (ones * (ratings - ones))

    assert (np.abs(alphas - 0.8) <= 0.1).mean() == pytest.approx(0.95, abs=0.02)


@pytest.mark.parametrize(
    ("prevalence", "smallest", "significance", "published"),
    [(0.5, 0.667, 0.1, 36), (0.5, 0.667, 0.05, 60), (0.5, 0.8, 0.05, 103), (0.5, 0.8, 0.1, 62)],
)
def test_the_least_sample_is_that_of_krippendorffs_table(prevalence, smallest, significance, published):
    assert least_units(prevalence, smallest=smallest, significance=significance) == pytest.approx(published, abs=1)


def test_impossible_wishes_are_refused():
    with pytest.raises(ValueError, match="half_width"):
        sample_size(0)
    with pytest.raises(ValueError, match="cannot draw"):
        draw_sample([0, 0], 3)


@given(st.lists(st.integers(0, 4), max_size=60), st.data())
def test_a_sample_is_spread_over_the_sources_in_proportion(strata, data):
    size = data.draw(st.integers(0, len(strata)))

    drawn = draw_sample(strata, size, seed=4)

    assert len(drawn) == len(set(drawn.tolist())) == size
    assert drawn.tolist() == sorted(drawn.tolist()) == draw_sample(strata, size, seed=4).tolist()
    taken = {stratum: sum(strata[unit] == stratum for unit in drawn) for stratum in set(strata)}
    for stratum, count in taken.items():
        assert size < len(taken) or count >= 1
        assert abs(count - size * strata.count(stratum) / len(strata)) < 2 + len(taken) / 2


def test_another_seed_draws_another_sample():
    assert draw_sample([0] * 100, 10, seed=1).tolist() != draw_sample([0] * 100, 10, seed=2).tolist()
