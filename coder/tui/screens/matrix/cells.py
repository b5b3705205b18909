"""The cell at hand: what stands in it and who coded that, or the codings that are printed nowhere."""

from collections.abc import Sequence

from textual import work
from textual.content import Content
from textual.widgets import Static

from coder.model import Matrix, Statement
from coder.tui.door import line
from coder.tui.language import _
from coder.tui.screens.matrix.filling import Filling
from coder.tui.screens.matrix.words import codings_in_words, statements_in_words
from coder.tui.widgets.matrix_grid import StatementList

NAMED = 200
"""Codings in a cell of which the coders are named."""

SHOWN = 500
"""Codings without a place that are listed."""


class Cells(Filling):
    """Lists the statements of the cell under the cursor."""

    def _show_cell(self, row: str | None, column: str) -> None:
        if (row, column) != self._place:
            self._place, self._statement = (row, column), None
        title = self.query_one("#cell-title", Static)
        matrix = self._matrices[self._number]
        if row is None:
            n = len(matrix.not_placed)
            title.update(Content.assemble((_("Not placed"), "bold $accent"), (f"   {codings_in_words(n)}", "$quiet")))
            self._find_unplaced(matrix)
            return
        statements = matrix.cell(row, column)
        title.update(
            Content.assemble(
                (line(row), "bold $accent"),
                (" × ", "$quiet"),
                (line(column), "bold $secondary"),
                (f"   {statements_in_words(len(statements))}", "$quiet"),
            )
        )
        self.query_one(StatementList).show(statements, self._coders(statements), on=self._statement)

    def _coders(self, statements: Sequence[Statement]) -> dict[int, str]:
        """Return who coded, by the key of a statement's first coding; nothing for a cell with very many."""
        codings = [coding for statement in statements for coding in statement.codings]
        if len(codings) > NAMED:
            return {}
        coders = {coding.id: coding.coder for coding in self._desk.study.codings_with(codings)}
        return {
            statement.codings[0]: ", ".join(sorted({coders[id_] for id_ in statement.codings if id_ in coders}))
            for statement in statements
        }

    @work(thread=True, exclusive=True, group="unplaced")
    def _find_unplaced(self, matrix: Matrix) -> None:
        study = self._desk.study
        codings = study.codings_with(matrix.not_placed[:SHOWN])
        texts = study.texts(codings)
        found = [
            Statement(coding.statement or text, (coding.fragment,), (coding.id,))
            for coding, text in zip(codings, texts, strict=True)
        ]
        notes = {coding.id: study.codebook.label(coding.codes) for coding in codings}
        self.app.call_from_thread(self._take_unplaced, found, notes)

    def _take_unplaced(self, found: list[Statement], notes: dict[int, str]) -> None:
        if self._place is not None and self._place[0] is None:
            self.query_one(StatementList).show(found, notes, on=self._statement)

    def _beside(self) -> tuple[Statement, ...]:
        """Return the statements of the cell."""
        if self._place is None or self._place[0] is None:
            return ()
        return self._matrices[self._number].cell(self._place[0], self._place[1])

    def _to_statements(self) -> None:
        self.set_focus(self.query_one(StatementList))
