"""Spans marked in another program are measured without a study."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.stories import run

SPANS = """code;codeur;begin;einde
lof;anna;10;30
klacht;anna;50;60
lof;bram;12;30
klacht;bram;70;80
;;0;100
"""


@pytest.fixture
def measure(tmp_path):
    def measured(text, *arguments):
        path = tmp_path / "stukken.csv"
        path.write_text(text, "utf-8")
        result = run("agreement", "--spans", "--table", path, *arguments)
        assert result.err.count("\n") == (result.code != 0)
        return result

    return measured


def test_each_code_and_all_together(measure):
    found = measure(SPANS, "--json").data
    assert (found["coders"], found["begin"], found["end"]) == (["anna", "bram"], 0, 100)
    praise, complaint = sorted(found["codes"], key=lambda code: code["code"] == "klacht")
    assert praise["u_alpha"] > 0.9
    assert complaint["u_alpha"] < 0
    assert complaint["u_alpha"] < found["overall"]["u_alpha"] < praise["u_alpha"]
    assert (praise["ku_coverage"], complaint["ku_coverage"]) == (pytest.approx(36 / 38), 0)
    assert all(
        set(code) == {"code", "u_alpha", "ku_alpha", "ku_coverage", "u_alpha_1995", "reason"} for code in found["codes"]
    )


def test_codes_on_the_same_stretch_are_a_set(measure):
    both = "coder,start,end,code\n" + "".join(f"{coder},5,9,{code}\n" for coder in "ab" for code in "xy") + ",0,20,\n"
    found = measure(both, "--json").data
    assert (found["overall"]["u_alpha"], found["codes"][0]["u_alpha"]) == (1, 1)
    assert found["codes"][0]["reason"] == "(k)u-alpha: spans of one coder overlap"


def test_a_coder_who_marked_nothing_is_one_all_the_same(measure):
    found = measure("coder,start,end,code\na,5,9,x\nb,,,\n,0,20,\n", "--json").data
    assert found["coders"] == ["a", "b"]
    assert found["overall"]["u_alpha"] < 0


@pytest.mark.parametrize("ending", ["csv", "xlsx", "docx", "json"])
def test_is_printed_and_written_as_any_other(measure, tmp_path, ending):
    out = measure(SPANS).out
    assert "Agreement of anna and bram" in out
    assert "any code or none (|u-alpha)" in out
    assert measure(SPANS, "-o", tmp_path / f"a.{ending}").code == 0
    assert (tmp_path / f"a.{ending}").stat().st_size > 100


def test_one_coder_only_is_said_in_words(measure):
    found = measure("coder,start,end,code\na,5,9,x\n,0,20,\n", "--json").data
    assert (found["overall"]["u_alpha"], found["overall"]["reason"]) == (None, "one coder only")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "names the columns coder, start, end and code"),
        ("coder,start,end\na,1,2\n", "names the columns coder, start, end and code"),
        ("coder,start,end,code\n", "has no spans"),
        ("coder,start,end,code\na,9,5,x\n", "line 2: the end is not after the start"),
        ("coder,start,end,code\na,1.5,5,x\n", "line 2: “1.5” is no place"),
        ("coder,start,end,code\na,-1,5,x\n", "line 2: “-1” is no place"),
        ("coder,start,end,code\na,1,99999999999,x\n", "is no place"),
        ("coder,start,end,code\na,1,5,\n", "line 2: a span has a coder and a code"),
        ("coder,start,end,code\na,1,5,x\n,2,9,\n", "1–5 of a lies outside 2–9"),
    ],
)
def test_what_is_wrong_is_one_line(measure, text, words):
    result = measure(text)
    assert (result.code, result.out) == (1, "")
    assert words in result.err


@given(
    st.lists(
        st.tuples(st.sampled_from("ab,c"), st.integers(0, 20), st.integers(0, 20), st.sampled_from(["x", "y", ""]))
    )
)
@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_spans_give_figures_or_one_line(measure, rows):
    result = measure("coder,start,end,code\n" + "".join(f"{','.join(map(str, row))}\n" for row in rows), "--json")
    if result.code == 0:
        whole = result.data["overall"]
        assert whole["u_alpha"] is None or whole["u_alpha"] <= 1
        assert whole["u_alpha"] is not None or whole["reason"]
