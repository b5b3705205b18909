"""Where a statement or memo is written."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Key
from textual.reactive import Reactive
from textual.widgets import Static, TextArea

from coder.tui.bindings import bound
from coder.tui.language import N_
from coder.tui.widgets.panel import Panel
from coder.tui.widgets.typing import steady


class _Text(TextArea):
    """The text itself. Enter saves it."""

    cursor_blink: Reactive[bool] = steady()
    BINDINGS: ClassVar[list[BindingType]] = bound(
        "note",
        Binding("enter", "submit", N_("Save")),
        Binding("ctrl+j,shift+enter", "newline", N_("New line"), show=False),
        Binding("tab", "copy_text", N_("Start from the text")),
        Binding("escape", "close", N_("Cancel")),
        reach="typing",
    )

    def __init__(self, panel: "Note") -> None:
        super().__init__(compact=True, show_line_numbers=False, soft_wrap=True, highlight_cursor_line=False)
        self._panel = panel

    def take_key(self, event: Key) -> bool:
        """Insert a letter."""
        if event.is_printable and event.character is not None:
            self.replace(event.character, *self.selection)
            return True
        return False

    def action_submit(self) -> None:
        """Save what was written."""
        self._panel.accept()

    def action_newline(self) -> None:
        """Begin a new line."""
        self.insert("\n")

    def action_copy_text(self) -> None:
        """Put in the text that the coding is about."""
        self._panel.copy()

    def action_close(self) -> None:
        """Leave it as it was."""
        self._panel.cancel()


class Note(Panel):
    """A panel under the fragments for a statement or a memo."""

    def __init__(
        self,
        entered: Callable[[str, str], None],
        closed: Callable[[], None],
        typing: Callable[[str, str | None], None],
        *,
        id: str | None = None,  # noqa: A002, as in Textual
    ) -> None:
        """Make a panel that calls `entered` with the kind of text and the text, or `closed`.

        Args:
            entered: takes what is to be saved.
            closed: called when there is nothing to save.
            typing: takes what is half typed, again and again, and None when it no longer is.
            id: of the widget.
        """
        super().__init__(id=id)
        self._entered = entered
        self._left = closed
        self._typing = typing
        self._kind = "statement"
        self._before = ""
        self._source = ""

    def compose(self) -> ComposeResult:
        """Lay out title and text."""
        yield Static(classes="panel-title", markup=False)
        yield _Text(self)
        yield Static(classes="panel-detail", markup=False)

    def open(self, kind: str, title: str, text: str, source: str, hint: str, draft: str | None = None) -> None:
        """Open for a `kind` of text, as it is now; `source` is what Tab puts in, `draft` what was half typed before."""
        self._kind, self._source = kind, source
        self.show_panel()
        area = self.query_one(_Text)
        area.text = text
        self._before = area.text
        if draft is not None:
            area.text = draft
        area.move_cursor(area.document.end)
        self.screen.set_focus(area)
        self.query_one(".panel-title", Static).update(Content(title))
        self.query_one(".panel-detail", Static).update(Content.styled(hint, "$quiet"))

    def accept(self) -> None:
        """Hand in what was written, if it is another text than before."""
        text = self.query_one(_Text).text
        self.hide_panel()
        self._typing(self._kind, None)
        if text == self._before:
            self._left()
        else:
            self._entered(self._kind, text.strip())

    @on(TextArea.Changed)
    def _changed(self, event: TextArea.Changed) -> None:
        event.stop()
        if self.visible:
            text = event.text_area.text
            self._typing(self._kind, None if text == self._before else text)

    def copy(self) -> None:
        """Put in the text that the coding is about, to be made shorter."""
        self.query_one(_Text).insert(self._source)

    def cancel(self) -> None:
        """Leave it as it was."""
        self.hide_panel()
        self._typing(self._kind, None)
        self._left()
