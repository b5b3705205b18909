"""The program as a whole: quick to answer, one line for whatever is wrong, safe on a terminal."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.stories import ROOT, run

HEAVY = ("textual", "spacy", "sklearn", "numpy", "docx", "openpyxl", "lxml", "xlsxwriter", "simplemma", "sqlite_utils")


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["code", "--help"], ["nonsense"]])
def test_help_waits_for_no_heavy_library(arguments: list[str]) -> None:
    script = f"""
import sys
from coder.cli import main
try:
    main({arguments!r})
except SystemExit:
    pass
print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stderr.splitlines()[-1] == "[]"


def test_the_layers_hold() -> None:
    """The import contract of pyproject.toml: cli > tui > appendix, agreement, suggest > store > files > model."""
    done = subprocess.run(["lint-imports"], capture_output=True, text=True, cwd=ROOT, check=False, env=_path())
    assert done.returncode == 0, done.stdout


def _path() -> dict[str, str]:
    import os

    return {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}


class TestWrongUse:
    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (["codee"], "did you mean code"),
            (["code", "--bogus"], "--bogus"),
            (["import"], "FILE"),
            (["code", "groep#1"], "give a fragment and its codes"),
            (["fragments", "a", "b"], "extra argument"),
        ],
    )
    def test_is_one_line_and_exit_2(self, arguments: list[str], words: str, folder: Path) -> None:
        result = run("--study", folder, *arguments)
        assert result.code == 2
        assert result.out == ""
        assert len(result.err.splitlines()) == 1
        assert words in result.err

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (["code", "groep#9", "partij/gemeente"], "fragments 1 to 4"),
            (["code", "groep#1", "partij/gemeent"], "nearest: partij/gemeente"),
            (["fragments", "groop"], "nearest: groep"),
            (["undo", "--coder", "niemand"], "nothing to be undone"),
            (["redo"], "nothing to be redone"),
            (["import", "weg.txt"], "weg.txt"),
            (["code", "--from", "weg.jsonl"], "weg.jsonl"),
            (["retrieve", "partij/x"], "no code"),
            (["review", "groep#0"], "source#number"),
            (["matrix", "nee"], "factoren"),
            (["appendix", "-o", "x.pdf"], "docx"),
        ],
    )
    def test_wrong_input_is_one_line_and_exit_1(self, arguments: list[str], words: str, folder: Path) -> None:
        result = run("--study", folder, *arguments)
        assert result.code == 1
        assert words in result.err
        assert "Traceback" not in result.err
        assert all(line.startswith("coder: ") for line in result.err.splitlines())

    def test_a_folder_without_a_study_says_how_to_make_one(self, tmp_path: Path) -> None:
        result = run("--study", tmp_path, "sources")
        assert (result.code, result.err.count("\n")) == (1, 1)
        assert "coder init" in result.err

    def test_the_interface_without_a_terminal_says_so(self, folder: Path) -> None:
        result = run(folder)
        assert result.code == 1
        assert "needs a terminal" in result.err


class TestOptions:
    def test_stand_before_or_after_the_command(self, folder: Path) -> None:
        for arguments in (["--study", folder, "sources", "--json"], ["sources", "--json", "--study", folder]):
            assert run(*arguments).data[0]["id"] == "groep"

    def test_come_from_the_environment(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("CODER_STUDY", str(folder))
        monkeypatch.setenv("CODER_NAME", "bram")
        run("code", "groep#2", "partij/gemeente")
        assert run("retrieve", "partij/gemeente", "--json").data[0]["codings"][0]["coder"] == "bram"


def test_an_unexpected_error_is_one_line_and_a_log(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("coder.store.Study.sources", broken)
    result = run("--study", folder, "sources")
    assert result.code == 1
    assert "boom" in result.err
    log = Path(result.err.rsplit(" ", 1)[1].strip())
    assert "Traceback" in log.read_text(encoding="utf-8")
