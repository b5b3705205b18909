"""A coder is shown what a fragment may be coded with, and why, when the coder wants it."""

import gc
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from coder.model import CodingLine
from coder.model.suggestion import Judged
from coder.store import Study
from coder.suggest.of_study import StudySuggestions
from coder.tui import adviser
from tests.stories import CODEBOOK, transcript
from tests.tui.stories import NARROW, WIDE, Coder, at_work, codes

LATE = ("partij/vervoerder", "factor/faal")
KIND = ("partij/vervoerder", "factor/succes")
HEARD = ("partij/gemeente", "factor/succes")

TURNS = (
    "Hoe gaat het met de bus?",
    "De bus komt te laat, elke dag weer.",
    "De wethouder luistert goed naar ons.",
    "De chauffeur is vriendelijk en helpt iedereen.",
    "Alweer te laat, die bus, en niemand die iets zegt.",
    "Hmm.",
)

pytestmark = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x40", "80x24"])


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """Six turns; the second is coded, so that the fifth resembles it."""
    with Study.create(tmp_path / "studie", "anna", CODEBOOK) as opened:
        opened.add_source(transcript("groep.txt", TURNS))
        opened.review(["groep#1"])
        opened.code(CodingLine("groep#2", LATE))
        yield opened


def judged(study: Study) -> list[tuple[str, str, bool, int | None]]:
    """Fragment, outcome, whether it was in sight, and rank of everything that was logged."""

    def row(one: Judged) -> tuple[str, str, bool, int | None]:
        return study.address(one.fragment), one.outcome, one.on_screen, one.rank

    return [row(one) for one in study.judged()]


async def go(coder: Coder, number: int) -> None:
    """Go to a fragment and wait until suggestions are worked out."""
    await coder.press("home", *["j"] * (number - 1))


def underlined(coder: Coder) -> str:
    """What is underlined on the screen, line after line."""
    strips = coder.app.screen._compositor.render_strips(coder.app.size)
    parts = [part.text for strip in strips for part in strip if part.style and part.style.underline]
    return " ".join(" ".join(parts).split())


class TestWhenAsked:
    async def test_suggestions_come_when_asked_for_with_reasons(self, study: Study, size) -> None:
        async with at_work(study, size, "ask") as coder:
            await go(coder, 5)
            assert "like groep#2" not in coder.screen
            await coder.press("s")
            bar = coder.lines[-4:-1]
            assert bar[0].startswith(" 1 Vervoerder + Faalfactoren")
            assert "cue “bus”" in bar[0]
            assert "bus" in underlined(coder)
            await coder.press("s")
            assert "cue “bus”" not in coder.screen
            assert underlined(coder) == ""

    async def test_one_key_takes_one(self, study: Study, size) -> None:
        async with at_work(study, size, "ask") as coder:
            await go(coder, 5)
            await coder.press("s", "1")
            assert "▸ Vervoerder + Faalfactoren" in coder.screen
            assert not coder.lines[-4].startswith(" 1 Vervoerder + Faalfactoren")
        assert codes(study)[-1] == ("groep#5", LATE)
        assert study.codings()[-1].origin == "suggestion"
        assert judged(study) == [("groep#5", "taken", True, 1)]

    async def test_what_is_not_in_sight_is_never_taken(self, study: Study, size) -> None:
        async with at_work(study, size, "ask") as coder:
            await go(coder, 5)
            await coder.press("1")
            assert len(codes(study)) == 1
            assert coder.lines[-4].startswith(" 1 Vervoerder + Faalfactoren")  # now it is in sight

    async def test_they_are_hidden_again_on_the_next_fragment(self, study: Study, size) -> None:
        async with at_work(study, size, "ask") as coder:
            await go(coder, 4)
            await coder.press("s", "j")
            assert "cue “bus”" not in coder.screen

    async def test_what_was_hidden_is_logged_as_hidden(self, study: Study, size) -> None:
        async with at_work(study, size, "ask") as coder:
            await go(coder, 5)
            await coder.press("c", *"ver", "space", *"faal", "enter")
            await go(coder, 3)
            await coder.press("space")
        assert judged(study) == [("groep#5", "taken", False, 1), ("groep#3", "overridden", False, None)]
        assert study.codings()[-1].origin == "manual"

    async def test_what_was_looked_at_and_hidden_again_was_seen(self, study: Study, size) -> None:
        async with at_work(study, size, "ask") as coder:
            await go(coder, 5)
            await coder.press("s", "s", "c", *"gem", "enter")
        assert judged(study) == [("groep#5", "overridden", True, None)]

    async def test_undo_takes_back_the_coding_and_what_was_logged_with_it(self, study: Study, size) -> None:
        async with at_work(study, size, "ask") as coder:
            await go(coder, 5)
            await coder.press("s", "1", "u")
        assert (len(codes(study)), judged(study)) == (1, [])


class TestInTheRoomThereIs:
    BOOK = """\
title: Wonen
language: nl
dimensions:
  partij:
    label: Partij
    codes:
      bewoners: {label: "Bewoners zelf, met inbegrip van commissies, vertegenwoordigers en netwerken"}
  oordeel:
    label: Oordeel
    codes:
      goed: {label: Gaat goed en moet zo blijven}
      slecht: {label: Gaat niet goed en moet anders}
matrices:
  oordelen: {title: Oordelen, rows: partij, columns: oordeel}
"""

    async def test_every_code_of_a_combination_is_in_sight_however_long(self, tmp_path: Path, size) -> None:
        with Study.create(tmp_path / "lang", "anna", self.BOOK) as study:
            study.add_source(transcript("groep.txt", ("De bewoners doen het goed.",)))
            async with at_work(study, size, "always") as coder:
                await go(coder, 1)
                first, second = (row[: row.index("  ")] for row in coder.lines[-4:-2])
                assert first.startswith(" 1 Bewoners zelf")
                assert sorted(row[row.index(" + ") :][:11] for row in (first, second)) == [" + Gaat goe", " + Gaat nie"]
                await coder.press("1")
                (chip,) = (row for row in coder.lines if "▸" in row)
                assert " + Gaat" in chip
                await coder.press("c", *"bew", "space", *"blij")
                assert any("Bewoners" in row and "+ Gaat" in row for row in coder.lines if row.startswith("▌ "))

    async def test_each_code_has_its_reason_and_what_it_resembles_its_address(self, study: Study, size) -> None:
        async with at_work(study, size, "always") as coder:
            await go(coder, 5)
            assert "cue “bus” · words “laat”" in coder.lines[-4]
            assert coder.lines[-4].endswith("like groep#2")

    async def test_reasons_of_one_kind_stand_together(self, study: Study, size) -> None:
        study.add_source(transcript("later.txt", ("Zo", "De wethouder kwam met de chauffeur.")))
        study.code(CodingLine("groep#3", (*HEARD[:1], *LATE[:1])))
        async with at_work(study, size, "always") as coder:
            await coder.press("end")
            assert "cue “wethouder”, “chauffeur”" in coder.screen

    async def test_undo_gives_back_what_was_suggested_before(self, study: Study, size) -> None:
        async with at_work(study, size, "always") as coder:
            await go(coder, 3)
            before = coder.lines[-4:-1]
            await coder.press("2", "n")
            assert coder.lines[-4:-1] != before
            await coder.press("u")
            assert coder.app.coding.here == 2
            assert coder.lines[-4:-1] == before
            await go(coder, 4)
            await go(coder, 3)
            assert coder.lines[-4:-1] == before

    async def test_a_part_that_is_being_selected_is_coded_with_one_key_too(self, study: Study, size) -> None:
        async with at_work(study, size, "ask") as coder:
            await go(coder, 5)
            await coder.press("v", "right", "1")
            assert len(codes(study)) == 1
            assert coder.lines[-4].startswith(" 1 Vervoerder + Faalfactoren")  # now it is in sight
            await coder.press("1", "j")
            assert coder.app.coding.here == 5
        assert codes(study)[-1] == ("groep#5", LATE)
        assert (study.codings()[-1].span, study.codings()[-1].origin) == ((0, 9), "suggestion")
        assert judged(study) == [("groep#5", "taken", True, 1)]


class TestAlways:
    async def test_two_keys_code_a_fragment_and_go_on(self, study: Study, size) -> None:
        async with at_work(study, size, "always") as coder:
            await go(coder, 5)
            await coder.press("1", "n")
            assert coder.app.coding.here == 5
        assert codes(study)[-1] == ("groep#5", LATE)

    async def test_without_evidence_it_says_so(self, study: Study, size) -> None:
        async with at_work(study, size, "always") as coder:
            await go(coder, 6)
            assert "nothing in this fragment speaks for a code" in coder.screen
            await coder.press("1", "d")
            assert "no suggestion in sight" in coder.screen
            await coder.press("space")
        assert judged(study) == []

    async def test_an_order_and_no_numbers_below_ten_codings(self, study: Study, size) -> None:
        async with at_work(study, size, "always") as coder:
            await go(coder, 5)
            assert "Faalfactoren  ." not in coder.screen

    async def test_numbers_from_ten_codings_on(self, study: Study, size) -> None:
        study.add_source(transcript("meer.txt", tuple(f"De bus is te laat, keer {n}." for n in range(12))))
        study.code_many((n, CodingLine(f"meer#{n}", LATE)) for n in range(1, 12))
        async with at_work(study, size, "always") as coder:
            await coder.press("end")
            assert " ." in coder.lines[-4]

    async def test_the_palette_puts_what_is_suggested_before_its_equals(self, study: Study, size) -> None:
        async with at_work(study, size, "always") as coder:
            await go(coder, 3)
            await coder.press("c", "enter")
        assert codes(study)[-1][0] == "groep#3"
        assert "partij/gemeente" in codes(study)[-1][1]

    async def test_learning_goes_on_while_coding(self, study: Study, size) -> None:
        async with at_work(study, size, "always") as coder:
            await go(coder, 3)
            await coder.press("c", *"gem", "space", *"suc", "enter")
            study.add_source(transcript("later.txt", ("Zo", "De wethouder luistert altijd goed.")))
        async with at_work(study, size, "always") as coder:
            await coder.press("end")
            assert coder.lines[-4].startswith(" 1 Gemeente + Succesfactoren")
            assert "words “luistert”" in coder.screen

    async def test_in_dutch(self, study: Study, size, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("LANG", "nl_NL.UTF-8")
        async with at_work(study, size, "always") as coder:
            await go(coder, 5)
            assert "trefwoord “bus”" in coder.lines[-4]
            await go(coder, 6)
            assert "Geen suggesties" in coder.screen


class TestAfter:
    async def test_suggestions_come_when_the_coder_has_chosen(self, study: Study, size) -> None:
        async with at_work(study, size, "after") as coder:
            await go(coder, 5)
            assert "like groep#2" not in coder.screen
            await coder.press("s")
            assert "Suggestions come when you have coded" in coder.screen
            await coder.press("c", *"gem", "enter")
            assert coder.lines[-4].startswith(" 1 Vervoerder + Faalfactoren")
            await coder.press("1")
        assert judged(study) == [("groep#5", "overridden", False, None), ("groep#5", "taken", True, 1)]


class TestRejecting:
    async def test_a_key_turns_the_first_one_down(self, study: Study, size) -> None:
        async with at_work(study, size, "always") as coder:
            await go(coder, 5)
            await coder.press("d")
            assert "Turned down: Vervoerder + Faalfactoren" in coder.screen
            assert not coder.lines[-4].startswith(" 1 Vervoerder + Faalfactoren")
            await go(coder, 4)
            await go(coder, 5)
            assert not coder.lines[-4].startswith(" 1 Vervoerder + Faalfactoren")
        assert judged(study) == [("groep#5", "rejected", True, 1)]
        async with at_work(study, size, "always") as coder:
            await go(coder, 5)
            assert not coder.lines[-4].startswith(" 1 Vervoerder + Faalfactoren")
            await coder.press("u")
            assert coder.lines[-4].startswith(" 1 Vervoerder + Faalfactoren")
        assert judged(study) == []


class TestRestraint:
    @pytest.mark.parametrize("setting", ["ask", "after", "always"])
    async def test_blind_coding_turns_them_off(self, study: Study, size, setting: str) -> None:
        study.set_blind(True)
        async with at_work(study, size, setting) as coder:
            await go(coder, 5)
            await coder.press("s")
            assert "there are no suggestions" in coder.screen
            await coder.press("1", "c", *"gem", "enter")
            assert "cue “bus”" not in coder.screen
        assert len(codes(study)) == 2
        assert judged(study) == []

    async def test_they_can_be_turned_off(self, study: Study, size) -> None:
        async with at_work(study, size, "never") as coder:
            await go(coder, 5)
            await coder.press("s")
            assert "turned off in the settings" in coder.screen
            await coder.press("c", *"gem", "enter")
        assert judged(study) == []

    async def test_nothing_is_suggested_in_an_empty_study(self, study: Study, size, tmp_path: Path) -> None:
        with Study.create(tmp_path / "leeg", "anna", CODEBOOK) as empty:
            async with at_work(empty, size, "always") as coder:
                await coder.press("s", "1", "d", "o", "n")
                assert "coder import FILE" in coder.screen


class TestNothingWaits:
    async def test_keys_are_answered_while_suggestions_are_worked_out(
        self, study: Study, size, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        released = threading.Event()
        make = adviser._suggestions

        def slow(study: Study) -> object:
            released.wait(30)
            return make(study)

        monkeypatch.setattr(adviser, "_suggestions", slow)
        async with at_work(study, size, "never") as coder:
            coder.app.desk.suggestions = "always"
            coder.app.coding.suggestions.start()
            await coder._pilot.press("home", "j", "j", "c", *"gem", "enter", "j")
            assert "Looking for suggestions" in coder.screen
            assert coder.app.coding.here == 3
            assert "Gemeente" in coder.screen
            released.set()
            await coder.settle()
            assert "cue “chauffeur”" in coder.screen
        assert codes(study)[-1] == ("groep#3", ("partij/gemeente",))

    async def test_a_key_does_not_wait_while_what_is_loaded_is_looked_through_for_garbage(
        self, study: Study, size, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        looked: list[bool] = []
        learn = StudySuggestions.update
        monkeypatch.setattr(StudySuggestions, "update", lambda every: (looked.append(gc.isenabled()), learn(every)))
        async with at_work(study, size, "always") as coder:
            await go(coder, 5)
            assert looked == [False]
            assert gc.isenabled()
            await coder.press("c", *"gem", "enter")
        assert looked[1:] == [True] * len(looked[1:])
        assert len(looked) > 1

    async def test_what_goes_wrong_is_a_sentence(self, study: Study, size, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken(_: Study) -> object:
            raise MemoryError("not that much")

        monkeypatch.setattr(adviser, "_suggestions", broken)
        async with at_work(study, size, "ask") as coder:
            await go(coder, 5)
            await coder.press("c", *"gem", "enter")
            assert "▸ Gemeente" in coder.screen
        assert judged(study) == []


class TestActiveOrder:
    async def test_next_is_what_teaches_most(self, study: Study, size) -> None:
        async with at_work(study, size, "always") as coder:
            await coder.press("o")
            assert "teaches suggestions most" in coder.screen
            await coder.press("n")
            assert coder.app.coding.here != 5  # “Hmm.” teaches nothing
            first = coder.app.coding.here
            await coder.press("c", *"gem", "enter", "n")
            assert coder.app.coding.here not in (first, 5)
            await coder.press("o")
            assert "Next is the next fragment of the study" in coder.screen
        assert [one.order for one in study.judged()] == ["active"]

    async def test_what_teaches_nothing_comes_last(self, study: Study, size) -> None:
        async with at_work(study, size, "always") as coder:
            await coder.press("o")
            for _ in range(4):
                await coder.press("n", "r")
            assert coder.app.coding.here == 5
            await coder.press("n")
            assert "Every fragment is reviewed" in coder.screen


def test_the_interface_starts_without_the_libraries(size) -> None:
    program = "import sys, coder.tui.app; print({'coder.suggest', 'spacy', 'scipy', 'sklearn'} & set(sys.modules))"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "set()"
