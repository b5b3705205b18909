"""Lays out what coders made of one fragment, side by side, and the fragment with a row of brackets for each of them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import ascii_lowercase

from rich.cells import cell_len

from coder.model import Coding
from coder.model.coding import Span
from coder.model.reconciling import judgement
from coder.tui.door import clean, line
from coder.tui.language import _
from coder.tui.layout.card import Line, Name, Part
from coder.tui.layout.graphemes import fit
from coder.tui.layout.wrap import lines

NARROWEST = 30
"""Cells of the narrowest column."""

MOST = 12
"""Lines of a statement or memo that are shown."""

ALIKE, UNLIKE = "=", "●"
"""How a coding is marked: all who read the fragment have it, or not."""


@dataclass(frozen=True, slots=True)
class Side:
    """What one coder made of a fragment."""

    number: int
    """Of the coder among those compared, from 1: the key that takes this side."""
    coder: str
    read: bool
    codings: Sequence[Coding] = ()

    def name(self, at: int) -> str:
        """Return what a coding is called here and in the text: `1b`."""
        return f"{self.number}{ascii_lowercase[at % len(ascii_lowercase)]}"

    @property
    def spans(self) -> list[tuple[int | str, Span]]:
        """The places in the text, by name."""
        return [(self.name(at), coding.span) for at, coding in enumerate(self.codings) if coding.span]


def side_lines(sides: Sequence[Side], chosen: int, width: int, names: Mapping[str, Name]) -> list[Line]:
    """Return columns of the coders who read the fragment, as many as fit around the `chosen` one (from 0)."""
    if not sides:
        return []
    count = max(1, min(len(sides), (width + 1) // (NARROWEST + 3)))
    room = (width + 3) // count - 3
    first = max(0, min(chosen - count // 2, len(sides) - count))
    alike = _alike(sides)
    shown = sides[first : first + count]
    columns = [
        _column(side, room, names, alike, chosen=at == chosen, more=_more(first, count, len(sides), at))
        for at, side in enumerate(shown, first)
    ]
    height = max(len(column) for column in columns)
    laid: list[Line] = []
    for row in range(height):
        parts: list[Part] = []
        for at, column in enumerate(columns):
            if at:
                parts.append(("faint", " │ "))
            cell = column[row] if row < len(column) else ()
            used = sum(cell_len(text) for _, text in cell)
            parts += [*cell, ("gutter", " " * (room - used))]
        laid.append(tuple(part for part in parts if part[1]))
    return laid


def _more(first: int, count: int, total: int, at: int) -> str:
    """Return a mark for columns that do not fit, on the side where they are."""
    if at == first and first:
        return "‹"
    return "›" if at == first + count - 1 and first + count < total else ""


def _alike(sides: Sequence[Side]) -> Counter[object]:
    """Return how often everybody who read the fragment judged so."""
    said = [Counter(judgement(coding) for coding in side.codings) for side in sides]
    common: Counter[object] = Counter(said[0]) if said else Counter()
    for other in said[1:]:
        common &= other
    return common


def _column(
    side: Side, room: int, names: Mapping[str, Name], alike: Counter[object], *, chosen: bool, more: str
) -> list[Line]:
    mark: Part = ("chosen", "▸") if chosen else ("gutter", " ")
    head = fit(f" {line(side.coder)}", room - 4)
    laid: list[Line] = [(mark, ("match", str(side.number)), ("speaker", head), ("quiet", f" {more}" if more else ""))]
    if not side.codings:
        return [*laid, (("hint", fit("   " + _("– read, and nothing coded"), room)),)]
    left = Counter(alike)
    for at, coding in enumerate(side.codings):
        same = left[judgement(coding)] > 0
        left[judgement(coding)] -= 1
        named = side.name(at) if coding.span else ""
        laid += coding_lines(coding, room, names, (ALIKE if same else UNLIKE, named))
    return laid


def coding_lines(coding: Coding, room: int, names: Mapping[str, Name], lead: tuple[str, str]) -> list[Line]:
    """Return a coding: mark and name, codes, and under them statement and memo."""
    mark, named = lead
    rows: list[list[Part]] = [[("chip" if mark == UNLIKE else "quiet", f" {mark} ")]]
    if named:
        rows[0].append(("bracket", f"{named} "))
    indent = sum(cell_len(text) for _, text in rows[0])
    used = indent
    for at, path in enumerate(coding.codes):
        name = names.get(path) or Name(line(path), 0)
        label = fit(name.label, room - indent - 2)
        if at:
            rows[-1].append(("quiet", " +"))
            used += 2
            if used + 1 + cell_len(label) > room - 2:
                rows.append([("gutter", " " * indent)])
                used = indent
            else:
                rows[-1].append(("quiet", " "))
                used += 1
        rows[-1].append((f"code-{name.hue}", label))
        used += cell_len(label)
    laid: list[Line] = [tuple(row) for row in rows]
    for style, text in (("statement", coding.statement or ""), ("memo", f"✎ {coding.memo}" if coding.memo else "")):
        laid += _wrapped(text, style, room)
    return laid


def _wrapped(text: str, style: str, room: int) -> list[Line]:
    if not text:
        return []
    rows = [row for _, row in lines(clean(text, keep="\n"), max(8, room - 4))]
    if len(rows) > MOST:
        rows = [*rows[: MOST - 1], fit(rows[MOST - 1], room - 6) + " …"]
    return [(("gutter", "   "), (style, fit(row, room - 3))) for row in rows]


def outcome_lines(codings: Sequence[Coding], width: int, names: Mapping[str, Name], about: str) -> list[Line]:
    """Return what a fragment was settled on; `about` tells by whom and why."""
    head: Line = (
        ("check", " ✓ "),
        ("speaker", fit(_("settled"), width - 4)),
        ("quiet", fit(about, max(0, width - 12))),
    )
    if not codings:
        return [head, (("hint", fit("   " + _("nothing to code here"), width)),)]
    return [head, *(row for coding in codings for row in coding_lines(coding, width, names, (UNLIKE, "")))]


def quiet(laid: Sequence[Line], most: int, *, end: bool = False) -> list[Line]:
    """Return a fragment beside the one at hand, set back: its first line, and `most` of the others."""
    head, body, blank = laid[:1], laid[1:-1], laid[-1:]
    cut = len(body) > most
    if cut:
        body = body[-most:] if end else body[:most]
    rows = [tuple((_QUIET.get(style, style), text) for style, text in row) for row in (*head, *body)]
    if cut:
        at = 0 if end else -1
        rows[at] = (*rows[at], ("faint", " …"))
    return [*rows, *blank]


_QUIET = {"text": "quiet", "speaker": "quiet", "number": "faint", "question": "faint", "about": "faint"}
"""How what stands beside is set back."""
