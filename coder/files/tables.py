"""Tables in the files that spreadsheet programs write: sheets of a workbook, or delimited text, as rows of texts."""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from coder.files.decode import decode
from coder.files.original import MAX_BYTES, Original
from coder.files.surveys.grid import Row
from coder.model.errors import CoderError
from coder.model.language import _

_DELIMITERS = ";,\t|"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Table:
    """One table: those of its rows that hold something."""

    title: str
    """Of the sheet; empty for delimited text."""
    rows: list[Row]


def read_tables(original: Original, recognised: Callable[[list[str]], int]) -> list[Table]:
    """Return the visible sheets of a workbook, or the one table of a text.

    `recognised` tells how many cells of a row are headings that the caller knows: the delimiter of a text is the one
    that makes most of them out.

    Raises:
        CoderError: the file is damaged or neither, or is unsafe to open.
    """
    if original.data.startswith(b"PK"):
        from coder.files.ooxml import Package
        from coder.files.surveys.workbook import Workbook

        book = Workbook(Package(original))
        return [Table(sheet.title, book.rows(sheet)) for sheet in book.sheets if sheet.visible]
    if original.data.startswith(_OLD_EXCEL):
        raise CoderError(_("is an old Excel file, or is protected; save it as .xlsx or .csv, without a password"))
    text, first = decode(original.data).text, 1
    csv.field_size_limit(MAX_BYTES)  # the module's own limit is 128 kB; a file is no larger than this
    if text[:4].lower() == "sep=" and text[5:6] == "\n":  # Excel's own hint
        return [Table("", _filled(text[6:], text[4], 2))]
    while text.startswith("\n"):
        text, first = text[1:], first + 1
    heading = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=lambda mark: recognised(next(csv.reader([heading], delimiter=mark), [])))
    return [Table("", _filled(text, delimiter, first))]


def _filled(text: str, delimiter: str, first: int) -> list[Row]:
    return [row for row in _records(text, delimiter, first) if row.width]


def _records(text: str, delimiter: str, first: int) -> Iterator[Row]:
    """Yield every record with the line it begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begin = first
    try:
        for cells in reader:
            yield Row(begin, cells)
            begin = first + reader.line_num
    except csv.Error as error:
        raise CoderError(
            _("has broken quotes in the row that begins on line {begin} ({error}); correct it").format(
                begin=begin, error=error
            )
        ) from None
