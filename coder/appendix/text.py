"""Text on its way into a document: white space, and characters that documents cannot hold."""

import re
import sys

_SPACES = re.compile(r"[ \t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
"""White space that separates words or lines. Non-breaking spaces are typography and stay."""

_UNFIT = re.compile(
    "["
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # controls: XML 1.0 has no place for most, and readers choke on the rest
    "\ud800-\udfff"  # surrogates: no file in UTF-8 can hold one
    "\ufdd0-\ufdef\ufffe\uffff"  # noncharacters
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, sys.maxunicode, 0x10000))
    + "\u202a-\u202e\u2066-\u2069"  # bidi embeddings, overrides and isolates: print in another order than was written
    "\U000e0000-\U000e007f"  # tags: text that nobody sees
    "\ufff9-\ufffb"  # interlinear annotation: hides what it encloses
    "]"
)


def collapse(text: str) -> str:
    """Return `text` on one line: each run of white space one space, none at the ends."""
    # The quick way out is for speed: nearly every text is clean, and half a million come by.
    if text.isprintable() and "  " not in text and text[:1] != " " and text[-1:] != " ":
        return text
    return _SPACES.sub(" ", text).strip(" ")


def fit(text: str) -> tuple[str, int]:
    """Return `text` on one line without what a document cannot hold, and how many characters were left out."""
    cleaned, removed = _UNFIT.subn("", text)
    return collapse(cleaned), removed
