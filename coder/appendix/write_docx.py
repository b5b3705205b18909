"""The appendix as a Word document."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from coder.appendix.docx_shell import caption, cell, paragraph, run, table, write_document
from coder.appendix.docx_styles import BULLETS
from coder.appendix.layout import WHOLE, Paper, Piece, Table, lay_out, suffix
from coder.appendix.options import Options
from coder.model.matrix import Matrix, Statement

PAPER = Paper(width=728.0, padding=10.5, indent=10.5, sizes=(9.0, 8.0))
"""A4 landscape within margins of two centimetres."""


def write_docx(matrices: Sequence[Matrix], path: Path, options: Options) -> None:
    """Write tables with a repeated header, real lists, alt text and captions; rows do not break within a piece."""
    write_document(path, _body(matrices, options), options)


def _body(matrices: Sequence[Matrix], options: Options) -> str:
    parts = [paragraph("Title", run(options.heading))]
    for number, matrix in enumerate(matrices, 1):
        for part in lay_out(matrix, PAPER, options):
            parts.append(_caption(part, number, options))
            parts.append(_table(part, options))
        parts += [paragraph("TableNote", run(f"{options.words.note}: {note}")) for note in matrix.notes]
    return "".join(parts)


def _caption(part: Table, number: int, options: Options) -> str:
    """Return the caption of a table, or of a part of it that is continued."""
    if part.first:
        return caption(part.matrix.title, number, options)
    words = options.words
    return paragraph("Caption", run(f"{words.table} {number} ({words.continued}). {part.matrix.title}"))


def _table(part: Table, options: Options) -> str:
    matrix = part.matrix
    alt = options.words.alt.format(rows=len(matrix.rows), columns=len(part.columns), n=matrix.statements)
    widths = [round(width * 20) for width in part.widths]
    size = round(part.size * 2)
    rows = "".join(_row(piece, widths, size, matrix.empty, options) for piece in part.pieces)
    return table(matrix.title, alt, widths, [matrix.row_heading, *part.columns], rows, size)


def _row(piece: Piece, widths: Sequence[int], size: int, empty: str, options: Options) -> str:
    """Return one table row. It stays on one page, unless a single statement is longer than that."""
    label = run(piece.label, bold=True, size=size)
    if piece.continued:
        label += run(f" ({options.words.continued})", style="Continued", size=size)
    nothing = paragraph("TableText", "" if piece.continued else run(empty, size=size))
    contents = [paragraph("TableText", label)]
    contents += ["".join(_bullets(held, size, options)) or nothing for held in piece.cells]
    borders = _borders(piece)
    cells = "".join(cell(content, width, borders) for content, width in zip(contents, widths, strict=True))
    together = "<w:trPr><w:cantSplit/></w:trPr>" if piece.lines <= WHOLE else ""
    return f"<w:tr>{together}{cells}</w:tr>"


def _borders(piece: Piece) -> str:
    """Return no rule between the pieces of one row."""
    top = '<w:top w:val="nil"/>' if piece.continued else ""
    bottom = "" if piece.last else '<w:bottom w:val="nil"/>'
    return f"<w:tcBorders>{top}{bottom}</w:tcBorders>" if top or bottom else ""


def _bullets(statements: Sequence[Statement], size: int, options: Options) -> Iterator[str]:
    list_item = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{BULLETS}"/></w:numPr>'
    for statement in statements:
        count, fragments = suffix(statement, options)
        runs = run(statement.text + count, size=size)
        if fragments:
            runs += run(fragments, style="Fragments")
        yield f'<w:p><w:pPr><w:pStyle w:val="ListBullet"/><w:keepLines/>{list_item}</w:pPr>{runs}</w:p>'
