"""The ways a line can begin with a speaker: every reading of one line, before the whole file decides."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from coder.files.transcripts.clock import BARE, BRACKETED, seconds
from coder.files.transcripts.labels import MAX_LABEL, Form, Label, read_label
from coder.files.transcripts.layout import Line


class Style(Enum):
    """How the label is set apart from what was said."""

    COLON = "Anna: text"
    STAMPED = "Anna [00:12:31] text, or Anna 00:12:31 above the text"
    BRACKET = "[Anna] text"
    TAB = "Anna, a tab, text"
    DASH = "R1 - text"
    SPACE = "R1 text"
    BOLD = "Anna in bold, then text"
    ALONE = "Anna on a line above the text"


@dataclass(frozen=True, slots=True)
class Mark:
    """A possible speaker at the begin of a line."""

    style: Style
    label: Label
    body: int
    """Where what was said begins: code points into the text; the end of the line if it begins on a later one."""
    time: float | None = None
    bold: bool = False
    """The label is in bold."""


_WINDOW = 160
"""Code points of a line that are looked at: a label, its times and its marks fit, however long the line."""

# Quantifiers are possessive (*+, ++): white space is never given back, so a line of blanks costs no backtracking.
_S = r"[ \t\u00a0\u202f]"
_LEAD = rf"(?:[-–—•·*>▪]+{_S}++)?(?:\*\*|__)?"
_NUMBER = rf"(?:\d{{1,4}}[.)]?{_S}++)?"  # of the line
_STAMP = rf"(?:{BRACKETED}|{BARE})"
_LABEL = rf"(?P<label>[^\W\d_][^:：\[\]{{}}<>\t\n|]{{0,{MAX_LABEL}}}?)"
_END = r"(?:\*\*|__)?"

_COLON = re.compile(
    rf"{_NUMBER}{_LEAD}(?:(?P<t1>{_STAMP}){_S}*+[-–|,]?{_S}*+)?{_END}{_LABEL}{_S}*+{_END}{_S}*+"
    rf"(?:[,–-]{_S}*+)?(?P<t2>{_STAMP})?{_S}*+{_END}"
    rf"(?P<colon>[:：]){_END}{_S}*+(?P<t3>{BRACKETED}|\d{{1,2}}:\d\d:\d\d(?=\s))?{_S}*+"
)
_BRACKETS = tuple(
    re.compile(
        rf"{_LEAD}(?:(?P<t1>{_STAMP}){_S}*+)?\{left}(?P<label>[^\W\d_][^\[\]{{}}<>:\n]{{0,60}}?)\{right}"
        rf"{_S}*+[:：–-]?{_S}*+(?P<t2>{_STAMP})?{_S}*+"
    )
    for left, right in ("[]", "()", "<>", "{}")
)
_LABEL_TIME = re.compile(
    rf"{_LEAD}{_LABEL}{_END}{_S}*+(?:[,–|-]{_S}*+)?"
    rf"(?:(?P<t2>{BRACKETED}){_S}*+(?:[:：–-]{_S}*+)?|(?<=[ \t\u00a0,|–-])(?P<t3>{BARE}){_S}*+$)"
)
_TIME_LABEL = re.compile(rf"{_LEAD}(?P<t1>{_STAMP}){_S}*+(?:[-–|]{_S}*+)?{_LABEL}{_END}{_S}*+$")
_TAB = re.compile(
    rf"{_NUMBER}{_LEAD}(?:(?P<t1>{_STAMP}){_S}++)?{_LABEL}{_END}[ \u00a0]*+[:：]?[ \u00a0]*+\t{_S}*+"
    rf"(?:(?P<t2>{_STAMP})\t{_S}*+)?(?=\S)"
)
_DASH = re.compile(rf"{_LEAD}(?P<label>[^\W\d_][\w .]{{0,24}}?){_END}(?:{_S}++[-–—]{_S}++|{_S}*+[.)]{_S}++)(?=\S)")
_SPACE = re.compile(
    rf"{_LEAD}(?:(?P<t1>{_STAMP}){_S}*+)?"
    rf"(?P<label>[^\W\d_]{{1,4}}[-_]?\d{{1,3}}|[^\W\d_]{{4,20}} \d{{1,3}}|[A-Z](?=\s+[A-Z])){_END}{_S}++(?=[^\s(\[])"
)
_STAMP_START = re.compile(rf"(?:(?P<brackets>{BRACKETED})|{BARE}){_S}*+[-–|]?{_S}*+")
_STAMP_END = re.compile(rf"{BRACKETED}$")

_SURE = (Form.ROLE, Form.CODE)


def marks_of(text: str, line: Line) -> list[Mark]:
    """Return every way in which `line` may begin with a speaker, the likeliest first."""
    found: list[Mark] = []
    end = min(line.end, line.start + _WINDOW)
    head = text[line.start : end]
    if ":" in head or "：" in head:
        colon = _colon(text, line, end)
        if colon and colon.label.form in _SURE:
            return [colon]
        found += [colon] if colon else []
        found += _timed(text, line, end)
    if head[0] in "[(<{-–—•*>" or head[0].isdigit():
        for pattern in _BRACKETS:
            found += _simple(text, line, end, pattern, Style.BRACKET)
    if "\t" in head:
        found += _simple(text, line, end, _TAB, Style.TAB)
    if line.bold and not line.heading:
        found += _bold(text, line)
    found += [mark for mark in _simple(text, line, end, _DASH, Style.DASH) if mark.label.form in _SURE]
    found += [mark for mark in _simple(text, line, end, _SPACE, Style.SPACE) if mark.label.form in _SURE]
    if line.end - line.start <= MAX_LABEL:
        label = read_label(text[line.start : line.end])
        found += [Mark(Style.ALONE, label, line.end, None, line.bold >= line.end)] if label else []
    return found


def stamp_before(text: str, start: int, end: int, *, bare: bool) -> tuple[int, float | None]:
    """Return where the text begins behind the time at `start`, and that time; `start` and None if there is none.

    A time without brackets counts with `bare`, or if it is all there is.
    """
    found = _STAMP_START.match(text, start, min(end, start + _WINDOW))
    if found is None or not (bare or found["brackets"] or found.end() == end):
        return start, None
    return found.end(), seconds(found[0])


def stamp_behind(text: str, start: int, end: int) -> tuple[int, float | None]:
    """Return where the text ends before the time in brackets at `end`, and that time; `end` and None without one."""
    if end - start < 5 or text[end - 1] not in "]#":
        return end, None
    found = _STAMP_END.search(text, max(start, end - 40), end)
    return (found.start(), seconds(found[0])) if found else (end, None)


def _colon(text: str, line: Line, end: int) -> Mark | None:
    """Read `Anna:`, with a time before or behind the name or the colon."""
    found = _COLON.match(text, line.start, end)
    if found is None:
        return None
    colon = found.end("colon")
    after = text[colon : colon + 2]
    if after.startswith(("//", "\\")) or (after[:1].isdigit() and text[colon - 2].isdigit()):
        return None  # an address, a path, a time of the day
    label = read_label(found["label"])
    if label is None or (after[:1].isalnum() and label.form not in _SURE):
        return None
    stamp = found["t1"] or found["t2"] or found["t3"]
    return Mark(Style.COLON, label, found.end(), seconds(stamp) if stamp else None, line.bold >= found.end("label"))


def _timed(text: str, line: Line, end: int) -> Iterator[Mark]:
    """Read a name beside a time."""
    for pattern in (_LABEL_TIME, _TIME_LABEL):
        if pattern is _TIME_LABEL and line.end > end:
            continue
        yield from _simple(text, line, end, pattern, Style.STAMPED)


def _simple(text: str, line: Line, end: int, pattern: re.Pattern[str], style: Style) -> list[Mark]:
    """Read a line by a pattern with a label and perhaps times."""
    found = pattern.match(text, line.start, end)
    label = read_label(found["label"]) if found else None
    if found is None or label is None:
        return []
    groups = found.groupdict()
    stamp = groups.get("t1") or groups.get("t2") or groups.get("t3")
    return [Mark(style, label, found.end(), seconds(stamp) if stamp else None, line.bold >= found.end("label"))]


def _bold(text: str, line: Line) -> list[Mark]:
    """Read a name in bold before text that is not."""
    if line.bold >= line.end or line.bold - line.start > MAX_LABEL + 20:
        return []
    start, time = stamp_before(text, line.start, line.bold, bare=True)
    label = read_label(text[start : line.bold].rstrip(" :\t\u00a0"))
    return [Mark(Style.BOLD, label, line.bold, time, True)] if label else []
