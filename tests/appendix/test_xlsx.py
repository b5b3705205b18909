"""A spreadsheet that loses nothing, runs nothing and prints well."""

import zipfile
from pathlib import Path

from openpyxl import load_workbook

from coder.appendix import write_appendix
from coder.model import Cell, Matrix, Statement
from tests.appendices import from_xlsx, statements_of_xlsx
from tests.matrices import HOSTILE, table


def written(path: Path, *matrices: Matrix) -> Path:
    write_appendix(matrices, path / "c.xlsx")
    return path / "c.xlsx"


def test_statements_can_be_filtered_and_counted(tmp_path: Path):
    said = (Statement("Geld", ("fg1#1", "fg2#9")), Statement("Tijd", ("fg1#2",)))
    path = written(tmp_path, Matrix("m", "T", ("A",), ("B",), (Cell("A", "B", said),)))
    assert statements_of_xlsx(path) == [("m", "A", "B", "Geld", 2, "fg1#1, fg2#9"), ("m", "A", "B", "Tijd", 1, "fg1#2")]
    sheet = load_workbook(path).worksheets[-1]
    assert sheet.auto_filter.ref == "A1:F3"
    assert sheet.freeze_panes == "A2"


def test_every_text_is_text_and_every_number_a_number(tmp_path: Path):
    path = written(tmp_path, table(*HOSTILE))
    cells = [
        cell for sheet in load_workbook(path) for row in sheet.iter_rows() for cell in row if cell.value is not None
    ]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert [row[3] for row in statements_of_xlsx(path)] == [*HOSTILE]
    with zipfile.ZipFile(path) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())


def test_a_cell_that_is_too_long_goes_on_below(tmp_path: Path):
    many = [f"Uitspraak {number} " + "over de samenwerking " * 20 for number in range(200)]
    many = [text.strip() for text in many]
    path = written(tmp_path, table(*many))
    assert from_xlsx(path) == [{("UWV", "Succes"): many}]
    assert [row[3] for row in statements_of_xlsx(path)] == many


def test_a_single_statement_longer_than_a_cell_loses_no_character(tmp_path: Path):
    long = "🙂 regie en tempo " * 5000
    path = written(tmp_path, table(long))
    parts = [row[1].value for row in load_workbook(path).worksheets[0].iter_rows(min_row=3) if row[1].value != "-"]
    assert "".join(parts) == "• " + long.strip()
    assert all(len(part.encode("utf-16-le")) // 2 <= 32_767 for part in parts)
    rows = statements_of_xlsx(path)
    assert "".join(row[3] or "" for row in rows) == long.strip()
    assert [row[4] for row in rows if row[4] is not None] == [1]


def test_all_addresses_of_a_statement_that_everybody_made_are_there(tmp_path: Path):
    addresses = tuple(f"groepsgesprek-noord#{number}" for number in range(1, 5001))
    said = (Statement("Geld", addresses),)
    path = written(tmp_path, Matrix("m", "T", ("A",), ("B",), (Cell("A", "B", said),)))
    rows = statements_of_xlsx(path)
    assert tuple("".join(row[5] for row in rows).split(", ")) == addresses
    assert [row[4] for row in rows if row[4] is not None] == [5000]


def test_sheets_have_legal_names_however_matrices_are_called(tmp_path: Path):
    ids = ("a" * 40, "a" * 41, "History", "uitspraken", "m[1]:*?/\\", "'", "A" * 40)
    path = written(tmp_path, *(Matrix(id_, "", ("A",), ("B",), ()) for id_ in ids))
    names = load_workbook(path).sheetnames
    assert len({name.lower() for name in names}) == len(ids) + 1
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


def test_prints_landscape_as_wide_as_the_page_with_its_header_on_each(tmp_path: Path):
    sheet = load_workbook(written(tmp_path, table("Iets"))).worksheets[0]
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0  # as many pages as it takes
    assert sheet.print_title_rows == "$1:$2"
    assert sheet.freeze_panes == "B3"
    assert sheet["B3"].alignment.wrap_text
