"""The lines above a conversation: date, place, who was there. They look like speakers and are none."""

import re
from collections.abc import Mapping, Sequence

from coder.files.transcripts import words
from coder.files.transcripts.labels import Form, read_label
from coder.files.transcripts.layout import Layout
from coder.files.transcripts.marks import Mark, Style

_TOP = 60
"""Lines that may be above a conversation."""

_LEADERS = re.compile(
    r"[ \t]*(?P<role>[^\W\d_]+)(?:\(?s\)?)?[ \t]*[:：][ \t]*(?P<names>[^\n]{2,120})",
)


def preamble_end(layout: Layout, readings: Mapping[int, Sequence[Mark]]) -> int:
    """Return the index of the first line behind the lines above a conversation; 0 if there are none to be sure of.

    `Moderator: Anneke Visser` between `Datum: …` and `Deelnemers: 9` says who leads; nobody speaks there.
    """
    last = -1
    values = 0
    for i in range(min(_TOP, len(layout.lines))):
        colon = next((mark for mark in readings.get(i, ()) if mark.style is Style.COLON), None)
        if colon is None:
            continue
        if _is_metadata(colon):
            last = i
        elif colon.label.form is not Form.PHRASE:
            values += 1
            if values > 4 or not _is_value(layout, i, colon):
                break
    if last < 0:
        return 0
    for i in range(last + 1, len(layout.lines)):
        colon = next((mark for mark in readings.get(i, ()) if mark.style is Style.COLON), None)
        if (
            colon is None
            or not _is_value(layout, i, colon)
            or (layout.lines[i].first and not _names_one(layout, i, colon))
        ):
            return i
    return 0


def leaders_named(text: str, end: int) -> str:
    """Return the names that the lines before `end` give as moderator or interviewer, folded; empty if none."""
    names = []
    for line in text[: min(end, 20_000)].split("\n"):
        found = _LEADERS.match(line[:200])
        if found and found["role"].casefold().removesuffix("s") in words.MODERATOR | {"gespreksleider"}:
            names.append(found["names"].casefold())
    return " ".join(names)


def _is_metadata(mark: Mark) -> bool:
    if mark.label.form is Form.HEADER:
        parts = mark.label.key.split()
        return parts[0] in words.METADATA or parts[-1] in words.METADATA_LAST
    return mark.label.key in {"deelnemers", "participants", "teilnehmer", "respondenten", "moderatoren", "interviewers"}


def _names_one(layout: Layout, i: int, mark: Mark) -> bool:
    """Tell whether the line says who has a role, as `Interviewer: Anneke Visser` does."""
    value = read_label(layout.text[mark.body : layout.lines[i].end])
    return mark.label.form is Form.ROLE and value is not None and value.form is Form.NAME


def _is_value(layout: Layout, i: int, mark: Mark) -> bool:
    """Tell whether what follows the label reads like a value: short, no sentence."""
    body = layout.text[mark.body : layout.lines[i].end]
    return len(body) < 80 and not body.rstrip().endswith(("?", ".", "!", "…"))
