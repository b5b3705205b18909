"""The screen where the codebook is read and changed."""

from collections.abc import Callable
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from coder.model import Code, Coding
from coder.tui.bindings import bound
from coder.tui.clerk import Clerk
from coder.tui.codebook_edits import CodebookEdits, Edit, wording
from coder.tui.desk import Desk
from coder.tui.door import line
from coder.tui.effects import Use, find_use
from coder.tui.guarded import Guarded
from coder.tui.language import N_, _, ngettext
from coder.tui.layout.card import HUES
from coder.tui.screens import HEIGHTS, WIDTHS
from coder.tui.widgets.code_page import CodeText, ExampleList
from coder.tui.widgets.code_table import CodeHeading, CodeTable, Counts
from coder.tui.widgets.form import Field, Form, Preview, Values
from coder.tui.widgets.keys import Keys
from coder.tui.widgets.picker import Choice, Picker

EXAMPLES = 200
"""Codings shown with a code."""

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
"""What is asked for each kind of edit."""


class CodebookScreen(Guarded, Screen[None]):
    """The tree of codes with counts per coder; beside it what a code means and what was coded with it."""

    CSS_PATH = "codebook.tcss"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = bound(
        "codebook",
        Binding("a", "add(False)", N_("Add"), tooltip=N_("Add a code after this one, or in this dimension")),
        Binding("A", "add(True)", N_("Add below"), show=False, tooltip=N_("Add a code below this one")),
        Binding("D", "add_dimension", N_("Add a dimension"), show=False),
        Binding("r", "relabel", N_("Rename"), tooltip=N_("Change the label; its codings stay")),
        Binding("d", "redefine", N_("Define"), tooltip=N_("Change definition, cues and examples")),
        Binding("m", "move", N_("Move"), tooltip=N_("Move it, and what is below it, elsewhere")),
        Binding("K,shift+up", "shift(-1)", N_("Up"), show=False, tooltip=N_("Move it up among its siblings")),
        Binding("J,shift+down", "shift(1)", N_("Down"), show=False, tooltip=N_("Move it down among its siblings")),
        Binding("M", "merge", N_("Merge"), tooltip=N_("Merge it into another code")),
        Binding("s", "split", N_("Split"), tooltip=N_("Give it codes below it")),
        Binding("x,delete", "retire", N_("Retire"), tooltip=N_("Offer it no more, or put it back")),
        Binding("i", "rename", N_("Change id"), show=False, tooltip=N_("Change the last part of its path")),
        Binding("u", "app.undo", N_("Undo"), tooltip=N_("Take back the last action")),
        Binding("ctrl+r,U", "app.redo", N_("Redo"), show=False, tooltip=N_("Put back what was undone")),
        Binding("4", "app.matrix", N_("Matrix"), show=False, tooltip=N_("See the matrices of the appendix")),
        Binding("escape,5", "back", N_("Back"), tooltip=N_("Go back to the fragments"), key_display="esc"),
        Binding("question_mark", "app.help", N_("Help"), tooltip=N_("Show these keys")),
        Binding("q", "app.leave", N_("Quit"), show=False, tooltip=N_("Save and leave")),
        reach="screen",
    )

    def __init__(self, desk: Desk, clerk: Clerk, opened: Callable[[str], None], path: str = "") -> None:
        """Make a screen that begins at `path`, and that calls `opened` with the address of a fragment and leaves."""
        super().__init__(id="codebook-screen")
        self._desk = desk
        self._clerk = clerk
        self._opened = opened
        self._path = path
        self._use: tuple[str, Use] = ("", Use())
        self._edits = CodebookEdits(desk)

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield Static(id="codebook-title", markup=False)
        table = CodeTable(self._desk, self._show, id="codes")
        with Container(id="codebook-body"):
            with Container(id="codes-side"):
                yield CodeHeading(table, id="codes-heading")
                yield table
            with Container(id="code"):
                yield CodeText(id="code-text")
                yield Static(id="code-count", markup=False)
                yield ExampleList(self._desk, self._open, id="examples")
        for name, fields in FORMS.items():
            yield Form(fields, self.action_codes, id=f"form-{name}")
        yield Picker(self.action_codes, id="picker")
        yield Keys(id="keys")

    def on_mount(self) -> None:
        """Show the codebook."""
        self.set_focus(self.table)
        self.desk_changed()

    @property
    def table(self) -> CodeTable:
        """The tree of codes."""
        return self.query_one("#codes", CodeTable)

    def desk_changed(self, sentence: str = "", *, error: bool = False) -> None:
        """Show what is on the desk now, and tell what happened."""
        book = self._desk.codebook
        file = self._desk.study.codebook_file
        self.query_one("#codebook-title", Static).update(
            Content.assemble(
                (f" {line(book.title)}", "bold"),
                ("  › ", "$quiet"),
                _("Codebook"),
                (f"   {line(file.parent.name)}/{line(file.name)}", "$quiet"),
            )
        )
        self.table.show_codebook(self._path)
        self._count()
        if sentence:
            self.query_one(Keys).say(sentence, error=error)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out what needs a code where there is none."""
        return not (action in _ON_CODE and self.table.item is None) if self.is_mounted else True

    # What the keys do

    def action_add(self, below: bool) -> None:
        """Add a code after the current one, or below it."""
        if self.table.item is None:
            self.action_add_dimension()
        else:
            place = self._edits.place(self.table.path, below=below)
            title = _("Add a code in {name}").format(name=self._label(place.parent))
            self._ask("add", title, lambda values: self._edits.add(place, values))

    def action_add_dimension(self) -> None:
        """Add a dimension."""
        place = self._edits.place("", below=True)
        self._ask("add", _("Add a dimension"), lambda values: self._edits.add(place, values))

    def action_relabel(self) -> None:
        """Give it another label."""
        path = self.table.path
        title = _("Rename {name}").format(name=self._label(path))
        self._ask("relabel", title, lambda values: self._edits.relabel(path, values), {"label": self._label(path)})

    def action_rename(self) -> None:
        """Give it another id."""
        path = self.table.path
        title = _("Change the id of {name}").format(name=self._label(path))
        id_ = path.rpartition("/")[2]
        self._ask("rename", title, lambda values: self._edits.rename(path, values), {"id": id_})

    def action_redefine(self) -> None:
        """Give it another definition, other cues and examples."""
        item, path = self.table.item, self.table.path
        if item is None:
            return
        title = _("What {name} means").format(name=self._label(path))
        values = {"definition": item.definition}
        if isinstance(item, Code):
            values |= {"cues": ", ".join(item.cues), "examples": "\n".join(item.examples)}
        form = "redefine" if isinstance(item, Code) else "define"
        self._ask(form, title, lambda entered: self._edits.redefine(path, entered, values), values)

    def action_split(self) -> None:
        """Give it codes below it."""
        path = self.table.path
        if "/" not in path:
            self.action_add(True)
            return
        title = _("Split {name} into").format(name=self._label(path))
        self._ask("split", title, lambda values: self._edits.split(path, values))

    def action_retire(self) -> None:
        """Offer it no more, or put it back."""
        item, path = self.table.item, self.table.path
        retired = isinstance(item, Code) and item.retired
        words = _("Put {name} back") if retired else _("Retire {name}")
        self._ask("confirm", words.format(name=self._label(path)), lambda values: self._edits.retire(path))

    def action_move(self) -> None:
        """Move it, and what is below it, elsewhere."""
        path = self.table.path
        if "/" not in path:
            self._say(_("A dimension stays on top; K and J move it up and down."))
            return
        title = _("Move {name} to").format(name=self._label(path))
        self._pick(title, self._edits.places(path), lambda target: self._edits.move(path, target))

    def action_merge(self) -> None:
        """Merge it into another code."""
        path = self.table.path
        if "/" not in path:
            self._say(_("Only codes merge; m moves the codes of a dimension one by one."))
            return
        title = _("Merge {name} into").format(name=self._label(path))
        self._pick(title, self._edits.targets(path), lambda target: self._edits.merge(path, target))

    def action_shift(self, by: int) -> None:
        """Move it up or down among its siblings, at once: the order of rows and columns."""
        edit = self._edits.shift(self.table.path, by)
        if edit is not None:
            self._do(edit)

    def action_undo(self) -> None:
        """Take back the last action."""
        self._path = self.table.path
        self._clerk.undo()

    def action_redo(self) -> None:
        """Put back what was undone."""
        self._path = self.table.path
        self._clerk.redo()

    def action_examples(self) -> None:
        """Go to what was coded so."""
        examples = self.query_one(ExampleList)
        if examples.count:
            self.set_focus(examples)

    def action_codes(self) -> None:
        """Go back to the codes."""
        self.set_focus(self.table)

    def action_back(self) -> None:
        """Go back to the fragments."""
        self.dismiss()

    # Asking and doing

    def _ask(self, form: str, title: str, make: Callable[[Values], Edit], values: Values | None = None) -> None:
        """Open a form; what its entries come to is shown, and done when they are taken."""
        self._say("")
        panel = self.query_one(f"#form-{form}", Form)
        path = self.table.path

        def preview(entered: Values) -> Preview:
            return wording(lambda: make(entered), self._used(path))

        self._look_up(path, panel.refresh_preview)
        panel.open(title, preview, lambda entered: self._do(make(entered)), values)

    def _pick(self, title: str, paths: list[str], make: Callable[[str], Edit]) -> None:
        """Open the list of codes to choose one from."""
        self._say("")
        picker = self.query_one(Picker)
        path = self.table.path

        def preview(target: str) -> Preview:
            return wording(lambda: make(target), self._used(path))

        self._look_up(path, picker.tell)
        choices = [self._choice(target) for target in paths]
        picker.open(title, choices, preview, lambda target: self._do(make(target)))

    def _choice(self, path: str) -> Choice:
        """Return a code or dimension to choose, in the colour of its dimension."""
        ids = [dimension.id for dimension in self._desk.codebook.dimensions]
        hue = ids.index(path.partition("/")[0]) % HUES
        return Choice(path, "  " * path.count("/") + self._label(path), path, f"code-{hue}")

    def _do(self, edit: Edit) -> None:
        """Hand an edit to the study; the cursor stays with what it is about."""
        self._path = edit.path
        self._clerk.edit(lambda: edit.run(self._desk.study))

    def _used(self, path: str) -> Use | None:
        found, use = self._use
        return use if found == path else None

    @work(thread=True, exclusive=True, group="use-of-code")
    def _look_up(self, path: str, then: Callable[[], None]) -> None:
        use = find_use(self._desk.study, path)
        self.app.call_from_thread(self._take_use, path, use, then)

    def _take_use(self, path: str, use: Use, then: Callable[[], None]) -> None:
        self._use = (path, use)
        then()

    # What is shown

    def _show(self, path: str) -> None:
        self._path = path
        self.query_one(CodeText).show(self._desk, path)
        self.query_one(ExampleList).show(path, ())
        self.query_one("#code-count", Static).update("")
        self._find_examples(path)

    @work(thread=True, exclusive=True, group="examples")
    def _find_examples(self, path: str) -> None:
        study = self._desk.study
        book = study.codebook
        codings = study.codings(codes=(path,), limit=EXAMPLES) if path in book.by_path else []
        items = list(zip(codings, study.texts(codings), strict=True))
        self.app.call_from_thread(self._take_examples, path, items)

    def _take_examples(self, path: str, items: list[tuple[Coding, str]]) -> None:
        if path != self.table.path:
            return
        self.query_one(ExampleList).show(path, items)
        n = len(items)
        count = ngettext("{n} coding", "{n} codings", n).format(n=n)
        if n == EXAMPLES:
            count = _("the first {n} codings").format(n=n)
        self.query_one("#code-count", Static).update(
            Content.assemble((_("In the data"), "bold"), (f"   {count}", "$quiet")) if "/" in path else ""
        )

    @work(thread=True, exclusive=True, group="counts")
    def _count(self) -> None:
        counts = self._desk.study.code_counts_by_coder()
        self.app.call_from_thread(self._take_counts, counts)

    def _take_counts(self, counts: Counts) -> None:
        self.table.count_by(counts)
        self.query_one(CodeHeading).refresh()

    def _open(self, fragment: str) -> None:
        self._opened(fragment)
        self.dismiss()

    def _label(self, path: str) -> str:
        """Return the label of a code or dimension; of the whole codebook its title."""
        book = self._desk.codebook
        if "/" in path:
            return book.code(path).label
        return book.dimension(path).label if path else book.title

    def _say(self, sentence: str) -> None:
        self.query_one(Keys).say(sentence)


_ON_CODE = frozenset({"relabel", "rename", "redefine", "split", "retire", "move", "merge", "shift", "examples"})
"""Actions that need a code or a dimension."""
