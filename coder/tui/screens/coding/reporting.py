"""What the clerk reports back, and how the screens follow."""

from collections.abc import Mapping

from textual import on, work

from coder.model.coding import Coding
from coder.tui.messages import CodingAdded, FragmentSaved, HistoryMoved, WriteFailed
from coder.tui.screens import Following
from coder.tui.screens.coding.choosing import Choosing
from coder.tui.widgets.codebook_tree import CodebookTree
from coder.tui.widgets.status import Status


class Reporting(Choosing):
    """Shows what was written, what failed and what undo brought back."""

    @on(FragmentSaved)
    @on(CodingAdded)
    def _saved(self, event: FragmentSaved) -> None:
        last = self.clerk.settle(event)
        self.query_one(Status).failed = False
        self.fragments.renamed(self.clerk.saved)
        if last and self._desk.take(event.position, event.codings, reviewed=event.reviewed):
            self._changed(event.position)
        self.adviser.study_changed()
        self._weigh()
        self._tell()

    @on(WriteFailed)
    def _failed(self, event: WriteFailed) -> None:
        self.clerk.settle(event)
        self._new = None
        self._desk.pages.forget()
        self._desk.reload_reviews()
        self.fragments.changed_all()
        self.query_one(Status).failed = True
        self._load_use()
        self._lead(event.sentence, error=True)
        self._tell()

    @on(HistoryMoved)
    def _history_moved(self, event: HistoryMoved) -> None:
        self.clerk.settle(event)
        if event.words is not None:
            if event.changed is None:
                self._reload()
            else:
                self._take_over(event.changed)
            self.adviser.study_changed(undone=True)
            self._weigh()
            self.suggestions.follow(anew=True)
            self._use_new_code()
            if event.fragment is not None:
                self.open_fragment(event.fragment)
            self._lead(event.sentence)
        self._tell()

    def _reload(self) -> None:
        """Show everything again."""
        key = self._desk.ids[self.here] if len(self._desk) else 0
        self._desk.reload()
        position = self._desk.position(key)
        self.fragments.show_study(self.here if position is None else position)
        self.query_one(CodebookTree).show_codebook()
        self._load_use()

    def _take_over(self, changed: Mapping[int, tuple[list[Coding], bool]]) -> None:
        """Show some fragments again, unless the last word on them is still to come."""
        for position, (codings, reviewed) in changed.items():
            if not self.clerk.waits(position):
                self._desk.take(position, codings, reviewed=reviewed)
                self.fragments.changed(position)
        self.query_one(CodebookTree).recount()

    def _lead(self, sentence: str, *, error: bool = False) -> None:
        """Have the screens over this one follow at once: the next key finds them as the desk is."""
        for screen in self.app.screen_stack:
            if isinstance(screen, Following):
                screen.desk_changed(sentence, error=error)

    @work(thread=True, exclusive=True, group="use")
    def _load_use(self) -> None:
        """Count codes and last combinations off the interface's thread: both pass over many codings."""
        counts, used = self._desk.load_use()
        self.app.call_from_thread(self._take_use, counts, used)

    def _take_use(self, counts: dict[str, int], used: list[tuple[tuple[str, ...], int]]) -> None:
        self._desk.take_use(counts, used)
        self.query_one(CodebookTree).recount()
