"""Every edit of a codebook has its command; the codings follow, and the file says so."""

from pathlib import Path
from typing import Any

import pytest

from tests.stories import run


@pytest.fixture
def anna(folder: Path) -> tuple[Any, ...]:
    here = ("--study", folder, "--coder", "anna")
    run(*here, "code", "groep#2", "partij/vervoerder+factor/faal")
    return here


def _code(here: tuple[Any, ...], path: str) -> dict[str, Any]:
    return run(*here, "codebook", "show", path, "--json").data


def _text(folder: Path) -> str:
    return (folder / "codebook" / "codebook.yaml").read_text("utf-8")


def test_redefine_changes_what_is_given_and_leaves_the_rest(anna, folder: Path) -> None:
    out = run(*anna, "codebook", "redefine", "partij/vervoerder", "--definition", "Wie rijdt.", "--cue", "bus").out
    assert "definition" in out
    run(*anna, "codebook", "redefine", "partij/vervoerder", "--example", "De bus kwam niet.")
    code = _code(anna, "partij/vervoerder")
    assert (code["definition"], code["cues"], code["examples"]) == ("Wie rijdt.", ["bus"], ["De bus kwam niet."])
    run(*anna, "codebook", "redefine", "partij/vervoerder", "--cue", "")
    assert _code(anna, "partij/vervoerder")["cues"] == []
    assert "Wie rijdt." in _text(folder)


def test_id_takes_the_codings_along(anna, folder: Path) -> None:
    run(*anna, "codebook", "id", "partij/vervoerder", "busbedrijf")
    assert _code(anna, "partij/busbedrijf")["n"] == 1
    run(*anna, "codebook", "id", "partij", "wie")
    assert _code(anna, "wie/busbedrijf")["n"] == 1
    assert "rows: wie" in _text(folder)


def test_move_to_another_parent_and_among_siblings(anna) -> None:
    run(*anna, "codebook", "move", "factor/faal", "--position", "1")
    book = run(*anna, "codebook", "show", "factor", "--json").data
    assert [code["code"] for code in book["dimensions"][0]["codes"]] == ["factor/faal", "factor/succes"]
    run(*anna, "codebook", "move", "partij/vervoerder", "partij/gemeente")
    assert _code(anna, "partij/gemeente/vervoerder")["n"] == 1


def test_split_gives_children_and_leaves_the_codings(anna) -> None:
    run(*anna, "codebook", "split", "partij/vervoerder", "Stad", "Streek")
    code = _code(anna, "partij/vervoerder")
    assert [child["code"] for child in code["codes"]] == ["partij/vervoerder/stad", "partij/vervoerder/streek"]
    assert code["n"] == 1


@pytest.mark.parametrize("path", ["partij/vervoerder", "rol"])
def test_retire_leaves_the_file_and_undo_brings_it_back(anna, folder: Path, path: str) -> None:
    name = f"{path.rpartition('/')[2]}:"
    assert run(*anna, "codebook", "retire", path).code == 0
    assert name not in _text(folder)
    run(*anna, "undo")
    assert name in _text(folder)
    assert run(*anna, "codebook", "check").code == 0


def test_restore_brings_a_code_in_use_back(anna) -> None:
    run(*anna, "codebook", "retire", "partij/vervoerder")
    assert _code(anna, "partij/vervoerder")["retired"]
    assert run(*anna, "codebook", "restore", "partij/vervoerder").out == "partij/vervoerder: added as “Vervoerder”\n"
    assert not _code(anna, "partij/vervoerder")["retired"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("redefine", "partij/vervoerder"), 2, "give --definition"),
        (("redefine", "partij/x", "--definition", "d"), 1, "nearest"),
        (("redefine", "partij", "--cue", "c"), 1, "only codes have cues"),
        (("move", "partij/vervoerder"), 2, "--position"),
        (("id", "partij/vervoerder", "gemeente"), 1, "called that"),
        (("split", "partij/x", "A"), 1, "nearest"),
        (("retire", "partij"), 1, "matrix “factoren” needs it"),
        (("restore", "partij/vervoerder"), 1, "not retired"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_nothing_changes(
    anna, folder: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    before = _text(folder)
    result = run(*anna, "codebook", *arguments)
    assert (result.code, result.err.count("\n")) == (code, 1)
    assert words in result.err
    assert _text(folder) == before
