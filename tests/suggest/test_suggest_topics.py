"""A researcher's codebook says `Wachttijd`, respondents say `rij`: the program knows that these go together."""

from __future__ import annotations

from collections import Counter
from importlib import resources

import pytest

from coder.suggest import Suggester
from coder.suggest.topics import LANGUAGES
from tests.suggest.coding import order

DUTCH = [{"code": "a", "name": "Wachttijd"}, {"code": "b", "name": "Parkeren"}, {"code": "c", "name": "Hygiëne"}]
ENGLISH = [
    {"code": "a", "name": "Waiting time"},
    {"code": "b", "name": "Parking"},
    {"code": "c", "name": "Cleanliness"},
]


class TestBeforeAnythingIsCoded:
    @pytest.mark.parametrize(
        ("codes", "language", "text", "why"),
        [
            (
                DUTCH,
                "nl",
                "Wij stonden in de rij.",
                ("a", "“rij” goes with “wachttijd”", ((18, 21),)),
            ),
            (DUTCH, "nl", "Overal stof.", ("c", "“stof” goes with “hygiëne”", ((7, 11),))),
            (ENGLISH, "en", "There was mould everywhere.", ("c", "“mould” goes with “cleanliness”", ((10, 15),))),
        ],
    )
    def test_what_is_said_about_a_topic_points_to_the_code_that_names_it(
        self, codes: list[dict[str, str]], language: str, text: str, why: object
    ) -> None:
        first = Suggester(codes, language).rank(text)[0]
        assert (first.code, str(first.reasons[0]), first.reasons[0].spans) == why

    def test_a_part_of_a_compound_is_enough(self) -> None:
        assert order(Suggester(DUTCH, "nl"), "Die parkeergarageboete was onterecht.")[0] == "b"

    def test_a_word_of_the_codebook_itself_is_the_better_reason(self) -> None:
        first = Suggester(ENGLISH, "en").rank("The parking was tight, and the queue at the barrier long.")[0]
        assert [reason.kind for reason in first.reasons] == ["name"]

    def test_a_cue_outweighs_a_topic(self) -> None:
        codes = [*DUTCH, {"code": "d", "name": "Overig", "cues": ["rij"]}]
        assert order(Suggester(codes, "nl"), "Er stond een rij.")[0] == "d"


class TestOnceSomethingIsCoded:
    def test_other_words_of_a_topic_that_was_coded_point_to_the_code(self) -> None:
        codes = [{"code": "a", "name": "Xq"}, {"code": "b", "name": "Zv"}]
        suggester = Suggester(codes, "nl")
        suggester.learn("De dokter schreef een recept voor.", ["a"])
        suggester.learn("De juf gaf te veel huiswerk.", ["b"])
        suggester.flush()
        first = suggester.rank("Medicijnen zijn te duur.")[0]
        assert (first.code, first.reasons[0].kind) == ("a", "words")


class TestLanguages:
    @pytest.mark.parametrize("language", ["de", "fr", "xx", "", ".", "..", "../nl", "nl/../nl", "__init__.py"])
    def test_a_language_without_lists_does_without(self, language: str) -> None:
        assert Suggester(DUTCH, language).suggest("rij stof slagboom") == []

    def test_the_lists_are_there_for_these_languages(self) -> None:
        folders = resources.files("coder.suggest.topics").iterdir()
        assert {folder.name for folder in folders if folder.is_dir() and folder.name != "__pycache__"} == LANGUAGES

    @pytest.mark.parametrize("language", sorted(LANGUAGES))
    def test_every_line_names_a_topic_and_what_is_said_about_it(self, language: str) -> None:
        wrong = []
        for file in (resources.files("coder.suggest.topics") / language).iterdir():
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
                if line and not line.startswith("# ") and not _is_topic(line):
                    wrong.append(f"{file.name}:{number}: {line[:60]}")
        assert wrong == []


def _is_topic(line: str) -> bool:
    names, colon, said = line.partition(": ")
    words = [*names.split(", "), *said.split(", ")]
    once = max(Counter(words).values()) == 1
    return (
        bool(colon)
        and once
        and len(words) > 5
        and all(word and word == word.lower() and " " not in word for word in words)
    )
