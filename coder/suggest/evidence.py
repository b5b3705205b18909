"""What a log of decisions says about fragments and codes: the one place that tells what counts against a code.

For a code counts, on a fragment, that it was given there. Against it count two things, and nothing else:

- it was turned down there;
- the fragment was coded, or read and left uncoded, when the code was in the codebook and its dimension was in use:
  this coder had given a code of that dimension before, or gave one now. Whoever codes partners and factors, and gives
  `partij/uwv` alone, has looked for a factor and saw none. Codes without a dimension are one dimension.

So a code that was added later, or whose dimension the coder takes up in a later round, was not considered. On such a
fragment it is taken to be as likely as it is on average; once the fragment is coded again, it was considered. How often
a code is given on average is no judgement of a fragment: it is counted over all that were coded when the code was
there, so that a dimension nobody needs yet is not put forward everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Codes = frozenset[str]


@dataclass(frozen=True, slots=True)
class Said:
    """One decision about one fragment."""

    at: str
    """Its place in the log: decisions are in the order of these."""
    text: str
    codes: Codes
    rejected: Codes
    codebook: Codes
    """Codes that there were by then."""
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A fragment and what is known about it."""

    text: str
    codes: Codes
    """Codes that were given, over all codings of this fragment."""
    rejected: Codes
    """Codes that were looked at and turned down, and not given later."""
    considered: Codes
    """Codes for which, if they are in neither of these, it means something that they were not given."""
    there: Codes
    """Codes that the codebook had: what share of such fragments has a code is how often it is given."""
    address: str | None = None


def dimension(code: str) -> str:
    """Return the dimension of a code path: `partij` for `partij/uwv`; nothing for a code without one."""
    return code.rpartition("/")[0].partition("/")[0]


def given(decisions: Iterable[Said]) -> Codes:
    """Return the codes that a fragment has after these decisions on it: the last one on each code holds."""
    codes: Codes = frozenset()
    for said in decisions:
        codes = (codes - said.rejected) | said.codes
    return codes


def weigh(fragments: Sequence[Sequence[Said]]) -> tuple[Entry, ...]:
    """Return an entry for each fragment, from the decisions on it in the order of the log."""
    considered = _considered(sorted((said for decisions in fragments for said in decisions), key=lambda said: said.at))
    shared: dict[Codes, Codes] = {}

    def union(each: Iterable[Codes]) -> Codes:
        """Return all of these codes; thousands of fragments share the same ones."""
        every = frozenset[str]().union(*each)
        return shared.setdefault(every, every)

    entries = []
    for decisions in fragments:
        codes, last = given(decisions), decisions[-1]
        rejected = union(said.rejected for said in decisions) - codes
        looked_for = union(considered.get(said.at, frozenset()) for said in decisions)
        there = union(said.codebook for said in decisions if said.at in considered)
        entries.append(Entry(last.text, codes, rejected, looked_for, there, last.address))
    return tuple(entries)


def _considered(log: Iterable[Said]) -> dict[str, Codes]:
    """Return the codes that were considered in each decision, by its place; none in one that only rejects."""
    in_use: Codes = frozenset()
    made: dict[tuple[Codes, Codes], Codes] = {}
    found = {}
    for said in log:
        in_use |= frozenset(map(dimension, said.codes))
        if said.codes or not said.rejected:
            key = said.codebook, in_use
            if key not in made:
                made[key] = frozenset(code for code in said.codebook if dimension(code) in in_use)
            found[said.at] = made[key]
    return found
