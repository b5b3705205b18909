"""A study of any size, made up of random words: 44 codes in three dimensions, transcripts of up to 2,500 turns."""

import random
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from coder.model import CodingLine
from coder.store import Study
from tests.stories import transcript

TURNS = 2_500
"""Turns of a transcript: a long day of focus groups."""

_VOCABULARY = (
    "de het een en van bus halte gemeente chauffeur reiziger vergunning contract planning overleg vertraging afspraak "
    "budget uitvoering opdrachtgever aannemer bewoners straat veiligheid fiets stoep wachten melding antwoord telefoon "
    "begeleiding werkervaring samenwerking vertrouwen regels loket formulier aanvraag termijn besluit evaluatie doel "
    "niet wel vaak soms altijd nooit goed slecht duidelijk onduidelijk snel langzaam samen apart eerst later weer"
)
WORDS = _VOCABULARY.split()

RARE = "zeepkist"
"""Stands in one fragment in a thousand, to be searched for."""

UNCODED = 50
"""One fragment in so many has no codings and is not reviewed."""

DIMENSIONS = {"partij": 12, "factor": 12, "rol": 20}


def codebook() -> str:
    """Return a codebook as a file has it."""
    lines = ["title: Groot", "language: nl", "dimensions:"]
    for name, count in DIMENSIONS.items():
        lines += [f"  {name}:", f"    label: {name.title()}", "    codes:"]
        lines += [
            f"      {name}{n}: {{label: {WORDS[n].title()} {name} {n}, cues: [{WORDS[n]}]}}" for n in range(count)
        ]
    lines += ["matrices:", "  factoren: {title: Factoren, rows: partij, columns: factor}"]
    return "\n".join(lines) + "\n"


def build(folder: Path, fragments: int, codings: int, coder: str = "anna", seed: int = 1) -> None:
    """Make a study with so many fragments and codings, as evenly spread as goes."""
    drawn = random.Random(seed)  # noqa: S311, nothing here is secret
    pairs = list(product(range(DIMENSIONS["partij"]), range(DIMENSIONS["factor"])))
    each = round(codings / fragments * UNCODED / (UNCODED - 1))
    with Study.create(folder, coder, codebook()) as study:
        for first in range(0, fragments, TURNS):
            turns = tuple(_turn(drawn, n) for n in range(first, min(first + TURNS, fragments)))
            study.add_source(transcript(f"groep{first // TURNS}.txt", turns))

        def lines() -> Iterator[tuple[int, CodingLine]]:
            for n in range(fragments):
                if n % UNCODED == UNCODED - 1:
                    continue
                address = f"groep{n // TURNS}#{n % TURNS + 1}"
                for partij, factor in drawn.sample(pairs, each):
                    yield n + 1, CodingLine(address, (f"partij/partij{partij}", f"factor/factor{factor}"))

        study.code_many(lines())


def _turn(drawn: random.Random, number: int) -> str:
    words = drawn.choices(WORDS, k=drawn.randint(8, 45))
    if number % 1_000 == 500:
        words.append(RARE)
    return " ".join(words).capitalize() + "."
