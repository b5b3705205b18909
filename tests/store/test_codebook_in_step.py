"""The codebook file and the study never disagree, whichever of them is edited, and whatever happens in between."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coder.files.codebook_yaml import read_codebook, write_codebook
from coder.model import Codebook, CoderError, CodingLine
from coder.model.codebook_edit import add, move, redefine, relabel, remove, rename, retire, without_retired
from coder.store import Study
from tests.stories import CODEBOOK, transcript

LATE = ("partij/vervoerder", "factor/faal")


class Crash(BaseException):
    """The program is killed."""


def _killed(*_: object) -> None:
    raise Crash


@pytest.fixture
def kill_before_the_file(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Let the program be killed the next time it writes a codebook file; calling this brings it back to life."""
    monkeypatch.setattr("coder.files.codebook_yaml.replace_file", _killed)
    return monkeypatch.undo


def _by_hand(study: Study, old: str, new: str) -> None:
    path = study.codebook_file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def _agree(study: Study) -> bool:
    return read_codebook(study.codebook_file) == without_retired(study.codebook)


class TestEither:
    def test_an_edit_in_the_study_is_written_with_comments_kept(self, study: Study) -> None:
        _by_hand(study, "  factor:\n", "  factor:  # helpt of hindert\n")
        study.edit_codebook(lambda book: add(book, "factor/neutraal", "Neutraal"), "added factor/neutraal")
        text = study.codebook_file.read_text("utf-8")
        assert "# helpt of hindert" in text
        assert "neutraal" in text
        assert _agree(study)

    def test_an_edit_of_the_file_is_seen_and_told(self, study: Study) -> None:
        _by_hand(study, "label: Gemeente", "label: Gemeenten")
        assert study.take_up_codebook() == ["partij/gemeente: label “Gemeente” → “Gemeenten”"]
        assert study.codebook.code("partij/gemeente").label == "Gemeenten"
        assert study.take_up_codebook() == []

    def test_another_order_is_an_edit_too(self, study: Study) -> None:
        _by_hand(
            study,
            "      succes: {label: Succesfactoren}\n      faal: {label: Faalfactoren}\n",
            "      faal: {label: Faalfactoren}\n      succes: {label: Succesfactoren}\n",
        )
        assert study.take_up_codebook() == ["factor: order is now faal, succes"]
        assert _agree(study)

    def test_an_edit_in_the_study_keeps_what_was_edited_in_the_file_just_before(self, study: Study) -> None:
        _by_hand(study, "label: Gemeente", "label: Gemeenten")
        study.edit_codebook(lambda book: relabel(book, "rol/klant", "Reiziger"), "renamed rol/klant")
        assert study.codebook.label(("partij/gemeente", "rol/klant")) == "Gemeenten + Reiziger"
        assert _agree(study)

    def test_a_file_that_is_gone_is_written_again(self, study: Study) -> None:
        study.codebook_file.unlink()
        assert "written again" in study.take_up_codebook()[0]
        assert _agree(study)


class TestFaults:
    def test_a_faulty_file_stops_edits_of_the_codebook_and_nothing_else(self, study: Study) -> None:
        study.edit_codebook(lambda book: add(book, "rol/x", "X"), "added rol/x")
        _by_hand(study, "label: Gemeente", "lable: Gemeente")
        before, text = study.codebook, study.codebook_file.read_bytes()
        for change in (
            study.take_up_codebook,
            study.undo,
            lambda: study.edit_codebook(lambda book: relabel(book, "rol/klant", "R"), "renamed"),
        ):
            with pytest.raises(CoderError, match="lable"):
                change()
        assert study.codebook == before
        assert study.codebook_file.read_bytes() == text
        study.code(CodingLine("groep#2", LATE))
        assert study.undo() == "coded groep#2 with Vervoerder + Faalfactoren"

    def test_a_file_that_cannot_be_written_refuses_the_edit(
        self, study: Study, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("os.access", lambda *_: False)
        revision = study.revision
        with pytest.raises(CoderError, match="permission denied"):
            study.edit_codebook(lambda book: relabel(book, "rol/klant", "R"), "renamed")
        assert study.revision == revision

    def test_an_undo_that_no_file_can_hold_is_refused(self, study: Study) -> None:
        study.edit_codebook(lambda book: add(book, "plaats", "Plaats"), "added plaats")
        _by_hand(study, "matrices:\n", "matrices:\n  m: {title: M, rows: plaats, columns: factor}\n")
        study.take_up_codebook()
        with pytest.raises(CoderError, match="not written"):
            study.undo()
        assert study.codebook.dimension("plaats")
        assert _agree(study)


class TestUndo:
    def test_leaves_what_was_edited_in_the_file_meanwhile(self, study: Study) -> None:
        study.edit_codebook(lambda book: add(book, "rol/x", "X"), "added rol/x")
        _by_hand(study, "label: Gemeente", "label: Gemeenten")
        assert study.undo() == "added rol/x"
        assert "rol/x" not in study.codebook.by_path
        assert study.codebook.code("partij/gemeente").label == "Gemeenten"
        assert _agree(study)
        study.redo()
        assert "rol/x" in study.codebook.by_path
        assert _agree(study)

    def test_puts_merged_codes_and_their_codings_back(self, study: Study) -> None:
        study.code(CodingLine("groep#2", LATE))
        study.merge_codes("partij/vervoerder", "partij/gemeente")
        assert study.code_counts() == {"partij/gemeente": 1, "factor/faal": 1}
        study.undo()
        assert study.code_counts() == {"partij/vervoerder": 1, "factor/faal": 1}
        assert _agree(study)


class TestKilledInBetween:
    def test_the_edit_stands_and_the_file_follows(self, folder: Path, kill_before_the_file) -> None:
        with Study.open(folder, "anna") as study, pytest.raises(Crash):
            study.edit_codebook(lambda book: relabel(book, "rol/klant", "Reiziger"), "renamed rol/klant")
        kill_before_the_file()
        with Study.open(folder, "anna") as study:
            assert study.codebook.code("rol/klant").label == "Reiziger"
            assert _agree(study)

    def test_and_then_edited_by_hand_both_stand(self, folder: Path, kill_before_the_file) -> None:
        with Study.open(folder, "anna") as study:
            study.code(CodingLine("groep#2", LATE))
            with pytest.raises(Crash):
                study.edit_codebook(
                    lambda book: add(rename(book, "partij/vervoerder", "bedrijf"), "rol/x", "X"), "renamed, added"
                )
            kill_before_the_file()
            _by_hand(study, "label: Vervoerder", "label: Busbedrijf")
            _by_hand(study, "klant: {label: Klant}", "klant: {label: Klant}\n      y: {label: Y}")
        with Study.open(folder, "anna") as study:
            assert study.codebook.code("partij/bedrijf").label == "Busbedrijf"
            assert {"rol/x", "rol/y"} <= set(study.codebook.by_path)
            assert [coding.codes for coding in study.codings()] == [("partij/bedrijf", "factor/faal")]
            assert _agree(study)

    def test_while_undoing_the_undo_stands(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        with Study.open(folder, "anna") as study:
            study.edit_codebook(lambda book: add(book, "rol/x", "X"), "added rol/x")
            with monkeypatch.context() as patch:
                patch.setattr("coder.files.codebook_yaml.replace_file", _killed)
                with pytest.raises(Crash):
                    study.undo()
        with Study.open(folder, "anna") as study:
            assert "rol/x" not in study.codebook.by_path
            assert _agree(study)


class TestRetired:
    def test_a_code_in_use_leaves_the_file_and_comes_back_with_its_codings(self, study: Study) -> None:
        study.code(CodingLine("groep#2", LATE))
        study.edit_codebook(lambda book: retire(book, "partij/vervoerder"), "retired partij/vervoerder")
        assert study.codebook.code("partij/vervoerder").retired
        assert "vervoerder:" not in study.codebook_file.read_text("utf-8")
        study.restore_code("partij/vervoerder")
        assert not study.codebook.code("partij/vervoerder").retired
        assert [coding.codes for coding in study.codings(codes=("partij/vervoerder",))] == [LATE]
        assert _agree(study)

    def test_only_what_is_retired_can_be_put_back(self, study: Study) -> None:
        with pytest.raises(CoderError, match="not retired"):
            study.restore_code("rol/klant")

    def test_a_whole_dimension_in_use_leaves_and_the_codebook_can_be_edited_on(self, study: Study) -> None:
        study.code(CodingLine("groep#2", ("rol/klant",)))
        study.edit_codebook(lambda book: remove(book, "rol"), "removed rol")
        study.edit_codebook(lambda book: relabel(book, "factor/faal", "Faal"), "renamed factor/faal")
        assert "rol:" not in study.codebook_file.read_text("utf-8")
        assert study.codebook.code("rol/klant").retired
        assert _agree(study)
        with pytest.raises(CoderError, match="“rol” is retired as well"):
            study.restore_code("rol/klant")


EDITS: dict[str, Callable[[Codebook, int], Codebook]] = {
    "add": lambda book, n: add(book, f"{('partij', 'factor', 'rol')[n % 3]}/n{n}", f"N{n}"),
    "child": lambda book, n: add(book, f"{_some(book, n)}/k{n}", f"K{n}"),
    "label": lambda book, n: relabel(book, _some(book, n), f"Label {n}"),
    "define": lambda book, n: redefine(book, _some(book, n), definition=f"Betekenis {n}"),
    "id": lambda book, n: rename(book, _some(book, n), f"id-{n}"),
    "move": lambda book, n: move(book, _some(book, n), ("partij", "factor", "rol")[n % 3], 0),
    "retire": lambda book, n: retire(book, _some(book, n)),
}


def _some(book: Codebook, n: int) -> str:
    paths = [code.path for code in book.walk() if not code.retired]
    return paths[n % len(paths)] if paths else "rol"


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["study", "study", "file", "killed", "undo", "redo", "code", "reopen"]),
        st.sampled_from(sorted(EDITS)),
        st.integers(0, 40),
    ),
    max_size=14,
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_after_whatever_happened_they_agree(tmp_path_factory: pytest.TempPathFactory, steps) -> None:
    folder = tmp_path_factory.mktemp("step") / "s"
    with Study.create(folder, "anna", CODEBOOK) as study:
        study.add_source(transcript())
    opened = Study.open(folder, "anna")
    try:
        for what, edit, number in steps:
            if what == "reopen":
                opened.close()
                opened = Study.open(folder, "anna")
            else:
                _step(opened, what, EDITS[edit], number)
        opened.close()
        opened = Study.open(folder, "anna")
        assert _agree(opened)
        assert opened.check() == []
    finally:
        opened.close()


def _step(study: Study, what: str, edit: Callable[[Codebook, int], Codebook], number: int) -> None:
    try:
        if what == "study":
            study.edit_codebook(lambda book: edit(book, number), "edited")
            assert _agree(study)
        elif what == "file":
            book = read_codebook(study.codebook_file)
            write_codebook(study.codebook_file, edit(book, number))
        elif what == "killed":
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr("coder.files.codebook_yaml.replace_file", _killed)
                study.edit_codebook(lambda book: edit(book, number), "edited")
        elif what == "code":
            study.code(CodingLine(f"groep#{number % 4 + 1}", (_some(study.codebook, number),)))
        else:
            study.undo() if what == "undo" else study.redo()
    except (CoderError, Crash):
        # A code that is not there, a label that is taken: refused, and nothing changed.
        pass
