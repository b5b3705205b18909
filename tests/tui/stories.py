"""How tests use the interface: keys in, a study out."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress

from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from coder.store import Study
from coder.tui.app import CoderApp

WIDE = (120, 40)
NARROW = (80, 24)


class Coder:
    """A coder at the keyboard."""

    def __init__(self, app: CoderApp, pilot: Pilot[int]) -> None:
        self.app = app
        self._pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until everything is shown and on disk."""
        await self._pilot.press(*keys)
        await self.settle()

    async def type(self, text: str) -> None:
        """Type text."""
        await self.press(*("space" if letter == " " else letter for letter in text))

    async def settle(self) -> None:
        """Wait until nothing is under way."""
        await self._pilot.pause()
        while self.app.coding.clerk.pending:
            await self._pilot.pause(0.01)
        while waiting := [one for one in self.app.workers if one.group != "leave" and not one.is_finished]:
            with suppress(WorkerCancelled):  # a newer one took its place
                await waiting[0].wait()
        await asyncio.to_thread(self.app.coding.adviser.wait)
        await self._pilot.pause()

    async def click(self, x: int, y: int) -> None:
        """Click a cell of the screen."""
        await self._pilot.click(offset=(x, y))
        await self.settle()

    async def until(self, text: str) -> None:
        """Wait until the screen shows a text."""
        for _ in range(400):
            await self.settle()
            if text in self.screen:
                return
            await self._pilot.pause(0.02)
        raise AssertionError(f"{text!r} did not appear:\n{self.screen}")

    async def resize(self, width: int, height: int) -> None:
        """Resize the terminal."""
        await self._pilot.resize_terminal(width, height)
        await self.settle()

    @property
    def screen(self) -> str:
        """What is on the screen, as text."""
        return "\n".join(self.lines)

    @property
    def lines(self) -> list[str]:
        """The lines of the screen."""
        strips = self.app.screen._compositor.render_strips(self.app.size)
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


@asynccontextmanager
async def at_work(
    study: Study, size: tuple[int, int] = WIDE, suggestions: str = "never", *, faults: bool = False
) -> AsyncIterator[Coder]:
    """Open the interface on a study; suggestions, where a story is about them, are there from the beginning.

    `faults` says that something in it is to fail.
    """
    app = CoderApp(study)
    app.desk.suggestions = suggestions
    try:
        async with app.run_test(size=size) as pilot:
            coder = Coder(app, pilot)
            app.coding.suggestions.start()
            await coder.settle()
            yield coder
    finally:
        app.finish()
    assert bool(app.faults) == faults, app.faults


def codes(study: Study) -> list[tuple[str, tuple[str, ...]]]:
    """Return fragment and combination of every coding, in source order."""
    return [(coding.fragment, coding.codes) for coding in study.codings()]


def joined(lines: Iterable[str]) -> str:
    """Return text without the spaces that laying out adds."""
    return " ".join(" ".join(lines).split())
