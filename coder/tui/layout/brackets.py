"""Draws coded spans as numbered brackets under the text, so that overlapping ones are told apart without colour."""

from collections.abc import Sequence

from coder.model.coding import Span
from coder.tui.layout.graphemes import column


def brackets(row: str, start: int, spans: Sequence[tuple[int | str, Span]]) -> list[str]:
    """Return the lines to draw under one row of text.

    Args:
        row: the row as drawn.
        start: offset of its first code point in the fragment.
        spans: number or name, and span, of each coding. Those that overlap get a line of their own, the same in every
            row.
    """
    lanes: list[dict[int, str]] = []
    for lane, name, (first, last) in _in_lanes(spans):
        begin, end = max(first - start, 0), min(last - start, len(row))
        if begin >= end:
            continue
        while len(lanes) <= lane:
            lanes.append({})
        left, right = column(row, begin), max(column(row, end), column(row, begin) + 1)
        drawn = _bracket(name, right - left, opens=first >= start, closes=last - start <= len(row))
        lanes[lane].update(enumerate(drawn, left))
    return ["".join(cells.get(at, " ") for at in range(max(cells) + 1)) for cells in lanes if cells]


def _in_lanes(spans: Sequence[tuple[int | str, Span]]) -> list[tuple[int, str, Span]]:
    """Return (lane, name, span): each in the first lane where it overlaps nothing."""
    ends: list[int] = []
    placed: list[tuple[int, str, Span]] = []
    for number, span in sorted(spans, key=lambda item: item[1]):
        lane = next((at for at, end in enumerate(ends) if end <= span[0]), len(ends))
        if lane == len(ends):
            ends.append(0)
        ends[lane] = span[1]
        placed.append((lane, str(number), span))
    return placed


def _bracket(name: str, cells: int, *, opens: bool, closes: bool) -> str:
    """Return `╰1────╯` in so many cells; a span that goes on has an open side."""
    if cells <= len(name):
        return name[:cells]
    left = "╰" if opens else "─"
    right = "╯" if closes else "─"
    if cells < len(name) + 2:
        return (left + name)[:cells]
    return left + name + "─" * (cells - len(name) - 2) + right
