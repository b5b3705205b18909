"""A table of ratings from anywhere: figures come out, or one line says what is wrong; terminals are safe from it."""

import json
import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.stories import run

GOOD = "unit,anna,bram\n1,a,a\n2,b,b\n3,a,b\n"
WORD = "w" * 10_240


def said(tmp_path, table, *arguments):
    path = tmp_path / "ratings.csv"
    path.write_bytes(table if isinstance(table, bytes) else table.encode())
    result = run("agreement", "--table", path, *arguments)
    assert (result.code == 0, bool(result.out), bool(result.err)) in ((True, True, False), (False, False, True))
    assert result.err.count("\n") == (result.code != 0)
    return result


@pytest.mark.parametrize(
    "table",
    [
        "\ufeff" + GOOD,
        GOOD.encode("utf-16"),
        GOOD.replace(",", ";"),
        "sep=;\n" + GOOD.replace(",", ";"),
        "\n \n" + GOOD.replace(",", "\t"),
        GOOD.replace("\n", "\r\n"),
        GOOD.replace("\n", "\r"),
        "\n".join(f"{line},," for line in GOOD.splitlines()),
        "\n".join(",".join(f'"{cell}"' for cell in line.split(",")) for line in GOOD.splitlines()),
        GOOD.replace("a,a", "caf\u00e9,cafe\u0301").replace("3,a", "3,caf\u00e9"),
        GOOD.replace(",a", ",\u202ea").replace(",b", ",\x1b[2J"),
        GOOD.replace("anna", "[red]\u202e\x1b[31manna[/]"),
        GOOD.replace("anna", WORD),
        GOOD.replace(",a", f",{WORD}"),
        GOOD.replace(",a", ",=1+1"),
    ],
)
def test_however_it_is_written_it_says_the_same(tmp_path, table):
    expected = said(tmp_path, GOOD, "--json").data
    found = said(tmp_path, table, "--json").data

    assert {**found, "coders": [], "pairs": []} == {**expected, "coders": [], "pairs": []}
    out = said(tmp_path, table).out
    assert out.replace("\n", "").isprintable()
    assert max(map(len, out.splitlines())) < 300
    for ending in ("csv", "xlsx", "docx"):
        assert run("agreement", "--table", tmp_path / "ratings.csv", "-o", tmp_path / f"a.{ending}").code == 0


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("unit,anna\n1,a\n2,b\n", "one coder only"),
        ("unit,anna,bram\n1,,\n2,,\n", "one coder only"),
        ("unit,anna,bram\n1,a,\n2,,b\n", "no overlap"),
        ("unit,anna,bram\n1,a,a\n", "undefined: no variation"),
        ("unit,anna,bram\n1,a,b\n", "no interval: one unit only"),
        ("unit,anna,bram\n1,|,|\n2,|,\n", "undefined: no variation"),
    ],
)
def test_what_cannot_be_measured_is_said_in_words(tmp_path, table, words):
    assert words in said(tmp_path, table, "--json").data["reason"]
    assert words in said(tmp_path, table).out


@pytest.mark.parametrize(
    ("table", "warning"),
    [
        (GOOD.replace("3,a", "3,NA"), "“NA” is counted as a label: leave a cell empty where a coder did not rate"),
        (GOOD.replace("3,a", "3,A"), "labels that differ in capitals only are different labels: A, a"),
        (GOOD, "small sample: 3 units, and about"),
    ],
)
def test_what_is_odd_is_warned_of(tmp_path, table, warning):
    assert any(warning in one for one in said(tmp_path, table, "--json").data["warnings"])
    assert warning in said(tmp_path, table).out


def test_sixty_coders_do_not_fill_the_screen(tmp_path):
    rows = [",".join([str(unit), *("ab"[unit * coder % 2] for coder in range(60))]) for unit in range(20)]
    table = "\n".join([",".join(["unit", *(f"c{n}" for n in range(60))]), *rows])

    out = said(tmp_path, table).out

    assert "the lowest and the highest of 1,770 pairs" in out
    assert max(map(len, out.splitlines())) < 600
    assert len(said(tmp_path, table, "--json").data["pairs"]) == 1_770


CELLS = st.one_of(
    st.sampled_from(["", "a", "b", "a|b", "|", "1", "2.5", "-3", "1e400", "nan", "ja", "nee", " ", "=1", "é"]),
    st.text(max_size=8),
)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=6), min_size=1, max_size=8), st.sampled_from(",;\t"))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_cells_give_figures_or_one_line(tmp_path, rows, delimiter):
    table = "\n".join(delimiter.join(row) for row in [["unit", "anna", "bram", "carla"], *rows])

    result = said(tmp_path, table.encode("utf-8", "surrogatepass"), "--json", "--draws", "20")

    if result.code == 0:
        found = json.loads(result.out, parse_constant=pytest.fail)
        figures = [value for value in found.values() if isinstance(value, float)]
        assert all(math.isfinite(value) and value <= 1 + 1e-9 for value in figures)
        assert found["alpha"] is not None or found["reason"]
