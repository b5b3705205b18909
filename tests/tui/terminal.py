"""A real terminal for tests: a pseudo-terminal with the program in it, and a screen that is read back."""

import os
import re
import sys
from pathlib import Path
from typing import Self

import pytest

pexpect = pytest.importorskip("pexpect", reason="needs a pseudo-terminal")
pyte = pytest.importorskip("pyte", reason="reads the terminal's screen")

PROGRAM = """
import sys
from pathlib import Path
from coder.store import Study
from coder.tui import run

with Study.open(Path(sys.argv[1]), "anna") as study:
    sys.exit(run(study))
"""

_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<=>?][0-9;]*[a-zA-Z$]+|\x1b_[^\x1b]*\x1b\\\\|\x1b\][^\x07]*\x07")


class Terminal:
    """A terminal with a study in it, that keeps every byte it is sent."""

    def __init__(self, folder: Path, columns: int = 120, rows: int = 40) -> None:
        path = os.pathsep.join(sys.path)
        # COLUMNS and LINES of whoever runs the tests would win from the size of this terminal.
        inherited = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
        environment = {**inherited, "TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONPATH": path}
        arguments = ["-c", PROGRAM, str(folder)]
        self.child = pexpect.spawn(sys.executable, arguments, dimensions=(rows, columns), env=environment, timeout=60)
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.raw = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.child.close(force=True)

    def press(self, keys: str, until: str) -> str:
        """Send keys at once, and return the screen when it shows `until` and is quiet."""
        self.child.send(keys)
        for _ in range(400):
            quiet = not self._read()
            if quiet and until in self.text:
                return self.text
        raise AssertionError(f"{until!r} did not appear:\n{self.text}")

    def leave(self, keys: str = "q") -> int:
        """Send the last keys and return the exit code."""
        self.child.send(keys)
        self.child.expect(pexpect.EOF)
        self.raw += self.child.before
        self.child.close()
        return int(self.child.exitstatus)

    def resize(self, columns: int, rows: int) -> None:
        """Make the terminal larger or smaller."""
        self.child.setwinsize(rows, columns)
        self._screen.resize(rows, columns)

    @property
    def text(self) -> str:
        """The screen as text."""
        return "\n".join(self._screen.display)

    def _read(self) -> bytes:
        try:
            data: bytes = self.child.read_nonblocking(65536, timeout=0.15)
        except pexpect.TIMEOUT:
            return b""
        self.raw += data
        self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", data))
        return data
