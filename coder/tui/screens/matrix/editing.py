"""What a cell prints is edited where it stands: reworded, merged, moved up and down."""

from coder.model import Statement
from coder.tui.door import line
from coder.tui.language import _
from coder.tui.matrix_edits import paths, reword, reworded, shifted, with_order
from coder.tui.screens.matrix.cells import Cells
from coder.tui.widgets.form import Preview, Values
from coder.tui.widgets.matrix_grid import MatrixGrid, StatementList
from coder.tui.widgets.picker import Choice, Picker


class Editing(Cells):
    """Edits the statement under the cursor, and takes that back."""

    def action_reword(self) -> None:
        """Give the statement under the cursor other words."""
        statement = self._current()
        if statement is None:
            return
        study, beside = self._desk.study, self._beside()

        def preview(values: Values) -> Preview:
            return reworded(study, statement, values["statement"], beside)

        def done(values: Values) -> None:
            if values["statement"] != statement.text:
                self._clerk.edit(lambda: reword(study, statement, values["statement"]))

        title = _("What is printed for {fragments}").format(fragments=", ".join(statement.fragments[:3]))
        self._form("statement").open(title, preview, done, {"statement": statement.text})

    def action_merge(self) -> None:
        """Let the statement under the cursor say the same as another one of the cell."""
        statement = self._current()
        if statement is None:
            return
        beside = [other for other in self._beside() if other is not statement]
        if not beside:
            self._say(_("There is no other statement in this cell to merge it with."))
            return
        study = self._desk.study
        choices = [Choice(str(at), other.text, other.fragments[0]) for at, other in enumerate(beside)]
        self._say("")
        self.query_one(Picker).open(
            _("Merge “{statement}” into").format(statement=line(statement.text)),
            choices,
            lambda key: reworded(study, statement, beside[int(key)].text, self._beside()),
            lambda key: self._clerk.edit(lambda: reword(study, statement, beside[int(key)].text)),
        )

    def action_shift(self, by: int) -> None:
        """Move the statement under the cursor up or down in its cell."""
        statement = self._current()
        place = self._place
        if statement is None or place is None or place[0] is None:
            return
        row, column = place[0], place[1]
        order = shifted(self._beside(), statement, by)
        if order is None:
            return
        matrix = self._matrices[self._number]
        self._matrices[self._number] = with_order(matrix, row, column, order)
        self.query_one(StatementList).show(order, on=statement)
        study = self._desk.study
        codings = [coding for one in order for coding in one.codings]

        def job() -> str:
            study.order_cell(matrix.id, *paths(matrix, row, column), codings)
            return _("Moved up.") if by < 0 else _("Moved down.")

        self._clerk.edit(job)

    def action_undo(self) -> None:
        """Take back the last action."""
        self._keep()
        self._clerk.undo()

    def action_redo(self) -> None:
        """Put back what was undone."""
        self._keep()
        self._clerk.redo()

    def _current(self) -> Statement | None:
        """Return the statement to edit, and remember where it is; None where there is none, or it is not chosen."""
        self._keep()
        statements = self.query_one(StatementList)
        if not statements.has_focus and len(self._beside()) > 1:
            self._to_statements()
            self._say(_("Choose the statement first."))
            return None
        if self._place is None or self._place[0] is None:
            self._say(_("It is printed nowhere: open the fragment to complete its codes."))
            return None
        return self._statement

    def _keep(self) -> None:
        """Remember where the cursors are, for when the matrices are filled again."""
        self._place = self.query_one(MatrixGrid).place
        self._statement = self.query_one(StatementList).current
