"""Picks one of some things by name, and shows beforehand what picking it will change."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from textual.content import Content

from coder.model.text import fold
from coder.tui.door import line
from coder.tui.language import _
from coder.tui.layout.card import Line
from coder.tui.layout.graphemes import fit, pad
from coder.tui.widgets.chooser import Chooser
from coder.tui.widgets.form import Preview


class Choice(NamedTuple):
    """Something to pick."""

    key: str
    label: str
    hint: str = ""
    """Where it stands: a path, an address."""
    style: str = "text"


class Picker(Chooser[Choice]):
    """Letters narrow the list down; Enter takes the one under the cursor."""

    def __init__(self, closed: Callable[[], None], *, id: str | None = None) -> None:  # noqa: A002, as in Textual
        """Make a picker that calls `closed` when it is left."""
        super().__init__(closed, id=id)
        self._choices: Sequence[Choice] = ()
        self._preview: Callable[[str], Preview] = lambda key: Preview("")
        self._done: Callable[[str], None] = lambda key: None

    def open(
        self, title: str, choices: Sequence[Choice], preview: Callable[[str], Preview], done: Callable[[str], None]
    ) -> None:
        """Open with these to choose from; `preview` tells what a key would change, `done` is called with it."""
        self._choices, self._preview, self._done = choices, preview, done
        self.begin(line(title), placeholder=_("letters of a name"))

    def show_panel(self) -> None:
        """Come into sight: it stands under what it is about, and takes no place before."""
        self.display = self.visible = True

    def hide_panel(self) -> None:
        """Go out of sight."""
        self.display = False

    def typed(self, text: str) -> None:
        """Keep what holds every word of `text`; what begins with it first."""
        words = fold(text).split()
        found = [choice for choice in self._choices if all(word in _folded(choice) for word in words)]
        if words:
            found.sort(key=lambda choice: not fold(choice.label).startswith(words[0]))
        self.offer(found)

    def accept(self) -> None:
        """Do it, unless it cannot be."""
        current = self.current
        if current is not None and not self._preview(current.key).fault:
            self.cancel()
            self._done(current.key)

    def option_line(self, option: Choice, width: int, *, current: bool) -> Line:
        """Return `▌ UWV    partij/uwv`."""
        bar = ("bar", "▌ ") if current else ("gutter", "  ")
        room = max(8, (width - 4) * 2 // 3)
        return (
            bar,
            (option.style, pad(line(option.label), room)),
            ("hint", fit(f"  {line(option.hint)}", width - room - 3)),
        )

    def nothing(self, width: int) -> list[Line]:
        """Return what to do when nothing fits."""
        return [(("hint", fit("  " + _("Nothing fits. Try other letters."), width)),)]

    def detail(self, option: Choice) -> Content:
        """Return what picking it will change."""
        return self._preview(option.key).shown()


def _folded(choice: Choice) -> str:
    return fold(f"{choice.label} {choice.hint}")
