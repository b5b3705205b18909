"""From codes to combinations: `UWV + Faalfactoren` at one key.

A matrix crosses two dimensions, and a coding is at most one statement in one cell, so what a coder wants is a row code
with a column code. Their probabilities alone would pair any two likely codes; what was combined before says which go
together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

_SMOOTHING = 1.0
"""Imagined codings with a combination, as many as its codes would meet by chance: keeps few codings from deciding."""


@dataclass(frozen=True, slots=True)
class Combination:
    """Codes to give together, in the order of the matrix: row, column."""

    codes: tuple[str, ...]
    probability: float


def dimension(code: str) -> str:
    """Return the dimension of a code path: `partij` for `partij/uwv`."""
    return code.partition("/")[0]


def by_dimension(
    probabilities: Mapping[str, float], dimension_of: Callable[[str], str] = dimension
) -> dict[str, list[tuple[str, float]]]:
    """Return the codes of each dimension with their probabilities, best first; dimensions in order of their best."""
    found: dict[str, list[tuple[str, float]]] = {}
    for code in sorted(probabilities, key=lambda code: -probabilities[code]):
        found.setdefault(dimension_of(code), []).append((code, probabilities[code]))
    return found


def combinations(
    probabilities: Mapping[str, float],
    matrices: Sequence[tuple[str, str]],
    past: Iterable[Collection[str]] = (),
    dimension_of: Callable[[str], str] = dimension,
) -> list[Combination]:
    """Return what to code together, best first.

    `probabilities` are those of the codes that are suggested; `matrices` the dimensions of their rows and columns;
    `past` the combinations that were coded. Candidates are every row code with every column code of each matrix, every
    past combination whose codes are all suggested, and single codes that no matrix can pair. A combination is as likely
    as its codes are together, times how much more often than by chance they were combined, and never likelier than its
    least likely code.
    """
    ranked = by_dimension(probabilities, dimension_of)
    log = [frozenset(codes) for codes in past]
    candidates: dict[frozenset[str], tuple[str, ...]] = {}
    for row, column in matrices:
        for (first, _), (second, _) in product(ranked.get(row, ()), ranked.get(column, ())):
            candidates.setdefault(frozenset((first, second)), (first, second))
    order = {code: at for at, code in enumerate(probabilities)}
    for codes in log:
        if len(codes) > 1 and all(code in probabilities for code in codes):
            candidates.setdefault(codes, tuple(sorted(codes, key=order.__getitem__)))
    paired = frozenset[str]().union(*candidates)
    candidates |= {frozenset((code,)): (code,) for code in probabilities if code not in paired}
    lift = _Lift(log)
    found = [
        Combination(
            codes,
            min(prod(probabilities[code] for code in codes) * lift.of(key), *(probabilities[code] for code in codes)),
        )
        for key, codes in candidates.items()
    ]
    return sorted(found, key=lambda combination: -combination.probability)


class _Lift:
    """How much more often codes were combined than by chance."""

    def __init__(self, past: Sequence[frozenset[str]]) -> None:
        self._total = len(past)
        self._together = Counter(past)
        self._single = Counter(code for codes in past for code in codes)

    def of(self, codes: frozenset[str]) -> float:
        if len(codes) < 2 or not self._total:
            return 1.0
        chance = self._total * prod(self._single[code] / self._total for code in codes)
        together = sum(count for combination, count in self._together.items() if codes <= combination)
        return (together + _SMOOTHING) / (chance + _SMOOTHING)
