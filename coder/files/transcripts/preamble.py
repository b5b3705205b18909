"""The lines above a conversation: date, place, who was there. They look like speakers and are none."""

import re
from collections.abc import Mapping

from coder.files.transcripts import words
from coder.files.transcripts.labels import Form
from coder.files.transcripts.layout import Layout
from coder.files.transcripts.marks import Mark, Style

_TOP = 60
"""Lines that may be above a conversation."""

_LEADERS = re.compile(
    r"[ \t]*(?P<role>[^\W\d_]+)(?:\(?s\)?)?[ \t]*[:：][ \t]*(?P<names>[^\n]{2,120})",
)


def without_preamble(layout: Layout, marks: Mapping[int, Mark], readings: Mapping[int, list[Mark]]) -> dict[int, Mark]:
    """Return `marks` without those that stand among the lines above the conversation.

    `Moderator: Anneke Visser` between `Datum: …` and `Deelnemers: 9` says who leads; nobody speaks there.
    """
    last = -1
    spoken = 0
    for i in range(min(_TOP, len(layout.lines))):
        if i in marks:
            if not _is_short(layout, i, marks[i]):
                break
            spoken += 1
            if spoken > 4:
                break
        elif any(mark.style is Style.COLON and _is_metadata(mark) for mark in readings.get(i, ())):
            last = i
    if last < 0 or not any(i > last for i in marks):
        return dict(marks)
    end = last
    while (
        end + 1 < len(layout.lines)
        and end + 1 in marks
        and not layout.lines[end + 1].first
        and _is_short(layout, end + 1, marks[end + 1])
    ):
        end += 1
    kept = {i: mark for i, mark in marks.items() if i > end}
    return kept or dict(marks)


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
        return parts[0] in words.METADATA or parts[-1] in words.METADATA
    return mark.label.key in {"deelnemers", "participants", "teilnehmer", "respondenten", "moderatoren", "interviewers"}


def _is_short(layout: Layout, i: int, mark: Mark) -> bool:
    """Tell whether what follows the label reads like a value: short, no sentence."""
    body = layout.text[mark.body : layout.lines[i].end]
    return len(body) < 80 and not body.rstrip().endswith(("?", ".", "!", "…"))
