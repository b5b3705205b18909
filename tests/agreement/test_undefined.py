"""Where there is nothing to measure, the result says so in words and never makes up a number."""

import json
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from coder.agreement import Ratings, agreement, agreement_of_table

CORRECTED_FOR_CHANCE = ("alpha", "kappa", "fleiss", "scott", "ac1")


def study(*coders, codes=None):
    """Ratings from one string a coder and code: `1` assigned, `0` not, `.` not read."""
    values = np.array([[["10.".index(mark) for mark in code] for code in coder] for coder in coders])
    values = np.select([values == 0, values == 1], [1, 0], -1).transpose(0, 2, 1)
    names = codes or [f"d/k{n}" for n in range(values.shape[2])]
    return Ratings.from_dense([f"c{n}" for n in range(len(coders))], names, values)


def test_a_code_that_nobody_used():
    code = agreement(study(["0000"], ["0000"])).codes[0]

    assert code.reason == "nobody used it"
    assert code.alpha_ci is None
    assert [getattr(code, name) for name in CORRECTED_FOR_CHANCE] == [None] * 5
    assert (code.percent, code.prevalence, code.negative, code.positive) == (1, 0, 1, None)


def test_a_code_that_everybody_used_everywhere_is_undefined_and_not_perfect():
    code = agreement(study(["1111"], ["1111"])).codes[0]

    assert code.reason == "undefined: no variation"
    assert [getattr(code, name) for name in CORRECTED_FOR_CHANCE] == [None] * 5
    assert code.verdict is None


def test_coders_who_read_different_fragments():
    result = agreement(study(["10.."], ["..01"]))

    assert result.overall.reason == result.codes[0].reason == "no overlap"
    assert result.overall.n == 0
    assert all(
        value is None
        for name, value in result.codes[0].to_json().items()
        if name not in ("code", "n", "pairs", "reason")
    )


def test_one_coder_only():
    assert agreement(study(["1010"])).overall.reason == "one coder only"
    assert agreement(study(["1010"], ["...."])).codes[0].reason == "one coder only"


def test_a_codebook_without_codes():
    ratings = Ratings.from_triples(["a", "b"], [], 2, reviews=([0, 1], [0, 0]), codings=([], [], []))

    assert agreement(ratings).overall.reason == "no codes"


def test_undefined_codes_are_left_out_of_the_means_and_counted():
    alone = agreement(study(["1100110"], ["1000110"])).overall
    result = agreement(study(["1100110", "0000000", "1111111"], ["1000110", "0000000", "1111111"])).overall

    assert (result.alpha, result.percent, result.kappa) == (alone.alpha, alone.percent, alone.kappa)
    assert (result.codes, result.left_out) == (1, 2)
    assert result.reason == "2 of 3 codes left out of the means: 1 nobody used it, 1 undefined: no variation"


def test_nothing_defined_at_all_says_why_once():
    assert agreement(study(["000", "000"], ["000", "000"])).overall.reason == "nobody used it"


def test_pairs_without_variation_are_left_out_of_the_mean_kappa():
    """The third coder never read a fragment with the code, the first two read all."""
    code = agreement(study(["11010"], ["10010"], ["..0.0"])).codes[0]

    kappas = {pair.coders: pair.kappa for pair in code.pairs}
    assert kappas["c0", "c2"] is kappas["c1", "c2"] is None
    assert code.kappa == kappas["c0", "c1"]


def test_variation_between_pairs_only():
    """Every pair agrees on one thing: alpha sees the difference between pairs, kappa cannot."""
    code = agreement(study(["1."], ["1."], [".0"], [".0"]), draws=0).codes[0]

    assert (code.alpha, code.kappa) == (1, None)
    assert code.reason == "kappa: no variation within any pair of coders"


def test_a_sample_too_small_to_say_anything_comes_with_a_warning():
    result = agreement(study(["1100110"], ["1000110"]))

    assert "small sample: 7 fragments" in result.codes[0].warning
    assert any("small sample for 1 of 1 codes" in warning for warning in result.warnings)


def test_a_large_sample_comes_without_one():
    assert agreement(study(["1100110" * 30], ["1000110" * 30])).warnings == ()


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ([[("a",), ("a",)], [("a",), ("a",)]], "undefined: no variation"),
        ([[("a",), None], [None, ("b",)]], "no overlap"),
        ([[("a",), None], [("b",), None]], "one coder only"),
        ([[(), ()], [(), ()]], "undefined: no variation"),
        ([[("a",), ("a",)], [("b",), None]], "undefined: no variation"),
    ],
)
def test_tables_without_anything_to_measure(cells, reason):
    table = agreement_of_table(["anna", "bert"], cells)

    assert table.reason == reason
    assert (table.alpha, table.alpha_ci, table.kappa, table.fleiss, table.scott, table.ac1, table.bennett) == (
        None,
    ) * 7
    assert (table.pooled_kappa, table.alpha_masi, table.alpha_jaccard) == (None,) * 3


@given(arrays(np.int8, st.tuples(st.integers(1, 4), st.integers(0, 6)), elements=st.integers(-1, 1)))
@settings(deadline=None, max_examples=60)
def test_no_result_ever_holds_a_number_that_is_none(values):
    ratings = Ratings.from_dense([f"c{n}" for n in range(len(values))], ["d/k"], values[:, :, np.newaxis])
    result = agreement(ratings, draws=50, by="source", dimensions=True)

    written = json.dumps(result.to_json(), allow_nan=False)
    for part in (*result.codes, result.overall, *result.dimensions):
        numbers = [v for v in part.to_json().values() if isinstance(v, float)]
        assert all(math.isfinite(number) for number in numbers)
        assert part.reason or part.alpha is not None
    assert "NaN" not in written
