"""The screen where settings and keys are changed."""

from typing import ClassVar, NamedTuple, Protocol

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from coder.files.settings_file import settings_file
from coder.model import CoderError
from coder.tui.bindings import bound, changeable, keys_of_binding, where
from coder.tui.door import line
from coder.tui.guarded import Guarded
from coder.tui.language import LANGUAGES, N_, _
from coder.tui.layout.card import Line
from coder.tui.layout.graphemes import fit, pad
from coder.tui.settings import AUTOMATIC, CHOICES, KEYS, MEANINGS, Settings
from coder.tui.widgets.keys import Keys, key_name
from coder.tui.widgets.line_list import LineList

VALUES = {
    AUTOMATIC: N_("as the terminal"),
    "dark": N_("dark"),
    "light": N_("light"),
    "contrast": N_("high contrast"),
    "never": N_("never"),
    "ask": N_("when asked for"),
    "after": N_("after choosing a code"),
    "always": N_("always"),
    "yes": N_("yes"),
    "no": N_("no"),
}
"""How what is chosen is called."""

BLIND = "blind"
"""The one row that belongs to the study, and so to everybody in it."""


class Settable(Protocol):
    """What the screen changes: an application with settings, and a study that can be coded blind."""

    settings: Settings

    @property
    def blind(self) -> bool:
        """Whether the study is coded blind."""

    def change(self, name: str, value: str) -> None:
        """Set something, keep it and show it. Raises CoderError where it cannot be."""

    def code_blind(self, on: bool) -> None:
        """Turn blind coding on or off in the study."""


class _Row(NamedTuple):
    name: str
    words: str
    title: bool = False


class SettingList(LineList):
    """Settings with what they are set to, then every key with what it does."""

    def __init__(self, around: Settable, changed: "SettingsScreen") -> None:
        super().__init__(id="setting-list")
        self._around = around
        self._changed = changed
        self.rows: list[_Row] = []

    def show(self) -> None:
        """Show everything as it is set now."""
        self.rows = [_Row("", _("Settings"), title=True)]
        self.rows += [_Row(name, _(words)) for name, words in MEANINGS.items()]
        self.rows.append(_Row(BLIND, _("Blind coding: nobody sees the others' codings before reviewing")))
        scope = ""
        places = list(SCOPES)
        for id_, binding in sorted(changeable().items(), key=lambda item: places.index(where(item[0]))):
            if where(id_) != scope:
                scope = where(id_)
                self.rows.append(_Row("", _("Keys") + f" · {_(SCOPES[scope])}", title=True))
            self.rows.append(_Row(KEYS + id_, _(binding.tooltip or binding.description)))
        self.fill(len(self.rows), max(self.cursor, 1))

    @property
    def name_here(self) -> str:
        """The setting under the cursor, nothing on a title."""
        return self.rows[self.cursor].name

    def picked(self) -> None:
        """Change by mouse."""
        self._changed.action_change(1)

    def lines_of(self, item: int, width: int, *, current: bool) -> list[Line]:
        """Return a title, or a setting with its value on the right."""
        row = self.rows[item]
        bar = ("bar", "▌ ") if current else ("gutter", "  ")
        if row.title:
            title: Line = (bar, ("title", fit(row.words, width - 3)))
            return [(("gutter", ""),), title] if item else [title]
        value = self._value(row.name)
        room = max(10, min(width - 3, 88) - 22)
        return [(bar, ("text", pad(fit(row.words, room), room)), ("match", fit(f" {value}", width - room - 3)))]

    def _value(self, name: str) -> str:
        if name.startswith(KEYS):
            binding = changeable()[name.removeprefix(KEYS)]
            mark = " ✎" if name.removeprefix(KEYS) in self._around.settings.keys else ""
            return " ".join(key_name(key) for key in keys_of_binding(binding)) + mark
        if name == BLIND:
            return "‹ " + (_("yes") if self._around.blind else _("no")) + " ›"
        value = self._around.settings.value(name)
        return "‹ " + _(VALUES.get(value, LANGUAGES.get(value, value))) + " ›"


class SettingsScreen(Guarded, Screen[None]):
    """Language, colours, what is shown, and every key. What is changed is kept and seen at once."""

    CSS_PATH = "settings.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bound(
        "settings",
        Binding(
            "enter,right,l,space", "change(1)", N_("Change"), tooltip=N_("Change this setting, or press a new key")
        ),
        Binding("left,h", "change(-1)", N_("Back one"), show=False, tooltip=N_("Change to the value before")),
        Binding("backspace,delete", "usual", N_("As it was"), tooltip=N_("Back to how this is usually set")),
        Binding("escape,comma,q", "back", N_("Back"), tooltip=N_("Go back to where you were")),
        Binding("question_mark", "app.help", N_("Help"), tooltip=N_("Show these keys")),
        reach="screen",
    )

    def __init__(self, around: Settable) -> None:
        """Make a screen that changes the settings of `around`."""
        super().__init__(id="settings")
        self._around = around

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield Static(id="settings-title", markup=False)
        yield SettingList(self._around, self)
        yield Static(id="settings-foot", markup=False)
        yield Keys(id="keys")

    def on_mount(self) -> None:
        """Show what is set."""
        self.set_focus(self.query_one(SettingList))
        self.reread()

    def reread(self) -> None:
        """Show everything again, in the language of now."""
        self.query_one("#settings-title", Static).update(Content.styled(" " + _("Settings"), "bold"))
        kept = _("Kept in {file}").format(file=line(str(settings_file())))
        self.query_one("#settings-foot", Static).update(Content.styled(f" {kept}", "$quiet"))
        self.query_one(SettingList).show()

    def action_change(self, by: int) -> None:
        """Go to the next value, or ask for a key."""
        name = self.query_one(SettingList).name_here
        if name == BLIND:
            self._around.code_blind(not self._around.blind)
            self.reread()
        elif name.startswith(KEYS):
            binding = changeable()[name.removeprefix(KEYS)]
            self.app.push_screen(KeyScreen(_(binding.tooltip or binding.description)), self._key_pressed)
        elif name:
            values = CHOICES[name]
            at = values.index(self._around.settings.value(name))
            self._set(name, values[(at + by) % len(values)])

    def action_usual(self) -> None:
        """Set this as it usually is."""
        name = self.query_one(SettingList).name_here
        if name.startswith(KEYS):
            self._set(name, "")
        elif name in CHOICES:
            self._set(name, str(getattr(Settings(), name)))

    def action_back(self) -> None:
        """Leave."""
        self.dismiss()

    def _key_pressed(self, key: str | None) -> None:
        if key is not None:
            self._set(self.query_one(SettingList).name_here, key)

    def _set(self, name: str, value: str) -> None:
        try:
            self._around.change(name, value)
        except CoderError as error:
            self.query_one(Keys).say(str(error), error=True)
        self.reread()


class KeyScreen(Guarded, ModalScreen[str | None], inherit_bindings=False):
    """Waits for a key."""

    CSS_PATH = "settings.tcss"

    def __init__(self, words: str) -> None:
        """Ask for the key that does what `words` say."""
        super().__init__(id="key")
        self._words = words

    def compose(self) -> ComposeResult:
        """Lay out the question."""
        with Vertical(id="key-box"):
            yield Static(Content.styled(self._words, "bold"), markup=False)
            yield Static(Content.styled(_("Press the new key; esc leaves it as it is."), "$quiet"), markup=False)

    def on_key(self, event: Key) -> None:
        """Take the key."""
        event.stop()
        self.dismiss(None if event.key == "escape" else event.key)


SCOPES = {
    "app": N_("on every screen"),
    "list": N_("in every list"),
    "coding": N_("coding screen"),
    "fragments": N_("among the fragments"),
    "entry": N_("in the palette and the search"),
    "palette": N_("in the palette"),
    "note": N_("in a statement or memo"),
    "span": N_("while selecting"),
    "tree": N_("in the codebook"),
    "matrix": N_("matrices"),
    "grid": N_("cells of a matrix"),
    "statements": N_("statements of a cell"),
    "codebook": N_("codebook"),
    "codes": N_("among the codes"),
    "examples": N_("examples of a code"),
    "search": N_("search"),
    "query": N_("in the line of the search"),
    "hits": N_("among the hits"),
    "overview": N_("overview"),
    "chart": N_("in a chart"),
    "reconcile": N_("comparing and reconciling"),
    "form": N_("in a line of a form"),
    "form-text": N_("in a text of a form"),
    "consent": N_("before something is done"),
    "help": N_("help"),
    "history": N_("history"),
    "settings": N_("settings"),
}
"""Where keys work, in words."""
