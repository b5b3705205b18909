"""What the keys of the search screen do; its line and its list have their own."""

from textual.binding import Binding, BindingType

from coder.tui.bindings import bound
from coder.tui.language import N_

KEYS: list[BindingType] = bound(
    "search",
    Binding("escape", "back", N_("Back"), tooltip=N_("Back to the fragments")),
    Binding("u", "app.undo", N_("Undo"), show=False, tooltip=N_("Take back the last action")),
    Binding("q", "app.leave", N_("Quit"), show=False, tooltip=N_("Save and leave")),
    reach="screen",
)
