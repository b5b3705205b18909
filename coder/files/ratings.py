"""Ratings made elsewhere: a table with the unit in the first column and one coder in each of the others."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coder.files.decode import decode
from coder.files.original import read_original
from coder.model.errors import CoderError
from coder.model.language import _
from coder.model.text import printable, shortened

MAX_BYTES = 50_000_000
"""Larger tables are refused: a hundred thousand units by ten coders are under ten megabytes."""

SEPARATOR = "|"
"""Between the labels of one cell; alone it means rated, and no label given."""

_DELIMITERS = ",;\t"
_LONGEST_CELL = 100_000
_TOLD = re.compile(r"sep=([,;\t])\s*", re.IGNORECASE)
"""A first line that tells Excel the delimiter."""


@dataclass(frozen=True, slots=True)
class RatingsTable:
    """What coders gave to units."""

    coders: tuple[str, ...]
    units: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...] | None, ...], ...]
    """One row a unit, one cell a coder: its labels, none if it was rated without one, None if it was not rated."""


def read_ratings(path: Path) -> RatingsTable:
    """Read the table at `path`: CSV with commas, semicolons or tabs, in any encoding that `decode` knows.

    Raises:
        CoderError: with the file's name, and the line where there is one, if it is not such a table.
    """
    try:
        text = decode(read_original(path, MAX_BYTES).data).text
        return parse_ratings(text)
    except CoderError as error:
        raise CoderError(f"{printable(path.name or str(path))}: {error}") from None


def parse_ratings(text: str) -> RatingsTable:
    """Read a table from text; CoderError says on which line it is wrong."""
    lines = table_lines(text)
    header = next(lines, None)
    if header is None:
        raise CoderError(_("is empty; the first line names the unit and then the coders"))
    spare = _spare(header[1])
    coders = _coders(header[0], header[1][: len(header[1]) - spare])
    units: dict[str, int] = {}
    rows = []
    for number, cells in lines:
        if any(cell.strip() for cell in cells[len(coders) + 1 :]) and spare:
            _coders(*header)  # says which of them has no name
        cells = cells[: len(coders) + 1] if spare else cells  # noqa: PLW2901
        if len(cells) != len(coders) + 1:
            raise CoderError(
                _("line {number}: {n} cells, and the first line has {expected}").format(
                    number=number, n=len(cells), expected=len(coders) + 1
                )
            )
        unit = cells[0].strip()
        if not unit:
            raise CoderError(_("line {number}: the first cell names the unit, and it is empty").format(number=number))
        if unit in units:
            raise CoderError(
                _("line {number}: the unit “{unit}” is on line {line} already").format(
                    number=number, unit=shortened(unit), line=units[unit]
                )
            )
        units[unit] = number
        rows.append(tuple(_cell(cell) for cell in cells[1:]))
    if not rows:
        raise CoderError(_("has no units under its first line"))
    return RatingsTable(coders, tuple(units), tuple(rows))


def table_lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a table that are not blank, each with the number of its first line.

    Raises:
        CoderError: a quote is not closed, or a cell is longer than any label.
    """
    first_line = next((line for line in text.splitlines() if line.strip()), "")
    told = _TOLD.fullmatch(first_line)
    delimiter = told[1] if told else max(_DELIMITERS, key=lambda mark: _outside_quotes(first_line, mark))
    csv.field_size_limit(_LONGEST_CELL)  # of the whole program: each reader sets its own
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise CoderError(_("line {begins}: {fault}").format(begins=begins, fault=_in_words(error))) from None
        if cells is None:
            return
        # The csv module has a limit of its own, but anyone may have set it higher.
        if any(len(cell) > _LONGEST_CELL for cell in cells):
            raise CoderError(_("line {begins}: {fault}").format(begins=begins, fault=_too_long()))
        if any(cell.strip() for cell in cells) and not (told and delimiter.join(cells).strip() == told[0].strip()):
            yield begins, cells
        begins = reader.line_num + 1


def _outside_quotes(line: str, mark: str) -> int:
    return sum(part.count(mark) for part in line.split('"')[::2])


def _too_long() -> str:
    return _("a cell of more than {most:,} characters; is a quote left open?").format(most=_LONGEST_CELL)


def _in_words(error: csv.Error) -> str:
    if "field larger" in str(error):
        return _too_long()
    if "end of data" in str(error):
        return _("a quote is opened here and never closed")
    return _("text after a closing quote; double the quotes inside a quoted cell")


def _coders(number: int, header: list[str]) -> tuple[str, ...]:
    names = tuple(name.strip() for name in header[1:])
    if not names:
        raise CoderError(
            _("line {number}: only one column; the first names the unit, each other one a coder").format(number=number)
        )
    for place, name in enumerate(names, 2):
        if not name:
            raise CoderError(_("line {number}: column {place} has no coder's name").format(number=number, place=place))
        if name in names[: place - 2]:
            raise CoderError(
                _("line {number}: two columns are named “{name}”").format(number=number, name=shortened(name))
            )
    return names


def _spare(header: list[str]) -> int:
    """Return how many columns at the end have no name: spreadsheets write out columns that once held something."""
    named = [place for place, name in enumerate(header) if name.strip()]
    return len(header) - 1 - max(named, default=0)


def _cell(text: str) -> tuple[str, ...] | None:
    if not text.strip():
        return None
    # An accent is one character or two, as the program wished that wrote it; the label is the same.
    labels = (unicodedata.normalize("NFC", label.strip()) for label in text.split(SEPARATOR))
    return tuple(dict.fromkeys(label for label in labels if label))
