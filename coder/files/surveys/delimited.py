"""Surveys in text files: cells parted by commas, semicolons, tabs or bars."""

import csv
import io
from collections import Counter
from collections.abc import Iterator

from coder.files.decode import decode
from coder.files.formats import Options
from coder.files.original import MAX_BYTES, Original
from coder.files.surveys.grid import Grid, Row, refuse_too_many
from coder.files.surveys.survey import read_grid
from coder.model.errors import CoderError
from coder.model.language import N_, Sentence, _
from coder.model.source import ImportedSource

_DELIMITERS = ",;\t|"
_NAMES = {",": N_("comma"), ";": N_("semicolon"), "\t": N_("tab"), "|": N_("bar")}
_SAMPLE = 200
"""Records that decide on the delimiter."""


def read(original: Original, options: Options) -> ImportedSource:
    """Read a survey (or a transcript with a column of speakers) from delimited text.

    Raises:
        CoderError: its bytes are no text, its quoting is broken, or the table is no survey; it says on which line.
    """
    decoded = decode(original.data)
    text, first = decoded.text, 1
    delimiter = ""
    if text[:5].lower() in {f"sep={mark}" for mark in _DELIMITERS} and text[5:6] == "\n":  # Excel's own hint
        delimiter, text, first = text[4], text[6:], 2
    delimiter = delimiter or _find_delimiter(text)
    rows = []
    cells = 0
    for row in _records(text, delimiter, first):
        cells += len(row.cells)
        refuse_too_many(cells)
        if row.width:
            rows.append(row)
    warnings = list(decoded.warnings)
    if delimiter != "," and any(len(row.cells) > 1 for row in rows):
        warnings.append(Sentence(N_("{mark} found between the columns"), mark=Sentence(_NAMES[delimiter])))
    return read_grid(original, Grid(rows, N_("line"), decoded.encoding, warnings), options)


def _find_delimiter(text: str) -> str:
    """Return the delimiter with which most records have as many cells as the first."""
    scores: dict[str, tuple[float, int]] = {}
    for delimiter in _DELIMITERS:
        widths = Counter[int]()
        try:
            for n, row in enumerate(_records(text, delimiter, 1)):
                if row.width:
                    widths[len(row.cells)] += 1
                if n == _SAMPLE:
                    break
        except CoderError:
            widths[0] += 1  # what came before the broken record still counts
        width = max((width for width in widths if width > 1), key=lambda width: widths[width] * width, default=1)
        share = widths[width] / max(1, widths.total())
        scores[delimiter] = (round(share, 1) if width > 1 else 0.0, width)
    return max(scores, key=lambda delimiter: scores[delimiter])


def _records(text: str, delimiter: str, first: int) -> Iterator[Row]:
    """Yield every record with the line it begins on."""
    csv.field_size_limit(MAX_BYTES)  # the module's own limit is 128 kB; a file is no larger than this
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begin = first
    try:
        for cells in reader:
            yield Row(begin, cells)
            begin = first + reader.line_num
    except csv.Error as error:
        raise CoderError(
            _("has broken quotes in the record that begins on line {begin} ({error}); correct it there").format(
                begin=begin, error=error
            )
        ) from None
