"""A text around what was found in it, in as many cells as there are."""

from collections.abc import Sequence

from rich.cells import cell_len

from coder.model.coding import Span
from coder.tui.door import line
from coder.tui.layout.card import Part
from coder.tui.layout.graphemes import fit

BEFORE = 0.35
"""Share of the room that goes to what stands before the first hit."""

_LOOK = 600
"""Code points around a hit that can matter on any screen."""


def in_context(text: str, places: Sequence[Span], room: int) -> list[Part]:
    """Return one line of `text` in at most `room` cells, with the first place in sight and all in it marked.

    What is found is a part `hit`, the rest `text`. Cut sides end in an ellipsis.
    """
    first = places[0][0] if places else 0
    start = max(0, first - _LOOK)
    before = line(text[start:first])
    # What is not needed after the hit goes to what stands before it.
    wanted = max(int(room * BEFORE), room - cell_len(line(text[first : first + _LOOK])))
    if start or cell_len(before) > wanted:
        start = first - len(_tail(before, wanted - 1))
    parts: list[Part] = [("text", "…")] if start else []
    room -= len(parts)
    at = start
    for begin, end in [*places, (len(text), len(text))]:
        for style, piece in (("text", text[at:begin][:_LOOK]), ("hit", text[begin:end][:_LOOK])):
            short = fit(line(piece), room)
            if short:
                parts.append((style, short))
                room -= cell_len(short)
        at = end
        if room <= 0:
            break
    return parts


def _tail(text: str, room: int) -> str:
    """Return the end of `text` in at most `room` cells, from the beginning of a word if one is near."""
    cut = max(0, len(text) - max(room, 0))
    while cut < len(text) and cell_len(text[cut:]) > room:
        cut += 1
    space = text.find(" ", cut, cut + 12)
    return text[space + 1 :] if space >= 0 else text[cut:]
