"""Words of a text that have a topic in common with a code's entry, though the entry does not have them.

A word says something for a code when it is said about a topic that a word of the code's entry names: `stof` for a code
called Hygiëne. It counts for what it tells of the topic (`Topics.about`) times the weight of the field, if that is
LEAST or more, times log(1 + (N - n + 0.5) / (n + 0.5)) where n of N codes have the topic, as in BM25.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from coder.suggest.bm25 import Bm25
from coder.suggest.tokens import Token, Word
from coder.suggest.topics import Topics

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]
Ints = NDArray[np.int64]

LEAST = 0.2
"""What a word has to tell of a topic, times the field's weight, to say anything: with less, reasons look silly."""


class Related:
    """The topics of a codebook's entries."""

    def __init__(self, topics: Topics, entries: Sequence[Sequence[tuple[Sequence[Token], float]]], bm25: Bm25) -> None:
        """Take for each code its fields as (words, weight); `bm25` tells which words an entry has."""
        self._topics, self._bm25 = topics, bm25
        strongest: dict[tuple[int, int], tuple[float, str]] = {}
        for code, fields in enumerate(entries):
            for tokens, weight in fields:
                for token in tokens:
                    for topic, strength in topics.named(token.word).items():
                        found = weight * strength, token.word.lower
                        strongest[topic, code] = max(strongest.get((topic, code), found), found, key=lambda one: one[0])
        named = list(dict.fromkeys(topic for topic, _ in strongest))
        self._rows = np.full(topics.size, -1)
        self._rows[named] = np.arange(len(named))
        self._words = {(int(self._rows[topic]), code): word for (topic, code), (_, word) in strongest.items()}
        self._table = np.zeros((len(named), len(entries)))
        for (topic, code), (value, _) in strongest.items():
            self._table[self._rows[topic], code] = value
        having = (self._table > 0).sum(axis=1, keepdims=True)
        self._rare = np.log(1 + (len(entries) - having + 0.5) / (having + 0.5))
        self._known: dict[Word, Singles] = {}
        self._nothing = np.zeros(len(entries), dtype=np.float32)

    def contributions(self, words: Sequence[Word]) -> Floats:
        """Return what each word adds to each code: words × codes; nothing for function words and the entry's own."""
        found = np.zeros((len(words), self._table.shape[1]))
        for at, word in enumerate(words):
            added = self._known.get(word)
            if added is None:
                added = self._known[word] = self._look_up(word)
            found[at] = added
        return found

    def term(self, word: Word, code: int) -> str:
        """Return the word of a code's entry by which a word adds most to it; it has to add something."""
        rows, each = self._by_topic(word)
        return self._words[int(rows[each[:, code].argmax()]), code]

    def _look_up(self, word: Word) -> Singles:
        rows, each = self._by_topic(word)
        if not len(rows):
            return self._nothing
        return np.where(self._bm25.has([word])[0], 0.0, each.max(axis=0)).astype(np.float32)

    def _by_topic(self, word: Word) -> tuple[Ints, Floats]:
        """Return the rows of the topics of a word, and what it adds to each code by each of them."""
        numbers, told = self._topics.about(word)
        rows = self._rows[numbers]
        told, rows = told[rows >= 0], rows[rows >= 0]
        each = told[:, None] * self._table[rows]
        return rows, np.where(each < LEAST, 0.0, each) * self._rare[rows]
