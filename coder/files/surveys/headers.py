"""Where the header of a survey is, and what its columns are called: one row, or the two or three of some tools."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from coder.files.surveys.grid import Grid, Row
from coder.files.wordlist import wordlist
from coder.model.errors import CoderError
from coder.model.language import N_, Sentence, _

_SUB_HEADS = frozenset(["response", "open-ended response", "antwoord", "open antwoord", "offene antwort", "antwort"])
"""What the second row of SurveyMonkey says over a column with one answer."""


@dataclass(frozen=True, slots=True)
class Table:
    """Named columns and the rows under them, each as wide as the header."""

    names: tuple[str, ...]
    codes: tuple[str, ...]
    """The short names of a tool that has them (`Q3`), else empty."""
    rows: tuple[Row, ...]


def read_header(grid: Grid) -> Table:
    """Find the header and check that every row fits under it.

    Raises:
        CoderError: there is none, two columns share a name, or a row is wider than the header; it says where.
    """
    rows = list(grid.rows)
    if not rows:
        raise CoderError(_("has no rows in it"))
    rows = _below_title(grid, rows)
    names, codes, used = _names(rows)
    body = rows[used:]
    if used > 1:
        grid.warnings.append(Sentence(N_("the first {used} rows are read as headers"), used=used))
    # A sheet has no ragged rows: what stands right of the header has no name. In delimited text it is a broken record.
    width = max(len(rows[0].cells), len(names)) if grid.place == "line" else max(row.width for row in rows)
    names += [""] * (width - len(names))
    codes += [""] * (width - len(codes))
    problems = [*_doubles(names), *_too_wide(grid, body, width)]
    if problems:
        raise CoderError("; ".join(problems))
    if not body:
        raise CoderError(_("has a header and no rows under it"))
    fitted = tuple(Row(row.number, (row.cells + [""] * width)[:width]) for row in body)
    kept = [i for i, name in enumerate(names) if name or any(row.cells[i].strip() for row in fitted)]
    unnamed = [i for i in kept if not names[i]]
    if unnamed:
        grid.warnings.append(
            Sentence(N_("without a name: column {columns}"), columns=", ".join(str(i + 1) for i in unnamed[:5]))
        )
    return Table(
        tuple(names[i] or f"column {i + 1}" for i in kept),
        tuple(codes[i] for i in kept),
        tuple(Row(row.number, [row.cells[i] for i in kept]) for row in fitted),
    )


def _below_title(grid: Grid, rows: list[Row]) -> list[Row]:
    """Leave out titles above the header: rows with one cell over a table with more."""
    usual = Counter(row.width for row in rows[:200]).most_common(1)[0][0]
    widest = max(row.width for row in rows[:50])
    skipped = 0
    while skipped < min(10, len(rows) - 1) and rows[skipped].width == 1 and usual > 2 and widest > 2:
        skipped += 1
    if skipped:
        grid.skipped[N_("lines above the header")] = skipped
    return rows[skipped:]


def _names(rows: Sequence[Row]) -> tuple[list[str], list[str], int]:
    """Return the columns' names and short names, and how many rows they took."""
    first = _tidy(rows[0])
    second = _tidy(rows[1]) if len(rows) > 1 else []
    third = _tidy(rows[2]) if len(rows) > 2 else []
    if any('"ImportId"' in cell for cell in third):  # Qualtrics: short name, question, identifier
        return *_questions(first, second), 3
    if any('"ImportId"' in cell for cell in second):
        return first, [""] * len(first), 2
    legacy = len(first) > 2 and first[0] == "V1" and any(cell.casefold() == "responseid" for cell in second[:1])
    if legacy:  # Qualtrics until 2017: V1 … V10 above the names
        return *_questions(first, second), 2
    subs = [cell.casefold() for cell in second]
    if first and second and not second[0] and _SUB_HEADS & set(subs):  # SurveyMonkey: question, part of it
        return _two_rows(first, second), [""] * max(len(first), len(second)), 2
    return first, [""] * len(first), 1


def _tidy(row: Row) -> list[str]:
    return [" ".join(cell.split()) for cell in row.cells[: row.width]]


def _questions(short: list[str], long: list[str]) -> tuple[list[str], list[str]]:
    """Return the names and short names of columns."""
    width = max(len(short), len(long))
    short, long = short + [""] * (width - len(short)), long + [""] * (width - len(long))
    return named_by_question(short, long), short


def named_by_question(codes: Sequence[str], questions: Sequence[str]) -> list[str]:
    """Return the questions as names of columns, with the short name before those that two columns share."""
    shared = Counter(questions)
    return [
        code if not text else f"{code} {text}" if shared[text] > 1 else text
        for code, text in zip(codes, questions, strict=True)
    ]


def _two_rows(first: list[str], second: list[str]) -> list[str]:
    """Return names from a question and the part of it below; the question stands over the first part only."""
    width = max(len(first), len(second))
    names = []
    question = ""
    for head, sub in zip(first + [""] * (width - len(first)), second + [""] * (width - len(second)), strict=True):
        question = head or question
        names.append(question if not sub or sub.casefold() in _SUB_HEADS else f"{question} – {sub}")
    return names


def _doubles(names: Sequence[str]) -> list[str]:
    """Say which name two columns share."""
    places: dict[str, list[int]] = {}
    for i, name in enumerate(names, 1):
        if name:
            places.setdefault(name, []).append(i)
    return [
        _("two columns are called “{name}” (columns {columns}); give each its own name").format(
            name=name, columns=", ".join(map(str, at))
        )
        for name, at in places.items()
        if len(at) > 1
    ][:3]


def _too_wide(grid: Grid, body: Sequence[Row], width: int) -> list[str]:
    """Say which row has more cells than the header."""
    wide = next((row for row in body if row.width > width), None)
    if wide is None:
        return []
    return [
        _("{place} {number} has {n} fields and the header {expected}; correct it, or its quotes").format(
            place=_(grid.place), number=wide.number, n=wide.width, expected=width
        )
    ]


def is_metadata_name(name: str) -> bool:
    """Tell a column that the survey tool adds: times, addresses, progress."""
    return re.sub(r"[\W_]+", "", name.casefold()) in _METADATA


_METADATA = wordlist(
    """startdate enddate recordeddate status progress durationinseconds duration finished userlanguage
    distributionchannel responseset externaldatareference externalreference ipaddress locationlatitude
    locationlongitude locationaccuracy recipientlastname recipientfirstname recipientemail emailaddress email
    emailadres name naam username gebruikersnaam timestamp tijdstempel zeitstempel starttime completiontime
    begintijd tijdvanvoltooien startzeit fertigstellungszeit submitdate lastpage startlanguage seed datestamp
    refurl token interviewtime datevanverzending laatstepagina starttaal collectorid datecreated datemodified
    firstname lastname voornaam achternaam customdata1 language taal sprache lastmodifiedtime totalpoints
    quizfeedback useragent networkid score"""
)
