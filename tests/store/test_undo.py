"""Whatever was done can be taken back and put back, in this session or a later one."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coder.model import CoderError, CodingLine
from coder.store import Study
from tests.stories import CODEBOOK, transcript

LATE = ("partij/vervoerder", "factor/faal")
KIND = ("partij/vervoerder", "factor/succes")


class TestUndo:
    def test_takes_back_the_last_action_and_redo_puts_it_back(self, study: Study) -> None:
        coding = study.code(CodingLine("groep#2", LATE))
        study.change_coding(coding.id, statement="Te laat")
        study.undo()
        assert study.coding(coding.id).statement is None
        study.undo()
        assert study.codings() == []
        assert not study.reviewed_ids("anna")
        study.redo()
        study.redo()
        assert study.coding(coding.id).statement == "Te laat"
        assert study.redo() is None

    def test_works_in_a_later_session(self, folder: Path) -> None:
        with Study.open(folder, "anna") as study:
            study.code(CodingLine("groep#2", LATE))
        with Study.open(folder, "anna") as study:
            study.undo()
        with Study.open(folder, "anna") as study:
            assert study.codings() == []
            study.redo()
            assert len(study.codings()) == 1

    def test_of_one_coder_leaves_the_other_alone(self, folder: Path) -> None:
        with Study.open(folder, "anna") as study:
            study.code(CodingLine("groep#2", LATE))
        with Study.open(folder, "bram") as study:
            study.code(CodingLine("groep#3", LATE))
            study.undo("anna")
            assert [c.coder for c in study.codings()] == ["bram"]

    def test_something_new_ends_the_redo(self, study: Study) -> None:
        study.code(CodingLine("groep#2", LATE))
        study.undo()
        study.code(CodingLine("groep#3", LATE))
        assert study.redo() is None

    def test_of_an_import_takes_the_source_away_and_back_with_its_codings(self, study: Study) -> None:
        study.add_source(transcript("tweede.txt"))
        study.code(CodingLine("tweede#2", LATE, coder="bram"))
        study.undo()
        study.undo()
        assert [source.id for source in study.sources()] == ["groep"]
        assert study.search("chauffeur")[0].address == "groep#2"
        study.redo()
        study.redo()
        assert [c.fragment for c in study.codings()] == ["tweede#2"]

    def test_many_lines_are_one_action(self, study: Study) -> None:
        study.code_many([(n, CodingLine(f"groep#{n}", LATE)) for n in (1, 2, 3)])
        study.undo()
        assert study.codings() == []

    def test_every_step_stays_in_the_log(self, study: Study) -> None:
        study.code(CodingLine("groep#2", LATE))
        study.undo()
        study.redo()
        kinds = [event.kind for event in study.log()]
        assert kinds[:3] == ["batch.redone", "batch.undone", "coding.added"]
        assert study.log()[2].data["fragment"] == "groep#2"
        assert [event.at for event in study.log()] == sorted((event.at for event in study.log()), reverse=True)


ACTIONS = st.lists(
    st.sampled_from(["code", "code", "other", "change", "remove", "review", "unreview", "undo", "redo", "import"]),
    max_size=25,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(actions=ACTIONS, seed=st.integers(0, 3))
def test_tables_are_always_what_the_log_says(tmp_path_factory, actions: list[str], seed: int) -> None:
    """Whatever is done in whatever order, folding key by key gives what folding everything gives."""
    with Study.create(tmp_path_factory.mktemp("any") / "s", "anna", CODEBOOK) as study:
        study.add_source(transcript())
        states = [_state(study)]
        for number, action in enumerate(actions):
            _do(study, action, number + seed)
            states.append(_state(study))
        assert study.check() == []
        while study.undo() is not None:
            pass
        assert study.sources() == ()
        assert study.codings() == []
        assert study.check() == []


def _do(study: Study, action: str, number: int) -> None:
    address = f"groep#{number % 4 + 1}"
    mine = study.codings("anna")
    try:
        if action in ("code", "other"):
            coder = "anna" if action == "code" else "bram"
            study.code(CodingLine(address, LATE if number % 2 else KIND, coder=coder))
        elif action == "change" and mine:
            study.change_coding(mine[number % len(mine)].id, codes=KIND, memo=f"memo {number}")
        elif action == "remove" and mine:
            study.remove_coding(mine[number % len(mine)].id)
        elif action in ("review", "unreview"):
            study.review([address], review=action == "review")
        elif action == "undo":
            study.undo()
        elif action == "redo":
            study.redo()
        elif action == "import":
            study.add_source(transcript(f"bron-{number % 2}.txt"))
    except CoderError:
        # The source may be undone just now: then a coding of it is refused, which is right.
        assert action in ("code", "other", "review", "unreview")


def _state(study: Study) -> tuple[object, ...]:
    return (study.codings(), list(study.reviewed_ids("anna")), study.code_counts())
