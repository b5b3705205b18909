"""Matrices as documents can hold them."""

from collections.abc import Callable, Sequence

from coder.appendix.text import fit
from coder.appendix.words import Words, counted
from coder.model.matrix import Cell, Matrix, Statement


class _Cleaner:
    """Cleans one matrix, and counts what it took out."""

    def __init__(self) -> None:
        self.removed = 0

    def text(self, text: str) -> str:
        cleaned, removed = fit(text)
        self.removed += removed
        return cleaned

    def labels(self, labels: Sequence[str]) -> dict[str, str]:
        """Return cleaned labels by label; two that become the same get a number."""
        cleaned: dict[str, str] = {}
        taken: set[str] = set()
        for label in labels:
            name = base = self.text(label)
            number = 1
            while name in taken:
                number += 1
                name = f"{base} ({number})"
            taken.add(name)
            cleaned[label] = name
        return cleaned


def clean(matrices: Sequence[Matrix], words: Words) -> tuple[list[Matrix], list[str]]:
    """Take out what a document cannot hold, or must not: control characters, noncharacters, bidi overrides, tags.

    Returns:
        The matrices, with a note where something was taken out; and those notes, each after its matrix' title.
    """
    cleaned, warnings = [], []
    for matrix in matrices:
        cleaner = _Cleaner()
        result = _matrix(matrix, cleaner, lambda n: counted(words.removed, n))
        if cleaner.removed:
            warnings.append(f"{result.title or result.id}: {result.notes[-1]}")
        cleaned.append(result)
    return cleaned, warnings


def _matrix(matrix: Matrix, cleaner: _Cleaner, note: Callable[[int], str]) -> Matrix:
    rows, columns = cleaner.labels(matrix.rows), cleaner.labels(matrix.columns)
    cells = tuple(
        Cell(rows[cell.row], columns[cell.column], tuple(_statement(one, cleaner) for one in cell.statements))
        for cell in matrix.cells
    )
    title, empty = cleaner.text(matrix.title), cleaner.text(matrix.empty)
    headings = cleaner.text(matrix.row_heading), cleaner.text(matrix.column_heading)
    notes = tuple(cleaner.text(note) for note in matrix.notes)
    return Matrix(
        id=cleaner.text(matrix.id),
        title=title,
        rows=tuple(rows.values()),
        columns=tuple(columns.values()),
        cells=cells,
        empty=empty,
        row_heading=headings[0],
        column_heading=headings[1],
        left_out=matrix.left_out,
        notes=(*notes, note(cleaner.removed)) if cleaner.removed else notes,
    )


def _statement(statement: Statement, cleaner: _Cleaner) -> Statement:
    fragments = tuple(cleaner.text(address) for address in statement.fragments)
    return Statement(cleaner.text(statement.text), fragments, statement.codings)
