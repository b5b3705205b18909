"""Wraps text to a width in cells and tells at which code point each line begins."""

import re

from coder.tui.layout.graphemes import graphemes, is_narrow

_SPACES = re.compile(r"[ \t]*")
_BREAK_AFTER = frozenset("-–—/")
"""A word may go on in the next line after one of these."""


def wrap(text: str, width: int) -> list[int]:
    """Return the offsets (code points) at which the lines of `text` begin, the first always 0.

    Lines break after spaces, dashes and slashes and between wide characters, else within a word, never within a
    grapheme. Spaces at a break hang over the edge and a newline belongs to the line that it ends: `lines` leaves both
    out. A line holds at most `width` cells, or a single grapheme that is wider.
    """
    width = max(width, 1)
    starts = [0]
    begin, length = 0, len(text)
    while begin < length:
        newline = text.find("\n", begin)
        end = length if newline < 0 else newline
        if end - begin > width or not is_narrow(text[begin:end]):
            if is_narrow(text[begin:end]):
                _wrap_narrow(text, begin, end, width, starts)
            else:
                _wrap_wide(text, begin, end, width, starts)
        if newline >= 0:
            starts.append(newline + 1)
        begin = end + 1
    return starts


def lines(text: str, width: int) -> list[tuple[int, str]]:
    """Return the wrapped lines as (offset, text to draw)."""
    starts = wrap(text, width)
    ends = [*starts[1:], len(text)]
    return [(start, text[start:end].rstrip(" \t\n")) for start, end in zip(starts, ends, strict=True)]


def _wrap_narrow(text: str, begin: int, end: int, width: int, starts: list[int]) -> None:
    """Wrap one line of text in which offsets are columns."""
    while end - begin > width:
        edge = begin + width
        if text[edge] == " ":
            cut = edge
        else:
            dash = max(text.rfind(mark, begin, edge) for mark in _BREAK_AFTER)
            cut = max(text.rfind(" ", begin, edge), dash) + 1
            if cut <= begin:
                cut = edge
        cut = _skip_spaces(text, cut, end)
        if cut >= end:
            return
        starts.append(cut)
        begin = cut


def _skip_spaces(text: str, at: int, end: int) -> int:
    """Return the first offset from `at` that is not a space, at most `end`."""
    found = _SPACES.match(text, at, end)
    return found.end() if found else at


def _wrap_wide(text: str, begin: int, end: int, width: int, starts: list[int]) -> None:
    """Wrap one line of text that holds wide or combining characters."""
    line = begin
    used = 0  # cells in this line
    may_break, used_there = begin, 0  # the last place where the line may break
    for first, last, cells in graphemes(text[begin:end]):
        start, after = begin + first, begin + last
        if text[start:after] in {" ", "\t"}:
            used += cells
            may_break, used_there = after, used
            continue
        while used and used + cells > width:
            if may_break > line:
                line, used = may_break, used - used_there
            else:
                line, used = start, 0
            starts.append(line)
            may_break, used_there = line, 0
        used += cells
        if cells > 1 or text[after - 1] in _BREAK_AFTER:
            may_break, used_there = after, used
