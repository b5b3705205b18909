"""What the keys of the reconcile screen do."""

from textual.binding import Binding, BindingType

from coder.tui.bindings import bound
from coder.tui.language import N_

KEYS: list[BindingType] = bound(
    "reconcile",
    Binding("1", "take(0)", N_("The first"), tooltip=N_("Take what the first coder made of it")),
    Binding("2", "take(1)", N_("The second"), tooltip=N_("Take what the second coder made of it")),
    Binding("3", "take(2)", N_("The third"), show=False, tooltip=N_("Take what the third coder made of it")),
    Binding("enter", "take_chosen", N_("Take"), show=False, tooltip=N_("Take the side that is pointed at")),
    Binding("b", "take_all", N_("Both"), tooltip=N_("Take what all of them coded; what is alike, once")),
    Binding("0", "take_none", N_("Neither"), tooltip=N_("There is nothing to code here")),
    Binding("c", "new", N_("New"), tooltip=N_("Something else: choose codes")),
    Binding("v", "span", N_("Span"), show=False, tooltip=N_("Select a part of the text, and choose codes for it")),
    Binding("r", "reason", N_("Reason"), tooltip=N_("Write why, to be kept with what you choose")),
    Binding("n", "skip", N_("Skip"), tooltip=N_("Go to the next difference that is not settled")),
    Binding("p", "back_one", N_("Previous"), tooltip=N_("Go back to the difference that you came from")),
    Binding("left,h", "side(-1)", N_("To the left"), show=False, tooltip=N_("Point at the side to the left")),
    Binding("right,l", "side(1)", N_("To the right"), show=False, tooltip=N_("Point at the side to the right")),
    Binding("left_square_bracket", "read(-1)", N_("Up"), show=False, tooltip=N_("Scroll up in the sides")),
    Binding("right_square_bracket", "read(1)", N_("Down"), show=False, tooltip=N_("Scroll down in the sides")),
    Binding("d", "definition", N_("Definition"), show=False, tooltip=N_("Show the next code they differ on")),
    Binding("f", "code", N_("Code"), tooltip=N_("Only the differences on one code")),
    Binding("w", "coders", N_("Coders"), show=False, tooltip=N_("Compare two of the coders, or all")),
    Binding("s", "sample", N_("Sample"), show=False, tooltip=N_("Only what is in a sample that was drawn")),
    Binding(
        "a",
        "agreed",
        N_("Agreed"),
        show=False,
        tooltip=N_("Take over as the consensus everything on which two coders agree"),
    ),
    Binding("o", "open", N_("Open"), show=False, tooltip=N_("Go to the fragment among all others")),
    Binding("u", "app.undo", N_("Undo"), tooltip=N_("Take back the last action")),
    Binding("4", "app.matrix", N_("Matrix"), show=False, tooltip=N_("See the matrices of the appendix")),
    Binding("5", "app.codebook", N_("Codebook"), show=False, tooltip=N_("See and change the codebook")),
    Binding("6", "app.overview", N_("Overview"), show=False, tooltip=N_("See progress and agreement as charts")),
    Binding("escape", "back", N_("Back"), tooltip=N_("Go back to the fragments")),
    Binding("question_mark", "app.help", N_("Help"), tooltip=N_("Show these keys")),
    Binding("q", "app.leave", N_("Quit"), show=False, tooltip=N_("Save and leave")),
    reach="screen",
)

ON_DIFFERENCE = frozenset(
    {
        "take", "take_chosen", "take_all", "take_none", "new", "span", "reason", "skip", "back_one", "side",
        "definition", "open",
    }
)  # fmt: skip
"""Actions that need a difference."""
