"""A researcher gets from codings to the matrix that the report prints."""

import json
from pathlib import Path

import pytest

from coder.appendix import build_matrix, transpose, write_appendix
from coder.model import Codebook, CoderError, Dimension, MatrixSpec
from tests.matrices import Build, code, codings


def texts(matrix, row, column):
    return [statement.text for statement in matrix.cell(row, column)]


class TestCells:
    def test_a_combination_lands_in_its_own_cell_and_in_no_other(self, build: Build):
        matrix = build(
            ("fg1#1", "partij/uwv+factor/succes", "Korte lijnen"),
            ("fg1#1", "partij/overig+factor/faal", "Niemand belt terug"),
        )
        assert [(cell.row, cell.column) for cell in matrix.cells] == [
            ("UWV", "Succesfactoren"),
            ("Overig", "Faalfactoren"),
        ]
        assert texts(matrix, "UWV", "Faalfactoren") == []

    def test_two_codes_of_one_dimension_land_in_two_cells(self, build: Build):
        matrix = build(("fg1#1", "partij/uwv+partij/overig+factor/succes", "Samen"))
        assert texts(matrix, "UWV", "Succesfactoren") == texts(matrix, "Overig", "Succesfactoren") == ["Samen"]

    def test_a_code_of_a_third_dimension_makes_no_difference(self, build: Build):
        matrix = build(("fg1#1", "partij/uwv+factor/succes+rol/klant", "Samen"), ("fg1#2", "rol/klant", "Niets"))
        assert matrix.statements == 1
        assert matrix.left_out == 0

    def test_without_a_statement_the_text_itself_is_printed(self, build: Build):
        matrix = build(("fg1#1", "partij/uwv+factor/succes"), ("fg1#2", "partij/uwv+factor/succes", "  "))
        assert texts(matrix, "UWV", "Succesfactoren") == ["tekst van fg1#1", "tekst van fg1#2"]

    def test_a_dimension_can_be_crossed_with_itself(self, build: Build):
        matrix = build(("fg1#1", "partij/uwv+partij/overig"), rows="partij", columns="partij")
        assert len(matrix.cells) == 4

    def test_an_unknown_dimension_is_named(self, build: Build):
        with pytest.raises(CoderError, match="no dimension “soort”"):
            build(rows="soort")

    def test_a_code_that_left_the_codebook_is_counted(self, build: Build):
        matrix = build(("fg1#1", "partij/uwv+factor/weg+factor/succes", "Toch"))
        assert texts(matrix, "UWV", "Succesfactoren") == ["Toch"]
        assert "niet meer in het codeboek" in matrix.notes[0]


class TestOneBulletPerStatement:
    def test_the_same_statement_is_printed_once_with_its_fragments(self, build: Build):
        matrix = build(
            ("fg1#2", "partij/uwv+factor/succes", "Korte  lijnen"),
            ("fg1#4", "partij/uwv+factor/succes", "Regie"),
            ("fg1#7", "partij/uwv+factor/succes", " Korte\nlijnen "),
            ("fg1#7", "partij/uwv+factor/succes", "Korte lijnen"),
        )
        short, control = matrix.cell("UWV", "Succesfactoren")
        assert (short.text, short.n, short.fragments) == ("Korte lijnen", 2, ("fg1#2", "fg1#7"))
        assert short.codings == (0, 2, 3)
        assert (control.text, control.n) == ("Regie", 1)

    def test_accents_compare_however_they_were_typed_and_the_first_spelling_is_printed(self, build: Build):
        matrix = build(
            ("fg1#1", "partij/uwv+factor/succes", "coo\u0308rdinatie\xa0zelf"),
            ("fg1#2", "partij/uwv+factor/succes", "coördinatie zelf"),
            ("fg1#3", "partij/uwv+factor/faal", "coördinatie zelf"),
            ("fg1#4", "partij/uwv+factor/faal", "coo\u0308rdinatie\xa0zelf"),
        )
        assert texts(matrix, "UWV", "Succesfactoren") == ["coo\u0308rdinatie\xa0zelf"]
        assert texts(matrix, "UWV", "Faalfactoren") == ["coördinatie zelf"]

    def test_the_same_statement_in_two_cells_is_two_bullets(self, build: Build):
        matrix = build(
            ("fg1#1", "partij/uwv+factor/succes", "Geld"),
            ("fg1#2", "partij/uwv+factor/faal", "Geld"),
        )
        assert [cell.statements[0].n for cell in matrix.cells] == [1, 1]


class TestLabels:
    def test_every_code_is_a_row_depth_first_and_shared_labels_show_their_path(self, build: Build):
        assert build().rows == ("UWV", "Onderwijs", "ROC’s", "Onderwijs › Overig", "Overig")

    def test_a_retired_code_is_a_row_only_when_something_is_coded_with_it(self, build: Build):
        assert build(("fg1#1", "partij/bureau+factor/succes")).rows[-1] == "Bureau"

    def test_siblings_with_one_label_are_told_apart_by_their_path(self):
        twins = Dimension("soort", "Soort", (code("soort/a", "Overig"), code("soort/b", "Overig\u200b")))
        codebook = Codebook("", "nl", (twins,))
        matrix = build_matrix(codebook, MatrixSpec("m", "", "soort", "soort"), *codings())
        assert matrix.rows == ("Overig (soort/a)", "Overig\u200b (soort/b)")


class TestUnplaced:
    LINES = (
        ("fg1#1", "partij/uwv", "Alleen een partij"),
        ("fg1#2", "factor/succes", "Alleen een factor"),
        ("fg1#3", "partij/uwv+factor/succes", "Allebei"),
    )

    def test_left_out_and_counted_without_a_label(self, build: Build):
        matrix = build(*self.LINES)
        assert (matrix.statements, matrix.left_out) == (1, 2)
        assert matrix.notes == (
            "Eén codering heeft alleen een code uit Partij en staat daarom niet in de tabel.",
            "Eén codering heeft alleen een code uit Factor en staat daarom niet in de tabel.",
        )

    @pytest.mark.parametrize("label", ["Algemeen", ""])
    def test_first_row_and_first_column_with_a_label(self, build: Build, label):
        matrix = build(*self.LINES, unplaced=label)
        assert matrix.rows[0] == matrix.columns[0] == label
        assert texts(matrix, "UWV", label) == ["Alleen een partij"]
        assert texts(matrix, label, "Succesfactoren") == ["Alleen een factor"]
        assert matrix.left_out == 0

    def test_exists_only_if_it_holds_something(self, build: Build):
        matrix = build(self.LINES[1], unplaced="Algemeen")
        assert matrix.rows[0] == "Algemeen"
        assert matrix.columns == ("Succesfactoren", "Faalfactoren")

    def test_a_code_with_that_label_stays_another_row(self, build: Build):
        matrix = build(*self.LINES, unplaced="UWV")
        assert matrix.rows[:2] == ("UWV", "Partij › UWV")
        assert texts(matrix, "UWV", "Succesfactoren") == ["Alleen een factor"]
        assert texts(matrix, "Partij › UWV", "Succesfactoren") == ["Allebei"]


class TestTranspose:
    def test_swaps_rows_and_columns_and_back_again(self, build: Build):
        matrix = build(*TestUnplaced.LINES, unplaced="Algemeen")
        turned = transpose(matrix)
        assert (turned.rows, turned.columns) == (matrix.columns, matrix.rows)
        assert turned.cell("Succesfactoren", "UWV") == matrix.cell("UWV", "Succesfactoren")
        assert transpose(turned) == matrix


def test_twenty_thousand_codings_all_arrive(codebook: Codebook):
    partners = [one.path for one in codebook.dimension("partij").walk() if not one.retired]
    lines = [
        (f"fg1#{n}", f"{partners[n % len(partners)]}+factor/succes", f"Uitspraak {n % 15000}") for n in range(1, 20001)
    ]
    matrix = build_matrix(codebook, MatrixSpec("m", "", "partij", "factor"), *codings(*lines))
    assert sum(statement.n for cell in matrix.cells for statement in cell.statements) == 20000


def test_json_is_what_the_contract_says(build: Build, tmp_path: Path):
    matrix = build(
        ("fg1#1", "partij/uwv+factor/succes", "Korte lijnen"), ("fg1#9", "partij/uwv+factor/succes", "Korte lijnen")
    )
    write_appendix([matrix], tmp_path / "c.json")
    assert json.loads((tmp_path / "c.json").read_text("utf-8")) == [
        {
            "id": "factoren",
            "title": "Succes en falen",
            "rows": ["UWV", "Onderwijs", "ROC’s", "Onderwijs › Overig", "Overig"],
            "columns": ["Succesfactoren", "Faalfactoren"],
            "cells": [
                {
                    "row": "UWV",
                    "column": "Succesfactoren",
                    "statements": [{"text": "Korte lijnen", "n": 2, "fragments": ["fg1#1", "fg1#9"]}],
                }
            ],
        }
    ]
