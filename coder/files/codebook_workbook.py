"""A workbook of texts: no formulas, no guesses, and the same bytes for the same texts."""

import datetime
import io
from collections.abc import Mapping, Sequence

from coder.model.language import _

_MAX_CELL = 32_767
"""Characters in a cell, Excel's limit; XlsxWriter would leave a longer text out."""
_WIDTHS = (24, 14, 28, 60, 36, 60)
"""Of the columns, in characters."""


def workbook_bytes(sheets: Mapping[str, Sequence[Sequence[str]]]) -> bytes:
    """Return an xlsx of `sheets`, rows of texts by title; the first row of each is its heading.

    Raises:
        ValueError: a text is longer than a cell can be; it says which row.
    """
    import xlsxwriter

    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    book.set_properties({"created": datetime.datetime(2000, 1, 1)})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"bold": True, "valign": "top"})
    for title, rows in sheets.items():
        sheet = book.add_worksheet(title)
        sheet.freeze_panes(1, 0)
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                if len(text) > _MAX_CELL:
                    raise ValueError(
                        _("the {column} of {code} is longer than a cell can be; use .csv or .yaml").format(
                            column=rows[0][column], code=row[0]
                        )
                    )
                if text:
                    sheet.write_string(number, column, text, plain if number else bold)
    book.close()
    return data.getvalue()
