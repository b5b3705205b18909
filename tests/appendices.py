"""Reads appendices back, with other libraries than the ones that wrote them: cells by row and column label."""

import csv
import json
import zipfile
from pathlib import Path

from bs4 import BeautifulSoup
from lxml import etree
from markdown_it import MarkdownIt
from openpyxl import load_workbook

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

Cells = dict[tuple[str, str], list[str]]


def cells_of(matrix) -> Cells:
    return {(cell.row, cell.column): [one.text for one in cell.statements] for cell in matrix.cells}


def from_json(path: Path) -> list[Cells]:
    return [
        {(cell["row"], cell["column"]): [one["text"] for one in cell["statements"]] for cell in matrix["cells"]}
        for matrix in json.loads(path.read_text("utf-8"))
    ]


def xml(path: Path, part: str):
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read(part))


def text(element) -> str:
    return "".join(element.itertext(f"{W}t"))


def from_docx(path: Path, continued: str = " (vervolg)") -> list[Cells]:
    """What is a list item in a cell is a statement."""
    found = []
    for table in xml(path, "word/document.xml").iter(f"{W}tbl"):
        head, *rows = table.iter(f"{W}tr")
        columns = [text(cell) for cell in head.iter(f"{W}tc")][1:]
        cells: Cells = {}
        for row in rows:
            first, *rest = row.iter(f"{W}tc")
            label = text(first).removesuffix(continued)
            for column, cell in zip(columns, rest, strict=True):
                items = [text(p) for p in cell.iter(f"{W}p") if p.find(f"{W}pPr/{W}numPr") is not None]
                if items:
                    cells.setdefault((label, column), []).extend(items)
        found.append(cells)
    return found


def from_xlsx(path: Path, continued: str = " (vervolg)") -> list[Cells]:
    """The sheets with a matrix as it is printed: all but the last."""
    found = []
    for sheet in load_workbook(path).worksheets[:-1]:
        _, head, *rows = sheet.iter_rows(values_only=True)
        cells: Cells = {}
        for row in rows:
            label = (row[0] or "").removesuffix(continued)
            for column, value in zip(head[1:], row[1:], strict=True):
                if value and value.startswith("• "):
                    bullets = value.removeprefix("• ").split("\n• ")
                    cells.setdefault((label, column or ""), []).extend(bullets)
        found.append(cells)
    return found


def statements_of_xlsx(path: Path) -> list[tuple]:
    """The sheet in long form, without its header."""
    return list(load_workbook(path).worksheets[-1].iter_rows(min_row=2, values_only=True))


def from_html(path: Path) -> list[Cells]:
    page = BeautifulSoup(path.read_text("utf-8"), "lxml")
    found = []
    for table in page.find_all("table"):
        columns = [head.get_text() for head in table.thead.find_all("th", scope="col")][1:]
        cells: Cells = {}
        for row in table.tbody.find_all("tr"):
            label = row.find("th", scope="row").get_text()
            for column, cell in zip(columns, row.find_all("td"), strict=True):
                if items := [item.get_text() for item in cell.find_all("li")]:
                    cells[label, column] = items
        found.append(cells)
    return found


def from_md(path: Path) -> list[Cells]:
    page = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(path.read_text("utf-8"))
    found = []
    for table in BeautifulSoup(page, "lxml").find_all("table"):
        columns = [head.get_text() for head in table.thead.find_all("th")][1:]
        cells: Cells = {}
        for row in table.tbody.find_all("tr"):
            label, *rest = row.find_all("td")
            for column, cell in zip(columns, rest, strict=True):
                for line in cell.find_all("br"):
                    line.replace_with("\n")
                if cell.get_text().startswith("• "):
                    cells[label.get_text(), column] = cell.get_text().removeprefix("• ").split(" \n• ")
        found.append(cells)
    return found


def from_csv(path: Path, delimiter: str = ";") -> list[Cells]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        _, *rows = csv.reader(file, delimiter=delimiter)
    found: dict[str, Cells] = {}
    for matrix, _, row, column, statement, *_ in rows:
        found.setdefault(matrix, {}).setdefault((row, column), []).append(statement)
    return list(found.values())
