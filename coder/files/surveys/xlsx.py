"""Surveys in Excel workbooks: the first sheet that holds data."""

from coder.files.formats import Options
from coder.files.ooxml import Package
from coder.files.original import Original
from coder.files.surveys.grid import Grid
from coder.files.surveys.survey import read_grid
from coder.files.surveys.workbook import Workbook
from coder.model.errors import CoderError
from coder.model.language import N_, Sentence, _
from coder.model.source import ImportedSource
from coder.model.text import printable


def read(original: Original, options: Options) -> ImportedSource:
    """Read a survey (or a transcript with a column of speakers) from a workbook.

    Formulas count as the value that the program last showed; hidden sheets are left out.

    Raises:
        CoderError: it cannot be opened safely, or no sheet holds a survey.
    """
    book = Workbook(Package(original))
    filled = [(sheet, rows) for sheet in book.sheets if sheet.visible and (rows := book.rows(sheet))]
    if not filled:
        raise CoderError(_("has no visible sheet with data in it"))
    sheet, rows = filled[0]
    warnings: list[str] = []
    if len(filled) > 1:
        others = ", ".join(f"“{printable(other.title)}”" for other, _ in filled[1:6])
        warnings.append(
            Sentence(
                N_("only the first sheet with data is read, “{title}”; left out: {others}"),
                title=printable(sheet.title),
                others=others,
            )
        )
    if empty := book.uncalculated[sheet.part]:
        warnings.append(
            Sentence(
                N_("{n} formula holds no value: open the file in a spreadsheet program and save it once")
                if empty == 1
                else N_("{n} formulas hold no value: open the file in a spreadsheet program and save it once"),
                n=empty,
            )
        )
    return read_grid(original, Grid(rows, N_("row"), "xlsx", warnings), options)
