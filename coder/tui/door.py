"""The one door through which text from people reaches the screen.

Transcripts, labels, memos and file names are written by others. `clean` makes them safe to draw, one character for one,
so that offsets into the original stay true. `Door` stands behind it in the app: whatever a widget draws passes there.
"""

import re

from rich.segment import Segment
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter

from coder.model.text import printable

_EMOJI = "\U0001f000-\U0001faff\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff"
_JOINED = "\u0590-\u08ff\u0900-\u0dff\ufb50-\ufdff\ufe70-\ufefc"

_INVISIBLE = re.compile(
    "\xad"  # soft hyphen
    "|[\u034f\u180e\u200b\u2060-\u2065\u206a-\u206f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a]"
    f"|(?<![{_JOINED}])\u200c|\u200c(?![{_JOINED}])"  # a non-joiner is a letter's business in Persian and Indic scripts
    f"|(?<![{_EMOJI}\ufe0f])\u200d|\u200d(?![{_EMOJI}])"  # a joiner makes one emoji of two; elsewhere widths go wrong
    "|[\U000e0080-\U000e01ef]"  # what is left of the tag plane
)
"""Characters without width that hide in text: terminals disagree about them, and they hide words from a search."""


def clean(text: str, keep: str = "") -> str:
    """Return `text` as it may be drawn: same length, a visible mark for everything that would steer or hide.

    Tabs become spaces. `keep` names controls to leave, such as a newline where lines are laid out.
    """
    if text.isprintable():
        return text
    text = printable(text.replace("\t", " "), keep)
    return _INVISIBLE.sub(lambda match: "‧" if match[0] == "\xad" else "·", text)


def line(text: str) -> str:
    """Return `text` for one line: cleaned, newlines as spaces."""
    return clean(text.replace("\n", " "))


def content(text: str, style: str = "") -> Content:
    """Return `text` as content for a widget: cleaned, never read as markup."""
    return Content.styled(clean(text, keep="\n"), style) if style else Content(clean(text, keep="\n"))


class Door(LineFilter):
    """Stands behind every widget: no control character in a segment gets past, whoever put it there."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return `segments` with their text cleaned; the list itself if there was nothing to clean."""
        if all(segment.text.isprintable() for segment in segments):
            return segments
        return [Segment(clean(text), style) for text, style, _ in segments]
