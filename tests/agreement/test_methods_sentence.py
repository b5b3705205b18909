"""The sentence a researcher pastes into the methods section."""

import numpy as np
import pytest

from coder.agreement import Ratings, agreement, agreement_of_table, methods_sentence


@pytest.fixture
def result():
    random = np.random.default_rng(3)
    truth = random.random((1_500, 3)) < [0.3, 0.2, 0.0]
    values = np.stack([truth, np.where(random.random(truth.shape) < 0.9, truth, False)]).astype(int)
    return agreement(Ratings.from_dense(["Anna", "Bert"], ["a", "b", "unused"], values), seed=7)


def test_in_english_numbers_are_written_as_the_apa_does(result):
    sentence = methods_sentence(result)

    assert sentence.startswith("Anna and Bert independently coded the same 1,500 fragments. ")
    assert "over 2 codes (lowest ." in sentence
    assert "; 1 left out for want of variation) was ." in sentence
    assert "(1,000 samples of fragments, seed 7)" in sentence
    assert result.overall.verdict in sentence
    assert "0." not in sentence


def test_in_dutch_with_decimal_commas(result):
    sentence = methods_sentence(result, "nl")

    assert sentence.startswith("Anna en Bert codeerden onafhankelijk van elkaar dezelfde 1.500 fragmenten. ")
    assert f"{result.overall.alpha:.2f}".replace(".", ",") in sentence
    assert "(1.000 steekproeven van fragmenten, seed 7)" in sentence


def test_three_coders_of_whom_two_or_more_read_each_fragment():
    ratings = Ratings.from_dense(["A", "B", "C"], ["k"], [[[1], [0], [1]], [[1], [0], [0]], [[0], [-1], [1]]])

    assert "two or more of A, B and C" in methods_sentence(agreement(ratings))
    assert "twee of meer van A, B en C" in methods_sentence(agreement(ratings), "nl")


@pytest.mark.parametrize(
    ("language", "words"), [("en", "is undefined: nobody used it."), ("nl", "niemand gebruikte de codes")]
)
def test_undefined_agreement_is_said_and_not_dressed_up(language, words):
    ratings = Ratings.from_dense(["Anna", "Bert"], ["k"], np.zeros((2, 4, 1)))

    assert words in methods_sentence(agreement(ratings), language)


def test_a_table_speaks_of_units():
    table = agreement_of_table(["Anna", "Bert"], [[("a",), ("a",)], [("b",), ("a",)], [("b",), ("b",)]], draws=0)

    assert methods_sentence(table).startswith("Anna and Bert independently coded the same 3 units. ")
    assert "interval" not in methods_sentence(table)


def test_a_sample_too_small_for_an_interval_says_so():
    table = agreement_of_table(["Anna", "Bert"], [[("a",), ("a",)], [("b",), ("b",)]])

    assert "an interval could not be computed" in methods_sentence(table)
    assert "een interval was niet te bepalen" in methods_sentence(table, "nl")
