"""What the keys of the codebook screen do."""

from textual.binding import Binding, BindingType

from coder.tui.bindings import bound
from coder.tui.language import N_

KEYS: list[BindingType] = bound(
    "codebook",
    Binding("a", "add(False)", N_("Add"), tooltip=N_("Add a code after this one, or in this dimension")),
    Binding("A", "add(True)", N_("Add below"), show=False, tooltip=N_("Add a code below this one")),
    Binding("D", "add_dimension", N_("Add a dimension"), show=False),
    Binding("r", "relabel", N_("Rename"), tooltip=N_("Change the label; its codings stay")),
    Binding("d", "redefine", N_("Define"), tooltip=N_("Change definition, cues and examples")),
    Binding("m", "move", N_("Move"), tooltip=N_("Move it, and what is below it, elsewhere")),
    Binding("K,shift+up", "shift(-1)", N_("Up"), show=False, tooltip=N_("Move it up among its siblings")),
    Binding("J,shift+down", "shift(1)", N_("Down"), show=False, tooltip=N_("Move it down among its siblings")),
    Binding("M", "merge", N_("Merge"), tooltip=N_("Merge it into another code")),
    Binding("s", "split", N_("Split"), tooltip=N_("Give it codes below it")),
    Binding("x,delete", "retire", N_("Retire"), tooltip=N_("Offer it no more, or put it back")),
    Binding("i", "rename", N_("Change id"), show=False, tooltip=N_("Change the last part of its path")),
    Binding("u", "app.undo", N_("Undo"), tooltip=N_("Take back the last action")),
    Binding("ctrl+r,U", "app.redo", N_("Redo"), show=False, tooltip=N_("Put back what was undone")),
    Binding("4", "app.matrix", N_("Matrix"), show=False, tooltip=N_("See the matrices of the appendix")),
    Binding("escape,5", "back", N_("Back"), tooltip=N_("Go back to the fragments"), key_display="esc"),
    Binding("question_mark", "app.help", N_("Help"), tooltip=N_("Show these keys")),
    Binding("q", "app.leave", N_("Quit"), show=False, tooltip=N_("Save and leave")),
    reach="screen",
)

ON_CODE = frozenset({"relabel", "rename", "redefine", "split", "retire", "move", "merge", "shift", "examples"})
"""Actions that need a code or a dimension."""
