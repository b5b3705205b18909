"""How wide text is on paper, near enough to lay out a table without the fonts at hand."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# Advance widths of Helvetica, which Arial and Liberation Sans share, in thousandths of the font size, from the space
# to the tilde. Source: Adobe Core 14 font metrics, Helvetica.afm.
_ASCII = (
    *(278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278),  # space to /
    *(556,) * 10,  # digits
    *(278, 278, 584, 584, 584, 556, 1015),  # : to @
    *(667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833),  # A to M
    *(722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611),  # N to Z
    *(278, 278, 278, 469, 556, 333),  # [ to `
    *(556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833),  # a to m
    *(556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500),  # n to z
    *(334, 260, 334, 584),  # { to ~
)
_SPACE = _ASCII[0]
BOLD = 1.1
"""How much wider bold letters are, at most, for the words that occur in labels."""


@lru_cache(maxsize=4096)
def _advance(char: str) -> int:
    if " " <= char <= "~":
        return _ASCII[ord(char) - 32]
    if unicodedata.combining(char):
        return 0
    if unicodedata.east_asian_width(char) in "WF":
        return 1000
    base = unicodedata.normalize("NFD", char)[0]
    if " " <= base <= "~":
        return _ASCII[ord(base) - 32]
    return {"P": 556, "S": 1000, "L": 722}.get(unicodedata.category(char)[0], 600)


@lru_cache(maxsize=65536)
def _word(word: str) -> int:
    return sum(map(_advance, word))


def width(text: str, size: float) -> float:
    """Return the width of `text` on one line, in points, in a font of `size` points."""
    words = text.split(" ")
    return (sum(map(_word, words)) + _SPACE * (len(words) - 1)) * size / 1000


def longest_word(texts: Iterable[str], size: float) -> float:
    """Return the width of the widest word in points; 0 without words."""
    return max((_word(word) for text in texts for word in text.split(" ")), default=0) * size / 1000


def lines(text: str, room: float, size: float) -> int:
    """Return on how many lines `text` comes, broken at spaces, and inside a word only if it is wider than `room`."""
    available = max(room, size) * 1000 / size
    count, used = 1, 0.0
    for word in text.split(" "):
        wide = _word(word)
        if used and used + _SPACE + wide > available:
            count, used = count + 1, 0.0
        used += wide + (_SPACE if used else 0)
        if used > available:
            more = int(used // available)
            count, used = count + more, used - more * available
    return count
