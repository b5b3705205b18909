"""A canonical text and the lines in it: what every transcript format is brought to before speakers are looked for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

Span = tuple[int, int]
"""Code points into the canonical text, end-exclusive."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds something; blank lines are left out."""

    start: int
    """First code point that is not white space."""
    end: int
    first: bool
    """Begins a paragraph."""
    bold: int = 0
    """Where the bold text that it begins with ends; 0: it begins with none."""
    heading: bool = False
    row: bool = False
    """Is in a table."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A canonical text with its lines in order."""

    text: str
    lines: tuple[Line, ...]
    tables: tuple[tuple[tuple[Span, ...], ...], ...] = ()
    """Rows of cells, stripped; their lines are among `lines` too."""


def strip(text: str, start: int, end: int) -> Span:
    """Return `start` and `end` moved inwards over white space; an empty span at `start` if nothing else is there."""
    piece = text[start:end]
    kept = piece.lstrip()
    if not kept:
        return start, start
    begin = start + len(piece) - len(kept)
    return begin, begin + len(kept.rstrip())


def lines_of(text: str) -> Iterator[Span]:
    """Yield start and end of every line, blank ones too; only LF ends a line."""
    start = 0
    while True:
        end = text.find("\n", start)
        if end < 0:
            yield start, len(text)
            return
        yield start, end
        start = end + 1


def lay_out(text: str) -> Layout:
    """Lay out plain text: blank lines part paragraphs; where there are none at all, each line is a paragraph."""
    spans = [strip(text, start, end) for start, end in lines_of(text)]
    while spans and spans[-1][0] == spans[-1][1]:
        spans.pop()
    filled = next((i for i, (start, end) in enumerate(spans) if start < end), 0)
    parted = any(start == end for start, end in spans[filled:])
    lines = []
    first = True
    for start, end in spans:
        if start == end:
            first = True
            continue
        lines.append(Line(start, end, first or not parted))
        first = False
    return Layout(text, tuple(lines))


_HEADING = re.compile(r"#{1,6}[ \t]+(?=\S)")


def lay_out_markdown(text: str) -> Layout:
    """Lay out Markdown: as plain text, with `#` lines as headings."""
    plain = lay_out(text)
    return Layout(
        text,
        tuple(
            Line(line.start, line.end, True, heading=True) if _HEADING.match(text, line.start, line.end) else line
            for line in plain.lines
        ),
    )
