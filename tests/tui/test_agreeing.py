"""While they code, researchers see how far coders agree on the codes at hand."""

from coder.model import CodingLine, ReviewLine
from coder.store import Study
from tests.tui.stories import at_work

GOOD = ("partij/gemeente", "factor/succes")
LATE = ("partij/vervoerder", "factor/faal")


def coded_by_two(study: Study) -> None:
    """Anna and bram reviewed three fragments, and differ on the third."""
    lines = [
        *(ReviewLine(f"groep#{n}", coder) for n in (1, 2, 3) for coder in ("anna", "bram")),
        *(CodingLine("groep#2", GOOD, coder) for coder in ("anna", "bram")),
        CodingLine("groep#3", GOOD, "anna"),
        CodingLine("groep#3", LATE, "bram"),
        ReviewLine("groep#4", "bram"),
    ]
    study.code_many(enumerate(lines, start=1))


async def test_the_figure_of_a_code_stands_under_its_definition_and_follows_what_is_coded(study: Study) -> None:
    coded_by_two(study)
    async with at_work(study) as coder:
        await coder.press("b", "j", "k")
        await coder.until("α .44")
        await coder.press("escape", "G", "c")
        await coder.type("gem suc")
        await coder.press("enter")
        await coder.until("Succesfactoren  α .12")


async def test_where_one_coder_works_nothing_is_said_of_agreement(study: Study) -> None:
    study.code(CodingLine("groep#2", GOOD))
    async with at_work(study) as coder:
        await coder.press("b", "j", "k")
        assert coder.app.coding._agreeing.words("partij/gemeente") == ""
        assert "α" not in coder.screen


async def test_blind_coding_tells_only_how_much_was_read_twice(study: Study) -> None:
    coded_by_two(study)
    study.set_blind(True)
    async with at_work(study) as coder:
        await coder.press("b", "j", "k")
        await coder.until("hidden as long")
        assert "α" not in coder.screen
