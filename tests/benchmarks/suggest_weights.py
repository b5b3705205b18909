"""Fits the weights that combining scores starts with: FIRST and SECOND of `coder.suggest.model`.

`python -m tests.benchmarks.suggest_weights [--sets wijk,dekamer] [--sizes 0,50] [--seeds 3]`

Sessions are replayed as in `tests.benchmarks.suggest`, with the weights of now; logistic regression then finds the
weights that best tell the codes of texts that were not learned, over all sets and sizes together, every set counting
the same but for EARNEST. What speaks for a code is not allowed to count against it: only SIGNED may be below zero.
Printed are the weights, and recall@5 of now, of the weights for all, and of weights fitted to the other sets only (sets
that are drawn from one another are left out together), all codes put forward. Where the last is no better than now,
there is nothing to gain. The second round needs the first: change FIRST, run it again, then change SECOND.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from coder.suggest.codes import read_codes
from coder.suggest.evidence import Entry
from coder.suggest.model import FIRST, SECOND, Model
from coder.suggest.reader import Reader
from coder.suggest.tokens import analyser
from tests.benchmarks.suggest import measure
from tests.benchmarks.suggest_sets import DRAWN, SETS, CodedSet, given_in, sittings

SIZES = (0, 10, 25, 50, 100, 300)
ROUNDS = (FIRST, SECOND)
EARNEST = {"dekamer": 4}
"""How often a set counts: texts that were neither written nor coded to try suggestions tell more."""

SIGNED = ("linear_odds", "constant")
_PENALTY = 2.0


@dataclass(frozen=True)
class Replayed:
    """What one model makes of texts that it has not seen."""

    coded: CodedSet
    rows: Sequence[tuple[str, frozenset[str]]]
    size: int
    rounds: Sequence[np.ndarray]
    """Texts × codes × scores, for each round."""
    given: np.ndarray

    def recall(self, weights: np.ndarray, number: int) -> float:
        return measure(self.rounds[number] @ weights, self.rows, self.coded)["R@5"]


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("--sets", default=",".join(SETS), help=f"of {', '.join(SETS)}")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--seeds", type=int, default=3)
    options = parser.parse_args(arguments)
    sizes = [int(size) for size in options.sizes.split(",")]
    replayed = {name: replay(SETS[name](), sizes, options.seeds) for name in options.sets.split(",")}
    for number, start in enumerate(ROUNDS):
        weights = fit([one for ones in replayed.values() for one in ones], number)
        found = {name: round(float(weight), 2) for name, weight in zip(start, weights, strict=True)}
        print(f"\n{('FIRST', 'SECOND')[number]}: {found}")
        compare(replayed, number, weights, np.array(list(start.values())), sizes)


def replay(coded: CodedSet, sizes: Sequence[int], seeds: int) -> list[Replayed]:
    reader = Reader(analyser(coded.language), read_codes(coded.codes))
    codes = frozenset(code["code"] for code in coded.codes)
    found = []
    for seed in range(seeds):
        for learned, asked in sittings(coded, sizes, seed):
            model = Model(reader, [Entry(text, given, frozenset(), codes, codes) for text, given in learned])
            scores = model.rounds([reader.read(text) for text, _ in asked])
            found.append(Replayed(coded, asked, len(learned), scores, given_in(asked, coded)))
    return found


def fit(replayed: Sequence[Replayed], number: int) -> np.ndarray:
    """Return the weights for one round; what was replayed of a set counts by how many codes were given there.

    A score that no set has, as that of meaning without vectors, keeps its weight.
    """
    scores = np.concatenate([one.rounds[number].reshape(one.given.size, -1) for one in replayed])
    given = np.concatenate([one.given.ravel() for one in replayed])
    counts = np.concatenate(
        [np.full(one.given.size, EARNEST.get(one.coded.name, 1) * 1000 / one.given.sum()) for one in replayed]
    )
    start = np.array(list(ROUNDS[number].values()))
    bounds = [(None if name in SIGNED else 0.0, None) for name in ROUNDS[number]]
    signs = np.where(given, 1.0, -1.0)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margins = signs * (scores @ weights)
        slope = -counts * signs / (1 + np.exp(margins))
        lost = counts @ np.logaddexp(0, -margins) + _PENALTY / 2 * weights @ weights
        return lost, scores.T @ slope + _PENALTY * weights

    fitted = minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B").x
    return np.where(scores.any(axis=0), fitted, start)


def compare(
    replayed: Mapping[str, Sequence[Replayed]], number: int, fitted: np.ndarray, now: np.ndarray, sizes: Sequence[int]
) -> None:
    """Print recall@5 of three kinds of weights, by set and size."""
    table = np.full((len(replayed), len(sizes), 3), np.nan)
    for row, (name, ones) in enumerate(replayed.items()):
        family = DRAWN if name in DRAWN else {name}
        rest = [one for other in replayed if other not in family for one in replayed[other]]
        others = fit(rest, number) if rest else now
        for column, size in enumerate(sizes):
            at = [one for one in ones if one.size == size]
            if at:
                table[row, column] = [
                    np.mean([one.recall(weights, number) for one in at]) for weights in (now, fitted, others)
                ]
        print(f"{name:>10}", " ".join("/".join(f"{x:.3f}" for x in cell) for cell in table[row]), flush=True)
    means = np.nanmean(table, axis=0)
    print(f"{'all':>10}", " ".join("/".join(f"{x:.3f}" for x in cell) for cell in means))


if __name__ == "__main__":
    sys.exit(main())
