"""One key codes a row with a column."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from hypothesis import given
from hypothesis import strategies as st

from coder.model import MatrixSpec
from coder.suggest.combinations import Combination, Combiner, by_dimension

MATRICES = [MatrixSpec("factoren", "Factoren", "partij", "factor")]
CHANCES = {"partij/uwv": 0.7, "factor/faal": 0.6, "partij/sw": 0.3, "factor/succes": 0.2}


def combinations(
    chances: dict[str, float], matrices: list[MatrixSpec] = MATRICES, past: Iterable[Collection[str]] = ()
) -> list[Combination]:
    return Combiner(matrices, CHANCES, past).rank(chances)


def test_every_row_goes_with_every_column_best_first() -> None:
    found = combinations(CHANCES)
    assert [combination.codes for combination in found][:2] == [
        ("partij/uwv", "factor/faal"),
        ("partij/sw", "factor/faal"),
    ]
    assert len(found) == 4


def test_codes_of_one_dimension_are_not_combined() -> None:
    assert all({code.split("/")[0] for code in found.codes} == {"partij", "factor"} for found in combinations(CHANCES))


def test_what_was_combined_before_comes_first() -> None:
    even = dict.fromkeys(CHANCES, 0.5)
    past = [{"partij/uwv", "factor/succes"}] * 4 + [{"partij/sw", "factor/faal"}] * 4
    found = [combination.codes for combination in combinations(even, past=past)]
    assert set(found[:2]) == {("partij/uwv", "factor/succes"), ("partij/sw", "factor/faal")}


def test_a_past_combination_of_three_is_offered_as_a_whole() -> None:
    chances = {**CHANCES, "rol/klant": 0.4}
    found = combinations(chances, past=[{"partij/uwv", "factor/faal", "rol/klant"}])
    assert ("partij/uwv", "factor/faal", "rol/klant") in [combination.codes for combination in found]


def test_a_code_that_no_matrix_can_pair_stands_alone() -> None:
    found = [combination.codes for combination in combinations({"doel/werk": 0.5, "partij/uwv": 0.4})]
    assert found == [("doel/werk",), ("partij/uwv",)]


def test_a_code_stands_alone_where_its_matrix_has_a_place_for_it() -> None:
    whole = [MatrixSpec("factoren", "Factoren", "partij", "factor", unplaced="Algemeen")]
    assert ("factor/faal",) in [combination.codes for combination in combinations(CHANCES, whole)]
    assert ("factor/faal",) not in [combination.codes for combination in combinations(CHANCES)]


def test_what_is_usual_does_not_outweigh_what_the_text_says() -> None:
    past = [{"partij/uwv", "factor/succes"}] * 9 + [{"partij/sw", "factor/faal"}]
    chances = {"partij/uwv": 0.1, "factor/succes": 0.2, "partij/sw": 0.8, "factor/faal": 0.7}
    assert combinations(chances, past=past)[0].codes == ("partij/sw", "factor/faal")


def test_what_was_asked_tells_which_dimensions_are_meant() -> None:
    matrices = [*MATRICES, MatrixSpec("doelen", "Doelen", "doel", "bron")]
    chances = dict.fromkeys(["partij/uwv", "factor/faal", "doel/werk", "bron/cijfers"], 0.4)
    combiner = Combiner(matrices, chances)
    for _ in range(5):
        combiner.note(("doel/werk", "bron/cijfers"), "Wat wilt u bereiken?")
        combiner.note(("partij/uwv", "factor/faal"), "Met wie werkt u samen?")
    assert combiner.rank(chances, "Wat wilt u bereiken?")[0].codes == ("doel/werk", "bron/cijfers")
    assert combiner.rank(chances, "Met wie werkt u samen?")[0].codes == ("partij/uwv", "factor/faal")


def test_codes_are_ranked_within_their_dimension() -> None:
    assert by_dimension(CHANCES) == {
        "partij": [("partij/uwv", 0.7), ("partij/sw", 0.3)],
        "factor": [("factor/faal", 0.6), ("factor/succes", 0.2)],
    }


CODES = st.sampled_from(sorted(CHANCES))


@given(st.dictionaries(CODES, st.floats(0.01, 0.99)), st.lists(st.frozensets(CODES, min_size=1)))
def test_no_combination_is_likelier_than_its_codes(chances: dict[str, float], past: list[frozenset[str]]) -> None:
    found = combinations(chances, past=past)
    assert len({frozenset(combination.codes) for combination in found}) == len(found)
    for combination in found:
        assert 0 < combination.probability <= min(chances[code] for code in combination.codes)
