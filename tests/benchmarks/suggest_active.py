"""Does it pay to code first what teaches most?

`python -m tests.benchmarks.suggest_active [--sets cued15,dekamer] [--seeds 3]`

From 200 texts (or half the set) 60 are coded: as they come, or five at a time those of which `Suggester.telling` says
that they teach most. Printed is recall@5 on 150 other texts after 30 and after 60, as means over seeded shuffles.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

import numpy as np

from coder.suggest import Suggester
from tests.benchmarks.suggest import measure
from tests.benchmarks.suggest_sets import ASKED, SETS, CodedSet, Rows, session

POOL, AT_A_TIME, SIZES = 200, 5, (30, 60)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("--sets", default="cued15,cued30,dekamer", help=f"of {', '.join(SETS)}")
    parser.add_argument("--seeds", type=int, default=3)
    options = parser.parse_args(arguments)
    print(f"| set | order | {' | '.join(map(str, SIZES))} |\n|:--|:--|{'--:|' * len(SIZES)}")
    for name in options.sets.split(","):
        coded = SETS[name]()
        for order, active in (("plain", False), ("active", True)):
            found = np.mean([replay(coded, seed, active) for seed in range(options.seeds)], axis=0)
            print(f"| {name} | {order} | {' | '.join(f'{recall:.3f}' for recall in found)} |", flush=True)


def replay(coded: CodedSet, seed: int, active: bool) -> list[float]:
    """Return recall@5 at each size."""
    rows = session(coded, seed)
    size = min(POOL, len(rows) // 2)
    pool, asked = rows[:size], rows[size : size + ASKED]
    suggester = Suggester(coded.codes, coded.language)
    found = []
    for learned in range(AT_A_TIME, SIZES[-1] + 1, AT_A_TIME):
        if active:
            suggester.flush()
            pool.sort(key=lambda row: -suggester.telling(row[0]))
        for text, codes in pool[:AT_A_TIME]:
            suggester.learn(text, sorted(codes))
        del pool[:AT_A_TIME]
        if learned in SIZES:
            found.append(_recall(suggester, asked, coded))
    return found


def _recall(suggester: Suggester, asked: Rows, coded: CodedSet) -> float:
    suggester.flush()
    found = [{code: chance for code, chance, _ in suggester.suggest(text)} for text, _ in asked]
    scores = np.array([[chances.get(code["code"], 0.0) for code in coded.codes] for chances in found])
    return measure(scores, asked, coded)["R@5"]


if __name__ == "__main__":
    main()
