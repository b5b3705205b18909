"""What the coder has decided so far, one entry a fragment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from coder.model.errors import CoderError


@dataclass(frozen=True, slots=True)
class Entry:
    """A fragment and what was decided about it."""

    text: str
    codes: frozenset[str]
    """Codes that were given, over all codings of this fragment."""
    rejected: frozenset[str]
    """Codes that were looked at and turned down."""
    considered: frozenset[str] | None
    """Codes the codebook had when the fragment was coded: for these, not given means something. A code that was added
    later was never considered. None when the entry only rejects: then it says nothing on any other code."""
    address: str | None = None


class History:
    """The log of decisions, merged by fragment; its order is the order of first mention."""

    def __init__(self) -> None:
        self._entries: dict[tuple[str, str], Entry] = {}

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries as they are now."""
        return tuple(self._entries.values())

    @property
    def coded(self) -> int:
        """Number of fragments that were given a code."""
        return sum(bool(entry.codes) for entry in tuple(self._entries.values()))

    def add(
        self, text: str, codes: Iterable[str], rejected: Iterable[str], codebook: frozenset[str], address: str | None
    ) -> None:
        """Add one decision. The same fragment again adds its codes: a fragment may hold several codings.

        The last decision on a code wins: a rejected code that is given later is given.
        """
        given, refused = frozenset(codes), frozenset(rejected)
        entry = Entry(text, given, refused - given, codebook if given or not refused else None, address)
        key = _key(text, address)
        earlier = self._entries.get(key)
        self._entries[key] = _merge(earlier, entry) if earlier else entry

    def forget(self, key: str) -> bool:
        """Drop the fragment at this address, or every fragment of this text; return whether there was one."""
        found = [at for at, entry in self._entries.items() if key in (entry.address, entry.text)]
        for at in found:
            del self._entries[at]
        return bool(found)


def _key(text: str, address: str | None) -> tuple[str, str]:
    return ("address", address) if address else ("text", text)


def _merge(earlier: Entry, later: Entry) -> Entry:
    codes = (earlier.codes - later.rejected) | later.codes
    considered = earlier.considered
    if later.considered is not None:
        considered = later.considered | (considered or frozenset())
    return replace(later, codes=codes, rejected=(earlier.rejected | later.rejected) - codes, considered=considered)


_ARGUMENTS = ("text", "codes", "rejected", "address", "considered")


def read_decision(item: Mapping[str, Any] | Sequence[Any]) -> dict[str, Any]:
    """Return one element of a history, `(text, codes)` or a mapping, as the arguments of `Suggester.learn`.

    Raises CoderError on anything else.
    """
    if isinstance(item, Mapping):
        known = {key: item[key] for key in _ARGUMENTS if item.get(key) is not None}
        if isinstance(known.get("text"), str):
            return {"codes": (), **known}
    elif isinstance(item, (list, tuple)) and len(item) == 2 and isinstance(item[0], str):
        return {"text": item[0], "codes": item[1]}
    raise CoderError("history: each element must be (text, codes) or have the keys text and codes")
