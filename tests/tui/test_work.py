"""What a key costs does not grow with the study: lines drawn and pages read are counted."""

import subprocess
import sys
from pathlib import Path

import pytest

from coder.model import CodingLine
from coder.store import Study
from coder.tui.pages import KEPT, PAGE
from coder.tui.screens import late
from tests.stories import CODEBOOK, transcript
from tests.tui.stories import WIDE, Coder, at_work

HEIGHT = WIDE[1]


@pytest.fixture(scope="module", params=[300, 6000], ids=["300 fragments", "6000 fragments"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("lang") / "studie"
    turns = tuple(f"Beurt {n} " + "over de bus " * (n % 30) for n in range(request.param))
    with Study.create(where, "anna", CODEBOOK) as study:
        study.add_source(transcript("lang.txt", turns))
        codes = ("partij/gemeente", "factor/succes")
        study.code_many((n, CodingLine(f"lang#{n}", codes, "bram")) for n in range(1, request.param, 3))
    return where


async def cost(coder: Coder, *keys: str) -> tuple[int, int]:
    """Return lines drawn in the list of fragments and pages read for some keys."""
    fragments, pages = coder.app.coding.fragments, coder.app.desk.pages
    drawn, fetched = fragments.drawn, pages.fetched
    await coder.press(*keys)
    return fragments.drawn - drawn, pages.fetched - fetched


async def test_opening_reads_a_page(study: Study) -> None:
    async with at_work(study) as coder:
        assert coder.app.desk.pages.fetched == 1


async def test_a_step_draws_two_fragments_and_reads_nothing(study: Study) -> None:
    async with at_work(study) as coder:
        drawn, fetched = await cost(coder, "j")
        assert drawn < HEIGHT / 2
        assert fetched == 0


async def test_a_jump_draws_one_screen_and_reads_at_most_two_pages(study: Study) -> None:
    async with at_work(study) as coder:
        for key in ("end", "home", "end", "pageup", "pageup", "n", "right_square_bracket"):
            drawn, fetched = await cost(coder, key)
            assert drawn <= HEIGHT
            assert fetched <= 2


async def test_reading_on_reads_a_page_now_and_then(study: Study) -> None:
    async with at_work(study) as coder:
        for _ in range(250):
            coder.app.coding.fragments.action_move(1)
        await coder.settle()
        assert coder.app.desk.pages.fetched <= 250 // PAGE + 2


async def test_coding_draws_the_fragment_and_what_it_pushes_down(study: Study) -> None:
    async with at_work(study) as coder:
        await coder.press("c", *"gem", "enter", "j")
        drawn, fetched = await cost(coder, "full_stop")
        assert drawn <= 2 * HEIGHT
        assert fetched == 0


async def test_few_pages_are_kept(study: Study) -> None:
    async with at_work(study) as coder:
        for _ in range(200):
            coder.app.coding.fragments.action_page(1)
        await coder.settle()
        assert len(coder.app.desk.pages) <= KEPT


async def test_undo_reads_the_fragment_that_it_is_about_and_no_page(study: Study) -> None:
    before = study.codings(coder="anna")
    async with at_work(study) as coder:
        await coder.press("c")
        await coder.type("gem suc")
        await coder.press("enter")
        drawn, fetched = await cost(coder, "u")
        assert study.codings(coder="anna") == before
        assert fetched == 0
        assert drawn < HEIGHT / 2
        assert "Undone" in coder.screen


def test_opening_loads_no_screen_that_is_not_seen() -> None:
    others = {f"coder.tui.screens.{name}" for name in late.NAMES}
    program = f"import sys, coder.tui.app; print({others!r} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "set()"
