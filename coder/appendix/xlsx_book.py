"""A workbook under way: formats, sheets that print well, and text that is never a formula and never cut off."""

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from coder.appendix.measure import BOLD, lines
from coder.appendix.options import Options
from coder.model.errors import CoderError
from coder.model.language import _

MAX_TEXT = 32_767
"""What a cell holds, in UTF-16 units."""
SIZE = 10.0
"""Of the font, in points."""
DIGIT = 5.25
"""Width of a digit in points, the unit of column widths: seven pixels in Arial 10."""
_LINE = 12.9
_HIGHEST = 409.0
"""Points; a spreadsheet has no higher rows."""

EPOCH = datetime(2000, 1, 1)
"""When every workbook says it was made, so that the same study gives the same file."""

_ILLEGAL_IN_NAME = re.compile(r"[\[\]:*?/\\]")


class Book:
    """A workbook under way: its formats, and writing text that is never a formula."""

    def __init__(self, path: Path, options: Options) -> None:
        self.options = options
        # In memory, members get a fixed date; through temporary files they get one that depends on the time zone.
        # The default font is what column widths are counted in.
        font = {"font_name": "Arial", "font_size": SIZE}
        self.book = xlsxwriter.Workbook(str(path), {"in_memory": True, "default_format_properties": font})
        self.book.set_properties({"title": options.heading[:255], "created": EPOCH})
        base = {**font, "valign": "top", "text_wrap": True}
        rule = {"bottom": 1, "bottom_color": "#A6ADBB"}
        ink = {"bold": True, "font_color": "#1F2A44"}
        self.title = self.book.add_format({**base, **ink, "font_size": 13, "text_wrap": False})
        self.head = self.book.add_format({**base, **ink, "bg_color": "#E6EAF1", "bottom": 2, "bottom_color": "#1F2A44"})
        self.label = self.book.add_format({**base, **rule, **ink})
        self.body = self.book.add_format({**base, **rule})
        self.note = self.book.add_format({**base, "font_color": "#595959", "font_size": 9, "text_wrap": False})
        self.taken: set[str] = set()

    def sheet(self, name: str) -> Any:
        """Add a sheet that prints landscape on A4, as wide as the page; its name is made legal and unique."""
        legal = _ILLEGAL_IN_NAME.sub(" ", name).strip("' ")[:31].strip("' ") or self.options.words.matrix
        unique, number = legal, 1
        while unique.lower() in self.taken | {"history"}:
            number += 1
            unique = f"{legal[: 30 - len(str(number))]} {number}"
        self.taken.add(unique.lower())
        sheet = self.book.add_worksheet(unique)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(0.6, 0.6, 0.7, 0.7)
        sheet.set_footer("&L&8&A&R&8&P / &N")
        return sheet

    def text(self, sheet: Any, row: int, column: int, text: str, style: Any) -> None:
        """Write text as text.

        Raises:
            CoderError: the sheet has no such row, or the cell cannot hold it.
        """
        if not text:
            done = sheet.write_blank(row, column, None, style)
        elif text.startswith("<r>") and text.endswith("</r>"):
            # XlsxWriter takes this for rich text that is XML already, and would write it as it is.
            done = sheet.write_rich_string(row, column, text[:1], style, text[1:], style)
        else:
            done = sheet.write_string(row, column, text, style)
        if done != 0:
            raise CoderError(
                _(
                    "a spreadsheet cannot hold this appendix (row {row}, column {column}); "
                    "choose fewer matrices with --matrix, or write .csv"
                ).format(row=row + 1, column=column + 1)
            )

    def row(self, sheet: Any, at: int, cells: Sequence[tuple[str | int, Any]], widths: Sequence[float]) -> None:
        """Write a row from its first column, as high as its texts need: not every program finds that out by itself."""
        most = 1
        for index, ((value, style), width) in enumerate(zip(cells, widths, strict=True)):
            if isinstance(value, int):
                sheet.write_number(at, index, value, style)
                continue
            self.text(sheet, at, index, value, style)
            size = SIZE * BOLD if style in (self.label, self.head) else SIZE
            most = max(most, sum(lines(line, width * DIGIT - 8, size) for line in value.split("\n")))
        sheet.set_row(at, min(most * _LINE + 5, _HIGHEST))


def split(text: str) -> list[str]:
    """Divide a text over as many cells as it takes, at spaces where it can; joined, the parts are the text."""
    parts = []
    while units(text) > MAX_TEXT:
        end = MAX_TEXT if text.isascii() else MAX_TEXT // 2
        space = text.rfind(" ", end // 2, end) + 1
        parts.append(text[: space or end])
        text = text[space or end :]
    return [*parts, text]


def units(text: str) -> int:
    """Return the length of `text` as a spreadsheet counts it."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def clip(label: str) -> str:
    """Return a label that leaves room in its cell; no label that people read comes near."""
    return label if len(label) <= 1000 else label[:999] + "…"
