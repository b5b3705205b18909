"""The application: it only wires screens together."""

import asyncio
from collections.abc import Sequence
from typing import ClassVar

from textual import events, work
from textual.app import App
from textual.binding import Binding, BindingType
from textual.filter import ANSIToTruecolor, LineFilter

from coder.store import Study
from coder.tui.bindings import bound
from coder.tui.desk import Desk
from coder.tui.door import Door
from coder.tui.language import N_, _
from coder.tui.screens.coding import CodingScreen
from coder.tui.screens.help import HelpScreen
from coder.tui.screens.matrix import MatrixScreen
from coder.tui.theme import DARK, LIGHT, THEMES
from coder.tui.widgets.typing import Typing


class CoderApp(App[int]):
    """A study in the terminal."""

    TITLE = "coder"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = bound(
        "app",
        Binding("ctrl+q", "leave", N_("Quit"), show=False, priority=True, id="app.quit"),
    )

    def __init__(self, study: Study) -> None:
        super().__init__()
        self._door = Door()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK.name
        self.desk = Desk(study)
        self.coding = CodingScreen(self.desk)

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
        """Have everything on disk that was done, however the interface ended; blocks."""
        self.coding.clerk.close()

    def _print_error_renderables(self) -> None:
        """Print nothing: whoever runs the interface says in one line what went wrong, and keeps the rest in a log."""
        self._exit_renderables.clear()

    def on_mount(self) -> None:
        """Open on the fragments."""
        self.push_screen(self.coding)

    async def action_matrix(self) -> None:
        """Show the matrices; a fragment picked there is opened on the first screen."""
        await self.push_screen(MatrixScreen(self.desk, self.coding.open_fragment))

    async def action_help(self) -> None:
        """Show what the keys do."""
        await self.push_screen(HelpScreen(self.screen))

    def action_light(self) -> None:
        """Change between dark and light."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name

    @work(exclusive=True, group="leave")
    async def action_leave(self) -> None:
        """Finish what is being written, then leave."""
        if self.coding.clerk.pending:
            self.coding.say(_("Saving…"))
        await asyncio.to_thread(self.coding.clerk.close)
        self.exit(0)
