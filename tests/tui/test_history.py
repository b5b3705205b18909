"""Who did what and when, in words; undone and redone from every screen."""

from itertools import pairwise

import pytest

from coder.model import CodingLine
from coder.model.actions import action_in_words
from coder.model.codebook_edit import relabel
from coder.model.language import use_language
from coder.store import Study
from tests.stories import run
from tests.tui.stories import NARROW, WIDE, at_work, codes

PARTY = ("partij/gemeente",)


def some_history(study: Study) -> None:
    study.code(CodingLine("groep#2", PARTY))
    study.code(CodingLine("groep#3", PARTY, coder="bram"))
    study.review(["groep#4"])
    study.edit_codebook(lambda book: relabel(book, "partij/gemeente", "De gemeente"), "renamed partij/gemeente to X")
    study.remove_coding(study.codings("anna")[0].id)
    study.undo("anna")


class TestHistory:
    def test_newest_first_with_who_and_what(self, study: Study) -> None:
        some_history(study)
        actions = study.history()
        assert [(item.coder, item.action.split()[0]) for item in actions[:6]] == [
            ("anna", "undid:"), ("anna", "removed"), ("anna", "renamed"), ("anna", "reviewed"), ("anna", "coded"),
            ("anna", "coded"),
        ]  # fmt: skip
        assert actions[1].undone
        assert not actions[0].undone
        assert actions[1].fragment == "groep#2"
        assert all(one.at >= other.at for one, other in pairwise(actions))

    def test_in_pages(self, study: Study) -> None:
        some_history(study)
        everything = study.history()
        first = study.history(2)
        rest = study.history(100, first[-1].id)
        assert first + rest == everything

    def test_of_a_coder_a_kind_or_a_fragment(self, study: Study) -> None:
        some_history(study)
        assert {item.coder for item in study.history(coder="anna")} == {"anna"}
        assert [item.action.split()[0] for item in study.history(kind="reviews", fragment="groep#4")] == ["reviewed"]
        assert [item.kind for item in study.history(kind="undo")] == ["batch.undone"]
        on = study.history(fragment="groep#2")
        assert {item.action.split()[0] for item in on} == {"undid:", "removed", "coded"}

    def test_blind_coding_hides_what_codes_others_gave(self, study: Study, folder) -> None:
        study.code(CodingLine("groep#2", PARTY))
        study.set_blind(True)
        with Study.open(folder, "bram") as other:
            told = [item.action for item in other.history(kind="codings")]
        assert told == ["coded groep#2"]
        assert study.history(kind="codings")[0].action == "coded groep#2 with Gemeente"

    def test_on_the_command_line(self, folder) -> None:
        with Study.open(folder, "anna") as study:
            some_history(study)
        out = run("--study", folder, "log").out
        assert "removed a coding of groep#2  [undone]" in out
        assert run("--study", folder, "log", "--kind", "undo").out.count("\n") == 1
        assert run("--study", folder, "log", "--fragment", "groep#4", "--json").data[0]["fragment"] == "groep#4"

    def test_every_action_is_told_in_dutch(self, study: Study) -> None:
        some_history(study)
        study.code_many(enumerate([CodingLine("groep#1", PARTY)]))
        study.review(["groep#1", "groep#2"])
        study.review(["groep#3"], review=False)
        study.merge_codes("partij/gemeente", "partij/vervoerder")
        study.set_blind(True)
        study.redo()
        use_language("nl")
        for item in study.history():
            assert action_in_words(item.action) != item.action, item.action

    @pytest.mark.parametrize(
        "edit",
        [
            ("codebook", "add", "partij/provincie", "Provincie"),
            ("codebook", "redefine", "partij/gemeente", "--cue", "raadslid"),
            ("codebook", "move", "partij/vervoerder", "--position", "1"),
            ("codebook", "move", "partij/gemeente", "partij/vervoerder"),
            ("codebook", "id", "partij/gemeente", "gemeenten"),
            ("codebook", "split", "partij/gemeente", "Raad", "Wethouder"),
            ("codebook", "retire", "partij/gemeente"),
            ("change", "groep#3", "--statement", "Zo is het"),
            ("change", "groep#3", "--codes", "partij/vervoerder"),
            ("remove", "groep#3"),
            ("order", "factoren", "partij/gemeente", "factor/succes", "groep#2"),
            ("reconcile", "groep#3", "--take", "both", "--reason", "besproken"),
        ],
        ids=" ".join,
    )
    def test_what_commands_did_is_told_in_dutch(self, folder, edit: tuple[str, ...]) -> None:
        with Study.open(folder, "anna") as study:
            study.code(CodingLine("groep#2", (*PARTY, "factor/succes")))
            study.code(CodingLine("groep#3", PARTY))
        done = run("--study", folder, "--coder", "anna", *edit)
        assert done.code == 0, done.err
        with Study.open(folder, "anna") as study:
            action = study.history()[0].action
        use_language("nl")
        assert action_in_words(action) != action


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x40", "80x24"])
class TestScreen:
    async def test_shows_filters_and_leads_to_the_fragment(self, study: Study, size: tuple[int, int]) -> None:
        some_history(study)
        async with at_work(study, size) as coder:
            await coder.press("H")
            assert "removed a coding of groep#2" in coder.screen
            assert "↶ undone" in coder.screen
            await coder.press("t")
            assert "took up" not in coder.screen
            assert "coded groep#3" in coder.screen
            await coder.press("t", "enter")
            assert coder.app.screen is coder.app.coding
            assert coder.app.coding.here == 3

    async def test_undo_and_redo_work_here_and_on_every_screen(self, study: Study, size: tuple[int, int]) -> None:
        study.code(CodingLine("groep#2", PARTY))
        async with at_work(study, size) as coder:
            for screen in ("H", "4", "5", "6", "comma"):
                await coder.press(screen, "u")
                assert codes(study) == [], screen
                assert "Undone" in coder.screen, screen
                await coder.press("U")
                assert codes(study) == [("groep#2", PARTY)], screen
                await coder.press("escape")
                assert coder.app.screen is coder.app.coding

    async def test_while_something_is_entered_keys_of_screens_do_nothing(
        self, study: Study, size: tuple[int, int]
    ) -> None:
        study.code(CodingLine("groep#2", PARTY))
        async with at_work(study, size) as coder:
            await coder.press("j", "v", "u", "H", "comma", "4")
            assert coder.app.screen is coder.app.coding
            assert codes(study) == [("groep#2", PARTY)]
