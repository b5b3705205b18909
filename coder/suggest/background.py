"""One thing at a time in the background: what was asked for last is done next, what it overtook is not done."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Background:
    """Runs jobs in a thread that lives while there is something to do."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._next: Callable[[], None] | None = None
        self._thread: threading.Thread | None = None
        self._failure: Exception | None = None
        self._changed = threading.Condition()

    def request(self, job: Callable[[], None]) -> None:
        """Have `job` done after the one under way, instead of any that is waiting. Returns at once."""
        with self._changed:
            self._next = job
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
                self._thread.start()

    def wait(self) -> None:
        """Wait until nothing is left to do. Raises what a job raised since the last wait."""
        with self._changed:
            self._changed.wait_for(lambda: self._thread is None)
            failure, self._failure = self._failure, None
        if failure is not None:
            raise failure

    def _run(self) -> None:
        while True:
            with self._changed:
                job, self._next = self._next, None
                if job is None:
                    self._thread = None
                    self._changed.notify_all()
                    return
            try:
                job()
            except Exception as failure:  # whoever waits hears of it
                self._failure = failure
