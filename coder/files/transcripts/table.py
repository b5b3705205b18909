"""Transcripts written as a table: a column of speakers, one of what they said, perhaps one of times."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from coder.files.transcripts.clock import TIME, seconds
from coder.files.transcripts.labels import Form, Label, read_label
from coder.files.transcripts.layout import Layout, Span, lines_of, strip
from coder.files.transcripts.turns import Piece, Turn
from coder.files.wordlist import wordlist
from coder.model.language import N_

Row = Sequence[str]

_SPEAKER = frozenset(
    [
        "spreker",
        "sprekers",
        "speaker",
        "speakers",
        "sprecher",
        "sprecherin",
        "naam",
        "name",
        "wie",
        "who",
        "wer",
        "persoon",
        "person",
    ]
)
_TEXT = wordlist(
    """tekst text uitspraak uitspraken transcript transcriptie transcription transkript utterance utterances inhoud
    content gesproken bericht zin citaat quote uiting äußerung aussage inhalt gesprek"""
)
_TIMES = frozenset(
    [
        "tijd",
        "time",
        "tijdcode",
        "timecode",
        "tijdstempel",
        "timestamp",
        "zeit",
        "start",
        "begin",
        "starttijd",
        "zeitmarke",
        "timespan",
    ]
)
_TIME = re.compile(rf"[\[(<#]?\s*{TIME}(?:-\d)?(?:\s*(?:-->|-|–|—)\s*{TIME})?\s*[\])>#]?")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of a table holds what."""

    speaker: int
    text: int
    time: int | None
    header: bool
    """The first row names the columns."""
    named: bool
    """It names both the speakers and the text."""


@dataclass(frozen=True, slots=True)
class Found:
    """The tables of a document that are a transcript."""

    tables: tuple[tuple[int, Columns], ...]
    """Index in the layout, and its columns."""


def columns_of(rows: Sequence[Row]) -> Columns | None:
    """Return the columns of a table if it is a transcript: speakers recur, or are called so; else None."""
    width = max((len(row) for row in rows), default=0)
    if width < 2 or len(rows) < 2:
        return None
    heads = [_head(cell) for cell in rows[0]] + [""] * (width - len(rows[0]))
    header = sum(bool(head) for head in heads) >= 2
    body = rows[1:] if header else rows
    columns = [[row[i].strip() if i < len(row) else "" for row in body] for i in range(width)]
    time = next((i for i, cells in enumerate(columns) if _are_times(cells)), None)
    speaker = _speaker(columns, heads, time)
    if speaker is None:
        return None
    others = [i for i in range(width) if i not in (speaker, time)]
    text = next((i for i in others if heads[i] == "text"), None)
    named = heads[speaker] == "speaker" and text is not None
    if text is None:
        text = max(others, key=lambda i: sum(map(len, columns[i])), default=None)
    if text is None or not any(columns[text]):
        return None
    return Columns(speaker, text, time, header, named)


def is_certain(columns: Columns, rows: Sequence[Row]) -> bool:
    """Tell whether a spreadsheet is a transcript beyond doubt: most tables of people and texts are surveys."""
    body = rows[1:] if columns.header else rows
    labels = [read_speaker(row[columns.speaker]) for row in body if len(row) > columns.speaker]
    spoken = [label for label in labels if label is not None]
    recurs = len({label.key for label in spoken}) <= 0.5 * len(spoken) and len(spoken) >= 3
    called = sum(label.form in (Form.ROLE, Form.CODE) for label in spoken) >= 0.5 * len(spoken)
    return recurs and (columns.named or (called and columns.time is not None))


def find_table(layout: Layout) -> Found | None:
    """Return the tables of a document that hold its transcript; None if most of its text is elsewhere."""
    found = []
    inside = 0
    for i, table in enumerate(layout.tables):
        rows = [[layout.text[start:end] for start, end in row] for row in table]
        columns = columns_of(rows)
        if columns is not None:
            found.append((i, columns))
            inside += sum(len(cell) for row in rows for cell in row)
    if not found or inside < 0.7 * sum(line.end - line.start for line in layout.lines):
        return None
    return Found(tuple(found))


def table_turns(layout: Layout, found: Found) -> tuple[list[Turn], Counter[str]]:
    """Return the turns in the rows; an empty speaker cell goes on with the one above."""
    text = layout.text
    turns: list[Turn] = []
    skipped: Counter[str] = Counter()
    label: Label | None = None
    for i, columns in found.tables:
        for n, row in enumerate(layout.tables[i]):
            if (n == 0 and columns.header) or len(row) <= max(columns.speaker, columns.text):
                skipped[N_("rows of the table that are no turn")] += n > 0 or not columns.header
                continue
            label = read_speaker(text[slice(*row[columns.speaker])]) or label
            time = (
                seconds(text[slice(*row[columns.time])])
                if columns.time is not None and columns.time < len(row)
                else None
            )
            if time is None:
                time = seconds(text[slice(*row[columns.speaker])])
            pieces = [Piece(*span, True) for span in _cell_lines(text, row[columns.text])]
            if pieces:
                turns.append(Turn(label, time, pieces))
            elif any(start < end for start, end in row):
                skipped[N_("empty turns")] += 1
    if outside := sum(not line.row for line in layout.lines):
        skipped[N_("lines outside the table")] = outside
    return turns, skipped


def read_speaker(cell: str) -> Label | None:
    """Return the speaker that a cell names, a time beside the name left out."""
    name = _TIME.sub(" ", cell.replace("\n", " ")).strip(" :[]()-–\t")
    label = read_label(name)
    return None if label is None or label.form is Form.HEADER else label


def _cell_lines(text: str, cell: Span) -> list[Span]:
    start, end = cell
    spans = [strip(text, start + a, start + b) for a, b in lines_of(text[start:end])]
    return [(a, b) for a, b in spans if a < b]


def _head(cell: str) -> str:
    """Return what a cell of the first row says the column holds: `speaker`, `text`, `time` or nothing."""
    parts = re.findall(r"[^\W\d_]+", cell.casefold())
    if not 0 < len(parts) <= 3:
        return ""
    for kind, known in (("speaker", _SPEAKER), ("text", _TEXT), ("time", _TIMES)):
        if known & set(parts):
            return kind
    return ""


def _are_times(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and sum(_TIME.fullmatch(cell) is not None for cell in filled) >= 0.9 * len(filled)


def _speaker(columns: Sequence[Sequence[str]], heads: Sequence[str], time: int | None) -> int | None:
    """Return the column whose cells are speakers."""
    candidates = [i for i, head in enumerate(heads) if head == "speaker"] or list(range(len(columns)))
    for i in candidates:
        filled = [cell for cell in columns[i] if cell]
        if i == time or not filled or sum(map(len, filled)) > 40 * len(filled):
            continue
        labels = [
            label for cell in filled if (label := read_speaker(cell)) is not None and label.form is not Form.PHRASE
        ]
        if len(labels) < 0.9 * len(filled):
            continue
        counts = Counter(label.key for label in labels)
        if len(counts) <= 0.7 * len(labels) or any(label.form is Form.ROLE for label in labels):
            return i
    return None
