"""The line at the bottom: the keys that do something now, or a sentence on what just happened."""

from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, TextArea

from coder.tui.door import line
from coder.tui.language import _
from coder.tui.layout.graphemes import fit

SHOWN = 6.0
"""Seconds that a sentence stays."""

NAMES = {
    "enter": "⏎", "escape": "esc", "tab": "⇥", "question_mark": "?", "full_stop": ".", "slash": "/", "space": "␣",
    "left_square_bracket": "[", "right_square_bracket": "]", "up": "↑", "down": "↓", "left": "←", "right": "→",
    "comma": ",", "backspace": "⌫", "home": "Home", "end": "End", "delete": "del", "pageup": "PgUp", "pagedown": "PgDn",
}  # fmt: skip
"""How keys are written."""


def key_name(key: str) -> str:
    """Return how a key is written: `⏎`, `?`, `^r`."""
    for prefix, mark in (("ctrl+", "^"), ("shift+", "⇧")):
        if key.startswith(prefix):
            return mark + key_name(key.removeprefix(prefix))
    return NAMES.get(key, key)


class Keys(Widget):
    """Keys and what they do, from the bindings themselves; a sentence covers them for a while."""

    sentence: reactive[str] = reactive("")
    error: reactive[bool] = reactive(False)

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002, as in Textual
        super().__init__(id=id)
        self._hints: list[tuple[str, str, str]] = []
        self._timer: Timer | None = None

    def on_mount(self) -> None:
        """Follow the bindings as the focus moves."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)

    def follow(self) -> None:
        """Take over the keys as they are now, in the language of now."""
        self._follow(self.screen)

    def say(self, sentence: str, *, error: bool = False) -> None:
        """Show a sentence; an error stays twice as long."""
        self.error = error
        self.sentence = sentence
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(SHOWN * (2 if error else 1), self._fade)

    def _fade(self) -> None:
        self.sentence = ""

    def _follow(self, screen: Screen[object]) -> None:
        """Take over the keys that are bound now, each action once."""
        hints: dict[str, tuple[str, str, str]] = {}
        typing = screen.focused if isinstance(screen.focused, (Input, TextArea)) else None
        for key, active in screen.active_bindings.items():
            binding = active.binding
            here = typing is None or active.node is typing
            if here and binding.show and binding.action not in hints and active.enabled:
                hints[binding.action] = (binding.key_display or key_name(key), _(binding.description), binding.action)
        if self._hints != list(hints.values()):
            self._hints = list(hints.values())
            self.refresh()

    def render(self) -> Content:
        """Return the sentence, or as many hints as fit."""
        width = self.size.width
        if self.sentence:
            mark, style = ("! ", "bold $error") if self.error else ("", "$foreground")
            return Content.styled(f" {mark}{fit(line(self.sentence), width - 4)}", style)
        hints = [
            (key, Content.assemble((key, "bold $accent"), (f" {words.lower()}", "$quiet")))
            for key, words, action in self._hints
        ]
        # Help is always in sight: it lists the keys for which there was no room.
        gap = 3 if width >= 100 else 2
        room = width - 2 - sum(hint.cell_length + gap for key, hint in hints if key == "?")
        parts: list[Content] = []
        for key, hint in hints:
            if key != "?":
                room -= hint.cell_length + gap
            if key == "?" or room >= 0:
                parts.append(hint)
        return Content.assemble(" ", Content(" " * gap).join(parts))
