"""The codebook as a spreadsheet, xlsx or csv: one code a row, for people who would rather fill in a table.

A csv holds the codes only; a workbook also the matrices, the title and the language, on sheets of their own.
"""

import csv
import io
from pathlib import Path

from coder.files.codebook_cells import disarm, join_texts, rearm
from coder.files.codebook_columns import CUES, EXAMPLES, CodeRow, code_rows, heading, recognised
from coder.files.codebook_draft import Draft, DraftMatrix, Text, finish
from coder.files.codebook_faults import Fault, Faults
from coder.files.codebook_rows import draft_of
from coder.files.codebook_workbook import workbook_bytes
from coder.files.original import read_original
from coder.files.replacing import replace_file
from coder.files.surveys.grid import Row
from coder.files.tables import Table, read_tables
from coder.model.codebook import Code, Codebook
from coder.model.codebook_edit import without_retired
from coder.model.errors import CoderError
from coder.model.language import _
from coder.model.text import printable

__all__ = ["Fault", "check_codebook_sheet", "read_codebook_sheet", "write_codebook_sheet"]

MAX_BYTES = 20_000_000
MAX_ROWS = 20_000

COLUMNS = ("path", "dimension", "label", "definition", "cues", "examples")
MATRIX_COLUMNS = ("id", "title", "rows", "columns", "empty", "unplaced")
_ABOUT = ("title", "language", "vectors")
_NO_LABEL = '""'
"""In a cell: a label that is empty, unlike no label."""
_UNNAMED = ("sheet", "blad", "tabelle", "feuil", "codes", "codebook", "codeboek")
"""What a sheet is called that nobody gave a name: it is no dimension."""


def read_codebook_sheet(path: Path, base: Codebook | None = None) -> Codebook:
    """Return the codebook in a spreadsheet.

    What the spreadsheet does not say is taken from `base`: title, language, matrices, and labels of dimensions that it
    names by their id. Without one the title is the file's name and the language Dutch.

    Raises:
        CoderError: it cannot be opened, or is faulty: the first fault, with its row, and how many more there are.
    """
    codebook, faults = _read(path, base)
    faults.raise_first()
    return codebook


def check_codebook_sheet(path: Path, base: Codebook | None = None) -> list[Fault]:
    """Return everything that is wrong with the codebook in a spreadsheet, by row.

    Raises:
        CoderError: it cannot be opened.
    """
    return _read(path, base)[1].sorted()


def write_codebook_sheet(path: Path, codebook: Codebook) -> None:
    """Write a codebook, without its retired codes, as the xlsx or csv at `path`; the same one gives the same bytes.

    Every cell is text, never a formula: in a csv, what looks like one gets an apostrophe in front of it.

    Raises:
        CoderError: the file cannot be written, its name ends in neither, or a text is longer than a cell can be.
    """
    codebook = without_retired(codebook)
    rows = [list(COLUMNS)]
    for dimension in codebook.dimensions:
        rows.append([dimension.id, dimension.id, dimension.label, dimension.definition, "", ""])
        rows += [_row(dimension.id, code) for code in dimension.walk()]
    ending = path.suffix.lower()
    if ending == ".csv":
        text = io.StringIO(newline="")
        csv.writer(text).writerows([disarm(cell) for cell in row] for row in rows)
        # With a byte order mark, without which Excel reads another encoding.
        replace_file(path, text.getvalue().encode("utf-8-sig"))
    elif ending == ".xlsx":
        matrices = [
            [
                spec.id,
                spec.title,
                spec.rows,
                spec.columns,
                spec.empty,
                _NO_LABEL if spec.unplaced == "" else spec.unplaced or "",
            ]
            for spec in codebook.matrices
        ]
        about = [[name, getattr(codebook, name)] for name in _ABOUT]
        sheets = {"codes": rows, "matrices": [list(MATRIX_COLUMNS), *matrices], "about": about}
        try:
            replace_file(path, workbook_bytes(sheets))
        except ValueError as error:
            raise CoderError(
                _("{path}: cannot be written: {error}").format(path=printable(str(path)), error=error)
            ) from None
    else:
        raise CoderError(_("{path}: a spreadsheet of codes is an .xlsx or a .csv").format(path=printable(str(path))))


def _row(dimension: str, code: Code) -> list[str]:
    cells = [code.path, dimension, code.label, code.definition]
    return [*cells, join_texts(code.cues, CUES), join_texts(code.examples, EXAMPLES)]


def _read(path: Path, base: Codebook | None) -> tuple[Codebook, Faults]:
    try:
        tables = read_tables(read_original(path, MAX_BYTES), recognised)
    except CoderError as error:
        raise CoderError(f"{printable(str(path))}: {error}") from None
    faults = Faults(path)
    rows: list[CodeRow] = []
    about: dict[str, Text] = {}
    matrices: list[DraftMatrix] | None = None
    coded = [table for table in tables if table.rows and not _is_extra(table)]
    for table in tables:
        name = table.title.casefold()
        if not _is_extra(table):
            rows += _codes(table, faults, alone=len(coded) == 1)
        elif name == "matrices":
            matrices = _matrices(table)
        else:
            about = {row.cells[0].strip().casefold(): _text(row, 1) for row in table.rows if len(row.cells) > 1}
    if not rows and not faults.found:
        faults.on(1, _("no codes in it; make one row a code, with at least a column “label”"))
    if len(rows) > MAX_ROWS:
        raise CoderError(
            _("{path}: more than {most:,} rows; this is no codebook but a table of data").format(
                path=printable(str(path)), most=MAX_ROWS
            )
        )
    draft = draft_of(rows, base.dimensions if base else (), faults)
    draft.matrices = matrices or []
    _describe(draft, about, path, base)
    codebook = finish(draft, faults)
    if base is not None and matrices is None:
        ids = {dimension.id for dimension in codebook.dimensions}
        kept = tuple(spec for spec in base.matrices if {spec.rows, spec.columns} <= ids)
        codebook = Codebook(codebook.title, codebook.language, codebook.dimensions, kept, codebook.vectors)
    return codebook, faults


def _codes(table: Table, faults: Faults, *, alone: bool) -> list[CodeRow]:
    """Return the rows of a sheet, which is a dimension if its rows name none and it has a name of its own."""
    if not table.title:
        table = Table("", [Row(row.number, [rearm(cell) for cell in row.cells]) for row in table.rows])
    unnamed = table.title.casefold().rstrip("0123456789 ") in _UNNAMED
    rows = code_rows(table, "" if alone and unnamed else table.title)
    if rows is None:
        if table.rows:
            message = _(
                "no column of codes found; give the columns headings: label, and parent, definition, cues, examples"
            )
            faults.on(table.rows[0].number, message, sheet=table.title)
        return []
    return rows


def _is_extra(table: Table) -> bool:
    """Return whether a sheet holds the matrices or the title and language."""
    name, first = table.title.casefold(), [heading(cell) for cell in table.rows[0].cells] if table.rows else []
    return (name == "matrices" and {"rows", "columns"} <= set(first)) or (name == "about" and first[:1] == ["title"])


def _matrices(table: Table) -> list[DraftMatrix]:
    columns = {heading(cell): number for number, cell in enumerate(table.rows[0].cells)}
    found = []
    for row in table.rows[1:]:
        cells = {name: _text(row, columns[name]) for name in MATRIX_COLUMNS if name in columns}
        given = {name: text for name, text in cells.items() if text.text}
        empty = cells.get("empty")
        if "unplaced" in given and given["unplaced"].text == _NO_LABEL:
            given["unplaced"] = given["unplaced"]._replace(text="")
        id_ = given.pop("id", None) or Text("", row.number)
        found.append(DraftMatrix(id_, **(given | ({"empty": empty} if empty is not None else {}))))
    return found


def _text(row: Row, column: int) -> Text:
    return Text(row.cells[column].strip() if column < len(row.cells) else "", row.number)


def _describe(draft: Draft, about: dict[str, Text], path: Path, base: Codebook | None) -> None:
    """Give a draft its title, language and vectors."""
    for name in _ABOUT:
        if name in about and (about[name].text or base is None):
            setattr(draft, name, about[name])
        elif base is not None:
            setattr(draft, name, Text(getattr(base, name), 1))
    if draft.title is None:
        draft.title = Text(path.stem, 1)
