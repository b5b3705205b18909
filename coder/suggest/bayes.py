"""How much more often the pieces of a text occur where a code was given: naive Bayes, each text left out of itself.

For a text with pieces t, and a code that n1 of n texts have, of which n1(t) contain t and n0(t) of the others do:

    odds = Σ_t log [n1(t) + p(t)] / [n1 + 1] - log [n0(t) + p(t)] / [n0 + 1]

with p(t) the share of all texts that contain t, so that a piece that was not seen with a code says little (McCallum &
Nigam, A comparison of event models for naive Bayes text classification, 1998). Pieces of a text depend on each other,
so the sum is divided by the root of their number. On short texts and little past it tells what a linear model misses.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]
Ints = NDArray[np.int32]

_SCALE = 0.5
_LEAST = 0.01


class Bayes:
    """Counts of pieces by code."""

    def __init__(self, texts: Sequence[Ints], likely: Floats, entries: Sequence[Ints], size: int) -> None:
        """Take the pieces of each text (of `size` in all) and how likely each text has each code.

        `entries` are the pieces of the codebook's entry for each code, a first example of it.
        """
        self._likely = likely.astype(np.float32)
        present, described = _presence(texts, size), _presence(entries, size)
        self._with = np.asarray(present.T @ self._likely + described.T.toarray(), dtype=np.float32)
        self._of_code = self._likely.sum(axis=0) + np.float32(1)
        self._having = np.asarray(present.sum(axis=0), dtype=np.float32).ravel() + np.float32(1)
        self._places = self._having - np.float32(1) + np.asarray(described.sum(axis=0), dtype=np.float32).ravel()
        """In how many texts and entries each piece is."""
        self._count = len(texts) + 1.0

    def left_out(self, texts: Sequence[Ints]) -> Floats:
        """Return the odds for the texts that were counted, each as if it had not been: texts × codes."""
        return self._all(texts, self._likely, 1.0)

    def odds(self, texts: Sequence[Ints]) -> Floats:
        """Return the odds for other texts: texts × codes."""
        return self._all(texts, np.zeros((len(texts), len(self._of_code)), dtype=np.float32), 0.0)

    def _all(self, texts: Sequence[Ints], own: Singles, counted: float) -> Floats:
        rows = [self._odds(pieces, likely, counted) for pieces, likely in zip(texts, own, strict=True)]
        return np.array(rows, dtype=float).reshape(len(texts), len(self._of_code))

    def _odds(self, pieces: Ints, own: Singles, counted: float) -> Singles:
        """Return the odds for one text, of which `own` is to be taken from the counts."""
        pieces = pieces[pieces < len(self._having)]
        pieces = pieces[self._places[pieces] > counted]
        having, count = (self._having[pieces] - np.float32(counted))[:, None], np.float32(self._count - counted)
        with_, of_code = self._with[pieces] - own, self._of_code - own
        others = np.maximum(count - of_code, np.float32(0.5))
        prior = having / count + np.float32(_LEAST)
        given = (with_ + prior) / (of_code + 1)
        passed = (np.maximum(having - with_, 0) + prior) / (others + 1)
        return np.asarray(np.log(given / passed).sum(axis=0) * (_SCALE / np.sqrt(max(len(pieces), 1))))


def _presence(texts: Sequence[Ints], size: int) -> sp.csr_matrix:
    ends = np.cumsum([0] + [len(pieces) for pieces in texts])
    columns = np.concatenate(texts) if texts else np.empty(0, dtype=np.int32)
    return sp.csr_matrix((np.ones(len(columns), dtype=np.float32), columns, ends), shape=(len(texts), size))
