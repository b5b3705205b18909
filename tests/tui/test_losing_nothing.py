"""The terminal closes, the program is ended, something fails: what was done and what was half typed is still there."""

import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from coder.model import CodingLine
from coder.model.logfile import MOST_BYTES, log_error, state_folder
from coder.store import Study
from coder.tui.drafts import Drafts
from coder.tui.widgets.codebook_tree import CodebookTree
from coder.tui.widgets.fragment_list import FragmentList
from tests.tui.stories import NARROW, WIDE, at_work, codes
from tests.tui.terminal import Terminal

KIND = ("partij/vervoerder", "factor/succes")


def close(terminal: Terminal) -> None:
    """Close the terminal's window: the line goes away, and the program is told so."""
    terminal.child.kill(signal.SIGHUP)
    terminal.child.ptyproc.fileobj.close()


def pull_the_plug(terminal: Terminal) -> None:
    """Lose the line; the kernel tells the program."""
    terminal.child.ptyproc.fileobj.close()


def end(terminal: Terminal) -> None:
    """Ask the program to end, as at the end of a session."""
    terminal.child.kill(signal.SIGTERM)


def wait_for_end(terminal: Terminal) -> None:
    for _ in range(400):
        if not terminal.child.isalive():
            return
        time.sleep(0.05)
    raise AssertionError("the program did not end")


@pytest.mark.parametrize("how", [close, pull_the_plug, end], ids=lambda how: how.__name__)
def test_what_is_half_typed_is_offered_again(folder: Path, how: Callable[[Terminal], None]) -> None:
    with Terminal(folder) as terminal:
        terminal.press("", "? help")
        terminal.press("jcver suc\r", "▸ Vervoerder + Succesfactoren")
        terminal.press("eDe chauffeur is", "De chauffeur is")
        how(terminal)
        wait_for_end(terminal)
    with Study.open(folder, "anna") as study:
        assert codes(study) == [("groep#2", KIND)]
    with Terminal(folder) as terminal:
        terminal.press("", "Kept from last time")
        terminal.press(" aardig\r", "▸ Vervoerder + Succesfactoren")
        assert terminal.leave() == 0
    with Study.open(folder, "anna") as study:
        assert study.codings()[0].statement == "De chauffeur is aardig"
        assert Drafts(folder, "anna").found() is None


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x40", "80x24"])
class TestDrafts:
    async def test_none_is_left_of_what_is_saved_or_cancelled(self, study: Study, size: tuple[int, int]) -> None:
        study.code(CodingLine("groep#1", KIND))
        async with at_work(study, size) as coder:
            await coder.press("k", "e", *"een", "enter")
            await coder.press("m", *"twee", "escape")
            coding = study.codings()[0]
            assert (coding.statement, coding.memo) == ("een", None)
        assert Drafts(study.folder, "anna").found() is None

    async def test_one_whose_coding_is_gone_is_not_lost(self, study: Study, size: tuple[int, int]) -> None:
        coding = study.code(CodingLine("groep#1", KIND))
        async with at_work(study, size) as coder:
            await coder.press("k", "e", *"een")
            coder.app.finish()
        study.remove_coding(coding.id)
        async with at_work(study, size) as coder:
            assert "no coding any more" in coder.lines[-1]
        (left,) = study.folder.glob(".draft-*.old.json")
        assert '"een"' in left.read_text()

    @pytest.mark.parametrize("text", ["", "[", "[]", '{"fragment": 1}', '{"fragment": "x", "codes": [1]}', "\x00" * 50])
    async def test_a_broken_one_is_none(self, study: Study, size: tuple[int, int], text: str) -> None:
        drafts = Drafts(study.folder, "anna")
        drafts.path.write_text(text)
        async with at_work(study, size) as coder:
            assert "? help" in coder.screen
            assert coder.app.focused is coder.app.coding.fragments


class UnforeseenError(Exception):
    pass


class TestFailing:
    async def test_a_key_that_fails_is_a_sentence_and_the_next_one_works(
        self, study: Study, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_: object) -> None:
            raise UnforeseenError("boom")

        monkeypatch.setattr(FragmentList, "action_choose", fail)
        async with at_work(study, faults=True) as coder:
            await coder.press("h")
            assert "something went wrong (UnforeseenError: boom)" in coder.lines[-1]
            await coder.press("j", "c", *"ver", "space", *"suc", "enter")
        assert codes(study) == [("groep#2", KIND)]
        log = (state_folder() / "coder.log").read_text(encoding="utf-8")
        assert "Traceback" in log
        assert "UnforeseenError" in log

    async def test_so_is_a_part_of_the_screen(self, study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*_: object) -> None:
            raise UnforeseenError

        async with at_work(study, faults=True) as coder:
            monkeypatch.setattr(CodebookTree, "recount", fail)
            await coder.press("j", "c", *"ver", "space", *"suc", "enter")
            assert "UnforeseenError" in coder.lines[-1]
            monkeypatch.undo()
            await coder.press("j", "r")
        assert codes(study) == [("groep#2", KIND)]
        assert len(study.reviewed_ids("anna")) == 2

    async def test_and_work_behind_the_screen(self, study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*_: object, **__: object) -> None:
            raise UnforeseenError

        async with at_work(study, faults=True) as coder:
            monkeypatch.setattr(Study, "history", fail)
            await coder.press("H")
            assert "UnforeseenError" in coder.lines[-1]
            await coder.press("escape", "r")
        assert len(study.reviewed_ids("anna")) == 1

    def test_the_log_has_no_text_of_the_study_and_stays_small(self) -> None:
        said = "wat de respondent zei over de wethouder"
        for _ in range(3000):
            log_error(ValueError(f"cannot take {said!r} " + "x" * 1_000))
        logs = list(state_folder().glob("coder.log*"))
        assert all("respondent" not in log.read_text(encoding="utf-8") for log in logs)
        assert sum(log.stat().st_size for log in logs) < 2 * MOST_BYTES
