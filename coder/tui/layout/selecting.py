"""Moves the ends of a selection by word, sentence or character."""

import re

from coder.model.coding import Span
from coder.tui.layout.graphemes import graphemes

_WORD = re.compile(r"\w+(?:[-'’]\w+)*[^\w\s]*|[^\w\s]+")
"""A word with the punctuation that follows it."""

_SENTENCE = re.compile(r"[^.!?…\n]*[.!?…]+[\"'”’)]*|[^.!?…\n]+")


def words(text: str) -> list[Span]:
    """Return where the words are, without the punctuation at their end."""
    return [
        (word.start(), word.start() + len(word[0].rstrip(".,;:!?…\"'”’)")) or word.end())
        for word in _WORD.finditer(text)
    ]


def sentences(text: str) -> list[Span]:
    """Return where the sentences are, without the space around them."""
    found = []
    for part in _SENTENCE.finditer(text):
        whole = part[0]
        start = part.start() + len(whole) - len(whole.lstrip())
        end = part.start() + len(whole.rstrip())
        if start < end:
            found.append((start, end))
    return found


class Selection:
    """A span that grows and shrinks; at least one character long."""

    def __init__(self, text: str) -> None:
        """Start with the first word of `text`, or all of it if it has none."""
        self._text = text
        self._words = words(text) or [(0, len(text))]
        self.start, self.end = self._words[0]

    @property
    def span(self) -> Span:
        """What is selected."""
        return self.start, self.end

    @property
    def text(self) -> str:
        """The selected text."""
        return self._text[self.start : self.end]

    def end_by_word(self, by: int) -> None:
        """Move the end to the next or previous end of a word."""
        ends = [end for _, end in self._words]
        later = [end for end in ends if end > self.end]
        earlier = [end for end in ends if self.start < end < self.end]
        if by > 0 and later:
            self.end = later[0]
        elif by < 0 and earlier:
            self.end = earlier[-1]

    def start_by_word(self, by: int) -> None:
        """Move the start to the next or previous word; past the end, the word there is selected."""
        starts = [start for start, _ in self._words]
        if by > 0:
            later = [word for word in self._words if word[0] > self.start]
            if later:
                self.start, end = later[0]
                self.end = max(self.end, end)
        else:
            earlier = [start for start in starts if start < self.start]
            if earlier:
                self.start = earlier[-1]

    def end_by_character(self, by: int) -> None:
        """Move the end by one character as a reader sees it."""
        if by > 0:
            rest = graphemes(self._text[self.end : self.end + 64])
            self.end += rest[0][1] if rest else 0
        else:
            inside = graphemes(self.text)
            if len(inside) > 1:
                self.end = self.start + inside[-1][0]

    def start_by_character(self, by: int) -> None:
        """Move the start by one character as a reader sees it."""
        if by > 0:
            inside = graphemes(self.text)
            if len(inside) > 1:
                self.start += inside[0][1]
        else:
            before = graphemes(self._text[: self.start])
            if before:
                self.start = before[-1][0]

    def sentence(self) -> None:
        """Select the sentences that the selection touches; if it is those already, the next one too."""
        touched = [part for part in sentences(self._text) if part[0] < self.end and part[1] > self.start]
        if touched and (touched[0][0], touched[-1][1]) != self.span:
            self.start, self.end = touched[0][0], touched[-1][1]
            return
        later = [part for part in sentences(self._text) if part[0] >= self.end]
        if later:
            self.end = later[0][1]

    def everything(self) -> None:
        """Select all words."""
        self.start, self.end = self._words[0][0], max(self._words[-1][1], len(self._text.rstrip()))
