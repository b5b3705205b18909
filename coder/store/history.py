"""The log as people read it: actions, newest first, with who and when, and whether they were undone."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from coder.store import ids

KINDS: dict[str, tuple[str, ...]] = {
    "codings": ("coding.",),
    "reviews": ("review.",),
    "codebook": ("code.", "dimension.", "matrix.", "codebook."),
    "sources": ("source.",),
    "undo": ("batch.",),
}
"""What actions can be asked for, and how the kinds of their events begin."""

ADDRESS = re.compile(r"(?<!\S)[a-z0-9][a-z0-9-]*#[1-9][0-9]*(?![^\s:])")
"""A fragment in the words of an action."""


_FIRST = "(SELECT e.kind FROM event e WHERE e.batch = b.id ORDER BY e.seq LIMIT 1)"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that somebody did."""

    id: str
    """UUIDv7 of the batch."""
    at: datetime
    """When, to the millisecond, in UTC."""
    coder: str
    action: str
    """In words, in English: `coded fg1#12 with UWV`."""
    kind: str
    """Of its first event: `coding.added`."""
    events: int
    undone: bool

    @property
    def fragment(self) -> str | None:
        """The address, if it was about one fragment."""
        found = ADDRESS.search(self.action)
        return found[0] if found else None


def read_history(
    rows: Callable[[str, dict[str, Any]], list[Any]],
    limit: int,
    before: str | None,
    *,
    coder: str | None,
    kind: str | None,
    fragment: tuple[int, str, str] | None,
) -> list[Action]:
    """Return actions, newest first; `fragment` is its key, what the log calls it, and its address."""
    where: list[str] = ["1"]
    parameters: dict[str, Any] = {"limit": limit}
    if before is not None:
        where.append("b.uuid < :before")
        parameters["before"] = ids.parse(before)
    if coder is not None:
        where.append("k.name = :coder")
        parameters["coder"] = coder
    if kind is not None:
        begins = " OR ".join(f"{_FIRST} LIKE '{beginning}%'" for beginning in KINDS[kind])
        where.append(f"({begins})")
    if fragment is not None:
        parameters |= {"fragment": fragment[0], "subject": fragment[1], "words": f"% {fragment[2]}%"}
        where.append(
            """(b.id IN (SELECT batch FROM event WHERE subject = :subject
                 UNION SELECT e.batch FROM coding c JOIN event e ON e.seq = c.id WHERE c.fragment = :fragment)
               OR b.action LIKE :words)"""
        )
    condition = " AND ".join(where)
    found = rows(
        f"""SELECT b.uuid, k.name, b.action, b.undone IS NOT NULL,
              coalesce({_FIRST}, ''),
              (SELECT count(*) FROM event e WHERE e.batch = b.id)
            FROM batch b JOIN coder k ON k.id = b.coder WHERE {condition} ORDER BY b.uuid DESC LIMIT :limit""",
        parameters,
    )
    actions = [_action(row) for row in found]
    if fragment is not None:
        actions = [item for item in actions if item.fragment in (None, fragment[2])]
    return actions


def _action(row: tuple[bytes, str, str, int, str, int]) -> Action:
    uuid, coder, action, undone, kind, events = row
    id_ = ids.text(uuid)
    at = datetime.fromtimestamp(int.from_bytes(uuid[:6]) / 1000, tz=UTC)
    return Action(id_, at, coder, action, kind, events, bool(undone))
