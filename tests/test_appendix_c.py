"""A published appendix C, coded through the command line, comes back cell by cell, statement by statement, in order."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from coder.model.text import slug
from tests.stories import SHARED, run

REPORT = SHARED / "report" / "appendix-c.json"

pytestmark = pytest.mark.skipif(not REPORT.is_file(), reason="the published appendix is not beside this checkout")

Cells = dict[tuple[str, str], list[str]]

UNPLACED = "Algemeen"


def _published() -> list[dict[str, Any]]:
    matrices: list[dict[str, Any]] = json.loads(REPORT.read_text(encoding="utf-8"))
    return matrices


def _cells(matrix: dict[str, Any]) -> Cells:
    return {(cell["row"], cell["column"] or UNPLACED): cell["statements"] for cell in matrix["cells"]}


def _labels(matrix: dict[str, Any], part: str) -> list[str]:
    return list(dict.fromkeys(cell[part] for cell in matrix["cells"] if cell[part]))


def _path(matrix: dict[str, Any], part: str, label: str) -> str:
    return f"{slug(matrix['id'])}-{part}/{slug(label)[:60]}"


def _codebook(matrices: list[dict[str, Any]]) -> str:
    """Return a codebook with a dimension for the rows and one for the columns of each matrix."""
    dimensions = {
        f"{slug(matrix['id'])}-{part}": {
            "label": part,
            "codes": {slug(label)[:60]: {"label": label} for label in _labels(matrix, part)},
        }
        for matrix in matrices
        for part in ("row", "column")
    }
    specs = {
        matrix["id"]: {
            "title": matrix["title"],
            "rows": f"{slug(matrix['id'])}-row",
            "columns": f"{slug(matrix['id'])}-column",
            "unplaced": UNPLACED,
        }
        for matrix in matrices
    }
    # JSON is YAML.
    return json.dumps({"title": "Appendix C", "language": "nl", "dimensions": dimensions, "matrices": specs})


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study made by commands alone: each statement is a paragraph of a transcript, coded with its row and column."""
    work = tmp_path_factory.mktemp("appendix-c")
    folder = work / "study"
    matrices = _published()
    (work / "codebook.yaml").write_text(_codebook(matrices), encoding="utf-8")
    statements, codings = [], []
    for matrix in matrices:
        for cell in matrix["cells"]:
            codes = [_path(matrix, part, cell[part]) for part in ("row", "column") if cell[part]]
            for statement in cell["statements"]:
                statements.append(" ".join(statement.split()))
                codings.append({"fragment": f"groepen#{len(statements)}", "coder": "anna", "codes": codes})
    (work / "groepen.txt").write_text("\n\n".join(statements) + "\n", encoding="utf-8")
    (work / "codings.jsonl").write_text("\n".join(json.dumps(coding) for coding in codings), encoding="utf-8")
    for arguments in (
        ("init", folder),
        ("codebook", "import", work / "codebook.yaml", "--study", folder),
        ("import", work / "groepen.txt", "--unit", "paragraph", "--study", folder),
        ("code", "--from", work / "codings.jsonl", "--study", folder),
    ):
        result = run(*arguments)
        assert result.code == 0, result.err
    return folder


def _write(study: Path, name: str) -> Path:
    path = study / name
    result = run("--study", study, "appendix", "-o", path)
    assert result.code == 0, result.err
    return path


def test_from_json(study: Path) -> None:
    written = json.loads(_write(study, "x.json").read_text(encoding="utf-8"))
    for matrix, published in zip(written, _published(), strict=True):
        assert (matrix["id"], matrix["title"]) == (published["id"], published["title"])
        cells = {(c["row"], c["column"]): [s["text"] for s in c["statements"]] for c in matrix["cells"]}
        assert cells == _cells(published)
        assert {s["n"] for c in matrix["cells"] for s in c["statements"]} == {1}


def test_either_way_round(study: Path) -> None:
    path = study / "t.json"
    assert run("--study", study, "appendix", "-o", path, "--transpose").code == 0
    for matrix, published in zip(json.loads(path.read_text(encoding="utf-8")), _published(), strict=True):
        cells = {(c["column"], c["row"]): [s["text"] for s in c["statements"]] for c in matrix["cells"]}
        assert cells == _cells(published)


def test_from_docx(study: Path) -> None:
    from docx import Document

    document = Document(str(_write(study, "x.docx")))
    tables = [[list(row.cells) for row in table.rows] for table in document.tables]
    for rows, published in zip(tables, _published(), strict=True):
        columns = [cell.text for cell in rows[0][1:]]
        cells: Cells = {}
        label = ""
        for row in rows[1:]:
            # A row that goes on over a page repeats its label with a mark.
            label = re.sub(r" \(vervolg\)$", "", row[0].text)
            for column, cell in zip(columns, row[1:], strict=True):
                texts = [paragraph.text for paragraph in cell.paragraphs if paragraph.text not in ("", "-")]
                if texts:
                    cells.setdefault((label, column), []).extend(texts)
        assert cells == _cells(published)


def test_from_xlsx(study: Path) -> None:
    from openpyxl import load_workbook

    book = load_workbook(_write(study, "x.xlsx"))
    rows = [row for sheet in book for row in sheet.iter_rows(values_only=True)]
    published = _published()
    found: dict[str, Cells] = {matrix["id"]: {} for matrix in published}
    titles = {matrix["title"]: matrix["id"] for matrix in published}
    for row in rows:
        values = [value for value in row if value is not None]
        names = {**titles, **{matrix["id"]: matrix["id"] for matrix in published}}
        if len(values) >= 4 and values[0] in names:
            found[names[values[0]]].setdefault((values[1], values[2]), []).append(values[3])
    assert found == {matrix["id"]: _cells(matrix) for matrix in published}


def test_the_same_study_twice_gives_the_same_bytes(study: Path) -> None:
    for ending in ("docx", "xlsx", "html", "md", "csv", "tex", "json"):
        first = _write(study, f"a.{ending}").read_bytes()
        assert _write(study, f"b.{ending}").read_bytes() == first
