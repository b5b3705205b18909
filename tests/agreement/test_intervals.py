"""Intervals: seeded, over fragments or sources, and as wide as a bootstrap done by hand."""

import numpy as np
import pytest

from coder.agreement import Ratings, agreement, binary, bootstrap
from coder.agreement.tallies import tally


def simulated(fragments, *, agree=0.85, share=0.3, sources=1, coders=2, codes=2, seed=0):
    """Coders who see the truth and each err sometimes."""
    random = np.random.default_rng(seed)
    truth = random.random((fragments, codes)) < share
    guess = random.random((coders, fragments, codes)) < share
    values = np.where(random.random((coders, fragments, codes)) < agree, truth, guess).astype(np.int8)
    names = [f"k{code}" for code in range(codes)]
    return Ratings.from_dense(
        [f"c{n}" for n in range(coders)], names, values, sources=np.arange(fragments) * sources // fragments
    )


def test_the_same_seed_gives_the_same_interval_and_another_seed_another():
    ratings = simulated(200)

    assert agreement(ratings, seed=3) == agreement(ratings, seed=3)
    assert agreement(ratings, seed=3).codes[0].alpha_ci != agreement(ratings, seed=4).codes[0].alpha_ci


def test_an_interval_holds_the_coefficient_and_shrinks_with_the_sample():
    few, many = (agreement(simulated(n)).codes[0] for n in (100, 5_000))

    for code in (few, many):
        low, high = code.alpha_ci
        assert low < code.alpha < high
    assert width(many) < width(few) / 3


def test_intervals_over_fragments_are_those_of_a_bootstrap_by_hand():
    ratings = simulated(300, coders=3)
    random = np.random.default_rng(99)
    by_hand = []
    for _ in range(1_000):
        drawn = ratings.only_units(random.integers(0, 300, 300))
        by_hand.append(binary.alpha(tally(drawn)[0])[0])

    low, high = agreement(ratings).codes[0].alpha_ci

    assert (low, high) == pytest.approx(tuple(np.quantile(by_hand, [0.025, 0.975])), abs=0.02)


def test_dealing_many_fragments_into_groups_keeps_the_width(monkeypatch):
    ratings = simulated(6_000)
    dealt = agreement(ratings, draws=4_000).codes[0]
    monkeypatch.setattr(bootstrap, "MOST_CLUSTERS", 10_000)
    each = agreement(ratings, draws=4_000).codes[0]

    assert dealt.alpha == each.alpha
    assert width(dealt) == pytest.approx(width(each), rel=0.08)


def test_intervals_over_sources_are_wider_where_sources_differ():
    """In half of the groups the coders agree, in the other half they guess."""
    random = np.random.default_rng(5)
    good = random.random(1_000) < 0.4
    guess = random.random(1_000) < 0.4
    sources = np.arange(1_000) // 50
    second = np.where(sources % 2 == 0, good, guess)
    values = np.stack([good, second]).astype(np.int8)[:, :, np.newaxis]
    ratings = Ratings.from_dense(["anna", "bert"], ["k"], values, sources=sources)

    fragments, over_sources = agreement(ratings), agreement(ratings, by="source")

    assert over_sources.codes[0].alpha == fragments.codes[0].alpha
    assert width(over_sources.codes[0]) > 1.5 * width(fragments.codes[0])


def test_one_source_gives_no_interval_and_says_so():
    code = agreement(simulated(100), by="source").codes[0]

    assert (code.alpha_ci, code.verdict) == (None, None)
    assert code.alpha is not None
    assert code.reason == "no interval: one source only"


def test_few_sources_come_with_a_warning():
    assert "only 3 sources" in agreement(simulated(300, sources=3), by="source").overall.warning


def test_fragments_that_one_coder_read_are_not_drawn():
    ratings = simulated(100)
    alone = Ratings.from_dense(
        ["c0", "c1"],
        ratings.codes,
        np.concatenate([ratings.cells, np.zeros((2, 2, 40))], axis=2).transpose(0, 2, 1)
        - np.r_[np.zeros((100, 2)), np.ones((40, 2))] * [[[0]], [[1]]],
    )

    assert agreement(alone).codes[0].alpha_ci == agreement(ratings).codes[0].alpha_ci


def test_a_code_too_rare_for_an_interval_says_so():
    cells = np.zeros((2, 50, 1), dtype=np.int8)
    cells[:, 0] = 1
    code = agreement(Ratings.from_dense(["anna", "bert"], ["k"], cells)).codes[0]

    assert (code.alpha, code.alpha_ci) == (1, None)
    assert code.reason.startswith("no interval: too rare")


def test_no_draws_no_intervals_and_no_complaint():
    result = agreement(simulated(100), draws=0)

    assert (result.overall.alpha_ci, result.overall.reason) == (None, None)


def test_the_overall_interval_is_that_of_the_mean_over_codes():
    one, six = (agreement(simulated(400, codes=n)).overall for n in (1, 6))

    low, high = six.alpha_ci
    assert low < six.alpha < high
    assert width(six) < width(one)


@pytest.mark.parametrize(("agree", "verdict"), [(1.0, "reliable"), (0.9, "tentative"), (0.7, "not reliable")])
def test_the_lower_bound_decides_the_verdict(agree, verdict):
    code = agreement(simulated(2_000, agree=agree)).codes[0]

    assert code.verdict == verdict


def test_a_high_alpha_in_a_small_sample_is_not_called_reliable():
    both, first, neither = [[1], [1]], [[1], [0]], [[0], [0]]
    values = np.array([both] * 4 + [first] + [neither] * 7).transpose(1, 0, 2)
    code = agreement(Ratings.from_dense(["anna", "bert"], ["k"], values)).codes[0]

    assert code.alpha > 0.8
    assert code.verdict == "not reliable"


def width(code):
    low, high = code.alpha_ci
    return high - low
