"""A panel with a few fields and, under them, what the entries will change; Enter does it."""

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Key
from textual.reactive import Reactive
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from coder.tui.bindings import bound
from coder.tui.door import clean
from coder.tui.guarded import Guarded
from coder.tui.language import N_, _
from coder.tui.widgets.panel import holds_focus
from coder.tui.widgets.typing import steady

Values = dict[str, str]


class Field(NamedTuple):
    """Something to fill in."""

    name: str
    label: str
    lines: int = 1
    """More than one: Ctrl+J begins a new line."""
    hint: str = ""
    """Shown while it is empty."""


class Preview(NamedTuple):
    """What the entries will change, in sentences; or why they cannot be taken."""

    text: str
    fault: bool = False
    """The entries cannot be taken."""
    waiting: bool = False
    """They cannot be taken yet: something is to be filled in first."""

    def shown(self) -> Content:
        """Return it for a panel: a fault with its mark."""
        mark = ("! ", "bold $error") if self.fault else ("", "")
        return Content.assemble(mark, (clean(self.text, keep="\n"), "$foreground" if self.fault else "$quiet"))


class _Line(Input):
    """One line."""

    cursor_blink = steady()
    BINDINGS: ClassVar[list[BindingType]] = bound(
        "form",
        Binding("enter", "form('accept')", N_("Do it")),
        Binding("tab,down", "form('next')", N_("Next field"), key_display="⇥"),
        Binding("shift+tab,up", "form('previous')", N_("Previous field"), show=False),
        Binding("escape", "form('close')", N_("Cancel")),
        reach="typing",
    )

    def __init__(self, form: "Form", name: str) -> None:
        super().__init__(compact=True, select_on_focus=False, name=name)
        self._form = form

    def action_form(self, what: str) -> None:
        """Hand a key to the form."""
        getattr(self._form, what)()

    def take_key(self, event: Key) -> bool:
        """Insert a letter."""
        if event.is_printable and event.character is not None:
            self.replace(event.character, *sorted(self.selection))
            return True
        return False


class _Area(TextArea):
    """Several lines."""

    cursor_blink: Reactive[bool] = steady()
    BINDINGS: ClassVar[list[BindingType]] = bound(
        "form-text",
        Binding("enter", "form('accept')", N_("Do it")),
        Binding("ctrl+j,shift+enter", "newline", N_("New line"), key_display="^j"),
        Binding("tab", "form('next')", N_("Next field")),
        Binding("shift+tab", "form('previous')", N_("Previous field"), show=False),
        Binding("escape", "form('close')", N_("Cancel")),
        reach="typing",
    )

    def __init__(self, form: "Form", name: str) -> None:
        super().__init__(compact=True, show_line_numbers=False, soft_wrap=True, highlight_cursor_line=False, name=name)
        self._form = form

    def action_form(self, what: str) -> None:
        """Hand a key to the form."""
        getattr(self._form, what)()

    def action_newline(self) -> None:
        """Begin a new line."""
        self.insert("\n")

    def take_key(self, event: Key) -> bool:
        """Insert a letter."""
        if event.is_printable and event.character is not None:
            self.replace(event.character, *self.selection)
            return True
        return False


class _Consent(Static, can_focus=True):
    """Has the focus where there is nothing to fill in."""

    BINDINGS: ClassVar[list[BindingType]] = bound(
        "consent",
        Binding("enter", "form('accept')", N_("Do it")),
        Binding("escape,q", "form('close')", N_("Cancel")),
        reach="inner",
    )

    def __init__(self, form: "Form") -> None:
        super().__init__(markup=False)
        self._form = form

    def action_form(self, what: str) -> None:
        """Hand a key to the form."""
        getattr(self._form, what)()


class Form(Guarded, Vertical):
    """Fields and a preview. Every change of an entry has its consequences worked out and shown."""

    DEFAULT_CSS = """
    Form {
        display: none; height: auto; max-height: 75%;
        background: $surface; padding: 0 1; border-top: solid $line;
        .form-title { height: 1; color: $accent; text-style: bold; }
        .form-row { height: auto; margin: 0 0 0 0; }
        .form-label { width: 14; height: 1; color: $quiet; }
        .form-preview { height: auto; min-height: 1; max-height: 5; margin: 1 0 0 0; }
        Input { width: 1fr; background: $raised; color: $foreground; &:focus { background: $marked; } }
        TextArea {
            width: 1fr; height: auto; min-height: 2; max-height: 5; background: $raised;
            &:focus { background: $marked; }
        }
        _Consent { height: 0; }
    }
    """

    def __init__(
        self,
        fields: Sequence[Field],
        closed: Callable[[], None],
        *,
        id: str | None = None,  # noqa: A002, as in Textual
    ) -> None:
        """Make a form that calls `closed` when it is left, whether or not something was done."""
        super().__init__(id=id)
        self._fields = fields
        self._left = closed
        self._preview: Callable[[Values], Preview] = lambda values: Preview("")
        self._done: Callable[[Values], None] = lambda values: None

    def compose(self) -> ComposeResult:
        """Lay out title, fields and preview."""
        yield Static(classes="form-title", markup=False)
        for field in self._fields:
            with Horizontal(classes="form-row"):
                yield Static(_(field.label), classes="form-label", markup=False)
                entry = _Line(self, field.name) if field.lines == 1 else _Area(self, field.name)
                entry.placeholder = _(field.hint)
                yield entry
        if not self._fields:
            yield _Consent(self)
        yield Static(classes="form-preview", markup=False)

    def open(
        self,
        title: str,
        preview: Callable[[Values], Preview],
        done: Callable[[Values], None],
        values: Values | None = None,
    ) -> None:
        """Open for one change.

        Args:
            title: what will be done, in words.
            preview: from the entries to what they will change.
            done: called with the entries when they are taken.
            values: the entries to begin with; the cursor stands behind the first.
        """
        self._preview, self._done = preview, done
        self.display = True
        self.query_one(".form-title", Static).update(Content(clean(title)))
        for entry in self._entries:
            text = (values or {}).get(str(entry.name), "")
            if isinstance(entry, Input):
                entry.value = text
                entry.cursor_position = len(text)
            else:
                entry.text = text
                entry.move_cursor(entry.document.end)
        self.screen.set_focus(self._focusable[0])
        self.refresh_preview()

    @property
    def values(self) -> Values:
        """What is in the fields, without the white space around it."""
        return {
            str(entry.name): (entry.value if isinstance(entry, Input) else entry.text).strip()
            for entry in self._entries
        }

    def refresh_preview(self) -> None:
        """Work out again what the entries will change."""
        self.query_one(".form-preview", Static).update(self._preview(self.values).shown())

    def accept(self) -> None:
        """Do it, unless the entries cannot be taken."""
        values = self.values
        preview = self._preview(values)
        if preview.fault or preview.waiting:
            self.refresh_preview()
            return
        self.display = False
        self._left()
        self._done(values)

    def close(self) -> None:
        """Leave everything as it was."""
        self.display = False
        self._left()

    def on_descendant_blur(self) -> None:
        """Close when something else is clicked; another window in front takes the focus too, and gives it back."""
        if self.display and self.app.app_focus and not holds_focus(self):
            self.close()

    def next(self) -> None:
        """Go to the next field."""
        self._step(1)

    def previous(self) -> None:
        """Go to the field before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        places: list[Widget] = list(self._focusable)
        focused = self.screen.focused
        at = places.index(focused) if focused in places else 0
        self.screen.set_focus(places[(at + by) % len(places)])

    @property
    def _entries(self) -> list[_Line | _Area]:
        return [child for child in self.query("_Line, _Area") if isinstance(child, (_Line, _Area))]

    @property
    def _focusable(self) -> Sequence[Widget]:
        return self._entries or list(self.query(_Consent))

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _changed(self, event: Input.Changed | TextArea.Changed) -> None:
        event.stop()
        if self.display:
            self.refresh_preview()
