"""From a table to a source: respondents become cases, their open answers fragments of a readable text."""

from collections import Counter
from collections.abc import Sequence

from coder.files.formats import Options
from coder.files.original import Original
from coder.files.surveys.columns import Roles, find_roles, personal
from coder.files.surveys.grid import Grid
from coder.files.surveys.headers import Table, read_header
from coder.files.transcripts.table import Found, columns_of, is_certain, table_turns
from coder.files.transcripts.table_text import lay_out_rows
from coder.files.transcripts.transcript import Reading, from_turns
from coder.model.language import N_, Sentence
from coder.model.source import Case, ImportedSource, Segment


def read_grid(original: Original, grid: Grid, options: Options) -> ImportedSource:
    """Make a source of a table: a survey, or a transcript if its columns are plainly speakers and what they said.

    Raises:
        CoderError: the table has no header that fits, or no open answers; it says what and where.
    """
    rows = [row.cells for row in grid.rows]
    columns = columns_of(rows) if not (options.answers or options.id_column) else None
    if columns is not None and is_certain(columns, rows):
        layout = lay_out_rows(rows)
        turns, left_out = table_turns(layout, Found(((0, columns),)))
        reading = Reading(original, options, grid.encoding, grid.warnings, grid.skipped)
        reading.leave_out(left_out)
        reading.warnings.append(
            Sentence(N_("read as a transcript: it has a column of speakers and one of what they said"))
        )
        return from_turns(reading, layout.text, turns)
    table = read_header(grid)
    return make_survey(original, grid, table, find_roles(table, options.answers, options.id_column), options)


def make_survey(original: Original, grid: Grid, table: Table, roles: Roles, options: Options) -> ImportedSource:
    """Make a source of a survey whose columns are known."""
    labels, doubled = _labels(grid, table, roles)
    text, segments, empty = _write(table, roles, labels)
    cases = tuple(
        Case(label, tuple((table.names[i], value) for i in roles.attributes if (value := row.cells[i].strip())))
        for label, row in zip(labels, table.rows, strict=True)
    )
    used = {name for case in cases for name, _ in case.attributes}
    skipped = dict(grid.skipped)
    if empty:
        skipped[N_("empty answers")] = empty
    return ImportedSource(
        name=original.name,
        kind="survey",
        text=text,
        sha256=original.sha256,
        unit="answer",
        segments=tuple(segments),
        cases=cases,
        attributes=tuple(table.names[i] for i in roles.attributes if table.names[i] in used),
        questions=tuple(table.names[i] for i in roles.answers),
        encoding=grid.encoding,
        skipped=skipped,
        warnings=(*grid.warnings, *_said(table, roles, options), *doubled),
    )


def _write(table: Table, roles: Roles, labels: Sequence[str]) -> tuple[str, list[Segment], int]:
    """Write the canonical text, a paragraph for each answer under its respondent and question; count the empty ones."""
    parts: list[str] = []
    segments: list[Segment] = []
    length = empty = 0

    def write(piece: str) -> int:
        nonlocal length
        start = length
        parts.append(piece)
        length += len(piece)
        return start

    for label, row in zip(labels, table.rows, strict=True):
        answers = [(table.names[i], answer) for i in roles.answers if (answer := row.cells[i].strip())]
        empty += len(roles.answers) - len(answers)
        if answers:
            write(f"Respondent {label}\n\n")
        for question, answer in answers:
            write(f"{question}\n")
            start = write(answer)
            segments.append(Segment(start, length, case=label, question=question))
            write("\n\n")
    return "".join(parts), segments, empty


def _labels(grid: Grid, table: Table, roles: Roles) -> tuple[list[str], list[str]]:
    """Return a label for each respondent, and what to say about ids that are missing or double."""
    if roles.id is None:
        return [str(n) for n in range(1, len(table.rows) + 1)], [
            Sentence(N_("no column names the respondents: they are numbered"))
        ]
    name = table.names[roles.id]
    given = [" ".join(row.cells[roles.id].split()) for row in table.rows]
    labels = []
    seen: Counter[str] = Counter()
    taken = set(given)
    for row, value in zip(table.rows, given, strict=True):
        label = value or f"{grid.place} {row.number}"
        seen[label] += 1
        while seen[label] > 1 and (numbered := f"{label} ({seen[label]})") in taken:
            seen[label] += 1
        label = numbered if seen[label] > 1 else label
        taken.add(label)
        labels.append(label)
    said: list[str] = []
    if twice := [value for value, n in Counter(given).items() if value and n > 1]:
        shown = ", ".join(f"“{value}”" for value in twice[:3])
        said.append(
            Sentence(
                N_("more than one row has {shown} in “{name}”: the later ones are numbered, as in “{first} (2)”"),
                shown=shown,
                name=name,
                first=twice[0],
            )
        )
    if missing := given.count(""):
        said.append(
            Sentence(
                N_("{n} row has nothing in “{name}”: it is called by its {place}")
                if missing == 1
                else N_("{n} rows have nothing in “{name}”: they are called by their {place}"),
                n=missing,
                name=name,
                place=Sentence(grid.place),
            )
        )
    return labels, said


def _said(table: Table, roles: Roles, options: Options) -> list[str]:
    said: list[str] = []
    if roles.guessed:
        shown = ", ".join(f"“{table.names[i]}”" for i in roles.answers[:6]) + (" …" if len(roles.answers) > 6 else "")
        said.append(Sentence(N_("open answers found in {shown}; --answers names others"), shown=shown))
    if roles.id is not None and options.id_column is None:
        said.append(
            Sentence(N_("respondents are called by “{name}”; --id names another column"), name=table.names[roles.id])
        )
    if telling := personal(table, [i for i in (*roles.attributes, roles.id) if i is not None]):
        said.append(
            Sentence(N_("may say who a respondent is: {names}"), names=", ".join(f"“{name}”" for name in telling))
        )
    if options.unit not in (None, "answer"):
        said.append(
            Sentence(N_("a survey's fragments are its answers; unit {unit} is for transcripts"), unit=options.unit)
        )
    return said
