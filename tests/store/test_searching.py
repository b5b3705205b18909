"""Finding fragments in a study: by their words, by who said them, by how they were coded and by whom."""

import threading
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coder.model import CodingLine
from coder.model.finding import Finding
from coder.model.query import parse
from coder.store import CalledOff, Inquiry, Study
from tests.stories import CODEBOOK, transcript

LATE = ("partij/vervoerder", "factor/faal")
KIND = ("partij/vervoerder", "factor/succes")


@pytest.fixture
def coded(study: Study) -> Study:
    study.add_source(transcript("tweede.txt", ("Wat nu?", "Cafébezoek per bus.", "Nee.", "De BUSCHAUFFEUR reed door.")))
    study.code(CodingLine("groep#2", LATE))
    study.code(CodingLine("groep#2", KIND, coder="bram"))
    study.code(CodingLine("groep#3", ("partij/gemeente", "factor/succes")))
    study.code(CodingLine("tweede#2", KIND, coder="bram"))
    return study


def found(study: Study, line: str, coder: str | None = None) -> list[str]:
    hits = study.find(parse(line), coder)
    ids = list(study.find_ids(parse(line), coder))
    assert ids == [hit.fragment.id for hit in hits]
    assert study.hits(parse(line), ids) == hits
    return [hit.fragment.address for hit in hits]


@pytest.mark.parametrize(
    ("line", "addresses"),
    [
        ("bus", ["groep#1", "groep#2", "tweede#2", "tweede#4"]),
        ("BÚS te", ["groep#2"]),
        ("=bus", ["groep#1", "groep#2", "tweede#2"]),
        ("chauf*", ["groep#2"]),
        ('"bus"', ["groep#1", "groep#2", "tweede#2"]),
        ('"De bus"', ["groep#2"]),
        ('"café"', []),
        ("cafe", ["tweede#2"]),
        ("nu", ["tweede#1"]),
        ("u?", ["tweede#1"]),
        ("bus source:tweede", ["tweede#2", "tweede#4"]),
        ("bron:groep bron:tweede bus", ["groep#1", "groep#2", "tweede#2", "tweede#4"]),
        ("speaker:moderator", ["groep#1", "tweede#1"]),
        ("spreker:r1 source:groep", ["groep#2", "groep#3", "groep#4"]),
        ("attr:plaats=ede bus", ["groep#2", "tweede#2", "tweede#4"]),
        ("attr:plaats bus", ["groep#2", "tweede#2", "tweede#4"]),
        ("attr:plaats=Zwolle bus", []),
        ("code:partij/vervoerder", ["groep#2", "tweede#2"]),
        ("code:vervoerder", ["groep#2", "tweede#2"]),
        ("code:partij", ["groep#2", "groep#3", "tweede#2"]),
        ("code:partij/vervoerder+factor/faal", ["groep#2"]),
        ("code:factor/succes code:factor/faal", ["groep#2"]),
        ("code:factor/succes+factor/faal", []),
        ("code:partij/vervoerder coder:anna", ["groep#2"]),
        ("coder:bram", ["groep#2", "tweede#2"]),
        ("bus uncoded", ["groep#1", "tweede#4"]),
        ("bus uncoded coder:bram", ["groep#1", "tweede#4"]),
        ("uncoded coder:anna source:tweede", ["tweede#1", "tweede#2", "tweede#3", "tweede#4"]),
        ("unreviewed bus", ["groep#1", "tweede#4"]),
        ("unreviewed coder:bram", ["groep#1", "groep#3", "groep#4", "tweede#1", "tweede#3", "tweede#4"]),
        ("", []),
        ("source:nergens", []),
        ("code:nergens bus", []),
        ("coder:niemand", []),
    ],
)
def test_words_and_filters(coded: Study, line: str, addresses: list[str]) -> None:
    assert found(coded, line) == addresses


def test_a_sample_is_walked_through(coded: Study) -> None:
    coded.save_sample("dubbel", ["groep#1", "groep#2", "tweede#4"])
    coded.save_sample("klein", ["groep#4"])
    assert found(coded, "sample:dubbel") == ["groep#1", "groep#2", "tweede#4"]
    assert found(coded, "sample:dubbel bus unreviewed", "anna") == ["groep#1", "tweede#4"]
    assert found(coded, "sample:dubbel sample:klein source:groep") == ["groep#1", "groep#2", "groep#4"]
    assert found(coded, "sample:dubel bus") == []
    (said,) = coded.unknown(parse("sample:dubel bus"))
    assert "no sample “dubel”" in said
    assert "dubbel" in said.removeprefix("no sample “dubel”")


def test_what_is_missing_is_missing_for_whoever_asks(coded: Study) -> None:
    assert found(coded, "uncoded source:tweede", "anna") == ["tweede#1", "tweede#2", "tweede#3", "tweede#4"]
    assert found(coded, "unreviewed source:tweede", "bram") == ["tweede#1", "tweede#3", "tweede#4"]


def test_a_hit_says_where_the_words_are(coded: Study) -> None:
    (hit,) = coded.find(parse("tussen coordinatie"))
    assert [hit.fragment.text[slice(*place)] for place in hit.places] == ["coördinatie", "tussen"]


def test_a_text_with_loose_accents_is_found_and_marked_right(study: Study) -> None:
    text = unicodedata.normalize("NFD", "Eén idee: coördinatie.")
    study.add_source(transcript("los.txt", (text,)))
    (hit,) = study.find(parse("coordinatie een source:los"))
    assert [unicodedata.normalize("NFC", text[slice(*place)]) for place in hit.places] == ["Eén", "coördinatie"]


def test_hits_come_in_pages(study: Study) -> None:
    study.add_source(transcript("lang.txt", tuple(f"Beurt {n} over ab" for n in range(700))))
    for line in ("beurt", "ab"):
        first = study.find(parse(line), limit=3)
        assert [hit.fragment.address for hit in first] == ["lang#1", "lang#2", "lang#3"]
        (next_,) = study.find(parse(line), limit=1, after=first[-1].fragment.id)
        assert next_.fragment.address == "lang#4"
        assert len(study.find_ids(parse(line))) == 700


def test_a_merged_code_finds_what_was_coded_with_the_other(coded: Study) -> None:
    coded.merge_codes("partij/gemeente", "partij/vervoerder")
    assert found(coded, "code:partij/vervoerder") == ["groep#2", "groep#3", "tweede#2"]


def test_what_the_study_does_not_have_is_said_in_sentences(coded: Study) -> None:
    line = "source:groe speaker:R9 attr:leeftijd=3 attr:plaats=Nergens code:partij/gemeent coder:carla bus"
    said = coded.unknown(parse(line))
    assert len(said) == 6
    assert "nearest: groep" in said[0]
    assert "nearest: partij/gemeente" in said[4]
    assert "anna, bram" in said[5]
    assert coded.unknown(parse("source:groep speaker:R1 attr:plaats=EDE code:partij coder:anna")) == []


def test_with_blind_coding_no_search_tells_what_others_did(coded: Study) -> None:
    coded.set_blind(True)
    assert found(coded, "code:factor/succes", "anna") == ["groep#2", "groep#3"]
    assert found(coded, "coder:bram", "anna") == ["groep#2"]
    assert found(coded, "coder:bram", "bram") == ["groep#2", "tweede#2"]


class TestCallingOff:
    def test_a_question_that_was_called_off_is_not_answered(self, study: Study) -> None:
        inquiry = Inquiry()
        inquiry.call_off()
        with pytest.raises(CalledOff):
            study.find(parse("bus"), inquiry=inquiry)

    def test_it_stops_while_it_is_being_answered(self, study: Study) -> None:
        study.add_source(transcript("lang.txt", tuple(f"Beurt {n} " + "woord " * 30 for n in range(3_000))))
        inquiry = Inquiry()
        started = threading.Event()
        check = inquiry.check

        def first_look() -> None:
            check()
            if started.is_set():
                inquiry.call_off()
            started.set()

        inquiry.check = first_look  # type: ignore[method-assign] # the moment between two looks
        with pytest.raises(CalledOff):
            study.find_ids(parse("zq"), inquiry=inquiry)
        assert len(study.find_ids(parse("beurt"))) == 3_000


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Study]:
    with Study.create(tmp_path_factory.mktemp("zoeken") / "studie", "anna", CODEBOOK) as study:
        study.add_source(
            transcript("een.txt", ("aéß bus", "AE\u0301 ss", "x.y", "“x” \ufb01n", "een twee drie", "\u1e9e İ"))
        )
        yield study


pieces = st.lists(
    st.sampled_from(
        ["a", "é", "É", "ss", "ß", "bus", "twee", "x", ".", '"', "*", "=", " ", "fin", "i", "\u0301", "AND", "("]
    ),
    max_size=8,
).map("".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(line=pieces | st.text(max_size=20))
def test_the_index_finds_what_looking_at_every_text_finds(large: Study, line: str) -> None:
    query = parse(line)
    expected = [f.id for f in large.fragments() if query.has_text and Finding(query).holds(f.text)]
    if query.has_text and not query.filters():
        assert list(large.find_ids(query)) == expected
    assert isinstance(large.unknown(query), list)


def test_a_page_pasted_by_accident_is_a_question_too(study: Study, tmp_path: Path) -> None:
    for line in ("x" * 100_000, "woord " * 20_000, '"' * 5_000, "code:" + "a+" * 5_000, "\0 \x1b[2J", "source:" * 99):
        assert isinstance(study.find(parse(line)), list)
        assert isinstance(study.unknown(parse(line)), list)
