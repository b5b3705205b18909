"""The guide to double coding tells the truth: a team that follows it gets from a sample to a sentence."""

import re
import shlex
from pathlib import Path

import pytest

from coder.model import CodingLine, ReviewLine
from coder.store import Study
from tests.stories import ROOT, run, transcript

GUIDE = (ROOT / "docs" / "agreement.md").read_text(encoding="utf-8")
COMMANDS = [
    line.partition(" # ")[0].strip()
    for block in re.findall(r"^```\n(.*?)^```", GUIDE, flags=re.DOTALL | re.MULTILINE)
    for line in block.splitlines()
]
BOOK = """\
title: Busvervoer
language: nl
dimensions:
  partij: {label: Partij, codes: {uwv: {label: UWV}}}
  factor: {label: Factor, codes: {succes: {label: Succes}, faal: {label: Faal}}}
matrices:
  factoren: {title: Factoren, rows: partij, columns: factor}
"""


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A group of two hundred turns that anna and bram have read, and not coded quite alike."""
    folder = tmp_path / "studie"
    with Study.create(folder, "anna", BOOK) as study:
        study.add_source(transcript("fg1.txt", tuple(f"Uitspraak {n}." for n in range(200))))
        lines: list[CodingLine | ReviewLine] = [
            ReviewLine(f"fg1#{n}", coder) for n in range(1, 201) for coder in ("anna", "bram")
        ]
        lines += [CodingLine(f"fg1#{n}", ("partij/uwv", "factor/faal"), "anna") for n in range(2, 60, 2)]
        lines += [CodingLine(f"fg1#{n}", ("partij/uwv", "factor/faal"), "bram") for n in range(10, 70, 2)]
        study.code_many(enumerate(lines, start=1))
    monkeypatch.chdir(folder)
    return folder


def test_every_command_runs_in_the_order_it_is_written(team: Path) -> None:
    assert len(COMMANDS) >= 14
    for line in COMMANDS:
        program, *arguments = shlex.split(line)
        assert program == "coder"
        result = run(*arguments)
        assert result.code == 0, f"{line}: {result.err}"
    assert (team / "agreement.docx").is_file()
    with Study.open(team, "anna") as study:
        assert study.blind
        assert study.samples() == {"dubbel": 150}
        assert study.codings("consensus")


def test_every_option_that_it_names_is_there() -> None:
    helps = "".join(run(name, "--help").out for name in ("agreement", "compare", "reconcile", "sample", "blind"))
    named = set(re.findall(r"--[a-z][a-z-]+", GUIDE)) - {"--json"}
    assert named
    assert {option for option in named if option not in helps} == set()
