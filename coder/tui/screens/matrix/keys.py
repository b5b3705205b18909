"""What the keys of the matrix screen do."""

from textual.binding import Binding, BindingType

from coder.tui.bindings import bound
from coder.tui.language import N_

KEYS: list[BindingType] = bound(
    "matrix",
    Binding(
        "enter",
        "open",
        N_("Open"),
        tooltip=N_("Go to the statements of the cell; open the fragment of the only one"),
    ),
    Binding("e", "reword", N_("Reword"), tooltip=N_("Change what is printed")),
    Binding("M", "merge", N_("Merge"), tooltip=N_("Let it say the same as another statement of the cell")),
    Binding("K,shift+up", "shift(-1)", N_("Up"), tooltip=N_("Move the statement up in its cell")),
    Binding("J,shift+down", "shift(1)", N_("Down"), tooltip=N_("Move the statement down in its cell")),
    Binding("tab", "next(1)", N_("Next matrix")),
    Binding("shift+tab", "next(-1)", N_("Previous matrix"), show=False),
    Binding("o", "write", N_("Write a file"), tooltip=N_("Write the appendix as Word, a spreadsheet, a web page …")),
    Binding("u", "app.undo", N_("Undo"), tooltip=N_("Take back the last action")),
    Binding("ctrl+r,U", "app.redo", N_("Redo"), show=False, tooltip=N_("Put back what was undone")),
    Binding("5", "app.codebook", N_("Codebook"), show=False, tooltip=N_("See and change the codebook")),
    Binding("escape,4", "back", N_("Back"), tooltip=N_("Go back to the fragments")),
    Binding("question_mark", "app.help", N_("Help"), tooltip=N_("Show these keys")),
    Binding("q", "app.leave", N_("Quit"), show=False, tooltip=N_("Save and leave")),
    reach="screen",
)
