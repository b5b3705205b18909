"""What everything on the reconcile screen works with: who is compared, the differences, and the one at hand."""

from textual import work
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from coder.model import CoderError
from coder.model.coding import Span
from coder.tui.clerk import Clerk
from coder.tui.compared_words import hidden_in_words, progress, where, why_nothing
from coder.tui.comparing import Compared, Queue, compare_for, settled_in
from coder.tui.desk import Desk
from coder.tui.door import clean, line
from coder.tui.guarded import Guarded
from coder.tui.settling import Settling
from coder.tui.widgets.difference_view import DifferenceView
from coder.tui.widgets.keys import Keys


class Written(Message):
    """What was chosen is on disk."""


class Comparison(Guarded, Screen[None]):
    """Compares off the interface's thread, and shows the difference at hand or why there is none."""

    def __init__(self, desk: Desk, clerk: Clerk) -> None:
        super().__init__(id="reconcile")
        self._desk = desk
        self._clerk = clerk
        self._compared: Compared | None = None
        self._queue = Queue()
        self._coders: tuple[str, ...] = ()
        """Who was asked for; nobody: everybody."""
        self._settling = Settling(desk, clerk, self._queue, lambda: self.post_message(Written()))
        self._view = DifferenceView(desk, self._queue, self._settling, self.step)
        self._span: Span | None = None
        """What was selected, to be coded anew."""

    def desk_changed(self, sentence: str = "", *, error: bool = False) -> None:
        """Compare again, after anything may have changed, and tell what happened."""
        if sentence:
            self._say(sentence, error=error)
        if error:
            self._settling.unwritten = 0
        self._show()
        self._compare()

    @work(thread=True, exclusive=True, group="compare")
    def _compare(self) -> None:
        """Compare off the interface's thread; what is settled is told first, for that is what undo changes."""
        study, coders = self._desk.study, self._coders
        try:
            self.app.call_from_thread(self._take_settled, settled_in(study))
            compared = compare_for(study, self._desk.coder, coders)
        except CoderError as error:
            self.app.call_from_thread(self._word, str(error))
        else:
            self.app.call_from_thread(self._take, coders, compared)

    def _take_settled(self, settled: frozenset[int]) -> None:
        """Show what was settled or no longer is, elsewhere or by undo; none of it while something is being written."""
        if self._compared is None or self._settling.unwritten:
            return
        news = self._queue.take_settled(settled)
        if news:
            self._queue.go_to(news[0])
            self._show()

    def _take(self, asked: tuple[str, ...], compared: Compared) -> None:
        if asked != self._coders:
            return
        self._compared = compared
        queue = self._queue
        if queue.code is not None and queue.code not in compared.on:
            queue.narrow(code=None, sample=queue.sample, within=queue.within)
        queue.fill(compared.differences, queue.all_settled if self._settling.unwritten else compared.settled)
        self._show()

    # What is shown

    def _show(self) -> None:
        """Show the difference at hand, or why there is none."""
        compared, here = self._compared, self._queue.here
        if compared is None:
            return
        if here is None:
            self._word(why_nothing(compared, self._queue))
            self._tell()
            self.refresh_bindings()
            return
        self._word("")
        self._view.show(compared)
        self._tell()
        self.refresh_bindings()

    def _tell(self) -> None:
        """Bring the lines on top up to date."""
        compared, queue, width = self._compared, self._queue, self.size.width
        if compared is None:
            return
        title = progress(line(self._desk.codebook.title), compared, queue, self._settling.unwritten, width)
        self.query_one("#reconcile-title", Static).update(title, layout=False)
        words = where(queue.here, self._settling.address, compared, queue, self._desk, width)
        self.query_one("#reconcile-where", Static).update(words, layout=False)
        blind = self.query_one("#reconcile-blind", Static)
        blind.display = compared.blind
        blind.update(Content.styled(hidden_in_words(compared), "$warning"))

    def _word(self, text: str) -> None:
        """Show a word in place of a difference; none: the difference."""
        word = self.query_one("#reconcile-word", Static)
        word.display = bool(text)
        self.query_one("#reconcile-work").display = not text
        if text:
            word.update(Content.styled(clean(text, keep="\n"), "$quiet"))

    def step(self, by: int) -> None:
        """Go to another difference, settled or not."""
        if self._queue.here is not None:
            self._queue.step(by)
            self._show()

    def _to_text(self) -> None:
        self._span = None
        self._view.text.select(None)
        self.set_focus(self._view.text)

    def _say(self, sentence: str, *, error: bool = False) -> None:
        self.query_one(Keys).say(sentence, error=error)
