"""Coding many hits at once."""

from textual import on

from coder.model import CoderError
from coder.tui.language import _, ngettext
from coder.tui.messages import ManyCoded
from coder.tui.screens.search.looking import Looking
from coder.tui.widgets.palette import Palette


class CodingHits(Looking):
    """Codes the marked hits, or the one under the cursor, and takes that back."""

    def action_code(self) -> None:
        """Open the palette for the marked hits, or for this one."""
        keys = self._chosen()
        if keys:
            self.query_one(Palette).open(
                ngettext("Code {n} fragment", "Code {n} fragments", len(keys)).format(n=len(keys)), ()
            )

    def _combination_chosen(self, codes: tuple[str, ...]) -> None:
        keys = self._chosen()
        self._to_list()
        try:
            self._clerk.code_all(keys, codes, self.post_message)
        except CoderError as error:
            self._say(str(error), error=True)
            return
        self._say(_("Saving…"))
        if not self._list.marked:
            self._list.action_move(1)

    @on(ManyCoded)
    def _many_coded(self, event: ManyCoded) -> None:
        if not event.failed:
            self._list.marked.clear()
        if self._list.hits is not None:
            self._list.hits.forget()
        self._list.changed_all()
        self._say(event.sentence, error=event.failed)
        self._tell()

    def action_undo(self) -> None:
        """Take back the last action."""
        self._clerk.undo()

    def _chosen(self) -> list[int]:
        """Return the keys of the marked hits, or of the one under the cursor."""
        hits = self._list.hits
        return sorted(self._list.marked) or ([hits.ids[self._list.cursor]] if hits else [])
