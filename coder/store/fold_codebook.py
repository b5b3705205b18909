"""The codebook as the log tells it.

A code is known in the log by its key: the path it was born with, so that two laptops that take up one file speak of
the same code. Its present path, label and place are what the last event says; a code that left the file is
retired, never gone.
"""

import json
import sqlite3
from dataclasses import dataclass, field
from typing import Any

from coder.model import Code, Codebook, Dimension, MatrixSpec
from coder.store.schema import RARE

Json = dict[str, Any]


@dataclass
class Node:
    """A dimension (no parent) or a code, while the log is read."""

    key: str
    id: str
    parent: str = ""
    label: str = ""
    definition: str = ""
    cues: list[str] = field(default_factory=list)
    examples: list[str] = field(default_factory=list)
    retired: bool = False
    target: str = ""
    """Key of the code it was merged into."""
    path: str = ""


class CodebookFold:
    """Reads the codebook's events in order; every later one wins in what it speaks of."""

    def __init__(self) -> None:
        self.nodes: dict[str, Node] = {}
        self.matrices: dict[str, Json] = {}
        self.settings: Json = {"title": "", "language": "nl", "vectors": ""}
        self.sequence: dict[str, int] = {}

    def take(self, kind: str, subject: str, data: Json) -> None:
        """Take one event into account; what it says of things that are not there is left out."""
        noun, _, verb = kind.partition(".")
        if noun == "codebook":
            if verb == "ordered":
                self.sequence = {key: rank for rank, key in enumerate(data["order"])}
            else:
                self.settings.update(data)
        elif noun == "matrix":
            if verb == "removed":
                self.matrices.pop(subject, None)
            elif verb == "added" or subject in self.matrices:
                self.matrices[subject] = {**self.matrices.get(subject, {}), **data}
        elif verb == "added":
            node = self.nodes.setdefault(subject, Node(subject, subject.rpartition("/")[2]))
            node.retired, node.target = False, ""
            _assign(node, data)
        elif node_or_none := self.nodes.get(subject):
            node = node_or_none
            node.retired = {"retired": True, "merged": True, "restored": False}.get(verb, node.retired)
            node.target = data.get("into", "") if verb == "merged" else "" if verb == "restored" else node.target
            _assign(node, data)

    def ordered(self) -> list[Node]:
        """Return the nodes depth first, each with its path; clashes and loops, which merging may make, are resolved."""
        children: dict[str, list[Node]] = {}
        for node in self.nodes.values():
            children.setdefault(self._sound_parent(node), []).append(node)
        born = {key: rank for rank, key in enumerate(self.nodes)}
        found: list[Node] = []
        taken: set[str] = set()
        stack = [(node, "") for node in self._in_order(children.get("", []), born)][::-1]
        while stack:
            node, above = stack.pop()
            wanted = f"{above}/{node.id}" if above else node.id
            node.path, number = wanted, 2
            while node.path in taken:
                node.path, number = f"{wanted}-{number}", number + 1
            taken.add(node.path)
            found.append(node)
            below = self._in_order(children.get(node.key, []), born)
            stack += [(child, node.path) for child in below][::-1]
        return found

    def _in_order(self, nodes: list[Node], born: dict[str, int]) -> list[Node]:
        """Sort siblings: as the file has them, the retired last so that they give up their path to a successor."""
        last = len(self.sequence)
        return sorted(nodes, key=lambda node: (node.retired, self.sequence.get(node.key, last), born[node.key]))

    def _sound_parent(self, node: Node) -> str:
        """Return the key of the parent; the dimension where the parents above go round in a circle or are missing."""
        seen = {node.key}
        above = node.parent
        while above:
            if above in seen or above not in self.nodes:
                return node.key.partition("/")[0] if node.key.partition("/")[0] in self.nodes else ""
            seen.add(above)
            above = self.nodes[above].parent
        return node.parent


def _assign(node: Node, data: Json) -> None:
    for name in ("id", "parent", "label", "definition", "cues", "examples"):
        if name in data:
            setattr(node, name, data[name])


EVENTS = f"""SELECT kind, subject, data FROM event
WHERE {RARE} AND (kind GLOB 'dimension.*' OR kind GLOB 'code.*' OR kind GLOB 'matrix.*' OR kind GLOB 'codebook.*')
  AND batch NOT IN (SELECT id FROM batch WHERE undone IS NOT NULL)
ORDER BY id"""


def fold_codebook(db: sqlite3.Connection) -> None:
    """Fold the codebook's events into its tables. Codes keep their integer key; none is deleted."""
    fold = CodebookFold()
    for kind, subject, data in db.execute(EVENTS).fetchall():
        fold.take(kind, subject, json.loads(data))
    known: dict[str, int] = dict(db.execute("SELECT key, id FROM code").fetchall())
    # Paths are unique: make room before they change places.
    db.execute("UPDATE code SET path = '~' || id, retired = 1, target = id")
    nodes = fold.ordered()
    for node in nodes:
        known.setdefault(node.key, len(known) + 1)
    db.executemany(
        """INSERT INTO code VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT(id) DO UPDATE SET path = excluded.path, parent = excluded.parent, position = excluded.position,
             label = excluded.label, definition = excluded.definition, cues = excluded.cues,
             examples = excluded.examples, retired = excluded.retired, target = excluded.target""",
        [
            (
                known[node.key],
                node.key,
                node.path,
                node.path.rpartition("/")[0],
                position,
                node.label,
                node.definition,
                json.dumps(node.cues, ensure_ascii=False),
                json.dumps(node.examples, ensure_ascii=False),
                int(node.retired),
                known[_target(fold, node)],
            )
            for position, node in enumerate(nodes)
        ],
    )
    # What an undo took back while it was in use stays, retired, under the path it was born with.
    db.execute("UPDATE code SET path = key || '~' || id, parent = '' WHERE path GLOB '~*'")
    db.execute("DELETE FROM matrix")
    db.executemany(
        "INSERT INTO matrix VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (id_, position, m["title"], m["rows"], m["columns"], m.get("empty", "-"), m.get("unplaced"))
            for position, (id_, m) in enumerate(_in_sequence(fold))
        ],
    )
    db.executemany(
        "INSERT OR REPLACE INTO setting VALUES (?, ?)",
        [(f"codebook.{name}", str(fold.settings[name])) for name in ("title", "language", "vectors")],
    )
    db.execute("INSERT OR REPLACE INTO setting SELECT 'codebook.stamp', coalesce(max(seq), 0) FROM event")


def _target(fold: CodebookFold, node: Node) -> str:
    """Follow merges to the code that counts now."""
    seen = {node.key}
    while node.target and node.target in fold.nodes and node.target not in seen:
        node = fold.nodes[node.target]
        seen.add(node.key)
    return node.key


def _in_sequence(fold: CodebookFold) -> list[tuple[str, Json]]:
    last = len(fold.sequence)
    return sorted(fold.matrices.items(), key=lambda item: fold.sequence.get(f"matrix:{item[0]}", last))


def _rows_to_show(db: sqlite3.Connection) -> list[tuple[str, str, str, str, str, str, int]]:
    """Return the rows of what is in the codebook; of what is retired only what is in use, and what that is below."""
    columns = "path, parent, label, definition, cues, examples, retired"
    rows = db.execute(f"SELECT {columns} FROM code WHERE path NOT GLOB '*~*' ORDER BY position").fetchall()
    retired = {row[0]: row[1] for row in rows if row[6]}
    shown = set()
    if retired:
        in_use = db.execute(
            "SELECT path FROM code WHERE retired = 1 AND target = id AND id IN (SELECT code FROM coding_code)"
        )
        for (path,) in in_use.fetchall():
            above = path
            while above in retired and above not in shown:
                shown.add(above)
                above = retired[above]
    return [row for row in rows if not row[6] or row[0] in shown]


def read_codebook(db: sqlite3.Connection) -> Codebook:
    """Return the codebook as the tables have it; retired codes only where something is coded with them."""
    settings = dict(db.execute("SELECT name, value FROM setting WHERE name GLOB 'codebook.*'").fetchall())
    rows = _rows_to_show(db)
    children: dict[str, list[Code]] = {}
    # Deepest first, so that every code finds its children made.
    for path, parent, label, definition, cues, examples, retired in sorted(rows, key=lambda row: -row[0].count("/")):
        if not parent:
            continue
        code = Code(
            path, label, definition, tuple(json.loads(cues)), tuple(json.loads(examples)),
            tuple(children.pop(path, ())), bool(retired),
        )  # fmt: skip
        children.setdefault(parent, []).append(code)
    dimensions = tuple(
        Dimension(path, label, tuple(children.pop(path, ())), definition, bool(retired))
        for path, parent, label, definition, _, _, retired in rows
        if not parent
    )
    matrices = tuple(
        MatrixSpec(*row)
        for row in db.execute(
            'SELECT id, title, "rows", columns, empty, unplaced FROM matrix ORDER BY position'
        ).fetchall()
    )
    title, language, vectors = (settings.get(f"codebook.{name}", "") for name in ("title", "language", "vectors"))
    return Codebook(title, language or "nl", dimensions, matrices, vectors)
