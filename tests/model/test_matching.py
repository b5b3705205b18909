"""What a coder types in the palette, and the combination that comes first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.model import Code, Codebook, Dimension
from coder.model.matching import Matcher

UWV, SW, OTHERS = "partij/uwv", "partij/sw-bedrijf", "partij/andere-gemeenten"
GOOD, BAD = "factor/succes", "factor/faal"
CLIENT = "rol/opdrachtgever"


@pytest.fixture
def codebook() -> Codebook:
    return Codebook(
        "Samenwerking",
        dimensions=(
            Dimension(
                "partij",
                "Partij",
                (
                    Code(UWV, "UWV", cues=("werkbedrijf", "uitkering")),
                    Code(SW, "SW-bedrijf", cues=("sociale werkvoorziening",)),
                    Code(OTHERS, "Andere gemeenten", cues=("regio",)),
                    Code("partij/oud", "Oude partij", retired=True),
                ),
            ),
            Dimension("factor", "Factor", (Code(GOOD, "Succesfactoren"), Code(BAD, "Faalfactoren", cues=("traag",)))),
            Dimension("rol", "Rol", (Code(CLIENT, "Opdrachtgever"), Code("rol/coordinatie", "Coördinatie"))),
        ),
    )


def first(matcher: Matcher, query: str, fixed: tuple[str, ...] = ()) -> tuple[str, ...]:
    found = matcher.find(query, fixed)
    return found[0].codes if found else ()


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("uwv suc", (UWV, GOOD)),
        ("suc uwv", (UWV, GOOD)),
        ("u s", (UWV, GOOD)),
        ("uwv + faal", (UWV, BAD)),
        ("andere gemeenten faal", (OTHERS, BAD)),
        ("ag f", (OTHERS, BAD)),
        ("gemeenten", (OTHERS,)),
        ("bedrijf suc", (SW, GOOD)),
        ("uitkering", (UWV,)),
        ("traag", (BAD,)),
        ("coordinatie", ("rol/coordinatie",)),
        ("COÖR", ("rol/coordinatie",)),
        ("partij/uwv factor/succes", (UWV, GOOD)),
        ("sccs", (GOOD,)),
        ("uwv suc opdr", (UWV, GOOD, CLIENT)),
        ("uwv sw-bedrijf", (UWV, SW)),
    ],
)
def test_a_few_letters_find_the_combination(codebook, query, codes):
    assert first(Matcher(codebook), query) == codes


def test_two_codes_of_one_dimension_must_be_written_in_full(codebook):
    assert all(
        len(match.codes) == 1 or match.codes[0][:6] != match.codes[1][:6] for match in Matcher(codebook).find("u s")
    )


def test_nothing_fits_nonsense_and_retired_codes_are_not_offered(codebook):
    matcher = Matcher(codebook)
    assert matcher.find("xyzzy") == []
    assert first(matcher, "oude") == ()


def test_without_a_word_the_last_used_combinations_come_first(codebook):
    matcher = Matcher(codebook, [((SW, BAD), 2), ((UWV, GOOD), 9)])
    assert [match.codes for match in matcher.find("")] == [(SW, BAD), (UWV, GOOD)]
    matcher.note((UWV, GOOD))
    assert first(matcher, "") == (UWV, GOOD)


def test_use_decides_between_equal_fits(codebook):
    matcher = Matcher(codebook, [((SW, BAD), 2), ((SW, GOOD), 9)])
    assert first(matcher, "sw") == (SW, GOOD)
    assert first(matcher, "faal") == (BAD,)
    assert first(matcher, "sf") == (SW, BAD)


def test_a_name_written_in_full_is_taken_at_its_word(codebook):
    matcher = Matcher(codebook, [((UWV, GOOD), 9), ((UWV, GOOD, CLIENT), 30)])
    assert first(matcher, "u") == (UWV, GOOD, CLIENT)
    assert first(matcher, "uwv") == (UWV,)
    assert first(matcher, "uwv suc") == (UWV, GOOD)


def test_codes_taken_with_tab_stay_in_the_combination(codebook):
    matcher = Matcher(codebook, [((UWV, GOOD), 9)])
    assert first(matcher, "", (UWV,)) == (UWV,)
    assert matcher.find("", (UWV,))[1].codes == (UWV, GOOD)
    assert first(matcher, "faal", (UWV,)) == (UWV, BAD)


@given(st.text(max_size=30))
def test_any_input_gets_valid_combinations(query):
    codes = tuple(Code(f"d{n % 3}/c{n}", f"Label {n} x{n % 7}", cues=("één twee",)) for n in range(30))
    dimensions = tuple(
        Dimension(f"d{n}", f"D{n}", tuple(c for c in codes if c.path.startswith(f"d{n}/"))) for n in range(3)
    )
    codebook = Codebook("t", dimensions=dimensions)
    for match in Matcher(codebook).find(query):
        assert match.codes == codebook.combination(match.codes)
