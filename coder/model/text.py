"""Text from people, made safe to show, and folded to be found."""

import re
import unicodedata

_UNSAFE = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # C0, DEL and C1: a terminal obeys them
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidi marks, overrides and isolates: they reorder their neighbours
    "\u2028\u2029"  # line and paragraph separators
    "\ufeff\ufff9-\ufffb"  # byte order mark, interlinear annotation
    "\ud800-\udfff"  # lone surrogates: no encoding takes them
    "\ufdd0-\ufdef\ufffe\uffff"  # noncharacters
    "\U000e0000-\U000e007f"  # tags: invisible text
    "]"
)


def printable(text: str, keep: str = "") -> str:
    """Return `text` with everything that a terminal or its neighbours would obey replaced by a visible placeholder.

    One character for one, so that offsets stay true. C0 controls become their control picture (ESC: `␛`), the rest `�`.
    Characters in `keep` (such as a newline, where lines are laid out) are left as they are.
    """
    return _UNSAFE.sub(lambda match: match[0] if match[0] in keep else _placeholder(match[0]), text)


def shortened(text: str, most: int = 40) -> str:
    """Return `text` printable, and cut off after `most` characters: for messages and heads of columns."""
    return printable(text if len(text) <= most else f"{text[: most - 1]}…")


def _placeholder(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else "\ufffd"


_MARKS = re.compile("[\u0300-\U0010ffff]+")
"""Where accents may be, once letters were taken apart."""


def fold(text: str) -> str:
    """Return `text` as search compares it: case and diacritics folded, `Coördinatie` as `coordinatie`."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return decomposed if decomposed.isascii() else _MARKS.sub(_without_marks, decomposed)


def _without_marks(run: re.Match[str]) -> str:
    return "".join(character for character in run[0] if not unicodedata.combining(character))


def slug(text: str) -> str:
    """Return `text` as an id: lower case, ASCII letters and digits joined by hyphens; empty if nothing is left."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
