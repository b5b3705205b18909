"""What everything on the coding screen works with: the desk, the fragment at hand and who is told of a change."""

from textual import work
from textual.reactive import Reactive
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget
from textual.worker import get_current_worker

from coder.model import CoderError
from coder.model.coding import Span
from coder.tui.active_order import ActiveOrder
from coder.tui.adviser import Adviser
from coder.tui.agreeing import Agreeing
from coder.tui.clerk import Clerk
from coder.tui.desk import Desk
from coder.tui.guarded import Guarded
from coder.tui.language import _
from coder.tui.widgets.codebook_tree import CodebookTree, Definition
from coder.tui.widgets.fragment_list import FragmentList
from coder.tui.widgets.held_search import HeldSearch
from coder.tui.widgets.keys import Keys
from coder.tui.widgets.status import Status
from coder.tui.widgets.suggestion_bar import SuggestionBar

REST = 0.2
"""Seconds without a key before agreement is worked out."""


class Workbench(Guarded, Screen[None]):
    """A fragment at hand, the parts that show it, and the clerk who writes down what is decided."""

    # In Textual a change of focus paints the whole screen again; what has the focus does that for itself.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def __init__(self, desk: Desk) -> None:
        super().__init__(id="coding")
        self._desk = desk
        self.clerk = Clerk(desk, self.post_message)
        self.adviser = Adviser(desk.study)
        self._agreeing = Agreeing(desk.study)
        self._at_hand: tuple[str, ...] = ()
        """Codes whose meaning and agreement are shown beside the fragments."""
        self._due: Timer | None = None
        self._active = ActiveOrder(desk, self.adviser)
        self._span: Span | None = None

    @property
    def fragments(self) -> FragmentList:
        """The list of fragments."""
        return self.query_one("#fragments", FragmentList)

    @property
    def suggestions(self) -> SuggestionBar:
        """The bar with suggestions."""
        return self.query_one(SuggestionBar)

    @property
    def held(self) -> HeldSearch:
        """The search that is held."""
        return self.query_one(HeldSearch)

    @property
    def here(self) -> int:
        """Position of the current fragment."""
        return self.fragments.cursor

    def retell(self) -> None:
        """Show everything as the settings have it now."""
        self.set_class(self._desk.bare, "-bare")
        self.query_one(CodebookTree).moved()
        self._tell()

    def say(self, sentence: str, *, error: bool = False) -> None:
        """Tell something in a sentence."""
        self.query_one(Keys).say(sentence, error=error)

    def open_fragment(self, address: str) -> None:
        """Go to a fragment by its address."""
        position = self.find(address)
        if position is None:
            self.say(_("{fragment} is not in the study any more.").format(fragment=address), error=True)
        else:
            self.fragments.go(position, centre=True)

    def find(self, address: str) -> int | None:
        """Return the position of a fragment; None where the study does not have it any more."""
        try:
            return self._desk.position(self._desk.study.fragment_key(address))
        except CoderError:
            return None

    def _leave_panel(self) -> None:
        self._span = None
        self.fragments.select(None)
        self.set_focus(self.fragments)

    def _changed(self, position: int) -> None:
        """Draw a fragment and the counts again."""
        self.fragments.changed(position)
        self.query_one(CodebookTree).recount()
        self.suggestions.follow()
        self._tell()

    def _moved(self) -> None:
        """Turn to another fragment."""
        self.suggestions.follow()
        self._tell()

    def _tell(self) -> None:
        """Bring the line on top up to date."""
        desk, status = self._desk, self.query_one(Status)
        source = desk.source(self.here) if len(desk) else None
        status.title = desk.codebook.title
        status.source = source.id if source else ""
        status.coder = desk.coder
        status.done, status.total = desk.progress(self.here)
        status.pending = self.clerk.pending

    def _hold_up(self, codes: tuple[str, ...]) -> None:
        """Show what codes mean, and how far coders agree on them."""
        before, self._at_hand = self._at_hand, codes
        self.query_one(Definition).show(self._desk, codes[0])
        if before not in ((), codes):  # on opening nobody asked, and 100,000 fragments that two coders read are 50 MB
            self._weigh()

    def _weigh(self) -> None:
        """Say how far coders agree on the codes at hand, once the keys rest."""
        if self._due is not None:
            self._due.stop()
        self._due = self.set_timer(REST, self._load_agreement)

    @work(thread=True, exclusive=True, group="agreement")
    def _load_agreement(self) -> None:
        codes = [path for path in self._at_hand if path in self._desk.names]
        figures = [(self._desk.names[path].label, self._agreeing.words(path)) for path in codes]
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._show_agreement, figures)

    def _show_agreement(self, figures: list[tuple[str, str]]) -> None:
        for definition in self.query(Definition):  # none: the interface is on its way out
            definition.agree(figures)
