"""The published appendix, built in memory, comes back from json, docx and xlsx cell by cell, statement by statement."""

import json
from pathlib import Path

import pytest

from coder.appendix import build_matrix, write_appendix
from coder.model import Code, Codebook, Coding, Dimension, Matrix, MatrixSpec
from tests import appendices as read

REPORT = Path(__file__).parents[3] / "shared" / "report" / "appendix-c.json"

pytestmark = pytest.mark.skipif(not REPORT.is_file(), reason="the published appendix is not beside this checkout")

READERS = {
    "json": read.from_json,
    "docx": read.from_docx,
    "xlsx": read.from_xlsx,
    "html": read.from_html,
    "md": read.from_md,
}


def published() -> list[dict]:
    return json.loads(REPORT.read_text("utf-8"))


def dimension(id_: str, labels: list[str]) -> tuple[Dimension, dict[str, str]]:
    paths = {label: f"{id_}/{number}" for number, label in enumerate(dict.fromkeys(filter(None, labels)))}
    return Dimension(id_, id_, tuple(Code(path, label) for label, path in paths.items())), paths


def build(source: dict) -> Matrix:
    rows, row_paths = dimension("rij", [cell["row"] for cell in source["cells"]])
    columns, column_paths = dimension("kolom", [cell["column"] for cell in source["cells"]])
    codings, texts = [], []
    for cell in source["cells"]:
        codes = tuple(filter(None, (row_paths.get(cell["row"]), column_paths.get(cell["column"]))))
        for statement in cell["statements"]:
            number = len(codings)
            codings.append(Coding(number, f"fg1#{number + 1}", "anna", codes))
            texts.append(statement)
    spec = MatrixSpec(source["id"], source["title"], "rij", "kolom", unplaced="")
    return build_matrix(Codebook("", "nl", (rows, columns), (spec,)), spec, codings, texts)


@pytest.mark.parametrize("suffix", READERS)
def test_comes_back(tmp_path: Path, suffix):
    sources = published()
    write_appendix([build(source) for source in sources], tmp_path / f"c.{suffix}")
    found = READERS[suffix](tmp_path / f"c.{suffix}")
    assert found == [{(c["row"], c["column"]): c["statements"] for c in source["cells"]} for source in sources]
    assert sum(len(texts) for cells in found for texts in cells.values()) == 205
