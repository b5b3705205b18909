"""What was coded is changed, removed, worded alike and put in order from the command line."""

from pathlib import Path
from typing import Any

import pytest

from tests.stories import run

LATE = "partij/vervoerder+factor/faal"
KIND = "partij/vervoerder+factor/succes"


@pytest.fixture
def anna(folder: Path) -> tuple[Any, ...]:
    here = ("--study", folder, "--coder", "anna")
    run(*here, "code", "groep#2", LATE, "--statement", "Komt te laat", "--span", "0:19")
    run(*here, "code", "groep#3", LATE, "--statement", "Altijd te laat")
    run(*here, "code", "groep#4", KIND)
    return here


def _codings(here: tuple[Any, ...]) -> dict[str, dict[str, Any]]:
    rows = run(*here, "retrieve", "partij/vervoerder", "--json").data
    return {row["fragment"]: coding for row in rows for coding in row["codings"]}


def _cell(here: tuple[Any, ...], column: str = "Faalfactoren") -> list[str]:
    (matrix,) = run(*here, "matrix", "factoren", "--json").data
    (cell,) = [c for c in matrix["cells"] if (c["row"], c["column"]) == ("Vervoerder", column)]
    return [statement["text"] for statement in cell["statements"]]


class TestChange:
    def test_by_fragment(self, anna) -> None:
        assert run(*anna, "change", "groep#2", "--codes", KIND, "--whole", "--memo", "m").code == 0
        coding = _codings(anna)["groep#2"]
        assert (coding["codes"], coding["span"], coding["memo"]) == (KIND.split("+"), None, "m")
        assert coding["statement"] == "Komt te laat"

    def test_by_id_as_retrieve_shows_it(self, anna) -> None:
        id_ = _codings(anna)["groep#4"]["id"]
        assert run(*anna, "change", str(id_), "--statement", "Aardig").out == (
            "groep#4  Vervoerder + Succesfactoren  Aardig\n"
        )
        assert run(*anna, "change", str(id_), "--statement", "", "--json").data[0]["statement"] is None

    def test_two_that_say_the_same_become_one(self, anna) -> None:
        assert len(_cell(anna)) == 2
        run(*anna, "change", "groep#2", "groep#3", "--statement", "Komt te laat")
        assert _cell(anna) == ["Komt te laat"]
        assert run(*anna, "undo").out == "undone: changed the statement of groep#3\n"
        assert len(_cell(anna)) == 2

    def test_of_several_codings_on_a_fragment_one_must_be_named(self, anna) -> None:
        run(*anna, "code", "groep#2", KIND)
        result = run(*anna, "remove", "groep#2")
        assert result.code == 1
        assert "2 codings" in result.err
        assert run(*anna, "remove", "groep#2", "--with", KIND).out == (
            "groep#2  no longer Vervoerder + Succesfactoren\n"
        )
        assert "groep#2" in _codings(anna)

    @pytest.mark.parametrize(
        ("arguments", "code", "words"),
        [
            (("groep#2",), 2, "say what to change"),
            (("groep#2", "--span", "0:2", "--whole"), 2, "say what to change"),
            (("groep#2", "groep#3", "--memo", "m"), 2, "several codings at once"),
            (("groep#1", "--memo", "m"), 1, "anna has no coding on groep#1"),
            (("groep#2", "--with", KIND, "--memo", "m"), 1, "no coding with those codes"),
            (("99999", "--memo", "m"), 1, "no longer there"),
            (("groep#9", "--memo", "m"), 1, "fragments 1 to 4"),
            (("groep#2", "--codes", "partij/x"), 1, "nearest"),
        ],
    )
    def test_what_is_wrong_is_one_line(self, anna, arguments: tuple[str, ...], code: int, words: str) -> None:
        before = _codings(anna)
        result = run(*anna, "change", *arguments)
        assert (result.code, result.err.count("\n")) == (code, 1)
        assert words in result.err
        assert _codings(anna) == before

    def test_what_others_coded_is_theirs_and_what_was_settled_is_everybodys(self, anna, folder: Path) -> None:
        for coder in ("bram", "consensus"):
            run("--study", folder, "--coder", coder, "code", "groep#1", LATE)
            id_ = run(*anna, "retrieve", "partij/vervoerder", "--by", coder, "--json").data[0]["codings"][0]["id"]
            result = run(*anna, "change", str(id_), "--statement", "Laat")
            assert result.code == (1 if coder == "bram" else 0)
            assert ("bram's" in result.err) == (coder == "bram")

    def test_others_are_left_as_they_are_and_said(self, anna, folder: Path) -> None:
        run("--study", folder, "--coder", "bram", "code", "groep#1", LATE)
        theirs = run(*anna, "retrieve", "partij/vervoerder", "--by", "bram", "--json").data[0]["codings"][0]["id"]
        out = run(*anna, "change", "groep#2", str(theirs), "--statement", "Laat").out
        assert "left as it is: bram's coding of groep#1" in out
        assert "groep#2  Vervoerder + Faalfactoren  Laat" in out


class TestRemove:
    def test_keeps_the_fragment_reviewed(self, anna) -> None:
        assert run(*anna, "remove", "groep#3", "groep#4").code == 0
        assert list(_codings(anna)) == ["groep#2"]
        assert run(*anna, "remove", str(_codings(anna)["groep#2"]["id"]), "--json").data.keys() == {"removed"}
        assert run(*anna, "retrieve", "partij/vervoerder").out == "nothing found\n"


class TestOrder:
    def test_of_a_cell_is_kept_in_every_format_and_undone(self, anna, tmp_path: Path) -> None:
        assert run(*anna, "order", "factoren", "Vervoerder", "factor/faal", "groep#3").out == (
            "1  Altijd te laat\n2  Komt te laat\n"
        )
        assert _cell(anna) == ["Altijd te laat", "Komt te laat"]
        run(*anna, "appendix", "-o", tmp_path / "a.md")
        text = (tmp_path / "a.md").read_text("utf-8")
        assert text.index("Altijd te laat") < text.index("Komt te laat")
        assert run(*anna, "undo").out == "undone: ordered a cell of factoren\n"
        assert _cell(anna) == ["Komt te laat", "Altijd te laat"]

    def test_what_comes_later_follows(self, anna) -> None:
        run(*anna, "order", "factoren", "partij/vervoerder", "factor/faal", "groep#3", "groep#2")
        run(*anna, "code", "groep#1", LATE, "--statement", "Nieuw")
        assert _cell(anna) == ["Altijd te laat", "Komt te laat", "Nieuw"]

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (("x", "Vervoerder", "factor/faal", "groep#2"), "no matrix “x”"),
            (("factoren", "Vervoer", "factor/faal", "groep#2"), "no row or column “Vervoer”"),
            (("factoren", "Vervoerder", "factor/faal", "groep#4"), "says nothing in that cell"),
        ],
    )
    def test_what_is_wrong_is_said(self, anna, arguments: tuple[str, ...], words: str) -> None:
        result = run(*anna, "order", *arguments)
        assert (result.code, result.err.count("\n")) == (1, 1)
        assert words in result.err
