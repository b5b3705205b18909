"""Puts the parts together: fits everything that is learned, in one go, from codebook and history.

Two rounds. In the first, the codebook's scores, a linear model, the nearest fragments and the frequencies make a
probability per code. In the second, fragments are also alike when the first round gives them the same codes, and the
linear model and the neighbours look again: so codes that go together help each other. What is told of the coder's own
past is always out of sample, so the weights and the probabilities are those of texts that were not seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from coder.suggest import combine, neighbours, ridge
from coder.suggest.bayes import Bayes
from coder.suggest.calibrate import best_f1, calibrate, fit_codes
from coder.suggest.decisions import decide
from coder.suggest.evidence import Entry
from coder.suggest.features import Weighting
from coder.suggest.lexicon import FIELDS
from coder.suggest.reader import Learned, Reader
from coder.suggest.vectors import SHARE

Floats = NDArray[np.float64]
Kernel = NDArray[np.float32]
"""How much texts are alike: the largest thing there is, so in half the space."""

FIRST = {
    **dict(zip(FIELDS, (0.5, 0.2, 0.1, 0.5, 1.9), strict=True)),
    "meaning": 4.5,
    "entry": 7.0,
    "linear": 13.1,
    "linear_best": 3.9,
    "linear_odds": -0.02,
    "vote": 0.95,
    "bayes": 0.05,
    "frequency": 0.5,
    "order": 0.8,
    "constant": -3.5,
}
"""The scores of the first round and the weight each starts with, from `tests.benchmarks.suggest_weights`.

After the codebook's: likeness to the code's entry in meaning, where there are vectors, and in words; the linear model,
how far it is below its own best code, its logarithm with the code's frequency, the neighbours' votes, naive Bayes, the
code's frequency, its place in the codebook, and how rare codes are at all. No set has vectors, so the weight of meaning
was chosen by trying wordllama on the English ones.
"""
SECOND = {
    **dict(zip(FIELDS, (0.35, 0.15, 0.1, 0.4, 1.8), strict=True)),
    "meaning": 4.5,
    "entry": 8.0,
    "linear": 5.3,
    "linear_best": 2.5,
    "linear_odds": 0.07,
    "vote": 0.1,
    "bayes": 0.05,
    "frequency": 0.18,
    "order": 0.8,
    "constant": -3.5,
    "linear_again": 2.5,
    "vote_again": 2.1,
}
"""The scores of the second round: those of the first, and linear model and neighbours once more."""
_HOLD = 30.0
"""How firmly the starting weights hold against what the coder's past says."""
_PENALTY, _ENTRY_PENALTY, _PENALTY_AGAIN = 1.0, 1.0, 0.6
_CODES_SHARE = 0.5
"""What likeness in codes adds to likeness in words, in the second linear model ..."""
_WORDS_FACTOR = 2.0
"""... and what likeness in words counts beside likeness in codes, for the second round's neighbours."""
_NEAREST_AGAIN = 20
_LEARNED = 25.0
"""Fragments after which the linear model's scores count half; before there are any it only repeats the codebook."""
_SLICE = 256
"""Texts that are compared to all others at a time."""
_UNLIKELY = 0.003
"""What the linear model's prediction is at least, before its logarithm is taken."""


@dataclass(frozen=True, slots=True)
class Scored:
    """What a model makes of some texts."""

    probability: Floats
    """Texts × codes."""
    likeness: Kernel
    """Texts × fitted entries."""


class Model:
    """Everything learned from a history; never changed, only replaced."""

    def __init__(self, reader: Reader, entries: Sequence[Entry]) -> None:
        self.reader = reader
        self.entries = tuple(entries)
        self.codes = tuple(code.code for code in reader.codes)
        texts = reader.learned([entry.text for entry in self.entries])
        self.weighting = Weighting(reader.vocabulary, [text.counts for text in (*texts, *reader.documents)])
        self.decisions = decide(self.entries, self.codes)
        self._likely = self.decisions.likely
        pieces = [[text.counts.grams for text in some] for some in (texts, reader.documents)]
        self._bayes = Bayes(pieces[0], self._likely, pieces[1], reader.vocabulary.sizes[1])
        rows, self._vectors = self._matrix([*texts, *reader.documents])
        self._columns = sp.csr_matrix(rows.T)
        self._fit(texts, self._alike(rows, self._vectors))

    def _fit(self, texts: Sequence[Learned], kernel: Kernel) -> None:
        count, given = len(self.entries), self.decisions.given
        penalties = np.concatenate([np.full(count, _PENALTY), np.full(len(self.codes), _ENTRY_PENALTY)])
        linear = ridge.fit(kernel, np.vstack([self.decisions.targets, np.eye(len(self.codes))]), penalties)
        self.dual = linear.weights
        likeness = _without_self(kernel[:count, :count])
        votes = neighbours.votes(likeness, self._likely)
        bayes = self._bayes.left_out([text.counts.grams for text in texts])
        frequency = self.decisions.frequency_of_others
        scores = self._scores(texts, kernel[:count, count:], linear.left_out[:count], votes, bayes, frequency)
        self._first = self._weigh(scores, np.array(list(FIRST.values())))
        profile = _unit(combine.probability(scores, self._first)).astype(np.float32)
        alike = profile @ profile.T
        again = ridge.fit(
            kernel[:count, :count] + np.float32(_CODES_SHARE) * alike,
            self.decisions.targets,
            np.full(count, _PENALTY_AGAIN),
        )
        self._profile, self._dual_again = profile, again.weights
        votes = neighbours.votes(
            _without_self(alike + np.float32(_WORDS_FACTOR) * likeness), self._likely, _NEAREST_AGAIN
        )
        scores = np.concatenate([scores, again.left_out[:, :, None], votes[:, :, None]], axis=2)
        self._second = self._weigh(scores, np.array(list(SECOND.values())))
        odds = combine.odds(scores, self._second)
        self._shift, self._slope = fit_codes(odds, given, self.decisions.counted)
        odds = self._shift + self._slope * odds
        self._calibration = calibrate(odds, given, self.decisions.counted)
        self.past = self._calibration.apply(odds)
        """Out-of-sample probabilities of the fitted entries: entries × codes."""
        counted = self.decisions.counted
        self.threshold = best_f1(self.past[counted], given[counted] > 0)

    def _weigh(self, scores: Floats, start: Floats) -> Floats:
        counted = self.decisions.counted
        if not counted.any():
            return start
        return combine.fit(scores[counted], self.decisions.given[counted], start, np.full(len(start), _HOLD))

    def score(self, texts: Sequence[Learned]) -> Scored:
        """Return the probability of every code for every text, and the texts' likeness to the fitted entries."""
        likeness = self._likeness(texts)
        odds = self._shift + self._slope * combine.odds(self._rounds(texts, likeness)[1], self._second)
        return Scored(self._calibration.apply(odds), likeness[:, : len(self.entries)])

    def rounds(self, texts: Sequence[Learned]) -> tuple[Floats, Floats]:
        """Return the scores of both rounds: texts × codes × FIRST, and texts × codes × SECOND."""
        return self._rounds(texts, self._likeness(texts))

    def _rounds(self, texts: Sequence[Learned], likeness: Kernel) -> tuple[Floats, Floats]:
        count = len(self.entries)
        votes = neighbours.votes(likeness[:, :count], self._likely)
        bayes = self._bayes.odds([text.counts.grams for text in texts])
        frequency = self.decisions.frequency
        scores = self._scores(texts, likeness[:, count:], likeness @ self.dual, votes, bayes, frequency)
        profile = _unit(combine.probability(scores, self._first)).astype(np.float32)
        alike = profile @ self._profile.T
        again = (likeness[:, :count] + _CODES_SHARE * alike) @ self._dual_again
        votes = neighbours.votes(alike + _WORDS_FACTOR * likeness[:, :count], self._likely, _NEAREST_AGAIN)
        return scores, np.concatenate([scores, again[:, :, None], votes[:, :, None]], axis=2)

    def column_weights(self) -> Floats:
        """Return what each column of a text adds to each code's score in the first linear model: columns × codes."""
        return np.asarray(self._columns @ self.dual.astype(np.float32))

    def _scores(
        self, texts: Sequence[Learned], entry: Kernel, linear: Floats, votes: Floats, bayes: Floats, frequency: Floats
    ) -> Floats:
        """Return the first round's scores: texts × codes × FIRST."""
        shape = (len(texts), len(self.codes))
        lexical = np.array([text.lexical for text in texts]).reshape(*shape, len(FIELDS))
        below = linear - linear.max(axis=1, keepdims=True, initial=-1.0)
        chance = np.log(np.clip(linear + frequency, _UNLIKELY, 1.0))
        average = frequency.sum(axis=-1, keepdims=True) / max(shape[1], 1)
        common = np.broadcast_to(np.log((frequency + 0.01) / (average + 0.01)), shape)
        order = np.broadcast_to(self.decisions.order, shape)
        heard = len(self.entries) / (len(self.entries) + _LEARNED)
        meaning = self._meaning(texts)
        learned = np.stack(
            [
                meaning,
                entry,
                heard * linear,
                heard * below,
                heard * chance,
                votes,
                bayes,
                common,
                order,
                np.ones(shape),
            ],
            axis=2,
        )
        return np.concatenate([lexical, learned], axis=2)

    def _meaning(self, texts: Sequence[Learned]) -> Floats:
        """Return how near texts are in meaning to the codes' entries, beside the average code; 0 without vectors."""
        entries = self._vectors[len(self.entries) :]
        if not entries.size or not texts:
            return np.zeros((len(texts), len(self.codes)))
        likeness = np.array([text.vector for text in texts]) @ entries.T
        return np.asarray(likeness - likeness.mean(axis=1, keepdims=True))

    def _matrix(self, texts: Sequence[Learned]) -> tuple[sp.csr_matrix, Floats]:
        return self.weighting.matrix([text.counts for text in texts]), np.array([text.vector for text in texts])

    def _alike(self, rows: sp.csr_matrix, vectors: Floats) -> Kernel:
        """Return the likeness of texts to the fitted entries and the codebook's; a slice at a time, to spare memory."""
        found = np.empty((rows.shape[0], self._columns.shape[1]), dtype=np.float32)
        for start in range(0, len(found), _SLICE):
            part = slice(start, start + _SLICE)
            found[part] = _mix((rows[part] @ self._columns).toarray(), vectors[part], self._vectors)
        return found

    def _likeness(self, texts: Sequence[Learned]) -> Kernel:
        return self._alike(*self._matrix(texts))


def _mix(kernel: Kernel, left: Floats, right: Floats) -> Kernel:
    if not right.size:
        return kernel
    return np.asarray((1 - SHARE) * kernel + SHARE * left @ right.T)


def _without_self(likeness: Kernel) -> Kernel:
    changed = likeness.copy()
    np.fill_diagonal(changed, 0.0)
    return changed


def _unit(rows: Floats) -> Floats:
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True))
