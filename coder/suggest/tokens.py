"""Texts as words: spaCy's tokeniser, simplemma's lemmas, compound parts, character n-grams."""

from __future__ import annotations

import threading
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from sys import intern
from typing import Any

import simplemma
import spacy

from coder.suggest import compounds

LONGEST_TEXT = 20_000
"""Characters of a text that are read; a fragment is a turn or an answer, and a whole book must not hang the coder."""
PART = 0.6
"""What a part of a compound counts, against a word of its own."""
_GRAMS = (3, 4, 5)
_ENDINGS = frozenset({"s", "tje", "tjes", "er", "ers", "en", "n", "t", "de", "te"})
"""What an apostrophe may part from a word or an abbreviation: foto's, UWV'tje, VVD'ers, sms'en."""


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """What is known of one word form; made once per form, so that tables can be kept by it."""

    lower: str
    lemma: str
    parts: tuple[str, ...]
    """Lemmas of the parts when it is a compound."""
    stop: bool
    """It is on the language's list of function words: it weighs less, it is never thrown away."""
    grams: tuple[str, ...]
    """Character n-grams of the lemma with a space at both ends; none for a function word."""
    spoken: bool
    """It has a letter or a digit: punctuation and spaces are no words."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word at its place in the text."""

    word: Word
    start: int
    end: int


class Analyser:
    """Reads texts in one language; any language, better in those that spaCy and simplemma know."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.lock = threading.RLock()
        """To be held while reading: spaCy's vocabulary is not made for several threads."""
        self.nlp = _pipeline(language)
        self._lemmas = _lemmas(language)
        self._stop_words: frozenset[str] = frozenset(self.nlp.Defaults.stop_words)
        self._words: dict[str, Word] = {}
        self._compounding = language in compounds.COMPOUNDING and self._lemmas

    def doc(self, text: str) -> Any:
        """Return spaCy's Doc of the beginning of `text`, with lemmas."""
        # A lone surrogate, as JSON can bring in, has no UTF-8; one character takes its place, so offsets stay true.
        safe = text[:LONGEST_TEXT].encode("utf-8", "replace").decode("utf-8")
        doc = self.nlp.make_doc(safe)
        for token in doc:
            token.lemma_ = self.word(token.text).lemma
        return doc

    def tokens(self, doc: Any) -> list[Token]:
        """Return the words of `doc`; punctuation and spaces are left out."""
        return [
            Token(word, start, start + len(form))
            for form, start in [(token.text, token.idx) for token in doc]
            if (word := self.word(form)).spoken
        ]

    def word(self, form: str) -> Word:
        """Return what is known of a word form."""
        word = self._words.get(form)
        if word is None:
            word = self._words[form] = self._look_up(form)
        return word

    def _look_up(self, form: str) -> Word:
        lower = unicodedata.normalize("NFKC", form).casefold()
        lemma = self.lemma(lower)
        stop = lower in self._stop_words
        parts: tuple[str, ...] = ()
        if self._compounding and not stop:
            parts = tuple(dict.fromkeys(self.lemma(part) for part in compounds.split(lemma, self._known)))
        spoken = any(character.isalnum() for character in form)
        return Word(lower, lemma, parts, stop, () if stop else grams(lemma), spoken)

    def lemma(self, lower: str) -> str:
        """Return the lemma of a word form in lower case; itself where none is known."""
        head, apostrophe, tail = lower.replace("’", "'").partition("'")
        if apostrophe and head and tail in _ENDINGS:
            return self.lemma(head)
        if not self._lemmas or not lower.isalpha():
            return lower
        return str(simplemma.lemmatize(lower, lang=self.language)).casefold()

    def _known(self, part: str) -> bool:
        return part not in self._stop_words and bool(simplemma.is_known(part, lang=self.language))


def _pipeline(language: str) -> Any:
    try:
        return spacy.blank(language)
    except ImportError:
        return spacy.blank("xx")


def _lemmas(language: str) -> bool:
    try:
        simplemma.is_known("a", lang=language)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=2)
def analyser(language: str) -> Analyser:
    """Return the analyser of a language; suggesters of one language share it, as it takes half a second to make."""
    return Analyser(language)


def grams(word: str) -> tuple[str, ...]:
    """Return the character n-grams of a word with a space at both ends; words share what is the same."""
    padded = f" {word} "
    return tuple(intern(padded[at : at + size]) for size in _GRAMS for at in range(len(padded) - size + 1))
