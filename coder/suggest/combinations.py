"""From codes to combinations: `UWV + Faalfactoren` at one key.

A matrix crosses two dimensions, and a coding is at most one statement in one cell, so what a coder wants is a row code
with a column code. Their probabilities alone would pair any two likely codes; what was combined before says which go
together. By Bayes' rule, with codes that tell on their own what the text tells of them, and all others absent:

    P(combination | text)  ∝  P(combination)^a · Π odds(code | text)^b / odds(code)

P(combination) is counted, and drawn to what its codes and its dimensions would give by chance. Which dimensions are
coded together depends on what was asked: an answer to “what do you want to reach?” is about goals.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import product
from math import exp, log, prod
from typing import NamedTuple

from coder.model.codebook import MatrixSpec

_COUNTED = 200.0
"""Codings after which what was counted weighs as much as chance."""
_SHARE, _TOLD = 0.7, 1.3
"""How far what is usual counts: not in full, as codes that go together tell the same of a text twice; and what the text
tells: more than in full, as probabilities are careful above a half. By the keys that the example study takes."""
_PER_TEXT = 1.3
"""Codings that a text gets, among those that could be: makes shares of all of them into probabilities."""
_UNLIKELY, _SURE = 1e-4, 0.995
_EVEN = 10.0
"""Codings after which how usual a code is weighs as much as an even part of its dimension."""
_NEW, _NEW_SINGLE = 1.0, 0.3
"""Imagined codings with several dimensions together, and with one alone."""
_ASKED = 3.0
"""Answers to a question after which what was coded in them weighs as much as what is coded elsewhere."""

Codes = frozenset[str]


class Combination(NamedTuple):
    """Codes to give together, in the order of the matrix: row, column."""

    codes: tuple[str, ...]
    probability: float


def dimension(code: str) -> str:
    """Return the dimension of a code path: `partij` for `partij/uwv`."""
    return code.partition("/")[0]


def _log_odds(chance: float) -> float:
    chance = min(max(chance, _UNLIKELY), _SURE)
    return log(chance / (1 - chance))


def by_dimension(probabilities: Mapping[str, float]) -> dict[str, list[tuple[str, float]]]:
    """Return the codes of each dimension with their probabilities, best first; dimensions in order of their best."""
    found: dict[str, list[tuple[str, float]]] = {}
    for code in sorted(probabilities, key=lambda code: -probabilities[code]):
        found.setdefault(dimension(code), []).append((code, probabilities[code]))
    return found


class Combiner:
    """Ranks combinations for one codebook; knows what was combined before."""

    def __init__(
        self, matrices: Sequence[MatrixSpec], codes: Iterable[str], past: Iterable[Collection[str]] = ()
    ) -> None:
        """Take the matrices, the codes there are, and the combinations that were coded."""
        self._asked: dict[str, Counter[Codes]] = {}
        self._matrices = tuple(matrices)
        self._sizes = Counter(map(dimension, codes))
        self._together: Counter[Codes] = Counter()
        self._single: Counter[str] = Counter()
        self._dimensions: Counter[str] = Counter()
        self._shapes: Counter[Codes] = Counter()
        self._total = 0
        for combination in past:
            self.note(combination)

    def note(self, codes: Collection[str], question: str = "", times: int = 1) -> None:
        """Remember that these codes were given together, to an answer if there was a question."""
        shape = frozenset(map(dimension, codes))
        if question:
            self._asked.setdefault(question, Counter())[shape] += times
        self._total += times
        self._together[frozenset(codes)] += times
        self._shapes[shape] += times
        for code in codes:
            self._single[code] += times
            self._dimensions[dimension(code)] += times

    def rank(self, probabilities: Mapping[str, float], question: str = "") -> list[Combination]:
        """Return what to code together, best first, from the probabilities of the codes that are suggested.

        Candidates are every row code with every column code of each matrix, or alone where the matrix has a place for
        it; every past combination whose codes are all suggested; and codes that no matrix can pair. None is likelier
        than its least likely code.
        """
        candidates = self._candidates(probabilities)
        # There may be hundreds of candidates of some tens of codes, so what can be told of a code is told once.
        dimensions = {code: dimension(code) for code in probabilities}
        shape = {key: frozenset(dimensions[code] for code in key) for key in candidates}
        usual = self._usual(set(shape.values()), question)
        within = {code: self._within(code) for code in probabilities}
        told = {
            code: _TOLD * _log_odds(chance) - _log_odds(self._usual_of(code)) for code, chance in probabilities.items()
        }
        weights = {key: self._weight(key, usual[shape[key]], within, told) for key in candidates}
        highest = max(weights.values(), default=0.0)
        shares = {key: exp(weight - highest) for key, weight in weights.items()}
        total = sum(shares.values())
        chances = {
            key: min(_PER_TEXT * share / total, *(probabilities[code] for code in key)) for key, share in shares.items()
        }
        ranked = sorted(candidates, key=lambda key: (-chances[key], -shares[key]))
        return [Combination(candidates[key], chances[key]) for key in ranked]

    def _candidates(self, probabilities: Mapping[str, float]) -> dict[Codes, tuple[str, ...]]:
        ranked = {name: [code for code, _ in codes] for name, codes in by_dimension(probabilities).items()}
        found: dict[Codes, tuple[str, ...]] = {}
        alone = []
        for matrix in self._matrices:
            rows, columns = ranked.get(matrix.rows, []), ranked.get(matrix.columns, [])
            for pair in product(rows, columns):
                found.setdefault(frozenset(pair), pair)
            if matrix.unplaced is not None:
                alone += [*rows, *columns]
        order = {code: at for at, code in enumerate(probabilities)}
        for past in self._together:
            if past and all(code in probabilities for code in past):
                found.setdefault(past, tuple(sorted(past, key=order.__getitem__)))
        paired = frozenset[str]().union(*found)
        for code in (*alone, *(code for code in probabilities if code not in paired)):
            found.setdefault(frozenset((code,)), (code,))
        return found

    def _usual(self, shapes: Collection[Codes], question: str) -> dict[Codes, float]:
        """Return how usual it is that these dimensions are coded together, in answers to this question."""
        asked = self._asked.get(question, Counter())
        answers = asked.total()
        found = {}
        for shape in shapes:
            new = _NEW if len(shape) > 1 else _NEW_SINGLE
            anywhere = (self._shapes[shape] + new) / (self._total + len(shapes))
            found[shape] = (asked[shape] + _ASKED * anywhere) / (answers + _ASKED)
        return found

    def _weight(self, codes: Codes, usual: float, within: Mapping[str, float], told: Mapping[str, float]) -> float:
        """Return the logarithm of what P(combination | text) is proportional to.

        `usual` is how usual its dimensions are together, `within` and `told` are each code's.
        """
        chance = usual * prod(within[code] for code in codes)
        prior = (self._together[codes] + _COUNTED * chance) / (self._total + _COUNTED)
        return _SHARE * log(prior) + sum(told[code] for code in codes)

    def _within(self, code: str) -> float:
        """Return how usual a code is among those of its dimension."""
        name = dimension(code)
        return (self._single[code] + 1) / (self._dimensions[name] + max(self._sizes[name], 1))

    def _usual_of(self, code: str) -> float:
        """Return how usual it is that a coding has this code."""
        name = dimension(code)
        even = (self._dimensions[name] + 1) / (self._total + len(self._sizes)) / max(self._sizes[name], 1)
        return (self._single[code] + _EVEN * even) / (self._total + _EVEN)
