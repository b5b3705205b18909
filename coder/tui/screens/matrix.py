"""The screen with the matrices of the appendix."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from coder.appendix import FORMATS, matrices, write_appendix
from coder.model import CoderError, Matrix, Statement
from coder.tui.bindings import bound
from coder.tui.clerk import Clerk
from coder.tui.desk import Desk
from coder.tui.door import clean, line
from coder.tui.guarded import Guarded
from coder.tui.language import N_, _, ngettext
from coder.tui.matrix_edits import paths, reword, reworded, shifted, with_order
from coder.tui.screens import HEIGHTS, WIDTHS
from coder.tui.widgets.form import Field, Form, Preview, Values
from coder.tui.widgets.keys import Keys
from coder.tui.widgets.matrix_grid import MatrixGrid, StatementList
from coder.tui.widgets.picker import Choice, Picker

FOLDER = "appendix"
"""Where the appendix is written, in the study's folder."""

FILE = "appendix.docx"

NAMED = 200
"""Codings in a cell of which the coders are named."""

SHOWN = 500
"""Codings without a place that are listed."""


class MatrixScreen(Guarded, Screen[None]):
    """Matrices one at a time, as the appendix will print them; what stands in a cell is edited where it stands."""

    CSS_PATH = "matrix.tcss"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = bound(
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
        Binding(
            "o", "write", N_("Write a file"), tooltip=N_("Write the appendix as Word, a spreadsheet, a web page …")
        ),
        Binding("u", "app.undo", N_("Undo"), tooltip=N_("Take back the last action")),
        Binding("ctrl+r,U", "app.redo", N_("Redo"), show=False, tooltip=N_("Put back what was undone")),
        Binding("5", "app.codebook", N_("Codebook"), show=False, tooltip=N_("See and change the codebook")),
        Binding("escape,4", "back", N_("Back"), tooltip=N_("Go back to the fragments")),
        Binding("question_mark", "app.help", N_("Help"), tooltip=N_("Show these keys")),
        Binding("q", "app.leave", N_("Quit"), show=False, tooltip=N_("Save and leave")),
        reach="screen",
    )

    def __init__(self, desk: Desk, clerk: Clerk, opened: Callable[[str], None]) -> None:
        """Make a screen that calls `opened` with the address of a fragment, and leaves."""
        super().__init__(id="matrix")
        self._desk = desk
        self._clerk = clerk
        self._opened = opened
        self._matrices: list[Matrix] = []
        self._number = 0
        self._place: tuple[str | None, str] | None = None
        self._statement: Statement | None = None

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield Static(id="matrix-title", markup=False)
        with Container(id="matrix-body"):
            yield MatrixGrid(self._show_cell, id="grid")
            with Container(id="cell"):
                yield Static(id="cell-title", markup=False)
                yield StatementList(self._open, id="statements")
        yield Static(id="matrix-word", markup=False)
        yield Static(id="matrix-note", markup=False)
        yield Form((Field("statement", N_("Statement"), 4),), self._to_statements, id="form-statement")
        yield Form((Field("file", N_("File")),), self.action_grid, id="form-file")
        yield Picker(self._to_statements, id="picker")
        yield Keys(id="keys")

    def on_mount(self) -> None:
        """Fill the matrices."""
        self.desk_changed()

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
        parts = [(f" {line(matrix.title)}", "bold"), (f"  {_statements(n)}", "$quiet")]
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

    def action_open(self) -> None:
        """Go to the statements of the cell; open the fragment if there is but one."""
        if not self._matrices:
            return
        statements = self.query_one(StatementList)
        if statements.only is not None:
            self._open(statements.only)
        elif statements.count:
            self._to_statements()

    def action_grid(self) -> None:
        """Go back to the cells."""
        self.set_focus(self.query_one(MatrixGrid))

    def action_back(self) -> None:
        """Go back to the fragments."""
        self.dismiss()

    def action_undo(self) -> None:
        """Take back the last action."""
        self._keep()
        self._clerk.undo()

    def action_redo(self) -> None:
        """Put back what was undone."""
        self._keep()
        self._clerk.redo()

    # What stands in a cell

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

    def _beside(self) -> tuple[Statement, ...]:
        """Return the statements of the cell."""
        if self._place is None or self._place[0] is None:
            return ()
        return self._matrices[self._number].cell(self._place[0], self._place[1])

    def _to_statements(self) -> None:
        self.set_focus(self.query_one(StatementList))

    def _show_cell(self, row: str | None, column: str) -> None:
        if (row, column) != self._place:
            self._place, self._statement = (row, column), None
        title = self.query_one("#cell-title", Static)
        matrix = self._matrices[self._number]
        if row is None:
            n = len(matrix.not_placed)
            title.update(Content.assemble((_("Not placed"), "bold $accent"), (f"   {_codings(n)}", "$quiet")))
            self._find_unplaced(matrix)
            return
        statements = matrix.cell(row, column)
        title.update(
            Content.assemble(
                (line(row), "bold $accent"),
                (" × ", "$quiet"),
                (line(column), "bold $secondary"),
                (f"   {_statements(len(statements))}", "$quiet"),
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

    def _open(self, fragment: str) -> None:
        self._opened(fragment)
        self.dismiss()

    # Writing the appendix

    def action_write(self) -> None:
        """Write the appendix into the study's folder; the ending of the name tells the format."""
        if self._matrices:
            self._form("file").open(_("Write the appendix"), self._to_write, self._written, {"file": FILE})

    def _to_write(self, values: Values) -> Preview:
        name = values["file"]
        ending = name.rpartition(".")[2].lower()
        if "." not in name.lstrip(".") or ending not in FORMATS:
            endings = ", ".join(f".{known}" for known in FORMATS)
            return Preview(_("The name ends in one of {endings}.").format(endings=endings), waiting=True)
        if set(name) & set("/\\:\0"):
            return Preview(_("It is written in {folder}/; give a name only.").format(folder=FOLDER), fault=True)
        n = sum(matrix.statements for matrix in self._matrices)
        words = _("{statements}, in {file}. Other endings: {endings}.")
        others = ", ".join(known for known in FORMATS if known != ending)
        text = words.format(statements=_statements(n), file=f"{FOLDER}/{name}", endings=others)
        if (self._desk.study.folder / FOLDER / name).exists():
            text += " " + _("It takes the place of the file that is there.")
        return Preview(text)

    def _written(self, values: Values) -> None:
        self._write(values)

    @work(thread=True, exclusive=True, group="appendix")
    def _write(self, values: Values) -> None:
        codebook = self._desk.codebook
        name = values["file"]
        path = self._desk.study.folder / FOLDER / name
        try:
            path.parent.mkdir(exist_ok=True)
            warnings = write_appendix(self._matrices, path, language=codebook.language, title=codebook.title)
        except (CoderError, OSError) as error:
            self.app.call_from_thread(self._say, str(error), error=True)
            return
        written = _("Written: {file}").format(file=f"{FOLDER}/{name}")
        self.app.call_from_thread(self._say, " ".join([written, *warnings]))

    def _form(self, name: str) -> Form:
        self._say("")
        return self.query_one(f"#form-{name}", Form)

    def _say(self, sentence: str, *, error: bool = False) -> None:
        self.query_one(Keys).say(sentence, error=error)


def _statements(n: int) -> str:
    return ngettext("{n} statement", "{n} statements", n).format(n=n)


def _codings(n: int) -> str:
    return ngettext("{n} coding", "{n} codings", n).format(n=n)
