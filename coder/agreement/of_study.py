"""From a study to the arrays that agreement is computed on."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from coder.agreement.ratings import Ratings
from coder.model.coding import CONSENSUS
from coder.model.errors import CoderError
from coder.model.text import printable

if TYPE_CHECKING:
    from coder.store import Study

SOURCE_BITS = 24
"""A fragment's key holds its source above its ordinal."""


def coders_of(study: "Study", names: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the coders to compare: those named, or everybody but the consensus.

    Raises:
        CoderError: a name that has reviewed nothing.
    """
    known = study.coders()
    for name in names:
        if name not in known:
            there = ", ".join(map(printable, known)) or "nobody yet"
            raise CoderError(f"{printable(name)} has coded nothing; there are codings by {there}")
    return tuple(names) or tuple(name for name in known if name != CONSENSUS)


def ratings_of(study: "Study", coders: Sequence[str]) -> Ratings:
    """Return what these coders decided on the fragments that any of them reviewed."""
    judged = study.judgements(coders)
    review_coder, review_fragment = (np.frombuffer(column, dtype=np.int64) for column in judged.reviews)
    coder, fragment, code = (np.frombuffer(column, dtype=np.int64) for column in judged.codings)
    fragments, units = np.unique(review_fragment, return_inverse=True)
    return Ratings.from_triples(
        judged.coders,
        judged.codes,
        len(fragments),
        reviews=(review_coder, units),
        codings=(coder, np.searchsorted(fragments, fragment), code),
        sources=fragments >> SOURCE_BITS,
    )
