"""What is asked for each kind of edit."""

from coder.tui.language import N_
from coder.tui.widgets.form import Field

FORMS = {
    "add": (
        Field("label", N_("Label")),
        Field("id", N_("Id"), hint=N_("made from the label")),
        Field("definition", N_("Definition"), 3, N_("when to use it")),
        Field("cues", N_("Cues"), hint=N_("terms that hint at it, with commas between")),
    ),
    "relabel": (Field("label", N_("Label")),),
    "rename": (Field("id", N_("Id")),),
    "define": (Field("definition", N_("Definition"), 3, N_("when to use it")),),
    "redefine": (
        Field("definition", N_("Definition"), 3, N_("when to use it")),
        Field("cues", N_("Cues"), hint=N_("terms that hint at it, with commas between")),
        Field("examples", N_("Examples"), 3, N_("one a line")),
    ),
    "split": (Field("labels", N_("Labels"), 3, N_("one a line: each becomes a code below it")),),
    "confirm": (),
}
