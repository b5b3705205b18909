"""Transcripts that come as utterances, with or without speakers: written out as a readable text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coder.files.transcripts.labels import Label
from coder.files.transcripts.turns import Piece, Turn

_PARAGRAPH = 400
"""Code points after which a text without speakers begins a new paragraph at the next end of a sentence."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """What somebody said in one go, stripped and not empty."""

    text: str
    label: Label | None = None
    time: float | None = None
    joins: bool = True
    """Goes on with what the same speaker said before."""
    paragraph: bool = False
    """Begins a paragraph of what it goes on with."""


class _Writer:
    """Writes a text and remembers where it is."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0

    def write(self, text: str) -> int:
        self.parts.append(text)
        self.length += len(text)
        return self.length


def write_out(utterances: Iterable[Utterance]) -> tuple[str, list[Turn]]:
    """Return a text of speakers and what they said, and its turns; what one says on end is one turn."""
    writer = _Writer()
    turns: list[Turn] = []
    for utterance in utterances:
        turn = turns[-1] if turns else None
        if turn is None or not utterance.joins or _differ(turn.label, utterance.label):
            if turn is not None:
                writer.write("\n\n")
            turn = Turn(utterance.label, utterance.time)
            turns.append(turn)
            if utterance.label is not None:
                writer.write(f"{utterance.label.text}: ")
        else:
            writer.write("\n" if utterance.paragraph else " ")
        start, first = writer.length, utterance.paragraph or not turn.pieces
        turn.pieces.append(Piece(start, writer.write(utterance.text), first, utterance.time))
    return "".join(writer.parts), turns


def write_lines(utterances: Sequence[Utterance]) -> tuple[str, list[Turn]]:
    """Return a text with a line for each utterance of nobody known, as one turn in paragraphs of a readable length."""
    writer = _Writer()
    turn = Turn(None)
    first = 0
    for n, utterance in enumerate(utterances):
        begins = n == 0 or (writer.length - first > _PARAGRAPH and utterances[n - 1].text[-1] in ".?!…")
        writer.write("" if n == 0 else "\n\n" if begins else "\n")
        first = writer.length if begins else first
        start = writer.length
        turn.pieces.append(Piece(start, writer.write(utterance.text), begins, utterance.time))
    return "".join(writer.parts), [turn]


def _differ(one: Label | None, other: Label | None) -> bool:
    return (one.key, one.detail) != (other.key, other.detail) if one and other else one is not other
