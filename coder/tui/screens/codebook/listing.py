"""The codes with their counts, what the current one means, and what was coded with it."""

from textual import work
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from coder.model import Coding
from coder.tui.desk import Desk
from coder.tui.door import line
from coder.tui.guarded import Guarded
from coder.tui.language import _, ngettext
from coder.tui.widgets.code_page import CodeText, ExampleList
from coder.tui.widgets.code_table import CodeHeading, CodeTable, Counts
from coder.tui.widgets.keys import Keys

EXAMPLES = 200
"""Codings shown with a code."""


class Listing(Guarded, Screen[None]):
    """Shows the codebook; counts and codings are looked up off the interface's thread."""

    def __init__(self, desk: Desk, path: str) -> None:
        super().__init__(id="codebook-screen")
        self._desk = desk
        self._path = path
        """The code or dimension that the cursor is on, or will be when the codes are listed again."""

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

    def _label(self, path: str) -> str:
        """Return the label of a code or dimension; of the whole codebook its title."""
        book = self._desk.codebook
        if "/" in path:
            return book.code(path).label
        return book.dimension(path).label if path else book.title

    def _say(self, sentence: str) -> None:
        self.query_one(Keys).say(sentence)
