"""Two coders look at where they differ, settle it from the keyboard, and take it back."""

from pathlib import Path

import pytest

from coder.model import CodingLine, ReviewLine
from coder.store import Study
from tests.stories import transcript
from tests.tui.stories import NARROW, WIDE, Coder, at_work, joined

LATE = ("partij/vervoerder", "factor/faal")
KIND = ("partij/vervoerder", "factor/succes")
HEARD = ("partij/gemeente", "factor/succes")
APART = (("partij/gemeente", "factor/succes"), ("partij/vervoerder", "factor/faal"))
CROSSED = (("partij/gemeente", "factor/faal"), ("partij/vervoerder", "factor/succes"))

pytestmark = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x40", "80x24"])


def code(study: Study, *lines: CodingLine | ReviewLine) -> None:
    study.code_many(enumerate(lines, start=1))


@pytest.fixture
def differing(study: Study) -> Study:
    """Anna and bram differ on groep#2 (codes), groep#4 (combinations) and groep#3 (places); they agree on groep#1."""
    code(
        study,
        ReviewLine("groep#1", "anna"),
        ReviewLine("groep#1", "bram"),
        CodingLine("groep#2", LATE, "anna", (0, 19), "Komt te laat", "zeker van"),
        CodingLine("groep#2", KIND, "bram", (26, 48), "Aardige chauffeur"),
        CodingLine("groep#3", HEARD, "anna", (0, 11)),
        CodingLine("groep#3", HEARD, "bram"),
        *(CodingLine("groep#4", codes, "anna") for codes in APART),
        *(CodingLine("groep#4", codes, "bram") for codes in CROSSED),
    )
    return study


def consensus(study: Study) -> list[tuple[str, tuple[str, ...], tuple[int, int] | None, str | None]]:
    return [(one.fragment, one.codes, one.span, one.statement) for one in study.codings("consensus")]


def settled(study: Study) -> list[str]:
    return study.addresses(study.reviewed_ids("consensus"))


def said(coder: Coder) -> str:
    return joined(coder.lines)


class TestLooking:
    async def test_the_worst_code_comes_first_then_combinations_then_places(self, differing: Study, size) -> None:
        async with at_work(differing, size) as coder:
            await coder.press("7")
            assert coder.app.screen.id == "reconcile"
            assert "1/3 groep#2 differ on" in said(coder)
            assert "0 of 3 settled" in said(coder)
            await coder.press("j")
            assert "2/3 groep#4 the same codes, combined otherwise" in said(coder)
            await coder.press("down")
            assert "3/3 groep#3 the same codes, at other places" in said(coder)
            await coder.press("G", "g")
            assert "1/3 groep#2" in said(coder)

    async def test_both_stand_side_by_side_under_the_text_that_they_marked(self, differing: Study, size) -> None:
        async with at_work(differing, size) as coder:
            await coder.press("7")
            heads = next(line for line in coder.lines if "1 anna" in line)
            assert "2 bram" in heads
            assert "│" in heads
            for text in ("Komt te laat", "✎ zeker van", "Aardige chauffeur", "Hoe gaat het met de bus?"):
                assert text in coder.screen
            text = next(at for at, line in enumerate(coder.lines) if "De bus komt te laat" in line)
            marks = "\n".join(coder.lines[text + 1 : text + 3])
            assert "╰1a" in marks
            assert "╰2a" in marks
            begins = coder.lines[text].index("De bus")
            assert coder.lines[text + 1].index("╰1a") == begins
            assert "● 1a Vervoerder" in coder.screen
            assert "R1 · Ede" in coder.screen

    async def test_what_is_alike_is_marked_as_such(self, differing: Study, size) -> None:
        code(differing, CodingLine("groep#2", ("rol/klant",), "anna"), CodingLine("groep#2", ("rol/klant",), "bram"))
        async with at_work(differing, size) as coder:
            await coder.press("7")
            assert "= Klant" in coder.screen
            assert "● Klant" not in coder.screen

    async def test_the_code_at_hand_is_defined(self, differing: Study, size) -> None:
        async with at_work(differing, size) as coder:
            await coder.press("7")
            before = said(coder)
            assert "1 of 2 codes here" in before
            assert "1 difference ·" in before
            await coder.press("d")
            assert "2 of 2 codes here" in said(coder)
            await coder.press("j", "d", "d")
            assert "Cues" in coder.screen

    async def test_the_fragment_is_opened_among_the_others(self, differing: Study, size) -> None:
        async with at_work(differing, size) as coder:
            await coder.press("7")
            await coder.press("j", "o")
            assert coder.app.screen is coder.app.coding
            assert coder.app.coding.here == 3

    async def test_it_is_a_key_away_from_every_screen(self, differing: Study, size) -> None:
        async with at_work(differing, size) as coder:
            for key in ("4", "5", "6", "H", "comma"):
                await coder.press(key)
                await coder.press("7")
                assert coder.app.screen.id == "reconcile"
                await coder.press("4" if key != "4" else "5")
                assert coder.app.screen.id in ("matrix", "codebook-screen")
                await coder.press("escape")
            await coder.press("7", "7")
            assert coder.app.screen is coder.app.coding
            await coder.press("7")
            await coder.press("question_mark")
            assert "Take what the first coder made of it" in coder.screen


class TestSettling:
    async def test_takes_the_first(self, differing: Study, size) -> None:
        async with at_work(differing, size) as coder:
            await coder.press("7")
            await coder.press("1")
            assert consensus(differing) == [("groep#2", LATE, (0, 19), "Komt te laat")]
            assert "2/3 groep#4" in said(coder)
            assert "1 of 3 settled" in said(coder)
        assert len(differing.codings("anna")) == len(differing.codings("bram")) == 4

    async def test_takes_the_second_or_the_one_pointed_at(self, differing: Study, size) -> None:
        async with at_work(differing, size) as coder:
            await coder.press("7")
            await coder.press("2")
            await coder.press("right", "enter")
        assert consensus(differing) == [
            ("groep#2", KIND, (26, 48), "Aardige chauffeur"),
            *(("groep#4", codes, None, None) for codes in CROSSED),
        ]

    async def test_takes_both(self, differing: Study, size) -> None:
        async with at_work(differing, size) as coder:
            await coder.press("7")
            await coder.press("b")
        assert [row[1] for row in consensus(differing)] == [LATE, KIND]

    async def test_takes_neither(self, differing: Study, size) -> None:
        async with at_work(differing, size) as coder:
            await coder.press("7")
            await coder.press("0")
            assert consensus(differing) == []
            assert settled(differing) == ["groep#2"]
            await coder.press("p")
            assert "nothing to code here" in coder.screen

    async def test_takes_something_new(self, differing: Study, size) -> None:
        async with at_work(differing, size) as coder:
            await coder.press("7")
            await coder.press("c")
            await coder.type("klant")
            await coder.press("enter")
            assert consensus(differing) == [("groep#2", ("rol/klant",), None, None)]
            assert "2/3 groep#4" in said(coder)
            await coder.press("c", "escape", "0")
            assert settled(differing) == ["groep#2", "groep#4"]

    async def test_takes_something_new_for_a_part_of_the_text(self, differing: Study, size) -> None:
        async with at_work(differing, size) as coder:
            await coder.press("7")
            await coder.press("v", "right", "right")
            assert "“De bus komt”" in coder.screen
            await coder.press("escape", "v", "s", "enter")
            await coder.type("klant")
            await coder.press("enter", "c")
            await coder.type("klant")
            await coder.press("enter")
        assert consensus(differing) == [
            ("groep#2", ("rol/klant",), (0, 49), None),
            ("groep#4", ("rol/klant",), None, None),
        ]

    async def test_a_reason_goes_with_what_is_chosen(self, differing: Study, size) -> None:
        async with at_work(differing, size) as coder:
            await coder.press("7")
            await coder.press("r")
            await coder.type("vat samen")
            await coder.press("enter")
            assert "Reason vat samen" in said(coder)
            assert settled(differing) == []
            await coder.press("j", "k", "1")
            assert differing.history(1)[0].action == "reconciled groep#2: vat samen"
            await coder.press("p")
            assert "settled by anna · vat samen" in said(coder)

    async def test_a_reason_can_come_after(self, differing: Study, size) -> None:
        async with at_work(differing, size) as coder:
            await coder.press("7")
            await coder.press("1", "p", "r")
            await coder.type("toch duidelijk")
            await coder.press("enter")
            assert "1/3 groep#2" in said(coder)
        assert differing.history(1)[0].action == "reconciled groep#2: toch duidelijk"
        assert consensus(differing) == [("groep#2", LATE, (0, 19), "Komt te laat")]

    async def test_settling_again_replaces(self, differing: Study, size) -> None:
        async with at_work(differing, size) as coder:
            await coder.press("7")
            await coder.press("1", "p", "2")
        assert consensus(differing) == [("groep#2", KIND, (26, 48), "Aardige chauffeur")]

    async def test_keys_may_come_faster_than_the_disk(self, differing: Study, size) -> None:
        async with at_work(differing, size) as coder:
            await coder.press("7")
            await coder.press("1", "2", "0")
            assert settled(differing) == ["groep#2", "groep#3", "groep#4"]
            assert "All 3 differences are settled" in coder.screen
            assert "✓ saved" in coder.screen

    async def test_undo_and_redo_go_back_to_it(self, differing: Study, size) -> None:
        async with at_work(differing, size) as coder:
            await coder.press("7")
            await coder.press("1", "2")
            assert settled(differing) == ["groep#2", "groep#4"]
            await coder.press("u", "u")
            assert settled(differing) == []
            assert "1/3 groep#2" in said(coder)
            assert "0 of 3 settled" in said(coder)
            await coder.press("ctrl+r")
            assert consensus(differing) == [("groep#2", LATE, (0, 19), "Komt te laat")]
            assert "1 of 3 settled" in said(coder)

    async def test_skipping_comes_round_to_what_is_left(self, differing: Study, size) -> None:
        async with at_work(differing, size) as coder:
            await coder.press("7")
            await coder.press("n", "1")
            assert "3/3 groep#3" in said(coder)
            await coder.press("n")
            assert "1/3 groep#2" in said(coder)
            await coder.press("n")
            assert "3/3 groep#3" in said(coder)
            await coder.press("p", "p")
            assert "3/3 groep#3" in said(coder)

    async def test_the_next_time_begins_at_what_is_left(self, differing: Study, size) -> None:
        async with at_work(differing, size) as coder:
            await coder.press("7")
            await coder.press("1", "escape", "7")
            assert "2/3 groep#4" in said(coder)
            await coder.press("k")
            assert "settled by anna" in said(coder)


class TestFilters:
    async def test_by_code(self, differing: Study, size) -> None:
        async with at_work(differing, size) as coder:
            await coder.press("7")
            await coder.press("f")
            await coder.type("succes")
            await coder.press("enter")
            assert "0 of 1 settled" in said(coder)
            assert "only Succesfactoren" in said(coder)
            await coder.press("1", "f", "enter")
            assert "1 of 3 settled" in said(coder)

    async def test_by_pair_of_coders(self, differing: Study, size) -> None:
        code(differing, ReviewLine("groep#2", "carla"), CodingLine("groep#1", LATE, "carla"))
        async with at_work(differing, size) as coder:
            await coder.press("7")
            assert "anna · bram · carla" in coder.screen
            assert "0 of 4 settled" in said(coder)
            await coder.press("w")
            await coder.type("bram carla")
            await coder.press("enter")
            assert "0 of 2 settled" in said(coder)
            assert "anna" not in "".join(line for line in coder.lines if "1 bram" in line)
            await coder.press("2")
        assert len(settled(differing)) == 1

    async def test_by_sample(self, differing: Study, size) -> None:
        differing.save_sample("dubbel", ["groep#1", "groep#3"])
        async with at_work(differing, size) as coder:
            await coder.press("7")
            await coder.press("s", "down", "enter")
            assert "2 of the 2 fragments of dubbel" in said(coder)
            assert "1/1 groep#3" in said(coder)
            await coder.press("1")
            assert settled(differing) == ["groep#3"]

    async def test_what_is_left_of_a_sample_is_walked_through_among_the_fragments(self, differing: Study, size) -> None:
        differing.save_sample("dubbel", ["groep#1", "groep#3", "groep#4"])
        with Study.open(differing.folder, "carla") as hers:
            async with at_work(hers, size) as coder:
                await coder.press("7")
                await coder.press("s", "down", "enter")
                assert "3 of the 3 fragments of dubbel" in said(coder)
                await coder.press("escape", "slash")
                await coder.type("sample:dubbel unreviewed")
                await coder.press("enter")
                assert coder.app.coding.here == 0
                await coder.press("space")
                assert coder.app.coding.here == 2
                await coder.press("n")
                assert coder.app.coding.here == 3

    async def test_nothing_left_by_a_filter_is_said(self, differing: Study, size) -> None:
        differing.save_sample("klein", ["groep#1"])
        async with at_work(differing, size) as coder:
            await coder.press("7")
            await coder.press("s", "down", "enter")
            assert "do not differ in the sample klein" in said(coder)
            await coder.press("1", "s", "enter")
            assert "1/3 groep#2" in said(coder)
        assert settled(differing) == []

    async def test_two_coders_leave_nothing_to_choose(self, differing: Study, size) -> None:
        async with at_work(differing, size) as coder:
            await coder.press("7")
            await coder.press("w")
            assert "no more coders" in coder.screen
            await coder.press("s")
            assert "No sample is kept" in coder.screen


class TestThreeCoders:
    async def test_each_has_a_number_and_who_has_not_read_is_said(self, differing: Study, size) -> None:
        code(differing, CodingLine("groep#3", LATE, "carla"))
        async with at_work(differing, size) as coder:
            await coder.press("7")
            await coder.press("f")
            await coder.type("faal")
            await coder.press("enter")
            while "groep#2" not in said(coder):
                await coder.press("j")
            assert "not read by carla" in said(coder)
            await coder.press("3")
            assert "carla has not read this fragment" in coder.screen
            assert settled(differing) == []
            await coder.press("k" if "2/2" in said(coder) else "j", "3")
        assert consensus(differing) == [("groep#3", LATE, None, None)]


class TestBlind:
    async def test_only_fragments_that_one_has_reviewed_are_shown(self, differing: Study, size) -> None:
        differing.set_blind(True)
        code(differing, ReviewLine("groep#4", "carla"))
        with Study.open(differing.folder, "carla") as hers:
            async with at_work(hers, size) as coder:
                await coder.press("7")
                assert "3 fragments that others have coded are shown once you have reviewed them" in said(coder)
                assert "1/1 groep#4" in said(coder)
                for secret in ("Komt te laat", "Aardige chauffeur", "zeker van"):
                    assert secret not in coder.screen
                await coder.press("escape")

    async def test_who_has_reviewed_none_sees_none(self, differing: Study, size) -> None:
        differing.set_blind(True)
        with Study.open(differing.folder, "dirk") as his:
            async with at_work(his, size) as coder:
                await coder.press("7")
                assert "Code or review them first" in said(coder)
                assert "Komt te laat" not in coder.screen
                await coder.press("1", "b", "0", "n", "r", "c", "f")
        assert settled(differing) == []

    async def test_who_coded_them_sees_all(self, differing: Study, size) -> None:
        differing.set_blind(True)
        async with at_work(differing, size) as coder:
            await coder.press("7")
            assert "0 of 3 settled" in said(coder)
            assert "only fragments that you have reviewed" in said(coder)


class TestNothing:
    async def test_nobody_has_coded(self, study: Study, size) -> None:
        async with at_work(study, size) as coder:
            await coder.press("7")
            assert "Nobody has coded anything yet" in coder.screen
            assert "coder --coder bram" in coder.screen
            await coder.press("1", "f", "s", "w", "escape")
            assert coder.app.screen is coder.app.coding

    async def test_one_coder_only(self, study: Study, size) -> None:
        study.code(CodingLine("groep#2", LATE))
        async with at_work(study, size) as coder:
            await coder.press("7")
            assert "Only anna has coded here" in coder.screen

    async def test_nothing_in_common(self, study: Study, size) -> None:
        code(study, CodingLine("groep#2", LATE, "anna"), CodingLine("groep#3", LATE, "bram"))
        async with at_work(study, size) as coder:
            await coder.press("7")
            assert "no fragment in common" in coder.screen
            assert "coder sample 100 --save double" in coder.screen

    async def test_they_agree(self, study: Study, size) -> None:
        code(study, CodingLine("groep#2", LATE, "anna"), CodingLine("groep#2", LATE, "bram"))
        async with at_work(study, size) as coder:
            await coder.press("7")
            assert "agree on 1 fragment" in coder.screen
            await coder.press("a")
            assert "1 fragment on which anna and bram agree" in said(coder)
            await coder.press("escape", "a", "enter")
            assert "1 fragment taken over" in coder.screen
            assert consensus(study) == [("groep#2", LATE, None, None)]
            await coder.press("a")
            assert "nothing left on which they agree" in coder.screen
            await coder.press("u")
        assert settled(study) == []

    async def test_what_they_agree_on_is_taken_over_beside_the_differences(self, differing: Study, size) -> None:
        async with at_work(differing, size) as coder:
            await coder.press("7")
            await coder.press("j", "a", "1", "0", "n")
            assert settled(differing) == []
            assert "becomes consensus" in said(coder)
            await coder.press("enter")
            assert settled(differing) == ["groep#1"]
            assert "2/3 groep#4" in said(coder)
            assert "0 of 3 settled" in said(coder)
        code(differing, CodingLine("groep#1", LATE, "carla"))
        async with at_work(differing, size) as coder:
            await coder.press("7")
            await coder.press("a")
            assert "Choose two coders first: w" in coder.screen


async def test_a_key_reads_one_page_of_a_long_study(tmp_path: Path, folder: Path, size) -> None:
    """However long the queue is: moving along it asks for the fragments around, and for nothing else."""
    with Study.open(folder, "anna") as study:
        study.add_source(transcript("lang.txt", tuple(f"Uitspraak {n}." for n in range(1, 3001))))
        lines = []
        for n in range(1, 3001):
            lines += [CodingLine(f"lang#{n}", LATE, "anna"), ReviewLine(f"lang#{n}", "bram")]
        code(study, *lines)
        async with at_work(study, size) as coder:
            await coder.press("7")
            assert "0 of 3000 settled" in said(coder)
            fetched = coder.app.desk.pages.fetched
            await coder.press(*["j"] * 20)
            assert coder.app.desk.pages.fetched - fetched <= 1
            await coder.press("G")
            assert coder.app.desk.pages.fetched - fetched <= 3
            assert "3000/3000 lang#3000" in said(coder)
