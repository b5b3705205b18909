"""Vectors of what words mean, of a package that the user installed; without one everything works, with one synonyms do.

The codebook names the package: a spaCy pipeline with word vectors, or wordllama, which has its vectors in its wheel
(English; averaged over the pieces of a word). A text's vector is the mean of its content words. Making it takes some
hundredths of a millisecond, less than reading it back would, so vectors are not kept in the study.
"""

from __future__ import annotations

import importlib.util
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from numpy.typing import NDArray

from coder.model.errors import CoderError
from coder.model.language import _
from coder.suggest.tokens import Token

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]

WORDLLAMA = "wordllama"
SHARE = 0.3
"""Part of the likeness of two texts that comes from their vectors, when there are any."""


class Vectors(ABC):
    """Where the vectors of words come from."""

    near: float
    """The least cosine of two words of which one can say that they mean nearly the same."""

    def __init__(self, length: int) -> None:
        self.length = length
        self._known: dict[str, Singles] = {}

    @abstractmethod
    def _look_up(self, form: str) -> Singles | None:
        """Return the vector of a word form in lower case, of any length; None where it is not known."""

    def words(self, tokens: Sequence[Token]) -> Singles:
        """Return the vector of each word at unit length: tokens × length; zeros for function words and unknown ones."""
        rows = np.zeros((len(tokens), self.length), dtype=np.float32)
        for row, token in zip(rows, tokens, strict=True):
            if not token.word.stop:
                row[:] = self._word(token.word.lower)
        return rows

    def of(self, tokens: Sequence[Token]) -> Floats:
        """Return the mean vector of the content words at unit length; zeros when none is known."""
        total = self.words(tokens).sum(axis=0, dtype=float)
        length = float(np.linalg.norm(total))
        return np.asarray(total / length if length else total)

    def _word(self, form: str) -> Singles:
        if form not in self._known:
            vector = self._look_up(form)
            vector = np.zeros(self.length, dtype=np.float32) if vector is None else vector
            self._known[form] = np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-9), dtype=np.float32)
        return self._known[form]


class PipelineVectors(Vectors):
    """The word vectors of an installed spaCy pipeline, such as `nl_core_news_md`."""

    near = 0.5

    def __init__(self, name: str) -> None:
        """Load the vectors. Raises CoderError when the pipeline is not installed or has none."""
        if not spacy.util.is_package(name):
            raise CoderError(
                _(
                    "vectors: spaCy pipeline {name!r} is not installed;"
                    " install it with: python -m spacy download {name}"
                ).format(name=name)
            )
        self._vocab: Any = spacy.load(name, exclude=["tagger", "parser", "ner", "lemmatizer", "morphologizer"]).vocab
        if not self._vocab.vectors_length:
            raise CoderError(
                _(
                    "vectors: the spaCy pipeline {name!r} has no word vectors; choose one that ends in _md or _lg"
                ).format(name=name)
            )
        super().__init__(self._vocab.vectors_length)

    def _look_up(self, form: str) -> Singles | None:
        return np.asarray(self._vocab.get_vector(form)) if self._vocab.has_vector(form) else None


class WordLlamaVectors(Vectors):
    """The token vectors in the wheel of wordllama, read as data: its own loader may ask the network for them."""

    near = 0.2

    def __init__(self) -> None:
        """Load the vectors. Raises CoderError when they are not installed."""
        found = importlib.util.find_spec(WORDLLAMA)
        if not found or not found.submodule_search_locations:
            raise CoderError(
                _("vectors: wordllama is not installed; install it with: pip install 'focus-coder[meaning]'")
            )
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer

        folder = Path(found.submodule_search_locations[0])
        (self._table,) = load_file(folder / "weights" / "l2_supercat_256.safetensors").values()
        self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizers" / "l2_supercat_tokenizer_config.json"))
        super().__init__(self._table.shape[1])

    def _look_up(self, form: str) -> Singles | None:
        pieces = self._tokenizer.encode(form, add_special_tokens=False).ids
        return np.asarray(self._table[pieces].mean(axis=0, dtype=np.float32)) if pieces else None


def load(name: str) -> Vectors:
    """Return the vectors that a codebook names. Raises CoderError when they are not there."""
    return WordLlamaVectors() if name == WORDLLAMA else PipelineVectors(name)
