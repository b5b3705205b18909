"""From the codings to the tables of the appendix, and from a cell back to what was said."""

from pathlib import Path

import pytest
from docx import Document

from coder.model import CodingLine
from coder.store import Study
from tests.tui.stories import NARROW, WIDE, at_work, joined

GOOD = ("partij/vervoerder", "factor/succes")
BAD = ("partij/vervoerder", "factor/faal")

pytestmark = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x40", "80x24"])


@pytest.fixture
def coded(study: Study) -> Study:
    study.code(CodingLine("groep#2", GOOD, span=(26, 48)))
    study.code(CodingLine("groep#2", BAD, statement="Komt te laat"))
    study.code(CodingLine("groep#4", BAD, statement="Geen afstemming"))
    study.code(CodingLine("groep#3", BAD, statement="Komt te laat"))
    return study


class TestMatrices:
    async def test_cells_show_their_counts_and_statements(self, coded: Study, size) -> None:
        async with at_work(coded, size) as coder:
            await coder.press("4")
            assert "Factoren per partij" in coder.screen
            row = next(line for line in coder.lines if line.startswith("▌Vervoerder"))
            assert row.split()[1:3] == ["▸", "1"]
            assert "de chauffeur is aardig" in coder.screen
            await coder.press("right")
            assert "Komt te laat" in coder.screen
            assert "2×" in coder.screen
            assert "Geen afstemming" in coder.screen

    async def test_a_cell_with_one_fragment_opens_it(self, coded: Study, size) -> None:
        async with at_work(coded, size) as coder:
            await coder.press("4", "enter")
            assert coder.app.screen is coder.app.coding
            assert coder.app.coding.here == 1

    async def test_a_cell_with_more_lets_choose(self, coded: Study, size) -> None:
        async with at_work(coded, size) as coder:
            await coder.press("4", "right", "enter", "j", "enter")
            assert coder.app.coding.here == 2
            await coder.press("4", "right", "enter", "j", "j", "enter")
            assert coder.app.coding.here == 3

    async def test_an_empty_cell_says_what_belongs_there(self, coded: Study, size) -> None:
        async with at_work(coded, size) as coder:
            await coder.press("4", "up")
            assert "No statement in this cell" in coder.screen
            await coder.press("enter")
            assert coder.app.screen.id == "matrix"

    async def test_the_appendix_is_written_from_here(self, coded: Study, size) -> None:
        async with at_work(coded, size) as coder:
            await coder.press("4", "o", "enter")
            assert "Written: appendix/appendix.docx" in coder.screen
            await coder.press("escape")
            assert coder.app.screen is coder.app.coding
        document = Document(str(coded.folder / "appendix" / "appendix.docx"))
        text = joined(cell.text for table in document.tables for row in table.rows for cell in row.cells)
        assert "Geen afstemming" in text

    async def test_a_codebook_without_matrices_says_how_to_ask_for_one(self, tmp_path: Path, size) -> None:
        text = "title: Leeg\nlanguage: nl\ndimensions:\n  a: {label: A, codes: {b: {label: B}}}\n"
        with Study.create(tmp_path / "leeg", "anna", text) as study:
            async with at_work(study, size) as coder:
                await coder.press("4")
                assert "asks for no matrix yet" in coder.screen
                await coder.press("o", "tab", "enter", "4")
                assert coder.app.screen is coder.app.coding
