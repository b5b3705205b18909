"""Suggestions keep up with a study: what is decided, undone, settled, and changed in the codebook."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from coder.model import CodingLine
from coder.model.suggestion import Advice, Shown, Suggested
from coder.store import Study
from coder.suggest import history, of_study
from coder.suggest.of_study import StudySuggestions, sample
from tests.stories import CODEBOOK, transcript

KIND = ("partij/vervoerder", "factor/succes")
LATE = ("partij/vervoerder", "factor/faal")
HEARD = ("partij/gemeente", "factor/succes")

TURNS = (
    "Hoe gaat het met de bus?",
    "De bus komt te laat, elke dag weer.",
    "De wethouder luistert goed naar ons.",
    "De chauffeur is vriendelijk en helpt iedereen.",
    "Alweer te laat, die bus, en niemand die iets zegt.",
    "Een vriendelijke chauffeur, ook als het druk is.",
    "De gemeente luistert, dat mag ook gezegd.",
    "Hmm.",
)


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    with Study.create(tmp_path / "studie", "anna", CODEBOOK) as opened:
        opened.add_source(transcript("groep.txt", TURNS))
        yield opened


def advice(study: Study, address: str, **options: object) -> Advice:
    """What a suggester that was made just now suggests."""
    suggestions = StudySuggestions(study)
    suggestions.update(wait=True)
    return suggestions.advise(study.fragment(address), **options)


def same(one: Advice, other: Advice) -> bool:
    """Whether they suggest the same, to a part in a million of probability."""
    return [(s.codes, round(s.probability, 6), s.reasons) for s in one.combinations] == [
        (s.codes, round(s.probability, 6), s.reasons) for s in other.combinations
    ]


class TestWhatIsSuggested:
    def test_words_that_hardly_look_alike_are_not_shown(self, tmp_path: Path) -> None:
        """A row of the matrix is in the text; for the column there are only three letters that are in both."""
        with Study.create(tmp_path / "dal", "anna", CODEBOOK) as study:
            study.add_source(transcript("dal.txt", ("De bus in Geulendaal.", "Een faalactie met een bus.")))
            assert [one.codes for one in advice(study, "dal#1").codes] == [("partij/vervoerder",)]
            assert "factor/faal" in [one.codes[0] for one in advice(study, "dal#2").codes]

    def test_a_row_with_a_column_from_the_codebook_alone(self, study: Study) -> None:
        study.code(CodingLine("groep#2", LATE))
        best = advice(study, "groep#5").combinations[0]
        assert best.codes == LATE
        assert {reason.kind for reason in best.reasons} >= {"cue", "fragment"}
        assert "like groep#2" in [reason.text for reason in best.reasons]
        text = study.fragment("groep#5").text
        assert "bus" in [text[slice(*span)] for span in best.evidence]

    def test_nothing_without_evidence(self, study: Study) -> None:
        assert advice(study, "groep#8") == Advice()

    def test_codes_one_by_one_too(self, study: Study) -> None:
        codes = advice(study, "groep#2").codes
        assert codes[0].codes == ("partij/vervoerder",)

    def test_what_was_given_already_is_left_out(self, study: Study) -> None:
        study.code(CodingLine("groep#2", LATE))
        assert LATE not in [one.codes for one in advice(study, "groep#5", given=[LATE]).combinations]

    def test_a_fragment_is_not_told_to_resemble_itself(self, study: Study) -> None:
        study.code(CodingLine("groep#2", LATE))
        reasons = [reason.text for one in advice(study, "groep#2").combinations for reason in one.reasons]
        assert reasons
        assert "like groep#2" not in reasons

    def test_no_numbers_below_ten_codings(self, study: Study) -> None:
        for number in range(2, 7):
            study.code(CodingLine(f"groep#{number}", LATE))
        assert not advice(study, "groep#7").numbers


class TestKeepingUp:
    def test_with_what_is_coded(self, study: Study) -> None:
        suggestions = StudySuggestions(study)
        suggestions.update()
        for address, codes in (("groep#2", LATE), ("groep#3", HEARD), ("groep#4", KIND)):
            study.code(CodingLine(address, codes))
            suggestions.update(wait=True)
        best = suggestions.advise(study.fragment("groep#6")).combinations[0]
        assert best.codes == KIND

    def test_the_same_log_gives_the_same_suggestions_however_it_came_about(self, study: Study) -> None:
        suggestions = StudySuggestions(study)
        suggestions.update()

        def check() -> None:
            suggestions.update(wait=True)
            for address in ("groep#5", "groep#6", "groep#7"):
                assert same(suggestions.advise(study.fragment(address)), advice(study, address)), address

        study.code(CodingLine("groep#2", LATE))
        check()
        study.code(CodingLine("groep#3", HEARD, span=(0, 12)))
        study.code(CodingLine("groep#3", LATE, span=(13, 20)))
        check()
        study.reject("groep#5", KIND, Shown((Suggested(KIND, 0.4),), on_screen=True))
        check()
        study.code(CodingLine("groep#5", LATE))
        check()
        study.undo()
        check()
        study.redo()
        study.change_coding(study.codings()[0].id, codes=HEARD)
        check()
        study.reconcile("groep#2", [CodingLine("groep#2", KIND)])
        check()
        text = study.codebook_file.read_text(encoding="utf-8")
        study.codebook_file.write_text(text.replace("cues: [bus, chauffeur]", "cues: [bus]"), encoding="utf-8")
        study.take_up_codebook()
        check()

    def test_of_a_study_so_large_that_only_a_part_is_learned(
        self, study: Study, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(history, "NEWEST", 2)
        monkeypatch.setattr(of_study, "NEWEST", 2)
        monkeypatch.setattr(history, "_PER_CODE", 1)
        monkeypatch.setattr(history, "_FEWEST", 1)
        monkeypatch.setattr(of_study, "_SPARE", 0)
        for address, codes in (("groep#2", LATE), ("groep#3", HEARD), ("groep#4", KIND), ("groep#6", KIND)):
            study.code(CodingLine(address, codes))
        suggestions = StudySuggestions(study)
        suggestions.update()

        def check() -> None:
            suggestions.update(wait=True)
            for address in ("groep#1", "groep#5", "groep#8"):
                assert same(suggestions.advise(study.fragment(address)), advice(study, address)), address

        check()
        assert not any("like groep#4" in map(str, one.reasons) for one in advice(study, "groep#6").combinations)
        for address, codes in (("groep#7", HEARD), ("groep#4", LATE), ("groep#2", KIND), ("groep#5", LATE)):
            study.code(CodingLine(address, codes))
            check()
        study.change_coding(study.codings()[0].id, codes=HEARD)
        check()
        study.reject("groep#8", KIND, Shown((Suggested(KIND, 0.4),), on_screen=True))
        study.review(["groep#8"])
        check()
        study.undo()
        check()

    def test_with_words_written_and_reviews_at_no_cost(self, study: Study) -> None:
        coding = study.code(CodingLine("groep#2", LATE))
        suggestions = StudySuggestions(study)
        suggestions.update()
        before = suggestions.version
        study.change_coding(coding.id, memo="navragen")
        study.review(["groep#1"])
        suggestions.update()
        assert suggestions.version == before

    def test_with_a_new_cue_at_once(self, study: Study) -> None:
        suggestions = StudySuggestions(study)
        suggestions.update()
        assert suggestions.advise(study.fragment("groep#8")) == Advice()
        text = study.codebook_file.read_text(encoding="utf-8")
        study.codebook_file.write_text(text.replace("cues: [bus,", "cues: [hmm, bus,"), encoding="utf-8")
        study.take_up_codebook()
        suggestions.update()
        assert suggestions.advise(study.fragment("groep#8")).codes[0].codes == ("partij/vervoerder",)

    def test_a_code_that_is_retired_is_suggested_no_more(self, study: Study) -> None:
        study.code(CodingLine("groep#2", LATE))
        text = study.codebook_file.read_text(encoding="utf-8")
        study.codebook_file.write_text(text.replace("      faal: {label: Faalfactoren}\n", ""), encoding="utf-8")
        study.take_up_codebook()
        assert not [one for one in advice(study, "groep#5").combinations if "factor/faal" in one.codes]

    def test_a_rejection_lowers_what_was_rejected(self, study: Study) -> None:
        for number, codes in ((2, LATE), (4, KIND), (5, LATE)):
            study.code(CodingLine(f"groep#{number}", codes))
        before = {one.codes: one.probability for one in advice(study, "groep#6").codes}
        study.reject("groep#6", KIND, Shown((Suggested(KIND, 0.4),), on_screen=True))
        study.review(["groep#6"])
        after = {one.codes: one.probability for one in advice(study, "groep#6").codes}
        assert after["factor/succes",] < before["factor/succes",]

    def test_a_colleague_s_codings_change_nothing(self, study: Study) -> None:
        before = advice(study, "groep#5")
        study.code(CodingLine("groep#2", LATE, coder="bram"))
        assert same(advice(study, "groep#5"), before)

    def test_word_vectors_that_are_not_installed_are_done_without(self, study: Study) -> None:
        study.edit_codebook(lambda book: replace(book, vectors="nl_core_news_xyz"), "vectors")
        suggestions = StudySuggestions(study)
        suggestions.update()
        assert "nl_core_news_xyz" in (suggestions.warning or "")
        assert suggestions.advise(study.fragment("groep#2")).codes

    def test_an_empty_codebook_suggests_nothing(self, tmp_path: Path) -> None:
        with Study.create(tmp_path / "leeg", "anna", "title: Leeg\nlanguage: nl\ndimensions: {}\n") as empty:
            empty.add_source(transcript())
            assert advice(empty, "groep#2") == Advice()


class TestActiveOrder:
    def test_what_is_uncertain_and_new_comes_before_what_was_seen(self, study: Study) -> None:
        study.code(CodingLine("groep#2", LATE))
        suggestions = StudySuggestions(study)
        suggestions.update()
        telling = suggestions.telling(study.fragment_ids())
        order = study.addresses(sorted(telling, key=lambda key: -telling[key]))
        assert order.index("groep#3") < order.index("groep#5")
        assert "groep#8" not in order  # nothing speaks for any code
        assert "groep#1" not in order  # the moderator asks

    def test_a_sample_is_spread_over_the_study(self) -> None:
        assert list(sample(range(10), 3)) == [0, 3, 6]
        assert list(sample(range(3), 10)) == [0, 1, 2]
        assert list(sample([], 10)) == []
