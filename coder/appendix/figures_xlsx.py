"""A table of figures as a spreadsheet: numbers are numbers, with all their decimals, and show as few as people read."""

from pathlib import Path
from typing import Any

from coder.appendix.measure import BOLD, width
from coder.appendix.options import Options
from coder.appendix.xlsx_book import DIGIT, SIZE, Book, clip
from coder.model.figures import FigureColumn, FigureTable, Kind, Value

_FORMATS: dict[Kind, str] = {"count": "#,##0", "share": "0.0%", "coefficient": "0.00", "interval": "0.00"}
_NARROW = 11.0
_WIDEST = 60.0


def write_xlsx(table: FigureTable, path: Path, options: Options) -> None:
    """Write a sheet of figures with its notes below; an interval takes two columns, nothing stands for undefined."""
    book = Book(path, options)
    sheet = book.sheet(table.title)
    styles = {kind: _style(book, format_) for kind, format_ in _FORMATS.items()}
    heads, kinds = _heads(table)
    book.text(sheet, 0, 0, clip(table.title), book.title)
    sheet.set_row(0, 24)
    for at, (head, one) in enumerate(zip(heads, _widths(table), strict=True)):
        sheet.set_column(at, at, one)
        book.text(sheet, 1, at, clip(head), book.head)
    sheet.freeze_panes(2, 1)
    sheet.repeat_rows(0, 1)
    last = 1
    for last, row in enumerate(table.rows, start=2):
        for at, (value, kind) in enumerate(zip(_cells(table, row), kinds, strict=True)):
            if isinstance(value, str):
                book.text(sheet, last, at, clip(value), book.label if at == 0 else book.body)
            elif value is None:
                sheet.write_blank(last, at, None, book.body)
            else:
                sheet.write_number(last, at, value, styles[kind])
    for line, note in enumerate((*table.notes, *table.text), start=last + 2):
        book.text(sheet, line, 0, clip(note), book.note)
    book.book.close()


def _style(book: Book, number: str) -> Any:
    looks = {"font_name": "Arial", "font_size": SIZE, "valign": "top", "bottom": 1, "bottom_color": "#A6ADBB"}
    return book.book.add_format({**looks, "num_format": number})


def _heads(table: FigureTable) -> tuple[list[str], list[Kind]]:
    wide = [
        (head, column.kind)
        for column in table.columns
        for head in (column.ends if column.kind == "interval" else (column.head,))
    ]
    return [head for head, _ in wide], [kind for _, kind in wide]


def _cells(table: FigureTable, row: tuple[Value, ...]) -> list[str | float | None]:
    cells: list[str | float | None] = []
    for value, column in zip(row, table.columns, strict=True):
        if column.kind == "interval":
            cells += value if isinstance(value, tuple) else (None, None)
        elif not isinstance(value, tuple):
            cells.append(value)
    return cells


def _widths(table: FigureTable) -> list[float]:
    """Return the width of each column in digits: that of its longest text, within bounds."""
    found: list[float] = []
    for place, column in enumerate(table.columns):
        found += [_width(table, place, column)] * (2 if column.kind == "interval" else 1)
    return found


def _width(table: FigureTable, place: int, column: FigureColumn) -> float:
    longest = max(width(end, SIZE * BOLD) for end in (column.ends if column.kind == "interval" else (column.head,)))
    texts = [row[place] for row in table.rows]
    longest = max([longest, *(width(text, SIZE * BOLD) for text in texts if isinstance(text, str))])
    return min(max(longest / DIGIT + 3, _NARROW), _WIDEST)
