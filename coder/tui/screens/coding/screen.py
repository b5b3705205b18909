"""The screen where fragments are coded."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical

from coder.tui.bindings import key_for
from coder.tui.finder import Hits
from coder.tui.language import _
from coder.tui.screens import HEIGHTS, WIDTHS
from coder.tui.screens.coding.keys import KEYS, ON_FRAGMENT
from coder.tui.screens.coding.note_taking import NoteTaking
from coder.tui.screens.coding.quoting import Quoting
from coder.tui.screens.coding.reporting import Reporting
from coder.tui.widgets.codebook_tree import CodebookTree, Definition
from coder.tui.widgets.fragment_list import FragmentList
from coder.tui.widgets.held_search import HeldSearch
from coder.tui.widgets.keys import Keys
from coder.tui.widgets.new_code import NewCode
from coder.tui.widgets.note import Note
from coder.tui.widgets.palette import Palette
from coder.tui.widgets.panel import Panel
from coder.tui.widgets.span_bar import SpanBar
from coder.tui.widgets.status import Status
from coder.tui.widgets.suggestion_bar import SuggestionBar


class CodingScreen(Reporting, NoteTaking, Quoting):
    """Fragments with their codings, the codebook beside them, and a panel under them when something is entered."""

    CSS_PATH = "coding.tcss"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    BINDINGS: ClassVar[list[BindingType]] = KEYS

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        fragments = FragmentList(self._desk, self._moved, id="fragments")
        yield Status(id="status")
        with Horizontal(id="body"):
            with Vertical(id="work"):
                yield HeldSearch(self._desk, fragments, self.say, id="held")
                yield fragments
                yield Palette(
                    self._desk, self._combination_chosen, self._leave_panel, wanted=self._code_wanted, id="palette"
                )
                yield NewCode(self._desk, self._code_made, self._leave_panel, id="new-code")
                yield Note(self._text_entered, self._leave_panel, self._half_typed, id="note")
                yield SpanBar(fragments, self._span_chosen, id="span")
            with Vertical(id="side"):
                yield CodebookTree(self._desk, self._code_chosen, self._code_shown, id="codebook")
                yield Definition(id="definition")
        yield SuggestionBar(self._desk, fragments, self.adviser, id="suggestions")
        yield Keys(id="keys")

    def on_mount(self) -> None:
        """Begin where the coder left off."""
        desk = self._desk
        start = 0
        if len(desk) and desk.reviewed(0):
            start = desk.next_unreviewed(0) or 0
        self.fragments.show_study(start)
        self.query_one(CodebookTree).show_codebook()
        self.set_focus(self.fragments)
        self.retell()
        self._load_use()
        for sentence in desk.study.news[:1]:
            self.say(sentence)
        self._offer_draft()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out everything while something is entered, and what needs a fragment where there is none."""
        focused = self.focused
        if action in {"copy", "collect"}:
            return bool(len(self._desk))
        if action == "suggestion" and isinstance(focused, SpanBar):
            return True
        if focused is not None and any(isinstance(node, Panel) for node in focused.ancestors_with_self):
            return False
        if action in {"hit", "hits"}:
            return self.held.hits is not None
        return not (action in ON_FRAGMENT and not len(self._desk))

    def action_review(self) -> None:
        """Note that this fragment was read, or take that back."""
        reviewed = self._desk.reviewed(self.here)
        if reviewed and self._desk.own_codings(self.here):
            self.say(
                _("A coded fragment counts as reviewed; {key} removes the coding.").format(key=key_for("coding.remove"))
            )
            return
        self._review(reviewed=not reviewed)

    def _review(self, *, reviewed: bool) -> None:
        self.clerk.review(self.here, reviewed=reviewed, suggested=self.suggestions.shown() if reviewed else None)
        self._changed(self.here)

    def action_nothing(self) -> None:
        """Note that this fragment was read, and go to the next that was not."""
        if not self._desk.reviewed(self.here):
            self._review(reviewed=True)
        if self.held.hits is not None:
            self.held.step(1)
        else:
            self.action_next()

    def action_next(self) -> None:
        """Go to the next fragment that is not reviewed."""
        position = self._active.next(self.here)
        if position is None:
            self.say(_("Every fragment is reviewed."))
        else:
            self.fragments.go(position, centre=True)

    def action_order(self) -> None:
        """Change between the order of the study and the one that teaches most."""
        self._active.turn(on=not self._active.on)
        self.say(
            _("Next is the fragment that teaches suggestions most; they are being weighed.")
            if self._active.on
            else _("Next is the next fragment of the study.")
        )

    def step(self, *, undo: bool) -> None:
        """Take back the last action, or put back what was undone."""
        if undo:
            self.clerk.undo()
        else:
            self.clerk.redo()
        self._tell()

    def action_remove(self) -> None:
        """Remove the chosen coding."""
        coding = self.fragments.chosen
        if coding is None:
            self.say(_("Nothing to remove: you have no coding on this fragment."))
            return
        self.clerk.remove(self.here, coding)
        self._changed(self.here)

    def action_hit(self, by: int) -> None:
        """Go to another hit of the search that is held."""
        self.held.step(by)

    async def action_search(self) -> None:
        """Search all sources."""
        await self.run_action("app.search")

    async def action_hits(self) -> None:
        """Go back to the hits of the search that is held."""
        await self.run_action("app.hits")

    def hold(self, hits: Hits | None) -> None:
        """Hold on to what a search found, at the hit to show; None lets go."""
        self.held.hold(hits)
        self.refresh_bindings()

    def action_source(self, by: int) -> None:
        """Go to the beginning of this source, of the previous or of the next."""
        number = self._desk.source_number(self.here)
        first, _ = self._desk.bounds(number)
        if by > 0 or self.here == first:
            number = min(max(number + by, 0), len(self._desk.sources) - 1)
        self.fragments.go(self._desk.bounds(number)[0])
