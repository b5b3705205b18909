"""The appendix as Markdown: pipe tables with a bullet a line, as GitHub and pandoc read them."""

import re
from collections.abc import Sequence
from pathlib import Path

from coder.appendix.layout import printed
from coder.appendix.options import Options
from coder.model.matrix import Matrix, Statement

_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~&$^@]")
"""What means something inside a line to CommonMark, GitHub or pandoc."""

_ENDS = re.compile(r"^\s+|\s+$")


def write_md(matrices: Sequence[Matrix], path: Path, options: Options) -> None:
    """Write a heading and a table per matrix. In a cell, `<br>` divides the statements: a row is one line.

    Where pandoc drops it, in Word for one, a space and the bullet still do. The dashes give it the relative widths.
    """
    parts = [f"# {literal(options.heading)}\n"]
    for number, matrix in enumerate(matrices, 1):
        parts.append(f"## {options.words.table} {number}. {literal(matrix.title)}\n")
        parts.append(_table(matrix, options))
        parts += [f"{options.words.note}: {literal(note)}\n" for note in matrix.notes]
    path.write_text("\n".join(parts), encoding="utf-8", newline="\n")


def literal(text: str) -> str:
    """Return `text` so that it is read as it is written; white space at its ends, which readers cut off, is named."""
    return _ENDS.sub(lambda ends: "".join(f"&#{ord(space)};" for space in ends[0]), _MARKUP.sub(r"\\\g<0>", text))


def _table(matrix: Matrix, options: Options) -> str:
    heads = [matrix.row_heading, *matrix.columns]
    lines = [_line([literal(head) for head in heads]), _line(["---", *["-" * 8] * len(matrix.columns)])]
    for label in matrix.rows:
        cells = [_cell(matrix.cell(label, column), matrix.empty, options) for column in matrix.columns]
        lines.append(_line([_bold(label), *cells]))
    return "\n".join(lines) + "\n"


def _bold(label: str) -> str:
    """Return a label in bold; asterisks next to a (non-breaking) space would not make it so."""
    return f"**{literal(label)}**" if label and label == label.strip() else literal(label)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(statements: Sequence[Statement], empty: str, options: Options) -> str:
    return " <br>".join(f"• {literal(printed(one, options))}" for one in statements) or literal(empty)
