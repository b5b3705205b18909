"""A chart in the terminal: rows and columns of numbers, each with a bar or a shade as large as its share."""

from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType

from coder.model.query import Query
from coder.tui.bindings import bound
from coder.tui.charts import Cell, Chart, Row
from coder.tui.door import line
from coder.tui.language import N_, _
from coder.tui.layout.card import Line, Part
from coder.tui.layout.graphemes import fit, pad
from coder.tui.widgets.line_list import LineList

NARROWEST = 11
"""Cells of the narrowest column."""

WIDEST = 34

SHADES = " ░▒▓█"
_EIGHTHS = " ▏▎▍▌▋▊▉"


class ChartGrid(LineList):
    """The cells of a chart. Enter searches for what was counted in one."""

    BINDINGS: ClassVar[list[BindingType]] = bound(
        "chart",
        Binding("left,h", "column(-1)", N_("Column to the left"), show=False),
        Binding("right,l", "column(1)", N_("Column to the right"), show=False),
    )

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002, as in Textual
        super().__init__(id=id)
        self.chart = Chart()
        self.column = 0

    def show(self, chart: Chart) -> None:
        """Show a chart, the cursor on its first cell."""
        self.chart = chart
        self.column = 0
        first = next((at for at, row in enumerate(chart.rows, start=1) if row.cells), 1)
        self.fill(len(chart.rows) + 1 if chart.rows else 0, first)

    @property
    def query_here(self) -> Query:
        """What the current cell, or a heading, counts."""
        if not self.count:
            return Query()
        row = self.chart.rows[max(self.cursor - 1, 0)]
        return row.cells[self.column].query if row.cells else row.query

    def go(self, item: int, *, centre: bool = False) -> None:
        """Move to a row; the names of the columns are none."""
        super().go(max(item, 1), centre=centre)

    def action_column(self, by: int) -> None:
        """Move to another column."""
        column = max(0, min(self.column + by, len(self.chart.columns) - 1))
        if column != self.column:
            self.column = column
            self.changed_all()

    def picked(self) -> None:
        """Open what was clicked."""
        self.screen.action_open()  # type: ignore[attr-defined] # the overview is the only screen with this list

    def lines_of(self, item: int, width: int, *, current: bool) -> list[Line]:
        """Return the names of the columns, a heading, or a row of cells."""
        label, room, first, shown = self._measures(width)
        if item == 0:
            return self._heads(width, (label, room, first, shown))
        row = self.chart.rows[item - 1]
        bar = ("bar", "▌") if current else ("gutter", " ")
        if not row.cells:
            title: Line = (bar, (_hue(row), fit(line(row.label), width - 2)))
            return [(("gutter", ""),), title] if item > 1 else [title]
        parts: list[Part] = [bar, ("text", pad(line(row.label), label))]
        for at in range(first, first + shown):
            parts += self._cell(row.cells[at], row, room, chosen=current and at == self.column)
        return [tuple(parts)]

    def empty(self, width: int) -> list[Line]:
        """Return what there is to say where there is nothing to draw."""
        return [(("gutter", ""),), (("hint", fit(f"   {_(self.chart.word)}", width)),)]

    def _heads(self, width: int, measures: tuple[int, int, int, int]) -> list[Line]:
        label, room, first, shown = measures
        columns = self.chart.columns
        more = f"{'‹' if first else ' '}{'›' if first + shown < len(columns) else ' '}"
        names = [("title", pad(f" {line(name)}", room - 1) + " ") for name in columns[first : first + shown]]
        rule = "─" * min(width - 2, label + room * shown)
        return [(("gutter", " "), ("quiet", pad(more, label)), *names), (("faint", f" {rule}"),)]

    def _cell(self, cell: Cell, row: Row, room: int, *, chosen: bool) -> list[Part]:
        """Return a number and what it looks like, in `room` cells."""
        number = 7 if cell.share is not None else room - 3
        widest = max((cell_len(one.text) for one in row.cells if one.share is not None), default=0)
        number = min(max(number, widest), room - 3)
        text = pad(line(cell.text), number, right=cell.share is not None)
        drawn = "" if cell.share is None else self._drawn(cell.share, room - number - 3)
        mark = "▸" if chosen else " "
        if chosen:
            return [("selection", f"{mark}{pad(f'{text} {drawn}', room - 2)}"), ("gutter", " ")]
        faint = cell.text in {"·", "–"}
        return [("faint" if faint else "text", f"{mark}{text} "), (_hue(row), pad(drawn, room - number - 2))]

    def _drawn(self, share: float, room: int) -> str:
        share = min(max(share, 0.0), 1.0)
        if self.chart.shaded:
            return SHADES[min(len(SHADES) - 1, int(share * len(SHADES)) + (share > 0))] * min(room, 4) if share else ""
        eighths = round(share * room * 8)
        if share and not eighths:
            eighths = 1
        return ("█" * (eighths // 8) + _EIGHTHS[eighths % 8]).rstrip()

    def _measures(self, width: int) -> tuple[int, int, int, int]:
        """Return cells for the labels and for a column, and the first and number of the columns shown."""
        columns = self.chart.columns
        widest = max((cell_len(line(row.label)) for row in self.chart.rows if row.cells), default=8)
        label = min(widest + 2, max(12, width // 3))
        count = max(1, len(columns))
        named = max((cell_len(line(name)) + 3 for name in columns), default=0)
        narrowest = min(max(NARROWEST, named), 20)
        room = max(narrowest, min(WIDEST, (width - label - 2) // count))
        shown = max(1, min(count, (width - label - 2) // room))
        first = max(0, min(self.column - shown // 2, count - shown))
        return label, room, first, shown


def _hue(row: Row) -> str:
    return "chip" if row.hue is None else f"code-{row.hue}"
