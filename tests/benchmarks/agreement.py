"""Agreement of a large study, beside the krippendorff package on the same ratings.

Run it with `python -m tests.benchmarks.agreement`.

Sixty codes by a hundred thousand fragments; two coders, and five of whom each left a fifth unread. Ours: every
coefficient, with intervals from 1,000 draws, starting from the index arrays that a query gives. Theirs: nominal alpha
of each code and nothing else. They take turns, so that a busy machine slows both.
"""

import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from statistics import median
from typing import Any

import krippendorff
import numpy as np
from numpy.typing import NDArray

from coder.agreement import Agreement, Ratings, agreement

FRAGMENTS, CODES, SOURCES = 100_000, 60, 200
ROUNDS = 3
MOST_TIME = 1 / 5
"""Of the time of the krippendorff package."""
MOST_MEMORY = 1_000_000_000
"""Bytes, for everything that is made from the index arrays on."""


@dataclass(frozen=True)
class Study:
    """One study, as each of the two takes it."""

    values: NDArray[np.int8]
    """(coders, fragments, codes): 1 assigned, 0 not, -1 not read."""

    def arrays(self) -> "Arrays":
        """As a query gives it: indices of what was read, and of what was assigned."""
        reviews = np.nonzero(self.values[:, :, 0] >= 0)
        return Arrays(len(self.values), reviews, np.nonzero(self.values > 0))

    def tables(self) -> list[NDArray[np.float64]]:
        """As the package wants it: coders by fragments for each code, gaps NaN."""
        return [np.where(table < 0, np.nan, table) for table in np.moveaxis(self.values, 2, 0).astype(np.float64)]


@dataclass(frozen=True)
class Arrays:
    """Index arrays: (coder, fragment) read, and (coder, fragment, code) assigned."""

    coders: int
    reviews: tuple[NDArray[np.intp], ...]
    codings: tuple[NDArray[np.intp], ...]

    def measure(self, by: str = "fragment") -> Agreement:
        """Everything `coder agreement` reports."""
        ratings = Ratings.from_triples(
            [f"coder {n}" for n in range(self.coders)],
            [f"d/k{n}" for n in range(CODES)],
            FRAGMENTS,
            reviews=self.reviews,
            codings=self.codings,
            sources=np.arange(FRAGMENTS) * SOURCES // FRAGMENTS,
        )
        return agreement(ratings, by=by)


def simulated(coders: int, missing: float, seed: int = 1) -> Study:
    """Coders who assign some four codes in a hundred and err on one decision in ten."""
    random = np.random.default_rng(seed)
    truth = random.random((FRAGMENTS, CODES), dtype=np.float32) < 0.04
    values = np.empty((coders, FRAGMENTS, CODES), dtype=np.int8)
    for coder in values:
        guess = random.random(truth.shape, dtype=np.float32)
        coder[:] = np.where(guess < 0.9, truth, guess < 0.904)
        coder[random.random(FRAGMENTS) < missing] = -1
    return Study(values)


def side_by_side(study: Study) -> tuple[float, float, Agreement]:
    """Median seconds of ours and of theirs, in turns; AssertionError if they do not find the same alpha."""
    arrays, tables = study.arrays(), study.tables()
    ours, theirs = [], []
    for _ in range(ROUNDS):
        seconds, result = timed(arrays.measure)
        ours.append(seconds)
        seconds, alphas = timed(lambda: [krippendorff.alpha(table, level_of_measurement="nominal") for table in tables])
        theirs.append(seconds)
        assert np.allclose([code.alpha for code in result.codes], alphas, rtol=0, atol=1e-9)
    return median(ours), median(theirs), result


def timed(call: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds that a call takes, and what it returns."""
    start = time.perf_counter()
    result = call()
    return time.perf_counter() - start, result


def peak_memory(arrays: Arrays) -> int:
    """Bytes at most in use while measuring, over and above the index arrays."""
    tracemalloc.start()
    arrays.measure()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def main() -> bool:
    """Print the figures; False if one is over its limit."""
    good = True
    for coders, missing in ((2, 0.0), (5, 0.2)):
        study = simulated(coders, missing)
        ours, theirs, _ = side_by_side(study)
        arrays = study.arrays()
        sources, _ = timed(partial(arrays.measure, "source"))
        memory = peak_memory(arrays)
        good = good and ours <= MOST_TIME * theirs and memory <= MOST_MEMORY
        print(
            f"agreement, {coders} coders, {missing:.0%} unread: {ours:.3f} s with intervals over fragments"
            f" ({sources:.3f} s over sources); krippendorff package, alpha alone {theirs:.3f} s ({theirs / ours:.1f}"
            f" times as long); {memory / 1e6:.0f} MB"
        )
    return good


if __name__ == "__main__":
    raise SystemExit(0 if main() else 1)
