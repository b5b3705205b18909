"""The codebook as a table: the tree of codes, and how often each coder used each of them."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from coder.model import Code, Dimension
from coder.model.coding import CONSENSUS
from coder.tui.bindings import bound
from coder.tui.desk import Desk
from coder.tui.door import line
from coder.tui.language import N_, _, ngettext
from coder.tui.layout.card import HUES, Line
from coder.tui.layout.graphemes import fit, pad
from coder.tui.widgets.line_list import LineList

LABEL = 26
"""Cells that labels keep, however many coders there are."""

WIDEST = 11
"""Cells of the widest column."""

Counts = Mapping[str, Mapping[str, int]]
"""Coder, path, codings."""


class _Row(NamedTuple):
    item: Dimension | Code
    depth: int
    hue: int

    @property
    def path(self) -> str:
        return self.item.id if isinstance(self.item, Dimension) else self.item.path


class CodeTable(LineList):
    """Dimensions and codes, a column of counts for each coder. They have a heading of their own, which stays."""

    BINDINGS: ClassVar[list[BindingType]] = bound(
        "codes",
        Binding(
            "enter,right,l", "screen.examples", N_("Examples"), tooltip=N_("Go to what was coded so"), key_display="⏎"
        ),
    )

    def __init__(self, desk: Desk, shown: Callable[[str], None], *, id: str | None = None) -> None:  # noqa: A002, as in Textual
        """Make a table that calls `shown` with the path under the cursor."""
        super().__init__(id=id)
        self._desk = desk
        self._shown = shown
        self._table: list[_Row] = []
        self._counts: Counts = {}

    def show_codebook(self, path: str = "") -> None:
        """Show the codebook that is on the desk, the cursor on `path` if that is there."""
        self._table = [
            row for at, dimension in enumerate(self._desk.codebook.dimensions) for row in _rows(dimension, at % HUES)
        ]
        places = {row.path: place for place, row in enumerate(self._table)}
        self.fill(len(self._table), places.get(path, self.cursor or 1))
        self.moved()

    def count_by(self, counts: Counts) -> None:
        """Show these counts."""
        self._counts = counts
        self.changed_all()

    @property
    def path(self) -> str:
        """Path of the code under the cursor, id of a dimension; empty where there is none."""
        return self._table[self.cursor].path if self._table else ""

    @property
    def item(self) -> Dimension | Code | None:
        """The dimension or code under the cursor."""
        return self._table[self.cursor].item if self._table else None

    def moved(self) -> None:
        """Have the code described."""
        self._shown(self.path)

    def heading(self, width: int) -> Content:
        """Return the names of the coders over their columns, for a line as wide as the table."""
        columns = self._columns(width - 1)
        room = width - 3 - sum(cells for _, _, cells in columns)
        n = sum(isinstance(row.item, Code) and not row.item.retired for row in self._table)
        title = pad(ngettext("{n} code", "{n} codes", n).format(n=n), room)
        heads = "".join(pad(line(name), cells, right=True) for name, _, cells in columns)
        return Content.styled(f" {title}{heads}", "$quiet")

    def lines_of(self, item: int, width: int, *, current: bool) -> list[Line]:
        """Return a dimension, or a code with its counts."""
        columns = self._columns(width)
        room = width - 2 - sum(cells for _, _, cells in columns)
        row = self._table[item]
        bar = ("bar", "▌") if current else ("gutter", " ")
        if isinstance(row.item, Dimension):
            style = "quiet" if row.item.retired else f"code-{row.hue}"
            title_line: Line = (bar, (style, pad(self._label(row), width - 2)), ("gutter", " "))
            return [(("gutter", ""),), title_line] if item else [title_line]
        parts: list[tuple[str, str]] = [bar, ("quiet" if row.item.retired else "text", pad(self._label(row), room))]
        for name, coders, cells in columns:
            count = sum(self._counts.get(coder, {}).get(row.path, 0) for coder in coders)
            style = "faint" if not count else "match" if name == CONSENSUS else "text"
            parts.append((style, pad(str(count) if count else "·", cells, right=True)))
        return [(*parts, ("gutter", " "))]

    def empty(self, width: int) -> list[Line]:
        """Return where codes come from."""
        file = self._desk.study.codebook_file
        words = (
            _("No codes yet."),
            _("D adds a dimension, a question that is asked of every fragment."),
            _("Or write them in {file}.").format(file=f"{file.parent.name}/{file.name}"),
        )
        return [(("gutter", ""),), *((("hint", fit(f"  {line(text)}", width)),) for text in words)]

    def _label(self, row: _Row) -> str:
        label = "  " * row.depth + line(row.item.label)
        return label + " (" + _("retired") + ")" if row.item.retired else label

    def _columns(self, width: int) -> list[tuple[str, Sequence[str], int]]:
        """Return name, coders and cells of each column: this coder first, consensus last, who does not fit together."""
        others = [name for name in self._counts if name not in (self._desk.coder, CONSENSUS)]
        names = [self._desk.coder, *others, *([CONSENSUS] if CONSENSUS in self._counts else [])]
        columns: list[tuple[str, Sequence[str], int]] = [(name, (name,), self._cells(name)) for name in names]
        while sum(cells for _, _, cells in columns) > width - LABEL and len(columns) > 2:
            last = len(columns) - (2 if columns[-1][0] == CONSENSUS and len(columns) > 3 else 1)
            together = (*columns[last - 1][1], *columns[last][1])
            title = _("{n} others").format(n=len(together))
            columns[last - 1 : last + 1] = [(title, together, self._cells(title))]
        return columns

    def _cells(self, name: str) -> int:
        return min(WIDEST, max(6, cell_len(line(name)) + 2))


class CodeHeading(Widget):
    """The line over the table: whose counts are where."""

    def __init__(self, table: CodeTable, *, id: str | None = None) -> None:  # noqa: A002, as in Textual
        super().__init__(id=id)
        self._table = table

    def render(self) -> Content:
        """Return the names of the coders."""
        return self._table.heading(self.size.width)


def _rows(dimension: Dimension, hue: int) -> list[_Row]:
    """Return a dimension and the codes below it, depth first."""
    rows = [_Row(dimension, 0, hue)]
    stack = [(code, 1) for code in reversed(dimension.codes)]
    while stack:
        code, depth = stack.pop()
        rows.append(_Row(code, depth, hue))
        stack += [(child, depth + 1) for child in reversed(code.codes)]
    return rows
