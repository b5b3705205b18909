"""A table of figures as CSV, as Excel reads it in the language of the study, and R with `read.csv` or `read.csv2`."""

from pathlib import Path

from coder.appendix.options import Options
from coder.appendix.write_csv import harmless
from coder.model.figures import FigureColumn, FigureTable, Value


def write_csv(table: FigureTable, path: Path, options: Options) -> None:
    """Write heads and rows: text in quotes, numbers unrounded, an interval in two columns, nothing for undefined.

    Where columns are separated by semicolons, the decimal sign is a comma.
    """
    delimiter = options.words.delimiter
    heads = [_quoted(head) for column in table.columns for head in _heads(column)]
    rows = [
        [cell for value, column in zip(row, table.columns, strict=True) for cell in _cells(value, column, delimiter)]
        for row in table.rows
    ]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        file.writelines(delimiter.join(cells) + "\r\n" for cells in (heads, *rows))


def _heads(column: FigureColumn) -> tuple[str, ...]:
    return column.ends if column.kind == "interval" else (column.head,)


def _cells(value: Value, column: FigureColumn, delimiter: str) -> list[str]:
    if column.kind == "interval":
        low, high = value if isinstance(value, tuple) else (None, None)
        return [_number(low, delimiter), _number(high, delimiter)]
    if isinstance(value, str):
        return [_quoted(value)]
    return ["" if value is None or isinstance(value, tuple) else _number(value, delimiter)]


def _number(value: float | None, delimiter: str) -> str:
    if value is None:
        return ""
    return str(value).replace(".", ",") if delimiter == ";" else str(value)


def _quoted(text: str) -> str:
    return '"' + harmless(text).replace('"', '""') + '"'
