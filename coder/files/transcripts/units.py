"""From turns to the units that are coded: turns, paragraphs, sentences or lines."""

from collections.abc import Iterator
from typing import NamedTuple

from coder.files.transcripts.sentences import sentences
from coder.files.transcripts.turns import Piece, Turn
from coder.model.source import Unit


class Part(NamedTuple):
    """A unit of a turn."""

    start: int
    end: int
    time: float | None


def parts_of(text: str, turn: Turn, unit: Unit) -> Iterator[Part]:
    """Yield the units of a turn; the first has the turn's time, the others only a time of their own."""
    for i, (start, end, time) in enumerate(_parts(text, turn, unit)):
        yield Part(start, end, turn.time if i == 0 and turn.time is not None else time)


def _parts(text: str, turn: Turn, unit: Unit) -> Iterator[Part]:
    if unit == "turn":
        yield _whole(turn.pieces)
    elif unit == "line":
        for piece in turn.pieces:
            yield Part(piece.start, piece.end, piece.time)
    else:
        for paragraph in _paragraphs(turn.pieces):
            whole = _whole(paragraph)
            if unit == "sentence":
                times = {piece.start: piece.time for piece in paragraph}
                for start, end in sentences(text, whole.start, whole.end):
                    yield Part(start, end, times.get(start))
            else:
                yield whole


def _whole(pieces: list[Piece]) -> Part:
    time = next((piece.time for piece in pieces if piece.time is not None), None)
    return Part(pieces[0].start, pieces[-1].end, time)


def _paragraphs(pieces: list[Piece]) -> Iterator[list[Piece]]:
    paragraph: list[Piece] = []
    for piece in pieces:
        if piece.first and paragraph:
            yield paragraph
            paragraph = []
        paragraph.append(piece)
    if paragraph:
        yield paragraph
