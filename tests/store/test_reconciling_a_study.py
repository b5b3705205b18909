"""Two coders sit down together: what they settle on is the consensus, with its history."""

import pytest

from coder.model import CoderError, Coding, CodingLine, ReviewLine
from coder.model.reconciling import united
from coder.store import Study

LATE = ("partij/vervoerder", "factor/faal")
KIND = ("partij/vervoerder", "factor/succes")
HEARD = ("partij/gemeente", "factor/succes")


@pytest.fixture
def both(study: Study) -> Study:
    """Anna and bram agree on groep#1 (nothing) and groep#3, and differ on groep#2; only anna has read groep#4."""
    lines = [
        ReviewLine("groep#1", "anna"),
        ReviewLine("groep#1", "bram"),
        CodingLine("groep#2", LATE, "anna", (0, 19), "Komt te laat", "zeker"),
        CodingLine("groep#2", KIND, "bram", (26, 48), "Aardige chauffeur"),
        CodingLine("groep#3", HEARD, "anna", (0, 33), None, "klinkt oprecht"),
        CodingLine("groep#3", HEARD, "bram", (0, 33), "Gemeente luistert"),
        CodingLine("groep#4", LATE, "anna"),
    ]
    study.code_many(enumerate(lines, start=1))
    return study


def _of(study: Study, address: str, coder: str) -> list[Coding]:
    key = study.fragment_key(address)
    return study.codings_by_fragment([key], coder).get(key, [])


def _consensus(study: Study) -> list[tuple[str, tuple[str, ...], tuple[int, int] | None, str | None, str | None]]:
    return [(c.fragment, c.codes, c.span, c.statement, c.memo) for c in study.codings("consensus")]


class TestOneFragment:
    def test_takes_what_one_coder_made_with_its_span_statement_and_memo(self, both: Study) -> None:
        (coding,) = both.reconcile("groep#2", united(_of(both, "groep#2", "anna")))
        assert (coding.coder, coding.origin) == ("consensus", "reconcile")
        assert _consensus(both) == [("groep#2", LATE, (0, 19), "Komt te laat", "zeker")]

    def test_takes_both(self, both: Study) -> None:
        both.reconcile("groep#2", united(_of(both, "groep#2", "anna"), _of(both, "groep#2", "bram")))
        assert [row[1] for row in _consensus(both)] == [LATE, KIND]

    def test_what_both_said_is_taken_once_with_the_words_of_either(self, both: Study) -> None:
        both.reconcile("groep#3", united(_of(both, "groep#3", "anna"), _of(both, "groep#3", "bram")))
        assert _consensus(both) == [("groep#3", HEARD, (0, 33), "Gemeente luistert", "klinkt oprecht")]

    def test_takes_neither_and_the_fragment_is_settled(self, both: Study) -> None:
        assert both.reconcile("groep#2", []) == []
        assert list(both.reviewed_ids("consensus")) == [both.fragment_key("groep#2")]
        assert "groep#2" not in {coding.fragment for coding in both.codings(consensus=True)}

    def test_takes_something_new(self, both: Study) -> None:
        both.reconcile("groep#2", [CodingLine("groep#2", ("rol/klant",), span=(0, 6))])
        assert _consensus(both) == [("groep#2", ("rol/klant",), (0, 6), None, None)]

    def test_a_second_thought_replaces_the_first(self, both: Study) -> None:
        both.reconcile("groep#2", united(_of(both, "groep#2", "anna")))
        both.reconcile("groep#2", united(_of(both, "groep#2", "bram")), "de chauffeur telt")
        assert [row[1] for row in _consensus(both)] == [KIND]

    def test_the_same_again_changes_nothing(self, both: Study) -> None:
        both.reconcile("groep#2", united(_of(both, "groep#2", "anna")))
        revision = both.revision
        both.reconcile("groep#2", united(_of(both, "groep#2", "anna")))
        assert both.revision == revision

    def test_the_coders_keep_their_own_codings(self, both: Study) -> None:
        before = both.codings("anna") + both.codings("bram")
        both.reconcile("groep#2", [])
        assert both.codings("anna") + both.codings("bram") == before

    def test_the_log_tells_who_settled_it_and_why(self, both: Study) -> None:
        both.reconcile("groep#2", [], "  de bus is geen partij ")
        (event,) = [event for event in both.log(1) if event.kind == "review.added"]
        assert event.data == {"reason": "de bus is geen partij", "by": "anna"}

    def test_what_cannot_be_is_said_and_nothing_changes(self, both: Study) -> None:
        revision = both.revision
        with pytest.raises(CoderError, match="no code “partij/x”"):
            both.reconcile("groep#2", [CodingLine("groep#2", ("partij/x",))])
        with pytest.raises(CoderError, match="fragments 1 to 4"):
            both.reconcile("groep#9", [])
        with pytest.raises(CoderError, match="lies outside"):
            both.reconcile("groep#2", [CodingLine("groep#2", LATE, span=(0, 900))])
        assert both.revision == revision


class TestUndo:
    def test_takes_a_settlement_back_as_one_action(self, both: Study) -> None:
        both.reconcile("groep#2", united(_of(both, "groep#2", "anna"), _of(both, "groep#2", "bram")), "beide")
        assert both.undo() == "reconciled groep#2: beide"
        assert both.codings("consensus") == []
        assert list(both.reviewed_ids("consensus")) == []

    def test_brings_back_what_was_replaced_and_redo_replaces_it_again(self, both: Study) -> None:
        both.reconcile("groep#2", united(_of(both, "groep#2", "anna")))
        both.reconcile("groep#2", united(_of(both, "groep#2", "bram")))
        both.undo()
        assert [row[1] for row in _consensus(both)] == [LATE]
        both.redo()
        assert [row[1] for row in _consensus(both)] == [KIND]

    def test_takes_back_everything_that_was_agreed(self, both: Study) -> None:
        both.adopt_agreed("anna", "bram")
        assert both.undo() == "reconciled 2 fragments on which anna and bram agree"
        assert both.codings("consensus") == []
        assert list(both.reviewed_ids("consensus")) == []

    def test_the_tables_are_what_the_log_says(self, both: Study) -> None:
        both.reconcile("groep#2", united(_of(both, "groep#2", "anna")), "eerst")
        both.reconcile("groep#2", united(_of(both, "groep#2", "bram")), "toch niet")
        both.adopt_agreed("anna", "bram")
        both.undo()
        assert both.check() == []


class TestAdoptingWhatIsAgreed:
    def test_settles_what_both_read_and_said_alike(self, both: Study) -> None:
        assert both.adopt_agreed("anna", "bram") == 2
        assert _consensus(both) == [("groep#3", HEARD, (0, 33), "Gemeente luistert", "klinkt oprecht")]
        assert list(both.reviewed_ids("consensus")) == [both.fragment_key("groep#1"), both.fragment_key("groep#3")]

    def test_leaves_what_is_settled(self, both: Study) -> None:
        both.reconcile("groep#3", [], "ironisch")
        assert both.adopt_agreed("anna", "bram") == 1
        assert both.codings("consensus") == []
        assert both.adopt_agreed("anna", "bram") == 0

    def test_other_places_or_combinations_are_no_agreement(self, study: Study) -> None:
        lines = [
            CodingLine("groep#2", LATE, "anna", (0, 6)),
            CodingLine("groep#2", LATE, "bram", (0, 19)),
            CodingLine("groep#4", LATE, "anna"),
            CodingLine("groep#4", HEARD, "anna"),
            CodingLine("groep#4", ("partij/vervoerder", "factor/succes"), "bram"),
            CodingLine("groep#4", ("partij/gemeente", "factor/faal"), "bram"),
        ]
        study.code_many(enumerate(lines, start=1))
        assert study.adopt_agreed("anna", "bram") == 0

    def test_a_code_that_was_retired_since_is_kept(self, both: Study) -> None:
        path = both.codebook_file
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("      gemeente: {label: Gemeente, cues: [gemeente, wethouder]}\n", ""), "utf-8")
        both.take_up_codebook()
        assert both.adopt_agreed("anna", "bram") == 2
        assert [row[1] for row in _consensus(both)] == [HEARD]

    def test_takes_two_coders_who_have_coded(self, both: Study) -> None:
        with pytest.raises(CoderError, match="carla has coded nothing; there are codings by anna, bram"):
            both.adopt_agreed("anna", "carla")
        with pytest.raises(CoderError, match="two different"):
            both.adopt_agreed("anna", "anna")
