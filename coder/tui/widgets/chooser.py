"""A line to type in, what fits it, and a word about the first: the form of the palette and of the search."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Key
from textual.widgets import Input, Static

from coder.tui.bindings import bound
from coder.tui.language import N_
from coder.tui.layout.card import Line
from coder.tui.widgets.line_list import LineList
from coder.tui.widgets.panel import Panel
from coder.tui.widgets.typing import steady

T = TypeVar("T")


class Entry(Input):
    """The line to type in. Arrows move among what fits."""

    cursor_blink = steady()
    BINDINGS: ClassVar[list[BindingType]] = bound(
        "entry",
        Binding("enter", "panel('accept')", N_("Take it")),
        Binding("tab", "panel('add')", N_("Keep it and type on")),
        Binding("down,ctrl+n", "panel('down')", N_("Next"), show=False),
        Binding("up,ctrl+p", "panel('up')", N_("Previous"), show=False),
        Binding("escape", "panel('cancel')", N_("Cancel")),
        reach="typing",
    )

    def __init__(self, panel: "Chooser[Any]") -> None:
        super().__init__(compact=True, select_on_focus=False)
        self._panel = panel

    def action_panel(self, what: str) -> None:
        """Hand a key to the panel around this line."""
        self._panel.catch_up()
        getattr(self._panel, what)()

    def take_key(self, event: Key) -> bool:
        """Insert a letter; backspace at the beginning takes back what Tab added."""
        if event.is_printable and event.character is not None:
            self.replace(event.character, *sorted(self.selection))
            self._panel.catch_up()
        elif event.key == "backspace" and not self.value:
            self._panel.take_back()
        else:
            return False
        return True


class Options(LineList, Generic[T], can_focus=False):
    """What fits, best first."""

    def __init__(self, chooser: "Chooser[T]") -> None:
        super().__init__(classes="options")
        self._chooser = chooser

    @property
    def active(self) -> bool:
        """Keys act on the options while something is typed above them."""
        return True

    def lines_of(self, item: int, width: int, *, current: bool) -> list[Line]:
        """Return an option in one line."""
        return [self._chooser.option_line(self._chooser.options[item], width, current=current)]

    def empty(self, width: int) -> list[Line]:
        """Return what to do when nothing fits."""
        return self._chooser.nothing(width)

    def moved(self) -> None:
        """Tell about another option."""
        self._chooser.tell()

    def picked(self) -> None:
        """Take the option that was clicked."""
        self._chooser.accept()


class Chooser(Panel, Generic[T]):
    """A panel that opens under the fragments, so that the text stays in sight."""

    def __init__(self, closed: Callable[[], None], *, id: str | None = None) -> None:  # noqa: A002, as in Textual
        """Make a panel that calls `closed` when it is left without a choice."""
        super().__init__(id=id)
        self._left = closed
        self._typed = ""
        self.options: Sequence[T] = ()
        """What fits what was typed."""

    def compose(self) -> ComposeResult:
        """Lay out title, line, options and detail."""
        yield Static(classes="panel-title", markup=False)
        with Horizontal(classes="panel-entry"):
            yield Static("›", classes="panel-prompt", markup=False)
            yield Static(classes="panel-taken", markup=False)
            yield Entry(self)
        yield Options(self)
        yield Static(classes="panel-detail", markup=False)

    # For subclasses

    @abstractmethod
    def typed(self, text: str) -> None:
        """Find what fits `text` and call `offer`."""

    @abstractmethod
    def option_line(self, option: T, width: int, *, current: bool) -> Line:
        """Return an option as one line."""

    @abstractmethod
    def detail(self, option: T) -> Content:
        """Return a word about an option."""

    @abstractmethod
    def accept(self) -> None:
        """Take the option under the cursor."""

    def nothing(self, width: int) -> list[Line]:
        """Return what is shown when nothing fits."""
        return []

    def add(self) -> None:
        """Keep the option under the cursor and go on typing, where that means something."""

    def take_back(self) -> None:
        """Take back what was added last, where that means something."""

    # For everybody

    @property
    def entry(self) -> Entry:
        """The line to type in."""
        return self.query_one(Entry)

    @property
    def current(self) -> T | None:
        """The option under the cursor."""
        at = self.query_one(Options).cursor
        return self.options[at] if at < len(self.options) else None

    def begin(self, title: str, text: str = "", placeholder: str = "") -> None:
        """Open the panel."""
        self.show_panel()
        self.query_one(".panel-title", Static).update(Content(title), layout=False)
        self.entry.placeholder = placeholder
        self.entry.value = self._typed = text
        self.entry.cursor_position = len(text)
        self.screen.set_focus(self.entry)
        self.typed(text)

    def catch_up(self) -> None:
        """Take note of what was typed, so that what fits is up to date."""
        if self.entry.value != self._typed:
            self._typed = self.entry.value
            self.typed(self._typed)

    def offer(self, options: Sequence[T]) -> None:
        """Show what fits."""
        self.options = options
        self.query_one(Options).fill(len(options))
        self.tell()

    def tell(self) -> None:
        """Show a word about the option under the cursor."""
        current = self.current
        detail = Content("") if current is None else self.detail(current)
        self.query_one(".panel-detail", Static).update(detail, layout=False)

    def down(self) -> None:
        """Move to the next option."""
        self.query_one(Options).action_move(1)

    def up(self) -> None:
        """Move to the previous option."""
        self.query_one(Options).action_move(-1)

    def cancel(self) -> None:
        """Leave without a choice."""
        self.hide_panel()
        self._left()

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        if self.visible:
            self.catch_up()
