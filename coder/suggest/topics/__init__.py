"""Topics and what people say about them, in Dutch and English: `stof` goes with `hygiëne`.

Lists written for this program, by field, one topic a line: the words that name it, a colon, the words that people use
when they talk about it. They bridge what a codebook says and what respondents say, while little is coded and after.
Read as plain text; there are none for other languages, and then everything works without.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from coder.suggest.tokens import PART, Analyser, Word

LANGUAGES = frozenset({"en", "nl"})
Ints = NDArray[np.int32]
Singles = NDArray[np.float32]


class Topics:
    """The topics of one language."""

    def __init__(self, analyser: Analyser) -> None:
        """Read the lists of the analyser's language; empty where there are none."""
        self._named: dict[str, list[int]] = {}
        self._said: dict[str, list[int]] = {}
        self._about: dict[Word, tuple[Ints, Singles]] = {}
        self.size = 0
        """Number of topics."""
        for names, said in _lines(analyser.language):
            for table, words in ((self._named, names), (self._said, said)):
                for form in dict.fromkeys(form for word in words for form in (word, analyser.lemma(word))):
                    table.setdefault(form, []).append(self.size)
            self.size += 1

    def named(self, word: Word) -> dict[int, float]:
        """Return the topics that a word names, and how much: 1, or PART where it is a part of the word."""
        return _strengths(self._named, word)

    def about(self, word: Word) -> tuple[Ints, Singles]:
        """Return the topics that a word names or is said about, and how much it tells of each.

        That is as much as of a name, divided by the root of how many topics there are: `betalen` is said about many.
        """
        found = self._about.get(word)
        if found is None:
            strengths = _strengths(self._said, word) | self.named(word)
            told = np.array(list(strengths.values()), dtype=np.float32) / np.sqrt(max(len(strengths), 1))
            found = self._about[word] = np.array(list(strengths), dtype=np.int32), told.astype(np.float32)
        return found


def _strengths(table: Mapping[str, list[int]], word: Word) -> dict[int, float]:
    found: dict[int, float] = {}
    if not word.stop:
        for forms, strength in ((word.parts, PART), ((word.lemma, word.lower), 1.0)):
            for form in forms:
                found.update(dict.fromkeys(table.get(form, ()), strength))
    return found


def _lines(language: str) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the words that name each topic and those that are said about it, file by file."""
    if language not in LANGUAGES:
        return
    for file in sorted((resources.files(__name__) / language).iterdir(), key=lambda file: file.name):
        for line in file.read_text(encoding="utf-8").splitlines():
            names, colon, said = line.partition(":")
            if colon and not line.startswith("#"):
                yield _words(names), _words(said)


def _words(listed: str) -> list[str]:
    return [word.strip() for word in listed.split(",")]


@lru_cache(maxsize=2)
def topics(analyser: Analyser) -> Topics:
    """Return the topics of an analyser's language, read once."""
    return Topics(analyser)
