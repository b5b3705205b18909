"""Folding events into the tables that people query: only the keys that changed, never the whole log."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from coder.model.text import fold as fold_text
from coder.model.text import slug
from coder.store import ids
from coder.store.fold_codebook import fold_codebook
from coder.store.log import CODEBOOK_NOUNS
from coder.store.schema import ORDINAL_BITS, RARE, SCRATCH

Json = dict[str, Any]

SEGMENT_FIELDS = ("speaker", "role", "case", "question")
"""Fields of a segment that are kept as numbers into the event's list of strings."""


class Fold:
    """The projections of one study, inside a write transaction of its one writing connection."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        db.execute(SCRATCH)

    # Codings

    def add_codings(self, rows: Sequence[tuple[int, int, int, Json]]) -> None:
        """Project codings that are new in this transaction: seq, fragment, coder, data with integer `codes`."""
        combinations = self._combinations(tuple(sorted(set(data["codes"]))) for _, _, _, data in rows)
        self._db.executemany(
            "INSERT INTO coding VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (seq, fragment, coder, *_span(data), *_texts(data), combination)
                for (seq, fragment, coder, data), combination in zip(rows, combinations, strict=True)
            ],
        )
        self._db.executemany(
            "INSERT OR IGNORE INTO coding_code VALUES (?, ?)",
            [(seq, code) for seq, _, _, data in rows for code in data["codes"]],
        )
        self._db.executemany(
            "INSERT OR IGNORE INTO review VALUES (?, ?, 0)",
            dict.fromkeys((coder, fragment) for _, fragment, coder, _ in rows),
        )

    def _combinations(self, combinations: Iterable[tuple[int, ...]]) -> Iterator[int]:
        """Yield the key of each combination, new or known; each distinct one is looked up once."""
        known: dict[tuple[int, ...], int] = {}
        for codes in combinations:
            if codes not in known:
                text = ",".join(map(str, codes))
                self._db.execute("INSERT OR IGNORE INTO combination(codes) VALUES (?)", (text,))
                (known[codes],) = self._db.execute("SELECT id FROM combination WHERE codes = ?", (text,)).fetchone()
            yield known[codes]

    def codings(self, seqs: Iterable[int]) -> None:
        """Fold the codings that were added by these events again, and the reviews that they imply."""
        self._touch(seqs)
        before = self._pairs_of_touched()
        self._db.execute("DELETE FROM coding_code WHERE coding IN (SELECT id FROM touched)")
        self._db.execute("DELETE FROM coding WHERE id IN (SELECT id FROM touched)")
        codes: dict[str, int] = dict(self._db.execute("SELECT key, id FROM code").fetchall())
        sources: dict[str, int] = dict(self._db.execute("SELECT key, id FROM source WHERE present = 1").fetchall())
        later = self._later_changes()
        rows = []
        for seq, coder, data in self._db.execute(
            """SELECT e.seq, e.coder, e.data FROM touched t JOIN event e ON e.seq = t.id JOIN batch b ON b.id = e.batch
               WHERE b.undone IS NULL AND e.kind = 'coding.added' ORDER BY e.seq"""
        ).fetchall():
            state: Json | None = json.loads(data)
            for kind, change in later.get(seq, ()):
                state = None if kind == "coding.removed" else {**(state or {}), **change}
                if state is None:
                    break
            fragment = locate(sources, state["fragment"]) if state else None
            if state and fragment is not None:
                rows.append(
                    (seq, fragment, coder, {**state, "codes": [codes[key] for key in state["codes"] if key in codes]})
                )
        self.add_codings(rows)
        self.implied_reviews(before)

    def _later_changes(self) -> dict[int, list[tuple[str, Json]]]:
        """Return, per touched coding, what later events in force say of it, in order."""
        later: dict[int, list[tuple[str, Json]]] = {}
        for seq, kind, data in self._db.execute(
            """SELECT t.id, e.kind, e.data FROM touched t JOIN event a ON a.seq = t.id
               JOIN event e ON e.subject = hex(a.id) JOIN batch b ON b.id = e.batch
               WHERE b.undone IS NULL ORDER BY e.id"""
        ).fetchall():
            later.setdefault(seq, []).append((kind, json.loads(data)))
        return later

    def _pairs_of_touched(self) -> list[tuple[int, int]]:
        return self._db.execute(
            "SELECT DISTINCT coder, fragment FROM coding WHERE id IN (SELECT id FROM touched)"
        ).fetchall()

    # Reviews

    def implied_reviews(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Take away reviews, of these coders and fragments, that only codings implied which are gone."""
        self._db.executemany(
            """DELETE FROM review WHERE coder = ?1 AND fragment = ?2 AND explicit = 0
               AND NOT EXISTS (SELECT 1 FROM coding WHERE fragment = ?2 AND coder = ?1)""",
            pairs,
        )

    def add_reviews(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Project explicit reviews that are new in this transaction: coder, fragment."""
        self._db.executemany(
            "INSERT INTO review VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET explicit = 1", dict.fromkeys(pairs)
        )

    def reviews(self, subjects: Iterable[str]) -> None:
        """Fold the explicit reviews of these fragments (`source key#ordinal`) again, of every coder."""
        sources: dict[str, int] = dict(self._db.execute("SELECT key, id FROM source WHERE present = 1").fetchall())
        for subject in dict.fromkeys(subjects):
            fragment = locate(sources, subject)
            if fragment is None:
                continue
            self._db.execute("UPDATE review SET explicit = 0 WHERE fragment = ?", (fragment,))
            last: dict[int, str] = dict(
                self._db.execute(
                    """SELECT e.coder, e.kind FROM event e JOIN batch b ON b.id = e.batch
                       WHERE e.subject = ? AND e.kind GLOB 'review.*' AND b.undone IS NULL ORDER BY e.id""",
                    (subject,),
                ).fetchall()
            )
            self.add_reviews((coder, fragment) for coder, kind in last.items() if kind == "review.added")
            implied = self._db.execute(
                "SELECT coder, fragment FROM review WHERE fragment = ? AND explicit = 0", (fragment,)
            )
            self.implied_reviews(implied.fetchall())

    # Sources

    def source(self, key: str) -> None:
        """Fold one source again: in, with whatever was coded in it, or out with all of that."""
        data = self._source_in_force(key)
        known = self._db.execute("SELECT id, present FROM source WHERE key = ?", (key,)).fetchone()
        if known and known[1] and data is None:
            self._remove_source(known[0])
        elif data is not None and not (known and known[1]):
            self._add_source(key, data)
            self._fold_what_was_coded_in(key)

    def _fold_what_was_coded_in(self, key: str) -> None:
        added = self._db.execute(
            "SELECT seq FROM event WHERE kind = 'coding.added' AND data LIKE ?", (f'%"{key}#%',)
        ).fetchall()
        self.codings(seq for (seq,) in added)
        reviewed = self._db.execute("SELECT DISTINCT subject FROM event WHERE subject GLOB ?", (f"{key}#*",)).fetchall()
        self.reviews(subject for (subject,) in reviewed)

    def _add_source(self, key: str, data: Json) -> None:
        number = self._number(key, data)
        strings: list[str] = data["strings"]
        text: str = data["text"]
        segments = data["segments"]
        self._db.execute("UPDATE source SET present = 1 WHERE id = ?", (number,))
        self._db.executemany(
            "INSERT INTO speaker_case(source, label, attributes) VALUES (?, ?, ?)",
            [(number, label, json.dumps(attributes, ensure_ascii=False)) for label, attributes in data["cases"]],
        )
        first = number << ORDINAL_BITS
        self._db.executemany(
            "INSERT INTO fragment VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (first + ordinal, start, stop, text[start:stop], *(strings[n] for n in numbers), time)
                for ordinal, (start, stop, *numbers, time) in enumerate(segments, start=1)
            ),
        )
        self._db.executemany(
            "INSERT INTO search(rowid, text) VALUES (?, ?)",
            ((first + ordinal, fold_text(text[s[0] : s[1]])) for ordinal, s in enumerate(segments, start=1)),
        )

    def _number(self, key: str, data: Json) -> int:
        """Return the number of a source. It keeps number and id while it is undone, so that a redo changes nothing."""
        known = self._db.execute("SELECT id FROM source WHERE key = ?", (key,)).fetchone()
        if known:
            return int(known[0])
        (number,) = self._db.execute("SELECT coalesce(max(id), 0) + 1 FROM source").fetchone()
        details = json.dumps(_details(data), ensure_ascii=False)
        self._db.execute(
            "INSERT INTO source VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, ?)",
            (
                number, key, self._free_slug(data["name"]), data["name"], data["kind"], data["unit"], data["sha256"],
                len(data["segments"]), details,
            ),
        )  # fmt: skip
        return int(number)

    def _remove_source(self, number: int) -> None:
        lowest, highest = number << ORDINAL_BITS, (number + 1) << ORDINAL_BITS
        within = "BETWEEN ? AND ?"
        self._db.execute(
            f"DELETE FROM coding_code WHERE coding IN (SELECT id FROM coding WHERE fragment {within})",
            (lowest, highest),
        )
        for table in ("coding", "review"):
            self._db.execute(f"DELETE FROM {table} WHERE fragment {within}", (lowest, highest))
        texts = self._db.execute(f"SELECT id, text FROM fragment WHERE id {within}", (lowest, highest)).fetchall()
        # The index holds no text of its own: what it takes out must be given as it was put in.
        self._db.executemany(
            "INSERT INTO search(search, rowid, text) VALUES ('delete', ?, ?)",
            ((id_, fold_text(text)) for id_, text in texts),
        )
        self._db.execute(f"DELETE FROM fragment WHERE id {within}", (lowest, highest))
        self._db.execute("DELETE FROM speaker_case WHERE source = ?", (number,))
        self._db.execute("UPDATE source SET present = 0 WHERE id = ?", (number,))

    def _free_slug(self, name: str) -> str:
        """Return the id of a new source: the slug of its file name, numbered where it is taken."""
        base = slug(name.rpartition(".")[0] or name) or "source"
        taken = {taken for (taken,) in self._db.execute("SELECT slug FROM source").fetchall()}
        number, found = 2, base
        while found in taken:
            found, number = f"{base}-{number}", number + 1
        return found

    # Batches and everything

    def batch(self, batch: int) -> None:
        """Fold again whatever the events of one batch speak of, after it was undone or redone."""
        rows = self._db.execute("SELECT seq, kind, subject FROM event WHERE batch = ?", (batch,)).fetchall()
        kinds = {kind.partition(".")[0] for _, kind, _ in rows}
        if kinds & CODEBOOK_NOUNS:
            fold_codebook(self._db)
        for key in [subject for _, kind, subject in rows if kind.startswith("source.")]:
            self.source(key)
        if "coding" in kinds:
            self.codings(self._added_by(rows))
        if "review" in kinds:
            self.reviews(subject for _, kind, subject in rows if kind.startswith("review."))

    def _added_by(self, rows: Sequence[tuple[int, str, str | None]]) -> list[int]:
        """Return the seq of the event that added each coding that these events speak of."""
        added = [seq for seq, kind, _ in rows if kind == "coding.added"]
        others = [
            bytes.fromhex(subject)
            for _, kind, subject in rows
            if kind in ("coding.changed", "coding.removed") and subject
        ]
        for id_ in others:
            added += [seq for (seq,) in self._db.execute("SELECT seq FROM event WHERE id = ?", (id_,)).fetchall()]
        return added

    def everything(self) -> None:
        """Empty the projections and fold the whole log; codes keep their integer keys, whatever became of them."""
        for table in ("coding_code", "coding", "review", "fragment", "speaker_case", "source", "matrix"):
            self._db.execute(f"DELETE FROM {table}")
        self._db.execute("INSERT INTO search(search) VALUES ('delete-all')")
        fold_codebook(self._db)
        for key, data in self._db.execute(
            f"SELECT subject, data FROM event WHERE {RARE} AND kind = 'source.added' ORDER BY id"
        ).fetchall():
            self._number(key, json.loads(data))
            in_force = self._source_in_force(key)
            if in_force is not None and not self._present(key):
                self._add_source(key, in_force)
        added = self._db.execute("SELECT seq FROM event WHERE kind = 'coding.added'").fetchall()
        self.codings(seq for (seq,) in added)
        reviewed = self._db.execute("SELECT DISTINCT subject FROM event WHERE kind GLOB 'review.*'").fetchall()
        self.reviews(subject for (subject,) in reviewed)

    def _present(self, key: str) -> bool:
        return self._db.execute("SELECT 1 FROM source WHERE key = ? AND present = 1", (key,)).fetchone() is not None

    def _source_in_force(self, key: str) -> Json | None:
        """Return what the log says of a source, None if no event that adds it is in force."""
        row = self._db.execute(
            """SELECT e.data FROM event e JOIN batch b ON b.id = e.batch
               WHERE e.subject = ? AND e.kind = 'source.added' AND b.undone IS NULL ORDER BY e.id LIMIT 1""",
            (key,),
        ).fetchone()
        return json.loads(row[0]) if row else None

    def _touch(self, keys: Iterable[int]) -> None:
        self._db.execute("DELETE FROM touched")
        self._db.executemany("INSERT OR IGNORE INTO touched VALUES (?)", ((key,) for key in keys))


def locate(sources: dict[str, int], subject: str) -> int | None:
    """Return the key of the fragment that the log calls `source key#ordinal`; None if its source is not here."""
    key, _, ordinal = subject.rpartition("#")
    number = sources.get(key)
    return None if number is None else number << ORDINAL_BITS | int(ordinal)


def coding_subject(id_: str) -> str:
    """Return what later events of a coding have as their subject: its id as SQLite's hex() writes it."""
    return (ids.parse(id_) or b"").hex().upper()


def _span(data: Json) -> tuple[int | None, int | None]:
    span = data.get("span")
    return (None, None) if span is None else (span[0], span[1])


def _texts(data: Json) -> tuple[str | None, str | None, str]:
    return data.get("statement"), data.get("memo"), data.get("origin", "manual")


def _details(data: Json) -> Json:
    return {name: data[name] for name in ("encoding", "attributes", "questions", "skipped", "warnings")}
