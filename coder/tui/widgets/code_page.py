"""A code in full: what it means, and what was coded with it."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from coder.model import Code, Coding
from coder.tui.bindings import bound
from coder.tui.desk import Desk
from coder.tui.door import clean, line
from coder.tui.language import N_, _
from coder.tui.layout.card import HUES, Line
from coder.tui.layout.graphemes import fit
from coder.tui.layout.wrap import lines
from coder.tui.widgets.line_list import LineList

ROWS = 4
"""Lines of a text that are shown."""


class CodeText(Static):
    """Label, path, definition, cues and examples."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002, as in Textual
        super().__init__(id=id, markup=False)

    def show(self, desk: Desk, path: str) -> None:
        """Show a code, or what a dimension asks."""
        code = desk.codebook.by_path.get(path)
        if code is not None:
            self.update(Content.assemble(*_described(code, desk.names[path].hue)))
            return
        for at, dimension in enumerate(desk.codebook.dimensions):
            if dimension.id == path:
                named = ((clean(dimension.label), f"bold $hue-{at % HUES}"), (f"  {clean(path)}", "$quiet"))
                text = dimension.definition or _("No definition yet: d writes one.")
                self.update(Content.assemble(*named, f"\n{clean(text, keep=chr(10))}"))
                return
        self.update("")


def _described(code: Code, hue: int) -> list[tuple[str, str]]:
    retired = "  (" + _("retired") + ")" if code.retired else ""
    parts = [(clean(code.label), f"bold $hue-{hue}"), (f"  {clean(code.path)}{retired}\n", "$quiet")]
    if code.definition:
        parts.append((clean(code.definition, keep="\n"), ""))
    else:
        parts.append((_("No definition yet: d writes one."), "$quiet"))
    if code.cues:
        parts += [("\n" + _("Cues") + "  ", "$quiet"), (clean(", ".join(code.cues)), "")]
    parts += [(f"\n“{line(example)}”", "$quiet italic") for example in code.examples[:2]]
    return parts


class ExampleList(LineList):
    """Fragments that were coded so; Enter opens one where it stands."""

    BINDINGS: ClassVar[list[BindingType]] = bound(
        "examples",
        Binding("enter", "pick", N_("Open the fragment")),
        Binding("escape,left,h", "screen.codes", N_("Back to the codes"), key_display="esc"),
        reach="inner",
    )

    IDLE = False

    def __init__(self, desk: Desk, chosen: Callable[[str], None], *, id: str | None = None) -> None:  # noqa: A002, as in Textual
        """Make a list that calls `chosen` with the address of a fragment."""
        super().__init__(id=id)
        self._desk = desk
        self._chosen = chosen
        self._items: Sequence[tuple[Coding, str]] = ()
        self._path = ""

    def show(self, path: str, items: Sequence[tuple[Coding, str]]) -> None:
        """Show the codings with a code, each with the text that it is about."""
        self._path, self._items = path, items
        self.fill(len(items))

    def action_pick(self) -> None:
        """Open the fragment under the cursor."""
        if self._items:
            self._chosen(self._items[self.cursor][0].fragment)

    def picked(self) -> None:
        """Do the same by mouse."""
        self.action_pick()

    def lines_of(self, item: int, width: int, *, current: bool) -> list[Line]:
        """Return the text and, under it, where it stands, who coded it, and with what else."""
        coding, text = self._items[item]
        bar = ("bar", "▌ ") if current else ("gutter", "  ")
        wrapped = [row for _, row in lines(clean(text.replace("\n", " ")), max(8, width - 4))]
        rows = [*wrapped[: ROWS - 1], f"{wrapped[ROWS - 1]} …"] if len(wrapped) > ROWS else wrapped
        names = self._desk.names
        others = [names[path].label for path in coding.codes if path != self._path and path in names]
        about = " · ".join((line(coding.fragment), line(coding.coder), *(f"+ {label}" for label in others)))
        return [*((bar, ("text", row)) for row in rows), (bar, ("about", fit(about, width - 3))), (("gutter", ""),)]

    def empty(self, width: int) -> list[Line]:
        """Return a word where nothing was coded so."""
        words = _("Nothing is coded with it yet.") if "/" in self._path else _("Fragments are coded with its codes.")
        return [(("hint", fit(f"  {words}", width)),)]
