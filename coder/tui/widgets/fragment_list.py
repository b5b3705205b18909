"""The fragments of a study, with their codings."""

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType

from coder.model import Coding
from coder.model.coding import Span
from coder.tui.bindings import bound
from coder.tui.desk import Desk
from coder.tui.language import N_, _, ngettext
from coder.tui.layout.card import Card, Line, card_lines
from coder.tui.widgets.line_list import LineList


class FragmentList(LineList):
    """Every fragment of the study, one after the other. Keys act on the current one and its chosen coding."""

    BINDINGS: ClassVar[list[BindingType]] = bound(
        "fragments",
        Binding("left,h", "choose(-1)", N_("Previous coding"), show=False),
        Binding("right,l", "choose(1)", N_("Next coding"), show=False),
    )

    def __init__(
        self,
        desk: Desk,
        chosen: Callable[[], None],
        *,
        id: str | None = None,  # noqa: A002, as in Textual
    ) -> None:
        """Make a list that calls `chosen` when the cursor is on another fragment."""
        super().__init__(id=id)
        self._fragment_chosen = chosen
        self._desk = desk
        self._digits = 4
        self._chosen: int | None = None
        self.selection: Span | None = None
        """The span being selected in the current fragment."""
        self._evidence: tuple[Span, ...] = ()

    def show_study(self, position: int) -> None:
        """Show the fragments that are on the desk."""
        most = max((source.fragments for source in self._desk.sources), default=0)
        self._digits = max(3, len(str(most)))
        self.fill(len(self._desk), position)

    @property
    def chosen(self) -> Coding | None:
        """The coding that keys act on: one of this coder's, the last if none was picked."""
        mine = self._desk.own_codings(self.cursor) if self.count else []
        return next((coding for coding in mine if coding.id == self._chosen), mine[-1] if mine else None)

    def choose(self, coding: int | None) -> None:
        """Let keys act on the coding with this id; None leaves it to the list."""
        self._chosen = coding
        if self.count:
            self.changed(self.cursor)

    def renamed(self, to: Callable[[int | None], int | None]) -> None:
        """Follow a coding that got another id when it was saved."""
        self._chosen = to(self._chosen)

    def select(self, span: Span | None) -> None:
        """Show that a span is being selected; None: no longer."""
        self.selection = span
        if self.count:
            self.changed(self.cursor)

    def underline(self, evidence: tuple[Span, ...]) -> None:
        """Show what in the current fragment speaks for the codes that are suggested."""
        if evidence != self._evidence:
            self._evidence = evidence
            if self.count:
                self.changed(self.cursor)

    def action_choose(self, by: int) -> None:
        """Pick another coding of the current fragment."""
        mine = self._desk.own_codings(self.cursor) if self.count else []
        chosen = self.chosen
        if chosen is not None:
            ids = [coding.id for coding in mine]
            self.choose(ids[(ids.index(chosen.id) + by) % len(ids)])

    def moved(self) -> None:
        """Tell the screen; a choice of coding and a selection belong to the fragment that was left."""
        self._chosen = None
        self.selection = None
        self._evidence = ()
        self._fragment_chosen()

    def lines_of(self, item: int, width: int, *, current: bool) -> list[Line]:
        """Return a fragment as a card."""
        desk = self._desk
        fragment = desk.fragment(item)
        codings = desk.codings(item)
        chosen = self.chosen if current else None
        card = Card(
            fragment,
            desk.coder,
            codings,
            desk.names,
            about=desk.about(item),
            reviewed=desk.reviewed(item),
            heading=self._heading(item),
            current=current,
            chosen=chosen.id if chosen else None,
            selection=self.selection if current else None,
            evidence=self._evidence if current else (),
        )
        return card_lines(card, width, self._digits)

    def empty(self, width: int) -> list[Line]:
        """Return how to get fragments."""
        return [
            (("gutter", ""),),
            (("title", "   " + _("No fragments yet.")),),
            (("gutter", ""),),
            (("hint", "   " + _("Bring in a transcript or a survey, then come back:")),),
            (("gutter", ""),),
            (("match", "     coder import " + _("FILE")),),
        ]

    def _heading(self, item: int) -> str:
        """Return the line over the first fragment of a source."""
        number = self._desk.source_number(item)
        first, last = self._desk.bounds(number)
        if item != first:
            return ""
        source = self._desk.sources[number]
        n = last - first
        return f"{source.id} · {source.name} · " + ngettext("{n} fragment", "{n} fragments", n).format(n=n)
