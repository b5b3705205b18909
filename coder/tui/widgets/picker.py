"""Picks a code or dimension, and shows beforehand what picking it will change."""

from collections.abc import Callable, Sequence

from textual.content import Content

from coder.model.text import fold
from coder.tui.desk import Desk
from coder.tui.door import line
from coder.tui.language import _
from coder.tui.layout.card import HUES, Line
from coder.tui.layout.graphemes import fit, pad
from coder.tui.widgets.chooser import Chooser
from coder.tui.widgets.form import Preview


class Picker(Chooser[str]):
    """Letters of a label or path narrow the list down; Enter takes the one under the cursor."""

    def __init__(self, desk: Desk, closed: Callable[[], None], *, id: str | None = None) -> None:  # noqa: A002, as in Textual
        """Make a picker that calls `closed` when it is left."""
        super().__init__(closed, id=id)
        self._desk = desk
        self._paths: Sequence[str] = ()
        self._preview: Callable[[str], Preview] = lambda path: Preview("")
        self._done: Callable[[str], None] = lambda path: None

    def open(
        self, title: str, paths: Sequence[str], preview: Callable[[str], Preview], done: Callable[[str], None]
    ) -> None:
        """Open with these paths to choose from; `preview` tells what one would change, `done` is called with it."""
        self._paths, self._preview, self._done = paths, preview, done
        self.begin(title, placeholder=_("letters of a label"))

    def typed(self, text: str) -> None:
        """Keep what holds every word of `text`; those that begin with it first."""
        words = fold(text).split()
        found = [path for path in self._paths if all(word in self._folded(path) for word in words)]
        if words:
            found.sort(key=lambda path: not self._folded(path).startswith(words[0]))
        self.offer(found)

    def accept(self) -> None:
        """Do it, unless it cannot be."""
        current = self.current
        if current is not None and not self._preview(current).fault:
            self.close()
            self._done(current)

    def option_line(self, option: str, width: int, *, current: bool) -> Line:
        """Return `▌ UWV    partij/uwv`."""
        bar = ("bar", "▌ ") if current else ("gutter", "  ")
        label, hue, depth = self._shown(option)
        room = max(8, (width - 4) // 2)
        indent = "  " * depth
        return (bar, (f"code-{hue}", pad(indent + label, room)), ("hint", fit(f"  {option}", width - room - 3)))

    def nothing(self, width: int) -> list[Line]:
        """Return what to do when nothing fits."""
        return [(("hint", fit("  " + _("Nothing fits. Try other letters."), width)),)]

    def detail(self, option: str) -> Content:
        """Return what picking it will change."""
        return self._preview(option).shown()

    def _shown(self, path: str) -> tuple[str, int, int]:
        """Return label, hue and depth."""
        name = self._desk.names.get(path)
        if name is not None:
            return name.label, name.hue, path.count("/")
        for at, dimension in enumerate(self._desk.codebook.dimensions):
            if dimension.id == path:
                return line(dimension.label), at % HUES, 0
        return line(path), 0, 0

    def _folded(self, path: str) -> str:
        return f"{fold(self._shown(path)[0])} {path}"
