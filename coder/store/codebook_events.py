"""Changes to a codebook in the words of the log: keys instead of paths, so that codings follow a code where it goes."""

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from coder.model.codebook import Codebook
from coder.model.codebook_change import (
    Added,
    Change,
    Changed,
    CodebookChanged,
    MatrixAdded,
    MatrixChanged,
    MatrixRemoved,
    Moved,
    Relabelled,
    Removed,
)

Fact = tuple[str, str, dict[str, Any]]
"""Kind, subject and data of an event."""


class Translator:
    """Turns changes, in the order in which they were made, into events."""

    def __init__(
        self,
        db: sqlite3.Connection,
        merged: Mapping[str, str] | None = None,
        keys: Mapping[str, str] | None = None,
    ) -> None:
        """Translate for the codebook of `db`.

        Args:
            db: the study.
            merged: codes that leave, and the code that their codings go to.
            keys: what the paths that the changes start from mean, where that is not what they mean now.
        """
        rows = db.execute("SELECT path, key, retired FROM code").fetchall()
        now: dict[str, str] = {path: key for path, key, retired in rows if not retired}
        self._keys: dict[str, str] = dict(now if keys is None else keys)
        known = set(self._keys.values())
        # What may come back, or came meanwhile, is not made twice.
        self._there: dict[str, str] = {path: key for path, key, retired in rows if retired or key not in known}
        self._used: set[str] = {key for _, key, _ in rows}
        self._merged = merged or {}

    @property
    def keys(self) -> dict[str, str]:
        """Key of every dimension and code by its path, after the changes."""
        return dict(self._keys)

    def facts(self, changes: Iterable[Change], new: Codebook) -> list[Fact]:
        """Return the events that say `changes`, which lead to `new`; the last one tells the order of everything."""
        into = {path: self._keys.get(target, target) for path, target in self._merged.items()}
        made = list(changes)
        found = [fact for change in made for fact in self._translate(change, into)]
        if made:
            order = [self._keys[path] for d in new.dimensions for path in (d.id, *(code.path for code in d.walk()))]
            order += [f"matrix:{matrix.id}" for matrix in new.matrices]
            found.append(("codebook.ordered", "codebook", {"order": order}))
        return found

    def _translate(self, change: Change, into: Mapping[str, str]) -> list[Fact]:  # noqa: PLR0911 - a case a change
        match change:
            case CodebookChanged(field=field, new=new):
                return [("codebook.changed", "codebook", {field: new})]
            case MatrixAdded(id=id_, title=title, rows=rows, columns=columns, empty=empty, unplaced=unplaced):
                data = {"title": title, "rows": rows, "columns": columns, "empty": empty, "unplaced": unplaced}
                return [("matrix.added", id_, data)]
            case MatrixChanged(id=id_, field=field, new=value):
                return [("matrix.changed", id_, {field: value})]
            case MatrixRemoved(id=id_):
                return [("matrix.removed", id_, {})]
            case Added():
                return [self._added(change)]
            case Relabelled(path=path, new=new):
                return [(f"{_noun(path)}.relabelled", self._keys[path], {"label": new})]
            case Changed(path=path, field="retired", new=value):
                return [(f"{_noun(path)}.{'retired' if value else 'restored'}", self._keys[path], {})]
            case Changed(path=path, field=field, new=value):
                plain = list(value) if isinstance(value, tuple) else value
                return [(f"{_noun(path)}.changed", self._keys[path], {field: plain})]
            case Moved(path=path, to=to):
                return [self._moved(path, to)]
            case Removed(path=path):
                return [self._removed(path, into)]
        # What stands in another order is told once, by the last event.
        return []

    def _added(self, change: Added) -> Fact:
        path = change.path
        parent, _, id_ = path.rpartition("/")
        data = {
            "id": id_, "parent": self._keys.get(parent, ""), "label": change.label, "definition": change.definition,
            "cues": list(change.cues), "examples": list(change.examples),
        }  # fmt: skip
        # A code that comes back to its old place is the one that left: its codings come back with it.
        key, number = self._there.get(path, path), 2
        while key in self._used and key != self._there.get(path):
            key, number = f"{path}~{number}", number + 1
        self._used.add(key)
        self._keys[path] = key
        return (f"{_noun(path)}.added", key, data)

    def _moved(self, path: str, to: str) -> Fact:
        moved = {old: key for old, key in self._keys.items() if old == path or old.startswith(f"{path}/")}
        for old in moved:
            del self._keys[old]
        for old, key in moved.items():
            self._keys[to + old[len(path) :]] = key
        parent, _, id_ = to.rpartition("/")
        return (f"{_noun(path)}.moved", self._keys[to], {"id": id_, "parent": self._keys.get(parent, "")})

    def _removed(self, path: str, into: Mapping[str, str]) -> Fact:
        key = self._keys.pop(path)
        if path in into:
            return ("code.merged", key, {"into": into[path]})
        return (f"{_noun(path)}.retired", key, {})


def _noun(path: str) -> str:
    return "code" if "/" in path else "dimension"
