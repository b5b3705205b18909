"""What suggestions cost in a large study: time and memory, and how long the interface's thread is kept waiting.

`python -m tests.benchmarks.suggest_large [FRAGMENTS] [CODINGS] [--study FOLDER]`; 100,000 and 500,000 by default. With
a folder the study is made there once, and used again. Run it with OPENBLAS_NUM_THREADS=1 for one core.

Printed: learning from all that is on disk, as the interface does; suggestions with reasons, a fragment at a time; and
one more coding with the refit it leads to. Beside each, the memory that the process has then (on Linux), the most that
it ever had, and the longest that a thread that wakes up every millisecond had to wait for its turn.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path

from coder.model import CodingLine
from coder.store import Study
from coder.suggest.of_study import StudySuggestions
from coder.tui.adviser import begin
from tests.benchmarks import memory
from tests.benchmarks.suggest_sets import made
from tests.stories import transcript

ROWS, COLUMNS = 12, 30
ASKED = 200


def main() -> None:
    """Make a study if there is none yet, and print a table."""
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("fragments", nargs="?", type=int, default=100_000)
    parser.add_argument("codings", nargs="?", type=int, default=500_000)
    parser.add_argument("--study", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.study or Path(folder) / "study"
        if not path.exists():
            generate(path, options.fragments, options.codings)
        measure(path)


def generate(path: Path, fragments: int, codings: int) -> None:
    """Make a study of texts of 20 to 60 words, a third of them common; every code has words that go with it."""
    rng = random.Random(1)  # noqa: S311
    words = sorted({word.strip(".,") for text, _ in made("wijk").rows for word in text.lower().split()})
    rng.shuffle(words)
    rare = [first + second for first in words for second in words if len(first) > 3 and len(second) > 3]
    rng.shuffle(rare)
    vocabulary = words + rare[:20_000]
    weights = list(accumulate((rank + 5) ** -1.1 for rank in range(len(vocabulary))))
    typical = {(row, column): rng.sample(words, 6) for row in range(ROWS) for column in range(COLUMNS)}
    texts, lines = [], []
    for number in range(fragments):
        cell = min(int(rng.expovariate(0.4)), ROWS - 1), min(int(rng.expovariate(0.15)), COLUMNS - 1)
        text = rng.choices(vocabulary, cum_weights=weights, k=rng.randint(20, 60)) + rng.sample(typical[cell], 3)
        rng.shuffle(text)
        texts.append(" ".join(text).capitalize() + ".")
        for _ in range(codings // fragments):
            codes = (f"rij/r{cell[0]}", f"kolom/k{rng.randrange(COLUMNS) if rng.random() < 0.2 else cell[1]}")
            line = CodingLine(f"groep#{number + 1}", codes, statement=f"Uitspraak {rng.randrange(1000)}")
            lines.append((len(lines) + 1, line))
    with Study.create(path, "anna", _codebook()) as study:
        study.add_source(transcript(turns=tuple(texts)))
        study.code_many(lines)


def _codebook() -> str:
    rows = "".join(f"      r{at}: {{label: Rij {at}}}\n" for at in range(ROWS))
    columns = "".join(f"      k{at}: {{label: Kolom {at}}}\n" for at in range(COLUMNS))
    return (
        "title: Groot\nlanguage: nl\ndimensions:\n"
        f"  rij:\n    label: Rij\n    codes:\n{rows}  kolom:\n    label: Kolom\n    codes:\n{columns}"
    )


def measure(path: Path) -> None:
    """Print what it costs to learn a study, and to be asked for suggestions."""
    with Study.open(path, "anna") as study:
        print(f"{len(study.fragment_ids()):,} fragments\n{'':<34}{'s':>9}{'MB':>7}{'most MB':>9}{'wait ms':>9}")
        suggestions = StudySuggestions(study)
        _timed("before", lambda: None)
        _timed("learn", lambda: begin(suggestions))
        keys = random.Random(2).sample(list(study.fragment_ids()), ASKED)  # noqa: S311
        asked = study.fragments_by_id(sorted(keys))
        _timed("one suggestion", lambda: [suggestions.advise(fragment, limit=20) for fragment in asked], len(asked))
        study.code(CodingLine("groep#1", ("rij/r1", "kolom/k2"), statement=f"Nu {time.time()}"))
        _timed("take up one coding, and refit", lambda: suggestions.update(wait=True))
        _timed("find what teaches most, of 1,000", lambda: suggestions.telling(study.fragment_ids()[:1000]))
        _timed("learn anew, as after an undo", lambda: _undo(study, suggestions))


def _undo(study: Study, suggestions: StudySuggestions) -> None:
    study.undo()
    suggestions.update(wait=True)


def _timed(what: str, work: Callable[[], object], times: int = 1) -> None:
    thread = threading.Thread(target=work)
    start = time.perf_counter()
    thread.start()
    longest, last = 0.0, start
    while thread.is_alive():
        time.sleep(0.001)
        longest, last = max(longest, time.perf_counter() - last), time.perf_counter()
    taken = (time.perf_counter() - start) / times
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)
    now = f"{memory.megabytes():.0f}" if memory.known() else ""
    print(f"{what:<34}{taken:>9.3f}{now:>7}{most:>9.0f}{longest * 1000:>9.0f}", flush=True)


if __name__ == "__main__":
    main()
