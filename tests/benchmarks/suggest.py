"""Replays coding sessions: how good are suggestions after so many coded fragments?

`python -m tests.benchmarks.suggest [--sets wijk,dekamer] [--sizes 0,50,300] [--seeds 3] [--vectors wordllama]`

A session is a seeded shuffle of a set. Its first fragments are learned one after another; at each size the next 150 are
ranked, none of them learned. Printed, as means over sessions: recall of the given codes among the first 1, 3 and 5
(R@k), mean reciprocal rank of the best given code (MRR), F1 at the threshold that was best in the past, precision of
suggestions with a probability of at least a half (P≥.5, and how many there were a hundred fragments), the calibration
error of the first suggestion's probability (ECE, ten bins), and R@5 as a multiple of that of the frequency ranking.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from tests.benchmarks.suggest_baselines import METHODS, Frequency, Suggestions
from tests.benchmarks.suggest_sets import SETS, CodedSet, Rows, given_in, sittings

SIZES = (0, 10, 25, 50, 100, 300, 1000)
COLUMNS = ("R@1", "R@3", "R@5", "MRR", "F1", "P≥.5", "n", "ECE", "lift")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("--sets", default=",".join(SETS), help=f"of {', '.join(SETS)}")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--vectors", help="word vectors that the suggester uses: a spaCy pipeline, or wordllama")
    options = parser.parse_args(arguments)
    sizes = [int(size) for size in options.sizes.split(",")]
    for name in options.sets.split(","):
        try:
            coded = replace(SETS[name](), vectors=options.vectors)
        except FileNotFoundError as missing:
            print(f"\n{name}: skipped, {missing.filename} is not there")
            continue
        print(f"\n### {coded.name}: {len(coded.rows)} texts, {len(coded.codes)} codes ({coded.language})\n")
        print(f"| coded | method | {' | '.join(COLUMNS)} |\n|--:|:--{'|--:' * len(COLUMNS)}|")
        results = [replay(coded, sizes, seed) for seed in range(options.seeds)]
        for size, method in results[0]:
            means = np.ma.masked_invalid([result[size, method] for result in results]).mean(axis=0).filled(np.nan)
            print(f"| {size} | {method} | {' | '.join('' if np.isnan(m) else f'{m:.2f}' for m in means)} |", flush=True)


def replay(coded: CodedSet, sizes: Sequence[int], seed: int) -> dict[tuple[int, str], list[float]]:
    """Return the measures, in the order of COLUMNS, by size and method."""
    methods = [method(coded) for method in METHODS]
    found = {}
    for learned, asked in sittings(coded, sizes, seed):
        scores = {}
        for method in methods:
            method.learn(learned)
            scores[method.name] = method.score([text for text, _ in asked])
        base = measure(scores[Frequency.name], asked, coded)["R@5"]
        for method in methods:
            measures = measure(scores[method.name], asked, coded)
            if isinstance(method, Suggestions):
                measures |= probabilities(scores[method.name], asked, coded, method.threshold)
            measures["lift"] = measures["R@5"] / base if base else np.nan
            found[len(learned), method.name] = [measures.get(column, np.nan) for column in COLUMNS]
    return found


def measure(scores: np.ndarray, asked: Rows, coded: CodedSet) -> dict[str, float]:
    """Return how well the codes are ranked; equal scores are in codebook order.

    A code that a method did not put forward (nan) is not in its list: it does not count as found at any rank.
    """
    given = given_in(asked, coded)
    total = given.sum(axis=1)
    order = np.argsort(-np.nan_to_num(scores, nan=-1.0), axis=1, kind="stable")
    hits = np.take_along_axis(given & ~np.isnan(scores), order, axis=1)
    measures = {f"R@{k}": float(np.mean(hits[:, :k].sum(axis=1) / total)) for k in (1, 3, 5)}
    return measures | {"MRR": float(np.mean(np.where(hits.any(axis=1), 1 / (1 + hits.argmax(axis=1)), 0.0)))}


def probabilities(scores: np.ndarray, asked: Rows, coded: CodedSet, threshold: float) -> dict[str, float]:
    """Return how far the probabilities can be trusted."""
    given, scores = given_in(asked, coded), np.nan_to_num(scores)
    put = scores >= threshold
    f1 = 2 * (put & given).sum() / max(put.sum() + given.sum(), 1)
    sure = scores >= 0.5
    precision = given[sure].mean() if sure.any() else np.nan
    return {"F1": f1, "P≥.5": precision, "n": 100 * sure.sum() / len(asked), "ECE": _calibration(scores, given)}


def _calibration(scores: np.ndarray, given: np.ndarray) -> float:
    best = scores.argmax(axis=1)
    chance, right = scores.max(axis=1), given[np.arange(len(given)), best]
    bins = np.minimum((chance * 10).astype(int), 9)
    inside = [bins == at for at in range(10)]
    return float(sum(at.mean() * abs(chance[at].mean() - right[at].mean()) for at in inside if at.any()))


if __name__ == "__main__":
    sys.exit(main())
