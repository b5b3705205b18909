"""The application: it only wires screens together."""

import asyncio
import gc
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.binding import Binding, BindingType
from textual.filter import ANSIToTruecolor, LineFilter
from textual.screen import Screen

from coder.model import CoderError
from coder.store import Study
from coder.tui.bindings import bound, use_keys
from coder.tui.desk import Desk
from coder.tui.door import Door
from coder.tui.finder import Finder, Hits
from coder.tui.language import N_, _, use_language
from coder.tui.messages import CodebookLookedAt, HistoryMoved, WriteFailed
from coder.tui.screens import late
from coder.tui.screens.coding import CodingScreen
from coder.tui.settings import CHOICES, Settings, load_settings, save_settings
from coder.tui.sturdy import Sturdy
from coder.tui.theme import DARK, THEMES
from coder.tui.watch import EVERY, Watch
from coder.tui.widgets.form import Form
from coder.tui.widgets.keys import Keys
from coder.tui.widgets.line_list import LineList
from coder.tui.widgets.panel import Panel
from coder.tui.widgets.typing import Typing

if TYPE_CHECKING:
    from coder.tui.screens.overview import OverviewScreen
    from coder.tui.screens.search import SearchScreen

BREATH = 0.02
"""Seconds between two screens that are loaded ahead."""


class CoderApp(Sturdy):
    """A study in the terminal."""

    TITLE = "coder"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = bound(
        "app",
        Binding("u", "app.undo", N_("Undo"), show=False, tooltip=N_("Take back the last action")),
        Binding("ctrl+r,U", "app.redo", N_("Redo"), show=False, tooltip=N_("Put back what was undone")),
        Binding(
            "7", "app.reconcile", N_("Reconcile"), show=False, tooltip=N_("Compare coders and settle where they differ")
        ),
        Binding("H", "app.history", N_("History"), show=False, tooltip=N_("See who did what, and when")),
        Binding("comma", "app.settings", N_("Settings"), show=False, tooltip=N_("Change settings and keys")),
        Binding("ctrl+t", "app.colours", N_("Colours"), show=False, tooltip=N_("Change to the next colours")),
        Binding("question_mark", "app.help", N_("Help"), show=False, tooltip=N_("Show these keys")),
        Binding("q", "app.leave", N_("Quit"), show=False, tooltip=N_("Save and leave")),
        Binding("ctrl+q", "app.leave", N_("Quit"), show=False, priority=True, id="app.quit"),
    )

    def __init__(self, study: Study) -> None:
        super().__init__()
        self._door = Door()
        for theme in THEMES:
            self.register_theme(theme)
        self.desk = Desk(study)
        self.settings, self._news = load_settings()
        self._speak()
        self.coding = CodingScreen(self.desk)
        self._finder = Finder()

    @cached_property
    def searching(self) -> "SearchScreen":
        """The search: it stays as it was left, and comes back at once."""
        from coder.tui.screens.search import SearchScreen

        screen = SearchScreen(self.desk, self.coding.clerk, self._finder, self._hold)
        self.install_screen(screen, "searching")
        return screen

    @cached_property
    def overview(self) -> "OverviewScreen":
        """The overview: it stays as it was left, and comes back at once."""
        from coder.tui.screens.overview import OverviewScreen

        screen = OverviewScreen(self.desk, self._finder, self._search_from_overview)
        self.install_screen(screen, "overview")
        return screen

    @work(group="screens")
    async def _load_screens(self) -> None:
        """Load the other screens one by one, with room for a key between them."""
        for name in late.NAMES:
            await asyncio.sleep(BREATH)
            late.load(name)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return the variables that themes other than ours lack."""
        return DARK.variables

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Put the door behind every widget. No style here has the terminal's own colours: nothing to convert."""
        return [self._door, *(line for line in super().get_line_filters() if not isinstance(line, ANSIToTruecolor))]

    async def on_event(self, event: events.Event) -> None:
        """Handle keys one after the other, each where the one before left the focus."""
        if not (isinstance(event, events.Key) and not event.is_forwarded and await self._press(event)):
            await super().on_event(event)

    async def _press(self, event: events.Key) -> bool:
        """Do what a key does, at once; say whether it did anything.

        Textual hands a key to the widget that has the focus when the key arrives, and learns what it does when it comes
        back. Keys that arrive together, as over a slow line, would all go to the widget that the first of them leaves:
        in `cuwv` the `u` would undo.
        """
        if not self.app_focus:
            self.app_focus = True  # a key says so, where the terminal does not
        if isinstance(self.focused, Typing) and self.focused.take_key(event):
            return True
        active = self.screen.active_bindings.get(event.key)
        return active is not None and active.enabled and await self.run_action(active.binding.action, active.node)

    @property
    def failure(self) -> Exception | None:
        """What stopped the interface, if something did."""
        return self._exception

    def finish(self) -> None:
        """Have everything on disk that was done or half typed, however the interface ended; blocks."""
        self.coding.adviser.close()
        self.coding.clerk.close()
        self.desk.drafts.close()

    def _print_error_renderables(self) -> None:
        """Print nothing: whoever runs the interface says in one line what went wrong, and keeps the rest in a log."""
        self._exit_renderables.clear()

    async def on_mount(self) -> None:
        """Open on the fragments."""
        self.watch_terminal()
        await self.push_screen(self.coding)
        self.call_after_refresh(_look_for_garbage)
        self._load_screens()
        self._watch = Watch(self.desk.study)
        self.set_interval(EVERY, self._look_at_codebook)
        for sentence in self._news[:1]:
            self.say(sentence, error=True)

    # Settings

    def change(self, name: str, value: str) -> None:
        """Change a setting, keep it, and show it at once; an error if it cannot be."""
        settings = self.settings.with_value(name, value)
        save_settings(settings)
        self.settings = settings
        self._speak()
        self._show_again()

    def _speak(self) -> None:
        """Take over the settings: language, keys, colours, what is shown."""
        settings: Settings = self.settings
        use_language(settings.spoken)
        use_keys(settings.keys)
        self.set_keymap(settings.keys)
        self.theme = f"coder-{settings.theme}"
        self.desk.suggestions = settings.suggestions
        self.desk.others = settings.others == "yes"
        self.desk.bare = settings.codebook == "no"

    def _show_again(self) -> None:
        """Draw everything on every screen again, in the words and colours of now."""
        for screen in self.screen_stack:
            if isinstance(screen, CodingScreen):
                screen.retell()
            for part in screen.query("*"):
                if isinstance(part, LineList):
                    part.changed_all()
                elif isinstance(part, Keys):
                    part.follow()
            screen.refresh(layout=True)

    @property
    def blind(self) -> bool:
        """Whether the study is coded blind."""
        return self.desk.study.blind

    def code_blind(self, on: bool) -> None:
        """Turn blind coding on or off for everybody in the study."""
        self.desk.study.set_blind(on)
        self.desk.pages.forget()
        self._show_again()

    # What the keys do, on every screen

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out what belongs to whole screens while something is entered."""
        return not (action in _OF_SCREENS and self._entering)

    @property
    def _entering(self) -> bool:
        focused = self.focused
        return focused is not None and any(isinstance(node, (Panel, Form)) for node in focused.ancestors_with_self)

    def action_undo(self) -> None:
        """Take back the last action, whatever it was."""
        self._step("action_undo", undo=True)

    def action_redo(self) -> None:
        """Put back what was undone last."""
        self._step("action_redo", undo=False)

    def _step(self, name: str, *, undo: bool) -> None:
        """Undo or redo; a screen that must first remember where it was has an action of its own for it."""
        own = getattr(self.screen, name, None)
        if own is not None:
            own()
        else:
            self.coding.step(undo=undo)

    async def action_matrix(self) -> None:
        """Show the matrices; a fragment picked there is opened on the first screen."""
        from coder.tui.screens.matrix import MatrixScreen

        await self._leave_to_coding()
        await self.push_screen(MatrixScreen(self.desk, self.coding.clerk, self.coding.open_fragment))

    async def action_codebook(self) -> None:
        """Show the codebook; a fragment picked there is opened on the first screen."""
        from coder.tui.screens.codebook import CodebookScreen

        await self._leave_to_coding()
        await self.push_screen(CodebookScreen(self.desk, self.coding.clerk, self.coding.open_fragment))

    async def action_reconcile(self) -> None:
        """Show where coders differ, to be settled; or go back from there."""
        from coder.tui.screens.reconcile import ReconcileScreen

        here = self.screen
        await self._leave_to_coding()
        if not isinstance(here, ReconcileScreen):
            await self.push_screen(ReconcileScreen(self.desk, self.coding.clerk, self.coding.open_fragment))

    async def _leave_to_coding(self) -> None:
        """Put the screens away that lie over the first."""
        while self.screen is not self.coding and self.screen in self.screen_stack[1:]:
            await self.pop_screen()

    @on(HistoryMoved)
    @on(WriteFailed)
    @on(CodebookLookedAt)
    def _tell(self, event: HistoryMoved | WriteFailed | CodebookLookedAt) -> None:
        """Say what the thread that writes reports, on the screen that is seen."""
        if isinstance(event, CodebookLookedAt):
            self.coding.clerk.settle(event)
            if event.fault:
                self.say(event.fault, error=True)
            return
        self.say(event.sentence, error=isinstance(event, WriteFailed))

    def _look_at_codebook(self) -> None:
        """Take up the codebook file if it changed; not while somebody types, for whom codes would change places."""
        if self.screen_stack and not isinstance(self.focused, Typing):
            self._compare_codebook()

    @work(thread=True, exclusive=True, group="watch")
    def _compare_codebook(self) -> None:
        if self._watch.moved():
            self.call_later(self.coding.clerk.look_at_codebook)

    async def action_search(self, text: str | None = None) -> None:
        """Search all sources from where the coder is; `text` is looked for at once."""
        key = self.desk.ids[self.coding.here] if len(self.desk) else 0
        await self.push_screen(self.searching)
        self.searching.open(key, text)

    async def action_overview(self) -> None:
        """Show the charts; a bar or cell leads to a search."""
        await self.push_screen(self.overview)

    def _search_from_overview(self, text: str) -> None:
        self.run_worker(self.action_search(text or None), group="search-from-overview")

    def _hold(self, hits: Hits | None) -> None:
        """Leave the search: for the hit to open, on the fragments, or to where it was opened from."""
        self.coding.hold(hits)
        self.pop_screen()
        while hits is not None and self.screen is not self.coding:
            self.pop_screen()

    async def action_hits(self) -> None:
        """Show the hits of the search that is held, as they were left."""
        await self.push_screen(self.searching)
        self.searching.reopen()

    async def action_history(self) -> None:
        """Show who did what; a fragment picked there is opened on the first screen."""
        from coder.tui.screens.history import HistoryScreen

        here = self.desk.fragment(self.coding.here).address if len(self.desk) else None
        await self._push_once("history", HistoryScreen(self.desk, here, self._open_fragment))

    async def action_settings(self) -> None:
        """Show what can be set."""
        from coder.tui.screens.settings import SettingsScreen

        await self._push_once("settings", SettingsScreen(self))

    async def action_help(self) -> None:
        """Show what the keys do."""
        from coder.tui.screens.help import HelpScreen

        await self.push_screen(HelpScreen(self.screen))

    def action_colours(self) -> None:
        """Change to the next colours, and keep them."""
        themes = CHOICES["theme"]
        after = themes[(themes.index(self.settings.theme) + 1) % len(themes)]
        try:
            self.change("theme", after)
        except CoderError as error:
            self.say(str(error), error=True)

    async def _push_once(self, id_: str, screen: Screen[None]) -> None:
        if not any(other.id == id_ for other in self.screen_stack):
            await self.push_screen(screen)

    def _open_fragment(self, address: str) -> None:
        """Go back to the first screen, and to a fragment on it."""
        while self.screen is not self.coding and len(self.screen_stack) > 1:
            self.pop_screen()
        self.coding.open_fragment(address)

    @work(exclusive=True, group="leave")
    async def action_leave(self) -> None:
        """Finish what is being written, then leave."""
        if self.coding.clerk.pending:
            self.say(_("Saving…"))
        await asyncio.to_thread(self.finish)
        self.exit(0)


_OF_SCREENS = frozenset(
    {"undo", "redo", "history", "settings", "matrix", "codebook", "overview", "reconcile", "search", "hits"}
)
"""Actions that leave what is being entered, or change something else."""


def _look_for_garbage() -> None:
    """Look for garbage from now on, in what comes after the first screen: what was loaded for it stays."""
    gc.freeze()
    gc.enable()
