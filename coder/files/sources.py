"""The one door for transcripts and surveys: a path in, a source with everything recognised in it out."""

from collections.abc import Sequence
from pathlib import Path

from coder.files.formats import Options, reader_for
from coder.files.original import read_original
from coder.model.errors import CoderError
from coder.model.source import ImportedSource, Unit
from coder.model.text import printable


def read_source(
    path: Path, *, unit: Unit | None = None, answers: Sequence[str] = (), id_column: str | None = None
) -> ImportedSource:
    """Read a transcript or a survey.

    Args:
        path: The file. What it is, is told from its content first, its suffix second.
        unit: What a fragment of a transcript is; None: a turn where speakers are named, else a paragraph.
        answers: Columns of a survey that hold open answers, by name; none: they are found.
        id_column: Column of a survey that names the respondent; None: it is found, or respondents are numbered.

    Returns:
        The source; what was guessed is said in its `warnings`, what was left out counted in `skipped`.

    Raises:
        CoderError: it cannot be read; one line with the file's name, the reason and what to do.
    """
    try:
        original = read_original(path)
        return reader_for(original)(original, Options(unit, tuple(answers), id_column))
    except CoderError as error:
        raise CoderError(f"{printable(path.name or str(path))}: {error}") from None
