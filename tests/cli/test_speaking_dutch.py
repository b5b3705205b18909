"""Researchers who set Dutch are spoken to in Dutch on the command line; programs that read JSON are not."""

import copy
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from coder.cli.program import COMMANDS, as_written, program
from coder.model.language import SOURCE, use_language
from tests.stories import run

BROKEN = "title: Busvervoer\nlanguage: nl\ndimensions:\n  partij:\n    name: Partij\n"
SPEECH = "M: Hoe gaat het?\nAnna: De bus komt te laat.\nM: En dan?\nAnna: Dan wachten we.\n"
ENGLISH = re.compile(r"\b(the|has|not|there|and|with|yet|nothing|from|by|read)\b")


@pytest.fixture(autouse=True)
def dutch() -> Iterator[None]:
    """Set Dutch, as `coder settings` does; leave English behind for whoever comes next."""
    assert run("settings", "language", "nl").code == 0
    yield
    use_language(SOURCE)


@pytest.fixture
def speech(tmp_path: Path) -> Path:
    path = tmp_path / "gesprek.txt"
    path.write_text(SPEECH, encoding="utf-8")
    return path


class TestABrokenCodebook:
    def test_is_named_in_dutch_with_its_line(self, folder: Path) -> None:
        (folder / "codebook" / "codebook.yaml").write_text(BROKEN, encoding="utf-8")
        result = run("--study", folder, "progress")
        assert result.code == 1
        assert result.err.endswith("codebook.yaml:5:5: een dimensie heeft geen sleutel “name”; bedoelde u “label”?\n")

    def test_has_all_its_faults_told_in_dutch(self, folder: Path) -> None:
        path = folder / "codebook" / "codebook.yaml"
        path.write_text(BROKEN + "    codes: [uwv, uwv]\n", encoding="utf-8")
        result = run("codebook", "check", path)
        assert "codes: een code schrijft u als id: met de sleutels daaronder, niet als lijst" in result.out
        assert result.err == f"coder: 2 fouten in {path}\n"

    def test_is_told_to_a_program_in_english(self, folder: Path) -> None:
        path = folder / "codebook" / "codebook.yaml"
        path.write_text(BROKEN, encoding="utf-8")
        (fault,) = run("codebook", "check", path, "--json").data["faults"]
        assert fault["message"] == "a dimension has no key “name”; did you mean “label”?"


class TestWhoChoosesTheLanguage:
    def test_the_setting_before_the_terminal(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setenv("LANG", "en_GB.UTF-8")
        assert (
            run("--study", tmp_path, "sources").err
            == f"coder: geen studie in {tmp_path}; `coder init` maakt er daar een\n"
        )

    def test_the_terminal_where_nothing_is_set(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        run("settings", "language", "auto")
        assert (
            run("--study", tmp_path, "sources").err == f"coder: no study in {tmp_path}; `coder init` makes one there\n"
        )
        monkeypatch.setenv("LANG", "nl_BE.UTF-8")
        assert run("--study", tmp_path, "sources").err.startswith("coder: geen studie in")

    def test_the_terminal_where_the_settings_cannot_be_read(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        (tmp_path / "focus-coder").mkdir()
        (tmp_path / "focus-coder" / "settings.toml").write_text("language = [", encoding="utf-8")
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
        monkeypatch.setenv("LANG", "nl_NL.UTF-8")
        assert run("progres").err == "coder: geen opdracht of map “progres”; bedoelde u progress?; zie `coder --help`\n"


class TestEveryStepOfTheWork:
    def test_is_spoken_of_in_dutch(self, folder: Path, speech: Path) -> None:
        """What is coded stays as it was written; everything around it is Dutch."""
        study = ("--study", folder, "--coder", "anna")
        steps = [
            run(*study, "import", speech),
            run(*study, "sources"),
            run(*study, "code", "gesprek#2", "partij/vervoerder+factor/faal"),
            run(*study, "code", "gesprek#2", "partij/vervoeder"),
            run(*study, "review", "gesprek#1"),
            run(*study, "codebook", "add", "partij/provincie", "Provincie"),
            run(*study, "codebook", "move", "partij/provincie", "--position", "1"),
            run(*study, "log"),
            run(*study, "search", "trein"),
            run(*study, "reconcile", "gesprek#2", "--take", "none"),
            run(*study, "undo"),
            run(*study, "progress"),
            run(*study, "saturation"),
            run(*study, "agreement"),
            run(*study, "compare", "anna", "bram"),
            run(*study, "blind", "on"),
            run(*study, "suggest", "gesprek#4"),
            run(*study, "sample", "2"),
            run(*study, "frequencies", "partij"),
            run(*study, "appendix", "-o", folder / "bijlage.html"),
            run(*study, "check"),
        ]
        said = [line for step in steps for line in (step.out + step.err).splitlines()]
        assert [line for line in said if ENGLISH.search(line)] == []

    def test_a_recording_that_cannot_be_read(self, folder: Path, tmp_path: Path) -> None:
        (tmp_path / "gesprek.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
        result = run("--study", folder, "import", tmp_path / "gesprek.doc")
        assert result.err.startswith("coder: gesprek.doc: is een oud Word-bestand; open het in een tekstverwerker")

    def test_a_line_of_a_stream_that_is_wrong_is_named_once(self, folder: Path) -> None:
        result = run("--study", folder, "code", "--from", "-", stdin=b'{"fragment": "groep#1", "codes": []}\n')
        assert result.err.splitlines() == [
            "coder: regel 1: “codes” moet een lijst zijn van ten minste één code, zoals"
            ' ["partij/uwv", "factor/succes"]',
            "coder: 1 regel niet toegevoegd; elke bevestigde regel is in de studie",
        ]


class TestAWrongCommandLine:
    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (("review",), "Er ontbreekt een argument: 'FRAGMENT…|BRON'; zie `coder review --help`"),
            (("matrix", "--matrx"), "Er is geen optie '--matrx'; zie `coder matrix --help`"),
            (("sample", "veel"), "Ongeldige waarde voor '[N]': 'veel' is geen geldige waarde (integer range)"),
            (("blind", "misschien"), "Ongeldige waarde voor '[on|off]': 'misschien' is niet een van 'on', 'off'"),
            (("progress", "fg1"), "Er staat een argument te veel (fg1); zie `coder progress --help`"),
        ],
    )
    def test_is_told_in_dutch(self, folder: Path, arguments: tuple[str, ...], said: str) -> None:
        result = run("--study", folder, *arguments)
        assert result.code == 2
        assert result.err.startswith(f"coder: {said}")

    def test_is_told_to_a_program_in_english(self, folder: Path) -> None:
        result = run("--study", folder, "sample", "veel", "--json")
        assert result.err.startswith("coder: Invalid value for '[N]': 'veel' is not a valid integer range")


def every_command() -> Iterator[tuple[tuple[str, ...], click.Context]]:
    """The words of every command, and the command as it is written, in English."""
    top = click.Context(copy.copy(program), info_name="coder", **program.context_settings)
    yield (), top
    for name in COMMANDS:
        context = click.Context(copy.copy(as_written(name)), parent=top, info_name=name)
        yield (name,), context
        for below, command in getattr(context.command, "commands", {}).items():
            yield (name, below), click.Context(copy.copy(command), parent=context, info_name=below)


def on_one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(("words", "written"), [pytest.param(*one, id=one[1].command_path) for one in every_command()])
class TestHelp:
    def test_is_dutch(self, words: tuple[str, ...], written: click.Context) -> None:
        shown = on_one_line(run(*words, "--help").out)
        command = written.command
        texts = [*(command.help or "").split("\n\n"), *(getattr(option, "help", None) for option in command.params)]
        assert [text for text in texts if text and on_one_line(text) in shown] == []
        assert shown.startswith(f"Gebruik: {written.command_path} [OPTIES]")
        english = r"Usage|Options|Commands|default:|Show|FILE|NAME|SOURCE|PATH|TEXT|INTEGER|RANGE|VALUE|COMMAND"
        assert re.findall(rf"\b({english})\b", shown) == []

    def test_is_as_it_is_written_where_english_is_set(self, words: tuple[str, ...], written: click.Context) -> None:
        run("settings", "language", "en")
        assert run(*words, "--help").out == written.get_help() + "\n"


class TestTheListOfCommands:
    """What a group says of each of its commands."""

    @pytest.mark.parametrize("group", [(), ("codebook",)])
    def test_is_dutch(self, group: tuple[str, ...]) -> None:
        listed = run(*group, "--help").out.partition("Opdrachten:\n")[2].splitlines()
        assert len(listed) > 10
        assert [line for line in listed if ENGLISH.search(line.split(maxsplit=1)[1])] == []


class TestWhatIsKept:
    def test_a_note_on_an_import_is_dutch_to_people_and_english_in_the_study(self, folder: Path, speech: Path) -> None:
        assert (
            "let op      namen van sprekers gevonden in 4 van 4 alinea's"
            in run("--study", folder, "import", speech).out
        )
        source = next(one for one in run("--study", folder, "sources", "--json").data if one["id"] == "gesprek")
        assert "speaker labels found in 4 of 4 paragraphs" in source["warnings"]

    def test_what_was_done_is_english_in_the_log(self, folder: Path) -> None:
        run("--study", folder, "code", "groep#2", "partij/vervoerder")
        assert "groep#2 gecodeerd met Vervoerder" in run("--study", folder, "log").out
        assert (
            run("--study", folder, "log", "--fragment", "groep#2", "--json")
            .data[0]["action"]
            .startswith("coded groep#2")
        )
