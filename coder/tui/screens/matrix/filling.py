"""The matrices of the codebook: filled off the interface's thread, and shown one at a time."""

from textual import work
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from coder.appendix import matrices
from coder.model import CoderError, Matrix, Statement
from coder.tui.clerk import Clerk
from coder.tui.desk import Desk
from coder.tui.door import clean, line
from coder.tui.guarded import Guarded
from coder.tui.language import _
from coder.tui.screens.matrix.words import statements_in_words
from coder.tui.widgets.form import Form
from coder.tui.widgets.keys import Keys
from coder.tui.widgets.matrix_grid import MatrixGrid, StatementList


class Filling(Guarded, Screen[None]):
    """Fills the matrices again whenever anything changes, and keeps to where one is in them."""

    def __init__(self, desk: Desk, clerk: Clerk) -> None:
        super().__init__(id="matrix")
        self._desk = desk
        self._clerk = clerk
        self._matrices: list[Matrix] = []
        self._number = 0
        self._place: tuple[str | None, str] | None = None
        """Row and column of the cell at hand; without a row: what has no place."""
        self._statement: Statement | None = None

    def desk_changed(self, sentence: str = "", *, error: bool = False) -> None:
        """Fill the matrices again, after anything may have changed, and tell what happened."""
        if sentence:
            self._say(sentence, error=error)
        if self._desk.codebook.matrices:
            if not self._matrices:
                self._word(_("Filling the matrices…"))
            self._fill()
            return
        file = self._desk.study.codebook_file
        self._matrices = []
        self._word(
            _("This codebook asks for no matrix yet.")
            + "\n\n"
            + _("Write in {file} which dimensions to cross:").format(file=f"{file.parent.name}/{file.name}")
            + "\n\n  matrices:\n    factors: {title: Factors per partner, rows: partner, columns: factor}\n"
        )

    @work(thread=True, exclusive=True, group="matrices")
    def _fill(self) -> None:
        try:
            found = matrices(self._desk.study)
        except CoderError as error:
            self.app.call_from_thread(self._word, str(error))
        else:
            self.app.call_from_thread(self._take, found)

    def _take(self, found: list[Matrix]) -> None:
        first = not self._matrices
        self._matrices = found
        self.query_one("#matrix-word").display = False
        self.query_one("#matrix-body").display = True
        if first:
            self.set_focus(self.query_one(MatrixGrid))
        self._show(min(self._number, len(found) - 1), self._place)
        if self.query_one(StatementList).has_focus and not self.query_one(StatementList).count:
            self.action_grid()

    def _word(self, text: str) -> None:
        self.query_one("#matrix-body").display = False
        word = self.query_one("#matrix-word", Static)
        word.display = True
        word.update(Content.styled(clean(text, keep="\n"), "$quiet"))

    def _show(self, number: int, place: tuple[str | None, str] | None = None) -> None:
        self._number = number
        matrix = self._matrices[number]
        n = matrix.statements
        parts = [(f" {line(matrix.title)}", "bold"), (f"  {statements_in_words(n)}", "$quiet")]
        if len(self._matrices) > 1:
            parts.append(("  " + _("{n} of {all}").format(n=number + 1, all=len(self._matrices)), "$accent"))
        self.query_one("#matrix-title", Static).update(Content.assemble(*parts))
        notes = " ".join(line(note) for note in matrix.notes)
        note = self.query_one("#matrix-note", Static)
        note.display = bool(notes)
        note.update(Content.styled(notes, "$quiet"))
        self.query_one(MatrixGrid).show(matrix, place)

    def action_next(self, by: int) -> None:
        """Show another matrix."""
        if self._matrices:
            self._show((self._number + by) % len(self._matrices))
            self.action_grid()

    def action_grid(self) -> None:
        """Go back to the cells."""
        self.set_focus(self.query_one(MatrixGrid))

    def _form(self, name: str) -> Form:
        self._say("")
        return self.query_one(f"#form-{name}", Form)

    def _say(self, sentence: str, *, error: bool = False) -> None:
        self.query_one(Keys).say(sentence, error=error)
