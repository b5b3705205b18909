"""Takes the keys while a span is being selected, and says what is selected."""

from collections.abc import Callable
from typing import ClassVar, Protocol

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from coder.model.coding import Span
from coder.tui.bindings import bound
from coder.tui.door import line
from coder.tui.language import N_, _, ngettext
from coder.tui.layout.selecting import Selection
from coder.tui.widgets.panel import Panel


class Selectable(Protocol):
    """A text in which a part can be shown as selected."""

    def select(self, span: Span | None) -> None:
        """Show this part of the current fragment as selected, or nothing."""


class SpanBar(Panel, can_focus=True):
    """Arrows move the end of the selection, w and b its start; Enter codes it."""

    BINDINGS: ClassVar[list[BindingType]] = bound(
        "span",
        Binding("right,l", "end_word(1)", N_("Longer"), tooltip=N_("A word longer")),
        Binding("left,h", "end_word(-1)", N_("Shorter"), tooltip=N_("A word shorter")),
        Binding("shift+right,L", "end_character(1)", N_("Letter"), show=False, tooltip=N_("A letter longer")),
        Binding("shift+left,H", "end_character(-1)", N_("Letter less"), show=False, tooltip=N_("A letter shorter")),
        Binding("w", "start_word(1)", N_("Start on"), tooltip=N_("Start a word later")),
        Binding("b", "start_word(-1)", N_("Back"), tooltip=N_("Start a word earlier")),
        Binding("W", "start_character(1)", N_("Start a letter on"), show=False, tooltip=N_("Start a letter later")),
        Binding(
            "B", "start_character(-1)", N_("Start a letter back"), show=False, tooltip=N_("Start a letter earlier")
        ),
        Binding("s", "sentence", N_("Sentence"), tooltip=N_("The whole sentence; again: the next one too")),
        Binding("a", "everything", N_("All"), show=False, tooltip=N_("The whole text")),
        Binding("y", "screen.copy", N_("Copy"), show=False, tooltip=N_("Copy what is selected to the clipboard")),
        Binding("Y", "screen.collect", N_("Collect"), show=False, tooltip=N_("Add what is selected to quotes.md")),
        Binding("enter,c", "finish(True)", N_("Code it"), tooltip=N_("Code what is selected")),
        Binding("escape,v,q", "finish(False)", N_("Cancel"), tooltip=N_("Select nothing")),
        reach="inner",
    )

    def __init__(
        self,
        fragments: Selectable,
        finished: Callable[[Span | None], None],
        *,
        id: str | None = None,  # noqa: A002, as in Textual
    ) -> None:
        """Make a bar that selects in `fragments` and calls `finished` with what is to be coded, or None."""
        super().__init__(id=id)
        self._fragments = fragments
        self._finished = finished
        self._selection = Selection("")

    def compose(self) -> ComposeResult:
        """Lay out the line that says what is selected."""
        yield Static(markup=False)

    def begin(self, text: str) -> None:
        """Select the first word of the current fragment's text."""
        self._selection = Selection(text)
        self.show_panel()
        self.screen.set_focus(self)
        self._show()

    @property
    def selected(self) -> Span | None:
        """What is selected at the moment."""
        return self._selection.span if self.visible else None

    def action_end_word(self, by: int) -> None:
        """Move the end by a word."""
        self._selection.end_by_word(by)
        self._show()

    def action_end_character(self, by: int) -> None:
        """Move the end by a character."""
        self._selection.end_by_character(by)
        self._show()

    def action_start_word(self, by: int) -> None:
        """Move the start by a word."""
        self._selection.start_by_word(by)
        self._show()

    def action_start_character(self, by: int) -> None:
        """Move the start by a character."""
        self._selection.start_by_character(by)
        self._show()

    def action_sentence(self) -> None:
        """Select the sentence, or one more."""
        self._selection.sentence()
        self._show()

    def action_everything(self) -> None:
        """Select everything."""
        self._selection.everything()
        self._show()

    def action_finish(self, coded: bool) -> None:
        """End the selection."""
        self.hide_panel()
        self._finished(self._selection.span if coded else None)

    def cancel(self) -> None:
        """Select nothing."""
        self.action_finish(coded=False)

    def _show(self) -> None:
        self._fragments.select(self._selection.span)
        words = len(self._selection.text.split())
        self.query_one(Static).update(
            Content.assemble(
                (_("Select") + "  ", "bold $accent"),
                f"“{line(self._selection.text)}”",
                ("  " + ngettext("{n} word", "{n} words", words).format(n=words), "$quiet"),
            ),
            layout=False,
        )
