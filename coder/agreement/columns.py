"""What is assigned or not: single codes, codes with everything under them, cells of a matrix, whole combinations."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from coder.agreement.arrays import Ints
from coder.model.codebook import Codebook, MatrixSpec

if TYPE_CHECKING:
    from coder.store.judgements import Judgements

Kind = Literal["codes", "parents", "cells", "combinations"]


@dataclass(frozen=True, eq=False)
class Columns:
    """Columns by name, and which codings are in which."""

    names: tuple[str, ...]
    """Path of a code, or paths joined by `+`."""
    dimensions: tuple[str, ...]
    """Dimension of a code; of a cell the id of its matrix; of any other combination nothing."""
    pairs: tuple[Ints, Ints]
    """Coding (row) and column (index into `names`)."""


def columns_of(judged: "Judgements", book: Codebook, kind: Kind, matrix: str | None = None) -> Columns:
    """Return the columns of one kind, of what was read from a study with this codebook.

    `codes`: each code. `parents`: each topmost code, assigned where it or any code under it is. `cells`: each pair of a
    row code and a column code that some coding has, of every matrix or of the one named. `combinations`: each
    combination that some coding is.

    Raises:
        CoderError: there is no such matrix.
    """
    if kind == "parents":
        return _parents(judged)
    if kind == "cells":
        return _cells(judged, book, book.matrices if matrix is None else (book.matrix(matrix),))
    if kind == "combinations":
        return _combinations(judged)
    return Columns(judged.codes, tuple(path.partition("/")[0] for path in judged.codes), judged.codes_of)


def _parents(judged: "Judgements") -> Columns:
    tops = ["/".join(path.split("/")[:2]) for path in judged.codes]
    names = tuple(dict.fromkeys(tops))
    place = np.array([names.index(top) for top in tops], dtype=np.int64)
    coding, code = judged.codes_of
    return Columns(names, tuple(name.partition("/")[0] for name in names), (coding, place[code]))


def _cells(judged: "Judgements", book: Codebook, matrices: tuple[MatrixSpec, ...]) -> Columns:
    # By name: two matrices may cross the same dimensions.
    found: dict[str, tuple[str, Ints]] = {}
    for matrix in matrices:
        for name, codings in _cells_of(judged, book, matrix):
            found.setdefault(name, (matrix.id, codings))
    columns = [np.full(len(codings), column) for column, (_, codings) in enumerate(found.values())]
    nothing = np.zeros(0, dtype=np.int64)
    return Columns(
        tuple(found),
        tuple(id_ for id_, _ in found.values()),
        (np.concatenate([nothing, *(codings for _, codings in found.values())]), np.concatenate([nothing, *columns])),
    )


def _cells_of(judged: "Judgements", book: Codebook, matrix: MatrixSpec) -> Iterator[tuple[str, Ints]]:
    """Yield the cells that some coding is in, row by row, each with those codings."""
    coding, code = judged.codes_of
    has: dict[str, np.ndarray[tuple[int], np.dtype[np.bool_]]] = {}
    for dimension in (matrix.rows, matrix.columns):
        for path in (one.path for one in book.dimension(dimension).walk()):
            mask = np.zeros(len(judged.codings[0]), dtype=np.bool_)
            mask[coding[code == book.order[path]]] = True
            if mask.any():
                has[path] = mask
    for row in (path for path in has if path.startswith(f"{matrix.rows}/")):
        for column in (path for path in has if path.startswith(f"{matrix.columns}/")):
            both = np.flatnonzero(has[row] & has[column])
            if len(both):
                yield f"{row}+{column}", both


def _combinations(judged: "Judgements") -> Columns:
    coding, code = judged.codes_of
    order = np.lexsort((code, coding))
    coding, code = coding[order], code[order]
    rows, begins = np.unique(coding, return_index=True)
    place: dict[tuple[int, ...], int] = {}
    column = (
        [place.setdefault(tuple(codes.tolist()), len(place)) for codes in np.split(code, begins[1:])]
        if len(rows)
        else []
    )
    # In codebook order, not in that of first use.
    ordered = sorted(place)
    rank = np.zeros(len(place), dtype=np.int64)
    rank[[place[codes] for codes in ordered]] = np.arange(len(place))
    names = tuple("+".join(judged.codes[code] for code in codes) for codes in ordered)
    return Columns(names, ("",) * len(names), (rows, rank[np.array(column, dtype=np.int64)]))
