"""Texts as vectors: words, character n-grams and topics, weighed by how rare they are.

A word's columns are looked up once per word form, so that reading a fragment costs array work only. Columns are
numbered in the order in which words are first seen, which makes every figure a function of the log alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from coder.suggest.tokens import Token, Word
from coder.suggest.topics import Topics

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]
Singles = NDArray[np.float32]

_WORD_SHARE, _GRAM_SHARE, _TOPIC_SHARE = 0.26, 0.39, 0.35
"""Parts of the likeness of two texts that come from words, from character n-grams and from topics."""
_OPENING = 8
_LONGER = 24
_BACKGROUND = 20.0
"""Texts of everyday language that are imagined beside the coded ones ..."""
_STOP_SHARE = 0.8
"""... in most of which every function word occurs; without them `de` is as telling as `huis` while there is little."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How often which column occurs in one text."""

    words: Ints
    word_counts: Singles
    grams: Ints
    gram_counts: Singles
    topics: Ints
    topic_counts: Singles
    """How much the words of the text tell of each: `Topics.about`."""


class Vocabulary:
    """Numbers words and n-grams as they come; only ever grows. Topics have their numbers from the lists."""

    def __init__(self, topics: Topics) -> None:
        self._topics = topics
        self._words: dict[str, int] = {}
        self._grams: dict[str, int] = {}
        self._stops: list[bool] = []
        self._columns: dict[Word, tuple[Ints, Ints]] = {}

    @property
    def sizes(self) -> tuple[int, int, int]:
        """Number of word columns, of n-gram columns and of topics."""
        return len(self._words), len(self._grams), self._topics.size

    def stops(self, size: int) -> NDArray[np.bool_]:
        """Return which of the first `size` word columns are function words."""
        return np.array(self._stops[:size], dtype=bool)

    def count(self, tokens: Sequence[Token], *, grow: bool = True) -> Counts:
        """Return the counts of `tokens`; with `grow` false, what was never seen is passed over.

        The opening of a longer text counts twice: people begin with what it is about.
        """
        tokens = [*tokens, *tokens[:_OPENING]] if len(tokens) > _LONGER else tokens
        columns = [self._grown(token.word) if grow else self.columns(token.word) for token in tokens]
        words, word_counts = _tally([words for words, _ in columns])
        grams, gram_counts = _tally([grams for _, grams in columns])
        return Counts(words, word_counts, grams, gram_counts, *self._about(tokens))

    def _about(self, tokens: Sequence[Token]) -> tuple[Ints, Singles]:
        """Return the topics of a text and how much it has of each; a word counts once."""
        about = [self._topics.about(word) for word in dict.fromkeys(token.word for token in tokens)]
        if not about:
            return np.empty(0, dtype=np.int32), np.empty(0, dtype=np.float32)
        numbers, told = map(np.concatenate, zip(*about, strict=True))
        sums = np.bincount(numbers, weights=told)
        found = np.flatnonzero(sums)
        return found.astype(np.int32), sums[found].astype(np.float32)

    def topics(self, word: Word) -> Ints:
        """Return the topics of a word."""
        return self._topics.about(word)[0]

    def columns(self, word: Word) -> tuple[Ints, Ints]:
        """Return the word columns and the n-gram columns of a word, as far as they were ever seen."""
        found = self._columns.get(word)
        if found is not None:
            return found
        return _known(self._words, (word.lemma, *word.parts)), _known(self._grams, word.grams)

    def _grown(self, word: Word) -> tuple[Ints, Ints]:
        if word not in self._columns:
            for term in (word.lemma, *word.parts):
                if term not in self._words:
                    self._words[term] = len(self._words)
                    self._stops.append(word.stop)
            for gram in word.grams:
                self._grams.setdefault(gram, len(self._grams))
            self._columns[word] = self.columns(word)
        return self._columns[word]


def _known(table: dict[str, int], keys: Sequence[str]) -> Ints:
    return np.array([table[key] for key in keys if key in table], dtype=np.int32)


def _tally(columns: list[Ints]) -> tuple[Ints, Singles]:
    if not columns:
        return np.empty(0, dtype=np.int32), np.empty(0, dtype=np.float32)
    values, counts = np.unique(np.concatenate(columns), return_counts=True)
    return values, counts.astype(np.float32)


class Weighting:
    """Tf-idf with a background of everyday language, sublinear but for topics, in blocks that have their shares."""

    def __init__(self, vocabulary: Vocabulary, texts: Sequence[Counts]) -> None:
        self.size = vocabulary.sizes
        words = _document_frequency([text.words for text in texts], self.size[0])
        grams = _document_frequency([text.grams for text in texts], self.size[1])
        topics = _document_frequency([text.topics for text in texts], self.size[2])
        background = np.where(vocabulary.stops(self.size[0]), _BACKGROUND * _STOP_SHARE, 0.0)
        total = len(texts) + _BACKGROUND
        self._word_idf = np.log((total + 1) / (words + background + 1))
        self._gram_idf = np.log((total + 1) / (grams + 1))
        self._topic_idf = np.where(topics > 0, np.log((total + 1) / (topics + 1)), 0.0)
        # Function words may be in more texts than chance has it; words of no text are left from what was replaced.
        self._word_idf = np.where(words > 0, np.maximum(self._word_idf, 0.0), 0.0)
        self._gram_idf = np.where(grams > 0, self._gram_idf, 0.0)

    def vector(self, counts: Counts) -> tuple[Ints, Floats]:
        """Return columns and values of one text: n-gram columns after all word columns, then topics."""
        words, word_values = _block(counts.words, 1 + np.log(counts.word_counts), self._word_idf, _WORD_SHARE)
        grams, gram_values = _block(counts.grams, 1 + np.log(counts.gram_counts), self._gram_idf, _GRAM_SHARE)
        topics, topic_values = _block(counts.topics, counts.topic_counts, self._topic_idf, _TOPIC_SHARE)
        columns = np.concatenate([words, grams + self.size[0], topics + (self.size[0] + self.size[1])])
        return columns, np.concatenate([word_values, gram_values, topic_values])

    def columns(self, vocabulary: Vocabulary, word: Word) -> Ints:
        """Return the columns of one word."""
        words, grams = vocabulary.columns(word)
        words, grams = words[words < self.size[0]], grams[grams < self.size[1]] + self.size[0]
        return np.concatenate([words, grams, vocabulary.topics(word) + (self.size[0] + self.size[1])])

    def matrix(self, texts: Sequence[Counts]) -> sp.csr_matrix:
        """Return one row a text, of unit length (shorter where a text has no known words)."""
        vectors = [self.vector(text) for text in texts]
        ends = np.cumsum([0] + [len(columns) for columns, _ in vectors])
        columns = np.concatenate([columns for columns, _ in vectors]) if vectors else np.empty(0, dtype=np.int32)
        values = np.concatenate([values for _, values in vectors]) if vectors else np.empty(0)
        return sp.csr_matrix((values.astype(np.float32), columns, ends), shape=(len(vectors), sum(self.size)))


def _document_frequency(columns: list[Ints], size: int) -> Floats:
    seen = np.concatenate(columns) if columns else np.empty(0, dtype=np.int32)
    return np.bincount(seen[seen < size], minlength=size).astype(float)


def _block(columns: Ints, counts: NDArray[np.floating[Any]], idf: Floats, share: float) -> tuple[Ints, Floats]:
    inside = columns < len(idf)
    columns, counts = columns[inside], counts[inside]
    values = counts * idf[columns]
    length = np.sqrt(values @ values)
    return columns, values * (np.sqrt(share) / length) if length else values
