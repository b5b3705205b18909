"""The screen with the matrices of the appendix."""

from collections.abc import Callable
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from coder.appendix import matrices, write_appendix
from coder.model import CoderError, Matrix
from coder.tui.bindings import bound
from coder.tui.desk import Desk
from coder.tui.door import clean, line
from coder.tui.language import N_, _, ngettext
from coder.tui.screens import WIDTHS
from coder.tui.widgets.keys import Keys
from coder.tui.widgets.matrix_grid import MatrixGrid, StatementList

FILE = "appendix/appendix.docx"
"""Where the appendix is written, in the study's folder."""


class MatrixScreen(Screen[None]):
    """Matrices one at a time, as the appendix will print them; a cell leads to its fragments."""

    CSS_PATH = "matrix.tcss"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    BINDINGS: ClassVar[list[BindingType]] = bound(
        "matrix",
        Binding("enter", "open", N_("Open the fragments")),
        Binding("tab", "next(1)", N_("Next matrix")),
        Binding("shift+tab", "next(-1)", N_("Previous matrix"), show=False),
        Binding("o", "write", N_("Write as Word")),
        Binding("escape,4", "back", N_("Back"), tooltip=N_("Go back to the fragments")),
        Binding("question_mark", "app.help", N_("Help"), tooltip=N_("Show these keys")),
        Binding("q", "app.leave", N_("Quit"), show=False, tooltip=N_("Save and leave")),
        reach="screen",
    )

    def __init__(self, desk: Desk, opened: Callable[[str], None]) -> None:
        """Make a screen that calls `opened` with the address of a fragment, and leaves."""
        super().__init__(id="matrix")
        self._desk = desk
        self._opened = opened
        self._matrices: list[Matrix] = []
        self._number = 0

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
        yield Keys(id="keys")

    def on_mount(self) -> None:
        """Fill the matrices."""
        self.query_one("#matrix-body").display = False
        if self._desk.codebook.matrices:
            self._word(_("Filling the matrices…"))
            self._fill()
            return
        file = self._desk.study.codebook_file
        self._word(
            _("This codebook asks for no matrix yet.")
            + "\n\n"
            + _("Write in {file} which dimensions to cross, and open the study again:").format(
                file=f"{file.parent.name}/{file.name}"
            )
            + "\n\n  matrices:\n    factors: {title: …, rows: partner, columns: factor}\n"
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
        self._matrices = found
        self.query_one("#matrix-word").display = False
        self.query_one("#matrix-body").display = True
        self.set_focus(self.query_one(MatrixGrid))
        self._show(0)

    def _word(self, text: str) -> None:
        word = self.query_one("#matrix-word", Static)
        word.display = True
        word.update(Content.styled(clean(text, keep="\n"), "$quiet"))

    def _show(self, number: int) -> None:
        self._number = number
        matrix = self._matrices[number]
        count = (
            "  " + _("{n} of {all}").format(n=number + 1, all=len(self._matrices)) if len(self._matrices) > 1 else ""
        )
        self.query_one("#matrix-title", Static).update(
            Content.assemble(
                (f" {line(matrix.title)}", "bold"), (f"  {_counted(matrix.statements)}", "$quiet"), (count, "$accent")
            )
        )
        notes = " ".join(line(note) for note in matrix.notes)
        note = self.query_one("#matrix-note", Static)
        note.display = bool(notes)
        note.update(Content.styled(notes, "$quiet"))
        self.query_one(MatrixGrid).show(matrix)

    def action_next(self, by: int) -> None:
        """Show another matrix."""
        if self._matrices:
            self._show((self._number + by) % len(self._matrices))
            self.set_focus(self.query_one(MatrixGrid))

    def action_open(self) -> None:
        """Go to the statements of the cell; open the fragment if there is but one."""
        if not self._matrices:
            return
        statements = self.query_one(StatementList)
        if statements.only is not None:
            self._open(statements.only)
        elif statements.count:
            self.set_focus(statements)

    def action_grid(self) -> None:
        """Go back to the cells."""
        self.set_focus(self.query_one(MatrixGrid))

    def action_back(self) -> None:
        """Go back to the fragments."""
        self.dismiss()

    def _show_cell(self, row: str, column: str) -> None:
        statements = self._matrices[self._number].cell(row, column)
        count = len(statements)
        self.query_one("#cell-title", Static).update(
            Content.assemble(
                (line(row), "bold $accent"),
                (" × ", "$quiet"),
                (line(column), "bold $secondary"),
                (f"   {_counted(count)}", "$quiet"),
            )
        )
        self.query_one(StatementList).show(statements)

    def _open(self, fragment: str) -> None:
        self._opened(fragment)
        self.dismiss()

    @work(thread=True, exclusive=True, group="appendix")
    def action_write(self) -> None:
        """Write the appendix as a Word document into the study's folder."""
        if not self._matrices:
            return
        codebook = self._desk.codebook
        path = self._desk.study.folder / FILE
        try:
            path.parent.mkdir(exist_ok=True)
            warnings = write_appendix(self._matrices, path, language=codebook.language, title=codebook.title)
        except (CoderError, OSError) as error:
            self.app.call_from_thread(self._say, str(error), error=True)
            return
        self.app.call_from_thread(self._say, " ".join([_("Written: {file}").format(file=FILE), *warnings]))

    def _say(self, sentence: str, *, error: bool = False) -> None:
        self.query_one(Keys).say(sentence, error=error)


def _counted(n: int) -> str:
    return ngettext("{n} statement", "{n} statements", n).format(n=n)
