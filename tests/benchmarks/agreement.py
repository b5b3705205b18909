"""Agreement of a large study on disk, beside the krippendorff package on the same ratings.

Run it with `python -m tests.benchmarks.agreement`.

Sixty codes by a hundred thousand fragments; two coders, and five of whom each left a fifth unread; sparse codings, and
denser ones, two codes to a coding. Ours: the study read from disk and every coefficient, with intervals from 1,000
draws. Theirs: nominal alpha of each code, from a matrix in memory, and nothing else. They take turns, so that a busy
machine slows both. Then the command as people call it, and the figure that follows a coder while coding.
"""

import hashlib
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

import krippendorff
import numpy as np
from numpy.typing import NDArray

from coder.agreement import agreement
from coder.agreement.live import LiveAgreement
from coder.agreement.of_study import ratings_of
from coder.model import CodingLine, ImportedSource, ReviewLine, Segment
from coder.store import Study

FRAGMENTS, CODES, SOURCES = 100_000, 60, 200
PER_SOURCE = FRAGMENTS // SOURCES
ROUNDS = 5
MOST_TIME = 1 / 5
"""Of the time of the krippendorff package."""
MOST_MEMORY = 1_000_000_000
"""Bytes, for the whole command."""
MOST_LIVE = 0.010
"""Seconds for a figure after a coding."""

Values = NDArray[np.int8]
"""(coders, fragments, codes): 1 assigned, 0 not, -1 not read."""


CASES = ((2, 0.0, 0.02), (5, 0.2, 0.02), (2, 0.0, 0.04), (2, 0.0, 0.065))
"""Coders, share of the fragments that each left unread, prevalence of each code."""


def simulated(coders: int, missing: float, prevalence: float, seed: int = 1) -> Values:
    """Coders who err on one decision in ten, and then give the code a little more often than it is there."""
    random = np.random.default_rng(seed)
    truth = random.random((FRAGMENTS, CODES), dtype=np.float32) < prevalence
    values = np.empty((coders, FRAGMENTS, CODES), dtype=np.int8)
    for coder in values:
        guess = random.random(truth.shape, dtype=np.float32)
        coder[:] = np.where(guess < 0.9, truth, guess < 0.9 + 0.2 * prevalence)
        coder[random.random(FRAGMENTS) < missing] = -1
    return values


def make(folder: Path, values: Values) -> tuple[str, ...]:
    """Make a study on disk of these ratings; return its coders."""
    codes = {f"k{n}": {"label": f"K{n}"} for n in range(CODES)}
    book = {"title": "Large", "language": "nl", "dimensions": {"d": {"label": "D", "codes": codes}}}
    coders = tuple(f"coder-{n}" for n in range(len(values)))
    with Study.create(folder, coders[0], json.dumps(book)) as study:
        for number in range(SOURCES):
            study.add_source(_source(number))
        study.code_many(enumerate(_lines(coders, values), start=1))
    return coders


def _source(number: int) -> ImportedSource:
    segments, text = [], ""
    for n in range(PER_SOURCE):
        line = f"Uitspraak {n} van groep {number}."
        segments.append(Segment(len(text), len(text) + len(line)))
        text += line + "\n"
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return ImportedSource(f"groep-{number}.txt", "transcript", text, sha256, "line", tuple(segments))


def _lines(coders: tuple[str, ...], values: Values) -> Iterator[CodingLine | ReviewLine]:
    for coder, of_coder in zip(coders, values, strict=True):
        for place, row in enumerate(of_coder):
            address = f"groep-{place // PER_SOURCE}#{place % PER_SOURCE + 1}"
            codes = [f"d/k{code}" for code in np.flatnonzero(row > 0)]
            for first in range(0, len(codes), 2):
                yield CodingLine(address, tuple(codes[first : first + 2]), coder)
            if not codes and row[0] == 0:
                yield ReviewLine(address, coder)


def timed(call: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds that a call takes, and what it returns."""
    start = time.perf_counter()
    result = call()
    return time.perf_counter() - start, result


def side_by_side(study: Study, coders: tuple[str, ...], values: Values) -> tuple[float, float]:
    """Median seconds of ours and of theirs, in turns; AssertionError if they do not find the same alpha."""
    tables = [np.where(table < 0, np.nan, table) for table in np.moveaxis(values, 2, 0).astype(np.float64)]
    ours, theirs = [], []
    for _ in range(ROUNDS):
        seconds, result = timed(lambda: agreement(ratings_of(study, coders)))
        ours.append(seconds)
        seconds, alphas = timed(lambda: [krippendorff.alpha(table, level_of_measurement="nominal") for table in tables])
        theirs.append(seconds)
        assert np.allclose([code.alpha for code in result.codes], alphas, rtol=0, atol=1e-9)
    return median(ours), median(theirs)


def command(folder: Path) -> tuple[float, int]:
    """Seconds and bytes at most that `coder agreement` takes, with starting Python and loading numpy."""
    call = [sys.executable, "-m", "coder", "agreement", "--study", str(folder), "--json"]
    # Through a small process between: the system counts what a child shares with its parent before it begins.
    script = """
import resource, subprocess, sys, time
start = time.perf_counter()
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
    between = [sys.executable, "-c", script, *call]
    seconds, peak = subprocess.run(between, check=True, capture_output=True, text=True).stdout.split()
    return float(seconds), int(peak) * (1 if sys.platform == "darwin" else 1024)


def live(study: Study, coders: tuple[str, ...]) -> tuple[float, float]:
    """Seconds to begin, and the median seconds from a coding on disk to the new figure of its code."""
    begin, figures = timed(lambda: LiveAgreement(study, coders))
    taken = []
    for n in range(20):
        study.code(CodingLine(f"groep-{n}#1", ("d/k1", "d/k2", "d/k3"), coders[n % len(coders)]))
        taken.append(timed(lambda: figures.figure("d/k1"))[0])
    return begin, median(taken)


def main() -> bool:
    """Print the figures; False if one is over its limit."""
    good = True
    for number, missing, prevalence in CASES:
        values = simulated(number, missing, prevalence)
        density = (values > 0).sum() / (values[:, :, 0] >= 0).sum()
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "study"
            coders = make(folder, values)
            with Study.open(folder, coders[0]) as study:
                ours, theirs = side_by_side(study, coders, values)
                del values
                whole, memory = command(folder)
                begin, after = live(study, coders)
        good = good and ours <= MOST_TIME * theirs and memory <= MOST_MEMORY and after <= MOST_LIVE
        print(
            f"{number} coders, {missing:.0%} unread, {density:.1f} codes a fragment: {ours:.3f} s, reading included;"
            f" krippendorff package, alpha alone {theirs:.3f} s ({theirs / ours:.1f} times as long)\n"
            f"  the command {whole:.2f} s and at most {memory / 1e6:.0f} MB; live: {begin:.2f} s to begin,"
            f" {after * 1000:.1f} ms after a coding",
            flush=True,
        )
    return good


if __name__ == "__main__":
    raise SystemExit(0 if main() else 1)
