"""A canonical text and the lines in it: what every transcript format is brought to before speakers are looked for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from coder.model.errors import CoderError
from coder.model.language import _

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


MAX_LINES = 1_000_000
"""Lines with something on them; more is no conversation, and would not fit in memory as fragments."""


def refuse_too_many(lines: int) -> None:
    """Refuse what no conversation is as long as.

    Raises:
        CoderError: there are over `MAX_LINES` lines.
    """
    if lines > MAX_LINES:
        raise CoderError(_("has over {most:,} lines, more than any conversation; split it").format(most=MAX_LINES))


_LINE = re.compile(r"[^\n]+")


def lay_out(text: str) -> Layout:
    """Lay out plain text: blank lines part paragraphs; where there are none at all, each line is a paragraph.

    Raises:
        CoderError: it has over `MAX_LINES` lines.
    """
    spans = []
    breaks = []
    last = -1
    for found in _LINE.finditer(text):
        start, end = strip(text, *found.span())
        if start == end:
            continue
        spans.append((start, end))
        breaks.append(last < 0 or found.start() - last > 1)  # more than the one line end between them
        last = found.end()
        refuse_too_many(len(spans))
    parted = any(breaks[1:])
    return Layout(text, tuple(Line(*span, first or not parted) for span, first in zip(spans, breaks, strict=True)))


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
