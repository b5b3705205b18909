"""A study that two coders have coded, for tests of agreement and of what follows from it."""

from collections.abc import Iterator
from pathlib import Path

from coder.model import CodingLine, ReviewLine
from coder.store import Study
from tests.stories import CODEBOOK, transcript

SUCCESS, FAILURE = "factor/succes", "factor/faal"
CITY, CARRIER = "partij/gemeente", "partij/vervoerder"

TURNS = tuple(f"Uitspraak {n} over de bus." for n in range(1, 41))


def lines() -> Iterator[CodingLine | ReviewLine]:
    """Yield codings of forty turns in two sources: anna and bram differ now and then, carla has read six.

    They agree on what succeeds, differ on one turn in five on what fails, and never agree on the city; nobody uses
    the role of the customer.
    """
    for source in ("eerste", "tweede"):
        for n in range(1, 41):
            here = f"{source}#{n}"
            for coder in ("anna", "bram"):
                yield ReviewLine(here, coder)
            if n % 4 == 0:
                yield CodingLine(here, (CARRIER, SUCCESS), "anna", (0, 9), f"Goed {n}")
                yield CodingLine(here, (CARRIER, SUCCESS), "bram", (0, 9))
            if n % 5 == 1:
                yield CodingLine(here, (CARRIER, FAILURE), "anna", (0, 9), "Kapot")
            if n % 5 == 1 and n % 2:
                yield CodingLine(here, (CARRIER, FAILURE), "bram", (4, 20), memo="twijfel")
            if n == 7:
                yield CodingLine(here, (CITY,), "anna")
            if n == 9:
                yield CodingLine(here, (CITY,), "bram")
            if n < 4:
                yield ReviewLine(here, "carla")


def make(folder: Path) -> Path:
    """Make the study in `folder`."""
    with Study.create(folder, "anna", CODEBOOK) as study:
        for name in ("eerste", "tweede"):
            study.add_source(transcript(f"{name}.txt", TURNS))
        study.code_many(enumerate(lines(), start=1))
    return folder
