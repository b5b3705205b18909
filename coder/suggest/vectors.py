"""Word vectors of a spaCy pipeline that the user installed; without one everything works, with one synonyms do too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import spacy
from numpy.typing import NDArray

from coder.model.errors import CoderError
from coder.model.language import _
from coder.suggest.tokens import Token

Floats = NDArray[np.float64]

SHARE = 0.3
"""Part of the likeness of two texts that comes from their vectors, when there are any."""


class Vectors:
    """The word vectors of an installed pipeline, such as `nl_core_news_md`."""

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

    def of(self, tokens: Sequence[Token]) -> Floats:
        """Return the mean vector of the content words at unit length; zeros when none is known."""
        total = np.zeros(self._vocab.vectors_length)
        for token in tokens:
            if not token.word.stop and self._vocab.has_vector(token.word.lower):
                vector = np.asarray(self._vocab.get_vector(token.word.lower), dtype=float)
                total += vector / max(float(np.linalg.norm(vector)), 1e-9)
        length = float(np.linalg.norm(total))
        return total / length if length else total
