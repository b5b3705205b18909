"""Figures in documents: numbers stay numbers, text is text, and nobody's name runs as a formula."""

from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from coder.appendix.figures import write_figures
from coder.model import CoderError
from coder.model.figures import FigureColumn, FigureTable, shown

TABLE = FigureTable(
    "Overeenstemming van =anna en\x1b[31m bram",
    (
        FigureColumn("code"),
        FigureColumn("n", "count"),
        FigureColumn("deel", "share"),
        FigureColumn("alfa", "coefficient"),
        FigureColumn("95%", "interval", ("van", "tot")),
        FigureColumn("oordeel"),
    ),
    (
        ("=1+1", 1234, 0.125, 0.805, (-0.25, 1.0), "voorlopig"),
        ("<r>vet</r>", 3, None, None, None, "door niemand gebruikt"),
    ),
    ("een noot",),
    ("Een zin voor het artikel.",),
)


class TestShown:
    @pytest.mark.parametrize(
        ("value", "kind", "english", "dutch"),
        [
            (0.805, "coefficient", ".81", "0,81"),
            (-0.25, "coefficient", "-.25", "-0,25"),
            (1.0, "coefficient", "1.00", "1,00"),
            (0.996, "coefficient", "1.00", "1,00"),
            (-0.001, "coefficient", ".00", "0,00"),
            (0.125, "share", "12.5%", "12,5%"),
            (12345, "count", "12,345", "12.345"),
            ((0.1, 1.0), "interval", "[.10, 1.00]", "[0,10; 1,00]"),
            (None, "coefficient", "–", "–"),
            ("UWV", "text", "UWV", "UWV"),
        ],
    )
    def test_as_people_read_it(self, value, kind, english: str, dutch: str) -> None:
        assert shown(value, kind) == english
        assert shown(value, kind, "nl-NL") == dutch


class TestCsv:
    def test_of_a_dutch_study_has_commas_in_numbers_and_no_formulas(self, tmp_path: Path) -> None:
        write_figures(TABLE, tmp_path / "x.csv", language="nl")
        assert (tmp_path / "x.csv").read_bytes().decode("utf-8-sig").split("\r\n") == [
            '"code";"n";"deel";"alfa";"van";"tot";"oordeel"',
            '"\'=1+1";1234;0,125;0,805;-0,25;1,0;"voorlopig"',
            '"<r>vet</r>";3;;;;;"door niemand gebruikt"',
            "",
        ]

    def test_of_an_english_one_has_points(self, tmp_path: Path) -> None:
        write_figures(TABLE, tmp_path / "x.csv", language="en")
        assert '",1234,0.125,0.805,-0.25,1.0,"' in (tmp_path / "x.csv").read_text("utf-8-sig")


class TestXlsx:
    def test_has_text_as_text_and_numbers_as_numbers(self, tmp_path: Path) -> None:
        write_figures(TABLE, tmp_path / "x.xlsx", language="nl")
        sheet = load_workbook(tmp_path / "x.xlsx").active
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]
        assert rows[0][0] == "Overeenstemming van =anna en[31m bram"
        assert rows[1] == ["code", "n", "deel", "alfa", "van", "tot", "oordeel"]
        assert rows[2] == ["=1+1", 1234, 0.125, 0.805, -0.25, 1, "voorlopig"]
        assert rows[3] == ["<r>vet</r>", 3, None, None, None, None, "door niemand gebruikt"]
        assert {cell.data_type for cell in sheet["A"] if cell.value} == {"s"}
        assert [row[0] for row in rows[5:]] == ["een noot", "Een zin voor het artikel."]


class TestDocx:
    def test_has_a_captioned_table_that_repeats_its_head_and_the_text(self, tmp_path: Path) -> None:
        write_figures(TABLE, tmp_path / "x.docx", language="nl")
        document = Document(str(tmp_path / "x.docx"))
        (table,) = document.tables
        assert [[cell.text for cell in row.cells] for row in table.rows] == [
            ["code", "n", "deel", "alfa", "95%", "oordeel"],
            ["=1+1", "1.234", "12,5%", "0,81", "[-0,25; 1,00]", "voorlopig"],
            ["<r>vet</r>", "3", "–", "–", "–", "door niemand gebruikt"],
        ]
        assert "tblHeader" in table.rows[0]._tr.xml
        assert [paragraph.text for paragraph in document.paragraphs if paragraph.text] == [
            "Tabel 1. Overeenstemming van =anna en[31m bram",
            "Noot: een noot",
            "Een zin voor het artikel.",
        ]

    def test_very_long_labels_stay_on_the_paper(self, tmp_path: Path) -> None:
        long = FigureTable("x", (FigureColumn("een"), FigureColumn("twee")), (("w" * 400, "lang woord " * 80),))
        write_figures(long, tmp_path / "x.docx")
        section = Document(str(tmp_path / "x.docx")).sections[0]
        room = section.page_width - section.left_margin - section.right_margin
        (table,) = Document(str(tmp_path / "x.docx")).tables
        assert sum(column.width for column in table.columns) <= room * 1.001


def test_another_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CoderError, match=r"\.docx, \.xlsx, \.csv"):
        write_figures(TABLE, tmp_path / "x.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CoderError, match="is the folder there"):
        write_figures(TABLE, tmp_path / "weg" / "x.csv")
