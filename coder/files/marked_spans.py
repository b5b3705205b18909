"""Spans marked elsewhere: a table with a coder, a start, an end and a code on each line."""

from dataclasses import dataclass
from pathlib import Path

from coder.files.decode import decode
from coder.files.original import read_original
from coder.files.ratings import MAX_BYTES, table_lines
from coder.model.errors import CoderError
from coder.model.language import _
from coder.model.text import printable, shortened

_COLUMNS = (("coder", "codeur"), ("start", "begin"), ("end", "eind", "einde"), ("code", "label"))
"""What each column may be called."""

_FURTHEST = 1_000_000_000
"""A text of more characters than that is no text."""


@dataclass(frozen=True, slots=True)
class MarkedSpans:
    """What coders marked on one continuum: a text, or the seconds of a recording."""

    coders: tuple[str, ...]
    """In the order in which they are first named."""
    begin: int
    end: int
    """Exclusive."""
    spans: tuple[tuple[str, int, int, str], ...]
    """Coder, start, end (exclusive) and code."""


def read_spans(path: Path) -> MarkedSpans:
    """Read the table at `path`: CSV with commas, semicolons or tabs, in any encoding that `decode` knows.

    A line without coder and code says where the continuum begins and ends; otherwise it is from 0 to the last end. A
    line with a coder only is of a coder who marked nothing.

    Raises:
        CoderError: with the file's name, and the line where there is one, if it is not such a table.
    """
    try:
        return parse_spans(decode(read_original(path, MAX_BYTES).data).text)
    except CoderError as error:
        raise CoderError(f"{printable(path.name or str(path))}: {error}") from None


def parse_spans(text: str) -> MarkedSpans:
    """Read a table of spans from text; CoderError says on which line it is wrong."""
    lines = table_lines(text)
    places = _places(next(lines, (1, []))[1])
    coders: dict[str, None] = {}
    spans: list[tuple[str, int, int, str]] = []
    whole: tuple[int, int] | None = None
    for number, cells in lines:
        coder, start, end, code = (cells[at].strip() if at < len(cells) else "" for at in places)
        if coder:
            coders[coder] = None
            if not (start or end or code):
                continue
        place = _place(number, start), _place(number, end)
        if place[0] >= place[1]:
            raise CoderError(_("line {number}: the end is not after the start").format(number=number))
        if coder and code:
            spans.append((coder, *place, code))
        elif coder or code or whole is not None:
            raise CoderError(
                _("line {number}: a span has a coder and a code; one line, with neither, says where all begins").format(
                    number=number
                )
            )
        else:
            whole = place
    if not spans:
        raise CoderError(_("has no spans under its first line"))
    begin, end_ = whole or (0, max(end for _c, _s, end, _k in spans))
    for coder, start_, stop, _code in spans:
        if start_ < begin or stop > end_:
            raise CoderError(
                _("{start}–{end} of {coder} lies outside {first}–{last}, where all begins and ends").format(
                    start=start_, end=stop, coder=shortened(coder), first=begin, last=end_
                )
            )
    return MarkedSpans(tuple(coders), begin, end_, tuple(spans))


def _places(header: list[str]) -> list[int]:
    heads = [head.strip().casefold() for head in header]
    found = [next((at for at, head in enumerate(heads) if head in names), None) for names in _COLUMNS]
    places = [at for at in found if at is not None]
    if len(places) < len(_COLUMNS):
        raise CoderError(_("the first line of a table of spans names the columns coder, start, end and code"))
    return places


def _place(number: int, text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 11 and int(text) <= _FURTHEST):
        raise CoderError(
            _("line {number}: “{text}” is no place; start and end are whole numbers from 0").format(
                number=number, text=shortened(text)
            )
        )
    return int(text)
