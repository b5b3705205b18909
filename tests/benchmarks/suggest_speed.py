"""What a suggestion, a refit and the memory for them cost, beside a plain linear model in the same run.

`python -m tests.benchmarks.suggest_speed [--words 15,40,70]`; held to one core.

Texts are cut from the Dutch sets that were made for this project; each of the 60 codes has a definition, two cues and
an example. Those that are asked come from sentences that are not learned, so some of their words are read for the first
time. Printed for each length of text: suggesting with reasons while nothing is coded,
after 10 and after 1,000 codings; the linear model's prediction of one text, without reasons; learning one more of 300
with 40 codes, and fitting the linear model to the same; taking up a history of 300 and of 1,000. Memory first, in a
process that has loaded nothing else.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from coder.suggest import Suggester
from tests.benchmarks import memory
from tests.benchmarks.suggest_sets import CodedSet, Rows, made

PARTS = ("wijk", "zorg", "werk", "plan")
CODES, FEWER = 60, 40
CODED = (0, 10, 1000)
REFIT = 300
ASKED = 100
REFITS = 5
KEPT_BACK = 4
"""One sentence in so many is asked, not learned."""


def main() -> None:
    """Print two tables."""
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("--words", default="15,40,70")
    words = [int(size) for size in parser.parse_args().words.split(",")]
    with _one_core():
        if memory.known():
            _memory(words[-1])
        print(f"\n| words | coded | codes | what | p50 ms | p95 ms |\n|--:|--:|--:|:--{'|--:' * 2}|")
        for size in words:
            _suggesting(size)
            _refitting(size)


@contextmanager
def _one_core() -> Iterator[None]:
    """Hold this process to one core where the system can; elsewhere set OPENBLAS_NUM_THREADS=1."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


def _material(words: int, codes: int, coded: int) -> tuple[CodedSet, list[str]]:
    """Return a set with so many codes and coded texts of so many words, and texts to ask."""
    rng = random.Random(words)  # noqa: S311
    parts = {name: made(name) for name in PARTS}
    cues = sorted({word for word in " ".join(text for text, _ in parts["plan"].rows).lower().split() if word.isalpha()})
    book: list[dict[str, Any]] = []
    for name, part in parts.items():
        for code in part.codes:
            example = next(text for text, given in part.rows if code["code"] in given)
            own = {"definition": f"Waar het over gaat: {example}", "cues": rng.sample(cues, 2), "examples": [example]}
            book.append(
                {**own, **{key: value for key, value in code.items() if value}, "code": f"{name}.{code['code']}"}
            )
    book = book[:codes]
    names = {code["code"] for code in book}
    rows = [
        (text, frozenset(f"{name}.{code}" for code in given) & names)
        for name in PARTS
        for text, given in parts[name].rows
    ]
    learned = _joined([row for at, row in enumerate(rows) if at % KEPT_BACK], words, coded, rng)
    asked = _joined([row for at, row in enumerate(rows) if at % KEPT_BACK == 0], words, ASKED, rng)
    return CodedSet("joined", "nl", book, learned), [text for text, _ in asked]


def _joined(rows: Rows, words: int, count: int, rng: random.Random) -> Rows:
    """Return so many texts of so many words, each from another word on, with the codes it begins and ends with."""
    each = [(word, given) for text, given in rows for word in text.split()]
    texts = [each[at : at + words] for at in rng.sample(range(len(each) - words), count)]
    return [(" ".join(word for word, _ in text), text[0][1] | text[-1][1]) for text in texts]


def _fresh(coded: CodedSet) -> Suggester:
    """Return a suggester that begins in a language of which no word was read yet."""
    from coder.suggest.tokens import analyser

    analyser.cache_clear()
    return Suggester.from_history(coded.codes, coded.language, coded.rows)


def _suggesting(words: int) -> None:
    from tests.benchmarks.suggest_baselines import Linear

    for count in CODED:
        coded, texts = _material(words, CODES, count)
        suggester, linear = _fresh(coded), Linear(coded)
        suggester.suggest(texts[-1])
        _row(words, count, CODES, "suggest with reasons", [_ms(lambda: suggester.suggest(text)) for text in texts])  # noqa: B023
        _row(words, count, CODES, "the same texts again", [_ms(lambda: suggester.suggest(text)) for text in texts])  # noqa: B023
        if count == CODED[-1]:
            linear.learn(coded.rows)
            _row(words, count, CODES, "linear, no reasons", [_ms(lambda: linear.score([text])) for text in texts])  # noqa: B023
            _row(words, count, CODES, "take up a history", [_ms(lambda: _fresh(coded))])  # noqa: B023


def _refitting(words: int) -> None:
    from tests.benchmarks.suggest_baselines import Linear

    coded, texts = _material(words, FEWER, REFIT)
    suggester, linear = _fresh(coded), Linear(coded)
    codes = [coded.codes[0]["code"]]
    refits = [_ms(lambda: (suggester.learn(text, codes), suggester.flush())) for text in texts[:REFITS]]  # noqa: B023
    _row(words, REFIT, FEWER, "learn one more, refit", refits)
    _row(words, REFIT, FEWER, "linear, fit", [_ms(lambda: linear.learn(coded.rows)) for _ in range(REFITS)])
    _row(words, REFIT, FEWER, "take up a history", [_ms(lambda: _fresh(coded))])


def _ms(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - begun)


def _row(words: int, coded: int, codes: int, what: str, taken: Sequence[float]) -> None:
    p95 = statistics.quantiles(taken, n=20, method="inclusive")[-1] if len(taken) > 1 else taken[0]
    print(f"| {words} | {coded:,} | {codes} | {what} | {statistics.median(taken):.1f} | {p95:.1f} |", flush=True)


def _memory(words: int) -> None:
    """Print the megabytes in memory: of Python, with languages and a codebook, and with so much learned."""
    print(f"| memory, texts of {words} words | MB | at most |\n|:--|--:|--:|")
    _megabytes("before")
    for count in (0, REFIT, 1000):
        coded, _ = _material(words, CODES, count)
        suggester = _fresh(coded)
        _megabytes(f"{count:,} coded" if count else "languages and codebook")
        del suggester


def _megabytes(what: str) -> None:
    print(f"| {what} | {memory.megabytes():.0f} | {memory.megabytes(what=memory.MOST):.0f} |", flush=True)


if __name__ == "__main__":
    main()
