"""Turns lines of named parts into strips, in the colours of a theme."""

from collections.abc import Mapping

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from coder.tui.layout.card import Line
from coder.tui.theme import raised, styles


class Paint:
    """The styles of one theme on one ground, and on the raised ground of the current item."""

    def __init__(self, ground: Style, theme: str, variables: Mapping[str, str]) -> None:
        """Mix the colours: `ground` is a widget's own style, `variables` are those of the theme of that name."""
        self.made_of = (ground, theme)
        """What tells whether other colours are due."""
        high = ground + raised(variables)
        self._low = {part: ground + style for part, style in styles(variables).items()}
        self._high = {part: high + style for part, style in styles(variables).items()}

    def strip(self, line: Line, width: int, *, high: bool = False) -> Strip:
        """Return a line in exactly `width` cells; `high` puts it on the raised ground."""
        by_part = self._high if high else self._low
        texts: list[str] = []
        kept: list[Style] = []
        tight = (by_part["selection"], by_part["evidence"])
        used = 0
        for part, text in line:
            used += cell_len(text)
            style = by_part[part]
            # A space has no colour but its ground: it goes with what is before it, which saves bytes on the line.
            if kept and (style is kept[-1] or (part == "gutter" and kept[-1] not in tight)):
                texts[-1] += text
            else:
                texts.append(text)
                kept.append(style)
        if used < width:
            blank = " " * (width - used)
            if kept and kept[-1] not in tight:
                texts[-1] += blank
            else:
                texts.append(blank)
                kept.append(by_part["gutter"])
        strip = Strip(map(Segment, texts, kept), max(used, width))
        return strip if used <= width else strip.adjust_cell_length(width)

    def edge(self, strip: Strip, mark: str) -> Strip:
        """Return a strip with the scroll bar's cell at its end."""
        return Strip([*strip, Segment(mark, self._low["faint"])], strip.cell_length + 1)

    def blank(self, width: int) -> Strip:
        """Return an empty line."""
        return Strip.blank(width, self._low["gutter"])
