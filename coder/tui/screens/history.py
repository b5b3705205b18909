"""The screen that says who did what, and when."""

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from coder.model import CoderError
from coder.model.actions import action_in_words
from coder.store.history import KINDS, Action
from coder.tui.bindings import bound
from coder.tui.desk import Desk
from coder.tui.door import line
from coder.tui.guarded import Guarded
from coder.tui.language import N_, _, ngettext
from coder.tui.layout.card import Line
from coder.tui.layout.graphemes import fit, pad
from coder.tui.screens import WIDTHS
from coder.tui.widgets.keys import Keys
from coder.tui.widgets.line_list import LineList

PAGE = 200
"""Actions read at once."""

NAME = 12
"""Cells for who did it."""

FEW = 2
"""Events of an action that need no counting: a coding and its review are one thing."""

ABOUT = {
    "codings": N_("codings"),
    "reviews": N_("reviews"),
    "codebook": N_("the codebook"),
    "sources": N_("sources"),
    "undo": N_("undo and redo"),
}


class ActionList(LineList):
    """Actions, newest first. More are read when the cursor comes near the last."""

    def __init__(self, near_end: Callable[[], None], picked: Callable[[], None]) -> None:
        super().__init__(id="actions")
        self.actions: list[Action] = []
        self._near_end = near_end
        self._open = picked

    @property
    def current(self) -> Action | None:
        """The action under the cursor."""
        return self.actions[self.cursor] if self.actions else None

    def show(self, actions: list[Action]) -> None:
        """Show these."""
        self.actions = actions
        self.fill(len(actions), self.cursor)

    def moved(self) -> None:
        """Have more read in time."""
        if self.cursor > self.count - PAGE // 2:
            self._near_end()

    def picked(self) -> None:
        """Do by mouse what Enter does."""
        self._open()

    def lines_of(self, item: int, width: int, *, current: bool) -> list[Line]:
        """Return a day over its first action, and an action: when, who, what."""
        action = self.actions[item]
        when = action.at.astimezone()
        bar = ("bar", "▌") if current else ("gutter", " ")
        more = ""
        if action.events > FEW:
            more = " · " + ngettext("{n} change", "{n} changes", action.events).format(n=action.events)
        undone = " ↶ " + _("undone") if action.undone else ""
        room = width - 8 - NAME - 2
        words = fit(line(action_in_words(action.action)), max(8, room - len(more) - len(undone)))
        row: Line = (
            bar,
            ("about", f" {when:%H:%M}  "),
            ("speaker", pad(fit(line(action.coder), NAME), NAME)),
            ("quiet" if action.undone else "text", f" {words}"),
            ("about", more),
            ("check", undone),
        )
        before = self.actions[item - 1].at.astimezone() if item else None
        if before is None or before.date() != when.date():
            day: Line = (("title", fit(f" {_day(when)}", width)),)
            return [(("gutter", ""),), day, row] if item else [day, row]
        return [row]

    def empty(self, width: int) -> list[Line]:
        """Return a word where nothing happened."""
        return [(("hint", fit("  " + _("Nothing of this kind happened yet."), width)),)]


class HistoryScreen(Guarded, Screen[None]):
    """Who did what and when; Enter goes to the fragment, and undo and redo work from here as everywhere."""

    CSS_PATH = "history.tcss"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    BINDINGS: ClassVar[list[BindingType]] = bound(
        "history",
        Binding("enter", "open", N_("Open"), tooltip=N_("Go to the fragment that this was about")),
        Binding("c", "coder", N_("Coder"), tooltip=N_("Only what one coder did, each in turn")),
        Binding("t", "kind", N_("Kind"), tooltip=N_("Only codings, reviews, the codebook, sources or undo, in turn")),
        Binding("f", "fragment", N_("Fragment"), tooltip=N_("Only what was done to the current fragment, or all")),
        Binding("u", "app.undo", N_("Undo"), tooltip=N_("Take back the last action")),
        Binding("escape,H", "back", N_("Back"), tooltip=N_("Go back to where you were")),
        Binding("question_mark", "app.help", N_("Help"), tooltip=N_("Show these keys")),
        reach="screen",
    )

    def __init__(self, desk: Desk, here: str | None, opened: Callable[[str], None]) -> None:
        """Make a screen about a study; `here` is the current fragment; `opened` takes the address of another."""
        super().__init__(id="history")
        self._desk = desk
        self._here = here
        self._opened = opened
        self._coder: str | None = None
        self._kind: str | None = None
        self._fragment: str | None = None
        self._complete = False

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield Static(id="history-title", markup=False)
        yield ActionList(self._read_more, self.action_open)
        yield Keys(id="keys")

    def on_mount(self) -> None:
        """Show the last actions."""
        self.set_focus(self._list)
        self._reread()

    @property
    def _list(self) -> ActionList:
        return self.query_one(ActionList)

    def desk_changed(self, sentence: str = "", *, error: bool = False) -> None:
        """Read again: something was done, undone or redone."""
        if sentence:
            self.query_one(Keys).say(sentence, error=error)
        self._reread()

    def _reread(self) -> None:
        self._complete = False
        self._read(None, max(PAGE, self._list.count))

    def _read_more(self) -> None:
        if not self._complete and self._list.actions:
            self._read(self._list.actions[-1].id, PAGE)

    @work(thread=True, exclusive=True, group="history")
    def _read(self, before: str | None, limit: int) -> None:
        asked = (self._coder, self._kind, self._fragment)
        try:
            found = self._desk.study.history(limit, before, coder=self._coder, kind=self._kind, fragment=self._fragment)
        except CoderError as error:
            self.app.call_from_thread(self._say, str(error))
            return
        self.app.call_from_thread(self._take, asked, before, found, len(found) < limit)

    def _take(self, asked: tuple[object, ...], before: str | None, found: list[Action], complete: bool) -> None:
        actions = self._list.actions
        if asked != (self._coder, self._kind, self._fragment):
            return
        if before is None or (actions and actions[-1].id == before):
            self._complete = complete
            self._list.show(found if before is None else actions + found)
        self._tell()

    def _tell(self) -> None:
        parts = [_(ABOUT[self._kind]) if self._kind else "", self._coder or "", self._fragment or ""]
        only = " · ".join(line(part) for part in parts if part)
        title = (" " + _("History"), "bold")
        self.query_one("#history-title", Static).update(
            Content.assemble(title, ("  " + (only or _("everything, newest first")), "$accent"))
        )

    def _say(self, sentence: str) -> None:
        self.query_one(Keys).say(sentence, error=True)

    def _again(self) -> None:
        self._list.show([])
        self._reread()

    def action_coder(self) -> None:
        """Show what the next coder did, after the last everybody."""
        self._coder = _after(self._coder, self._desk.study.coders())
        self._again()

    def action_kind(self) -> None:
        """Show the next kind of actions, after the last all."""
        self._kind = _after(self._kind, list(KINDS))
        self._again()

    def action_fragment(self) -> None:
        """Show what was done to the fragment that was current, or to all."""
        self._fragment = None if self._fragment else self._here
        self._again()

    def action_open(self) -> None:
        """Go to the fragment that the action was about."""
        action = self._list.current
        if action is None:
            return
        if action.fragment is None:
            self.query_one(Keys).say(_("This was not about one fragment."))
            return
        self._opened(action.fragment)

    def action_back(self) -> None:
        """Leave."""
        self.dismiss()


def _after(current: str | None, values: list[str]) -> str | None:
    """Return what comes after a value, None after the last."""
    if current is None:
        return values[0] if values else None
    at = values.index(current) + 1 if current in values else len(values)
    return values[at] if at < len(values) else None


def _day(when: datetime) -> str:
    """Return `Tuesday 24 November 2026`."""
    days = (N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"))
    months = (
        N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"), N_("August"),
        N_("September"), N_("October"), N_("November"), N_("December"),
    )  # fmt: skip
    return f"{_(days[when.weekday()])} {when.day} {_(months[when.month - 1])} {when.year}"
