"""Surveys in SPSS: variables become columns, under their labels; values are shown as theirs."""

from coder.files.decode import canonical
from coder.files.formats import Options
from coder.files.original import Original
from coder.files.surveys.columns import find_roles
from coder.files.surveys.grid import Grid, Row
from coder.files.surveys.headers import Table, named_by_question
from coder.files.surveys.spss import SystemFile
from coder.files.surveys.survey import make_survey
from coder.model.errors import CoderError
from coder.model.language import _
from coder.model.source import ImportedSource


def read(original: Original, options: Options) -> ImportedSource:
    """Read a survey from an SPSS file.

    Open answers are found as in other surveys; where none look like it, the variables that hold text count as such.

    Raises:
        CoderError: it is damaged, holds no cases or no text.
    """
    file = SystemFile(original.data)
    rows = [Row(n, [canonical(cell) for cell in case]) for n, case in enumerate(file.cases(), 1)]
    if not rows or not file.variables:
        raise CoderError(_("has no cases in it"))
    codes = [variable.name for variable in file.variables]
    names = named_by_question(codes, [" ".join(variable.label.split()) for variable in file.variables])
    table = Table(tuple(names), tuple(codes), tuple(rows))
    grid = Grid(rows, "case", file.encoding)
    texts = [code for code, variable in zip(codes, file.variables, strict=True) if variable.width]
    return make_survey(original, grid, table, find_roles(table, options.answers, options.id_column, texts), options)
