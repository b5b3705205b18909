"""The appendix as a spreadsheet: a sheet per matrix as it is printed, and one with a statement a row to filter."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from coder.appendix.layout import Piece, cut, printed
from coder.appendix.measure import BOLD, lines, longest_word
from coder.appendix.options import Options
from coder.appendix.xlsx_book import DIGIT, MAX_TEXT, SIZE, Book, clip, split, units
from coder.model.errors import CoderError
from coder.model.language import _
from coder.model.matrix import Matrix, Statement

MAX_COLUMNS = 16_384
MAX_LINES = 30
"""A row is at most 409 points high; more lines are there, but nobody sees them."""
PIECE_LINES = 26


def write_xlsx(matrices: Sequence[Matrix], path: Path, options: Options) -> None:
    """Write the matrices, then all their statements in long form.

    Raises:
        CoderError: there is more than a sheet has room for.
    """
    book = Book(path, options)
    for matrix in matrices:
        _matrix_sheet(book, matrix)
    _statement_sheet(book, matrices)
    book.book.close()


def _matrix_sheet(book: Book, matrix: Matrix) -> None:
    """Write a matrix as it is printed: title, header, a row per row, notes."""
    if len(matrix.columns) >= MAX_COLUMNS:
        raise CoderError(
            _("matrix “{id}” has more columns than a spreadsheet; swap its dimensions").format(id=matrix.id)
        )
    sheet = book.sheet(matrix.id)
    widths = _widths(matrix, book.options)
    for index, width in enumerate(widths):
        sheet.set_column(index, index, width)
    book.text(sheet, 0, 0, clip(matrix.title), book.title)
    sheet.set_row(0, 24)
    book.row(sheet, 1, [(clip(label), book.head) for label in (matrix.row_heading, *matrix.columns)], widths)
    sheet.freeze_panes(2, 1)
    sheet.repeat_rows(0, 1)
    sheet.repeat_columns(0)
    at = 2
    for label in matrix.rows:
        for piece in _pieces(matrix, label, widths[1:], book.options):
            for cells in _rows(book, piece, matrix.empty):
                book.row(sheet, at, cells, widths)
                at += 1
    for note in matrix.notes:
        book.text(sheet, at, 0, f"{book.options.words.note}: {note}", book.note)
        at += 1


def _rows(book: Book, piece: Piece, empty: str) -> Iterator[list[tuple[str, Any]]]:
    """Yield the rows of a piece: one, or more where a cell is too long and goes on below."""
    nothing = "" if piece.continued else empty
    contents = [list(_cell(cell, book.options)) or [nothing] for cell in piece.cells]
    for part in range(max(map(len, contents), default=1)):
        more = f" ({book.options.words.continued})" if piece.continued or part else ""
        texts = [parts[part] if part < len(parts) else "" for parts in contents]
        yield [(clip(piece.label) + more, book.label), *((text, book.body) for text in texts)]


def _cell(statements: Sequence[Statement], options: Options) -> Iterator[str]:
    """Yield the text of a cell, a bullet a line; more than once if it is longer than a cell can be."""
    text = ""
    for statement in statements:
        bullet = f"• {printed(statement, options)}"
        if text and units(text) + 1 + units(bullet) > MAX_TEXT:
            yield text
            text = ""
        text = f"{text}\n{bullet}" if text else bullet
        *full, text = split(text)
        yield from full
    if text:
        yield text


def _widths(matrix: Matrix, options: Options) -> list[float]:
    """Return the column widths in digits: room for the longest word, and wide enough to read."""
    wish = {1: 100, 2: 70, 3: 48}.get(len(matrix.columns), 36)
    words = {column: longest_word([column], SIZE * BOLD) for column in matrix.columns}
    for cell in matrix.cells:
        longest = longest_word((printed(one, options) for one in cell.statements), SIZE)
        words[cell.column] = max(words[cell.column], longest)
    labels = longest_word([matrix.row_heading, *matrix.rows, f"({options.words.continued})"], SIZE * BOLD)
    first = min(max(labels / DIGIT + 3, 22), 60)
    return [first, *(min(max(words[column] / DIGIT + 4, wish), 120) for column in matrix.columns)]


def _pieces(matrix: Matrix, label: str, widths: Sequence[float], options: Options) -> Iterator[Piece]:
    cells = [matrix.cell(label, column) for column in matrix.columns]
    heights = [
        [lines(f"• {printed(one, options)}", width * DIGIT - 6, SIZE) for one in cell]
        for cell, width in zip(cells, widths, strict=True)
    ]
    return cut(label, cells, heights, MAX_LINES, PIECE_LINES)


def _statement_sheet(book: Book, matrices: Sequence[Matrix]) -> None:
    """Write every statement on a row of its own, for sorting, filtering and counting."""
    say = book.options.words
    sheet = book.sheet(say.statements)
    heads = (say.matrix, say.row, say.column, say.statement, "n", say.fragments)
    widths = (16, 26, 24, 80, 6, 30)
    for index, width in enumerate(widths):
        sheet.set_column(index, index, width)
    book.row(sheet, 0, [(head, book.head) for head in heads], widths)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    at = 1
    for matrix in matrices:
        for cell in matrix.cells:
            place = [clip(label) for label in (matrix.id, cell.row, cell.column)]
            for statement in cell.statements:
                for values in _long_form(place, statement):
                    book.row(sheet, at, [(value, book.body) for value in values], widths)
                    at += 1
    sheet.autofilter(0, 0, max(at - 1, 1), len(heads) - 1)


def _long_form(place: Sequence[str], statement: Statement) -> Iterator[list[str | int]]:
    """Yield the row of one statement, or its rows; only the first has the count, so that counts add up."""
    texts, fragments = split(statement.text), split(", ".join(statement.fragments))
    for part in range(max(len(texts), len(fragments))):
        text = texts[part] if part < len(texts) else ""
        addresses = fragments[part] if part < len(fragments) else ""
        yield [*place, text, "" if part else statement.n, addresses]
