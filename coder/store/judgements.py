"""What coders decided, as columns of numbers: a million rows are too many for objects, and too many to fetch.

SQLite joins a column into one text, and numpy reads that: a third of the time of fetching rows. Short numbers are
joined sooner than long ones, and one column sooner than two: hence the packing.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coder.model import Codebook
from coder.store.connections import Readers, errors_in_words
from coder.store.schema import ORDINAL_BITS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    Numbers = NDArray[np.int64]

_IN_ORDER = "coding_code WHERE coding >= 0"
"""Always true; it makes SQLite go by the primary key and not by an index on codes."""
_RESIDUE_BITS = 6
"""How much of a coding's key is read beside each of its codes: enough to tell it from its neighbour, nearly always."""


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
    """Coder (index into `coders`) and fragment, a row a review; those that only codings imply are left out."""
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


def read_judgements(readers: Readers, book: Codebook, coders: Sequence[str], *, spans: bool = False) -> Judgements:
    """Read what these coders decided, with the place in the text of each coding if asked."""
    import numpy as np

    with _one_state(readers) as db:
        names = dict(db.execute("SELECT id, name FROM coder").fetchall())
        index_of = _table(list(names), [coders.index(name) if name in coders else -1 for name in names.values()])
        sources = db.execute("SELECT id, slug, fragments FROM source WHERE present = 1 ORDER BY id").fetchall()
        fragments = _Fragments(sources)
        bits = len(index_of).bit_length()
        who = f"(fragment << {bits} | coder)"
        place = ("coalesce(start, 0)", "coalesce(stop, -1)") if spans else ()
        # A condition on the coder would cost as much as all the rest of the query.
        packed, *span = _joined(db, "coding NOT INDEXED", f"{who} << 1 | (origin = 'suggestion')", *place)
        (said,) = _joined(db, "review WHERE explicit = 1", who)
        row, code = _codes(db, len(packed))
        code = _columns_of_codes(db, book)[code]
        lengths = _joined(db, "fragment NOT INDEXED", "stop - start")[0] if spans else None
    by, on, theirs = _of_coders(packed >> 1, bits, index_of)
    suggested = packed & 1
    if theirs is not None:
        row = _table(theirs, np.arange(len(theirs)), len(packed))[row]
        suggested, span = suggested[theirs], [column[theirs] for column in span]
    placed = (row >= 0) & (code >= 0)
    if not placed.all():
        # Codings of other coders, and codes that are no longer anything, have no place.
        row, code = row[placed], code[placed]
    on = fragments.places(on)
    read_by, read, _ = _of_coders(said, bits, index_of)
    return Judgements(
        coders=tuple(coders),
        codes=book.paths,
        sources=tuple(slug for _, slug, _ in sources),
        source=fragments.source,
        fragment=fragments.keys,
        reviews=(read_by, fragments.places(read)),
        codings=(by, on),
        codes_of=(row, code),
        suggested=np.flatnonzero(suggested),
        # A coding of the whole fragment has no end in the file.
        spans=None if lengths is None else (span[0], np.where(span[1] < 0, lengths[on], span[1])),
        lengths=lengths,
    )


@contextmanager
def _one_state(readers: Readers) -> Iterator[sqlite3.Connection]:
    """Give a connection on which every query sees the study at the same moment."""
    with errors_in_words(readers.path):
        db = readers.connection
        db.execute("BEGIN")
        try:
            yield db
        finally:
            db.execute("ROLLBACK")


def _joined(db: sqlite3.Connection, table: str, *columns: str) -> "list[Numbers]":
    """Return columns of a table in the order of its rows, each joined by SQLite and read by numpy."""
    import numpy as np

    joined = ", ".join(f"group_concat({column})" for column in columns)
    row = db.execute(f"SELECT {joined} FROM {table}").fetchone()
    return [np.fromstring(text or "", dtype=np.int64, sep=",") for text in row]


def _codes(db: sqlite3.Connection, codings: int) -> "tuple[Numbers, Numbers]":
    """Return the codes of all codings: row of the coding, key of the code.

    Both tables are in the order of the codings' keys, so that the next row begins where the key changes. A part of the
    key shows that, unless it is by chance the same; then there are fewer changes than codings, and whole keys are read.
    """
    import numpy as np

    bits = int(db.execute("SELECT coalesce(max(id), 0) FROM code").fetchone()[0]).bit_length()
    part = f"coding & {(1 << _RESIDUE_BITS) - 1}"
    (packed,) = _joined(db, _IN_ORDER, f"({part}) << {bits} | code")
    code, part_of = packed & (1 << bits) - 1, packed >> bits
    row = np.cumsum(np.diff(part_of, prepend=part_of[:1]) != 0)
    if len(row) == 0 or row[-1] + 1 == codings:
        return row, code
    (ids,) = _joined(db, "coding NOT INDEXED", "id")
    (coding,) = _joined(db, _IN_ORDER, "coding")
    return np.searchsorted(ids, coding), code


def _columns_of_codes(db: sqlite3.Connection, book: Codebook) -> "Numbers":
    """Return, by key of a code, its index in the codebook; of a merged code that of its successor, of others -1."""
    rows = db.execute("SELECT o.id, t.path FROM code o JOIN code t ON t.id = o.target").fetchall()
    return _table([id_ for id_, _ in rows], [book.order.get(path, -1) for _, path in rows])


def _of_coders(packed: "Numbers", bits: int, index_of: "Numbers") -> "tuple[Numbers, Numbers, Numbers | None]":
    """Take fragment and coder apart and keep the rows of the coders asked for: index, fragment, and which rows.

    None for which, where they are all.
    """
    import numpy as np

    index = index_of[packed & (1 << bits) - 1]
    theirs = index >= 0
    if theirs.all():
        return index, packed >> bits, None
    rows = np.flatnonzero(theirs)
    return index[rows], packed[rows] >> bits, rows


def _table(keys: "ArrayLike", values: "ArrayLike", size: int = 0) -> "Numbers":
    """Return an array that has values at keys, and -1 elsewhere; keys are small and not negative."""
    import numpy as np

    places = np.asarray(keys, dtype=np.int64)
    table = np.full(max(size, int(places.max(initial=-1)) + 1), -1, dtype=np.int64)
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
