"""Keys sent to the program in a real terminal, however fast, and the study that is left."""

import os
import shlex
import sys
from pathlib import Path

import pexpect
import pytest

from coder.store import Study
from tests.tui.stories import codes
from tests.tui.terminal import Terminal

LATE = ("partij/vervoerder", "factor/faal")
HEARD = ("partij/gemeente", "factor/succes")


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 16)], ids=str)
def test_a_session_from_palette_to_quit(folder: Path, size: tuple[int, int]) -> None:
    with Terminal(folder, *size) as terminal:
        terminal.press("", "? help")
        terminal.press("j", "De bus komt")
        terminal.press("c", "Code fragment 2")
        terminal.press("ver faal", "Vervoerder + Faalfactoren")
        terminal.press("\r", "▸ Vervoerder + Faalfactoren")
        terminal.press("u", "Undone")
        terminal.press("c", "Code fragment 2")
        terminal.press("gem suc\r", "▸ Gemeente + Succesfactoren")
        terminal.press("4", "Factoren per partij")
        assert terminal.leave() == 0
    with Study.open(folder, "anna") as study:
        assert codes(study) == [("groep#2", HEARD)]


def test_keys_that_arrive_all_at_once_do_what_they_would_one_by_one(folder: Path) -> None:
    with Terminal(folder) as terminal:
        terminal.press("", "? help")
        terminal.press("jcver faal\reTe laat\rncgem suc\rmnavragen\rn.u/coord\rcvervoerder\r", "▸ Vervoerder  ")
        assert terminal.leave() == 0
    with Study.open(folder, "anna") as study:
        first, second, third = study.codings()
        assert (first.fragment, first.codes, first.statement) == ("groep#2", LATE, "Te laat")
        assert (second.fragment, second.codes, second.memo) == ("groep#3", HEARD, "navragen")
        assert (third.fragment, third.codes) == ("groep#4", ("partij/vervoerder",))


def test_what_is_typed_before_quitting_is_saved(folder: Path) -> None:
    with Terminal(folder) as terminal:
        terminal.press("", "? help")
        assert terminal.leave("jcver faal\rj.j.q") == 0
    with Study.open(folder, "anna") as study:
        assert codes(study) == [("groep#2", LATE), ("groep#3", LATE), ("groep#4", LATE)]


def test_a_resized_terminal_is_drawn_again(folder: Path) -> None:
    with Terminal(folder) as terminal:
        terminal.press("", "Vervoerder")
        terminal.resize(80, 24)
        terminal.press("j", "0/4")
        assert "Faalfactoren" not in terminal.text
        assert terminal.leave() == 0


def test_a_terminal_that_cannot_place_text_is_told_so_in_a_line(folder: Path) -> None:
    environment = {**os.environ, "TERM": "dumb", "PYTHONPATH": os.pathsep.join(sys.path)}
    said, code = pexpect.run(
        f"{sys.executable} -m coder {shlex.quote(str(folder))}", env=environment, withexitstatus=True, timeout=60
    )
    assert code == 1
    assert said.decode().count("\n") == 1
    assert "TERM=dumb" in said.decode()
