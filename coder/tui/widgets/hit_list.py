"""The hits of a search, each in its context."""

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType

from coder.tui.bindings import bound
from coder.tui.desk import Desk
from coder.tui.door import line
from coder.tui.finder import Hits
from coder.tui.language import N_, _
from coder.tui.layout.card import Line, Part
from coder.tui.layout.context import in_context
from coder.tui.layout.graphemes import fit, pad
from coder.tui.widgets.line_list import LineList

MARK = "◆"
"""Before a hit that is marked, to be coded with the others."""


class HitList(LineList):
    """Where and by whom, how it is coded, and the words around what was found."""

    BINDINGS: ClassVar[list[BindingType]] = bound(
        "hits",
        Binding("enter", "screen.open", N_("Open"), tooltip=N_("Open the hit where it stands")),
        Binding("space", "mark", N_("Mark"), tooltip=N_("Mark the hit, to code it with the others that are marked")),
        Binding("a", "mark_all", N_("Mark all"), show=False, tooltip=N_("Mark every hit, or none")),
        Binding("c", "screen.code", N_("Code"), tooltip=N_("Code the marked hits, or this one")),
        Binding("y", "screen.copy", N_("Copy"), show=False, tooltip=N_("Copy the quote to the clipboard")),
        Binding("o", "screen.write", N_("Write"), tooltip=N_("Write the marked hits, or all, to quotes.md")),
        Binding("slash,i,tab", "screen.type", N_("Search"), tooltip=N_("Go on typing")),
        Binding("question_mark", "app.help", N_("Help"), tooltip=N_("Show these keys")),
        reach="inner",
    )

    def __init__(self, desk: Desk, changed: Callable[[], None], *, id: str | None = None) -> None:  # noqa: A002
        """Make a list that calls `changed` when other hits are marked, or the cursor moves."""
        super().__init__(id=id)
        self._desk = desk
        self._told = changed
        self.hits: Hits | None = None
        self.marked: set[int] = set()
        """Keys of the fragments that are marked."""
        self.word = ""
        """What is said where there is no hit."""

    def show_hits(self, hits: Hits | None, cursor: int = 0) -> None:
        """Show what was found."""
        self.hits = hits
        self.fill(len(hits) if hits else 0, cursor)

    @property
    def active(self) -> bool:
        """Enter opens the hit under the cursor while something is typed above it, too."""
        return True

    def action_move(self, by: int) -> None:
        """Move; above the first hit is the line to type in."""
        if by < 0 and self.cursor == 0:
            self.screen.action_type()  # type: ignore[attr-defined] # the search is the only screen with this list
        else:
            super().action_move(by)

    def action_mark(self) -> None:
        """Mark the hit, or take the mark away, and go to the next."""
        if self.hits and self.count:
            self.marked ^= {self.hits.ids[self.cursor]}
            self.changed(self.cursor)
            super().action_move(1)
            self._told()

    def action_mark_all(self) -> None:
        """Mark every hit, or none if all are."""
        if self.hits:
            every = set(self.hits.ids)
            self.marked = set() if every <= self.marked else every
            self.changed_all()
            self._told()

    def moved(self) -> None:
        """Tell which hit is current."""
        self._told()

    def picked(self) -> None:
        """Open the hit that was clicked."""
        self.call_later(self.screen.action_open)  # type: ignore[attr-defined] # only the search has this list

    def lines_of(self, item: int, width: int, *, current: bool) -> list[Line]:
        """Return two lines: where, by whom and how it is coded; what was said."""
        hits = self.hits
        hit = hits.hit(item) if hits else None
        if hits is None or hit is None:
            return [(("gutter", "  "), ("quiet", fit(_("no longer in the study"), width - 2)))]
        bar = ("bar", "▌") if current else ("gutter", " ")
        mark = ("match", f"{MARK} ") if hits.ids[item] in self.marked else ("gutter", "  ")
        room = width - 4
        fragment = hit.fragment
        address = fit(line(fragment.address), room * 2 // 5)
        who = fit(line(fragment.speaker or fragment.case), max(0, (room - len(address)) // 2))
        gap = "  " if who else ""
        left = room - len(address) - len(gap) - len(who)
        chips = self._chips(item, left - 3)
        head: Line = (bar, mark, ("about", address), ("gutter", gap), ("speaker", who), *chips)
        return [head, (bar, ("gutter", "  "), *in_context(fragment.text, hit.places, room))]

    def _chips(self, item: int, room: int) -> list[Part]:
        """Return how a hit is coded: this coder's combinations first, each once."""
        hits, desk = self.hits, self._desk
        combinations = {
            coding.codes: coding.coder == desk.coder
            for coding in sorted(hits.codings(item) if hits else [], key=lambda coding: coding.coder == desk.coder)
        }
        parts: list[Part] = []
        for codes, mine in sorted(combinations.items(), key=lambda one: not one[1]):
            label = " + ".join(desk.names[path].label if path in desk.names else line(path) for path in codes)
            short = fit(label, room - 4)
            if not short:
                break
            parts += [("gutter", "  "), ("chip" if mine else "other", f"{'●' if mine else '○'} {short}")]
            room -= len(short) + 4
        return parts

    def empty(self, width: int) -> list[Line]:
        """Return what to type, or that nothing was found."""
        return [(("hint", pad(f"  {text}", width)),) for text in ["", *self.word.split("\n")]]
