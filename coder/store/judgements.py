"""What coders decided, as columns of numbers: a million rows are too many for objects, and too many to fetch.

SQLite joins a column into one text, and numpy reads that: half the time of fetching rows, and no thread holds up
another. So three columns are read at once, on three connections that see the same state of the study.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coder.model import Codebook, CoderError
from coder.model.text import printable
from coder.store import opening
from coder.store.connections import errors_in_words
from coder.store.schema import ORDINAL_BITS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    Numbers = NDArray[np.int64]

_ATTEMPTS = 50


@dataclass(frozen=True, eq=False)
class Judgements:
    """What some coders reviewed and assigned. A fragment is known by its place in the study, from 0."""

    coders: tuple[str, ...]
    codes: tuple[str, ...]
    """Paths in codebook order."""
    sources: tuple[str, ...]
    """Ids in the order of the study."""
    source: "Numbers"
    """Of each fragment: index into `sources`."""
    fragment: "Numbers"
    """Of each fragment: its key."""
    reviews: "tuple[Numbers, Numbers]"
    """Coder (index into `coders`) and fragment, a row a review."""
    codings: "tuple[Numbers, Numbers]"
    """Coder and fragment, a row a coding, in the order in which they were made."""
    codes_of: "tuple[Numbers, Numbers]"
    """Coding (row of `codings`) and code (index into `codes`), a row for each code of each coding."""
    suggested: "Numbers"
    """Rows of `codings` that were taken from a suggestion."""
    spans: "tuple[Numbers, Numbers] | None" = None
    """Of each coding: its first character in its fragment, and the one after its last; None unless asked for."""
    lengths: "Numbers | None" = None
    """Of each fragment: how many characters it has; None unless asked for."""


class _Columns(NamedTuple):
    """What the file says, two columns in one number: to join a column costs more than to take two apart."""

    coders: dict[int, str]
    sources: list[tuple[int, str, int]]
    """Key, id and number of fragments."""
    column_of: "Numbers"
    """By key of a code."""
    marked: "Numbers"
    """Of each coding: key * 2, and one more if it was taken from a suggestion."""
    coded: "Numbers"
    """Of each coding: fragment * coders + coder."""
    span: "list[Numbers]"
    pairs: "Numbers"
    """Coding * codes + code."""
    reviews: "Numbers"
    """Fragment * coders + coder."""
    lengths: "Numbers | None"

    @property
    def many_coders(self) -> int:
        return max(self.coders, default=0) + 1

    @property
    def many_codes(self) -> int:
        return len(self.column_of)


def read_judgements(path: Path, book: Codebook, coders: Sequence[str], *, spans: bool = False) -> Judgements:
    """Read what these coders decided in the study at `path`, with the place in the text of each coding if asked.

    Raises:
        CoderError: the file cannot be read, or is written to without a pause.
    """
    import numpy as np

    found = _read(path, book, spans)
    fragments = _Fragments(found.sources)
    coder_of = _table(list(found.coders), [coders.index(n) if n in coders else -1 for n in found.coders.values()])
    by, on, kept = _of_coders(found.coded, found.many_coders, coder_of)
    marked, on = found.marked[kept], fragments.places(on)
    read_by, read, _ = _of_coders(found.reviews, found.many_coders, coder_of)
    coding, code = np.divmod(found.pairs, found.many_codes)
    row_of = _table(marked >> 1, np.arange(len(marked)))
    row, code = row_of[np.minimum(coding, len(row_of) - 1)], found.column_of[code]
    # Codings of other coders, and codes that are no longer anything, have no place.
    placed = (row >= 0) & (code >= 0)
    return Judgements(
        coders=tuple(coders),
        codes=book.paths,
        sources=tuple(slug for _, slug, _ in found.sources),
        source=fragments.source,
        fragment=fragments.keys,
        reviews=(read_by, fragments.places(read)),
        codings=(by, on),
        codes_of=(row, code) if placed.all() else (row[placed], code[placed]),
        suggested=np.flatnonzero(marked & 1),
        spans=None if found.lengths is None else _spans(found.span, kept, found.lengths[on]),
        lengths=found.lengths,
    )


def _read(path: Path, book: Codebook, spans: bool) -> _Columns:
    with errors_in_words(path), _same_state(path, 3) as (first, second, third), ThreadPoolExecutor(3) as threads:
        coders = dict(first.execute("SELECT id, name FROM coder").fetchall())
        sources = first.execute("SELECT id, slug, fragments FROM source WHERE present = 1 ORDER BY id").fetchall()
        column_of = _columns_of_codes(first, book)
        many = max(coders, default=0) + 1
        place = ("coalesce(start, 0)", "coalesce(stop, -1)") if spans else ()
        what = ("id * 2 + (origin = 'suggestion')", f"fragment * {many} + coder", *place)
        # A condition on the coder would cost as much as all the rest.
        codings = threads.submit(_joined, second, "coding", *what)
        pairs = threads.submit(_joined, first, "coding_code", f"coding * {len(column_of)} + code")
        reviews = threads.submit(_joined, third, "review", f"fragment * {many} + coder")
        marked, coded, *span = codings.result()
        lengths = _joined(second, "fragment", "stop - start")[0] if spans else None
        return _Columns(
            coders, sources, column_of, marked, coded, span, pairs.result()[0], reviews.result()[0], lengths
        )


def _of_coders(packed: "Numbers", many: int, coder_of: "Numbers") -> "tuple[Numbers, Numbers, Numbers | slice]":
    """Take fragment and coder apart, and keep the rows of coders that have an index: index, fragment, which rows."""
    import numpy as np

    fragment, coder = np.divmod(packed, many)
    index = coder_of[coder]
    theirs = index >= 0
    if theirs.all():
        return index, fragment, slice(None)
    rows = np.flatnonzero(theirs)
    return index[rows], fragment[rows], rows


def _spans(found: "list[Numbers]", kept: "Numbers | slice", lengths: "Numbers") -> "tuple[Numbers, Numbers]":
    """Return where codings begin and end; one of the whole fragment has no end in the file."""
    import numpy as np

    starts, ends = (column[kept] for column in found)
    return starts, np.where(ends < 0, lengths, ends)


@contextmanager
def _same_state(path: Path, count: int) -> Iterator[list[sqlite3.Connection]]:
    """Give connections that read the study as it was at one moment: nothing was written between their beginnings."""
    for _ in range(_ATTEMPTS):
        with ExitStack() as stack:
            connections = [stack.enter_context(closing(opening.connect(path, write=False))) for _ in range(count)]
            for connection in connections:
                connection.execute("BEGIN")
            if len({connection.execute("SELECT max(seq) FROM event").fetchone() for connection in connections}) == 1:
                yield connections
                return
    raise CoderError(f"{printable(str(path))} is written to all the time; try again when that is done")


def _joined(connection: sqlite3.Connection, table: str, *columns: str) -> "list[Numbers]":
    """Return columns of a table in the order of its rows, each joined by SQLite and read by numpy."""
    import numpy as np

    joined = ", ".join(f"group_concat({column})" for column in columns)
    row = connection.execute(f"SELECT {joined} FROM {table} NOT INDEXED").fetchone()
    return [np.fromstring(text or "", dtype=np.int64, sep=",") for text in row]


def _columns_of_codes(connection: sqlite3.Connection, book: Codebook) -> "Numbers":
    """Return, by key of a code, its index in the codebook; of a merged code that of its successor, of others -1."""
    rows = connection.execute("SELECT o.id, t.path FROM code o JOIN code t ON t.id = o.target").fetchall()
    return _table([id_ for id_, _ in rows], [book.order.get(path, -1) for _, path in rows])


def _table(keys: "ArrayLike", values: "ArrayLike") -> "Numbers":
    """Return an array that has values at keys, and -1 elsewhere and at its end; keys are small and not negative."""
    import numpy as np

    places = np.asarray(keys, dtype=np.int64)
    table = np.full(int(places.max(initial=-1)) + 2, -1, dtype=np.int64)
    table[places] = values
    return table


class _Fragments:
    """All fragments of the study by place; a key is looked up without searching."""

    def __init__(self, sources: Sequence[tuple[int, str, int]]) -> None:
        import numpy as np

        numbers = np.array([number for number, _, _ in sources], dtype=np.int64)
        sizes = np.array([size for _, _, size in sources], dtype=np.int64)
        begins = np.cumsum(sizes) - sizes
        self._first = _table(numbers, begins)
        self.source = np.repeat(np.arange(len(sources)), sizes)
        ordinals = np.arange(int(sizes.sum())) - begins[self.source] + 1
        self.keys = numbers[self.source] << ORDINAL_BITS | ordinals

    def places(self, keys: "Numbers") -> "Numbers":
        """Return the places of fragments with these keys."""
        places: Numbers = self._first[keys >> ORDINAL_BITS] + (keys & (1 << ORDINAL_BITS) - 1) - 1
        return places
