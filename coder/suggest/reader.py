"""Reads texts for one codebook, and remembers what it made of those that were learned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coder.suggest.codes import Code
from coder.suggest.features import Counts, Vocabulary
from coder.suggest.lexicon import Lexicon, Reading
from coder.suggest.tokens import Analyser, Token
from coder.suggest.topics import topics
from coder.suggest.vectors import Vectors

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Learned:
    """What a model needs of a text it learns from."""

    counts: Counts
    lexical: NDArray[np.floating[Any]]
    """The codebook's scores: codes × lexicon.FIELDS."""
    vector: Floats
    """Unit word vector of the text; empty without vectors."""


@dataclass(frozen=True, slots=True)
class Read(Learned):
    """A text that suggestions are asked for: also where everything is."""

    text: str
    tokens: tuple[Token, ...]
    reading: Reading


class Reader:
    """A language, a codebook, and a vocabulary that grows with what is learned. Safe to use from several threads."""

    def __init__(self, analyser: Analyser, codes: Sequence[Code], vectors: Vectors | None = None) -> None:
        self.analyser = analyser
        with analyser.lock:
            self.lexicon = Lexicon(analyser, codes)
        self.codes = tuple(codes)
        self.vocabulary = Vocabulary(topics(analyser))
        self.vectors = vectors
        self._learned: dict[str, Learned] = {}
        self.documents = [
            Learned(self.vocabulary.count(tokens), np.empty(0), self._vector(tokens))
            for tokens in self.lexicon.documents
        ]
        """The codebook's own entries, read like any text."""

    def learned(self, texts: Sequence[str]) -> list[Learned]:
        """Return what is needed of `texts`, read at most once each; what is not among them any more is forgotten."""
        self._learned = {text: self._learned.get(text) or self._learn(text) for text in texts}
        return [self._learned[text] for text in texts]

    def _learn(self, text: str) -> Learned:
        read = self.read(text, grow=True)
        return Learned(read.counts, read.lexical.astype(np.float32), read.vector)

    def read(self, text: str, *, grow: bool = False) -> Read:
        """Return a text as read; with `grow` its words become part of the vocabulary."""
        with self.analyser.lock:
            doc = self.analyser.doc(text)
            tokens = self.analyser.tokens(doc)
            reading = self.lexicon.read(doc, tokens)
            counts = self.vocabulary.count(tokens, grow=grow)
            return Read(counts, reading.scores, self._vector(tokens), text, tuple(tokens), reading)

    def _vector(self, tokens: Sequence[Token]) -> Floats:
        return self.vectors.of(tokens) if self.vectors else np.empty(0)
