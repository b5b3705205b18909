"""A yardstick from the textbook: what a careful combination of known methods finds on the same sets.

`python -m tests.benchmarks.suggest_recipe [--sets wijk,dekamer] [--sizes 0,50,300] [--seeds 3]`

Cues and BM25 against the codebook, one logistic regression a code on words, pairs of words and character n-grams with
each code's entry as a first example, the nearest coded texts, how often a code is given, and its place in the codebook;
one logistic regression over codes combines them, fitted to the other sets (sets that are drawn from one another are
left out together), so at least two families of sets are needed. Printed is recall@5, all codes put forward; how hard a
set is shows in this figure, and what the suggester adds in the difference.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_union

from coder.suggest.codes import read_codes
from coder.suggest.lexicon import FIELDS
from coder.suggest.reader import Reader
from coder.suggest.tokens import analyser
from tests.benchmarks.suggest import measure
from tests.benchmarks.suggest_sets import DRAWN, SETS, CodedSet, Rows, given_in, sittings

OF_CODEBOOK = [FIELDS.index(field) for field in ("cue", "name", "bm25", "bm25_best")]
NEAREST = 15


@dataclass(frozen=True)
class Asked:
    """Texts that were not learned, and what the methods make of them."""

    coded: CodedSet
    size: int
    rows: Rows
    scores: np.ndarray
    """Texts × codes × methods."""
    given: np.ndarray


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("--sets", default=",".join(SETS), help=f"of {', '.join(SETS)}")
    parser.add_argument("--sizes", default="0,50,300")
    parser.add_argument("--seeds", type=int, default=3)
    options = parser.parse_args(arguments)
    names, sizes = options.sets.split(","), [int(size) for size in options.sizes.split(",")]
    asked = {name: replay(SETS[name](), sizes, options.seeds) for name in names}
    found = {name: [recall(asked, name, size) for size in sizes] for name in names}
    print(f"| set | {' | '.join(map(str, sizes))} |\n|:--{'|--:' * len(sizes)}|")
    medians = np.nanmedian(list(found.values()), axis=0)
    for name, row in [*found.items(), ("median", medians)]:
        print(f"| {name} | {' | '.join('' if np.isnan(value) else f'{value:.2f}' for value in row)} |")


def replay(coded: CodedSet, sizes: Sequence[int], seeds: int) -> list[Asked]:
    reader = Reader(analyser(coded.language), read_codes(coded.codes))
    found = []
    for seed in range(seeds):
        for learned, asked in sittings(coded, sizes, seed):
            lexical = np.array([reader.read(text).lexical for text, _ in asked])[:, :, OF_CODEBOOK]
            own = _learned(coded, learned, [text for text, _ in asked])
            scores = np.concatenate([lexical, own], axis=2)
            found.append(Asked(coded, len(learned), asked, scores, given_in(asked, coded)))
    return found


def recall(asked: Mapping[str, Sequence[Asked]], name: str, size: int) -> float:
    """Return recall@5 on one set, combined as is best on the others; nan where it has too few texts."""
    family = DRAWN if name in DRAWN else {name}
    own = [one for one in asked[name] if one.size == size]
    rest = [one for other in asked if other not in family for one in asked[other] if one.size == size]
    if not own or not rest:
        return float("nan")
    scores = np.concatenate([one.scores.reshape(one.given.size, -1) for one in rest])
    counts = np.concatenate([np.full(one.given.size, 1000 / one.given.sum()) for one in rest])
    model = LogisticRegression(C=0.5, fit_intercept=False, max_iter=1000)
    model.fit(scores, np.concatenate([one.given.ravel() for one in rest]), sample_weight=counts)
    return float(np.mean([measure(one.scores @ model.coef_[0], one.rows, one.coded)["R@5"] for one in own]))


def _learned(coded: CodedSet, rows: Rows, asked: Sequence[str]) -> np.ndarray:
    """Return what was learned: the linear models, beside their best code too, nearest texts, frequency and order."""
    entries, texts = [_entry(code) for code in coded.codes], [text for text, _ in rows]
    given = given_in(rows, coded).astype(float) if rows else np.zeros((0, len(entries)))
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    grams = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
    vectorizer = make_union(words, grams)
    examples, wanted = vectorizer.fit_transform([*entries, *texts]), np.vstack([np.eye(len(entries)), given])
    vectors = vectorizer.transform(asked)
    linear = np.column_stack(
        [LogisticRegression(C=10, max_iter=300).fit(examples, column).decision_function(vectors) for column in wanted.T]
    )
    votes = np.zeros_like(linear)
    if texts:
        likeness = (vectors @ examples[len(entries) :].T).toarray()
        nearest = np.argsort(-likeness, axis=1)[:, :NEAREST]
        weights = np.take_along_axis(likeness, nearest, axis=1)
        votes = np.einsum("tn,tnc->tc", weights, given[nearest]) / np.maximum(weights.sum(axis=1, keepdims=True), 1e-9)
    frequency = np.log((given.sum(axis=0) + 0.5) / (len(given) + 1))
    order = -np.log(np.arange(1, len(entries) + 1))
    alike = [np.broadcast_to(each, linear.shape) for each in (frequency, order, 1.0)]
    return np.stack([linear, linear - linear.max(axis=1, keepdims=True), votes, *alike], axis=2)


def _entry(code: Mapping[str, Any]) -> str:
    cues, examples = code.get("cues") or (), code.get("examples") or ()
    return " ".join([code.get("name") or code["code"], code.get("definition") or "", *cues, *examples])


if __name__ == "__main__":
    sys.exit(main())
