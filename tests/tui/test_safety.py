"""A study whose every field is hostile is shown whole in a real terminal, and its text steers nothing."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from coder.model import Case, CodingLine, ImportedSource, Segment
from coder.store import Study
from tests.tui.terminal import Terminal

EVIL = (
    "\x1b]52;c;aGFja2Vk\x07 \x1b[2J\x1b[31m \x9b31m \u202eomgekeerd\u202c \u2066x\u2069 "
    "[bold]vet[/bold] [@click=app.quit]klik[/]"
)
LONG = "x" * 10_000

# A codebook file with control characters is refused when it is read; markup and what turns text round are not.
CODEBOOK = r"""
title: "Titel \u202e[red]rood[/red]"
language: nl
dimensions:
  a:
    label: "Dimensie [b]x[/b]"
    codes:
      b: {label: "Code [blink]b[/] \u202ex", definition: "Betekenis [@click=app.quit]x[/]", cues: ["cue [/] \u2066"]}
  c: {label: "Kolom", codes: {d: {label: "D [/]"}}}
matrices:
  m: {title: "Matrix [b]m", rows: a, columns: c}
"""


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    folder = tmp_path / "studie"
    texts = [EVIL, LONG, "gewoon [laughs] einde", "[/] \\[x] {y}", "\ttab\x00nul\x7fdel"]
    segments, start = [], 0
    for text in texts:
        segments.append(Segment(start, start + len(text), f"R1 {EVIL}", "participant", "R1", f"Vraag {EVIL}", 1.0))
        start += len(text) + 1
    text = "\n".join(texts)
    case = Case("R1", (("plaats", f"Ede {EVIL}"),))
    source = ImportedSource(
        f"bestand {EVIL}.txt", "transcript", text, hashlib.sha256(text.encode()).hexdigest(), "turn",
        tuple(segments), (case,), ("plaats",),
    )  # fmt: skip
    with Study.create(folder, "anna", CODEBOOK) as study:
        added, _ = study.add_source(source)
        for number in range(1, len(texts) + 1):
            study.code(
                CodingLine(f"{added.id}#{number}", ("a/b", "c/d"), statement=f"Stelling {EVIL}", memo=f"Memo {EVIL}")
            )
        for number in range(1, len(texts) + 1):
            words = {"statement": f"Anders {EVIL}", "memo": LONG}
            study.code(CodingLine(f"{added.id}#{number}", ("c/d",), coder="bram [b]", span=(0, 4), **words))
        study.save_sample("monster", [f"{added.id}#1"])
    return folder


@pytest.fixture(params=[(120, 40), (80, 24)], ids=["120x40", "80x24"])
def terminal(hostile: Path, request: pytest.FixtureRequest) -> Iterator[Terminal]:
    with Terminal(hostile, *request.param) as opened:
        yield opened


# What the interface itself sends: colours and cursor moves, modes, questions to the terminal.
OURS = re.compile(
    rb"\x1b\[[0-9;:]*m"
    rb"|\x1b\[[0-9;]*[HABCDGJKhlnctu]"
    rb"|\x1b\[[?<=>][0-9;]*\$?[a-zA-Z]"
    rb"|\x1b\[=?[0-9;]*[a-zA-Z]"
    rb"|\x1bP[0-9;]*[a-z+][^\x1b]*\x1b\\"
    rb"|\x1b_G[^\x1b]*\x1b\\"
    rb"|\x1b\]22;[a-z-]*\x07"  # the shape of the mouse pointer
)


def test_no_screen_sends_what_the_data_holds(terminal: Terminal, hostile: Path) -> None:
    terminal.press("", "? help")
    terminal.press("g", "[bold]vet[/bold]")
    terminal.press("j", "xxxxxxxx")
    terminal.press("j", "[laughs]")
    terminal.press("c", "Code fragment")
    terminal.press("\x1b", "? help")
    terminal.press("ga", "␛")
    terminal.press("e", "Statement for")
    terminal.press("\x1b", "? help")
    terminal.press("v", "Select")
    terminal.press("\x1b", "c code")
    terminal.press("/gewoon", "1 fragment")
    terminal.press("\r", "hit 1 of 1")
    terminal.press("\x1b", "1 / 1 fragment")
    terminal.press("\x1b", "c code")
    terminal.press("/speaker:", "R1")
    terminal.press("\x1b", "filters")
    terminal.press("\x7f" * 9 + "code:a/b", "3 / 5 fragments")
    terminal.press("\x1b[Ba", "5 marked")
    terminal.press("\x1b", "c code")
    terminal.press("6", "Progress")
    for _ in range(4):
        terminal.press("\t", "Overview")
    terminal.press("\x1b", "c code")
    terminal.press("b", "Betekenis")
    terminal.press("\x1b", "c code")
    terminal.press("?", "On this screen")
    terminal.press("\x1b", "c code")
    terminal.press("4", "Matrix")
    terminal.press("e", "Statement")
    terminal.press("\x1b", "reword")
    terminal.press("o", "in appendix/")
    terminal.press("\r", "Written")
    terminal.press("5", "In the data")
    terminal.press("jr", "will read")
    terminal.press("\x1b", "a add")
    terminal.press("kM", "Merge Code")
    terminal.press("\x1b", "a add")
    terminal.press("\x1b", "c code")
    terminal.press("6", "Overview")
    terminal.press("\x1b", "c code")
    terminal.press("czzzz", "makes a new one")
    terminal.press("\r", "A new code")
    terminal.press("\x1b", "c code")
    assert_inert(terminal)


def test_nor_does_comparing_coders(terminal: Terminal) -> None:
    terminal.press("", "? help")
    terminal.press("7", "0 of 5 settled")
    for keys, seen in (("j", "2/5"), ("j", "3/5"), ("k", "2/5"), ("]]", "2/5"), ("d", "Betekenis")):
        terminal.press(keys, seen)
    terminal.press("1", "1 of 5 settled")
    terminal.press("p", "by anna")
    terminal.press("r[b]x[/b]", "Kept with what was settled")
    terminal.press("\r", "anna · [b]x[/b]")
    terminal.press("f", "Only the differences on")
    terminal.press("\x1b", "1 the first")
    terminal.press("s", "monster")
    terminal.press("\x1b", "1 the first")
    terminal.press("cb", "What it should be")
    terminal.press("\x1b", "1 the first")
    assert_inert(terminal)


def assert_inert(terminal: Terminal) -> None:
    """Leave, and look through everything that was sent."""
    assert terminal.leave() == 0

    left = OURS.sub(b"", terminal.raw)
    assert not re.findall(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", left)
    assert not re.findall("[\x80-\x9f\u202a-\u202e\u2066-\u2069]", left.decode())
