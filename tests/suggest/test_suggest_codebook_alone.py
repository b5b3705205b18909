"""A researcher opens a new study: there is a codebook, and nothing is coded yet."""

from __future__ import annotations

import pytest

from coder.model.errors import CoderError
from coder.suggest import Suggester
from tests.suggest.coding import CODES, order


class TestWhatTheCodebookSays:
    def test_a_cue_puts_its_code_first_and_is_the_reason(self, new: Suggester) -> None:
        text = "Via het werkbedrijf kregen we kandidaten."
        first = new.rank(text)[0]
        assert first.code == "partij/uwv"
        assert first.reasons[0].kind == "cue"
        assert [text[start:end] for start, end in first.reasons[0].spans] == ["werkbedrijf"]

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("Een werkervaringsplek is zo gevonden.", "instrument/ervaring"),
            ("Stages bieden wij ook.", "instrument/ervaring"),
            ("Veel detacheringen dit jaar.", "partij/sw"),
            ("De Sociale Werkvoorziening doet mee.", "partij/sw"),
            ("Het UWV'tje om de hoek.", "partij/uwv"),
        ],
        ids=["compound", "plural", "dutch plural", "phrase in capitals", "clitic"],
    )
    def test_dutch_forms_of_a_cue_are_found(self, new: Suggester, text: str, code: str) -> None:
        assert order(new, text)[0] == code

    def test_a_separable_verb_is_found_under_its_participle(self) -> None:
        suggester = Suggester([{"code": "a", "cues": ["aansturen"]}, {"code": "b", "cues": ["opleiden"]}], "nl")
        assert order(suggester, "Het wordt landelijk aangestuurd.")[0] == "a"

    def test_a_word_of_a_name_is_called_that(self) -> None:
        suggester = Suggester([{"code": "a", "name": "Kosten van vervoer", "definition": "Wat een reis kost."}], "nl")
        assert [str(reason) for reason in suggester.rank("Het vervoer en de reis.")[0].reasons] == [
            "name “vervoer”",
            "definition “reis”",
        ]

    def test_words_of_a_definition_are_evidence(self, new: Suggester) -> None:
        first = new.rank("Er is veel vertrouwen.")[0]
        assert (first.code, first.reasons[0].kind) == ("factor/succes", "definition")

    def test_an_ending_that_is_also_a_word_is_none_of_its_own(self) -> None:
        suggester = Suggester(
            [{"code": "a", "definition": "De openbare ruimte."}, {"code": "b", "cues": ["dak"]}], "nl"
        )
        assert "definition" not in {
            reason.kind for one in suggester.rank("Hij is aanspreekbaar.") for reason in one.reasons
        }

    @pytest.mark.parametrize(
        ("language", "name", "text"),
        [("nl", "Gaat niet goed", "Wat goed dat het gaat."), ("en", "Not paid well", "Well, we get paid.")],
    )
    def test_a_phrase_that_says_not_is_not_found_where_it_says_the_opposite(
        self, language: str, name: str, text: str
    ) -> None:
        suggester = Suggester([{"code": "a", "name": name}, {"code": "b", "cues": ["x"]}], language)
        assert name not in {word for one in suggester.rank(text) for reason in one.reasons for word in reason.words}
        assert "name" in {reason.kind for one in suggester.rank(f"{text} Not! Niet!") for reason in one.reasons}

    def test_a_word_that_looks_like_one_of_the_codebook_is_the_weakest_evidence(self) -> None:
        suggester = Suggester([{"code": "room", "name": "Quorvist"}, {"code": "food", "name": "Zemblat"}], "en")
        (found,) = suggester.rank("A quorvy bed.")
        assert (found.code, str(found.reasons[0])) == ("room", "“quorvy” spelled like “quorvist”")
        assert found.reasons[0].spans == ((2, 8),)

    def test_what_it_looks_like_is_named_as_the_codebook_spells_it(self) -> None:
        suggester = Suggester([{"code": "a", "definition": "Wie dorvelt."}, {"code": "b", "cues": ["dak"]}], "nl")
        (found,) = suggester.rank("Een harde dorveling.")
        assert [str(reason) for reason in found.reasons] == ["“dorveling” spelled like “dorvelt”"]

    def test_of_a_word_without_end_the_beginning_is_quoted(self) -> None:
        suggester = Suggester([{"code": "a", "cues": ["bewoner"]}, {"code": "b", "cues": ["dak"]}], "nl")
        said = [str(reason) for one in suggester.rank("bewoond" + "x" * 10_000) for reason in one.reasons]
        assert said
        assert max(map(len, said)) < 100

    @pytest.mark.parametrize(
        ("cue", "text"), [("opleiden", "rijden"), ("schande", "vriendschappen"), ("klaagt", "klap")]
    )
    def test_letters_in_common_are_no_evidence_unless_four_begin_both(self, cue: str, text: str) -> None:
        suggester = Suggester([{"code": "a", "cues": [cue]}, {"code": "b", "cues": ["dak"]}], "nl")
        assert suggester.suggest(f"Zij zien {text}.") == []

    def test_a_code_path_serves_as_name_where_there_is_none(self, new: Suggester) -> None:
        assert order(new, "Overig commentaar.")[0] == "overig"

    @pytest.mark.parametrize("text", ["", "  \n", "…!?", "xqzw", "En de van het een.", "123"])
    def test_no_evidence_no_suggestion(self, new: Suggester, text: str) -> None:
        assert new.suggest(text) == []

    def test_an_abbreviation_that_looks_like_a_function_word_is_looked_for_as_spelled(self) -> None:
        suggester = Suggester([{"code": "tech", "cues": ["IT"]}, {"code": "other", "cues": ["garden"]}], "en")
        assert order(suggester, "We called IT twice.") == ["tech"]
        assert order(suggester, "We liked it twice.") == []

    def test_a_function_word_can_be_a_cue(self) -> None:
        suggester = Suggester([{"code": "ontkenning", "cues": ["nooit"]}], "nl")
        assert order(suggester, "Dat doen wij nooit.") == ["ontkenning"]


class TestNoNumbersYet:
    def test_probabilities_count_from_ten_codings(self, new: Suggester, trained: Suggester) -> None:
        assert not new.calibrated
        assert trained.calibrated

    def test_they_are_probabilities_in_order(self, trained: Suggester) -> None:
        chances = [chance for _, chance, _ in trained.suggest("Het werkbedrijf liet ons een half jaar wachten.")]
        assert chances == sorted(chances, reverse=True)
        assert all(0 < chance < 1 for chance in chances)


class TestOtherLanguages:
    @pytest.mark.parametrize("language", ["en", "de", "fy", "xx", "qq", "tlh", ""])
    def test_any_language_works_as_far_as_it_goes(self, language: str) -> None:
        suggester = Suggester([{"code": "a", "cues": ["Garten"]}, {"code": "b", "cues": ["Haus"]}], language)
        assert order(suggester, "Der Garten.")[0] == "a"

    def test_scripts_without_spaces_between_words(self) -> None:
        suggester = Suggester([{"code": "公園", "cues": ["公園"]}, {"code": "駅", "cues": ["駅"]}], "xx")
        assert order(suggester, "公園 が好き")[0] == "公園"

    def test_vectors_that_are_not_installed_say_how_to_install_them(self) -> None:
        with pytest.raises(CoderError, match="python -m spacy download nl_core_news_md"):
            Suggester(CODES, "nl", vectors="nl_core_news_md")


class TestCodebooksThatCannotBeUsed:
    @pytest.mark.parametrize(
        ("codes", "message"),
        [
            ([{"name": "x"}], "entry 1: it has no code"),
            ([{"code": "a"}, {"code": "a"}], "entry 2: code 'a' is there twice"),
            (["a"], "entry 1: expected an object"),
            ([{"code": "a", "cues": [1]}], "code 'a': cues must be a list of texts"),
            ([{"code": "a", "definition": 3}], "code 'a': definition must be text"),
        ],
    )
    def test_the_error_names_the_entry(self, codes: list, message: str) -> None:
        with pytest.raises(CoderError, match=message):
            Suggester(codes, "nl")

    def test_an_empty_codebook_suggests_nothing(self) -> None:
        suggester = Suggester([], "nl")
        suggester.learn("tekst", ["weg"])
        suggester.flush()
        assert suggester.suggest("tekst") == []

    def test_missing_and_null_keys_are_allowed(self) -> None:
        suggester = Suggester([{"code": "tuin", "name": None, "cues": None, "examples": ["Rozen snoeien."]}], "nl")
        assert order(suggester, "Wij snoeien graag.") == ["tuin"]
