"""A matrix as plain text, for a terminal of any width."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rich.cells import cell_len, chop_cells

from coder.appendix.words import words
from coder.model.matrix import Matrix, Statement
from coder.model.text import printable

GAP = "  "
_NARROWEST = 22
"""Cells per column; where there is less, columns are printed one under the other."""


def render(matrix: Matrix, width: int, language: str = "nl") -> str:
    """Return a matrix in aligned columns, wrapped to `width` cells; wide characters count as two.

    Where the columns do not fit side by side, each row is a heading with its columns one under the other.
    """
    width = max(width, 20)
    columns = len(matrix.columns)
    longest = max(cell_len(printable(label)) for label in (matrix.row_heading, *matrix.rows))
    labels = max(min(longest, width // 4), 2)
    room = (width - labels - len(GAP) * columns) // columns if columns else 0
    title = [*wrap(printable(matrix.title or matrix.id), width), ""]
    body = _side_by_side(matrix, labels, room) if room >= _NARROWEST else _stacked(matrix, width)
    say = words(language)
    notes = [line for note in matrix.notes for line in wrap(f"{say.note}: {printable(note)}", width)]
    lines = [*title, *body, *([""] if notes else []), *notes]
    return "\n".join(line.rstrip() for line in lines)


def wrap(text: str, width: int) -> list[str]:
    """Divide `text` at spaces into lines of at most `width` cells; a word that is wider breaks."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        if line and cell_len(line) + 1 + cell_len(word) > width:
            lines.append(line)
            line = ""
        line = f"{line} {word}" if line else word
        if cell_len(line) > width:
            *full, line = chop_cells(line, width)
            lines.extend(full)
    return [*lines, line]


def _side_by_side(matrix: Matrix, labels: int, room: int) -> Iterator[str]:
    widths = [labels, *[room] * len(matrix.columns)]
    rule = GAP.join("─" * width for width in widths)
    yield from _row([[matrix.row_heading], *([label] for label in matrix.columns)], widths)
    yield rule
    for label in matrix.rows:
        cells = [list(_bullets(matrix.cell(label, column))) or [matrix.empty] for column in matrix.columns]
        yield from _row([[label], *cells], widths)
        yield rule


def _row(cells: Sequence[Sequence[str]], widths: Sequence[int]) -> Iterator[str]:
    """Yield the lines of one row; a bullet's lines hang under its text."""
    wrapped = [
        [line for text in cell for line in _hanging(printable(text), width)]
        for cell, width in zip(cells, widths, strict=True)
    ]
    for parts in zip_longest(*wrapped, fillvalue=""):
        yield GAP.join(part + " " * (width - cell_len(part)) for part, width in zip(parts, widths, strict=True))


def _stacked(matrix: Matrix, width: int) -> Iterator[str]:
    for label in matrix.rows:
        yield from wrap(printable(label), width)
        for column in matrix.columns:
            yield from (f"{GAP}{line}" for line in wrap(printable(column), width - 2))
            for text in list(_bullets(matrix.cell(label, column))) or [matrix.empty]:
                yield from (f"{GAP * 2}{line}" for line in _hanging(printable(text), width - 4))
        yield ""


def _bullets(statements: Sequence[Statement]) -> Iterator[str]:
    for statement in statements:
        yield f"• {statement.text}" + (f" ({statement.n}×)" if statement.n > 1 else "")


def _hanging(text: str, width: int) -> Iterator[str]:
    bullet = "• " if text.startswith("• ") else ""
    for number, line in enumerate(wrap(text.removeprefix(bullet), width - len(bullet))):
        yield (GAP[: len(bullet)] if number else bullet) + line
