"""Lays out one fragment as lines of styled text: who and when, what was said, and how it is coded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from coder.model import Coding, Fragment
from coder.model.coding import Span
from coder.tui.door import clean, line
from coder.tui.layout.brackets import brackets
from coder.tui.layout.graphemes import fit, pad, shares
from coder.tui.layout.wrap import lines

Part = tuple[str, str]
"""Name of a style, and text."""

Line = tuple[Part, ...]

MAX_MEASURE = 92
"""Cells of text in a line: longer ones are hard to read on a wide screen."""

RIGHT = 3
"""Cells kept free on the right for the mark of a reviewed fragment."""

HUES = 6
"""How many colours the dimensions take turns in."""


@dataclass(frozen=True, slots=True)
class Name:
    """How a code is shown."""

    label: str
    hue: int
    """Of its dimension, below `HUES`."""


@dataclass(frozen=True, slots=True)
class Card:
    """A fragment and everything that is shown with it."""

    fragment: Fragment
    coder: str
    """Whose screen this is."""
    codings: Sequence[Coding] = ()
    """Everybody's."""
    names: Mapping[str, Name] | None = None
    about: str = ""
    """Attributes of who speaks: `Helmond · groot`."""
    reviewed: bool = False
    heading: str = ""
    """Printed over the first fragment of a source."""
    current: bool = False
    chosen: int | str | None = None
    """Id of the coding that keys act on."""
    selection: Span | None = None
    """What is being selected, in code points of the text."""
    evidence: Sequence[Span] = ()
    """What speaks for the codes that are suggested, in order and without overlaps."""
    sides: Sequence[Sequence[tuple[int | str, Span]]] | None = None
    """Names and spans of the codings that are held against each other, coder by coder, in place of one's own."""


def card_lines(card: Card, width: int, digits: int = 4) -> list[Line]:
    """Return the lines of a card in `width` cells, a blank one last; `digits` is the room for the number."""
    indent = digits + 3
    measure = max(8, min(width - indent - RIGHT, MAX_MEASURE))
    body = _header(card, measure) + _text(card, measure) + _chips(card, measure)
    bar = ("bar", "▌") if card.current else ("gutter", " ")
    number = pad(str(card.fragment.ordinal), digits, right=True)
    laid: list[Line] = [(("rule", line_) if line_ else ("gutter", ""),) for line_ in _heading(card, width)]
    for at, parts in enumerate(body):
        gutter = ("number", f"{number}  ") if at == 0 else ("gutter", " " * (digits + 2))
        laid.append((bar, gutter, *parts, *((_mark(card, parts, measure)) if at == 0 else ())))
    laid.append((("gutter", " "),))
    return laid


def own_first(card: Card) -> list[Coding]:
    """Return the codings in the order of the chips: this coder's, then the others'."""
    return sorted(card.codings, key=lambda coding: coding.coder != card.coder)


def _heading(card: Card, width: int) -> list[str]:
    if not card.heading:
        return []
    title = fit(line(card.heading), width - 8)
    return ["", f"  ── {title} {'─' * max(0, width - cell_len(title) - 8)}", ""]


def _mark(card: Card, parts: Line, measure: int) -> Line:
    """Return what ends the first line of a reviewed fragment: a check at the right edge."""
    if not card.reviewed:
        return ()
    used = sum(cell_len(text) for _, text in parts)
    return (("gutter", " " * (measure - used + 1)), ("check", "✓"))


def _header(card: Card, measure: int) -> list[Line]:
    """Return who speaks and when, and the question that is answered; nothing where neither is known."""
    fragment = card.fragment
    moderator = fragment.role == "moderator"
    who = line(fragment.speaker or fragment.case)
    when = "" if fragment.time is None else clock(fragment.time)
    laid: list[Line] = []
    if who or when:
        room = measure - len(when) - (1 if when else 0)
        who = fit(who, room)
        about = _about(card.about, who, room - cell_len(who))
        gap = " " * (measure - cell_len(who) - cell_len(about) - len(when))
        laid.append((("quiet" if moderator else "speaker", who), ("about", about), ("gutter", gap), ("about", when)))
    if fragment.question:
        laid.append((("question", fit(line(fragment.question), measure)),))
    return laid


def _about(about: str, who: str, room: int) -> str:
    """Return the attributes that the name does not tell already: `R3 (Helmond)` needs no second Helmond."""
    new = [part for part in line(about).split(" · ") if part and part not in who]
    return fit(f" · {' · '.join(new)}", room) if new and who else ""


def clock(seconds: float) -> str:
    """Return a moment of a recording: `00:12:40`."""
    whole = max(0, int(seconds))
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"


def _text(card: Card, measure: int) -> list[Line]:
    """Return the text, with what is selected shown, and a bracket under every coded span."""
    text = clean(card.fragment.text, keep="\n")
    plain = "quiet" if card.fragment.role == "moderator" else "text"
    sides = [_numbered(card)] if card.sides is None else card.sides
    laid: list[Line] = []
    for start, row in lines(text, measure):
        laid.append(_marked(row, start, card, plain))
        laid += [(("bracket", under),) for spans in sides for under in brackets(row, start, spans)]
    return laid


def _marked(row: str, start: int, card: Card, plain: str) -> Line:
    """Return a row of text in parts: what is selected, or else what speaks for a suggestion, set apart."""
    style, spans = ("selection", [card.selection]) if card.selection else ("evidence", card.evidence)
    parts: list[Part] = []
    at = 0
    for span in spans:
        first, last = (min(max(end - start, at), len(row)) for end in span)
        parts += [(plain, row[at:first]), (style, row[first:last])]
        at = last
    parts.append((plain, row[at:]))
    return tuple(part for part in parts if part[1]) or ((plain, ""),)


def _numbered(card: Card) -> list[tuple[int | str, Span]]:
    """Return this coder's coded spans with their numbers."""
    mine = [coding.span for coding in own_first(card) if coding.coder == card.coder and coding.span]
    return [(number, span) for number, span in enumerate(mine, 1)]


def _chips(card: Card, measure: int) -> list[Line]:
    """Return a line for each coding, statements aligned."""
    ordered = own_first(card)
    if not ordered:
        return []
    names = card.names or {}
    labels = [[_name(names, path) for path in coding.codes] for coding in ordered]
    numbers = iter(range(1, len(ordered) + 1))
    heads = [f"{next(numbers)} " if coding.span and coding.coder == card.coder else "" for coding in ordered]
    whose = ["" if coding.coder == card.coder else f"{fit(line(coding.coder), 16)}: " for coding in ordered]
    wide = [
        cell_len(head + who) + sum(cell_len(name.label) + 3 for name in chips) - 3
        for head, who, chips in zip(heads, whose, labels, strict=True)
    ]
    column = min(max(wide), max(12, measure * 55 // 100))
    return [
        _chip(card, coding, chips, (head, who), (column, measure))
        for coding, chips, head, who in zip(ordered, labels, heads, whose, strict=True)
    ]


def _chip(card: Card, coding: Coding, chips: list[Name], lead: tuple[str, str], room: tuple[int, int]) -> Line:
    """Return `● 1 UWV + Faalfactoren   statement  ✎ memo`."""
    mine = coding.coder == card.coder
    column, measure = room
    chosen = card.current and coding.id == card.chosen
    mark = "▸" if chosen else "●" if mine else "○"
    head, who = lead
    parts: list[Part] = [("chosen" if chosen else "chip" if mine else "other", f"{mark} ")]
    left = column if coding.statement or coding.memo else measure - 2
    for style, text in _labels(head, who, chips, left, mine=mine):
        short = fit(text, left)
        parts.append((style, short))
        left -= cell_len(short)
    if coding.statement or coding.memo:
        parts.append(("gutter", " " * (left + 3)))
        rest = measure - 2 - column - 3
        statement = fit(line(coding.statement or ""), rest)
        parts.append(("statement" if mine else "other", statement))
        rest -= cell_len(statement) + 2
        if coding.memo and rest > 6:
            parts.append(("memo", fit(f"{'  ' if statement else ''}✎ {line(coding.memo)}", rest)))
    return tuple(part for part in parts if part[1])


def _labels(head: str, who: str, chips: list[Name], room: int, *, mine: bool) -> list[Part]:
    parts: list[Part] = [("bracket", head), ("other", who)]
    for style, text in together(chips, room - cell_len(head + who)):
        parts.append((style if mine or style == "quiet" else "other", text))
    return parts


def together(names: Sequence[Name], room: int) -> list[Part]:
    """Return `UWV + Faalfactoren` in at most `room` cells, each code in sight however long the others are."""
    plus = " + "
    rooms = shares([cell_len(name.label) for name in names], room - len(plus) * (len(names) - 1))
    parts: list[Part] = []
    for name, cells in zip(names, rooms, strict=True):
        parts += [("quiet", plus)] if parts else []
        parts.append((f"code-{name.hue}", fit(name.label, cells)))
    return parts


def _name(names: Mapping[str, Name], path: str) -> Name:
    return names.get(path) or Name(line(path), 0)
