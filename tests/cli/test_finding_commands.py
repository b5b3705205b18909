"""Searching, retrieving and looking from a distance, on the command line."""

import csv
from pathlib import Path

import pytest

from tests.stories import run

LATE = "partij/vervoerder+factor/faal"


@pytest.fixture
def here(folder: Path) -> tuple[str | Path, ...]:
    for coder, address, codes in [
        ("anna", "groep#2", LATE),
        ("bram", "groep#2", "partij/vervoerder+factor/succes"),
        ("anna", "groep#3", "partij/gemeente"),
    ]:
        assert run("--study", folder, "--coder", coder, "code", address, codes).code == 0
    return ("--study", folder)


class TestFinding:
    @pytest.mark.parametrize(
        ("arguments", "addresses"),
        [
            (["bus"], ["groep#1", "groep#2"]),
            (["bus code:vervoerder"], ["groep#2"]),
            (["", "--code", LATE], ["groep#2"]),
            (["bus", "--uncoded"], ["groep#1"]),
            (["bus", "--unreviewed", "--by", "bram"], ["groep#1"]),
            (["--source", "groep", "--speaker", "R1", "--attribute", "plaats=Ede"], ["groep#2", "groep#3", "groep#4"]),
            (['"De bus"'], ["groep#2"]),
            (["gemeente", "-n", "1"], ["groep#3"]),
            (["nergens"], []),
        ],
    )
    def test_options_say_the_same_as_what_is_typed(self, here: tuple[str | Path, ...], arguments, addresses) -> None:
        result = run(*here, "search", *arguments, "--json")
        assert [row["fragment"] for row in result.data] == addresses
        assert all("codings" in row for row in result.data)

    def test_whose_work_is_missing_follows_who_asks(self, here: tuple[str | Path, ...]) -> None:
        rows = run(*here, "--coder", "bram", "search", "", "--uncoded", "--json").data
        assert [row["fragment"] for row in rows] == ["groep#1", "groep#3", "groep#4"]

    def test_a_slip_is_an_error_that_names_the_nearest(self, here: tuple[str | Path, ...]) -> None:
        result = run(*here, "search", "bus source:groe")
        assert (result.code, result.err.count("\n")) == (1, 1)
        assert "nearest: groep" in result.err
        assert run(*here, "retrieve", "+").code == 2

    def test_retrieving_shows_the_codings_that_were_asked_for(self, here: tuple[str | Path, ...]) -> None:
        (row,) = run(*here, "retrieve", LATE, "--json").data
        assert [coding["coder"] for coding in row["codings"]] == ["anna"]
        (row,) = run(*here, "retrieve", "partij/vervoerder", "--by", "bram", "--json").data
        assert [coding["codes"][1] for coding in row["codings"]] == ["factor/succes"]


class TestQuotes:
    def test_as_markdown(self, here: tuple[str | Path, ...], tmp_path: Path) -> None:
        assert run(*here, "retrieve", LATE, "-o", tmp_path / "quotes.md").out.startswith("wrote 1 quote to ")
        assert (tmp_path / "quotes.md").read_text(encoding="utf-8") == (
            "> De bus komt te laat, maar de chauffeur is aardig.\n>\n> — R1, groep\\#2\n\n"
            "- Vervoerder + Faalfactoren (anna)\n"
        )

    def test_as_a_table_that_no_spreadsheet_runs(self, folder: Path, tmp_path: Path) -> None:
        source = tmp_path / "eng.txt"
        source.write_text('R1: =HYPERLINK("x")\nR2: gewoon\n', encoding="utf-8")
        run("--study", folder, "import", source)
        run("--study", folder, "search", "source:eng", "-o", tmp_path / "quotes.csv")
        with (tmp_path / "quotes.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        assert rows[0] == ["fragment", "speaker", "case", "text", "codes", "coders"]
        assert rows[1][3] == '\'=HYPERLINK("x")'

    def test_another_ending_is_refused(self, here: tuple[str | Path, ...], tmp_path: Path) -> None:
        result = run(*here, "retrieve", LATE, "-o", tmp_path / "quotes.pdf")
        assert result.code == 1
        assert ".md or .csv" in result.err


class TestOverview:
    def test_progress(self, here: tuple[str | Path, ...]) -> None:
        first, second = run(*here, "progress", "--json").data
        assert first == {"coder": "anna", "source": "groep", "reviewed": 2, "coded": 2, "fragments": 4}
        assert second["coder"] == "bram"
        assert "2 of 4" in run(*here, "progress").out

    def test_codes_by_source(self, here: tuple[str | Path, ...]) -> None:
        data = run(*here, "codes-by-source", "--json").data
        row = next(row for row in data["codes"] if row["code"] == "partij/vervoerder")
        assert (row["codings"], row["by_coder"], row["by_source"]) == (2, {"anna": 1, "bram": 1}, {"groep": 2})
        assert "partij/vervoerder" in run(*here, "codes-by-source").out

    def test_saturation(self, here: tuple[str | Path, ...]) -> None:
        assert run(*here, "saturation", "--json").data == [
            {"source": "groep", "new_codes": 4, "codes": 4, "new_combinations": 3, "combinations": 3}
        ]
        assert "groep" in run(*here, "saturation").out
