"""Words of a text that mean nearly the same as words of the codebook, where there are vectors."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from coder.suggest.reader import Read
from coder.suggest.reasons import Reason
from coder.suggest.tokens import Token
from coder.suggest.vectors import Vectors


class Meanings:
    """The words of each code's entry, as vectors."""

    def __init__(self, vectors: Vectors, documents: Sequence[Sequence[Token]]) -> None:
        self._vectors = vectors
        self._terms = [(code, token) for code, tokens in enumerate(documents) for token in tokens]
        self._table = vectors.words([token for _, token in self._terms])

    def reasons(self, read: Read) -> dict[int, list[Reason]]:
        """Return for each code the two words that are nearest in meaning, if they are near."""
        if not self._terms or not read.tokens:
            return {}
        likeness = self._vectors.words(read.tokens) @ self._table.T
        best = likeness.argmax(axis=0)
        nearest = likeness[best, np.arange(len(self._terms))]
        found: dict[int, list[Reason]] = {}
        for at in np.argsort(-nearest, kind="stable"):
            if nearest[at] < self._vectors.near:
                break
            code, term = self._terms[at]
            token = read.tokens[best[at]]
            words = read.text[token.start : token.end], term.word.lower
            found.setdefault(code, [Reason("meaning", words, ((token.start, token.end),))])
        return found
