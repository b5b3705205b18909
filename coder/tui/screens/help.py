"""What the keys do, from the bindings themselves."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.dom import DOMNode
from textual.screen import ModalScreen
from textual.widgets import Static

from coder.tui.bindings import bound, keys_of_binding
from coder.tui.guarded import Guarded
from coder.tui.language import N_, _
from coder.tui.layout.card import Line
from coder.tui.layout.graphemes import fit, pad
from coder.tui.layout.wrap import lines
from coder.tui.widgets.chooser import Entry
from coder.tui.widgets.code_page import ExampleList
from coder.tui.widgets.code_table import CodeTable
from coder.tui.widgets.codebook_tree import CodebookTree
from coder.tui.widgets.fragment_list import FragmentList
from coder.tui.widgets.keys import key_name
from coder.tui.widgets.line_list import LineList
from coder.tui.widgets.matrix_grid import MatrixGrid, StatementList
from coder.tui.widgets.palette import Palette
from coder.tui.widgets.span_bar import SpanBar

KEYS = 10
"""Cells for the names of keys."""


PARTS: dict[str, tuple[tuple[str, tuple[type[DOMNode], ...]], ...]] = {
    "coding": (
        (N_("Among the fragments"), (FragmentList, LineList)),
        (N_("In the palette and the search"), (Entry, Palette)),
        (N_("While selecting a span"), (SpanBar,)),
        (N_("In the codebook"), (CodebookTree,)),
    ),
    "matrix": (
        (N_("Among the cells"), (MatrixGrid, LineList)),
        (N_("Among the statements"), (StatementList,)),
    ),
    "reconcile": (
        (N_("Among the differences"), (LineList,)),
        (N_("In the palette"), (Entry, Palette)),
    ),
    "codebook-screen": (
        (N_("Among the codes"), (CodeTable, LineList)),
        (N_("Among what was coded"), (ExampleList,)),
    ),
}
"""What a screen is made of, by its id: a title, and the parts whose keys work there."""


class KeyList(LineList):
    """Keys in groups."""

    def __init__(self, groups: list[tuple[str, list[tuple[str, str]]]]) -> None:
        super().__init__()
        self._items: list[tuple[str, str]] = []
        for title, keys in groups:
            self._items += [("", title), *keys]

    def on_mount(self) -> None:
        """Show them."""
        self.fill(len(self._items))

    def action_move(self, by: int) -> None:
        """Scroll: there is nothing to choose here."""
        self.scroll_lines(by)

    def lines_of(self, item: int, width: int, *, current: bool) -> list[Line]:
        """Return a key and what it does, or the title of a group."""
        keys, words = self._items[item]
        if not keys:
            title: Line = (("title", fit(words, width - 1)),)
            return [(("gutter", ""),), title, (("gutter", ""),)] if item else [title, (("gutter", ""),)]
        room = width - KEYS - 4
        rows = [text for start, text in lines(words, max(8, room))]
        first: Line = (("match", pad(keys, KEYS, right=True)), ("gutter", "   "), ("text", rows[0]))
        return [first, *((("gutter", " " * (KEYS + 3)), ("text", row)) for row in rows[1:])]


class HelpScreen(Guarded, ModalScreen[None]):
    """Keys by where they work; any of the keys that brought it takes it away."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bound(
        "help",
        Binding("escape,question_mark,q,enter", "app.pop_screen", N_("Close"), show=False, id="help.close"),
        reach="screen",
    )

    def __init__(self, around: DOMNode) -> None:
        """List the keys of the screen `around`, and of the parts that work in it."""
        super().__init__()
        self._groups = [(_("On this screen"), keys_of(around))]
        for title, kinds in PARTS.get(around.id or "", ((N_("Moving"), (LineList,)),)):
            self._groups.append((_(title), [row for kind in kinds for row in keys_of(kind)]))
        self._groups.append((_("On every screen"), keys_of(around.app)))

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        with Vertical(id="help"):
            yield KeyList(self._groups)
            yield Static(Content.styled(_("↑↓ scroll   esc close"), "$quiet"), id="help-foot")


def keys_of(node: DOMNode | type[DOMNode]) -> list[tuple[str, str]]:
    """Return (keys, what they do) of the bindings that a screen or a part declares itself, in order."""
    kind = node if isinstance(node, type) else type(node)
    rows = []
    for binding in kind.__dict__.get("BINDINGS", ()):
        keys = [key_name(key) for key in keys_of_binding(binding)]
        rows.append((" ".join(keys), _(binding.tooltip or binding.description)))
    return rows
