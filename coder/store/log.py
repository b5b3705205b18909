"""The event log: what happened, in batches that are undone and redone whole. Nothing here rewrites an event."""

import json
import sqlite3
from collections.abc import Iterable
from typing import Any, NamedTuple

from coder.model.coding import Event
from coder.store import ids

Data = dict[str, Any]

CODEBOOK_NOUNS = frozenset({"dimension", "code", "matrix", "codebook"})
"""What events of the codebook are about."""


class Batch(NamedTuple):
    """One user action."""

    id: int
    uuid: bytes
    coder: str
    action: str
    """In words: `coded fg1#12`."""


class Log:
    """The log of one study, inside a write transaction of its one writing connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._clock = ids.Clock()
        self._coders: dict[str, int] = {}

    def catch_up(self) -> None:
        """Take note of what other processes wrote; at the start of each transaction."""
        self._coders = dict(self._db.execute("SELECT name, id FROM coder").fetchall())
        for table in ("SELECT max(id) FROM event", "SELECT max(uuid) FROM batch"):
            (last,) = self._db.execute(table).fetchone()
            self._clock.raise_floor(last or b"")

    def coder(self, name: str) -> int:
        """Return the key of a coder, new or known."""
        if name not in self._coders:
            cursor = self._db.execute("INSERT INTO coder(name) VALUES (?)", (name,))
            self._coders[name] = int(cursor.lastrowid or 0)
        return self._coders[name]

    def begin(self, coder: str, action: str, *, undoable: bool = True) -> int:
        """Start a batch and return its key."""
        cursor = self._db.execute(
            "INSERT INTO batch(uuid, coder, action, undoable) VALUES (?, ?, ?, ?)",
            (self._clock.next(), self.coder(coder), action, int(undoable)),
        )
        return int(cursor.lastrowid or 0)

    def append(self, batch: int, coder: str, kind: str, subject: str | None, data: Data) -> int:
        """Add one event and return its `seq`."""
        return self.append_many(batch, kind, [(coder, subject, data)]).start

    def append_many(self, batch: int, kind: str, items: Iterable[tuple[str, str | None, Data]]) -> range:
        """Add events of one kind, each as coder, subject and data; return the `seq` numbers they got, in order."""
        (last,) = self._db.execute("SELECT coalesce(max(seq), 0) FROM event").fetchone()
        rows = [
            (last + number, self._clock.next(), batch, self.coder(coder), kind, subject, _dump(data))
            for number, (coder, subject, data) in enumerate(items, start=1)
        ]
        self._db.executemany("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        return range(last + 1, last + 1 + len(rows))

    def last_done(self, coder: str | None) -> Batch | None:
        """Return what undo would take back: the last action in force, of one coder or of anybody."""
        return self._batch(
            "b.undone IS NULL AND (:coder IS NULL OR c.name = :coder) ORDER BY b.uuid DESC LIMIT 1", coder
        )

    def last_undone(self, coder: str | None) -> Batch | None:
        """Return what redo would put back: the action undone last, unless something was done since."""
        return self._batch(
            """b.undone IS NOT NULL AND (:coder IS NULL OR c.name = :coder) AND b.undone > coalesce(
                 (SELECT max(d.uuid) FROM batch d JOIN coder e ON e.id = d.coder
                  WHERE d.undoable = 1 AND d.undone IS NULL AND (:coder IS NULL OR e.name = :coder)), x'')
               ORDER BY b.undone DESC LIMIT 1""",
            coder,
        )

    def last(self, coder: str | None, *, undone: bool) -> Batch | None:
        """Return what redo would put back, or what undo would take back."""
        return self.last_undone(coder) if undone else self.last_done(coder)

    def of_codebook(self, batch: Batch) -> bool:
        """Say whether an action changed the codebook."""
        kinds = self._db.execute("SELECT DISTINCT kind FROM event WHERE batch = ?", (batch.id,)).fetchall()
        return any(kind.partition(".")[0] in CODEBOOK_NOUNS for (kind,) in kinds)

    def mark(self, batch: Batch, coder: str, *, undone: bool) -> None:
        """Record that a batch is undone or redone, as a batch of its own."""
        action = f"{'undid' if undone else 'redid'}: {batch.action}"
        kind = "batch.undone" if undone else "batch.redone"
        seq = self.append(self.begin(coder, action, undoable=False), coder, kind, ids.text(batch.uuid), {})
        self._db.execute(
            "UPDATE batch SET undone = CASE WHEN ? THEN (SELECT id FROM event WHERE seq = ?) END WHERE id = ?",
            (undone, seq, batch.id),
        )

    def _batch(self, where: str, coder: str | None) -> Batch | None:
        row = self._db.execute(
            # Only constants of this class are joined into the statement.
            f"""SELECT b.id, b.uuid, c.name, b.action FROM batch b JOIN coder c ON c.id = b.coder
                WHERE b.undoable = 1 AND {where}""",
            {"coder": coder},
        ).fetchone()
        return Batch(*row) if row else None


def read_event(row: tuple[bytes, bytes, str, str, str | None, str]) -> Event:
    """Return an event from its row: id, batch, coder, kind, subject, data."""
    id_, batch, coder, kind, subject, data = row
    return Event(ids.text(id_), ids.text(batch), coder, kind, subject or ids.text(id_), json.loads(data))


def _dump(data: Data) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
