"""An interface that goes on where something in it fails, and that loses nothing when its terminal does."""

import contextlib
import os
import signal
import threading
import time
from collections import deque
from types import FrameType

from textual.app import App
from textual.worker import WorkerFailed

from coder.model import CoderError
from coder.model.logfile import log_error
from coder.tui.guarded import Guarded
from coder.tui.widgets.keys import Keys

MOST_FAULTS = 12
"""Faults within `SECONDS` after which the interface gives up: it would only fail again."""

SECONDS = 5.0

LAST_WORD = 10.0
"""Seconds that writing may take when the terminal is gone."""

TERMINAL_THREADS = frozenset({"textual-output", "textual-input"})


class Sturdy(Guarded, App[int]):
    """Says what failed in a sentence; finishes what was under way when the terminal closes."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: deque[tuple[float, Exception]] = deque(maxlen=MOST_FAULTS)
        """What failed lately, and when."""
        self._leaving = threading.Lock()

    # For subclasses

    def finish(self) -> None:
        """Have on disk whatever was done or half typed; called from any thread, blocks."""

    # What fails

    def say(self, sentence: str, *, error: bool = False) -> None:
        """Tell something in a sentence, on the screen that is seen."""
        for screen in reversed(self.screen_stack):
            for keys in screen.query(Keys):
                keys.say(sentence, error=error)
                if screen is self.screen:
                    return
        if not self.screen.query(Keys):
            self.notify(sentence, severity="error" if error else "information", markup=False)

    def fault(self, error: Exception) -> None:
        """Say what failed; the log file has the rest."""
        self.say(str(error) if isinstance(error, CoderError) else log_error(error), error=True)

    def _handle_exception(self, error: Exception) -> None:
        """Go on after an error where there is a screen to say it on; give up where errors follow each other fast."""
        if isinstance(error, WorkerFailed) and isinstance(error.error, Exception):
            error = error.error
        self.faults.append((time.monotonic(), error))
        often = len(self.faults) == MOST_FAULTS and self.faults[-1][0] - self.faults[0][0] < SECONDS
        if often or not self._running or len(self.screen_stack) < 2 or hasattr(error, "__rich__"):
            super()._handle_exception(error)
            return
        try:
            self.fault(error)
        except Exception:  # there is nothing left to say it with
            super()._handle_exception(error)

    # What ends

    def watch_terminal(self) -> None:
        """Finish what is under way when the terminal closes, or when the program is asked to end."""
        if threading.current_thread() is not threading.main_thread():
            return
        for name in ("SIGHUP", "SIGTERM"):
            number = getattr(signal, name, None)
            if number is not None:
                signal.signal(number, self._ended)
        self._hook = threading.excepthook
        threading.excepthook = self._thread_failed

    def _ended(self, number: int, frame: FrameType | None) -> None:
        # The event loop may be waiting for a terminal that is gone: only another thread is sure to get on.
        threading.Thread(target=self._last_word, args=(number,), name="last-word", daemon=True).start()

    def _thread_failed(self, failed: threading.ExceptHookArgs) -> None:
        if failed.thread is not None and failed.thread.name in TERMINAL_THREADS:
            self._last_word(getattr(signal, "SIGHUP", signal.SIGTERM))
        elif isinstance(failed.exc_value, Exception):
            log_error(failed.exc_value)

    def _last_word(self, number: int) -> None:
        """Keep everything, then leave: in good order if there is a terminal to put in order, at once if not."""
        if not self._leaving.acquire(blocking=False):
            return
        guard = threading.Timer(LAST_WORD, os._exit, (128 + number,))
        guard.daemon = True
        guard.start()
        with contextlib.suppress(Exception):
            self.finish()
        if number == signal.SIGTERM and self._loop is not None:
            self._loop.call_soon_threadsafe(self.exit, 128 + number)
        else:
            os._exit(128 + number)
