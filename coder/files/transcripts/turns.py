"""From lines and speakers to turns: who said what from where to where, and what was left out."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from coder.files.transcripts.labels import Label
from coder.files.transcripts.layout import Layout, Line, strip
from coder.files.transcripts.marks import Mark, stamp_before, stamp_behind
from coder.model.language import N_


@dataclass(frozen=True, slots=True)
class Piece:
    """What was said on one line, without label and times."""

    start: int
    end: int
    first: bool
    """Begins a paragraph."""
    time: float | None = None


@dataclass(slots=True)
class Turn:
    """What one speaker said without being interrupted."""

    label: Label | None
    time: float | None = None
    pieces: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class _Builder:
    """Collects turns line by line."""

    layout: Layout
    bare: bool
    """Times without brackets begin most lines: they are times everywhere."""
    turns: list[Turn] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    pending: float | None = None
    """A time on a line of its own, for what comes next."""

    def open(self, line: Line, mark: Mark) -> None:
        """Begin the turn of a speaker."""
        turn = Turn(mark.label, mark.time if mark.time is not None else self.pending)
        self.pending = None
        self.turns.append(turn)
        self.add(line, mark.body, first=True)

    def add(self, line: Line, start: int, *, first: bool) -> None:
        """Add what is on `line` from `start` on to the turn that goes on."""
        text, turn = self.layout.text, self.turns[-1]
        begin, time = stamp_before(text, start, line.end, bare=self.bare)
        begin, end = strip(text, begin, line.end)
        end, late = stamp_behind(text, begin, end)
        begin, end = strip(text, begin, end)
        time = late if time is None else time
        if begin == end:
            if time is not None:
                self._keep_time(turn, time)
            return
        if self.pending is not None and time is None:
            time, self.pending = self.pending, None
        if turn.time is None and not turn.pieces:
            turn.time = time
        turn.pieces.append(Piece(begin, end, first or not turn.pieces, time))

    def _keep_time(self, turn: Turn, time: float) -> None:
        """A line with nothing but a time belongs to what follows it."""
        if turn.pieces or turn.time is not None:
            self.pending = time
        else:
            turn.time = time


def build_turns(layout: Layout, marks: Mapping[int, Mark]) -> tuple[list[Turn], Counter[str]]:
    """Return the turns, and what was left out: lines before the first speaker, headings, empty turns.

    Without speakers it is one turn that nobody is named for.
    """
    lines = layout.lines
    builder = _Builder(layout, _bare_times(layout))
    first = min(marks, default=0)
    if not marks:
        builder.turns.append(Turn(None))
    headings = any(not line.heading for line in lines)
    for i, line in enumerate(lines):
        if i in marks:
            builder.open(line, marks[i])
        elif i < first:
            if not _is_time(layout, line, builder):
                builder.skipped[N_("lines before the first speaker")] += 1
        elif line.heading and headings:
            builder.skipped[N_("headings")] += 1
            if builder.turns[-1].pieces:
                builder.turns.append(Turn(builder.turns[-1].label))
        else:
            builder.add(line, line.start, first=line.first)
    turns = [turn for turn in builder.turns if turn.pieces]
    spoken = sum(turn.label is not None for turn in turns)
    if empty := len(marks) - min(len(marks), spoken):
        builder.skipped[N_("empty turns")] += empty
    return turns, builder.skipped


def _is_time(layout: Layout, line: Line, builder: _Builder) -> bool:
    """Keep the time on a line of its own before the first speaker."""
    begin, time = stamp_before(layout.text, line.start, line.end, bare=True)
    if time is None or begin < line.end:
        return False
    builder.pending = time
    return True


def _bare_times(layout: Layout) -> bool:
    """Tell whether most lines begin with a time without brackets."""
    sample = layout.lines[:400]
    timed = sum(layout.text[line.start].isdigit() and _has_bare(layout, line) for line in sample)
    return timed * 2 > len(sample)


def _has_bare(layout: Layout, line: Line) -> bool:
    begin, time = stamp_before(layout.text, line.start, line.end, bare=True)
    return time is not None and begin < line.end
