"""What coders decided, as columns of numbers: a million rows are too many for objects, and too many to fetch.

SQLite joins a column into one text, and numpy reads that: a third of the time of fetching rows. One column is joined
sooner than two, hence the packing.
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
    """Rows of `codings` that were taken from a suggestion; none unless asked for."""
    spans: "tuple[Numbers, Numbers] | None" = None
    """Of each coding: its first character in its fragment, and the one after its last; None unless asked for."""
    lengths: "Numbers | None" = None
    """Of each fragment: how many characters it has; None unless asked for."""


def read_judgements(
    readers: Readers, book: Codebook, coders: Sequence[str], *, spans: bool = False, origins: bool = False
) -> Judgements:
    """Read what these coders decided; with the place in the text of each coding, and where it came from, if asked."""
    import numpy as np

    with _one_state(readers) as db:
        names = dict(db.execute("SELECT id, name FROM coder").fetchall())
        index_of = _table(list(names), [coders.index(name) if name in coders else -1 for name in names.values()])
        sources = db.execute("SELECT id, slug, fragments FROM source WHERE present = 1 ORDER BY id").fetchall()
        fragments = _Fragments(sources)
        bits = len(index_of).bit_length()
        who = f"(fragment << {bits} | coder)"
        place = ("coalesce(start, 0)", "coalesce(stop, -1)") if spans else ()
        origin = " | (origin = 'suggestion')" if origins else ""
        # A condition on the coder would cost as much as all the rest of the query.
        packed, combination, *span = _joined(db, "coding NOT INDEXED", f"{who} << 1{origin}", "combination", *place)
        (said,) = _joined(db, "review WHERE explicit = 1", who)
        codes = _Combinations(db, book)
        lengths = _joined(db, "fragment NOT INDEXED", "stop - start")[0] if spans else None
    by, on, theirs = _of_coders(packed >> 1, bits, index_of)
    suggested = packed & 1
    if theirs is not None:
        combination, suggested = combination[theirs], suggested[theirs]
        span = [column[theirs] for column in span]
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
        codes_of=codes.spread(combination),
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


class _Combinations:
    """The combinations of a study, as indices into its codebook."""

    def __init__(self, db: sqlite3.Connection, book: Codebook) -> None:
        import numpy as np

        # A merged code counts as its successor; one that is no longer anything is left out.
        places = {
            id_: book.order[path]
            for id_, path in db.execute("SELECT o.id, t.path FROM code o JOIN code t ON t.id = o.target").fetchall()
            if path in book.order
        }
        rows = db.execute("SELECT id, codes FROM combination").fetchall()
        codes = {id_: sorted({places[int(c)] for c in text.split(",") if c and int(c) in places}) for id_, text in rows}
        self._codes = np.array([code for found in codes.values() for code in found], dtype=np.int64)
        sizes = np.array([len(found) for found in codes.values()], dtype=np.int64)
        self._size = _table(list(codes), sizes)
        self._begin = _table(list(codes), np.cumsum(sizes) - sizes)

    def spread(self, combination: "Numbers") -> "tuple[Numbers, Numbers]":
        """Return a row for each code of each coding: which coding, and the code's index in the codebook."""
        import numpy as np

        sizes = self._size[combination]
        coding = np.repeat(np.arange(len(combination)), sizes)
        before = np.cumsum(sizes) - sizes
        return coding, self._codes[(self._begin[combination] - before)[coding] + np.arange(len(coding))]


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
