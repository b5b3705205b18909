"""A researcher opens a study in the terminal and codes it with the keyboard."""

import pytest

from coder.model import CoderError, CodingLine
from coder.store import Study
from tests.stories import transcript
from tests.tui.stories import NARROW, WIDE, at_work, codes

LATE = ("partij/vervoerder", "factor/faal")
KIND = ("partij/vervoerder", "factor/succes")
HEARD = ("partij/gemeente", "factor/succes")

pytestmark = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x40", "80x24"])


class TestCoding:
    async def test_a_few_letters_code_a_fragment_with_a_combination(self, study: Study, size) -> None:
        async with at_work(study, size) as coder:
            await coder.press("j", "c")
            await coder.type("ver faal")
            await coder.press("enter")
            assert "● Vervoerder + Faalfactoren" in coder.screen.replace("▸", "●")
            assert "✓ saved" in coder.screen
            await coder.press("q")
        assert codes(study) == [("groep#2", LATE)]
        assert study.codings()[0].origin == "manual"
        assert study.codings()[0].coder == "anna"

    async def test_the_text_stays_in_sight_while_codes_are_typed(self, study: Study, size) -> None:
        async with at_work(study, size) as coder:
            await coder.press("end", "c")
            await coder.type("gem")
            assert "Er is geen coördinatie tussen gemeente en vervoerder." in coder.screen
            assert "Gemeente" in coder.screen

    async def test_tab_keeps_a_code_and_typing_goes_on(self, study: Study, size) -> None:
        async with at_work(study, size) as coder:
            await coder.press("j", "c", "v", "e", "r", "tab", "s", "u", "c", "enter")
            await coder.press("c", *"gem", "tab", "backspace", *"klant", "enter")
        assert codes(study) == [("groep#2", KIND), ("groep#2", ("rol/klant",))]

    async def test_escape_leaves_everything_as_it_was(self, study: Study, size) -> None:
        async with at_work(study, size) as coder:
            await coder.press("c", "v", "e", "r", "escape")
            assert coder.app.focused is coder.app.coding.fragments
        assert codes(study) == []

    async def test_the_last_combination_is_repeated_with_one_key(self, study: Study, size) -> None:
        async with at_work(study, size) as coder:
            await coder.press("j", "c")
            await coder.type("gem suc")
            await coder.press("enter", "j", "full_stop")
        assert codes(study) == [("groep#2", HEARD), ("groep#3", HEARD)]

    async def test_repeating_works_across_sessions(self, study: Study, size) -> None:
        study.code(CodingLine("groep#2", HEARD))
        async with at_work(study, size) as coder:
            await coder.press("end", "full_stop")
        assert codes(study) == [("groep#2", HEARD), ("groep#4", HEARD)]

    async def test_a_fragment_is_coded_in_seven_keys(self, study: Study, size) -> None:
        async with at_work(study, size) as coder:
            keys = ["c", "v", "space", "f", "enter", "n"]
            assert len(keys) <= 7
            await coder.press("j", *keys)
            assert coder.app.coding.here == 2
        assert codes(study) == [("groep#2", LATE)]

    async def test_two_codings_of_a_fragment_stay_two(self, study: Study, size) -> None:
        async with at_work(study, size) as coder:
            await coder.press("j", "c", *"verv", "space", *"suc", "enter", "c", *"verv", "space", *"faal", "enter")
        assert codes(study) == [("groep#2", KIND), ("groep#2", LATE)]

    async def test_a_removed_coding_is_the_chosen_one(self, study: Study, size) -> None:
        study.code(CodingLine("groep#1", KIND))
        study.code(CodingLine("groep#1", LATE))
        async with at_work(study, size) as coder:
            await coder.press("home", "right", "x")
            assert codes(study) == [("groep#1", LATE)]
            await coder.press("u")
        assert codes(study) == [("groep#1", KIND), ("groep#1", LATE)]


class TestWords:
    async def test_a_statement_and_a_memo_go_to_the_chosen_coding(self, study: Study, size) -> None:
        study.code(CodingLine("groep#2", KIND))
        async with at_work(study, size) as coder:
            await coder.press("home", "j", "e")
            await coder.type("Aardige chauffeur")
            await coder.press("enter", "m")
            await coder.type("navragen")
            await coder.press("enter")
            assert "Aardige chauffeur" in coder.screen
            assert "✎ navragen" in coder.screen
        (coding,) = study.codings()
        assert (coding.statement, coding.memo) == ("Aardige chauffeur", "navragen")

    async def test_a_statement_can_start_from_the_text(self, study: Study, size) -> None:
        study.code(CodingLine("groep#2", LATE, span=(0, 19)))
        async with at_work(study, size) as coder:
            await coder.press("home", "j", "e", "tab", "exclamation_mark", "enter")
        assert study.codings()[0].statement == "De bus komt te laat!"

    async def test_without_a_coding_a_sentence_says_what_to_do(self, study: Study, size) -> None:
        async with at_work(study, size) as coder:
            await coder.press("e")
            assert "belongs to a coding: c codes this fragment first" in coder.screen


class TestSpans:
    async def test_words_are_selected_and_coded(self, study: Study, size) -> None:
        async with at_work(study, size) as coder:
            await coder.press("j", "v", "right", "right", "right", "right", "enter", *"ver", "space", *"faal", "enter")
            assert "╰1" in coder.screen
            assert "1 Vervoerder + Faalfactoren" in coder.screen
        (coding,) = study.codings()
        assert study.texts([coding]) == ["De bus komt te laat"]

    async def test_the_start_moves_too(self, study: Study, size) -> None:
        async with at_work(study, size) as coder:
            await coder.press("j", "v", *"wwwwww", "right", "right", "right", "c", *"ver", "space", *"suc", "enter")
        (coding,) = study.codings()
        assert study.texts([coding]) == ["de chauffeur is aardig"]

    async def test_a_sentence_in_one_key(self, study: Study, size) -> None:
        async with at_work(study, size) as coder:
            await coder.press("end", "v", "s", "enter", *"gem", "enter")
        (coding,) = study.codings()
        assert study.texts([coding]) == ["Er is geen coördinatie tussen gemeente en vervoerder."]

    async def test_a_letter_less(self, study: Study, size) -> None:
        async with at_work(study, size) as coder:
            await coder.press("j", "v", "right", "shift+left", "enter", *"ver", "enter")
        (coding,) = study.codings()
        assert study.texts([coding]) == ["De bu"]

    async def test_escape_selects_nothing(self, study: Study, size) -> None:
        async with at_work(study, size) as coder:
            await coder.press("j", "v", "right", "escape", "c", *"ver", "enter")
        assert study.codings()[0].span is None


class TestReviewing:
    async def test_reading_is_noted_and_taken_back(self, study: Study, size) -> None:
        async with at_work(study, size) as coder:
            await coder.press("r")
            assert "1/4" in coder.screen or "1 of 4 reviewed" in coder.screen
            assert list(study.reviewed_ids("anna")) == [study.fragment_key("groep#1")]
            await coder.press("r")
        assert list(study.reviewed_ids("anna")) == []

    async def test_next_goes_to_what_is_not_reviewed_and_round(self, study: Study, size) -> None:
        study.review(["groep#2", "groep#4"])
        async with at_work(study, size) as coder:
            await coder.press("n")
            assert coder.app.coding.here == 2
            await coder.press("n")
            assert coder.app.coding.here == 0
            await coder.press("space", "space")
            assert "Every fragment is reviewed" in coder.screen
        assert len(study.reviewed_ids("anna")) == 4

    async def test_work_goes_on_where_it_stopped(self, study: Study, size) -> None:
        study.review(["groep#1", "groep#2"])
        async with at_work(study, size) as coder:
            assert coder.app.coding.here == 2


class TestUndo:
    async def test_undo_and_redo(self, study: Study, size) -> None:
        async with at_work(study, size) as coder:
            await coder.press("j", "c", *"ver", "space", *"suc", "enter", "home")
            await coder.press("u")
            assert codes(study) == []
            assert "Undone: coded groep#2" in coder.screen
            assert coder.app.coding.here == 1
            assert list(study.reviewed_ids("anna")) == []
            await coder.press("ctrl+r")
            assert codes(study) == [("groep#2", KIND)]
            assert "▸ Vervoerder + Succesfactoren" in coder.screen

    async def test_the_import_can_be_undone_too_and_the_empty_study_says_what_to_do(self, study: Study, size) -> None:
        async with at_work(study, size) as coder:
            await coder.press("u")
            assert "coder import FILE" in coder.screen
            await coder.press("j", "c", "n", "r", "slash", "escape", "full_stop", "x", "U")
            assert "De bus komt te laat" in coder.screen


class TestMoving:
    async def test_keys_move_through_the_fragments(self, study: Study, size) -> None:
        study.add_source(transcript("tweede.txt", tuple(f"Beurt {n}" for n in range(60))))
        async with at_work(study, size) as coder:
            for keys, place in [
                ("j", 1), ("down", 2), ("k", 1), ("end", 63), ("up", 62), ("g", 0), ("G", 63), ("home", 0),
                ("right_square_bracket", 4), ("left_square_bracket", 0),
            ]:  # fmt: skip
                await coder.press(keys)
                assert coder.app.coding.here == place, keys
            await coder.press("pagedown")
            assert 4 < coder.app.coding.here < 20
            await coder.press("pageup")
            assert coder.app.coding.here == 0

    async def test_a_search_opens_a_hit_where_it_stands(self, study: Study, size) -> None:
        async with at_work(study, size) as coder:
            await coder.press("slash")
            await coder.type("coord")
            assert "1 fragment" in coder.screen
            await coder.press("enter")
            assert coder.app.coding.here == 3

    async def test_the_fragment_stays_in_view_when_the_terminal_is_resized(self, study: Study, size) -> None:
        study.add_source(transcript("tweede.txt", tuple(f"Beurt {n} " + "woord " * 40 for n in range(60))))
        async with at_work(study, size) as coder:
            await coder.press("end", "k", "k")
            for width, height in ((60, 20), (140, 50), size):
                await coder.resize(width, height)
                assert coder.app.coding.here == 61
                assert "Beurt 57" in coder.screen

    async def test_the_codebook_is_walked_and_starts_a_coding(self, study: Study, size) -> None:
        async with at_work(study, size) as coder:
            await coder.press("j", "b", "j", "enter")
            await coder.type("suc")
            await coder.press("enter")
        assert codes(study) == [("groep#2", KIND)]


class TestOthers:
    async def test_other_coders_are_named_and_their_codings_left_alone(self, study: Study, size) -> None:
        study.code(CodingLine("groep#2", KIND, coder="bram"))
        async with at_work(study, size) as coder:
            await coder.press("j")
            assert "○ bram: Vervoerder + Succesfactoren" in coder.screen
            await coder.press("x")
            assert "Nothing to remove" in coder.screen
        assert codes(study) == [("groep#2", KIND)]

    async def test_a_failure_is_a_sentence_and_the_fragment_shows_the_truth(
        self, study: Study, size, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: object) -> None:
            raise CoderError("the disk is full; nothing was changed")

        monkeypatch.setattr(study, "code", full)
        async with at_work(study, size) as coder:
            await coder.press("j", "c", *"ver", "enter")
            assert "! the disk is full" in coder.screen
            assert "! not saved" in coder.screen
            assert "▸ Vervoerder" not in coder.screen
            assert coder.app.coding.query_one("#status").done == 0

    async def test_what_is_under_way_is_finished_on_leaving(self, study: Study, size) -> None:
        async with at_work(study, size) as coder:
            await coder._pilot.press("j", "c", *"ver", "enter", "j", "full_stop", "j", "full_stop", "q")
        assert len(codes(study)) == 3


class TestPanels:
    async def test_while_something_is_entered_keys_do_nothing_else(self, study: Study, size) -> None:
        async with at_work(study, size) as coder:
            await coder.press("j", "v", "n", "r", "full_stop", "x", "u", "4", "right", "escape")
            assert coder.app.screen is coder.app.coding
            assert coder.app.coding.here == 1
            await coder.press("c", "delete", "ctrl+r", "escape")
        assert codes(study) == []
        assert list(study.reviewed_ids("anna")) == []

    async def test_a_click_beside_a_panel_closes_it(self, study: Study, size) -> None:
        async with at_work(study, size) as coder:
            await coder.press("c", *"ver")
            await coder.click(10, 4)
            assert coder.app.focused is coder.app.coding.fragments
            assert "Code fragment" not in coder.screen

    async def test_another_window_in_front_closes_nothing(self, study: Study, size) -> None:
        async with at_work(study, size) as coder:
            await coder.press("j", "c", *"verv")
            coder.app.app_focus = False
            await coder.settle()
            assert "verv" in coder.screen
            await coder.press("space", *"suc", "enter")
        assert codes(study) == [("groep#2", KIND)]


class TestMouse:
    async def test_a_click_moves_and_the_wheel_scrolls(self, study: Study, size) -> None:
        study.add_source(transcript("tweede.txt", tuple(f"Beurt {n}" for n in range(60))))
        async with at_work(study, size) as coder:
            row = next(at for at, line in enumerate(coder.lines) if "De gemeente luistert" in line)
            await coder.click(20, row)
            assert coder.app.coding.here == 2
            fragments = coder.app.coding.fragments
            fragments.scroll_lines(30)
            await coder.settle()
            assert "De gemeente luistert" not in coder.screen
            fragments.scroll_to_share(1.0)
            await coder.settle()
            assert "Beurt 59" in coder.screen
            await coder.press("k")
            assert coder.app.coding.here == 1
