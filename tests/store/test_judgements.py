"""Columns of numbers say what the codings say, however they came into the study."""

from collections.abc import Iterator

import pytest

from coder.model import CodingLine, ReviewLine
from coder.store import Study
from tests.stories import transcript

LATE = ("partij/vervoerder", "factor/faal")
KIND = ("partij/vervoerder", "factor/succes")


@pytest.fixture
def coded(study: Study) -> Study:
    """Three coders, two sources, spans, a suggestion."""
    study.add_source(transcript("tweede.txt", ("Een.", "Twee.", "Drie.")))
    lines = [
        CodingLine("groep#2", LATE, "anna", (0, 19)),
        CodingLine("tweede#3", KIND, "bram", origin="suggestion"),
        CodingLine("groep#2", KIND, "carla"),
        ReviewLine("tweede#1", "anna"),
        CodingLine("tweede#2", ("rol/klant",), "anna"),
        CodingLine("groep#4", LATE, "bram"),
    ]
    study.code_many(enumerate(lines, start=1))
    return study


def _told(study: Study, *coders: str) -> list[tuple[str, str, tuple[str, ...], int, int]]:
    """Put the columns together again."""
    judged = study.judgements(coders, spans=True)
    assert judged.spans is not None
    rows, codes = judged.codes_of
    addresses = study.addresses(judged.fragment.tolist())
    return sorted(
        (
            addresses[fragment],
            judged.coders[coder],
            tuple(judged.codes[code] for code in sorted(codes[rows == row].tolist())),
            start,
            end,
        )
        for row, (coder, fragment, start, end) in enumerate(
            zip(*(side.tolist() for side in (*judged.codings, *judged.spans)), strict=True)
        )
    )


def _made(study: Study, *coders: str) -> Iterator[tuple[str, str, tuple[str, ...], int, int]]:
    for coding in study.codings():
        if coding.coder in coders:
            span = coding.span or (0, len(study.fragment(coding.fragment).text))
            yield (coding.fragment, coding.coder, coding.codes, *span)


class TestColumns:
    @pytest.mark.parametrize("coders", [("anna", "bram", "carla"), ("bram", "anna"), ("carla",), ("dirk",), ()])
    def test_say_what_these_coders_made_and_where(self, coded: Study, coders: tuple[str, ...]) -> None:
        assert _told(coded, *coders) == sorted(_made(coded, *coders))

    def test_tell_reviews_that_no_coding_implies(self, coded: Study) -> None:
        judged = coded.judgements(("bram", "anna"))
        coder, fragment = judged.reviews
        assert [judged.coders[n] for n in coder] == ["anna"]
        assert coded.addresses(judged.fragment[fragment].tolist()) == ["tweede#1"]

    def test_tell_which_came_from_a_suggestion(self, coded: Study) -> None:
        judged = coded.judgements(("carla", "bram"), origins=True)
        (row,) = judged.suggested
        assert coded.address(int(judged.fragment[judged.codings[1][row]])) == "tweede#3"

    def test_know_the_source_and_length_of_every_fragment(self, coded: Study) -> None:
        judged = coded.judgements(("anna",), spans=True)
        assert judged.lengths is not None
        fragments = coded.fragments()
        assert [judged.sources[n] for n in judged.source] == [fragment.source for fragment in fragments]
        assert judged.lengths.tolist() == [len(fragment.text) for fragment in fragments]

    @pytest.mark.parametrize("between", [63, 64, 127])
    def test_are_right_however_much_happened_between_two_codings(self, study: Study, between: int) -> None:
        study.add_source(transcript("lang.txt", tuple(f"Regel {n}" for n in range(200))))
        study.code(CodingLine("groep#2", LATE))
        study.review([f"lang#{n}" for n in range(1, between + 1)])
        study.code(CodingLine("groep#3", KIND))
        assert _told(study, "anna") == sorted(_made(study, "anna"))

    def test_follow_a_code_that_was_merged_and_one_that_was_retired(self, coded: Study) -> None:
        from coder.model.codebook_edit import merge

        coded.edit_codebook(
            lambda book: merge(book, "factor/faal", "factor/succes"), "merged", {"factor/faal": "factor/succes"}
        )
        path = coded.codebook_file
        path.write_text(path.read_text("utf-8").replace("klant: {label: Klant}", "reiziger: {label: R}"), "utf-8")
        coded.take_up_codebook()
        told = _told(coded, "anna", "bram", "carla")
        assert told == sorted(_made(coded, "anna", "bram", "carla"))
        assert {path for row in told for path in row[2]} == {"partij/vervoerder", "factor/succes", "rol/klant"}

    def test_of_a_study_without_anything_are_empty(self, tmp_path) -> None:
        with Study.create(tmp_path / "leeg", "anna", "title: Leeg\ndimensions: {}\n") as empty:
            judged = empty.judgements(("anna",), spans=True)
            assert [len(column) for column in (*judged.codings, *judged.codes_of, judged.fragment)] == [0] * 5
