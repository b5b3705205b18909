"""The line that a search is typed in, and the short list of what can be typed next."""

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.events import Key
from textual.widgets import Input, Static
from textual.widgets.input import Selection

from coder.tui.bindings import bound
from coder.tui.completing import Completion, Vocabulary, completions, word_before
from coder.tui.door import line
from coder.tui.guarded import Guarded
from coder.tui.language import N_
from coder.tui.layout.card import Line
from coder.tui.layout.graphemes import fit, pad
from coder.tui.widgets.line_list import LineList
from coder.tui.widgets.typing import steady

SHOWN = 8
"""Completions in sight."""


class QueryEntry(Input):
    """The line itself."""

    cursor_blink = steady()
    BINDINGS: ClassVar[list[BindingType]] = bound(
        "query",
        Binding("enter", "accept", N_("Open"), tooltip=N_("Open the hit; take the filter where one is offered")),
        Binding("down,ctrl+n", "go('down')", N_("Hits"), tooltip=N_("Go to the hits: mark, code, copy them")),
        Binding("up,ctrl+p", "go('up')", N_("Up"), show=False),
        Binding("tab", "go('complete')", N_("Filters"), tooltip=N_("Choose a filter, or complete what is typed")),
        Binding("escape", "go('close')", N_("Back"), tooltip=N_("Back to the fragments")),
        reach="typing",
    )

    def __init__(self, around: "QueryLine") -> None:
        super().__init__(compact=True, select_on_focus=False)
        self._around = around

    async def action_accept(self) -> None:
        """Take what is offered, or what is found; keys that follow wait for that."""
        self._around.catch_up()
        await self._around.accept()

    def action_go(self, what: str) -> None:
        """Hand a key to what is around the line."""
        self._around.catch_up()
        getattr(self._around, what)()

    def take_key(self, event: Key) -> bool:
        """Insert a letter, in place of what is selected."""
        if event.is_printable and event.character is not None:
            self.replace(event.character, *sorted(self.selection))
            return True
        return False


class Completions(LineList, can_focus=False):
    """What can be typed next, best first."""

    def __init__(self, taken: Callable[[], None]) -> None:
        super().__init__(id="completions")
        self._taken = taken
        self.items: list[Completion] = []

    @property
    def active(self) -> bool:
        """Keys act on it while the line above has the focus."""
        return True

    def picked(self) -> None:
        """Take what was clicked."""
        self._taken()

    def lines_of(self, item: int, width: int, *, current: bool) -> list[Line]:
        """Return `▌ partij/uwv   UWV`."""
        one = self.items[item]
        bar = ("bar", "▌ ") if current else ("gutter", "  ")
        room = max(8, min(36, width // 2))
        return [(bar, ("text", pad(line(one.shown), room)), ("hint", f"  {fit(line(one.note), width - room - 5)}"))]


class QueryLine(Guarded, Vertical):
    """What is typed, and what can be typed next."""

    def __init__(
        self,
        changed: Callable[[str], None],
        accepted: Callable[[], Awaitable[None]],
        left: Callable[[], None],
        down: Callable[[], None],
    ) -> None:
        """Make a line that calls `changed` with its text, and the others for Enter, Escape and Down."""
        super().__init__(id="query")
        self._changed, self._accepted, self._left, self._down = changed, accepted, left, down
        self._typed = ""
        self._asked = False
        self._vocabulary: Vocabulary | None = None

    def compose(self) -> ComposeResult:
        """Lay out prompt, line and list."""
        with Horizontal(id="query-line"):
            yield Static("›", id="query-prompt", markup=False)
            yield QueryEntry(self)
        yield Completions(self.complete)

    @property
    def entry(self) -> QueryEntry:
        """Where text is typed."""
        return self.query_one(QueryEntry)

    @property
    def offered(self) -> Completions:
        """What can be typed next."""
        return self.query_one(Completions)

    def know(self, vocabulary: Vocabulary) -> None:
        """Complete with these names from now on."""
        self._vocabulary = vocabulary
        self._offer()

    def begin(self, text: str | None = None) -> None:
        """Go on typing: with another text, or with the one that is there, which the next letter replaces."""
        if text is not None:
            self.entry.value = text
        self.entry.selection = Selection(0, len(self.entry.value)) if text is None else Selection.cursor(len(text))
        self.screen.set_focus(self.entry)
        self.catch_up()

    def catch_up(self) -> None:
        """Take note of what was typed."""
        if self.entry.value != self._typed:
            self._typed = self.entry.value
            self._asked = False
            self._offer()
            self._changed(self._typed)

    @on(Input.Changed)
    def _input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.catch_up()

    # What the keys do

    async def accept(self) -> None:
        """Take the completion under the cursor, or what was found."""
        if self.offered.display:
            self._take()
        else:
            await self._accepted()

    def complete(self) -> None:
        """Take the completion under the cursor; offer the filters where none is offered."""
        if self.offered.display:
            self._take()
        else:
            self._asked = True
            self._offer()

    def down(self) -> None:
        """Move among the completions, or to the hits."""
        if self.offered.display:
            self.offered.action_move(1)
        else:
            self._down()

    def up(self) -> None:
        """Move among the completions."""
        if self.offered.display:
            self.offered.action_move(-1)

    def close(self) -> None:
        """Put the list away; leave where there is none."""
        if self.offered.display:
            self._show([])
        else:
            self._left()

    def _word(self) -> str:
        return word_before(self.entry.value, self.entry.cursor_position)

    def _offer(self) -> None:
        known = self._vocabulary
        self._show([] if known is None else completions(self._word(), known, asked=self._asked))

    def _show(self, items: list[Completion]) -> None:
        offered = self.offered
        offered.items = items
        offered.display = bool(items)
        if items:
            offered.styles.height = min(len(items), SHOWN)
            offered.fill(len(items))

    def _take(self) -> None:
        offered, entry = self.offered, self.entry
        text = offered.items[offered.cursor].text
        end = entry.cursor_position
        more = "" if text.endswith(":") else " "
        entry.replace(text + more, end - len(self._word()), end)
        self.catch_up()
