"""Where in a text the words of a query are: places in the text as it is, found in the text as it is compared."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import accumulate

from coder.model.coding import Span
from coder.model.query import Query
from coder.model.text import fold

INDEXED = 3
"""Characters of the shortest run that the index knows."""

_MOST_RUNS = 24
_LONGEST_RUN = 48

_fold_character = lru_cache(maxsize=4096)(fold)


class Finding:
    """The words of one query, ready to be held against many texts."""

    def __init__(self, query: Query) -> None:
        """Get `query` ready."""
        self._plain = tuple(dict.fromkeys(fold(word) for word in query.words))
        bounded = [rf"(?<!\w){re.escape(fold(stem))}" for stem in query.prefixes]
        bounded += [rf"(?<!\w){re.escape(fold(word))}(?!\w)" for word in query.whole]
        self._bounded = tuple(re.compile(pattern) for pattern in dict.fromkeys(bounded))
        self._exact = tuple(re.compile(_as_typed(run)) for run in query.exact)
        runs = [
            run
            for text in (*self._plain, *map(fold, (*query.prefixes, *query.whole, *query.exact)))
            for run in re.split(r"[\s\0]+", text)
        ]
        self.runs = tuple(dict.fromkeys(run[:_LONGEST_RUN] for run in runs if len(run) >= INDEXED))[:_MOST_RUNS]
        """Folded runs that every text found has somewhere: what an index of runs of three characters can look up."""
        self.certain = not (self._bounded or self._exact) and set(self._plain) <= set(self.runs)
        """Whether a text that has all of the runs is found, without looking at it."""

    def holds(self, text: str) -> bool:
        """Say whether `text` has everything that is asked for."""
        if self._plain or self._bounded:
            folded = fold(text)
            if not all(word in folded for word in self._plain):
                return False
            if not all(pattern.search(folded) for pattern in self._bounded):
                return False
        return all(next(_exact_places(text, pattern), None) is not None for pattern in self._exact)

    def places(self, text: str) -> tuple[Span, ...]:
        """Return where they are in `text`, in order; what overlaps or touches is one place."""
        found: list[Span] = []
        if self._plain or self._bounded:
            folded, back = folded_with_places(text)
            for word in self._plain:
                found += (back(at, at + len(word)) for at in _occurrences(folded, word))
            for pattern in self._bounded:
                found += (back(*match.span()) for match in pattern.finditer(folded))
        for pattern in self._exact:
            found += _exact_places(text, pattern)
        return tuple(_joined(found))


def folded_with_places(text: str) -> tuple[str, Callable[[int, int], Span]]:
    """Return `text` folded, and a function from a range of the folded text to the range of `text` that it came from.

    A range holds whole characters, with the marks that belong to the last one.
    """
    if text.isascii():
        return fold(text), lambda start, end: (start, end)
    parts = [_fold_character(character) for character in text]
    starts = list(accumulate(map(len, parts), initial=0))

    def back(start: int, end: int) -> Span:
        last = bisect_left(starts, end)
        while last < len(text) and not parts[last] and unicodedata.combining(text[last]):
            last += 1
        return bisect_right(starts, start) - 1, last

    return "".join(parts), back


def _occurrences(text: str, word: str) -> Iterator[int]:
    at = text.find(word) if word else -1
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


def _as_typed(run: str) -> str:
    """Return a pattern for a run of text exactly as typed, in decomposed form; a space is any space."""
    decomposed = unicodedata.normalize("NFD", run)
    return r"\s+".join(map(re.escape, re.split(r"\s+", decomposed)))


def _exact_places(text: str, pattern: re.Pattern[str]) -> Iterator[Span]:
    """Yield where `pattern` is in `text`, whichever way its accents are written."""
    if text.isascii():
        yield from (match.span() for match in pattern.finditer(text))
        return
    decomposed = unicodedata.normalize("NFD", text)
    if pattern.search(decomposed) is None:
        return
    clusters = list(_clusters(text))
    starts = list(accumulate((len(unicodedata.normalize("NFD", text[slice(*one)])) for one in clusters), initial=0))
    at = {start: cluster for cluster, start in enumerate(starts)}
    for match in pattern.finditer(decomposed):
        first, last = at.get(match.start()), at.get(match.end())
        # `e` typed is not the `e` of `é`: a match that splits a letter from its accent is none.
        if first is not None and last is not None:
            yield clusters[first][0], clusters[last - 1][1]


def _clusters(text: str) -> Iterator[Span]:
    """Yield the characters of `text` with their marks."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not unicodedata.combining(text[at]):
            yield start, at
            start = at


def _joined(places: list[Span]) -> Iterator[Span]:
    """Yield places in order; those that overlap or touch as one."""
    places.sort()
    for at, (start, end) in enumerate(places):
        if at == 0:
            first, last = start, end
        elif start <= last:
            last = max(last, end)
        else:
            yield first, last
            first, last = start, end
    if places:
        yield first, last
