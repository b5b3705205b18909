"""Subtitles, as meeting programs and speech recognition save what was said: WebVTT and SubRip."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from coder.files.decode import decode
from coder.files.formats import Options
from coder.files.original import Original
from coder.files.transcripts.clock import seconds
from coder.files.transcripts.labels import Form, Label, read_label
from coder.files.transcripts.layout import Layout, Line, lines_of, refuse_too_many, strip
from coder.files.transcripts.speakers import find_speakers
from coder.files.transcripts.spoken import Utterance, write_lines, write_out
from coder.files.transcripts.transcript import Reading, from_turns
from coder.model.errors import CoderError
from coder.model.language import N_, Sentence, _
from coder.model.source import ImportedSource

_TIMES = re.compile(r"\s*(\d{1,3}:\d{1,2}(?::\d{1,2})?[.,]\d{1,3})\s*-->\s*\d{1,3}:\d{1,2}")
_VOICE = re.compile(r"<v(?:\.[^\s<>]{1,60})*[ \t]+([^<>\n]{1,200})>")
_TAG = re.compile(r"</?[a-z][^<>\n]{0,200}>|<[\d:.]{4,20}>|\{\\[^{}\n]{0,60}\}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Cue:
    """A subtitle, or the part of it that one voice says."""

    text: str
    time: float | None
    voice: str = ""


def read(original: Original, options: Options) -> ImportedSource:
    """Read subtitles: speakers from voice tags or from labels in the text, what one says on end made one turn.

    Raises:
        CoderError: its bytes are no text, or there are no subtitles in it.
    """
    decoded = decode(original.data)
    reading = Reading(original, options, decoded.encoding, [*decoded.warnings])
    cues: list[_Cue] = []
    for block in _blocks(decoded.text):
        cues.extend(_cues(*block))
        refuse_too_many(len(cues))
    if not cues:
        raise CoderError(_("has no subtitles in it (a time, -->, a time, and text below)"))
    voices = sum(bool(cue.voice) for cue in cues)
    if voices:
        reading.warnings.append(Sentence(N_("speakers named in {n} of {cues} subtitles"), n=voices, cues=len(cues)))
        spoken = [Utterance(cue.text, _named(cue.voice), cue.time) for cue in cues]
        return from_turns(reading, *write_out(spoken))
    return _labelled(reading, cues)


def _labelled(reading: Reading, cues: list[_Cue]) -> ImportedSource:
    """Make a source of subtitles in whose text speakers may be named."""
    layout, starts = _lay_out(cues)
    marks = find_speakers(layout).marks
    if not marks:
        return from_turns(reading, *write_lines([Utterance(cue.text, None, cue.time) for cue in cues]), fallback="line")
    reading.warnings.append(
        Sentence(N_("speaker labels found in {n} of {cues} subtitles"), n=len(marks), cues=len(cues))
    )
    spoken: list[Utterance] = []
    label = time = None
    for i, line in enumerate(layout.lines):
        mark = marks.get(i)
        label = mark.label if mark else label
        time = starts.get(line.start, time)
        begin, end = strip(layout.text, mark.body if mark else line.start, line.end)
        if label is None:
            reading.leave_out({N_("lines before the first speaker"): 1})
        elif begin < end:
            spoken.append(Utterance(layout.text[begin:end], label, time))
    return from_turns(reading, *write_out(spoken))


def _blocks(text: str) -> Iterator[tuple[float | None, str]]:
    """Yield the time and text of each subtitle; what else is in the file (notes, styles, numbers) is passed over."""
    time: float | None = None
    lines: list[str] = []
    inside = False
    for start, end in lines_of(text):
        line = text[start:end]
        found = _TIMES.match(line)
        if found or not line.strip():
            if inside and lines:
                yield time, "\n".join(lines)
            lines = []
            inside = found is not None
            time = seconds(found[1]) if found else None
        elif inside:
            lines.append(line)
    if inside and lines:
        yield time, "\n".join(lines)


def _cues(time: float | None, text: str) -> Iterator[_Cue]:
    """Yield the voices of a subtitle, tags taken out."""
    pieces = _VOICE.split(text)
    for voice, piece in zip(["", *pieces[1::2]], pieces[::2], strict=True):
        said = html.unescape(_TAG.sub("", piece)).replace("\r", "").strip()
        if said:
            yield _Cue(said, time, " ".join(html.unescape(voice).split()))


def _named(voice: str) -> Label | None:
    """Return the label for a voice, whatever it looks like."""
    if not voice:
        return None
    return read_label(voice) or Label(voice, voice, "", Form.NAME)


def _lay_out(cues: list[_Cue]) -> tuple[Layout, dict[int, float | None]]:
    """Lay the subtitles out as paragraphs; return that, and the time by where each begins."""
    text = "\n\n".join(cue.text for cue in cues)
    starts: dict[int, float | None] = {}
    lines = []
    position = 0
    for cue in cues:
        starts[position] = cue.time
        for start, end in lines_of(cue.text):
            begin, stop = strip(text, position + start, position + end)
            if begin < stop:
                lines.append(Line(begin, stop, start == 0))
        position += len(cue.text) + 2
    return Layout(text, tuple(lines)), starts
