"""What the codebook alone says about a text: cues, names, definitions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coder.suggest.bm25 import Bm25, having, terms
from coder.suggest.codes import Code
from coder.suggest.cues import Hit, Phrases, spaced
from coder.suggest.related import Related
from coder.suggest.tokens import Analyser, Token, Word
from coder.suggest.topics import topics

Floats = NDArray[np.float64]

FIELDS = ("cue", "name", "bm25", "bm25_best", "related")
"""The scores, in this order: all cues together, the name as a phrase, BM25, BM25 as a share of the best code's, and
what words of the same topics add, as such a share."""
FLOOR = 1.0
_NAME, _CUE, _DEFINITION, _EXAMPLE = 2.0, 2.0, 1.0, 1.0


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as the codebook reads it."""

    scores: Floats
    """codes × FIELDS."""
    cues: tuple[Hit, ...]
    names: tuple[Hit, ...]
    related: Floats
    """What each word adds to each code by their topics: words × codes, a word at its first place."""


class Lexicon:
    """The words of a codebook."""

    def __init__(self, analyser: Analyser, codes: Sequence[Code]) -> None:
        self.codes = tuple(codes)
        self._cues = Phrases(analyser, [(at, cue) for at, code in enumerate(codes) for cue in code.cues])
        self._names = Phrases(analyser, [(at, code.name) for at, code in enumerate(codes)])
        entries = [_fields(analyser, code) for code in codes]
        self.bm25 = Bm25(entries)
        self.related = Related(topics(analyser), entries, self.bm25)
        self.documents = [[token for tokens, _ in fields for token in tokens] for fields in entries]
        """All words of each entry."""
        self._named: dict[str, NDArray[np.bool_]] = {}
        for at, (name, *_) in enumerate(entries):
            for term in {term for token in name[0] for term in terms(token.word)}:
                self._named.setdefault(term, np.zeros(len(codes), dtype=bool))[at] = True

    def named(self, words: Sequence[Word]) -> NDArray[np.bool_]:
        """Return whether a word or a part of it is in the name of each code: words × codes."""
        return having(words, self._named, len(self.codes))

    def read(self, doc: object, tokens: Sequence[Token]) -> Reading:
        """Return what the codebook says about a text."""
        cues, names = self._cues.find(doc, tokens), self._names.find(doc, tokens)
        scores = np.zeros((len(self.codes), len(FIELDS)))
        for hit in cues:
            scores[hit.code, 0] += hit.strength
        for hit in names:
            scores[hit.code, 1] = max(scores[hit.code, 1], hit.strength)
        scores[:, 0] = np.log1p(scores[:, 0])
        bm25 = self.bm25.scores(self.bm25.strengths(tokens))
        scores[:, 2] = np.log1p(bm25)
        scores[:, 3] = _share(bm25)
        related = self.related.contributions(list(dict.fromkeys(token.word for token in tokens)))
        scores[:, 4] = _share(related.sum(axis=0))
        return Reading(scores, tuple(cues), tuple(names), related)


def _share(scores: Floats) -> Floats:
    return np.asarray(scores / max(float(scores.max(initial=0.0)), FLOOR))


def _fields(analyser: Analyser, code: Code) -> list[tuple[list[Token], float]]:
    """Return the words of each field, the name first, with what they weigh."""
    fields = [(_read(analyser, spaced(code.name)), _NAME)]
    fields += [(_read(analyser, cue), _CUE) for cue in code.cues]
    fields += [(_read(analyser, code.definition), _DEFINITION)]
    return fields + [(_read(analyser, example), _EXAMPLE) for example in code.examples]


def _read(analyser: Analyser, text: str) -> list[Token]:
    return analyser.tokens(analyser.doc(text))
