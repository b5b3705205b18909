"""The columns of a codebook in a spreadsheet: found by their headings, English or Dutch, in any order."""

from collections.abc import Sequence
from dataclasses import dataclass

from coder.files.codebook_cells import split_texts
from coder.files.codebook_draft import Text
from coder.files.surveys.grid import Row
from coder.files.tables import Table
from coder.model.text import fold

_HEADINGS = {
    "dimension": "dimension dimensie dim vraag",
    "path": "path pad",
    "id": "id slug codeid",
    "code": "code codes codenaam",
    "parent": "parent parentcode hoofdcode ouder ouders bovenliggend bovenliggendecode valtonder oudercode",
    "label": "label labels naam name titel title",
    "definition": "definition definitie omschrijving beschrijving description toelichting betekenis uitleg",
    "cues": "cues cue trefwoorden trefwoord keywords keyword signaalwoorden zoektermen zoekwoorden termen terms",
    "examples": "examples example voorbeelden voorbeeld voorbeeldcitaat voorbeeldcitaten citaat citaten quotes quote",
}
_KNOWN = {word: name for name, words in _HEADINGS.items() for word in words.split()}
_NAMING = {"path", "id", "code", "label"}
"""Columns that can name a code: a heading row has one of them."""
_SEARCHED = 10
"""Rows above the headings: a title, a date, who made it."""

CUES = ";\n|,"
EXAMPLES = "\n|"
"""What separates texts in a cell, the usual one first. A semicolon is at home in an example."""


@dataclass(eq=False, slots=True)
class CodeRow:
    """One row: a code or dimension as somebody wrote it down."""

    line: int
    sheet: str
    dimension: str = ""
    path: str = ""
    id: str = ""
    parent: str = ""
    label: str = ""
    indent: int = 0
    """White space in front of the label."""
    definition: str = ""
    cues: str = ""
    examples: str = ""

    def text(self, text: str) -> Text:
        """Return a text of this row with its place."""
        return Text(text, self.line, None, self.sheet)

    def texts(self, cell: str, separators: str) -> list[Text]:
        """Return the texts in a cell of this row."""
        return [self.text(part) for part in split_texts(cell, separators)]


def recognised(cells: Sequence[str]) -> int:
    """Return how many cells are headings of a codebook."""
    return sum(heading(cell) in _KNOWN for cell in cells)


def heading(cell: str) -> str:
    """Return a heading as it is compared: `Hoofd-code ` as `hoofdcode`."""
    return "".join(character for character in fold(cell) if character.isalnum())


def code_rows(table: Table, sheet: str) -> list[CodeRow] | None:
    """Return the rows of a table of codes; None if it has no heading that names a code.

    One column without a heading is one of labels.
    """
    rows = table.rows
    place = next((n for n, row in enumerate(rows[:_SEARCHED]) if _NAMING & set(_columns(row).values())), None)
    if place is not None:
        return _read(rows[place + 1 :], _columns(rows[place]), sheet)
    filled = {number for row in rows for number, cell in enumerate(row.cells) if cell.strip()}
    return _read(rows, {filled.pop(): "label"}, sheet) if len(filled) == 1 else None


def _columns(row: Row) -> dict[int, str]:
    """Return which column is what; of two with the same meaning the first."""
    columns: dict[int, str] = {}
    for number, cell in enumerate(row.cells):
        name = _KNOWN.get(heading(cell))
        if name is not None and name not in columns.values():
            columns[number] = name
    return columns


def _read(rows: Sequence[Row], columns: dict[int, str], sheet: str) -> list[CodeRow]:
    """Return rows by what their columns mean. `code` is a path or id beside labels, else the label."""
    columns = dict(columns)
    code = next((number for number, name in columns.items() if name == "code"), None)
    if code is not None:
        values = [row.cells[code] for row in rows if code < len(row.cells)]
        if "label" not in columns.values():
            columns[code] = "label"
        elif "path" not in columns.values() and any("/" in value for value in values):
            columns[code] = "path"
        else:
            columns[code] = "id" if "id" not in columns.values() else "ignored"
    read = []
    for row in rows:
        cells = {columns[number]: cell for number, cell in enumerate(row.cells) if number in columns and cell.strip()}
        cells.pop("ignored", None)
        label = cells.get("label", "").expandtabs(4)
        if cells:
            stripped = {name: cell.strip() for name, cell in cells.items()}
            read.append(CodeRow(row.number, sheet, indent=len(label) - len(label.lstrip()), **stripped))
    return read
