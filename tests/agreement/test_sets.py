"""Whole sets of codes: alpha with the Jaccard and the MASI distance."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from coder.agreement import Ratings, agreement, sets


def jaccard(a, b):
    return 1 - len(a & b) / len(a | b) if a | b else 0.0


def masi(a, b):
    if not a | b:
        return 0.0
    monotonicity = 1 if a == b else 2 / 3 if a <= b or b <= a else 1 / 3
    return 1 - len(a & b) / len(a | b) * monotonicity


def by_hand(units, distance):
    """Krippendorff's alpha by its definition; units are lists of sets."""
    units = [unit for unit in units if len(unit) >= 2]
    values = [value for unit in units for value in unit]
    observed = sum(sum(distance(a, b) for a, b in permutations(unit, 2)) / (len(unit) - 1) for unit in units)
    expected = sum(distance(a, b) for a, b in permutations(values, 2))
    return 1 - (len(values) - 1) * observed / expected if expected else None


@given(
    arrays(np.int8, st.tuples(st.integers(2, 4), st.integers(1, 8), st.just(4)), elements=st.integers(0, 1)), st.data()
)
@settings(deadline=None)
def test_alpha_over_sets_is_that_by_hand(values, data):
    unread = data.draw(arrays(np.bool_, values.shape[:2]))
    values[unread] = -1
    ratings = Ratings.from_dense([f"c{n}" for n in range(len(values))], list("pqrs"), values)
    units = [
        [set(np.flatnonzero(coder[unit])) for coder in values if coder[unit][0] >= 0] for unit in range(values.shape[1])
    ]

    overall = agreement(ratings, draws=0).overall

    assert overall.alpha_jaccard == about(by_hand(units, jaccard))
    assert overall.alpha_masi == about(by_hand(units, masi))


def test_more_codes_than_bits_in_a_word():
    random = np.random.default_rng(0)
    values = (random.random((2, 60, 150)) < 0.05).astype(np.int8)
    values[1, ::2] = values[0, ::2]
    units = [[set(np.flatnonzero(coder[unit])) for coder in values] for unit in range(60)]

    overall = agreement(Ratings.from_dense(["a", "b"], [f"k{n}" for n in range(150)], values), draws=0).overall

    assert overall.alpha_jaccard == about(by_hand(units, jaccard))
    assert overall.alpha_masi == about(by_hand(units, masi))


def test_a_sample_of_pairs_comes_close_when_there_are_too_many_different_sets(monkeypatch):
    random = np.random.default_rng(1)
    values = (random.random((2, 500, 12)) < 0.3).astype(np.int8)
    values[1, ::2] = values[0, ::2]
    ratings = Ratings.from_dense(["a", "b"], [f"k{n}" for n in range(12)], values)
    exact = sets.set_alphas(ratings)
    monkeypatch.setattr(sets, "MOST_SETS", 100)

    sampled = sets.set_alphas(ratings)

    assert sampled != exact
    assert sampled == sets.set_alphas(ratings)
    assert (sampled.jaccard, sampled.masi) == pytest.approx((exact.jaccard, exact.masi), abs=0.003)


def about(value):
    return None if value is None else pytest.approx(value, abs=1e-9)
