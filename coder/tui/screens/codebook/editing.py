"""What is done with a code: added, renamed, defined, moved, merged, split, retired."""

from coder.model import Code
from coder.tui.clerk import Clerk
from coder.tui.codebook_edits import CodebookEdits
from coder.tui.desk import Desk
from coder.tui.language import _
from coder.tui.screens.codebook.asking import Asking


class Editing(Asking):
    """Edits the code under the cursor, and takes that back."""

    def __init__(self, desk: Desk, clerk: Clerk, path: str) -> None:
        super().__init__(desk, clerk, path)
        self._edits = CodebookEdits(desk)

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
