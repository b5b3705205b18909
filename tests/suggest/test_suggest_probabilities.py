"""What probabilities are made of: every fit leads down, every text is judged by what the others say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coder.suggest import combine
from coder.suggest.bayes import Bayes
from coder.suggest.calibrate import calibrate, fit_codes


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 1000), st.floats(0, 30), st.floats(0.01, 100))
def test_weights_never_end_up_worse_than_they_began(seed: int, far: float, hold: float) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.normal(scale=3, size=(40, 3))
    right = (rng.random(40) < 0.2).astype(float)
    start, precision = np.full(3, far), np.full(3, hold)

    def loss(weights: np.ndarray) -> float:
        logits = scores @ weights
        return float((np.logaddexp(0, logits) - right * logits).sum() + hold * ((weights - start) ** 2).sum() / 2)

    assert loss(combine.fit(scores, right, start, precision)) <= loss(start)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 1000), st.integers(1, 60))
def test_calibration_keeps_the_order_and_is_careful_above_a_half(seed: int, fragments: int) -> None:
    rng = np.random.default_rng(seed)
    odds = rng.normal(scale=4, size=(fragments, 5))
    right = (rng.random(odds.shape) < 1 / (1 + np.exp(-odds))).astype(float)
    found = calibrate(odds, right, np.ones(odds.shape, dtype=bool))
    chances = found.apply(np.sort(odds.ravel()))
    assert (np.diff(chances) >= 0).all()
    assert ((chances >= 0) & (chances <= 1)).all()
    plain = 1 / (1 + np.exp(-(found.shift + found.slope * np.sort(odds.ravel()))))
    assert (chances <= plain + 1e-9).all()
    assert (plain[chances >= 0.5] > 0.6).all()


def test_codes_are_set_right_one_by_one() -> None:
    rng = np.random.default_rng(3)
    odds = rng.normal(size=(400, 2))
    right = (rng.random(odds.shape) < 1 / (1 + np.exp(-(odds + np.array([1.5, 0]))))).astype(float)
    shift, slope = fit_codes(odds, right, np.ones(odds.shape, dtype=bool))
    assert shift[0] > 0.8
    assert abs(shift[1]) < 0.3
    assert (slope > 0).all()


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sets(st.integers(0, 9), min_size=1), st.integers(0, 1)), min_size=2, max_size=12))
def test_a_text_that_is_left_out_might_as_well_not_have_been_there(rows: list[tuple[set[int], int]]) -> None:
    texts = [np.array(sorted(pieces), dtype=np.int32) for pieces, _ in rows]
    codes = np.eye(2)[[code for _, code in rows]]
    entries = [np.array([0, 1], dtype=np.int32), np.array([2], dtype=np.int32)]
    left_out = Bayes(texts, codes, entries, 10).left_out(texts)
    for at, text in enumerate(texts):
        without = Bayes(texts[:at] + texts[at + 1 :], np.delete(codes, at, axis=0), entries, 10)
        assert left_out[at] == pytest.approx(without.odds([text])[0], abs=1e-4)
