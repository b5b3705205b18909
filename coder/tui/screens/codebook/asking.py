"""What an edit needs to know is asked in a form or a list, which tells what will come of it before it is done."""

from collections.abc import Callable

from textual import work

from coder.tui.clerk import Clerk
from coder.tui.codebook_edits import Edit, wording
from coder.tui.desk import Desk
from coder.tui.effects import Use, find_use
from coder.tui.layout.card import HUES
from coder.tui.screens.codebook.listing import Listing
from coder.tui.widgets.form import Form, Preview, Values
from coder.tui.widgets.picker import Choice, Picker


class Asking(Listing):
    """Asks, says what the answer does to codes and codings, and hands the edit to the study."""

    def __init__(self, desk: Desk, clerk: Clerk, path: str) -> None:
        super().__init__(desk, path)
        self._clerk = clerk
        self._use: tuple[str, Use] = ("", Use())
        """What a code is used for, and which code that is."""

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
