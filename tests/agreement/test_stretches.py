"""Alpha for unitizing of a study: codings overlap, coders skip fragments, and the definition is that of 2016."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.agreement import Unit, unitizing_alphas
from coder.agreement.stretches import Stretches
from coder.model import CodingLine, ReviewLine
from coder.store import Study
from tests.stories import run, transcript

CASES = Path(__file__).parents[3] / "shared" / "cases" / "agreement.json"
LENGTHS = (12, 1, 20, 7)
BEGINS = (0, 12, 13, 33, 40)


@st.composite
def codings(draw, codes=3, coders=3):
    """Draw codings: coder, code, fragment, start and end in the fragment."""
    found = []
    for _ in range(draw(st.integers(0, 14))):
        fragment = draw(st.integers(0, len(LENGTHS) - 1))
        start = draw(st.integers(0, LENGTHS[fragment] - 1))
        end = draw(st.integers(start + 1, LENGTHS[fragment]))
        found.append((draw(st.integers(0, coders - 1)), draw(st.integers(0, codes - 1)), fragment, start, end))
    return found


def stretches(found, codes=3, coders=3, read=None):
    columns = [np.array(column, dtype=np.int64) for column in zip(*found, strict=True)] or [np.zeros(0, np.int64)] * 5
    reviewed = np.ones((coders, len(LENGTHS)), dtype=np.bool_) if read is None else np.array(read, dtype=np.bool_)
    coder, column, fragment, start, end = columns
    lengths, sources = np.array(LENGTHS), np.array([0, 0, 1, 1])
    return Stretches(codes, coder, column, fragment, start, end, lengths, reviewed, sources)


def merged(spans):
    """Join stretches that overlap; those that only touch stay two."""
    joined = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1][1] = max(end, joined[-1][1])
        else:
            joined.append([start, end])
    return joined


def spans_of(found, coder, code=None):
    return [(BEGINS[f] + a, BEGINS[f] + b) for c, k, f, a, b in found if c == coder and code in (None, k)]


@given(codings())
def test_of_one_code_it_is_that_of_its_stretches(found):
    alphas = stretches(found).each_column()

    for code, alpha in enumerate(alphas):
        units = [[Unit(a, b, "k") for a, b in merged(spans_of(found, coder, code))] for coder in range(3)]
        assert alpha == pytest.approx(unitizing_alphas(units, 0, BEGINS[-1]).u_alpha)


@given(codings())
def test_of_all_codes_a_label_is_the_set_of_codes(found):
    units = []
    for coder in range(3):
        sets = [
            frozenset(k for c, k, f, a, b in found if c == coder and BEGINS[f] + a <= at < BEGINS[f] + b)
            for at in range(BEGINS[-1])
        ]
        begun = {start for start, _ in merged(spans_of(found, coder))}
        own: list[Unit] = []
        for at, given_ in enumerate(sets):
            name = str(sorted(given_))
            if given_ and own and own[-1].end == at and own[-1].code == name and at not in begun:
                own[-1] = Unit(own[-1].start, at + 1, name)
            elif given_:
                own.append(Unit(at, at + 1, name))
        units.append(own)
    expected = unitizing_alphas(units, 0, BEGINS[-1])

    alphas = stretches(found).together()

    assert alphas.u_alpha == pytest.approx(expected.u_alpha)
    assert alphas.binary == pytest.approx(expected.binary)
    assert alphas.cu_alpha == pytest.approx(expected.cu_alpha)
    assert alphas.cu_coverage == pytest.approx(expected.cu_coverage)


@given(codings(coders=2))
def test_a_coder_who_read_nothing_changes_nothing(found):
    two = stretches(found, coders=2)
    three = stretches(found, coders=3, read=[[1] * 4, [1] * 4, [0] * 4])

    assert three.each_column() == two.each_column()
    assert three.together() == two.together()


@given(codings(coders=2))
def test_what_one_coder_read_alone_does_not_count(found):
    alone = stretches(found, coders=2, read=[[1, 1, 1, 1], [0, 0, 1, 1]])
    shared = stretches([row for row in found if row[2] >= 2], coders=2).only_source(1)

    assert alone.each_column() == pytest.approx(shared.each_column())
    assert alone.together().u_alpha == pytest.approx(shared.together().u_alpha)


@pytest.fixture
def marked(tmp_path: Path):
    """Three coders mark one turn of sixty characters, as in the published case."""
    if not CASES.exists():
        pytest.skip(f"{CASES} is not here")
    (case,) = [case for case in json.loads(CASES.read_text("utf-8")) if case["name"] == "unitized_alpha_2016_3coders"]
    codes = sorted({unit["code"] for units in case["data"] for unit in units})
    labels = ", ".join(f"k{code}: {{label: K{code}}}" for code in codes)
    book = f"title: S\nlanguage: nl\ndimensions: {{d: {{label: D, codes: {{{labels}}}}}}}\n"
    folder = tmp_path / "studie"
    with Study.create(folder, "c0", book) as study:
        study.add_source(transcript("groep.txt", ("Wat vindt u daar zelf van, en waarom? Zegt u het gewoon maar",)))
        (fragment,) = study.fragments()
        assert len(fragment.text) == 60
        lines: list[CodingLine | ReviewLine] = [ReviewLine("groep#1", f"c{n}") for n in range(3)]
        lines += [
            CodingLine("groep#1", (f"d/k{unit['code']}",), f"c{n}", (unit["start"], unit["end"]))
            for n, units in enumerate(case["data"])
            for unit in units
        ]
        study.code_many(enumerate(lines, 1))
    return folder, case["expected"]


def test_a_published_example_in_a_study_gives_the_published_values(marked, tmp_path):
    folder, expected = marked

    found = run("--study", folder, "agreement", "--spans", "--json").data["overall"]

    for key, name in (("u_alpha", "u_alpha_2016"), ("u_alpha_any_code", "u_alpha_2016_binary")):
        assert found[key] == pytest.approx(expected[name]["value"], abs=expected[name]["tolerance"])


def test_it_is_in_every_output(marked, tmp_path):
    from docx import Document
    from openpyxl import load_workbook

    folder, _ = marked
    out = run("--study", folder, "agreement", "--spans").out
    assert "u-alpha" in out.splitlines()[2]
    assert "alpha for unitizing, of stretches of text: u-alpha of all codes .40; any code or none (|u-alpha) .52" in out
    for ending in ("csv", "xlsx", "docx"):
        run("--study", folder, "agreement", "--spans", "-o", tmp_path / f"a.{ending}")
    heads = next(load_workbook(tmp_path / "a.xlsx").active.iter_rows(min_row=2, max_row=2, values_only=True))
    assert {"u-alfa", "|u-alfa", "cu-alfa"} <= set(heads)
    assert '"u-alfa";"|u-alfa";"cu-alfa"' in (tmp_path / "a.csv").read_text("utf-8-sig")
    document = Document(str(tmp_path / "a.docx"))
    assert "u-alfa" in [cell.text for cell in document.tables[0].rows[0].cells]
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "0,40 voor stukken tekst en hun codes samen (u-alfa), en 0,52 voor stukken tekst ongeacht de codes" in text


def test_undefined_is_said_in_words(tmp_path: Path):
    folder = tmp_path / "studie"
    with Study.create(
        folder, "anna", "title: S\ndimensions: {d: {label: D, codes: {a: {label: A}, b: {label: B}}}}\n"
    ) as s:
        s.add_source(transcript())
        for coder in ("anna", "bram"):
            s.code_many([(1, CodingLine("groep#2", ("d/a",), coder, (0, 4))), (2, ReviewLine("groep#3", coder))])

    found = run("--study", folder, "agreement", "--spans", "--json").data

    assert [(code["u_alpha"], code["u_reason"]) for code in found["codes"]] == [(1, None), (None, "nobody used it")]
    assert found["overall"]["u_reason"] == "cu-alpha: no two coders marked the same text with different codes"
