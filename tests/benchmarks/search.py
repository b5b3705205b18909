"""Search and overview in a study of 100,000 fragments and 500,000 codings.

Run it with `python -m tests.benchmarks.search`.

Each question is asked three times and the fastest counts, as a busy machine slows all. `first` is what is shown while
somebody types: the first sixty hits from the middle of the study on; `all` is every hit. None of it happens on the
interface's thread, and a key that follows calls off what is under way.
"""

import hashlib
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from coder.model import Case, CodingLine, ImportedSource, Segment
from coder.model.query import parse
from coder.store import Study

SOURCES, FRAGMENTS, CODINGS = 100, 100_000, 500_000
ROUNDS = 3

QUERIES = (
    "gemeente", "een", "gemeente uwv", "coordinatiekwestie", '"Coördinatiekwestie"', "coord*", "=uwv", "nergens",
    "e", "zq",
    "source:groep4 een", "speaker:R3 uwv", "attr:provincie=Drenthe", "code:d0/c0", "code:d0/c0+d1/c3 gemeente",
    "coder:bram een", "unreviewed",
)  # fmt: skip

COMMON = (
    "de",
    "het",
    "een",
    "van",
    "in",
    "en",
    "dat",
    "is",
    "te",
    "op",
    "zijn",
    "niet",
    "gemeente",
    "samenwerking",
    "uwv",
)


def build(folder: Path) -> Study:
    """Make the study."""
    dice = random.Random(1)  # noqa: S311 - the same study every time
    syllables = [consonant + vowel for consonant in "bcdfghklmnprstvw" for vowel in ("a", "e", "i", "o", "é", "aa")]
    words = ["".join(dice.choices(syllables, k=dice.randint(1, 4))) for _ in range(20_000)]

    def sentence() -> str:
        length = dice.randint(6, 60)
        return " ".join(dice.choice(COMMON if dice.random() < 0.5 else words) for _ in range(length))

    book = "title: Groot\nlanguage: nl\ndimensions:\n" + "".join(
        f"  d{d}:\n    label: D{d}\n    codes:\n" + "".join(f"      c{c}: {{label: D{d} C{c}}}\n" for c in range(20))
        for d in range(3)
    )
    study = Study.create(folder, "anna", book)
    size = FRAGMENTS // SOURCES
    for number in range(SOURCES):
        texts = [sentence() for _ in range(size)]
        if number == SOURCES - 9:
            texts[5] = "Hier staat de Coördinatiekwestie, één keer."
        study.add_source(_source(f"groep{number}.txt", texts, dice))
    study.code_many(enumerate(_codings(size, dice)))
    return study


def _source(name: str, texts: list[str], dice: random.Random) -> ImportedSource:
    segments, start = [], 0
    for at, text in enumerate(texts):
        who = f"R{at % 12}"
        segments.append(Segment(start, start + len(text), who, "participant", who))
        start += len(text) + 1
    text = "\n".join(texts)
    cases = tuple(Case(f"R{at}", (("provincie", dice.choice(["Drenthe", "Limburg"])),)) for at in range(12))
    digest = hashlib.sha256(text.encode()).hexdigest()
    return ImportedSource(name, "transcript", text, digest, "turn", tuple(segments), cases, ("provincie",))


def _codings(size: int, dice: random.Random) -> Iterator[CodingLine]:
    each = CODINGS // 2
    for coder in ("anna", "bram"):
        for at in range(each):
            source, ordinal = divmod(at * FRAGMENTS // each, size)
            codes = (f"d0/c{min(int(dice.expovariate(0.2)), 19)}", f"d1/c{dice.randrange(20)}")
            yield CodingLine(f"groep{source}#{ordinal + 1}", codes, coder, span=(at % 3, 5 + at % 7))


def fastest(question: Callable[[], object]) -> float:
    """Return the milliseconds of the fastest round."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        question()
        times.append(1000 * (time.perf_counter() - start))
    return min(times)


def main() -> None:
    """Make the study, ask, print."""
    with tempfile.TemporaryDirectory() as folder, build(Path(folder) / "study") as study:
        middle = study.fragment_ids()[FRAGMENTS // 2]
        print(f"{'query':<32}{'hits':>8}{'first ms':>10}{'all ms':>10}")
        for line in QUERIES:
            query = parse(line)
            first = fastest(lambda query=query: study.find(query, "anna", 60, middle))  # type: ignore[misc]
            every = fastest(lambda query=query: study.find_ids(query, "anna"))  # type: ignore[misc]
            print(f"{line:<32}{len(study.find_ids(query, 'anna')):>8}{first:>10.1f}{every:>10.1f}")
        print(f"\n{'overview':<32}{'ms':>10}")
        for name in ("progress", "code_use", "combinations_by_source"):
            print(f"{name:<32}{fastest(getattr(study, name)):>10.1f}")


if __name__ == "__main__":
    main()
