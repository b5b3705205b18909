"""A code that is missing is made where the coder stands, and used at once."""

from pathlib import Path

import pytest

from coder.store import Study
from tests.tui.stories import NARROW, WIDE, at_work, codes, joined

pytestmark = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x40", "80x24"])


class TestNewCode:
    async def test_what_fits_no_code_becomes_one(self, study: Study, size) -> None:
        file = study.codebook_file
        file.write_text(file.read_text("utf-8").replace("  rol:\n", "  rol:  # wie spreekt\n"), "utf-8")
        study.take_up_codebook()
        async with at_work(study, size) as coder:
            await coder.press("j", "c")
            await coder.type("Provincie")
            assert "makes a new one" in coder.screen
            await coder.press("enter")
            assert "partij/provincie" in coder.screen
            await coder.press("tab", "tab")
            await coder.type("Wie betaalt.")
            await coder.press("enter")
            assert "Provincie" in coder.screen
        assert codes(study) == [("groep#2", ("partij/provincie",))]
        assert study.codebook.code("partij/provincie").definition == "Wie betaalt."
        text = file.read_text("utf-8")
        assert "# wie spreekt" in text
        assert "Wie betaalt." in text

    async def test_it_goes_with_the_codes_and_the_words_that_were_chosen(self, study: Study, size) -> None:
        async with at_work(study, size) as coder:
            await coder.press("j", "v", "enter")
            await coder.type("verv")
            await coder.press("tab", "ctrl+o")
            await coder.type("Traag")
            await coder.press("tab", "ctrl+u")
            await coder.type("faal")
            assert "factor/faal/traag" in coder.screen
            await coder.press("enter")
        (coding,) = study.codings()
        assert set(coding.codes) == {"partij/vervoerder", "factor/faal/traag"}
        assert coding.span is not None

    async def test_undo_takes_back_the_coding_and_then_the_code(self, study: Study, size) -> None:
        async with at_work(study, size) as coder:
            await coder.press("c")
            await coder.type("Provincie")
            await coder.press("enter", "enter", "u")
            assert codes(study) == []
            assert "partij/provincie" in study.codebook.by_path
            await coder.press("u")
            assert "partij/provincie" not in study.codebook.by_path
            assert "provincie" not in study.codebook_file.read_text("utf-8")

    async def test_a_place_that_is_none_is_said(self, study: Study, size) -> None:
        async with at_work(study, size) as coder:
            await coder.press("c", "f2")
            await coder.type("Provincie")
            await coder.press("tab", "ctrl+u")
            await coder.press("enter")
            assert "Type in which dimension" in coder.screen
            await coder.type("qqq")
            await coder.press("enter")
            assert "is called “qqq”" in joined(coder.lines)
            await coder.press("escape")
            assert coder.app.focused is coder.app.coding.fragments
        assert "partij/provincie" not in study.codebook.by_path

    async def test_the_first_code_of_all(self, tmp_path: Path, size) -> None:
        from tests.stories import transcript

        with Study.create(tmp_path / "leeg", "anna", "title: L\ndimensions: {partij: {label: Partij}}\n") as study:
            study.add_source(transcript())
            async with at_work(study, size) as coder:
                await coder.press("c", "enter")
                await coder.type("UWV")
                await coder.press("enter")
            assert codes(study) == [("groep#1", ("partij/uwv",))]
