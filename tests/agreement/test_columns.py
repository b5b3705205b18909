"""Codes, parents, cells and combinations: what is assigned or not."""

from pathlib import Path

import pytest

from coder.agreement.of_study import View, ratings_of
from coder.model import CodingLine, ReviewLine
from coder.store import Study
from tests.stories import transcript

BOOK = """\
title: Diep
dimensions:
  partij:
    label: Partij
    codes:
      uwv:
        label: UWV
        codes:
          regio: {label: Regio}
          landelijk: {label: Landelijk, codes: {den-haag: {label: Den Haag}}}
      roc: {label: Roc}
  factor:
    label: Factor
    codes: {goed: {label: Goed}, fout: {label: Fout}}
matrices:
  factoren: {title: Factoren, rows: partij, columns: factor}
  omgekeerd: {title: Omgekeerd, rows: factor, columns: partij}
"""


@pytest.fixture
def deep(tmp_path: Path):
    """Anna and bram code three turns; bram goes one level less deep."""
    with Study.create(tmp_path / "diep", "anna", BOOK) as study:
        study.add_source(transcript())
        lines = [
            CodingLine("groep#1", ("partij/uwv/landelijk/den-haag", "factor/goed"), "anna"),
            CodingLine("groep#1", ("partij/uwv/landelijk", "factor/goed"), "bram"),
            CodingLine("groep#2", ("partij/roc", "factor/fout"), "anna"),
            CodingLine("groep#2", ("partij/uwv", "factor/goed"), "anna"),
            CodingLine("groep#2", ("partij/roc", "factor/goed"), "bram"),
            CodingLine("groep#2", ("partij/uwv", "factor/fout"), "bram"),
            ReviewLine("groep#3", "anna"),
            CodingLine("groep#3", ("factor/fout",), "bram"),
            CodingLine("groep#4", ("partij/roc",), "anna"),
        ]
        study.code_many(enumerate(lines, start=1))
        yield study


def _table(study: Study, **view):
    """Who assigned each column to which fragments."""
    ratings = ratings_of(study, ("anna", "bram"), View(**view))
    assert ratings.fragments.tolist() == [0, 1, 2]  # groep#4 has one reader
    return {
        name: ["".join("ab"[coder] for coder in range(2) if ratings.cells[coder, column, unit]) for unit in range(3)]
        for column, name in enumerate(ratings.codes)
    }


def test_each_code_by_itself(deep: Study) -> None:
    table = _table(deep)
    assert table["partij/uwv/landelijk"] == ["b", "", ""]
    assert table["partij/roc"] == ["", "ab", ""]
    assert table["factor/fout"] == ["", "ab", "b"]
    assert len(table) == 7


def test_parents_hold_what_is_under_them(deep: Study) -> None:
    assert _table(deep, columns="parents") == {
        "partij/uwv": ["ab", "ab", ""],
        "partij/roc": ["", "ab", ""],
        "factor/goed": ["ab", "ab", ""],
        "factor/fout": ["", "ab", "b"],
    }


def test_cells_tell_combinations_apart(deep: Study) -> None:
    assert _table(deep, columns="cells", matrix="factoren") == {
        "partij/uwv+factor/goed": ["", "a", ""],
        "partij/uwv+factor/fout": ["", "b", ""],
        "partij/uwv/landelijk+factor/goed": ["b", "", ""],
        "partij/uwv/landelijk/den-haag+factor/goed": ["a", "", ""],
        "partij/roc+factor/goed": ["", "b", ""],
        "partij/roc+factor/fout": ["", "a", ""],
    }


def test_cells_of_every_matrix(deep: Study) -> None:
    ratings = ratings_of(deep, ("anna", "bram"), View("cells"))
    assert set(ratings.dimensions) == {"factoren", "omgekeerd"}
    assert len(ratings.codes) == 12


def test_combinations_are_whole_codings(deep: Study) -> None:
    table = _table(deep, columns="combinations")
    assert table["factor/fout"] == ["", "", "b"]
    assert table["partij/roc+factor/fout"] == ["", "a", ""]
    assert list(table) == sorted(table, key=lambda name: [deep.codebook.order[path] for path in name.split("+")])


def test_a_fragment_with_a_suggestion_counts_as_not_read(deep: Study) -> None:
    deep.code(CodingLine("groep#3", ("partij/roc",), "anna", origin="suggestion"))
    ratings = ratings_of(deep, ("anna", "bram"), View(without_suggested=True))
    assert ratings.fragments.tolist() == [0, 1]
