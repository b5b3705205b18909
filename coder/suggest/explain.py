"""Reasons for suggestions: the cue that was found, the words that weigh, the fragment it resembles."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from coder.suggest.cues import Hit
from coder.suggest.meanings import Meanings
from coder.suggest.model import Model
from coder.suggest.reader import Read
from coder.suggest.reasons import Kind, Reason
from coder.suggest.tokens import Token, Word

Floats = NDArray[np.float64]

_WORDS = 3
"""Words that are shown as one reason."""
_WEIGHS = 0.004
"""The least that a word adds to the linear model's score for it to count as evidence."""
_TERM = 0.2
"""The least that a word adds to BM25 for it to count as evidence; function words stay below."""
_TRIED = 5
"""Words, those that weigh most, of which the one is named that looks most like one of the codebook."""
_ALIKE = 0.1
"""The least likeness of a fragment that is worth showing."""
_QUOTE = 40
"""Characters that are quoted of a word, and of a fragment that has no address."""


class Explainer:
    """Explains one model; made with it, so that explaining costs array look-ups only."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._given = model.decisions.given > 0
        self._learned: NDArray[np.bool_] = np.any(self._given, axis=0)
        """Per code, whether any fragment has it; for the others words weigh because they look like the entry's."""
        self._table = model.column_weights().astype(np.float32)
        reader = model.reader
        self._meanings = Meanings(reader.vectors, reader.lexicon.documents) if reader.vectors else None

    def explain(self, read: Read, likeness: Floats) -> list[tuple[Reason, ...]]:
        """Return the reasons for every code, strongest kind first; none where there is no evidence.

        `likeness` is that of the text to the fitted entries.
        """
        # A word is looked up once, wherever it stands; and codes are gone into only where something weighs for them.
        words = list(dict.fromkeys(token.word for token in read.tokens))
        number = {word: at for at, word in enumerate(words)}
        places = [number[token.word] for token in read.tokens]
        lexicon = self._model.reader.lexicon
        bm25 = lexicon.bm25
        weights, terms = self._word_weights(read, words)[places], bm25.contributions(words)[places]
        own = np.where(bm25.has(words)[places], terms, 0.0)
        goes_with = self._going_with(read, words)
        named = np.where(lexicon.named(words)[places], own, 0.0)
        weighing, resembling, defined = _any(weights, _WEIGHS), _any(terms, _TERM), _any(own, _TERM)
        nearest = self._nearest(likeness)
        near = self._meanings.reasons(read) if self._meanings else {}
        cues, names = _by_code(read.reading.cues), _by_code(read.reading.names)
        found = []
        for code in range(len(self._model.codes)):
            reasons = [_hit("cue", hit) for hit in cues.get(code, ())] + [
                _hit("name", hit) for hit in names.get(code, ())
            ]
            if not reasons and defined[code]:
                of_name = named[:, code]
                fields: tuple[tuple[Kind, Floats], ...] = ("name", of_name), ("definition", own[:, code] - of_name)
                reasons = [_quoted(kind, read, part, _TERM) for kind, part in fields if (part >= _TERM).any()]
            if not reasons and code in goes_with:
                reasons = [goes_with[code]]
            if not reasons and (resembling[code] or not self._learned[code]):
                reasons = near.get(code) or self._spelled_like(read, weights[:, code], code)
            if self._learned[code] and weighing[code]:
                reasons.append(_quoted("words", read, weights[:, code], _WEIGHS))
            if nearest[code] >= 0:
                reasons.append(self._resembling(int(nearest[code])))
            found.append(tuple(reasons))
        return found

    def _word_weights(self, read: Read, words: Sequence[Word]) -> Floats:
        """Return what each word adds to each code's linear score: words × codes; nothing for function words."""
        weights = np.zeros((len(words), len(self._model.codes)))
        weighting = self._model.weighting
        columns, values = weighting.vector(read.counts)
        spread = np.zeros(sum(weighting.size))
        spread[columns] = values
        for at, word in enumerate(words):
            if not word.stop and len(own := weighting.columns(self._model.reader.vocabulary, word)):
                weights[at] = spread[own] @ self._table[own]
        return weights

    def _nearest(self, likeness: Floats) -> NDArray[np.int64]:
        """Return for each code the most similar entry that has it, or -1."""
        if not len(likeness):
            return np.full(len(self._model.codes), -1)
        having = np.where(self._given, likeness[:, None], 0.0)
        best = having.argmax(axis=0)
        return np.where(having[best, np.arange(having.shape[1])] >= _ALIKE, best, -1)

    def _going_with(self, read: Read, words: Sequence[Word]) -> dict[int, Reason]:
        """Return for each code the word that has most to do with the topics of its entry, with the entry's word."""
        related, found = read.reading.related, dict[int, Reason]()
        if not len(related):
            return found
        best = related.argmax(axis=0)
        for code in np.flatnonzero(related.any(axis=0)):
            token = next(token for token in read.tokens if token.word is words[best[code]])
            term = self._model.reader.lexicon.related.term(token.word, int(code))
            quoted = _short(read.text[token.start : token.end]), term
            found[int(code)] = Reason("topic", quoted, ((token.start, token.end),))
        return found

    def _spelled_like(self, read: Read, weights: Floats, code: int) -> list[Reason]:
        """Return, of the words that weigh most, the one that begins most like a word of the code's entry, with that."""
        most, found = 0, list[Reason]()
        for token in (read.tokens[at] for at in _heaviest(weights, _WEIGHS)[:_TRIED]):
            shared, term = self._model.reader.lexicon.bm25.beginning_like(token.word, code)
            if shared > most:
                words = _short(read.text[token.start : token.end]), term
                most, found = shared, [Reason("spelling", words, ((token.start, token.end),))]
        return found

    def _resembling(self, row: int) -> Reason:
        entry = self._model.entries[row]
        return Reason("fragment", (entry.address or _short(" ".join(entry.text.split())),), address=entry.address)


def _by_code(hits: Sequence[Hit]) -> dict[int, list[Hit]]:
    found: dict[int, list[Hit]] = {}
    for hit in sorted(hits, key=lambda hit: -hit.strength):
        found.setdefault(hit.code, []).append(hit)
    return found


def _short(quote: str) -> str:
    return quote if len(quote) <= _QUOTE else quote[: _QUOTE - 1].rstrip() + "…"


def _hit(kind: Kind, hit: Hit) -> Reason:
    return Reason(kind, (hit.phrase,), hit.spans)


def _any(weights: Floats, least: float) -> NDArray[np.bool_]:
    """Return for each code whether any word weighs at least `least` for it."""
    found: NDArray[np.bool_] = np.any(weights >= least, axis=0)
    return found


def _heaviest(weights: Floats, least: float) -> list[int]:
    """Return the places of the words that weigh at least `least`, those that weigh most first."""
    each = weights.tolist()
    return sorted((at for at, weight in enumerate(each) if weight >= least), key=lambda at: -each[at])


def _quoted(kind: Kind, read: Read, weights: Floats, least: float) -> Reason:
    """Return the words that weigh most as one reason; at least one weighs `least`."""
    words: dict[str, list[Token]] = {}
    for at in _heaviest(weights, least):
        token = read.tokens[at]
        if token.word.lemma in words or len(words) < _WORDS:
            words.setdefault(token.word.lemma, []).append(token)
    named = tuple(_short(read.text[tokens[0].start : tokens[0].end]) for tokens in words.values())
    spans = sorted((token.start, token.end) for tokens in words.values() for token in tokens)
    return Reason(kind, named, tuple(spans))
