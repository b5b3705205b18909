"""Replays the codings of the example study: how many keys does a coding take, without suggestions and with them?

`python -m tests.benchmarks.keystrokes [--write]` prints a table; `--write` puts it in docs/keystrokes.md.

A coding takes `c`, the shortest text that puts its combination first in the palette, and Enter; or `.` where it repeats
the one before. With suggestions always shown it takes a digit where its combination is among the three in the bar, or
else the palette, where those three come before their equals. Every coding is charged one key more for moving on (`n`),
also where a fragment gets two. Codings are made in the order of the coder's file, and palette and suggestions know at
each what they would know then: what was coded before, nothing else. Selecting a span and writing a statement take
keys of their own, with and without suggestions, and are not counted.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import groupby, product
from pathlib import Path
from statistics import mean, median
from typing import NamedTuple

from coder.cli.example import CODEBOOK, CODERS, SOURCES
from coder.files import read_source
from coder.files.codings_jsonl import read_codings
from coder.model import Code, CodingLine
from coder.model.matching import Combination, Matcher
from coder.model.text import fold
from coder.store import Study
from coder.suggest.of_study import StudySuggestions
from coder.tui.widgets.suggestion_bar import LISTED
from tests.stories import ROOT

PAGE = ROOT / "docs" / "keystrokes.md"
OPEN, ENTER, NEXT, TAKE = 1, 1, 1, 1
LONGEST = 5
"""Letters of each code that are tried in the palette."""
MOST = 12
"""Keys of a text in the palette; what takes more counts as so many."""


class Count(NamedTuple):
    """Keys of one coding."""

    without: int
    suggested: int
    rank: int | None
    """In the bar; None if it was not there."""


def main() -> None:
    """Replay both coders and print the table."""
    counts = {coder: list(replay(coder)) for coder in CODERS}
    table = "\n".join(_rows(counts))
    print(table)
    if "--write" in sys.argv:
        before, _, _ = PAGE.read_text(encoding="utf-8").partition("\n| coder")
        PAGE.write_text(f"{before}\n{table}\n", encoding="utf-8")


def replay(coder: str) -> Iterator[Count]:
    """Yield the keys of each coding that a coder made, in order."""
    with tempfile.TemporaryDirectory() as folder, _study(Path(folder), coder) as study:
        with (ROOT / "transcripts" / f"codings-{coder}.jsonl").open("rb") as lines:
            codings = [line for _, line in read_codings(lines) if isinstance(line, CodingLine)]
        alone, beside = _Palette(study), _Palette(study)
        suggestions = StudySuggestions(study)
        for address, group in groupby(codings, key=lambda line: line.fragment):
            suggestions.update(wait=True)
            combinations = suggestions.advise(study.fragment(address)).combinations
            given: list[Combination] = []
            for line in group:
                codes = study.codebook.combination(line.codes)
                listed = [one.codes for one in combinations if one.codes not in given][:LISTED]
                rank = listed.index(codes) + 1 if codes in listed else None
                with_bar = TAKE if rank else beside.keys(codes, listed)
                yield Count(alone.keys(codes) + NEXT, with_bar + NEXT, rank)
                for palette in (alone, beside):
                    palette.note(codes)
                given.append(codes)
                study.code(line)


class _Palette:
    """The palette of one coder as coding goes on."""

    def __init__(self, study: Study) -> None:
        self._matcher = Matcher(study.codebook)
        self._by_path = study.codebook.by_path
        self._last: Combination | None = None

    def note(self, codes: Combination) -> None:
        self._matcher.note(codes)
        self._last = codes

    def keys(self, codes: Combination, first: Sequence[Combination] = ()) -> int:
        """Return how many keys it takes to give these codes."""
        if codes == self._last:
            return 1
        for text in self._texts(codes):
            found = self._matcher.find(text, limit=1, first=first)
            if found and found[0].codes == codes:
                return OPEN + len(text) + ENTER
        return OPEN + MOST + ENTER

    def _texts(self, codes: Combination) -> list[str]:
        """Return what may be typed for a combination, shortest first: nothing, one of its codes, all of them."""
        each = [_beginnings(self._by_path[path]) for path in codes]
        texts = {""}.union(*each)
        if len(each) > 1:
            for order in (each, each[::-1]):
                texts |= {gap.join(words) for words in product(*order) for gap in (" ", "")}
        return sorted((text for text in texts if len(text) <= MOST), key=lambda text: (len(text), text))


def _beginnings(code: Code) -> set[str]:
    """Return beginnings of the words that a coder knows a code by."""
    words = {*fold(code.label).split(), code.id, *code.id.split("-")}
    found = {word[:size] for word in words for size in range(1, LONGEST + 1)}
    return found | {fold(cue)[:size] for cue in code.cues for size in (2, 3)}


def _study(folder: Path, coder: str) -> Study:
    """Make the example study without codings."""
    (folder / "codebook").mkdir()
    (folder / "codebook" / CODEBOOK).write_bytes((ROOT / "codebook" / CODEBOOK).read_bytes())
    study = Study.create(folder, coder)
    for name in SOURCES:
        study.add_source(read_source(ROOT / "transcripts" / name))
    return study


def _rows(counts: dict[str, list[Count]]) -> Iterator[str]:
    yield "| coder | codings | median without | mean | median with | mean | taken from the bar | first in it |"
    yield "|:--|--:|--:|--:|--:|--:|--:|--:|"
    for coder, found in counts.items():
        half = len(found) // 2
        for name, part in (
            (coder, found),
            (f"{coder}, first half", found[:half]),
            (f"{coder}, second half", found[half:]),
        ):
            taken, first = (mean(test(one.rank) for one in part) for test in (bool, lambda rank: rank == 1))
            keys = [f"{median(row):g} | {mean(row):.1f}" for row in zip(*(one[:2] for one in part), strict=True)]
            yield f"| {name} | {len(part)} | {keys[0]} | {keys[1]} | {taken:.0%} | {first:.0%} |"


if __name__ == "__main__":
    main()
