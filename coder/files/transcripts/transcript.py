"""From a laid-out text to a source: speakers, turns, cases, and a sentence on every guess."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from coder.files.formats import Options
from coder.files.original import Original
from coder.files.transcripts.layout import Layout
from coder.files.transcripts.marks import Mark
from coder.files.transcripts.people import Cast, meet
from coder.files.transcripts.speakers import find_speakers
from coder.files.transcripts.turns import Turn, build_turns
from coder.files.transcripts.units import parts_of
from coder.model.errors import CoderError
from coder.model.language import N_, Sentence, _
from coder.model.source import ImportedSource, Segment, Unit


@dataclass(slots=True)
class Reading:
    """A transcript under way from a file to a source."""

    original: Original
    options: Options
    encoding: str
    warnings: list[str] = field(default_factory=list)
    skipped: dict[str, int] = field(default_factory=dict)

    def leave_out(self, counted: Mapping[str, int]) -> None:
        """Count what was left out."""
        for what, n in counted.items():
            if n:
                self.skipped[what] = self.skipped.get(what, 0) + n


def read_layout(reading: Reading, layout: Layout) -> ImportedSource:
    """Recognise speakers in a laid-out text and make it a source.

    Raises:
        CoderError: there is nothing in it that could be a fragment.
    """
    if not layout.lines:
        raise CoderError(_("has no text in it"))
    speakers = find_speakers(layout)
    turns, left_out = build_turns(layout, speakers.marks)
    reading.leave_out(left_out)
    if speakers.marks:
        reading.warnings += [_coverage(layout, speakers.marks), *speakers.warnings]
    return from_turns(reading, layout.text, turns)


def from_turns(
    reading: Reading, text: str, turns: Sequence[Turn], fallback: Unit = "paragraph", cast: Cast | None = None
) -> ImportedSource:
    """Make a source of turns.

    `fallback` is the unit where nobody is named; `cast` is who is who, None where the labels have to tell.

    Raises:
        CoderError: there is no turn with text.
    """
    if not turns:
        raise CoderError(_("has no text in it that could be coded"))
    named = any(turn.label is not None for turn in turns)
    unit, said = _unit(reading.options.unit, named, fallback)
    if cast is None:
        cast = meet(text, turns, turns[0].pieces[0].start) if named else Cast({})
    return ImportedSource(
        name=reading.original.name,
        kind="transcript",
        text=text,
        sha256=reading.original.sha256,
        unit=unit,
        segments=tuple(_segments(text, turns, unit, cast)),
        cases=cast.cases,
        attributes=tuple(dict.fromkeys(name for case in cast.cases for name, _ in case.attributes)),
        encoding=reading.encoding,
        skipped=reading.skipped,
        warnings=(*reading.warnings, *said, *cast.warnings),
    )


def _segments(text: str, turns: Sequence[Turn], unit: Unit, cast: Cast) -> list[Segment]:
    segments = []
    for turn in turns:
        person = cast.people[turn.label] if turn.label is not None else None
        speaker, role = (person.label, person.role) if person else ("", "")
        case = speaker if role == "participant" else ""
        for start, end, time in parts_of(text, turn, unit):
            segments.append(Segment(start, end, speaker, role, case, time=time))
    return segments


def _unit(asked: Unit | None, named: bool, fallback: Unit) -> tuple[Unit, list[str]]:
    """Return the unit, and what to say about it."""
    if asked == "answer":
        raise CoderError(_("is a transcript: its unit is turn, paragraph, sentence or line, not answer"))
    if named or asked not in (None, "turn"):
        return asked or "turn", []
    each = Sentence(N_("line") if fallback == "line" else N_("paragraph"))
    if asked is None:
        return fallback, [Sentence(N_("no speakers found: each {unit} is a fragment"), unit=each)]
    return fallback, [Sentence(N_("no speakers found: each {unit} is a fragment, not each turn"), unit=each)]


def _coverage(layout: Layout, starts: Mapping[int, Mark]) -> str:
    """Say how much of the file the speaker labels account for."""
    begin = min(starts)
    paragraphs = sum(
        line.first or i in starts for i, line in enumerate(layout.lines) if i >= begin and not line.heading
    )
    return Sentence(N_("speaker labels found in {n} of {paragraphs} paragraphs"), n=len(starts), paragraphs=paragraphs)
