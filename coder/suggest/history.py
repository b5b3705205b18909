"""The log of what one coder decided, by fragment, and the part of it that is learned from.

A fit grows with the third power of what it learns from, and a large study must not fill the memory. So the fragments
that were decided on last are learned, and for every code the last ones that it was given. It is a sample without
chance, stratified by code, and the same whether it is drawn at once or as the log grows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from coder.model.errors import CoderError
from coder.suggest.evidence import Codes, Entry, Said, given, weigh

NEWEST = 1500
"""Fragments that are learned: those that were decided on last ..."""
_PER_CODE = 30
"""... and for each code the last so many that were given it, however long ago ..."""
_OLDER = 1000
"""... but fewer of each where there are so many codes that these would be more than so many fragments."""
_FEWEST = 3
_MOST = 4 * NEWEST
"""Fragments after which those that are not learned from are dropped."""


def per_code(codes: int) -> int:
    """Return how many fragments are kept of each of so many codes."""
    return max(_FEWEST, min(_PER_CODE, _OLDER // max(codes, 1)))


class History:
    """The log of decisions, by fragment."""

    def __init__(self) -> None:
        self._fragments: dict[tuple[str, str], list[Said]] = {}
        self._count = 0
        self._codebooks: dict[Codes, Codes] = {}
        """Each state of the codebook once: thousands of decisions share it."""

    def __len__(self) -> int:
        return len(self._fragments)

    def entries(self, codes: int) -> tuple[Entry, ...]:
        """Return what is learned from, for a codebook of so many codes; what was decided on last comes last."""
        return weigh([self._fragments[key] for key in self._learned(per_code(codes))])

    def coded(self, least: int) -> bool:
        """Return whether so many fragments were given a code."""
        coded = (decisions for decisions in list(self._fragments.values()) if any(said.codes for said in decisions))
        return sum(1 for _ in islice(coded, least)) >= least

    def add(
        self,
        text: str,
        codes: Iterable[str],
        rejected: Iterable[str],
        codebook: Codes,
        address: str | None,
        at: str | None = None,
    ) -> None:
        """Add one decision. The same fragment again adds its codes: a fragment may hold several codings.

        The last decision on a code wins: a rejected code that is given later is given. `at` is its place in the log,
        by default after all others; who gives places keeps the log, and has it learned anew when it has grown long.
        """
        self._count += 1
        codes = frozenset(codes)
        codebook = self._codebooks.setdefault(codebook, codebook)
        said = Said(at or f"{self._count:020}", text, codes, frozenset(rejected) - codes, codebook, address)
        decisions = self._fragments.setdefault(("address", address) if address else ("text", text), [])
        decisions.append(said)
        decisions.sort(key=lambda said: said.at)
        if at is None and len(self._fragments) > _MOST:
            self._fragments = {key: self._fragments[key] for key in self._learned(_PER_CODE)}

    def forget(self, key: str) -> bool:
        """Drop the fragment at this address, or every fragment of this text; return whether there was one."""
        found = [at for at, decisions in self._fragments.items() if key in (decisions[-1].address, decisions[-1].text)]
        for at in found:
            del self._fragments[at]
        return bool(found)

    def _learned(self, per_code: int) -> list[tuple[str, str]]:
        newest_first = sorted(self._fragments, key=lambda key: self._fragments[key][-1].at, reverse=True)
        if len(newest_first) <= NEWEST:
            return newest_first[::-1]
        seen: Counter[str] = Counter()
        kept = []
        for number, key in enumerate(newest_first):
            codes = given(self._fragments[key])
            if number < NEWEST or any(seen[code] < per_code for code in codes):
                kept.append(key)
            seen.update(codes)
        return kept[::-1]


_ARGUMENTS = ("text", "codes", "rejected", "address", "considered", "at")


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
