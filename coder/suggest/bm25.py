"""BM25 of a fragment against the codebook's entries, with words that are nearly the same counting in part.

Robertson & Zaragoza, The probabilistic relevance framework: BM25 and beyond (2009), with one entry a code as the
documents and the fragment as the query. Fields weigh by repetition, as in their BM25F. Two words are nearly the same
when they share many character n-grams (cosine): asielzoeker and asielrecht, vervuilend and vervuiling.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

import numpy as np
from numpy.typing import NDArray

from coder.suggest.tokens import PART, Token, Word, grams

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

K1 = 1.2
B = 0.5
STOP = 0.02
"""A function word, against any other: it may break a tie, and is no evidence."""
NEARLY = 0.35
"""The least likeness of two words that counts."""
OPENING = 4
"""Letters that two words have to begin with for the one to be evidence. Of the codes for which only a word speaks that
looks alike otherwise, 1 in 25 is right, as of all codes; of these 1 in 6."""


class Bm25:
    """Terms × codes, with every term's contribution worked out beforehand."""

    def __init__(self, entries: Sequence[Sequence[tuple[Sequence[Token], float]]]) -> None:
        """Take for each code its fields as (words, weight)."""
        counts: dict[str, dict[int, float]] = {}
        lengths = np.zeros(len(entries))
        stops: set[str] = set()
        spelled: dict[str, str] = {}
        for code, fields in enumerate(entries):
            for tokens, weight in fields:
                for token in tokens:
                    for term, part in terms(token.word).items():
                        found = counts.setdefault(term, {})
                        found[code] = found.get(code, 0.0) + weight * part
                        if part == 1.0 or term not in spelled:
                            spelled[term] = token.word.lower
                    lengths[code] += weight
                    if token.word.stop:
                        stops.add(token.word.lemma)
        self.codes = len(entries)
        self._table = _table(counts, lengths, stops)
        self._there = self._table > 0
        self._rows = {term: row for row, term in enumerate(counts)}
        self._having = dict(zip(counts, self._there, strict=True))
        self._spelled = tuple(spelled[term] for term in counts)
        self._stops = stops
        self._opening: dict[str, list[tuple[int, str]]] = {}
        self._index()
        self._alike: dict[Word, tuple[Ints, Floats]] = {}

    def _index(self) -> None:
        rows: dict[str, list[int]] = {}
        sizes = np.ones(len(self._rows))
        for term, row in self._rows.items():
            if term not in self._stops:
                found = set(grams(term))
                sizes[row] = max(len(found), 1)
                if len(term) >= OPENING:
                    self._opening.setdefault(term[:OPENING], []).append((row, term))
                for gram in found:
                    rows.setdefault(gram, []).append(row)
        self._gram_rows = {gram: np.array(found) for gram, found in rows.items()}
        self._sizes = sizes

    def alike(self, word: Word) -> tuple[Ints, Floats]:
        """Return the codebook terms that a word is or resembles, as rows and likenesses (0 to 1)."""
        found = self._alike.get(word)
        if found is None:
            found = self._alike[word] = self._look_up(word)
        return found

    def _look_up(self, word: Word) -> tuple[Ints, Floats]:
        strengths: dict[int, float] = {}
        for term, part in terms(word).items():
            if not word.stop:
                for row, likeness in self._near(set(word.grams if term == word.lemma else grams(term))):
                    strengths[row] = max(strengths.get(row, 0.0), likeness * part)
            if term in self._rows:
                strengths[self._rows[term]] = part
        return np.array(list(strengths), dtype=np.int64), np.array(list(strengths.values()))

    def _near(self, own: Set[str]) -> list[tuple[int, float]]:
        """Return the codebook terms that share enough of these n-grams, as rows and likenesses."""
        shared = [self._gram_rows[gram] for gram in own if gram in self._gram_rows]
        if not shared:
            return []
        counts = np.bincount(np.concatenate(shared))
        rows = np.flatnonzero(counts)
        likeness = counts[rows] / np.sqrt(self._sizes[rows] * len(own))
        near = likeness >= NEARLY
        return list(zip(rows[near].tolist(), likeness[near].tolist(), strict=True))

    def has(self, words: Sequence[Word]) -> NDArray[np.bool_]:
        """Return whether a word or a part of it is itself in the entry of each code: words × codes."""
        return having(words, self._having, self.codes)

    def beginning_like(self, word: Word, code: int) -> tuple[int, str]:
        """Return the word of a code's entry that begins most like a word or a part of it, as the entry has it.

        With the number of letters that they share; nothing where those are fewer than OPENING.
        """
        found = 0, ""
        for term in () if word.stop else terms(word):
            for row, other in self._opening.get(term[:OPENING], ()):
                if self._there[row, code]:
                    shared = _alike_so_far(term, other)
                    found = max(found, (shared, self._spelled[row]), key=lambda one: one[0])
        return found

    def strengths(self, tokens: Sequence[Token]) -> Floats:
        """Return how much each codebook term is in the text: 1 for the word itself, less for what resembles it."""
        found = np.zeros(len(self._rows))
        for word in dict.fromkeys(token.word for token in tokens):
            rows, values = self.alike(word)
            np.maximum.at(found, rows, values)
        return found

    def scores(self, strengths: Floats) -> Floats:
        """Return the score of every code for the `strengths` of the terms."""
        return np.asarray(strengths @ self._table)

    def contributions(self, words: Sequence[Word]) -> Floats:
        """Return what each word adds to each code: words × codes; nothing for function words."""
        found = np.zeros((len(words), self.codes))
        for at, word in enumerate(words):
            if not word.stop:
                rows, values = self.alike(word)
                if len(rows):
                    found[at] = (values[:, None] * self._table[rows]).max(axis=0)
        return found


def _alike_so_far(one: str, other: str) -> int:
    """Return with how many of the same letters two words begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))


def terms(word: Word) -> dict[str, float]:
    """Return the terms that a word stands for and how much each counts."""
    return dict.fromkeys(word.parts, PART) | {word.lemma: 1.0}


def having(words: Sequence[Word], codes_with: Mapping[str, NDArray[np.bool_]], codes: int) -> NDArray[np.bool_]:
    """Return which of `codes` codes have a word or a part of it, by `codes_with` each term: words × codes."""
    found = np.zeros((len(words), codes), dtype=bool)
    for at, word in enumerate(words):
        for term in (word.lemma, *word.parts):
            if term in codes_with:
                found[at] |= codes_with[term]
    return found


def _table(counts: Mapping[str, Mapping[int, float]], lengths: Floats, stops: set[str]) -> Floats:
    average = lengths.mean() if lengths.any() else 1.0
    table = np.zeros((len(counts), len(lengths)))
    for row, (term, found) in enumerate(counts.items()):
        idf = np.log(1 + (len(lengths) - len(found) + 0.5) / (len(found) + 0.5)) * (STOP if term in stops else 1.0)
        for code, count in found.items():
            norm = K1 * (1 - B + B * lengths[code] / average)
            table[row, code] = idf * count * (K1 + 1) / (count + norm)
    return table
