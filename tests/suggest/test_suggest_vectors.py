"""A researcher installed a spaCy pipeline with word vectors: words that mean the same help too."""

from __future__ import annotations

import numpy as np
import pytest
import spacy

from coder.model.errors import CoderError
from coder.suggest import Suggester

NEAR = {"fiets": (1.0, 0.1), "rijwiel": (0.99, 0.12), "soep": (0.1, 1.0), "bouillon": (0.12, 0.99)}
CODES = [{"code": "eten", "name": "Soep"}, {"code": "vervoer", "name": "Fiets"}]


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> spacy.Language:
    """An installed pipeline whose vectors know four words."""
    pipeline = spacy.blank("nl")
    monkeypatch.setattr(spacy.util, "is_package", lambda name: name == "nl_tiny_md")
    monkeypatch.setattr(spacy, "load", lambda name, exclude: pipeline)
    return pipeline


def test_a_word_that_means_the_same_lifts_its_code(pipeline: spacy.Language) -> None:
    for word, vector in NEAR.items():
        pipeline.vocab.set_vector(word, np.array(vector, dtype="f"))
    history = [("Op de fiets erheen.", ["vervoer"]), ("Soep vooraf.", ["eten"])]
    suggester = Suggester.from_history(CODES, "nl", history, vectors="nl_tiny_md")
    assert suggester.suggest("Bouillon graag.")[0][0] == "eten"
    assert suggester.suggest("Mijn rijwiel staat buiten.")[0][0] == "vervoer"


def test_a_pipeline_without_vectors_is_refused(pipeline: spacy.Language) -> None:
    with pytest.raises(CoderError, match="has no word vectors"):
        Suggester(CODES, "nl", vectors="nl_tiny_md")
