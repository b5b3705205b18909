"""Makes a code while a fragment is being coded, without leaving it."""

from collections.abc import Callable

from coder.model.matching import Combination
from coder.tui.codebook_edits import CodebookEdits, Edit, wording
from coder.tui.desk import Desk
from coder.tui.effects import Use
from coder.tui.language import N_, _
from coder.tui.widgets.form import Field, Form, Preview, Values

FIELDS = (
    Field("label", N_("Label")),
    Field("where", N_("In"), hint=N_("letters of a dimension or code")),
    Field("definition", N_("Definition"), 2, N_("when to use it")),
)


class NewCode(Form):
    """Asks for label, place and definition of a code."""

    def __init__(
        self,
        desk: Desk,
        made: Callable[[Edit, Combination], None],
        closed: Callable[[], None],
        *,
        id: str | None = None,  # noqa: A002, as in Textual
    ) -> None:
        """Make a form that calls `made` with the edit and the codes to go with it, or `closed`."""
        super().__init__(FIELDS, closed, id=id)
        self._desk = desk
        self._made = made
        self._edits = CodebookEdits(desk)

    def ask(self, label: str, codes: Combination) -> None:
        """Ask about a code called `label`, to be used together with `codes`."""
        file = self._desk.study.codebook_file.name

        def make(values: Values) -> Edit:
            place = self._edits.named_place(values["where"])
            return self._edits.add(place, {"label": values["label"], "definition": values["definition"]})

        def preview(values: Values) -> Preview:
            return wording(lambda: make(values), Use(file=file))

        values = {"label": label, "where": self._edits.free_dimension(codes)}
        self.open(_("A new code for this fragment"), preview, lambda entered: self._made(make(entered), codes), values)
