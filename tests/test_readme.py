"""The README tells the truth: its commands run, its keys exist, its links lead somewhere."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.stories import ROOT, run

README = (ROOT / "README.md").read_text(encoding="utf-8")
LINES = [
    line.partition("#")[0].strip()
    for block in re.findall(r"^```\n(.*?)^```", README, flags=re.DOTALL | re.MULTILINE)
    for line in block.splitlines()
]


def test_every_coder_command_runs_in_the_order_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Except that the interface, without a terminal, says that it needs one."""
    monkeypatch.chdir(tmp_path)
    shutil.copyfile(ROOT / "transcripts" / "focusgroep-zuid.docx", "group1.docx")
    shutil.copyfile(ROOT / "tests" / "data" / "survey.xlsx", "survey.xlsx")
    ran = 0
    for line in LINES:
        words = shlex.split(line)
        if words[:1] == ["cd"]:
            monkeypatch.chdir(words[1])
        elif words[:1] == ["coder"]:
            result = run(*words[1:])
            opens = "needs a terminal" in result.err
            assert opens or result.code == 0, f"{line}: {result.err}"
            ran += 1
    assert ran >= 7
    assert Path("appendix.docx").is_file()


def test_make_knows_its_targets() -> None:
    targets = [shlex.split(line)[1] for line in LINES if line.startswith("make ")]
    assert targets[:2] == ["demo", "test"]
    for target in targets:
        subprocess.run(["make", "-n", target], cwd=ROOT, check=True, capture_output=True)


def test_links_lead_somewhere() -> None:
    links = re.findall(r"\]\((?!https?://)([^)#]+)", README)
    assert links
    assert [link for link in links if not (ROOT / link).is_file()] == []


def test_the_keys_in_the_table_are_the_keys_of_the_coding_screen() -> None:
    from coder.tui.app import CoderApp
    from coder.tui.screens.coding import CodingScreen
    from coder.tui.widgets.line_list import LineList

    places = (*CodingScreen.BINDINGS, *LineList.BINDINGS, *CoderApp.BINDINGS)
    keys = {key for binding in places for key in binding.key.split(",")}
    named = {"?": "question_mark", ".": "full_stop", "/": "slash", ",": "comma"}
    table = [
        key for row in re.findall(r"^\| (`.*?) \|", README, flags=re.MULTILINE) for key in re.findall(r"`(.)`", row)
    ]
    assert table
    assert [key for key in table if named.get(key, key) not in keys and key not in keys] == []
