"""One door to the formats of a table of figures."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from coder.appendix.options import Options
from coder.appendix.text import fit
from coder.appendix.write import atomically
from coder.model.errors import CoderError
from coder.model.figures import FigureColumn, FigureTable, Value
from coder.model.language import _
from coder.model.text import printable

FORMATS = ("docx", "xlsx", "csv")
"""What figures can be written as: the suffix of the file picks."""

Writer = Callable[[FigureTable, Path, Options], None]


def write_figures(table: FigureTable, path: Path, *, language: str = "en") -> None:
    """Write a table of figures to one file, whole or not at all; the same table gives the same bytes.

    Args:
        table: what is written.
        path: its suffix picks the format, one of `FORMATS`.
        language: of the study, like `nl` or `en-GB`.

    Raises:
        CoderError: the suffix is none of these, or the file cannot be written.
    """
    format_ = path.suffix.lower().removeprefix(".")
    if format_ not in FORMATS:
        known = ", ".join(f".{name}" for name in FORMATS)
        raise CoderError(
            _("cannot write “{name}”: figures are written as one of {known}").format(
                name=printable(path.name), known=known
            )
        )
    writer: Writer = getattr(import_module(f"coder.appendix.figures_{format_}"), f"write_{format_}")
    cleaned = _clean(table)
    atomically(path, lambda temporary: writer(cleaned, temporary, Options(language=language, title=cleaned.title)))


def _clean(table: FigureTable) -> FigureTable:
    """Take out what a document cannot hold: names of coders and codes come from others."""

    def value(one: Value) -> Value:
        return fit(one)[0] if isinstance(one, str) else one

    return FigureTable(
        fit(table.title)[0],
        tuple(FigureColumn(fit(column.head)[0], column.kind, column.ends) for column in table.columns),
        tuple(tuple(map(value, row)) for row in table.rows),
        tuple(fit(note)[0] for note in table.notes),
        tuple(fit(text)[0] for text in table.text),
    )
