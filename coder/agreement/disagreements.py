"""Where coders differ, worst codes first: the order in which to reconcile."""

from dataclasses import dataclass

import numpy as np

from coder.agreement import binary
from coder.agreement.arrays import Ints, value_or_none
from coder.agreement.ratings import Ratings
from coder.agreement.tallies import tally


@dataclass(frozen=True, eq=False)
class Disagreement:
    """A code on which coders differ."""

    code: str
    column: int
    """The code's place in `Ratings.codes`."""
    alpha: float | None
    """Krippendorff's alpha: lower is worse."""
    n: int
    """Units that two or more coders reviewed."""
    units: Ints
    """The units on which coders differ, in their own order."""


def disagreements(ratings: Ratings) -> tuple[Disagreement, ...]:
    """The codes on which coders differ, lowest alpha first, then most units; each with the units concerned.

    A unit is one on which, of the coders who reviewed it, some assigned the code and some did not.
    """
    tallies, _ = tally(ratings)
    alphas, n = binary.alpha(tallies), binary.units(tallies)
    reviewers = ratings.reviewers
    found = []
    for column, code in enumerate(ratings.codes):
        assigned = ratings.cells[:, column].sum(axis=0, dtype=np.int64)
        units = np.flatnonzero((assigned > 0) & (assigned < reviewers))
        if len(units):
            found.append(Disagreement(code, column, value_or_none(alphas[column]), int(n[column]), units))
    return tuple(
        sorted(found, key=lambda code: (1.0 if code.alpha is None else code.alpha, -len(code.units), code.column))
    )


def reconcile_queue(ratings: Ratings) -> Ints:
    """Every unit on which coders differ, once: first those of the worst code, then of the next."""
    queue = [code.units for code in disagreements(ratings)]
    return np.array(list(dict.fromkeys(int(unit) for units in queue for unit in units)), dtype=np.int64)
