"""What the eye takes for one character, and how many cells it fills."""

import re
from collections.abc import Sequence

from rich.cells import cell_len, split_graphemes

Grapheme = tuple[int, int, int]
"""Start, end (code points, end-exclusive) and width in cells."""

_NARROW = re.compile(r"[ -~\xa0-\xac\xae-\u02ff\u2010-\u2027]*")
"""Letters and signs of one cell that combine with nothing: most of any European transcript."""

_FLAG_A, _FLAG_Z = "\U0001f1e6", "\U0001f1ff"


def is_narrow(text: str) -> bool:
    """Say whether every code point fills exactly one cell, so that offsets are columns."""
    return text.isascii() or _NARROW.fullmatch(text) is not None


def graphemes(text: str) -> list[Grapheme]:
    """Split `text` where a reader would: marks stay on their letter, joined emoji and flags stay whole.

    Widths are those that the screen is composed with, so that a line that fits here fits there.
    """
    found: list[Grapheme] = []
    for start, end, width in split_graphemes(text)[0]:
        if found and _joins(text, found[-1], start, width):
            first, _, before = found[-1]
            found[-1] = (first, end, before + width)
        else:
            found.append((start, end, width))
    return found


def _joins(text: str, last: Grapheme, start: int, width: int) -> bool:
    """Say whether the grapheme at `start` belongs to the one before it: the second half of a flag, a stray mark."""
    first, end, before = last
    if before == 0 and width > 0:
        return first == 0 and not text[0].isspace()
    is_flag = end == first + 1 and _FLAG_A <= text[first] <= _FLAG_Z
    return is_flag and _FLAG_A <= text[start] <= _FLAG_Z


def column(text: str, offset: int) -> int:
    """Return the cell at which the code point at `offset` of a line begins."""
    return offset if is_narrow(text) else cell_len(text[:offset])


def fit(text: str, width: int) -> str:
    """Return `text` in at most `width` cells, with an ellipsis where something was left out."""
    if width <= 0:
        return ""
    if is_narrow(text):
        return text if len(text) <= width else text[: width - 1] + "…"
    if len(text) <= width * 8 and cell_len(text) <= width:
        return text
    used = cut = 0
    for _, end, cells in graphemes(text[: width * 32]):
        if used + cells > width - 1:
            break
        used, cut = used + cells, end
    return text if cut == len(text) else text[:cut] + "…"


def pad(text: str, width: int, *, right: bool = False) -> str:
    """Return `text` in exactly `width` cells; `right` aligns it to the right."""
    text = fit(text, width)
    blank = " " * (width - cell_len(text))
    return blank + text if right else text + blank


def shares(wanted: Sequence[int], room: int) -> list[int]:
    """Divide `room`: whoever wants less than an even share gets that, and the others divide what is left."""
    given = [0] * len(wanted)
    left = sorted(range(len(wanted)), key=lambda at: wanted[at])
    while left:
        at = left.pop(0)
        given[at] = max(min(wanted[at], room // (len(left) + 1)), 1)
        room -= given[at]
    return given
