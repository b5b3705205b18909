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
        terms: dict[str, Token] = {}
        codes: dict[str, list[int]] = {}
        for code, tokens in enumerate(documents):
            for form, token in _each_once(tokens).items():
                terms.setdefault(form, token)
                codes.setdefault(form, []).append(code)
        self._terms = list(codes.items())
        self._table = vectors.words(list(terms.values()))

    def reasons(self, read: Read) -> dict[int, list[Reason]]:
        """Return for each code the two words that are nearest in meaning, if they are near."""
        tokens = list(_each_once(read.tokens).values())
        if not self._terms or not tokens:
            return {}
        likeness = self._vectors.words(tokens) @ self._table.T
        best = likeness.argmax(axis=0)
        nearest = likeness[best, np.arange(len(self._terms))]
        near = np.flatnonzero(nearest >= self._vectors.near)
        found: dict[int, list[Reason]] = {}
        for at in near[np.argsort(-nearest[near], kind="stable")]:
            term, codes = self._terms[at]
            token = tokens[best[at]]
            words = read.text[token.start : token.end], term
            for code in codes:
                found.setdefault(code, [Reason("meaning", words, ((token.start, token.end),))])
        return found


def _each_once(tokens: Sequence[Token]) -> dict[str, Token]:
    """Return the first of each word that is no function word, by its form in lower case."""
    found: dict[str, Token] = {}
    for token in tokens:
        if not token.word.stop:
            found.setdefault(token.word.lower, token)
    return found
