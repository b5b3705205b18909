"""Spans: agreement over characters, and alpha for units that coders cut themselves."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coder.agreement import Ratings, Unit, agreement, character_ratings, unitizing_alpha_1995, unitizing_alphas

LENGTHS = [10, 0, 7, 12]


@st.composite
def spans(draw):
    """Codings of two codes in four short fragments: (coder, fragment, code, start, end)."""
    found = []
    for _ in range(draw(st.integers(0, 12))):
        fragment = draw(st.integers(0, 3))
        start, end = sorted(draw(st.tuples(*[st.integers(0, LENGTHS[fragment])] * 2)))
        found.append((draw(st.integers(0, 2)), fragment, draw(st.integers(0, 1)), start, end))
    return found


@given(spans(), st.sets(st.tuples(st.integers(0, 2), st.integers(0, 3))))
@settings(deadline=None)
def test_agreement_over_characters_is_that_of_the_characters_one_by_one(codings, reviews):
    begins = np.concatenate([[0], np.cumsum(LENGTHS)])
    one_by_one = np.full((3, begins[-1], 2), -1)
    for coder, fragment in reviews | {coding[:2] for coding in codings}:
        one_by_one[coder, begins[fragment] : begins[fragment + 1]] = 0
    for coder, fragment, code, start, end in codings:
        one_by_one[coder, begins[fragment] + start : begins[fragment] + end, code] = 1
    ratings = character_ratings("abc", "pq", LENGTHS, reviews=columns(reviews, 2), codings=columns(codings, 5))

    runs = agreement(ratings, draws=0)
    characters = agreement(Ratings.from_dense("abc", "pq", one_by_one), draws=0)

    assert runs.unit == "characters"
    for ours, theirs in zip((*runs.codes, runs.overall), (*characters.codes, characters.overall), strict=True):
        assert ours.to_json() == {key: about(value) for key, value in theirs.to_json().items()}
        assert [dataclasses.astuple(pair)[:2] for pair in ours.pairs] == [
            dataclasses.astuple(pair)[:2] for pair in theirs.pairs
        ]


def test_intervals_over_characters_draw_whole_fragments():
    """A hundred fragments of a hundred characters are a hundred draws, not ten thousand."""
    random = np.random.default_rng(2)
    starts, shift = random.integers(0, 50, 100), random.integers(0, 20, 100)
    codings = [
        (coder, n, 0, int(starts[n] + shift[n] * coder), int(starts[n]) + 40) for n in range(100) for coder in (0, 1)
    ]
    ratings = character_ratings("ab", ["k"], [100] * 100, reviews=([], []), codings=columns(codings, 5))

    code = agreement(ratings).codes[0]

    low, high = code.alpha_ci
    assert code.n == 10_000
    assert low < code.alpha < high
    assert code.warning is None


def test_a_span_outside_its_fragment_is_an_error():
    with pytest.raises(ValueError, match="outside its fragment"):
        character_ratings("ab", "k", [5], reviews=([], []), codings=columns([(0, 0, 0, 2, 6)], 5))


def test_coders_who_cut_and_label_alike_agree_perfectly():
    anna = [Unit(2, 5, "doubt"), Unit(10, 20, "trust")]
    alphas = unitizing_alphas([anna, anna, anna], 0, 60)

    assert (alphas.u_alpha, alphas.binary, alphas.cu_alpha) == (1, 1, 1)
    assert [code.alpha for code in alphas.codes] == [1, 1]
    assert alphas.cu_coverage == pytest.approx(13 / 60)


def test_other_labels_on_the_same_units_hurt_the_labels_and_not_the_cutting():
    anna = [Unit(2, 5, "doubt"), Unit(10, 20, "trust"), Unit(30, 34, "doubt")]
    bert = [Unit(2, 5, "trust"), Unit(10, 20, "doubt"), Unit(30, 34, "doubt")]
    alphas = unitizing_alphas([anna, bert], 0, 60)

    assert alphas.binary == 1
    assert alphas.u_alpha < 1
    assert alphas.cu_alpha < 0.5


def test_three_coders_and_how_much_of_each_code_the_others_marked():
    coders = [
        [Unit(2, 5, "1")],
        [Unit(2, 5, "1"), Unit(10, 20, "2")],
        [Unit(2, 5, "2"), Unit(15, 20, "2")],
    ]
    alphas = unitizing_alphas(coders, 0, 60)

    # By hand, from equations 10 to 13 of the article: coincidences 3, 3, 3, 5 and own pairings 18 and 34.
    assert alphas.cu_coverage == pytest.approx(14 / 180)
    assert alphas.cu_alpha == pytest.approx(1 - (14 - 8) / (14 - 14 * (36 - 18 + 64 - 34) / (14**2 - 52)))
    assert {code.code: code.coverage for code in alphas.codes} == {"1": 1, "2": pytest.approx(8 / 18)}


@pytest.mark.parametrize("coders", [[[], []], [[Unit(0, 10, "a")], [Unit(0, 10, "a")]]])
def test_nothing_marked_or_everything_has_no_variation(coders):
    alphas = unitizing_alphas(coders, 0, 10)

    assert (alphas.u_alpha, alphas.binary, alphas.cu_alpha) == (None, None, None)
    assert all(code.alpha is None for code in alphas.codes)


def test_units_that_overlap_within_a_coder_are_refused():
    with pytest.raises(ValueError, match="overlaps"):
        unitizing_alphas([[Unit(0, 10, "a"), Unit(5, 15, "b")], []], 0, 20)


def test_one_code_at_a_time_units_of_different_codes_may_overlap():
    anna = [Unit(0, 10, "a"), Unit(5, 15, "b")]

    assert unitizing_alpha_1995([anna, anna], 0, 20) == {"a": 1, "b": 1, "": 1}


def columns(rows, width):
    return tuple(np.array(sorted(rows), dtype=int).reshape(-1, width).T)


def about(value):
    return pytest.approx(value, abs=1e-9) if isinstance(value, float) else value
