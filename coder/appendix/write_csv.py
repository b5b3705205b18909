"""The appendix as CSV: a statement a row, for Excel in the language of the study and for everything else.

UTF-8 with a byte order mark, without which Excel reads another encoding; semicolons where Excel's decimal sign is a
comma, as in Dutch; CRLF; all text between quotes.
"""

import csv
from collections.abc import Sequence
from pathlib import Path

from coder.appendix.options import Options
from coder.model.matrix import Matrix

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the start of a formula; the wide forms too, in Japanese and Chinese ones."""


def write_csv(matrices: Sequence[Matrix], path: Path, options: Options) -> None:
    """Write matrix, title, row, column, statement and n; with sources the fragments as well.

    Text that a spreadsheet would take for a formula starts with an apostrophe.
    """
    say = options.words
    heads = [say.matrix, say.title, say.row, say.column, say.statement, "n"]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=say.delimiter, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
        writer.writerow([*heads, say.fragments] if options.sources else heads)
        for matrix in matrices:
            for cell in matrix.cells:
                place = [harmless(text) for text in (matrix.id, matrix.title, cell.row, cell.column)]
                for statement in cell.statements:
                    fields: list[str | int] = [*place, harmless(statement.text), statement.n]
                    if options.sources:
                        fields.append(harmless(", ".join(statement.fragments)))
                    writer.writerow(fields)


def harmless(text: str) -> str:
    """Return `text` so that no spreadsheet runs it."""
    return f"'{text}" if text.lstrip(" \xa0").startswith(_FORMULA) else text
