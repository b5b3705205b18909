"""What coders decided, as columns of numbers: a million rows are too many for objects, and too many to fetch.

SQLite joins a column into one text, and numpy reads that: a third of the time of fetching rows. Nearly all of it goes
into joining, and one column is joined sooner than two: columns are packed into one number as long as that fits.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from coder.model import Codebook
from coder.store.connections import Readers, errors_in_words
from coder.store.in_sight import FROM_ELSEWHERE, decided_in_sight
from coder.store.schema import MAX_ORDINAL, ORDINAL_BITS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    Numbers = NDArray[np.int64]

_BITS = 63
"""Of a number in SQLite that is not negative."""


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
    """Rows of `codings` that were chosen with suggestions on screen; none unless asked for."""
    in_sight: "tuple[Numbers, Numbers]"
    """Coder and fragment of every decision, to code or to leave uncoded, that was made with suggestions on screen; none
    unless asked for."""
    spans: "tuple[Numbers, Numbers] | None" = None
    """Of each coding: its first character in its fragment, and the one after its last; None unless asked for."""
    lengths: "Numbers | None" = None
    """Of each fragment: how many characters it has; None unless asked for."""
    whole: "Numbers | None" = None
    """Of each coding: 1 where it is about the whole fragment and no span was marked; None unless asked for."""


def read_judgements(
    readers: Readers, book: Codebook, coders: Sequence[str], *, spans: bool = False, origins: bool = False
) -> Judgements:
    """Read what these coders decided; with the place in the text of each coding, and what was in sight, if asked."""
    import numpy as np

    with _one_state(readers) as db:
        names = dict(db.execute("SELECT id, name FROM coder").fetchall())
        sources = db.execute("SELECT id, slug, fragments FROM source WHERE present = 1 ORDER BY id").fetchall()
        fragments = _Fragments(sources)
        codes = _Combinations(db, book)
        lengths = _joined(db, "fragment NOT INDEXED", "stop - start")[0] if spans else None
        longest = 0 if lengths is None else int(lengths.max(initial=0))
        who = (_Field("fragment", fragments.greatest), _Field("coder", max(names, default=0)))
        # A coding of the whole fragment has no place in the file, and no span ends at 0.
        place = (_Field("coalesce(start, 0)", longest), _Field("coalesce(stop, 0)", longest)) if spans else ()
        # A condition on the coder would cost as much as all the rest of the query.
        columns = (*who, _Field("combination", codes.greatest), *place)
        packed = _packed(db, "coding NOT INDEXED", columns, [FROM_ELSEWHERE] if origins else [])
        on, by, combination, *span = packed[: len(columns)]
        read, read_by = _packed(db, "review WHERE explicit = 1", who)
        uncoded, seen = decided_in_sight(db) if origins else ([], [])
        keys = np.concatenate([np.array(seen, dtype=np.int64), *packed[len(columns) :]])
        rows = np.searchsorted(_joined(db, "coding NOT INDEXED", "id")[0], keys) if len(keys) else keys
    index_of = _table(list(names), [coders.index(name) if name in coders else -1 for name in names.values()])
    suggested = np.zeros(len(on), dtype=np.bool_)
    suggested[rows] = True
    by, on, combination, suggested, *span = _of_coders(index_of, by, on, combination, suggested, *span)
    on = fragments.places(on)
    read_by, read = _of_coders(index_of, read_by, read)
    looked_by, looked = (np.array([row[side] for row in uncoded], dtype=np.int64) for side in (0, 1))
    looked_by, looked = _of_coders(index_of, looked_by, looked)
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
        in_sight=(
            np.concatenate([looked_by, by[suggested]]),
            np.concatenate([fragments.places(looked), on[suggested]]),
        ),
        spans=None if lengths is None else (span[0], np.where(span[1] == 0, lengths[on], span[1])),
        lengths=lengths,
        whole=None if lengths is None else (span[1] == 0).astype(np.int64),
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


class _Field(NamedTuple):
    """Something to ask of each row."""

    sql: str
    greatest: int
    """What it never exceeds; it is never negative."""

    @property
    def bits(self) -> int:
        return self.greatest.bit_length()


def _packed(db: sqlite3.Connection, table: str, fields: Sequence[_Field], also: Sequence[str] = ()) -> "list[Numbers]":
    """Return fields of a table as arrays, in the order of its rows, having asked for as few columns as they fit in.

    Then those in `also`, each in a column of its own, without the rows where it is nothing.
    """
    groups: list[list[_Field]] = []
    for field in fields:
        if not groups or sum(other.bits for other in groups[-1]) + field.bits > _BITS:
            groups.append([])
        groups[-1].append(field)
    joined = _joined(db, table, *map(_together, groups), *also)
    apart = [array for column, group in zip(joined, groups, strict=False) for array in _apart(column, group)]
    return apart + joined[len(groups) :]


def _together(fields: Sequence[_Field]) -> str:
    """Return SQL for one number that holds fields, the first in its highest bits."""
    sql = fields[0].sql
    for field in fields[1:]:
        sql = f"({sql} * {1 << field.bits} + {field.sql})"  # which SQLite does sooner than shifting
    return sql


def _apart(packed: "Numbers", fields: Sequence[_Field]) -> "list[Numbers]":
    found = []
    for field in reversed(fields[1:]):
        found.append(packed & (1 << field.bits) - 1)
        packed = packed >> field.bits
    return [packed, *reversed(found)]


def _joined(db: sqlite3.Connection, table: str, *columns: str) -> "list[Numbers]":
    """Return columns of a table in the order of its rows, each joined by SQLite and read by numpy."""
    import numpy as np

    joined = ", ".join(f"group_concat({column})" for column in columns)
    row = db.execute(f"SELECT {joined} FROM {table}").fetchone()
    return [np.fromstring(text or "", dtype=np.int64, sep=",") for text in row]


def _of_coders(index_of: "Numbers", coder: "Numbers", *columns: "NDArray[Any]") -> "list[NDArray[Any]]":
    """Return the rows of the coders asked for: the coder, now as an index, and the other columns."""
    index = index_of[coder]
    theirs = index >= 0
    return [index, *columns] if theirs.all() else [column[theirs] for column in (index, *columns)]


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
        known = [
            (id_, book.order[path])
            for id_, path in db.execute("SELECT o.id, t.path FROM code o JOIN code t ON t.id = o.target").fetchall()
            if path in book.order
        ]
        rows = db.execute("SELECT id, codes FROM combination").fetchall()
        ids = np.array([id_ for id_, _ in rows], dtype=np.int64)
        keys = np.fromstring(",".join(text for _, text in rows), dtype=np.int64, sep=",")
        place = _table([id_ for id_, _ in known], [at for _, at in known], int(keys.max(initial=0)) + 1)[keys]
        row = np.repeat(np.arange(len(rows)), [text.count(",") + 1 if text else 0 for _, text in rows])
        row, self._codes = np.divmod(np.unique(row[place >= 0] * len(book.order) + place[place >= 0]), len(book.order))
        sizes = np.bincount(row, minlength=len(rows))
        self.greatest = int(ids.max(initial=0))
        self._size = _table(ids, sizes)
        self._begin = _table(ids, np.cumsum(sizes) - sizes)

    def spread(self, combination: "Numbers") -> "tuple[Numbers, Numbers]":
        """Return a row for each code of each coding: which coding, and the code's index in the codebook."""
        import numpy as np

        sizes = self._size[combination]
        coding = np.repeat(np.arange(len(combination)), sizes)
        before = np.cumsum(sizes) - sizes
        return coding, self._codes[np.repeat(self._begin[combination] - before, sizes) + np.arange(len(coding))]


class _Fragments:
    """All fragments of the study by place; a key is looked up without searching."""

    def __init__(self, sources: Sequence[tuple[int, str, int]]) -> None:
        import numpy as np

        numbers = np.array([number for number, _, _ in sources], dtype=np.int64)
        sizes = np.array([size for _, _, size in sources], dtype=np.int64)
        begins = np.cumsum(sizes) - sizes
        self._first = _table(numbers, begins)
        self.greatest = int(numbers.max(initial=0)) << ORDINAL_BITS | MAX_ORDINAL
        self.source = np.repeat(np.arange(len(sources)), sizes)
        ordinals = np.arange(int(sizes.sum())) - begins[self.source] + 1
        self.keys = numbers[self.source] << ORDINAL_BITS | ordinals

    def places(self, keys: "Numbers") -> "Numbers":
        """Return the places of fragments with these keys."""
        places: Numbers = self._first[keys >> ORDINAL_BITS] + (keys & MAX_ORDINAL) - 1
        return places
