"""A researcher installed word vectors, of a spaCy pipeline or of wordllama: words that mean the same help too."""

from __future__ import annotations

import importlib.util
import socket

import numpy as np
import pytest
import spacy

from coder.model.errors import CoderError
from coder.suggest import Suggester

NEAR = {"kwidde": (1.0, 0.1), "brommeling": (0.99, 0.12), "zalp": (0.1, 1.0), "troemel": (0.12, 0.99)}
CODES = [{"code": "eten", "name": "Zalp"}, {"code": "vervoer", "name": "Kwidde"}]


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
    history = [("Op de kwidde erheen.", ["vervoer"]), ("Zalp vooraf.", ["eten"])]
    suggester = Suggester.from_history(CODES, "nl", history, vectors="nl_tiny_md")
    assert suggester.suggest("Troemel graag.")[0][0] == "eten"
    assert suggester.suggest("Mijn brommeling staat buiten.")[0][0] == "vervoer"


def test_a_pipeline_without_vectors_is_refused(pipeline: spacy.Language) -> None:
    with pytest.raises(CoderError, match="has no word vectors"):
        Suggester(CODES, "nl", vectors="nl_tiny_md")


def test_before_anything_is_coded_the_reason_is_a_word_that_means_the_same(pipeline: spacy.Language) -> None:
    for word, vector in NEAR.items():
        pipeline.vocab.set_vector(word, np.array(vector, dtype="f"))
    (found,) = Suggester(CODES, "nl", vectors="nl_tiny_md").rank("Mijn brommeling staat buiten.")
    assert found.code == "vervoer"
    assert (str(found.reasons[0]), found.reasons[0].spans) == ("“brommeling” means nearly “kwidde”", ((5, 15),))


class TestWordLlama:
    """Vectors of English words that come in a wheel."""

    ANIMALS = ({"code": "whales", "name": "Whales"}, {"code": "staff", "name": "Staff"})

    def test_an_english_word_is_known_without_being_in_the_codebook(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_: object, **__: object) -> None:
            pytest.fail("the network was asked")

        monkeypatch.setattr(socket.socket, "connect", refuse)
        monkeypatch.setattr(socket, "getaddrinfo", refuse)
        assert Suggester(self.ANIMALS, "en").suggest("Dolphins were up there.") == []
        first = Suggester(self.ANIMALS, "en", vectors="wordllama").rank("Dolphins were up there.")[0]
        assert first.code == "whales"
        assert first.reasons[0].shown() == "“Dolphins” means nearly “whales”"

    def test_words_that_are_nothing_alike_stay_unsuggested(self) -> None:
        assert Suggester(self.ANIMALS, "en", vectors="wordllama").suggest("xqzw 123 the of") == []

    def test_one_line_says_how_to_install_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
        with pytest.raises(CoderError, match="wordllama is not installed; install it with: pip install"):
            Suggester(self.ANIMALS, "en", vectors="wordllama")
