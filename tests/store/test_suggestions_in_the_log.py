"""What was suggested, and what came of it, is in the log; what is learned is what coders decided."""

import json
from pathlib import Path

import pytest

from coder.model import CoderError, CodingLine, ReviewLine
from coder.model.suggestion import Reason, Shown, Suggested
from coder.store import Study

LATE = ("partij/vervoerder", "factor/faal")
KIND = ("partij/vervoerder", "factor/succes")
HEARD = ("partij/gemeente", "factor/succes")

SHOWN = Shown(
    (
        Suggested(
            KIND, 0.61, (Reason("cue", ("bus",), ((3, 6),)), Reason("fragment", ("groep#4",), address="groep#4"))
        ),
        Suggested(LATE, 0.25),
    ),
    on_screen=True,
)
HIDDEN = Shown(SHOWN.listed, on_screen=False)


def judged(study: Study) -> list[dict[str, object]]:
    """What the log says of suggestions, oldest first."""
    return [event.data for event in reversed(study.log()) if event.kind == "suggestion.judged"]


class TestWhatIsLogged:
    def test_a_suggestion_that_was_taken_with_its_rank_and_reasons(self, study: Study) -> None:
        coding = study.code(CodingLine("groep#2", KIND, origin="suggestion"), SHOWN)
        assert coding.origin == "suggestion"
        (data,) = judged(study)
        assert (data["outcome"], data["rank"], data["on_screen"], data["order"]) == ("taken", 1, True, "plain")
        assert data["shown"][0] == {"codes": list(KIND), "p": 0.61, "reasons": ["cue “bus”", "like groep#4"]}

    def test_what_was_given_instead(self, study: Study) -> None:
        study.code(CodingLine("groep#2", HEARD), SHOWN)
        assert [(one["outcome"], one["rank"], one["codes"]) for one in judged(study)] == [
            ("overridden", None, list(HEARD))
        ]

    def test_that_a_hidden_suggestion_was_right(self, study: Study) -> None:
        study.code(CodingLine("groep#2", LATE), HIDDEN)
        (one,) = study.judged()
        assert (one.outcome, one.rank, one.on_screen, one.codes) == ("taken", 2, False, LATE)

    def test_reading_on_without_coding(self, study: Study) -> None:
        study.review(["groep#2"], shown=SHOWN)
        (one,) = study.judged()
        assert (one.outcome, one.codes, study.address(one.fragment)) == ("overridden", (), "groep#2")

    def test_what_was_turned_down(self, study: Study) -> None:
        study.reject("groep#2", KIND, SHOWN)
        (one,) = study.judged()
        assert (one.outcome, one.rank, one.codes) == ("rejected", 1, KIND)
        assert study.codings() == []
        assert list(study.reviewed_ids("anna")) == []

    def test_only_what_was_suggested_can_be_turned_down(self, study: Study) -> None:
        with pytest.raises(CoderError, match="was not suggested"):
            study.reject("groep#2", HEARD, SHOWN)

    def test_coding_exactly_so_again_adds_nothing(self, study: Study) -> None:
        for _ in range(2):
            study.code(CodingLine("groep#2", KIND), SHOWN)
        assert len(study.judged()) == 1

    def test_codes_are_known_by_the_path_they_were_born_with(self, study: Study) -> None:
        text = study.codebook_file.read_text(encoding="utf-8")
        study.code(CodingLine("groep#2", KIND), SHOWN)
        study.codebook_file.write_text(text.replace("vervoerder:", "bus:"), encoding="utf-8")
        study.take_up_codebook()
        (one,) = study.judged()
        assert one.listed[0][0] == one.codes


class TestUndo:
    def test_takes_back_coding_and_judgement_together(self, study: Study) -> None:
        study.code(CodingLine("groep#2", KIND), SHOWN)
        study.undo()
        assert (study.codings(), study.judged(), study.learning()) == ([], [], [])
        study.redo()
        assert (len(study.codings()), len(study.judged()), len(study.learning())) == (1, 1, 1)

    def test_takes_back_a_rejection(self, study: Study) -> None:
        study.reject("groep#2", KIND, SHOWN)
        assert "rejected Vervoerder + Succesfactoren for groep#2" in (study.undo() or "")
        assert study.learning() == []

    def test_leaves_the_review_that_came_before(self, study: Study) -> None:
        study.review(["groep#2"], shown=SHOWN)
        study.reject("groep#2", KIND, SHOWN)
        study.undo()
        assert study.addresses(study.reviewed_ids("anna")) == ["groep#2"]
        assert study.check(rebuild=True) == []
        assert study.addresses(study.reviewed_ids("anna")) == ["groep#2"]


class TestWhatIsLearned:
    def test_codings_and_rejections_in_the_order_of_the_log(self, study: Study) -> None:
        study.code(CodingLine("groep#4", LATE, span=(0, 20)))
        study.reject("groep#2", KIND, SHOWN)
        study.code(CodingLine("groep#2", LATE))
        study.review(["groep#1"])
        found = [(one.address, one.codes, one.rejected) for one in study.learning()]
        assert found == [("groep#4", LATE, ()), ("groep#2", (), KIND), ("groep#2", LATE, ())]
        assert study.learning()[0].text == "Er is geen coördinatie tussen gemeente en vervoerder."

    def test_a_rejection_once_the_fragment_is_reviewed(self, study: Study) -> None:
        study.reject("groep#2", KIND, SHOWN)
        assert study.learning() == []
        assert study.rejected(study.fragment_key("groep#2")) == [KIND]
        assert study.rejected(study.fragment_key("groep#2"), "bram") == []
        study.review(["groep#2"])
        assert [(one.codes, one.rejected) for one in study.learning()] == [((), KIND)]

    def test_of_some_fragments_only(self, study: Study) -> None:
        study.code(CodingLine("groep#4", LATE))
        study.code(CodingLine("groep#2", LATE))
        study.reject("groep#2", KIND, SHOWN)
        key = study.fragment_key("groep#2")
        assert study.learning(fragments=[key]) == study.learning()[1:]
        assert study.learning(fragments=[]) == []

    def test_nothing_of_a_colleague(self, study: Study) -> None:
        study.code(CodingLine("groep#2", LATE, coder="bram"))
        assert study.learning() == []
        assert [one.address for one in study.learning("bram")] == ["groep#2"]

    def test_what_was_settled_in_place_of_ones_own(self, study: Study) -> None:
        study.code_many(enumerate([CodingLine("groep#2", LATE), CodingLine("groep#3", HEARD)], start=1))
        study.reconcile("groep#2", [CodingLine("groep#2", KIND)])
        assert [(one.address, one.codes) for one in study.learning()] == [("groep#3", HEARD), ("groep#2", KIND)]
        assert [(one.address, one.codes) for one in study.learning("bram")] == [("groep#2", KIND)]

    def test_which_codes_there_were_by_then(self, folder: Path) -> None:
        with Study.open(folder, "anna") as study:
            study.code(CodingLine("groep#2", LATE))
            text = study.codebook_file.read_text(encoding="utf-8")
            study.codebook_file.write_text(
                text.replace("klant: {label: Klant}", "klant: {label: Klant}\n      rijk: {label: Rijk}"),
                encoding="utf-8",
            )
            study.take_up_codebook()
            study.code(CodingLine("groep#3", HEARD))
            before, after = study.learning()
        assert after.considered - before.considered == {"rol/rijk"}
        assert before.considered >= {*LATE, "rol/klant"}

    def test_many_at_once(self, study: Study) -> None:
        lines = [CodingLine("groep#2", LATE, span=(at, at + 1)) for at in range(40)]
        study.code_many(enumerate([*lines, ReviewLine("groep#1")], start=1))
        assert [one.codes for one in study.learning()] == [LATE] * 40


def test_the_log_holds_what_was_shown_as_json(study: Study) -> None:
    study.code(CodingLine("groep#2", KIND), SHOWN)
    event = next(event for event in study.log() if event.kind == "suggestion.judged")
    assert event.subject == "groep#2"
    assert event.batch == next(other for other in study.log() if other.kind == "coding.added").batch
    json.dumps(event.data)
