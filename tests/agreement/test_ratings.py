"""Ratings: how they come in, and what can be cut out of them."""

import numpy as np
import pytest

from coder.agreement import Ratings, agreement

CODES = ["partij/uwv", "partij/gemeente", "factor/succes", "factor/faal"]


@pytest.fixture
def ratings():
    """Anna read four fragments, Bert the last three of them and a fifth."""
    return Ratings.from_triples(
        ["anna", "bert"],
        CODES,
        5,
        reviews=([0, 0, 0, 0, 1, 1, 1], [0, 1, 2, 3, 1, 2, 3]),
        codings=([0, 0, 0, 1, 1, 0, 0], [1, 1, 2, 1, 4, 3, 3], [0, 2, 1, 0, 3, 3, 3]),
        sources=[0, 0, 0, 1, 1],
    )


def test_a_coding_counts_as_a_review_and_repeats_are_harmless(ratings):
    assert ratings.reviewed[1].tolist() == [False, True, True, True, True]
    assert ratings.reviewers.tolist() == [1, 2, 2, 2, 1]
    assert int(ratings.cells.sum()) == 6


def test_ratings_from_a_table_of_numbers_are_the_same(ratings):
    values = np.where(ratings.reviewed[:, :, np.newaxis], ratings.cells.transpose(0, 2, 1), -1)
    dense = Ratings.from_dense(["anna", "bert"], CODES, values)

    assert agreement(dense) == agreement(ratings)


def test_dimensions_have_results_of_their_own(ratings):
    result = agreement(ratings, dimensions=True)

    party, factor = result.dimensions
    assert (party.name, factor.name) == ("partij", "factor")
    assert party.to_json() == agreement(ratings.only_codes([0, 1])).overall.to_json()


def test_one_source_on_its_own(ratings):
    first = ratings.only_units(ratings.sources == 0)

    assert first.units == 3
    assert agreement(first).overall.n == 2


def test_two_of_three_coders():
    values = np.array([[[1], [0], [1]], [[1], [0], [0]], [[0], [1], [0]]])
    three = Ratings.from_dense(["anna", "bert", "cleo"], ["k"], values)

    assert agreement(three.only_coders(["anna", "cleo"])).codes[0].percent == 0
    with pytest.raises(ValueError, match="dora"):
        three.only_coders(["dora"])


def test_codes_rolled_up_to_their_parents_are_assigned_where_any_child_is(ratings):
    up = ratings.rolled_up({"partij/uwv": "partij", "partij/gemeente": "partij"})

    assert up.codes == ("partij", "factor/succes", "factor/faal")
    assert up.cells[0, 0].tolist() == [False, True, True, False, False]
    assert up.dimensions == ("partij", "factor", "factor")


def test_whole_combinations_are_columns_like_any_other():
    """The same codes on a fragment, paired otherwise: as single codes the coders agree, as combinations they do not."""
    cells = ["uwv+succes", "uwv+faal", "gemeente+succes", "gemeente+faal"]
    both = [0, 0, 1, 1, 0, 1], [0, 0, 0, 0, 1, 1], [0, 3, 1, 2, 0, 0]
    combinations = Ratings.from_triples(["anna", "bert"], cells, 2, reviews=([], []), codings=both)
    single = Ratings.from_triples(
        ["anna", "bert"],
        ["uwv", "gemeente", "succes", "faal"],
        2,
        reviews=([], []),
        codings=([0] * 6 + [1] * 6, ([0] * 4 + [1] * 2) * 2, [0, 1, 2, 3, 0, 2] * 2),
    )

    assert [code.alpha for code in agreement(combinations, draws=0).codes] == [pytest.approx(0.0)] * 4
    assert agreement(single, draws=0).overall.alpha == 1
    assert combinations.dimensions == ("", "", "", "")


@pytest.mark.parametrize(("unit", "code"), [(5, 0), (-1, 0), (0, 4)])
def test_an_index_that_does_not_exist_is_an_error(unit, code):
    with pytest.raises(ValueError, match="outside"):
        Ratings.from_triples(["anna"], CODES, 5, reviews=([], []), codings=([0], [unit], [code]))


def test_a_fragment_read_for_some_codes_only_is_an_error():
    with pytest.raises(ValueError, match="as a whole"):
        Ratings.from_dense(["anna"], ["a", "b"], [[[1, -1]]])
