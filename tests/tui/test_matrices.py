"""From the codings to the tables of the appendix, and from a cell back to what was said."""

from pathlib import Path

import pytest
from docx import Document

from coder.appendix import matrices
from coder.model import CodingLine
from coder.store import Study
from tests.stories import CODEBOOK, transcript
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
            await coder.press("4", "o")
            assert "3 statements, in appendix/appendix.docx" in joined(coder.lines)
            await coder.press("enter")
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


def _cell(study: Study) -> list[str]:
    """What the cell of failures of the carrier prints."""
    (matrix,) = matrices(study)
    return [statement.text for statement in matrix.cell("Vervoerder", "Faalfactoren")]


class TestStatements:
    async def test_are_reworded_where_they_stand(self, coded: Study, size) -> None:
        async with at_work(coded, size) as coder:
            await coder.press("4", "right", "e")
            assert "Choose the statement first" in coder.screen
            await coder.press("e")
            await coder.type(", vaak")
            assert "2 codings take these words" in joined(coder.lines)
            await coder.press("enter")
            assert _cell(coded) == ["Komt te laat, vaak", "Geen afstemming"]
            assert "Komt te laat, vaak" in coder.screen
            await coder.press("u")
            assert _cell(coded) == ["Komt te laat", "Geen afstemming"]
            assert "vaak" not in coder.screen

    async def test_of_others_stay_and_that_is_said(self, coded: Study, size) -> None:
        coded.code(CodingLine("groep#4", BAD, coder="bram", statement="Komt te laat"))
        coded.code(CodingLine("groep#1", BAD, coder="bram", statement="Wacht"))
        async with at_work(coded, size) as coder:
            await coder.press("4", "right", "enter", "e")
            assert "This is what bram wrote" in joined(coder.lines)
            await coder.press("enter", "escape", "j", "e", "ctrl+a", "delete")
            await coder.press("backspace")
            await coder.type("Laat")
            assert "What bram wrote stays" in joined(coder.lines)
            await coder.press("enter")
            assert "What bram wrote stays" in coder.screen
        assert "Komt te laat" in _cell(coded)
        assert coded.codings("bram")[-1].statement == "Komt te laat"

    async def test_what_was_settled_together_is_reworded_by_anybody(self, coded: Study, size) -> None:
        coded.code(CodingLine("groep#1", BAD, coder="consensus", statement="Wacht"))
        async with at_work(coded, size) as coder:
            await coder.press("4", "right", "enter", "e")
            await coder.type(" lang")
            await coder.press("enter")
        assert "Wacht lang" in _cell(coded)

    async def test_two_that_say_the_same_become_one(self, coded: Study, size) -> None:
        async with at_work(coded, size) as coder:
            await coder.press("4", "right", "enter", "end", "M")
            assert "Merge “Geen afstemming” into" in coder.screen
            assert "becomes one with the statement" in joined(coder.lines)
            await coder.press("enter")
            assert _cell(coded) == ["Komt te laat"]
            assert "3×" in coder.screen

    async def test_stand_in_the_order_they_are_put_in(self, coded: Study, size) -> None:
        async with at_work(coded, size) as coder:
            await coder.press("4", "right", "enter", "J")
            assert _cell(coded) == ["Geen afstemming", "Komt te laat"]
            await coder.press("J", "K")
            assert _cell(coded) == ["Komt te laat", "Geen afstemming"]
            await coder.press("u")
            assert _cell(coded) == ["Geen afstemming", "Komt te laat"]
        coded.code(CodingLine("groep#1", BAD, statement="Nieuw"))
        assert _cell(coded) == ["Geen afstemming", "Komt te laat", "Nieuw"]

    async def test_the_text_itself_is_printed_where_there_are_no_words(self, coded: Study, size) -> None:
        async with at_work(coded, size) as coder:
            await coder.press("4", "right", "enter", "end", "e")
            for _ in "Geen afstemming":
                await coder.press("backspace")
            assert "the text of the fragment itself" in joined(coder.lines)
            await coder.press("enter")
        assert _cell(coded)[1] == "Er is geen coördinatie tussen gemeente en vervoerder."


class TestWhatHasNoPlace:
    async def test_is_counted_and_opens(self, tmp_path: Path, size) -> None:
        with Study.create(tmp_path / "s", "anna", CODEBOOK.replace("    unplaced: Algemeen\n", "")) as study:
            study.add_source(transcript())
            study.code(CodingLine("groep#2", BAD))
            study.code(CodingLine("groep#3", ("partij/gemeente",)))
            async with at_work(study, size) as coder:
                await coder.press("4", "end")
                assert any("Not placed" in line and "1" in line for line in coder.lines)
                assert "De gemeente luistert" in coder.screen
                await coder.press("e")
                assert "printed nowhere" in coder.screen
                await coder.press("enter")
                assert coder.app.coding.here == 2


class TestWriting:
    async def test_the_ending_tells_the_format(self, coded: Study, size) -> None:
        async with at_work(coded, size) as coder:
            await coder.press("4", "o", "ctrl+u")
            await coder.type("bijlage")
            await coder.press("enter")
            assert "The name ends in one of" in joined(coder.lines)
            await coder.type(".md")
            await coder.press("enter")
            assert "Written: appendix/bijlage.md" in coder.screen
            await coder.press("o", "ctrl+u")
            await coder.type("../b.md")
            await coder.press("enter")
            assert "give a name only" in coder.screen
        assert "Komt te laat" in (coded.folder / "appendix" / "bijlage.md").read_text("utf-8")
