"""What suggestions are held against: each learns from coded texts and scores every code for a new one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from coder.suggest import Suggester
from coder.suggest.bm25 import Bm25
from coder.suggest.tokens import Analyser
from tests.benchmarks.suggest_sets import CodedSet, Rows


class Frequency:
    """Every code as often as it was given; while nothing is, in the order of the codebook."""

    name = "frequency"

    def __init__(self, coded: CodedSet) -> None:
        self.codes = [code["code"] for code in coded.codes]

    def learn(self, rows: Rows) -> None:
        counts = np.array([sum(code in given for _, given in rows) for code in self.codes], dtype=float)
        self.share = counts / max(len(rows), 1)

    def score(self, texts: Sequence[str]) -> np.ndarray:
        return np.tile(self.share, (len(texts), 1))


class Cues:
    """How many of a code's cues, or its name, are in the text, as they are spelled; learns nothing, says no more."""

    name = "cues"

    def __init__(self, coded: CodedSet) -> None:
        self.terms = [
            [str(term).lower() for term in [code.get("name") or code["code"], *code.get("cues", ())]]
            for code in coded.codes
        ]

    def learn(self, rows: Rows) -> None:
        pass

    def score(self, texts: Sequence[str]) -> np.ndarray:
        found = [[sum(term in text.lower() for term in terms) for terms in self.terms] for text in texts]
        return _found_only(np.array(found, dtype=float))


class PlainBm25:
    """BM25 of the text against each code's entry and what was coded with it, as one document a code."""

    name = "BM25"

    def __init__(self, coded: CodedSet) -> None:
        self.codes = coded.codes
        self.analyser = Analyser(coded.language)

    def learn(self, rows: Rows) -> None:
        def own(code: str) -> str:
            return "\n".join(text for text, given in rows if code in given)

        entries = []
        for code in self.codes:
            described = [code.get("name") or "", code.get("definition") or "", *code.get("cues", ())]
            entries.append([(self._tokens(text), 1.0) for text in (*described, own(code["code"]))])
        self.bm25 = Bm25(entries)

    def score(self, texts: Sequence[str]) -> np.ndarray:
        return _found_only(np.array([self.bm25.scores(self.bm25.strengths(self._tokens(text))) for text in texts]))

    def _tokens(self, text: str) -> list:
        return self.analyser.tokens(self.analyser.doc(text))


class Linear:
    """One-vs-rest logistic regression on tf-idf of words and word pairs."""

    name = "linear"

    def __init__(self, coded: CodedSet) -> None:
        self.codes = [code["code"] for code in coded.codes]

    def learn(self, rows: Rows) -> None:
        self.models: list[tuple[int, LogisticRegression]] = []
        if not rows:
            return
        self.vectoriser = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
        features = self.vectoriser.fit_transform([text for text, _ in rows])
        for column, code in enumerate(self.codes):
            given = [code in codes for _, codes in rows]
            if any(given) and not all(given):
                self.models.append((column, LogisticRegression(C=10, solver="liblinear").fit(features, given)))

    def score(self, texts: Sequence[str]) -> np.ndarray:
        scores = np.zeros((len(texts), len(self.codes)))
        features = self.vectoriser.transform(texts) if self.models else None
        for column, model in self.models:
            scores[:, column] = model.predict_proba(features)[:, 1]
        return scores


class Suggestions:
    """What is measured: the suggester through its public face; a code that is not returned is no suggestion (nan)."""

    name = "suggester"

    def __init__(self, coded: CodedSet) -> None:
        self.codes = [code["code"] for code in coded.codes]
        self.suggester = Suggester(coded.codes, coded.language, vectors=coded.vectors)
        self.learned = 0

    @property
    def threshold(self) -> float:
        return self.suggester.threshold

    def learn(self, rows: Rows) -> None:
        for text, codes in rows[self.learned :]:
            self.suggester.learn(text, sorted(codes))
        self.learned = len(rows)
        self.suggester.flush()

    def score(self, texts: Sequence[str]) -> np.ndarray:
        found = [{code: chance for code, chance, _ in self.suggester.suggest(text)} for text in texts]
        return np.array([[chances.get(code, np.nan) for code in self.codes] for chances in found])


def _found_only(scores: np.ndarray) -> np.ndarray:
    """Return scores without those of codes of which nothing was found in the text: they are not put forward."""
    return np.where(scores > 0, scores, np.nan)


METHODS = (Suggestions, Frequency, Cues, PlainBm25, Linear)
