"""Finding what was said, and coding many hits one after another, from the keyboard."""

from pathlib import Path

import pytest

from coder.model import CodingLine
from coder.store import Study
from tests.stories import transcript
from tests.tui.stories import NARROW, WIDE, Coder, at_work, codes

LATE = ("partij/vervoerder", "factor/faal")
KIND = ("partij/vervoerder", "factor/succes")

pytestmark = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x40", "80x24"])


@pytest.fixture
def two(study: Study) -> Study:
    study.add_source(transcript("tweede.txt", ("Wat nu?", "Cafébezoek per bus.", "Nee.", "De BUSCHAUFFEUR reed door.")))
    return study


async def look(coder: Coder, text: str) -> None:
    await coder.press("slash")
    await coder.type(text)


def hits(coder: Coder) -> list[str]:
    found = coder.app.searching.query_one("#hits").hits
    return [found.hit(at).fragment.address for at in range(len(found))]


class TestAsYouType:
    async def test_hits_stand_in_their_context_with_speaker_and_codes(self, two: Study, size) -> None:
        two.code(CodingLine("groep#2", LATE))
        async with at_work(two, size) as coder:
            await look(coder, "bus")
            assert hits(coder) == ["groep#1", "groep#2", "tweede#2", "tweede#4"]
            assert "1 / 4 fragments" in coder.screen
            assert "De bus komt te laat, maar de chauffeur is aardig." in coder.screen
            assert "groep#2  R1  ● Vervoerder + Faalfactoren" in coder.screen
            await coder.type(" te")
            assert hits(coder) == ["groep#2"]
            await coder.press(*["backspace"] * 3, *" café"[1:])
            assert "Nothing found" in coder.screen

    async def test_what_was_found_is_underlined_and_not_only_coloured(self, two: Study, size) -> None:
        async with at_work(two, size) as coder:
            await look(coder, "coordinatie")
            strips = coder.app.screen._compositor.render_strips(coder.app.size)
            underlined = [s.text for strip in strips for s in strip if s.style and s.style.underline]
            assert "coördinatie" in underlined

    async def test_the_first_hit_from_here_on_is_current(self, two: Study, size) -> None:
        async with at_work(two, size) as coder:
            await coder.press("end", "k", "k")
            await look(coder, "bus")
            assert "3 / 4 fragments" in coder.screen
            await coder.press("enter")
            assert coder.app.coding.here == 5

    async def test_an_empty_line_says_how_to_search(self, two: Study, size) -> None:
        async with at_work(two, size) as coder:
            await coder.press("slash")
            assert "the whole word" in coder.screen
            await coder.press("enter", "down", "escape")
            assert coder.app.screen is coder.app.coding

    async def test_a_long_text_is_cut_around_what_was_found(self, two: Study, size) -> None:
        two.add_source(transcript("lang.txt", ("woord " * 200 + "naald " + "woord " * 200,)))
        async with at_work(two, size) as coder:
            await look(coder, "naald")
            row = next(line for line in coder.lines if "naald woord" in line)
            assert row.strip(" ▌").startswith("…")
            assert row.endswith("…")


class TestFilters:
    async def test_filters_are_typed_and_shown_as_chips(self, two: Study, size) -> None:
        two.code(CodingLine("groep#2", LATE))
        async with at_work(two, size) as coder:
            await look(coder, "bus code:partij/vervoerder bron:groep ")
            assert hits(coder) == ["groep#2"]
            assert " source groep " in coder.lines[2]
            assert coder.lines[2].endswith(" Vervoerder")

    async def test_filters_are_chosen_from_a_list(self, two: Study, size) -> None:
        async with at_work(two, size) as coder:
            await look(coder, "bus ")
            await coder.press("tab")
            assert "said by one person" in coder.screen
            await coder.press("enter")
            assert "tweede.txt" in coder.screen
            await coder.press("down", "tab")
            assert coder.app.searching.query_one("QueryEntry").value == "bus source:tweede "
            assert hits(coder) == ["tweede#2", "tweede#4"]

    async def test_a_half_typed_code_is_completed_by_its_label(self, two: Study, size) -> None:
        two.code(CodingLine("groep#2", LATE))
        async with at_work(two, size) as coder:
            await look(coder, "code:faalf")
            await coder.press("tab")
            assert coder.app.searching.query_one("QueryEntry").value == "code:factor/faal "
            assert hits(coder) == ["groep#2"]
            await coder.press("backspace", *"+ver", "tab")
            assert coder.app.searching.query_one("QueryEntry").value == "code:factor/faal+partij/vervoerder "

    async def test_what_the_study_does_not_have_is_said(self, two: Study, size) -> None:
        async with at_work(two, size) as coder:
            await look(coder, "source:grop ")
            assert "! no source “grop”" in coder.screen
            assert "nearest: groep" in coder.screen


class TestOpening:
    async def test_a_hit_opens_where_it_stands_and_escape_returns_to_the_list(self, two: Study, size) -> None:
        async with at_work(two, size) as coder:
            await look(coder, "bus")
            await coder.press("down", "down", "enter")
            assert coder.app.screen is coder.app.coding
            assert coder.app.coding.here == 5
            assert "hit 3 of 4" in coder.screen
            await coder.press("escape")
            assert "3 / 4 fragments" in coder.screen
            await coder.press("escape", "n")
            assert "hit" not in coder.lines[1]
            assert coder.app.coding.here == 6

    async def test_keys_go_from_hit_to_hit(self, two: Study, size) -> None:
        async with at_work(two, size) as coder:
            await look(coder, "bus")
            await coder.press("enter")
            for key, place in [("n", 1), ("n", 5), ("p", 1), ("n", 5), ("n", 7), ("n", 7)]:
                await coder.press(key)
                assert coder.app.coding.here == place
            assert "last hit" in coder.screen

    async def test_above_the_first_hit_is_the_line(self, two: Study, size) -> None:
        async with at_work(two, size) as coder:
            await look(coder, "bus")
            await coder.press("down", "up", "up")
            await coder.type("c")
            assert hits(coder) == ["tweede#4"]


class TestCodingHits:
    async def test_one_after_another_where_they_stand(self, two: Study, size) -> None:
        async with at_work(two, size) as coder:
            await look(coder, "bus")
            await coder.press("enter", "c", *"ver", "space", *"faal", "enter")
            assert coder.app.coding.here == 1
            await coder.press("full_stop", "space")
            assert coder.app.coding.here == 7
        assert codes(two) == [("groep#1", LATE), ("groep#2", LATE)]
        assert [two.address(key) for key in two.reviewed_ids("anna")] == ["groep#1", "groep#2", "tweede#2"]

    async def test_marked_hits_are_coded_together_and_undone_together(self, two: Study, size) -> None:
        async with at_work(two, size) as coder:
            await look(coder, "bus")
            await coder.press("down", "space", "space")
            assert "2 marked" in coder.screen
            await coder.press("c")
            assert "Code 2 fragments" in coder.screen
            await coder.press(*"ver", "space", *"suc", "enter")
            assert "2 fragments coded: Vervoerder + Succesfactoren" in coder.screen
            assert codes(two) == [("groep#2", KIND), ("tweede#2", KIND)]
            assert "● Vervoerder + Succesfactoren" in coder.screen
            await coder.press("u")
            assert codes(two) == []

    async def test_everything_that_was_found_can_be_marked(self, two: Study, size) -> None:
        async with at_work(two, size) as coder:
            await look(coder, "bus")
            await coder.press("down", "a", "c", *"kla", "enter")
        assert len(codes(two)) == 4


class TestQuotes:
    async def test_hits_are_written_to_a_file(self, two: Study, size, folder: Path) -> None:
        async with at_work(two, size) as coder:
            await look(coder, "buschauf")
            await coder.press("down", "o")
            assert "Added to quotes.md: 1 quotation" in coder.screen
        assert "> De BUSCHAUFFEUR reed door." in (folder / "quotes.md").read_text(encoding="utf-8")

    async def test_a_quote_is_copied(self, two: Study, size) -> None:
        async with at_work(two, size) as coder:
            await look(coder, "buschauf")
            await coder.press("down", "y")
            assert coder.app.clipboard == "“De BUSCHAUFFEUR reed door.”\n— R1 · tweede#4"


class TestALongStudy:
    async def test_a_key_reads_a_window_and_not_the_study(self, study: Study, size) -> None:
        study.add_source(transcript("lang.txt", tuple(f"Beurt {n} over de bus" for n in range(2_000))))
        async with at_work(study, size) as coder:
            await look(coder, "beurt")
            found = coder.app.searching.query_one("#hits").hits
            assert len(found) == 2_000
            before = found.fetched
            await coder.press("down", "end")
            assert "2,000 / 2,000 fragments" in coder.screen
            assert found.fetched - before <= 3
            await coder.press("enter")
            assert coder.app.coding.here == len(coder.app.desk) - 1
