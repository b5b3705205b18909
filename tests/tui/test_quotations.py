"""A quotation to the clipboard, or to a file of them."""

from dataclasses import replace

import pytest

from coder.store import Study
from coder.tui.quotes import quotation
from tests.stories import TURNS
from tests.tui.stories import NARROW, WIDE, at_work


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x40", "80x24"])
class TestQuotations:
    async def test_of_a_fragment(self, study: Study, size: tuple[int, int]) -> None:
        async with at_work(study, size) as coder:
            await coder.press("j", "y")
            assert coder.app.clipboard == f"“{TURNS[1]}”\n— R1 · groep#2"
            assert "Copied: R1 · groep#2" in coder.lines[-1]

    async def test_of_what_is_selected_in_it(self, study: Study, size: tuple[int, int]) -> None:
        async with at_work(study, size) as coder:
            await coder.press("j", "v", "right", "y", "Y", "escape")
            assert coder.app.clipboard == "“De bus”\n— R1 · groep#2"
        assert (study.folder / "quotes.md").read_text(encoding="utf-8") == "> De bus\n>\n> — R1, groep\\#2\n"

    async def test_are_collected_in_a_file(self, study: Study, size: tuple[int, int]) -> None:
        async with at_work(study, size) as coder:
            await coder.press("Y", "j", "Y")
            assert "Added to quotes.md" in coder.lines[-1]
        text = (study.folder / "quotes.md").read_text(encoding="utf-8")
        assert [line[2:] for line in text.split("\n") if line.startswith("> ") and "—" not in line] == list(TURNS[:2])

    async def test_not_through_a_link_that_somebody_left(self, study: Study, size: tuple[int, int]) -> None:
        other = study.folder.parent / "elsewhere"
        other.write_text("mine")
        (study.folder / "quotes.md").symlink_to(other)
        async with at_work(study, size) as coder:
            await coder.press("Y")
            assert "! quotes.md" in coder.lines[-1]
        assert other.read_text() == "mine"


def test_nothing_in_one_steers_a_terminal_it_is_pasted_into(study: Study) -> None:
    evil = replace(study.fragment("groep#2"), text="a\x1b]52;c;eA==\x07b\x1b[201~rm\r\n\u202ec", speaker="R\x1b1")
    text = quotation(evil)
    assert all(character == "\n" or character.isprintable() for character in text)
