"""How a matrix comes on paper: columns that break no word, and long rows in pieces that fit a page."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coder.appendix.measure import BOLD, lines, longest_word, width
from coder.appendix.options import Options
from coder.model.matrix import Matrix, Statement

MAX_COLUMNS = 12
"""Columns side by side; beyond that nobody reads across. Word opens no table of more than 63."""

WHOLE = 18
"""A row of so many lines stays on one page."""

PIECE = 14
"""About so many lines make a piece of a longer row."""


@dataclass(frozen=True, slots=True)
class Paper:
    """The room there is; lengths in points."""

    width: float
    padding: float
    """Left and right of the text in every cell, together."""
    indent: float
    """What a bullet takes before its text."""
    sizes: tuple[float, ...]
    """Font sizes to try, largest first."""
    narrowest: float = 95.0
    """No column is narrower, whatever its words."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A row of the matrix, or a part of it that stays on one page."""

    label: str
    continued: bool
    """Not the first piece of its row."""
    last: bool
    cells: tuple[tuple[Statement, ...], ...]
    lines: int
    """Its estimated height."""


@dataclass(frozen=True, slots=True)
class Table:
    """Columns of a matrix that fit next to each other; most matrices are one."""

    matrix: Matrix
    columns: tuple[str, ...]
    widths: tuple[float, ...]
    """Of the labels and of each column."""
    size: float
    """Of the font."""
    first: bool
    """It has the leftmost columns."""
    last: bool
    pieces: tuple[Piece, ...]


def suffix(statement: Statement, options: Options) -> tuple[str, str]:
    """Return what is printed after a statement: its count if it was said more than once, and its fragments if asked."""
    count = f" ({statement.n}×)" if statement.n > 1 else ""
    return count, f" [{', '.join(statement.fragments)}]" if options.sources else ""


def printed(statement: Statement, options: Options) -> str:
    """Return a statement with its count and, if asked for, its fragments."""
    return statement.text + "".join(suffix(statement, options))


def lay_out(matrix: Matrix, paper: Paper, options: Options) -> list[Table]:
    """Divide a matrix into tables that fit the paper: in the largest font that breaks no word, or else side by side."""
    for size in paper.sizes:
        needs = _needs(matrix, paper, size, options)
        if sum(needs) <= paper.width and len(needs) <= MAX_COLUMNS + 1:
            break
    groups = list(_groups(needs, paper.width))
    tables = []
    for number, (start, end) in enumerate(groups):
        columns = matrix.columns[start:end]
        chosen = [needs[0], *needs[start + 1 : end + 1]]
        widths = _widths(matrix, columns, chosen, paper.width)
        rooms = [width - paper.padding - paper.indent for width in widths[1:]]
        pieces = tuple(_pieces(matrix, columns, rooms, size, options))
        tables.append(Table(matrix, columns, widths, size, number == 0, number == len(groups) - 1, pieces))
    return tables


def _needs(matrix: Matrix, paper: Paper, size: float, options: Options) -> list[float]:
    """Return how wide the labels and each column must be for their longest word."""
    most = paper.width * 0.45  # a word beyond that, an address on the web perhaps, has to break after all
    labels = longest_word([matrix.row_heading, *matrix.rows], size * BOLD)
    # The word after a continued label stands on a line of its own if need be.
    labels = max(labels, longest_word([f"({options.words.continued})"], size))
    needs = [min(max(labels + paper.padding, paper.narrowest), paper.width * 0.3)]
    words = {column: longest_word([column], size * BOLD) for column in matrix.columns}
    for cell in matrix.cells:
        texts = (printed(statement, options) for statement in cell.statements)
        words[cell.column] = max(words[cell.column], longest_word(texts, size) + paper.indent)
    needs += [min(max(words[column] + paper.padding, paper.narrowest), most) for column in matrix.columns]
    return needs


def _groups(needs: Sequence[float], room: float) -> Iterator[tuple[int, int]]:
    """Yield ranges of columns that fit side by side, next to the labels."""
    start, used = 0, needs[0]
    for index, need in enumerate(needs[1:]):
        if index > start and (used + need > room or index - start == MAX_COLUMNS):
            yield start, index
            start, used = index, needs[0]
        used += need
    yield start, len(needs) - 1


def _widths(matrix: Matrix, columns: Sequence[str], needs: Sequence[float], room: float) -> tuple[float, ...]:
    """Divide the room: the labels a modest part, the columns by how much they hold, none less than it needs."""
    label_wish = max((width(label, 10) for label in matrix.rows), default=0)
    labels = max(needs[0], min(label_wish, room * 0.2))
    held = dict.fromkeys(columns, 0)
    for cell in matrix.cells:
        if cell.column in held:
            held[cell.column] += sum(len(statement.text) for statement in cell.statements)
    # The square root keeps a sparse column readable beside a full one.
    weights = [math.sqrt(held[column]) + 8 for column in columns]
    return (labels, *_share(room - labels, needs[1:], weights))


def _share(room: float, needs: Sequence[float], weights: Sequence[float]) -> list[float]:
    """Share room by weight; whoever would get less than needed gets that, and the others share the rest."""
    given: dict[int, float] = {}
    while len(given) < len(needs):
        rest = room - sum(given.values())
        total = sum(weight for index, weight in enumerate(weights) if index not in given)
        short = [i for i, need in enumerate(needs) if i not in given and rest * weights[i] / total < need]
        if not short:
            return [given.get(i, rest * weight / total) for i, weight in enumerate(weights)]
        given |= {i: needs[i] for i in short}
    return [given[index] for index in range(len(needs))]


def _pieces(
    matrix: Matrix, columns: Sequence[str], rooms: Sequence[float], size: float, options: Options
) -> Iterator[Piece]:
    """Yield the rows from top to bottom, long ones in pieces of about equal height."""
    for label in matrix.rows:
        cells = [matrix.cell(label, column) for column in columns]
        heights = [
            [lines(printed(one, options), room, size) for one in cell] for cell, room in zip(cells, rooms, strict=True)
        ]
        yield from cut(label, cells, heights, WHOLE, PIECE)


def cut(
    label: str,
    cells: Sequence[tuple[Statement, ...]],
    heights: Sequence[Sequence[int]],
    whole: int,
    piece: int,
) -> Iterator[Piece]:
    """Yield one row in pieces: as it is up to `whole` lines, else cut between statements at about `piece` lines."""
    total = max(map(sum, heights), default=0)
    if total <= whole:
        yield Piece(label, False, True, tuple(cells), total)
        return
    target = math.ceil(total / math.ceil(total / piece))
    positions = [0] * len(cells)
    continued = False
    while not continued or any(at < len(cell) for at, cell in zip(positions, cells, strict=True)):
        taken, tallest = [], 0
        for index, (cell, high) in enumerate(zip(cells, heights, strict=True)):
            start = end = positions[index]
            used = 0
            while end < len(cell) and (end == start or used + high[end] <= target):
                used += high[end]
                end += 1
            positions[index] = end
            taken.append(cell[start:end])
            tallest = max(tallest, used)
        last = all(at == len(cell) for at, cell in zip(positions, cells, strict=True))
        yield Piece(label, continued, last, tuple(taken), tallest)
        continued = True
