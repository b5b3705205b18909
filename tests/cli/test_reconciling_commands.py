"""Two coders look at where they differ, and settle it, on the command line."""

from pathlib import Path

import pytest

from coder.store import Study
from tests.double_coded import CARRIER, CITY, FAILURE, make
from tests.stories import run


@pytest.fixture
def twice(tmp_path: Path) -> Path:
    return make(tmp_path / "dubbel")


def _consensus(folder: Path) -> list[tuple[str, tuple[str, ...]]]:
    with Study.open(folder, "anna") as study:
        return [(coding.fragment, coding.codes) for coding in study.codings("consensus")]


class TestCompare:
    def test_shows_the_worst_code_first_and_places_last(self, twice: Path) -> None:
        found = run("--study", twice, "compare", "anna", "bram", "--json").data
        assert [one["fragment"] for one in found[:4]] == ["eerste#7", "eerste#9", "tweede#7", "tweede#9"]
        assert found[0]["differ"] == {"on": "codes", "codes": [CITY]}
        assert found[4]["differ"] == {"on": "codes", "codes": [FAILURE, CARRIER]}
        assert {one["differ"]["on"] for one in found[-8:]} == {"place"}

    def test_has_the_fragment_and_what_both_made_of_it(self, twice: Path) -> None:
        (one,) = [
            one
            for one in run("--study", twice, "compare", "anna", "bram", "--json").data
            if one["fragment"] == "eerste#1"
        ]
        assert one["text"] == "Uitspraak 1 over de bus."
        assert [(c["coder"], c["span"], c["statement"], c["memo"]) for c in one["codings"]] == [
            ("anna", [0, 9], "Kapot", None),
            ("bram", [4, 20], None, "twijfel"),
        ]
        assert one["reconciled"] is False

    def test_is_readable(self, twice: Path) -> None:
        out = run("--study", twice, "compare", "anna", "bram", "--code", FAILURE, "--source", "tweede").out
        first = out.split("\n\n")[0].splitlines()
        assert first[0].startswith("tweede#6")
        assert first[1:] == [
            "  Uitspraak 6 over de bus.",
            f"  differ on: {FAILURE}, {CARRIER}",
            "  anna",
            "    ● Vervoerder + Faalfactoren  “Uitspraak” (0:9)  statement: Kapot",
            "  bram",
            "    –",
        ]
        assert out.endswith("anna and bram differ on 4 fragments\n")

    def test_combinations_count_where_the_codes_are_the_same(self, folder: Path) -> None:
        here = ("--study", folder, "code", "groep#2")
        for coder, codings in (
            ("anna", ("partij/gemeente+factor/succes", "partij/vervoerder+factor/faal")),
            ("bram", ("partij/gemeente+factor/faal", "partij/vervoerder+factor/succes")),
        ):
            for codes in codings:
                run(*here, codes, "--coder", coder)
        (one,) = run("--study", folder, "compare", "anna", "bram", "--json").data
        assert one["differ"] == {"on": "combination", "codes": []}

    def test_coders_who_agree_have_nothing_to_compare(self, folder: Path) -> None:
        for coder in ("anna", "bram"):
            run("--study", folder, "code", "groep#2", "factor/faal", "--coder", coder)
        assert run("--study", folder, "compare", "anna", "bram").out == "anna and bram differ on 0 fragments\n"

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (["anna", "zoe"], "zoe has coded nothing"),
            (["anna", "anna"], "once"),
            (["anna", "bram", "--code", "factor/fal"], "nearest: factor/faal"),
            (["anna", "bram", "--source", "eerst"], "nearest: eerste"),
        ],
    )
    def test_wrong_names_are_one_line(self, twice: Path, arguments: list[str], words: str) -> None:
        result = run("--study", twice, "compare", *arguments)
        assert (result.code, result.out, result.err.count("\n")) == (1, "", 1)
        assert words in result.err


class TestReconcile:
    def test_takes_one_both_or_neither(self, twice: Path) -> None:
        here = ("--study", twice, "--coder", "carla", "reconcile")
        assert run(*here, "eerste#7", "--take", "anna").out == "eerste#7  reconciled:\n  ● Gemeente\n"
        assert run(*here, "eerste#9", "--take", "none").out == "eerste#9  reconciled: nothing to code here\n"
        assert run(*here, "eerste#1", "--take", "both", "--json").data["codings"][1]["memo"] == "twijfel"
        assert _consensus(twice) == [("eerste#1", (CARRIER, FAILURE))] * 2 + [("eerste#7", (CITY,))]

    def test_takes_something_new(self, twice: Path) -> None:
        found = run(
            "--study", twice, "reconcile", "eerste#7", "--new", "rol/klant+factor/faal", "--span", "0:4",
            "--statement", "Anders", "--reason", "toch de klant", "--json",
        ).data  # fmt: skip
        assert found["reason"] == "toch de klant"
        (coding,) = found["codings"]
        assert coding["codes"] == ["factor/faal", "rol/klant"]
        assert (coding["coder"], coding["span"], coding["statement"]) == ("consensus", [0, 4], "Anders")
        assert (coding["memo"], coding["origin"]) == (None, "reconcile")
        assert "reconciled eerste#7: toch de klant" in run("--study", twice, "log", "-n", "2").out

    def test_what_is_agreed_goes_at_once_and_the_rest_is_left(self, twice: Path) -> None:
        found = run("--study", twice, "reconcile", "--agreed", "anna,bram", "--json").data
        compared = run("--study", twice, "compare", "anna", "bram", "--open", "--json").data
        assert found == {"adopted": 80 - len(compared), "left": len(compared)}
        assert run("--study", twice, "reconcile", "--agreed", "anna,bram", "--json").data["adopted"] == 0

    def test_what_is_settled_is_open_no_more(self, twice: Path) -> None:
        run("--study", twice, "reconcile", "eerste#7", "--take", "anna")
        everything = run("--study", twice, "compare", "anna", "bram", "--json").data
        still = run("--study", twice, "compare", "anna", "bram", "--open", "--json").data
        assert [one["fragment"] for one in everything if one["reconciled"]] == ["eerste#7"]
        assert len(still) == len(everything) - 1
        assert "1 of them reconciled" in run("--study", twice, "compare", "anna", "bram").out

    def test_is_undone(self, twice: Path) -> None:
        run("--study", twice, "--coder", "anna", "reconcile", "eerste#7", "--take", "anna")
        assert run("--study", twice, "--coder", "anna", "undo").out == "undone: reconciled eerste#7\n"
        assert _consensus(twice) == []

    def test_the_appendix_prints_what_was_settled(self, twice: Path, tmp_path: Path) -> None:
        import json

        for n in range(1, 41):
            run("--study", twice, "reconcile", f"eerste#{n}", "--take", "none")
            run("--study", twice, "reconcile", f"tweede#{n}", "--take", "none")
        run("--study", twice, "reconcile", "eerste#1", "--take", "anna")
        path = tmp_path / "x.json"
        run("--study", twice, "appendix", "-o", path)
        (matrix,) = json.loads(path.read_text("utf-8"))
        assert [[s["text"] for s in cell["statements"]] for cell in matrix["cells"] if cell["statements"]] == [
            ["Kapot"]
        ]

    @pytest.mark.parametrize(
        ("arguments", "code", "words"),
        [
            (["eerste#7"], 2, "--take or --new"),
            (["eerste#7", "--take", "anna", "--new", CITY], 2, "--take or --new"),
            (["--agreed", "anna,bram", "--take", "anna"], 2, "--agreed"),
            (["--agreed", "anna"], 2, "two coders"),
            (["--agreed", "anna,zoe"], 1, "zoe has coded nothing"),
            (["eerste#7", "--take", "carla"], 1, "carla has not read eerste#7; it was read by anna, bram"),
            (["eerste#99", "--take", "anna"], 1, "fragments 1 to 40"),
            (["eerste#7", "--new", "partij/x"], 1, "no code"),
            (["eerste#7", "--new", CITY, "--new", FAILURE, "--span", "0:4"], 2, "one --new"),
            (["eerste#7", "--new", CITY, "--span", "4"], 2, "--span"),
        ],
    )
    def test_wrong_use_is_one_line(self, twice: Path, arguments: list[str], code: int, words: str) -> None:
        result = run("--study", twice, "reconcile", *arguments)
        assert (result.code, result.out, result.err.count("\n")) == (code, "", 1)
        assert words in result.err
        assert _consensus(twice) == []
