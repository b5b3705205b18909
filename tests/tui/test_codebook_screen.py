"""The codebook is read and changed where it is looked at; each change is told beforehand and can be taken back."""

from pathlib import Path

import pytest

from coder.model import CodingLine
from coder.store import Study
from tests.tui.stories import NARROW, WIDE, Coder, at_work, joined

LATE = ("partij/vervoerder", "factor/faal")

pytestmark = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x40", "80x24"])


@pytest.fixture
def coded(study: Study) -> Study:
    study.code(CodingLine("groep#2", LATE, statement="Komt te laat"))
    study.code(CodingLine("groep#4", LATE, coder="bram"))
    study.code(CodingLine("groep#4", ("partij/gemeente",), coder="bram"))
    study.code(CodingLine("groep#2", LATE, coder="consensus"))
    return study


def _row(coder: Coder, label: str) -> list[str]:
    line = next(line for line in coder.lines if line.strip(" ▌").startswith(label))
    return line.partition("│")[0].strip(" ▌▐").split()


async def _go(coder: Coder, label: str) -> None:
    """Put the cursor on a code."""
    await coder.press("home")
    for _ in range(12):
        if any(line.startswith("▌") and line.strip(" ▌").startswith(label) for line in coder.lines):
            return
        await coder.press("j")
    raise AssertionError(f"{label} is not on the screen:\n{coder.screen}")


class TestReading:
    async def test_counts_stand_in_a_column_for_each_coder(self, coded: Study, size) -> None:
        async with at_work(coded, size) as coder:
            await coder.press("5")
            heading = next(line for line in coder.lines if "5 codes" in line)
            assert heading.partition("│")[0].split() == ["5", "codes", "anna", "bram", "consensus"]
            assert _row(coder, "Vervoerder") == ["Vervoerder", "1", "1", "1"]
            assert _row(coder, "Gemeente") == ["Gemeente", "·", "1", "·"]

    async def test_a_code_is_shown_with_what_was_coded_so(self, coded: Study, size) -> None:
        async with at_work(coded, size) as coder:
            await coder.press("5")
            await _go(coder, "Vervoerder")
            assert "partij/vervoerder" in coder.screen
            assert "bus, chauffeur" in coder.screen
            assert "3 codings" in coder.screen
            assert "De bus komt te laat" in coder.screen
            assert "+ Faalfactoren" in coder.screen

    async def test_an_example_opens_where_it_stands(self, coded: Study, size) -> None:
        async with at_work(coded, size) as coder:
            await coder.press("5")
            await _go(coder, "Vervoerder")
            await coder.press("enter", "end", "enter")
            assert coder.app.screen is coder.app.coding
            assert coder.app.coding.here == 3

    async def test_keys_lead_from_one_screen_to_another_and_back(self, coded: Study, size) -> None:
        async with at_work(coded, size) as coder:
            await coder.press("4", "5", "4", "5")
            assert coder.app.screen.id == "codebook-screen"
            await coder.press("escape")
            assert coder.app.screen is coder.app.coding

    async def test_help_lists_its_keys(self, coded: Study, size) -> None:
        async with at_work(coded, size) as coder:
            await coder.press("5", "question_mark")
            assert "Merge it into another code" in coder.screen
            await coder.press("escape")
            assert coder.app.screen.id == "codebook-screen"

    async def test_an_empty_codebook_says_how_to_begin(self, tmp_path: Path, size) -> None:
        with Study.create(tmp_path / "leeg", "anna", "title: Leeg\nlanguage: nl\ndimensions: {}\n") as study:
            async with at_work(study, size) as coder:
                await coder.press("5", "r", "x", "K", "M", "enter")
                assert "No codes yet" in coder.screen
                await coder.press("a")
                await coder.type("Partij")
                await coder.press("enter", "a")
                await coder.type("UWV")
                await coder.press("enter")
                assert study.codebook.paths == ("partij/uwv",)


class TestChanging:
    async def test_what_a_merge_changes_is_told_before_it_is_done_and_undone_after(self, coded: Study, size) -> None:
        async with at_work(coded, size) as coder:
            await coder.press("5")
            await _go(coder, "Vervoerder")
            await coder.press("M")
            await coder.type("gem")
            told = joined(coder.lines)
            assert "3 codings by anna, bram and consensus will count as Gemeente" in told
            assert "1 cell of 1 matrix change" in told
            assert "codebook.yaml, line 8" in told
            await coder.press("enter")
            assert "counts as Gemeente now" in coder.screen
            assert coded.code_counts()["partij/gemeente"] == 4
            assert "vervoerder" not in coded.codebook_file.read_text("utf-8")
            await coder.press("u")
            assert _row(coder, "Vervoerder")[1:] == ["1", "1", "1"]
            assert "vervoerder" in coded.codebook_file.read_text("utf-8")

    async def test_escape_changes_nothing(self, coded: Study, size) -> None:
        before = coded.codebook_file.read_bytes(), coded.revision
        async with at_work(coded, size) as coder:
            await coder.press("5")
            await _go(coder, "Vervoerder")
            for key in ("a", "A", "D", "r", "d", "m", "M", "s", "x", "i"):
                await coder.press(key, "escape")
        assert (coded.codebook_file.read_bytes(), coded.revision) == before

    async def test_a_code_is_added_after_another(self, coded: Study, size) -> None:
        async with at_work(coded, size) as coder:
            await coder.press("5")
            await _go(coder, "Gemeente")
            await coder.press("a")
            assert "Add a code in Partij" in coder.screen
            await coder.press("enter")
            assert "Type a label" in coder.screen
            await coder.type("Provincie")
            assert "partij/provincie" in coder.screen
            await coder.press("tab", "tab")
            await coder.type("Wie betaalt.")
            await coder.press("tab")
            await coder.type("provincie, staten")
            await coder.press("enter")
        code = coded.codebook.code("partij/provincie")
        assert (code.label, code.definition, code.cues) == ("Provincie", "Wie betaalt.", ("provincie", "staten"))
        assert [code.id for code in coded.codebook.dimension("partij").codes] == ["gemeente", "provincie", "vervoerder"]

    async def test_a_code_is_renamed_defined_moved_and_given_another_id(self, coded: Study, size) -> None:
        async with at_work(coded, size) as coder:
            await coder.press("5")
            await _go(coder, "Vervoerder")
            await coder.press("r")
            await coder.type("s")
            assert "will read “Vervoerders”" in joined(coder.lines)
            await coder.press("enter", "d")
            await coder.type("Wie rijdt.")
            await coder.press("ctrl+j")
            await coder.type("En wie niet.")
            await coder.press("enter", "i", "ctrl+u")
            await coder.type("bedrijf")
            assert "partij/bedrijf" in joined(coder.lines)
            await coder.press("enter", "m")
            await coder.type("gem")
            assert "partij/gemeente/bedrijf" in joined(coder.lines)
            await coder.press("enter")
            assert _row(coder, "Vervoerders")[1:] == ["1", "1", "1"]
        code = coded.codebook.code("partij/gemeente/bedrijf")
        assert (code.label, code.definition) == ("Vervoerders", "Wie rijdt.\nEn wie niet.")
        assert len(coded.codings(codes=(code.path,))) == 3

    async def test_siblings_change_places(self, coded: Study, size) -> None:
        async with at_work(coded, size) as coder:
            await coder.press("5")
            await _go(coder, "Vervoerder")
            await coder.press("K", "K")
            assert [code.id for code in coded.codebook.dimension("partij").codes] == ["vervoerder", "gemeente"]
            await _go(coder, "Partij")
            await coder.press("J")
            assert [dimension.id for dimension in coded.codebook.dimensions] == ["factor", "partij", "rol"]
            await coder.press("u", "u")
            assert [dimension.id for dimension in coded.codebook.dimensions] == ["partij", "factor", "rol"]

    async def test_a_split_leaves_the_codings(self, coded: Study, size) -> None:
        async with at_work(coded, size) as coder:
            await coder.press("5")
            await _go(coder, "Vervoerder")
            await coder.press("s")
            await coder.type("Stad")
            await coder.press("ctrl+j")
            await coder.type("Streek")
            assert "2 new codes below it. 3 codings by" in joined(coder.lines)
            await coder.press("enter")
        assert {"partij/vervoerder/stad", "partij/vervoerder/streek"} <= set(coded.codebook.paths)
        assert coded.code_counts()["partij/vervoerder"] == 3

    async def test_a_code_in_use_is_retired_and_put_back(self, coded: Study, size) -> None:
        async with at_work(coded, size) as coder:
            await coder.press("5")
            await _go(coder, "Vervoerder")
            await coder.press("x")
            assert "3 codings by anna, bram and consensus stay" in joined(coder.lines)
            await coder.press("enter")
            assert "Vervoerder (retired)" in coder.screen
            await coder.press("x")
            assert "offered again" in joined(coder.lines)
            await coder.press("enter")
        assert not coded.codebook.code("partij/vervoerder").retired

    async def test_what_cannot_be_is_said_and_not_done(self, coded: Study, size) -> None:
        async with at_work(coded, size) as coder:
            await coder.press("5")
            await _go(coder, "Partij")
            await coder.press("x")
            assert "the matrix “factoren” needs it" in joined(coder.lines)
            await coder.press("enter", "escape")
            await _go(coder, "Vervoerder")
            await coder.press("i", "ctrl+u")
            await coder.type("gemeente")
            await coder.press("enter")
            assert "is called that" in joined(coder.lines)
        assert coded.codebook.code("partij/vervoerder")


class TestTheFile:
    async def test_an_edit_in_an_editor_is_seen(self, coded: Study, size, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("coder.tui.app.EVERY", 0.02)
        async with at_work(coded, size) as coder:
            await coder.press("5")
            path = coded.codebook_file
            path.write_text(path.read_text("utf-8").replace("label: Vervoerder", "label: Busbedrijf"), "utf-8")
            await coder.until("Busbedrijf")
            assert _row(coder, "Busbedrijf")[1:] == ["1", "1", "1"]
            await coder.press("escape", "c")
            await coder.type("busb")
            assert "Busbedrijf" in coder.screen

    async def test_a_fault_in_it_is_a_sentence_and_nothing_changes(
        self, coded: Study, size, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("coder.tui.app.EVERY", 0.02)
        async with at_work(coded, size) as coder:
            await coder.press("5")
            path = coded.codebook_file
            path.write_text(path.read_text("utf-8").replace("label: Vervoerder", "lable: Vervoerder"), "utf-8")
            await coder.until("lable")
            assert _row(coder, "Vervoerder")[1:] == ["1", "1", "1"]
            path.write_text(path.read_text("utf-8").replace("lable: Vervoerder", "label: Busbedrijf"), "utf-8")
            await coder.until("Busbedrijf")

    async def test_nothing_moves_under_who_is_typing(self, coded: Study, size, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("coder.tui.app.EVERY", 0.02)
        async with at_work(coded, size) as coder:
            await coder.press("c")
            await coder.type("ver")
            path = coded.codebook_file
            path.write_text(path.read_text("utf-8").replace("label: Vervoerder", "label: Busbedrijf"), "utf-8")
            for _ in range(10):
                await coder.settle()
            assert "Busbedrijf" not in coder.screen
            await coder.press("escape")
            await coder.until("Busbedrijf")
