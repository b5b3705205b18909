"""Which fragments changed lately: what a figure that is kept up to date has to look at again."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from coder.store import ids
from coder.store.connections import Readers
from coder.store.fold import locate

MOST_EVENTS = 2_000
"""Beyond so many events, reading everything again is quicker."""

_BESIDE = frozenset({"blind", "cell", "sample", "matrix"})
"""Events about these leave codings and reviews as they are."""
_EVENT = """SELECT e.kind, e.subject,
  CASE WHEN e.kind = 'coding.added' THEN json_extract(e.data, '$.fragment') END FROM event e"""

Row = tuple[str, str | None, str | None]
"""Kind, subject, and the fragment of a coding that was added."""


def changed_since(readers: Readers, revision: int) -> list[int] | None:
    """Return the keys of fragments about which something was decided after a revision; None if all may have changed.

    That is codings, reviews, and what was made of suggestions.
    """
    rows = readers.rows(f"{_EVENT} WHERE e.seq > ? ORDER BY e.seq LIMIT ?", (revision, MOST_EVENTS + 1))
    rows += [row for batch in _steps(rows) for row in _events_of(readers, batch)]
    if len(rows) > MOST_EVENTS:
        return None
    subjects = list(_fragments(readers, rows))
    if None in subjects:
        return None
    sources: dict[str, int] = dict(readers.rows("SELECT key, id FROM source WHERE present = 1"))
    keys = {locate(sources, subject) for subject in subjects if subject is not None}
    return sorted(key for key in keys if key is not None)


def _steps(rows: Iterable[Row]) -> Iterator[bytes]:
    """Yield the batches that were undone or redone."""
    for kind, subject, _ in rows:
        batch = ids.parse(subject or "") if kind.startswith("batch.") else None
        if batch is not None:
            yield batch


def _events_of(readers: Readers, batch: bytes) -> list[Any]:
    return readers.rows(
        f"{_EVENT} WHERE e.batch = (SELECT id FROM batch WHERE uuid = ?) LIMIT ?", (batch, MOST_EVENTS + 1)
    )


def _fragments(readers: Readers, rows: Iterable[Row]) -> Iterator[str | None]:
    """Yield what the log calls each fragment concerned; None for an event that may concern all of them."""
    for kind, subject, fragment in rows:
        noun = kind.partition(".")[0]
        if kind == "coding.added":
            yield fragment
        elif noun == "coding":
            added = readers.rows("SELECT data FROM event WHERE id = ?", (bytes.fromhex(subject or ""),))
            yield from (json.loads(data)["fragment"] for (data,) in added)
        elif noun in ("review", "suggestion"):
            yield subject
        elif noun != "batch" and noun not in _BESIDE:
            yield None
