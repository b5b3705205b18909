"""From codings to matrices."""

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING

from coder.appendix.labels import unique_labels
from coder.appendix.text import collapse
from coder.appendix.words import counted, words
from coder.model.codebook import Code, Codebook, MatrixSpec
from coder.model.coding import Coding
from coder.model.errors import CoderError
from coder.model.language import _
from coder.model.matrix import Cell, Matrix, Statement

if TYPE_CHECKING:
    from coder.store.study import Study

UNPLACED = -1
"""Index of the row or column for what has no code there; it sorts first."""

Place = tuple[int, int]
"""Index of the row's code and of the column's, depth first in their dimensions."""


Bullets = dict[str, Coding | list[Coding]]
"""The statements of one cell while they are collected, by the text that they are compared by.

A list only where a statement came twice: half a million lists of one are what a large study would wait for.
"""


@dataclass(slots=True)
class _Collected:
    """What one pass over the codings finds: the cells, and how many codings found no place."""

    cells: dict[Place, Bullets] = field(default_factory=dict)
    spellings: dict[int, str] = field(default_factory=dict)
    """What is printed, by the coding's id, where it differs from what is compared."""
    left_out: list[int] = field(default_factory=list)
    """Keys of the codings with a code in one of the two dimensions and no place for them."""
    only_rows: int = 0
    only_columns: int = 0
    unknown: int = 0


def matrices(study: "Study", ids: Sequence[str] = (), coder: str | None = None) -> list[Matrix]:
    """Build the matrices of a study from one coder's codings, or from everybody's, reconciled where they were.

    Args:
        study: where the codebook, the codings and the texts are.
        ids: which matrices, in this order; none means all, in the order of the codebook.
        coder: whose codings; None takes the consensus where there is one and everybody's elsewhere.

    Raises:
        CoderError: a matrix is unknown, or the codebook defines none.
    """
    codebook = study.codebook
    specs = [codebook.matrix(id_) for id_ in ids] if ids else list(codebook.matrices)
    if not specs:
        raise CoderError(_("the codebook defines no matrices; add them under `matrices:` in its file"))
    codings = study.codings(coder=coder, consensus=coder is None)
    texts = study.texts(codings)
    return [build_matrix(codebook, spec, codings, texts, study.cell_orders(spec.id)) for spec in specs]


def build_matrix(
    codebook: Codebook,
    spec: MatrixSpec,
    codings: Sequence[Coding],
    texts: Sequence[str],
    orders: Mapping[tuple[str, str], Sequence[int]] | None = None,
) -> Matrix:
    """Cross two dimensions: every coding lands in each cell of the row and column codes it has.

    Args:
        codebook: where the dimensions and labels come from.
        spec: which dimensions, and what to do with codings that have a code in one of them only.
        codings: in source order.
        texts: what each coding is about, as long as `codings`; printed where a coding carries no statement.
        orders: keys of codings, by the paths of row and column: the order of the statements of that cell. A statement
            stands where the first of its codings does; what the order does not name follows in source order.

    Raises:
        CoderError: a dimension of the matrix is not in the codebook.
    """
    row_codes = tuple(codebook.dimension(spec.rows).walk())
    column_codes = tuple(codebook.dimension(spec.columns).walk())
    found = _collect(codebook, spec, (row_codes, column_codes), codings, texts)
    paths = _Paths(row_codes, column_codes)
    rows = _labels(codebook, spec, spec.rows, row_codes, {row for row, _ in found.cells})
    columns = _labels(codebook, spec, spec.columns, column_codes, {column for _, column in found.cells})
    return Matrix(
        id=spec.id,
        title=spec.title,
        rows=tuple(rows.values()),
        columns=tuple(columns.values()),
        cells=tuple(
            Cell(
                rows[row],
                columns[column],
                _in_order(_statements(bullets, found.spellings), (orders or {}).get(paths.of(row, column))),
            )
            for (row, column), bullets in sorted(found.cells.items(), key=itemgetter(0))
        ),
        empty=spec.empty,
        row_heading=codebook.dimension(spec.rows).label,
        column_heading=codebook.dimension(spec.columns).label,
        row_paths=tuple(paths.row(row) for row in rows),
        column_paths=tuple(paths.column(column) for column in columns),
        not_placed=tuple(found.left_out),
        left_out=0 if spec.unplaced is not None else found.only_rows + found.only_columns,
        notes=_notes(codebook, spec, found),
    )


def transpose(matrix: Matrix) -> Matrix:
    """Swap rows and columns."""
    row_rank = {label: rank for rank, label in enumerate(matrix.rows)}
    column_rank = {label: rank for rank, label in enumerate(matrix.columns)}
    cells = sorted(matrix.cells, key=lambda cell: (column_rank[cell.column], row_rank[cell.row]))
    return Matrix(
        id=matrix.id,
        title=matrix.title,
        rows=matrix.columns,
        columns=matrix.rows,
        cells=tuple(Cell(cell.column, cell.row, cell.statements) for cell in cells),
        empty=matrix.empty,
        row_heading=matrix.column_heading,
        column_heading=matrix.row_heading,
        row_paths=matrix.column_paths,
        column_paths=matrix.row_paths,
        not_placed=matrix.not_placed,
        left_out=matrix.left_out,
        notes=matrix.notes,
    )


def _collect(
    codebook: Codebook,
    spec: MatrixSpec,
    axes: tuple[tuple[Code, ...], tuple[Code, ...]],
    codings: Sequence[Coding],
    texts: Sequence[str],
) -> _Collected:
    """Go over the codings once. Combinations repeat, so where each one lands is worked out once."""
    row_of = {code.path: index for index, code in enumerate(axes[0])}
    column_of = {code.path: index for index, code in enumerate(axes[1])}
    landings: dict[tuple[str, ...], list[Bullets]] = {}
    strays: set[tuple[str, ...]] = set()
    times: Counter[tuple[str, ...]] = Counter()
    found = _Collected()
    for coding, text in zip(codings, texts, strict=True):
        codes = coding.codes
        times[codes] += 1
        cells = landings.get(codes)
        if cells is None:
            rows = [row_of[path] for path in codes if path in row_of]
            columns = [column_of[path] for path in codes if path in column_of]
            places = _places(rows, columns, spec.unplaced)
            cells = landings[codes] = [found.cells.setdefault(place, {}) for place in places]
            if (rows or columns) and not places:
                strays.add(codes)
        if not cells:
            if codes in strays:
                found.left_out.append(coding.id)
            continue
        printed = (coding.statement and collapse(coding.statement)) or collapse(text)
        key = printed if printed.isascii() else _compared(printed)
        if key != printed:
            found.spellings[coding.id] = printed
        for cell in cells:
            before = cell.setdefault(key, coding)
            if before is coding:
                continue
            if isinstance(before, list):
                before.append(coding)
            else:
                cell[key] = [before, coding]
    _count(found, times, codebook, (set(row_of), set(column_of)))
    return found


def _compared(printed: str) -> str:
    """Return what a statement is compared by: accents composed, every white space a space."""
    return collapse(unicodedata.normalize("NFC", printed).replace("\xa0", " ").replace("\u202f", " "))


def _count(
    found: _Collected, times: Mapping[tuple[str, ...], int], codebook: Codebook, axes: tuple[set[str], set[str]]
) -> None:
    """Count the codings with a code in one dimension only, and those with a code that the codebook lost."""
    for codes, n in times.items():
        in_rows, in_columns = not axes[0].isdisjoint(codes), not axes[1].isdisjoint(codes)
        found.only_rows += n * (in_rows and not in_columns)
        found.only_columns += n * (in_columns and not in_rows)
        found.unknown += n * any(path not in codebook.by_path for path in codes)


def _places(rows: list[int], columns: list[int], unplaced: str | None) -> list[Place]:
    """Return the cells of one combination, each once."""
    if not rows and not columns:
        return []
    if unplaced is not None:
        rows, columns = rows or [UNPLACED], columns or [UNPLACED]
    return list(dict.fromkeys((row, column) for row in rows for column in columns))


def _statements(bullets: Bullets, spellings: dict[int, str]) -> tuple[Statement, ...]:
    made = []
    for key, value in bullets.items():
        if isinstance(value, list):
            fragments = tuple(dict.fromkeys(coding.fragment for coding in value))
            text = spellings.get(value[0].id, key)
            made.append(Statement(text, fragments, tuple(coding.id for coding in value)))
        else:
            made.append(Statement(spellings.get(value.id, key), (value.fragment,), (value.id,)))
    return tuple(made)


def _in_order(statements: tuple[Statement, ...], order: Sequence[int] | None) -> tuple[Statement, ...]:
    """Sort statements as somebody put them; those that came later follow as they are."""
    if not order:
        return statements
    ranks = {coding: rank for rank, coding in enumerate(order)}
    last = len(ranks)
    return tuple(sorted(statements, key=lambda one: min(ranks.get(coding, last) for coding in one.codings)))


@dataclass(frozen=True, slots=True)
class _Paths:
    """The paths of rows and columns by their index."""

    rows: tuple[Code, ...]
    columns: tuple[Code, ...]

    def row(self, index: int) -> str:
        return "" if index == UNPLACED else self.rows[index].path

    def column(self, index: int) -> str:
        return "" if index == UNPLACED else self.columns[index].path

    def of(self, row: int, column: int) -> tuple[str, str]:
        return self.row(row), self.column(column)


def _labels(
    codebook: Codebook, spec: MatrixSpec, dimension: str, codes: tuple[Code, ...], used: set[int]
) -> dict[int, str]:
    """Return the label of every row or column by its index: unplaced first, retired codes only if used."""
    shown = [(index, code) for index, code in enumerate(codes) if not code.retired or index in used]
    unplaced = spec.unplaced if UNPLACED in used else None
    labels = unique_labels(codebook.dimension(dimension), [code for _, code in shown], unplaced)
    first = {UNPLACED: unplaced} if unplaced is not None else {}
    return first | {index: label for (index, _), label in zip(shown, labels, strict=True)}


def _notes(codebook: Codebook, spec: MatrixSpec, found: _Collected) -> tuple[str, ...]:
    """Say in words what is where for want of a code, and what is nowhere."""
    say = words(codebook.language)
    row_label = codebook.dimension(spec.rows).label
    column_label = codebook.dimension(spec.columns).label
    notes = []
    if spec.unplaced is None:
        for n, given in ((found.only_rows, row_label), (found.only_columns, column_label)):
            if n:
                notes.append(counted(say.left_out, n, given=given))
    else:
        named = f" (“{spec.unplaced}”)" if spec.unplaced else ""
        if found.only_columns:
            notes.append(say.unplaced_rows.format(label=named, dimension=row_label))
        if found.only_rows:
            notes.append(say.unplaced_columns.format(label=named, dimension=column_label))
    if found.unknown:
        notes.append(counted(say.unknown, found.unknown))
    return tuple(notes)
