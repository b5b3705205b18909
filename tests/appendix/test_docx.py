"""A Word appendix that a ministry can publish: structure that Word, converters and screen readers find."""

from pathlib import Path

import pytest
from docx import Document

from coder.appendix import write_appendix
from coder.model import Cell, Matrix, Statement
from tests.appendices import W, from_docx, text, xml
from tests.matrices import table

LONG = [f"Uitspraak {number}: de samenwerking vraagt om iemand die de regie neemt en houdt" for number in range(60)]


@pytest.fixture
def written(tmp_path: Path):
    def write(matrix: Matrix, **options):
        path = tmp_path / "c.docx"
        write_appendix([matrix], path, **options)
        return path

    return write


def rows(path: Path):
    (found,) = xml(path, "word/document.xml").iter(f"{W}tbl")
    return list(found.iter(f"{W}tr"))


def test_opens_in_another_library_with_its_title_and_table(written):
    document = Document(str(written(table("Korte lijnen"), title="Bijlage C")))
    assert document.core_properties.title == "Bijlage C"
    assert [(p.style.name, p.text) for p in document.paragraphs] == [
        ("Title", "Bijlage C"),
        ("Caption", "Tabel 1. Succes en falen"),
    ]
    (found,) = document.tables
    assert [cell.text for cell in found.rows[0].cells] == ["Partij", "Succes", "Falen"]
    assert [cell.text for cell in found.rows[1].cells] == ["UWV", "Korte lijnen", "-"]
    section = document.sections[0]
    assert section.page_width > section.page_height


@pytest.mark.parametrize(("language", "tag"), [("nl", "nl-NL"), ("en", "en-GB"), ("nl-BE", "nl-BE"), ("de", "de-DE")])
def test_the_language_is_set_for_the_whole_document(written, language, tag):
    styles = xml(written(table("Iets"), language=language), "word/styles.xml")
    (found,) = styles.iter(f"{W}lang")
    assert found.get(f"{W}val") == tag


def test_header_row_is_repeated_and_the_table_says_what_it_is(written):
    path = written(table("Iets"))
    head, *others = rows(path)
    assert head.find(f"{W}trPr/{W}tblHeader") is not None
    assert all(row.find(f"{W}trPr/{W}tblHeader") is None for row in others)
    properties = xml(path, "word/document.xml").find(f".//{W}tblPr")
    assert properties.find(f"{W}tblCaption").get(f"{W}val") == "Succes en falen"
    assert "2 rijen en 2 kolommen" in properties.find(f"{W}tblDescription").get(f"{W}val")
    look = properties.find(f"{W}tblLook")
    assert (look.get(f"{W}firstRow"), look.get(f"{W}firstColumn")) == ("1", "1")


def test_statements_are_items_of_a_real_list_that_stay_in_one_piece(written):
    path = written(table("Korte lijnen"))
    (item,) = (p for p in xml(path, "word/document.xml").iter(f"{W}p") if text(p) == "Korte lijnen")
    number = item.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val")
    numbering = xml(path, "word/numbering.xml")
    (num,) = (one for one in numbering.iter(f"{W}num") if one.get(f"{W}numId") == number)
    abstract = num.find(f"{W}abstractNumId").get(f"{W}val")
    (definition,) = (one for one in numbering.iter(f"{W}abstractNum") if one.get(f"{W}abstractNumId") == abstract)
    assert definition.find(f".//{W}numFmt").get(f"{W}val") == "bullet"
    assert item.find(f"{W}pPr/{W}keepLines") is not None


def test_a_long_row_goes_on_in_rows_that_repeat_its_label(written):
    path = written(table(*LONG))
    labels = [text(next(row.iter(f"{W}tc"))) for row in rows(path)[1:]]
    assert labels[0] == "UWV"
    assert len(labels) > 3
    assert set(labels[1:-1]) == {"UWV (vervolg)"}
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows(path))
    assert from_docx(path) == [{("UWV", "Succes"): LONG}]


def test_an_empty_cell_says_so_once(written):
    cells = [text(cell) for row in rows(written(table(*LONG))) for cell in list(row.iter(f"{W}tc"))[2:]]
    assert cells[:2] == ["Falen", "-"]
    assert set(cells[2:-1]) == {""}


def test_no_word_is_wider_than_its_column(written):
    """Arial at 9 points is nowhere wider than a point per twelfth of an inch: a letter takes at most 9 points."""
    word = "arbeidsmarktregiocoördinatiebureau"
    matrix = Matrix("m", "", (word,), ("A", "B", "C"), (Cell(word, "B", (Statement(word, ("fg1#1",)),)),))
    grid = [int(column.get(f"{W}w")) / 20 for column in xml(written(matrix), "word/document.xml").iter(f"{W}gridCol")]
    half_an_em = 4.5  # no letter of this word but m is wider than 5.1 points, and most are narrower than 5
    assert grid[0] > len(word) * half_an_em
    assert grid[2] > len(word) * half_an_em
    assert sum(grid) <= 729


def test_many_columns_become_tables_side_by_side(written):
    columns = tuple(f"Verantwoordelijkheid {number}" for number in range(70))
    cells = tuple(Cell("UWV", column, (Statement(column, ("fg1#1",)),)) for column in columns)
    path = written(Matrix("m", "Breed", ("UWV",), columns, cells))
    found = from_docx(path)
    assert len(found) > 5
    assert {key: value for part in found for key, value in part.items()} == {("UWV", c): [c] for c in columns}
    assert max(len(part) for part in found) <= 12


def test_notes_are_printed_under_the_table(written):
    matrix = Matrix("m", "T", ("A",), ("B",), (), notes=("Eén codering staat niet in de tabel.",))
    paragraphs = Document(str(written(matrix))).paragraphs
    assert (paragraphs[-1].style.name, paragraphs[-1].text) == (
        "Table Note",
        "Noot: Eén codering staat niet in de tabel.",
    )
