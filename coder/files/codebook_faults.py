"""What is wrong with a codebook file, and where: all of it, for people to repair in one go."""

from bisect import bisect_left
from dataclasses import dataclass
from pathlib import Path

from coder.model.errors import CoderError
from coder.model.language import _
from coder.model.text import printable

_SHOWN = 60
"""Characters of a text from a file that a message quotes."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing to repair."""

    path: str
    """The file, as it was given."""
    line: int
    """From 1: a line of a text file, a row of a spreadsheet."""
    column: int | None
    """From 1; None where only the line is known."""
    message: str
    """What is wrong and what to do, in one printable line."""

    def __str__(self) -> str:
        place = f"{self.line}:{self.column}" if self.column is not None else f"{self.line}"
        return f"{printable(self.path)}:{place}: {self.message}"


class Faults:
    """Collects the faults of one file."""

    def __init__(self, path: Path, text: str = "") -> None:
        """Start with none; `text` is what positions are counted in."""
        self.path = path
        self.found: list[Fault] = []
        self._telling: set[Fault] = set()
        self._breaks = [index for index, character in enumerate(text) if character == "\n"]

    def place(self, index: int) -> tuple[int, int]:
        """Return line and column, from 1, of a position in the text."""
        line = bisect_left(self._breaks, index)
        return line + 1, index - (self._breaks[line - 1] if line else -1)

    def at(self, index: int, message: str, *, telling: bool = False) -> None:
        """Report a fault at a position in the text; `telling`: the others may well follow from it."""
        line, column = self.place(index)
        self.on(line, message, column)
        if telling:
            self._telling.add(self.found[-1])

    def on(self, line: int, message: str, column: int | None = None, sheet: str = "") -> None:
        """Report a fault on a line, or in a row of a sheet."""
        where = _("sheet {name}: ").format(name=quoted(sheet)) if sheet else ""
        self.found.append(Fault(str(self.path), line, column, printable(where + message)))

    def sorted(self) -> list[Fault]:
        """Return the faults in the order of the file, each once."""
        return sorted(set(self.found), key=lambda fault: (fault.line, fault.column or 0, fault.message))

    def raise_first(self) -> None:
        """Raise the first fault as the one line that a user sees, a telling one if there is any; none: do nothing.

        Raises:
            CoderError: there is a fault; the message says how many more there are, and how to see them.
        """
        faults = self.sorted()
        if faults:
            first = next((fault for fault in faults if fault in self._telling), faults[0])
            rest = len(faults) - 1
            more = _(" (and {n} more; `coder codebook check` lists them)").format(n=rest) if rest else ""
            raise CoderError(f"{first}{more}")


def quoted(text: str) -> str:
    """Return a text from a file as a message shows it: on one line, not longer than a line."""
    line = " ".join(text.split())
    return f"“{line if len(line) <= _SHOWN else line[: _SHOWN - 1] + '…'}”"
