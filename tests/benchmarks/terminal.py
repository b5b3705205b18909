"""What the interface costs in a real terminal of 120 by 40, beside an empty Textual program in the same run.

`python -m tests.benchmarks.terminal [FRAGMENTS [CODINGS]]`, beside a study of 1,000 and 5,000; 100,000 and 500,000 by
default. Each key is sent when the terminal has been quiet, and timed from there to the last byte that it caused.
"""

import os
import select
import signal
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple, Self

import pexpect

from tests.benchmarks import memory
from tests.benchmarks.large_study import RARE, build
from tests.tui.terminal import PROGRAM

COLUMNS, ROWS = 120, 40
STARTS = 5
KEYS = 150
JUMPS = 12
QUIET = 0.12
"""Seconds without a byte after which a key has had its effect."""
PATIENCE = 10
"""Seconds to wait for the first byte."""

EMPTY = """
from textual.app import App
from textual.widgets import Input, Label

class Empty(App):
    def compose(self):
        field = Input()
        field.cursor_blink = False
        yield field
        yield Label("ready")

Empty().run()
"""


class Timing(NamedTuple):
    """Milliseconds from a key to its last byte."""

    p50: float
    p95: float

    @classmethod
    def of(cls, taken: list[float]) -> Self:
        """Sum up milliseconds."""
        return cls(statistics.median(taken), statistics.quantiles(taken, n=20, method="inclusive")[-1])

    def __str__(self) -> str:
        return f"p50 {self.p50:5.1f}  p95 {self.p95:5.1f}"


class Program:
    """A program in a pseudo-terminal."""

    def __init__(self, code: str, *arguments: str, shows: str, settings: str = "") -> None:
        self._home = tempfile.TemporaryDirectory()
        kept = Path(self._home.name) / "focus-coder" / "settings.toml"
        kept.parent.mkdir()
        kept.write_text(settings)
        environment = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
        environment |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONPATH": os.pathsep.join(sys.path)}
        environment["XDG_CONFIG_HOME"] = self._home.name
        begun = time.perf_counter()
        self.child = pexpect.spawn(
            sys.executable, ["-c", code, *arguments], dimensions=(ROWS, COLUMNS), env=environment, timeout=120
        )
        self.child.expect_exact(shows)
        self.first_paint = time.perf_counter() - begun
        self.rest(1.5)

    def press(self, keys: str) -> float:
        """Send keys, wait until nothing more comes, and return the seconds to the last byte; 0 where nothing came."""
        begun = last = time.perf_counter()
        os.write(self.child.child_fd, keys.encode())
        wait = PATIENCE
        while select.select([self.child.child_fd], [], [], wait)[0]:
            os.read(self.child.child_fd, 1 << 16)
            last, wait = time.perf_counter(), QUIET
        return last - begun

    def rest(self, seconds: float = 1) -> None:
        """Let the program finish what it does on its own; a cursor may go on blinking."""
        until = time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0:
            if select.select([self.child.child_fd], [], [], left)[0]:
                os.read(self.child.child_fd, 1 << 16)

    def timed(self, keys: list[str]) -> Timing:
        """Send keys one by one, each when the one before it is done."""
        taken = [1000 * self.press(key) for key in keys]
        if not all(taken):
            raise RuntimeError(f"{taken.count(0)} of {len(keys)} keys had no effect: {keys[taken.index(0)]!r}")
        return Timing.of(taken)

    def memory(self) -> float:
        """Return the megabytes that the program has in memory."""
        return memory.megabytes(self.child.pid)

    def end(self) -> None:
        """End the program, whatever it does."""
        self.child.kill(signal.SIGKILL)
        self.child.wait()
        self.child.close()
        self._home.cleanup()


def _study(folder: Path, suggestions: str = "ask") -> Program:
    return Program(PROGRAM, str(folder), shows="groep0", settings=f'suggestions = "{suggestions}"')


def _figures(folder: Path) -> dict[str, Timing | float]:
    """Return what keys cost in a study, with suggestions as they are at first; and memory with them and without."""
    without = _study(folder, "never")
    without.press("G")
    before = without.memory()
    without.end()
    program = _study(folder)
    try:
        found: dict[str, Timing | float] = {
            "memory without suggestions (MB)": before,
            "next fragment": program.timed(["j"] * KEYS),
            "jump to the end and back": program.timed(["G", "g"] * JUMPS),
            "next that is not reviewed": program.timed(["n"] * JUMPS),
            "open the palette": _between(program, "c", "\x1b"),
            "a letter in the palette": _palette(program),
            "code as the last time": _repeat(program),
            "take it back": program.timed(["u"] * JUMPS),
            "a letter of a search": _search(program),
            "open a hit": _between(program, "\r", "\x1b"),
            "memory at the end (MB)": program.memory(),
        }
    finally:
        program.end()
    return found


def _between(program: Program, key: str, back: str) -> Timing:
    """Time a key, and press another between, untimed: the terminal waits 0.1 s for what may follow an escape."""
    taken = []
    for _ in range(JUMPS):
        taken.append(1000 * program.press(key))
        program.press(back)
        program.rest(0.3)
    return Timing.of(taken)


def _repeat(program: Program) -> Timing:
    for keys in ("g", "n", "c", "bus een", "\r"):
        program.press(keys)
    program.rest()
    taken = []
    for _ in range(JUMPS):
        program.press("n")
        taken.append(1000 * program.press("."))
        program.rest(0.3)
    return Timing.of(taken)


def _palette(program: Program) -> Timing:
    program.press("c")
    timing = program.timed([*"gemeente de", *["\x7f"] * 9, *"us een"])
    program.press("\x1b")
    program.rest()
    return timing


def _search(program: Program) -> Timing:
    program.press("/")
    program.rest()
    timing = program.timed([*RARE, *["\x7f"] * 4, *RARE[-4:]])
    program.rest()
    program.press("\r")
    program.press("\x1b")
    program.rest()
    return timing


def main() -> None:
    """Measure, and print a table."""
    fragments, codings = (int(argument) for argument in [*sys.argv[1:], "100000", "500000"][:2])
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder) / "small", Path(folder) / "large"
        build(small, 1_000, 5_000)
        build(large, fragments, codings)
        paints: dict[str, list[float]] = {"empty": [], "small": [], "large": []}
        for _ in range(STARTS):
            for name, program in (
                ("empty", Program(EMPTY, shows="ready")),
                ("small", _study(small)),
                ("large", _study(large)),
            ):
                paints[name].append(program.first_paint)
                program.end()
        empty = Program(EMPTY, shows="ready")
        echo = empty.timed(["a"] * KEYS)
        idle = empty.memory()
        empty.end()
        figures = _figures(small), _figures(large)
    first = {name: statistics.median(taken) for name, taken in paints.items()}
    print(f"{'':36} {'1,000 fragments':>24} {f'{fragments:,} fragments':>24}")
    print(f"first paint, s after an empty program's  {first['small'] - first['empty']:23.2f} ", end="")
    print(f"{first['large'] - first['empty']:23.2f}   (its own: {first['empty']:.2f})")
    print(f"key echo of the empty program, ms: {echo}; its memory {idle:.0f} MB")
    for name in figures[0]:
        one, other = (
            f"{figure[name]:.0f}" if isinstance(figure[name], float) else str(figure[name]) for figure in figures
        )
        print(f"{name:36} {one:>24} {other:>24}")


if __name__ == "__main__":
    main()
