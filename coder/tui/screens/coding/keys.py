"""What the keys of the coding screen do."""

from textual.binding import Binding, BindingType

from coder.tui.bindings import bound
from coder.tui.language import N_

KEYS: list[BindingType] = bound(
    "coding",
    Binding("c,enter", "code", N_("Code"), tooltip=N_("Code this fragment, or the selection in it")),
    Binding("full_stop", "repeat", N_("Repeat"), tooltip=N_("Code this fragment as the last one was coded")),
    Binding("v", "span", N_("Span"), tooltip=N_("Select a part of the text, to code that")),
    Binding("e", "statement", N_("Statement"), tooltip=N_("Write what the appendix prints for the chosen coding")),
    Binding("m", "memo", N_("Memo"), tooltip=N_("Write a memo to the chosen coding")),
    Binding("r", "review", N_("Reviewed"), tooltip=N_("Note that you have read this fragment, or take that back")),
    Binding("n", "hit(1)", N_("Next hit"), tooltip=N_("Go to the next hit of the search that is held")),
    Binding("p", "hit(-1)", N_("Previous hit"), tooltip=N_("Go to the previous hit of the search that is held")),
    Binding("escape", "hits", N_("Hits"), tooltip=N_("Go back to the hits of the search that is held")),
    Binding("n", "next", N_("Next"), tooltip=N_("Go to the next fragment that you have not reviewed")),
    Binding("space", "nothing", N_("Nothing here"), show=False, tooltip=N_("Nothing to code here: reviewed, and next")),
    Binding("s", "suggestions", N_("Suggestions"), tooltip=N_("Show what may be coded here, or hide it")),
    Binding("1", "suggestion(1)", N_("Take 1"), show=False, tooltip=N_("Code with the first suggestion")),
    Binding("2", "suggestion(2)", N_("Take 2"), show=False, tooltip=N_("Code with the second suggestion")),
    Binding("3", "suggestion(3)", N_("Take 3"), show=False, tooltip=N_("Code with the third suggestion")),
    Binding("d", "reject", N_("Reject"), show=False, tooltip=N_("Turn down the first suggestion")),
    Binding(
        "o", "order", N_("Order"), show=False, tooltip=N_("Next is the fragment that teaches most, or the next one")
    ),
    Binding("u", "app.undo", N_("Undo"), tooltip=N_("Take back the last action")),
    Binding("y", "copy", N_("Copy"), show=False, tooltip=N_("Copy this fragment to the clipboard, as a quotation")),
    Binding("Y", "collect", N_("Collect"), show=False, tooltip=N_("Add this fragment to quotes.md in the study")),
    Binding("x,delete", "remove", N_("Remove"), show=False, tooltip=N_("Remove the chosen coding")),
    Binding("slash", "app.search", N_("Search"), tooltip=N_("Search the text of all sources")),
    Binding("left_square_bracket", "source(-1)", N_("Source up"), show=False, tooltip=N_("Go to the previous source")),
    Binding("right_square_bracket", "source(1)", N_("Source down"), show=False, tooltip=N_("Go to the next source")),
    Binding(
        "b",
        "codebook",
        N_("Codebook"),
        show=False,
        tooltip=N_("Move to the codebook; it unfolds where it was folded"),
    ),
    Binding("4", "app.matrix", N_("Matrix"), tooltip=N_("See the matrices of the appendix")),
    Binding("5", "app.codebook", N_("Codebook"), tooltip=N_("See and change the codebook")),
    Binding("6", "app.overview", N_("Overview"), tooltip=N_("See progress, codes and agreement as charts")),
    Binding("question_mark", "app.help", N_("Help"), tooltip=N_("Show these keys")),
    Binding("q", "app.leave", N_("Quit"), show=False, tooltip=N_("Save and leave")),
    reach="screen",
)

ON_FRAGMENT = frozenset(
    {
        "code", "repeat", "span", "statement", "memo", "review", "next", "nothing", "remove", "source", "suggestions",
        "suggestion", "reject", "copy", "collect",
    }
)  # fmt: skip
"""Actions that need a fragment."""
