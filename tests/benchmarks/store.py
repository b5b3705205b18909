"""How long a large study takes on disk, beside the same number of rows written to plain SQLite in the same run.

`python -m tests.benchmarks.store [FRAGMENTS] [CODINGS]`; 100,000 of each by default.
"""

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from coder.appendix import matrices
from coder.model import CodingLine
from coder.store import Study
from tests.stories import CODEBOOK, transcript

COMBINATIONS = (
    ("partij/gemeente", "factor/succes"),
    ("partij/vervoerder", "factor/faal"),
    ("partij/vervoerder", "factor/succes"),
)


def _timed(what: str, work: Callable[[], object], unit: float | None = None) -> float:
    start = time.perf_counter()
    work()
    taken = time.perf_counter() - start
    print(f"{what:<44} {taken:8.2f} s" + (f"  {taken / unit:6.1f} ×" if unit else ""), flush=True)
    return taken


def _plain(path: Path, lines: list[tuple[int, CodingLine]]) -> None:
    """Write each coding as one row of text: the least that any program would do."""
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE coding(fragment TEXT, coder TEXT, codes TEXT, statement TEXT)")
    rows = ((line.fragment, "anna", "+".join(line.codes), line.statement) for _, line in lines)
    db.executemany("INSERT INTO coding VALUES (?, ?, ?, ?)", rows)
    db.commit()
    db.close()


def main() -> None:
    """Make a study, code it, undo and redo, build its matrices; print a table."""
    fragments, codings = (int(argument) for argument in [*sys.argv[1:], "100000", "100000"][:2])
    turns = tuple(f"Beurt {n} over de bus, de gemeente en de coördinatie van de halte." for n in range(fragments))
    lines = [
        (
            n + 1,
            CodingLine(
                f"groep#{n % fragments + 1}", COMBINATIONS[n % 3], statement=f"Uitspraak {n % 997} {n // fragments}"
            ),
        )
        for n in range(codings)
    ]
    print(f"{fragments:,} fragments, {codings:,} codings; × is times plain SQLite with a row a coding\n")
    with tempfile.TemporaryDirectory() as folder:
        unit = _timed("plain SQLite", lambda: _plain(Path(folder) / "plain.db", lines))
        with Study.create(Path(folder) / "study", "anna", CODEBOOK) as study:
            _timed("import the transcript", lambda: study.add_source(transcript(turns=turns)), unit)
            _timed("add the codings, one transaction", lambda: study.code_many(lines), unit)
            _timed("add them once more (all known)", lambda: study.code_many(lines), unit)
            _timed("undo all", study.undo, unit)
            _timed("redo all", study.redo, unit)
            _timed("one coding", lambda: study.code(CodingLine("groep#1", ("rol/klant",))), unit)
            _timed("all codings as objects", study.codings, unit)
            _timed("the matrix", lambda: matrices(study), unit)
        _timed("open", lambda: Study.open(Path(folder) / "study", "anna").close(), unit)
        size = (Path(folder) / "study" / "study.db").stat().st_size
    print(f"\nstudy.db: {size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
