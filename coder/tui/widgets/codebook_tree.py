"""The codebook beside the fragments: dimensions, codes and how often each was used."""

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from coder.model import Code, Dimension
from coder.tui.bindings import bound
from coder.tui.desk import Desk
from coder.tui.door import clean, line
from coder.tui.language import N_, _, ngettext
from coder.tui.layout.card import HUES, Line
from coder.tui.layout.graphemes import pad
from coder.tui.widgets.line_list import LineList

COUNT = 7
"""Cells for a count."""


class _Row(NamedTuple):
    item: Dimension | Code
    depth: int
    hue: int


class CodebookTree(LineList):
    """Dimensions with their codes and counts. Enter starts a coding with the code under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = bound(
        "tree",
        Binding("enter", "pick", N_("Code with this")),
        Binding("escape,tab", "screen.fragments", N_("Back to the fragments")),
        reach="inner",
    )

    def __init__(
        self,
        desk: Desk,
        chosen: Callable[[str], None],
        shown: Callable[[str], None],
        *,
        id: str | None = None,  # noqa: A002, as in Textual
    ) -> None:
        """Make a tree that calls `shown` with the path under the cursor, and `chosen` with one that is picked."""
        super().__init__(id=id)
        self._desk = desk
        self._chosen = chosen
        self._shown = shown
        self._rows_of_tree: list[_Row] = []
        self._counts: dict[int, int] = {}

    def show_codebook(self) -> None:
        """Show the codebook that is on the desk."""
        self._rows_of_tree = [
            row for at, dimension in enumerate(self._desk.codebook.dimensions) for row in _rows(dimension, at % HUES)
        ]
        self.fill(len(self._rows_of_tree), self.cursor or min(1, len(self._rows_of_tree) - 1))
        self.moved()

    def recount(self) -> None:
        """Draw the counts that changed."""
        for item, row in enumerate(self._rows_of_tree):
            count = self._desk.counts.get(row.item.path, 0) if isinstance(row.item, Code) else 0
            if self._counts.get(item, 0) != count:
                self.changed(item)

    def path(self) -> str:
        """Return the path of the code under the cursor, the id of a dimension, or nothing."""
        if not self._rows_of_tree:
            return ""
        item = self._rows_of_tree[self.cursor].item
        return item.id if isinstance(item, Dimension) else item.path

    def action_pick(self) -> None:
        """Start a coding with the code under the cursor."""
        path = self.path()
        if "/" in path:
            self._chosen(path)

    def picked(self) -> None:
        """Do the same by mouse."""
        self.action_pick()

    def moved(self) -> None:
        """Have the definition shown."""
        self._shown(self.path())

    def lines_of(self, item: int, width: int, *, current: bool) -> list[Line]:
        """Return a dimension with a line above it, or a code with its count."""
        row = self._rows_of_tree[item]
        bar = ("bar", "▌") if current else ("gutter", " ")
        if isinstance(row.item, Dimension):
            title: Line = (bar, (f"code-{row.hue}", pad(line(row.item.label), width - 2)), ("gutter", " "))
            return [(("gutter", ""),), title] if item else [title]
        count = self._counts[item] = self._desk.counts.get(row.item.path, 0)
        label = "  " * row.depth + line(row.item.label) + (" (" + _("retired") + ")" if row.item.retired else "")
        style = "quiet" if row.item.retired else "text"
        number = ("text", pad(str(count), COUNT, right=True)) if count else ("faint", pad("·", COUNT, right=True))
        return [(bar, (style, pad(label, max(1, width - COUNT - 2))), number, ("gutter", " "))]

    def empty(self, width: int) -> list[Line]:
        """Return where codes come from."""
        file = self._desk.study.codebook_file
        words = _("No codes yet.\n\nWrite them in\n  {file}\nand open the study again.")
        texts = clean(words.format(file=f"{file.parent.name}/{file.name}"), keep="\n").split("\n")
        return [(("hint", pad(f" {text}", width)),) for text in ["", *texts]]


class Definition(Static):
    """What the codes at hand mean, and how far coders agree on them."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002, as in Textual
        super().__init__(id=id, markup=False)
        self._title, self._meaning = Content(""), Content("")

    def show(self, desk: Desk, path: str) -> None:
        """Show the definition, cues and an example of a code, or what a dimension asks."""
        self._title, self._meaning = _meaning(desk, path)
        self.update(self._title + self._meaning, layout=False)

    def agree(self, figures: Sequence[tuple[str, str]]) -> None:
        """Show how far coders agree, above what may not fit: labels of codes, and the figure of each in words.

        The first is the code whose meaning is shown.
        """
        found = [words if at == 0 else f"{label}  {words}" for at, (label, words) in enumerate(figures) if words]
        whole = self._title + _styled("".join(f"\n{words}" for words in found), "$quiet") + self._meaning
        if whole != self.content:
            self.update(whole, layout=False)


def _meaning(desk: Desk, path: str) -> tuple[Content, Content]:
    """Return the label of a code or dimension, and what it means."""
    code = desk.codebook.by_path.get(path)
    if code is not None:
        name = desk.names[path]
        parts = [_styled(f"\n{code.definition or _('No definition yet.')}")]
        if code.cues:
            parts.append(_styled("\n\n" + _("Cues") + f"  {', '.join(code.cues)}", "$quiet"))
        if code.examples:
            parts.append(_styled(f"\n\n“{code.examples[0]}”", "$quiet italic"))
        return _styled(name.label, f"bold $hue-{name.hue}"), Content.assemble(*parts)
    dimension = next((item for item in desk.codebook.dimensions if item.id == path), None)
    if dimension is None:
        return Content(""), Content("")
    return _styled(dimension.label, "bold"), _styled(f"\n{dimension.definition or _code_count(dimension)}")


def _code_count(dimension: Dimension) -> str:
    n = len(list(dimension.walk()))
    return ngettext("{n} code.", "{n} codes.", n).format(n=n)


def _styled(text: str, style: str = "") -> Content:
    return Content.styled(clean(text, keep="\n"), style)


def _rows(dimension: Dimension, hue: int) -> list[_Row]:
    """Return a dimension and the codes below it, depth first."""
    rows = [_Row(dimension, 0, hue)]
    stack = [(code, 0) for code in reversed(dimension.codes)]
    while stack:
        code, depth = stack.pop()
        rows.append(_Row(code, depth, hue))
        stack += [(child, depth + 1) for child in reversed(code.codes)]
    return rows
