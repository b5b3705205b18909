"""What a coder sets is kept, shown at once, and refused in a sentence where it cannot be."""

from pathlib import Path

import pytest

from coder.files.settings_file import settings_file
from coder.model import CodingLine
from coder.store import Study
from coder.tui.app import CoderApp
from coder.tui.bindings import changeable, key_for, keys_of_binding, where
from coder.tui.screens.settings import SCOPES
from coder.tui.settings import CHOICES, Settings, load_settings, save_settings
from coder.tui.theme import THEMES
from tests.stories import run
from tests.tui.stories import NARROW, WIDE, at_work, codes

PARTY = ("partij/gemeente",)


def written(text: str) -> Path:
    path = settings_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


class TestFile:
    def test_none_gives_the_usual_settings(self) -> None:
        assert load_settings() == (Settings(), [])

    def test_what_is_saved_is_found_again(self) -> None:
        settings = Settings(language="nl", theme="contrast", keys={"coding.review": "R", "coding.source(-1)": "up"})
        save_settings(settings)
        found, faults = load_settings()
        assert (found.language, found.theme) == ("nl", "contrast")
        assert found.keys["coding.review"] == "R"
        assert len(faults) == 1  # `up` moves in every list
        assert "up" in faults[0] or "↑" in faults[0]

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("language = ", "cannot be read"),
            ("\x00\x1b[2J", "cannot be read"),
            ("a = " + "[" * 50_000, "cannot be read"),
            ("x" * 200_000, "too long"),
            ("keys = 1", "no table"),
            ('language = "klingon"', "klingon"),
            ("theme = 7", "theme is one of dark, light, contrast"),
            ('run = "rm -rf"', "no setting “run”"),
            ('[keys]\n"coding.fly" = "f"', "coding.fly"),
            ('[keys]\n"coding.review" = "spacebar"', "no key"),
            ('[keys]\n"coding.review" = "j"', "taken"),
            ('[keys]\n"note.submit" = "s"', "letter"),
        ],
    )
    def test_a_broken_or_hostile_one_is_a_sentence(self, text: str, words: str) -> None:
        written(text)
        settings, faults = load_settings()
        assert settings == Settings()
        assert len(faults) == 1
        assert words in faults[0]
        assert faults[0].isprintable()

    async def test_and_the_interface_opens_and_says_it(self, study: Study) -> None:
        written('run = "rm -rf"\ntheme = "light"')
        async with at_work(study) as coder:
            assert "no setting “run”" in coder.lines[-1]
            assert coder.app.theme == "coder-light"


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x40", "80x24"])
class TestScreen:
    async def test_another_language_is_spoken_at_once(self, study: Study, size: tuple[int, int]) -> None:
        async with at_work(study, size) as coder:
            await coder.press("comma")
            assert "Language of the interface" in coder.screen
            await coder.press("right", "right")
            assert "Nederlands" in coder.screen
            assert "Taal van het programma" in coder.screen
            await coder.press("escape")
            assert "? hulp" in coder.lines[-1]
        assert load_settings()[0].language == "nl"

    async def test_colours_and_what_is_shown(self, study: Study, size: tuple[int, int]) -> None:
        study.code(CodingLine("groep#1", PARTY, coder="bram"))
        async with at_work(study, size) as coder:
            assert "bram" in coder.screen
            await coder.press("comma", *["down"], "right", "right")
            assert coder.app.theme == "coder-contrast"
            await coder.press("down", "down", "enter", "down", "enter", "escape")
            assert "bram" not in coder.screen
            assert "Faalfactoren" not in coder.screen
            await coder.press("b")
            assert "Faalfactoren" in coder.screen

    async def test_a_key_is_changed_by_pressing_another(self, study: Study, size: tuple[int, int]) -> None:
        async with at_work(study, size) as coder:
            await coder.press("comma")
            place = [row.name for row in coder.app.screen.query_one("#setting-list").rows].index("keys.coding.review")
            await coder.press(*["down"] * (place - 1), "enter")
            assert "Press the new key" in coder.screen
            await coder.press("n")
            assert "n is taken" in coder.lines[-1]
            await coder.press("enter", "tab")
            assert "⇥" in coder.screen
            await coder.press("escape", "j", "r", "tab")
            assert list(study.reviewed_ids("anna")) == [coder.app.desk.ids[1]]
            await coder.press("question_mark")
            assert "Note that you have read this fragment" in coder.screen
        assert load_settings()[0].keys == {"coding.review": "tab"}

    async def test_and_brought_back(self, study: Study, size: tuple[int, int]) -> None:
        save_settings(Settings(keys={"coding.review": "R"}))
        async with at_work(study, size) as coder:
            await coder.press("comma")
            place = [row.name for row in coder.app.screen.query_one("#setting-list").rows].index("keys.coding.review")
            await coder.press(*["down"] * (place - 1), "backspace", "escape", "j", "r")
            assert list(study.reviewed_ids("anna")) == [coder.app.desk.ids[1]]
        assert load_settings()[0].keys == {}

    async def test_blind_coding_is_turned_on_for_the_study(self, study: Study, size: tuple[int, int]) -> None:
        study.code(CodingLine("groep#1", PARTY, coder="bram"))
        async with at_work(study, size) as coder:
            await coder.press("comma", *["down"] * len(CHOICES), "enter", "escape")
            assert study.blind
            assert "bram" not in coder.screen
            await coder.press("u")
        assert codes(study) == [("groep#1", PARTY)]


class TestKeys:
    def test_every_one_has_a_name_and_does_nothing_else_where_it_works(self) -> None:
        assert len(changeable()) > 50
        for id_, binding in changeable().items():
            assert "." in id_
            assert keys_of_binding(binding)
            assert Settings().with_value(f"keys.{id_}", binding.key) == Settings()

    def test_every_one_is_listed_under_where_it_works(self) -> None:
        assert {where(id_) for id_ in changeable()} == set(SCOPES)

    def test_a_sentence_names_the_key_in_use(self, study: Study) -> None:
        save_settings(Settings(keys={"coding.code": "C"}))
        CoderApp(study)
        assert key_for("coding.code") == "C"


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


class TestContrast:
    """WCAG 2.2, 1.4.3: text has a contrast of at least 4.5 to 1 to its ground; the high contrast theme 7 to 1."""

    @pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
    def test_of_every_text_on_every_ground(self, theme) -> None:
        wanted = 7.0 if theme.name == "coder-contrast" else 4.5
        variables = theme.variables
        texts = {
            "foreground": theme.foreground, "accent": theme.accent, "secondary": theme.secondary,
            "success": theme.success, "error": theme.error, "quiet": variables["quiet"],
            **{name: value for name, value in variables.items() if name.startswith("hue-")},
        }  # fmt: skip
        grounds = {"background": theme.background, "surface": theme.surface, "raised": variables["raised"]}
        for name, text in texts.items():
            for ground_name, ground in grounds.items():
                ratio = contrast(text, ground)
                assert ratio >= wanted, f"{name} on {ground_name}: {ratio:.2f}"


class TestCommand:
    def test_shows_sets_and_brings_back(self) -> None:
        assert run("settings", "theme").out == "dark\n"
        assert run("settings", "theme", "contrast").out == "contrast\n"
        assert run("settings", "--json").data["theme"] == "contrast"
        assert run("settings", "keys.coding.review", "R", "--json").data == {"keys.coding.review": "R"}
        assert run("settings", "keys.coding.review", "").out == "r\n"
        assert "keys.app.help" in run("settings").out

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (["theme", "pink"], "dark, light, contrast"),
            (["colour"], "no setting"),
            (["keys.coding.review", "j"], "taken"),
            (["keys.nothing"], "no setting"),
        ],
    )
    def test_says_what_cannot_be(self, arguments: list[str], words: str) -> None:
        result = run("settings", *arguments)
        assert (result.code, result.out) == (1, "")
        assert words in result.err
        assert not settings_file().exists()
