"""A study from a distance: charts whose bars and cells lead to what they count."""

import os
import re
import subprocess
import sys

import pytest

from coder.model import CodingLine
from coder.store import Study
from tests.stories import transcript
from tests.tui.stories import NARROW, WIDE, at_work

LATE = ("partij/vervoerder", "factor/faal")
KIND = ("partij/vervoerder", "factor/succes")

sizes = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x40", "80x24"])


@pytest.fixture
def coded(study: Study) -> Study:
    study.add_source(transcript("tweede.txt"))
    for address, codes, coder in [
        ("groep#2", LATE, "anna"), ("groep#3", LATE, "anna"), ("groep#2", KIND, "bram"), ("tweede#2", LATE, "bram"),
    ]:  # fmt: skip
        study.code(CodingLine(address, codes, coder=coder))
    return study


def row(lines: list[str], label: str) -> str:
    return next(line for line in lines if line.strip(" ▌").startswith(label))


@sizes
class TestCharts:
    async def test_progress_leads_to_what_is_left_to_do(self, coded: Study, size) -> None:
        async with at_work(coded, size) as coder:
            await coder.press("6")
            assert "2/4" in row(coder.lines, "groep")
            assert "1/4" in row(coder.lines, "tweede")
            await coder.press("right", "enter")
            assert coder.app.screen.id == "searching"
            assert "source:groep coder:bram unreviewed" in coder.screen
            assert "1 / 3 fragments" in coder.screen

    async def test_codes_are_counted_side_by_side(self, coded: Study, size) -> None:
        async with at_work(coded, size) as coder:
            await coder.press("6", "tab")
            line = row(coder.lines, "Faalfactoren")
            assert [part for part in line.split() if part.isdigit()] == ["2", "1"]
            assert "█" in line
            await coder.press("end", "k", "k", "right", "enter")
            assert "code:factor/faal coder:bram" in coder.screen

    async def test_a_cell_of_the_heat_map_opens_a_search_and_escape_comes_back(self, coded: Study, size) -> None:
        async with at_work(coded, size) as coder:
            await coder.press("6", "tab", "tab", "j")
            line = row(coder.lines, "Vervoerder")
            assert [part for part in line.replace("▸", " ").split() if part.isdigit()] == ["3", "1"]
            await coder.press("right", "enter")
            assert "source:tweede code:partij/vervoerder" in coder.screen
            assert "1 / 1 fragment" in coder.screen
            await coder.press("escape")
            assert coder.app.screen.id == "overview"
            await coder.press("enter", "enter")
            assert coder.app.screen is coder.app.coding
            assert coder.app.coding.here == 5

    async def test_new_codes_run_out(self, coded: Study, size) -> None:
        async with at_work(coded, size) as coder:
            await coder.press("6", "shift+tab", "shift+tab")
            numbers = [part for part in row(coder.lines, "groep").replace("▸", " ").split() if part.isdigit()]
            assert numbers[:2] == ["3", "3"]
            assert "·" in row(coder.lines, "tweede")

    async def test_agreement_is_told_per_dimension(self, coded: Study, size) -> None:
        coded.code(CodingLine("groep#3", LATE, coder="bram"))
        async with at_work(coded, size) as coder:
            await coder.press("6", "shift+tab")
            assert "%" in row(coder.lines, "Factor")
            assert "Overall" in coder.screen
            assert "2 fragments reviewed by two or more" in " ".join(coder.screen.split())

    async def test_the_charts_follow_the_study(self, coded: Study, size) -> None:
        async with at_work(coded, size) as coder:
            await coder.press("6")
            assert re.findall("[0-9]/4", row(coder.lines, "tweede")) == ["0/4", "1/4"]
            await coder.press("escape", "end", "r", "6")
            assert re.findall("[0-9]/4", row(coder.lines, "tweede")) == ["1/4", "1/4"]

    async def test_an_empty_study_says_what_to_do(self, tmp_path, size) -> None:
        with Study.create(tmp_path / "leeg", "anna", "title: Leeg\nlanguage: nl\ndimensions: {}\n") as study:
            async with at_work(study, size) as coder:
                await coder.press("6")
                assert "No sources yet" in coder.screen
                await coder.press("enter", "tab")
                assert "no codes yet" in coder.screen
                await coder.press("tab", "tab", "tab")
                assert "two coders" in coder.screen


def test_coefficients_wait_for_the_chart_that_needs_them() -> None:
    code = "import sys, coder.tui.app; sys.exit('coder.agreement' in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    assert subprocess.run([sys.executable, "-c", code], env=environment, check=False).returncode == 0
