"""The appendix as a Word document: python-docx for the shell, the tables as XML of our own.

Through python-docx a few thousand paragraphs in cells take as long as a hundred thousand do this way: seconds.
"""

import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import docx
from docx.enum.section import WD_ORIENT
from docx.shared import Cm
from lxml import etree

from coder.appendix.docx_styles import BULLETS, NUMBERING, STYLES, TABLE_STYLE, W
from coder.appendix.layout import WHOLE, Paper, Piece, Table, lay_out, suffix
from coder.appendix.options import Options
from coder.model.matrix import Matrix, Statement

EPOCH = datetime(2000, 1, 1)
"""When every document says it was made, so that the same study gives the same file."""

PAPER = Paper(width=728.0, padding=10.5, indent=10.5, sizes=(9.0, 8.0))
"""A4 landscape within margins of two centimetres."""

_HERE = "body"
"""A comment in the shell, where the tables go. Moving 20,000 paragraphs from one tree to another takes lxml 40 s."""


def write_docx(matrices: Sequence[Matrix], path: Path, options: Options) -> None:
    """Write tables with a repeated header, real lists, alt text and captions; rows do not break within a piece."""
    document = docx.Document()
    _dress(document, options)
    document.element.body.insert(0, etree.Comment(_HERE))
    buffer = io.BytesIO()
    document.save(buffer)
    _repack(buffer, path, _body(matrices, options))


def _dress(document: Any, options: Options) -> None:
    """Set what the whole document has: styles, list, language, page, footer, properties."""
    tag = options.words.tag
    styles = document.styles.element
    for style in styles.findall(f"{{{W}}}style"):
        styles.remove(style)
    styles.extend(etree.fromstring(STYLES))
    for language in styles.iter(f"{{{W}}}lang"):
        language.set(f"{{{W}}}val", tag)
    for language in document.settings.element.iter(f"{{{W}}}themeFontLang"):
        language.set(f"{{{W}}}val", tag)
    numbering = document.part.numbering_part.element
    numbering[:] = etree.fromstring(NUMBERING)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    section.header_distance = section.footer_distance = Cm(1)
    footer = section.footer.paragraphs[0]._p
    footer.extend(_parse(_footer(options)))
    properties = document.core_properties
    properties.title, properties.language = options.heading[:255], tag
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.created = properties.modified = properties.last_printed = EPOCH
    properties.revision = 1


def _parse(content: str) -> list[Any]:
    return list(etree.fromstring(f'<w:body xmlns:w="{W}">{content}</w:body>'))


def _body(matrices: Sequence[Matrix], options: Options) -> str:
    parts = [_paragraph("Title", _run(options.heading))]
    for number, matrix in enumerate(matrices, 1):
        for table in lay_out(matrix, PAPER, options):
            parts.append(_caption(table, number, options))
            parts.append(_table(table, options))
        parts += [_paragraph("TableNote", _run(f"{options.words.note}: {note}")) for note in matrix.notes]
    return "".join(parts)


def _caption(table: Table, number: int, options: Options) -> str:
    """Return the caption; its number is a field, so that a list of tables can be made."""
    word = options.words.table
    if not table.first:
        return _paragraph("Caption", _run(f"{word} {number} ({options.words.continued}). {table.matrix.title}"))
    field = _field(f"SEQ {word} \\* ARABIC", str(number))
    return _paragraph("Caption", _run(f"{word} ") + field + _run(f". {table.matrix.title}"))


def _table(table: Table, options: Options) -> str:
    matrix = table.matrix
    alt = options.words.alt.format(rows=len(matrix.rows), columns=len(table.columns), n=matrix.statements)
    widths = [round(width * 20) for width in table.widths]
    properties = (
        f'<w:tblPr><w:tblStyle w:val="{TABLE_STYLE}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="06A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" '
        'w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(matrix.title)}/><w:tblDescription w:val={quoteattr(alt)}/></w:tblPr>"
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    size = round(table.size * 2)
    head = [matrix.row_heading, *table.columns]
    cells = "".join(
        _cell(_paragraph("TableText", _run(text, bold=True, size=size), keep=True), width)
        for text, width in zip(head, widths, strict=True)
    )
    header = f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"
    rows = "".join(_row(piece, widths, size, matrix.empty, options) for piece in table.pieces)
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{header}{rows}</w:tbl>"


def _row(piece: Piece, widths: Sequence[int], size: int, empty: str, options: Options) -> str:
    """Return one table row. It stays on one page, unless a single statement is longer than that."""
    label = _run(piece.label, bold=True, size=size)
    if piece.continued:
        label += _run(f" ({options.words.continued})", style="Continued", size=size)
    nothing = _paragraph("TableText", "" if piece.continued else _run(empty, size=size))
    contents = [_paragraph("TableText", label)]
    contents += ["".join(_bullets(cell, size, options)) or nothing for cell in piece.cells]
    borders = _borders(piece)
    cells = "".join(_cell(content, width, borders) for content, width in zip(contents, widths, strict=True))
    together = "<w:trPr><w:cantSplit/></w:trPr>" if piece.lines <= WHOLE else ""
    return f"<w:tr>{together}{cells}</w:tr>"


def _borders(piece: Piece) -> str:
    """Return no rule between the pieces of one row."""
    top = '<w:top w:val="nil"/>' if piece.continued else ""
    bottom = "" if piece.last else '<w:bottom w:val="nil"/>'
    return f"<w:tcBorders>{top}{bottom}</w:tcBorders>" if top or bottom else ""


def _cell(content: str, width: int, borders: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{borders}</w:tcPr>{content}</w:tc>'


def _bullets(statements: Sequence[Statement], size: int, options: Options) -> Iterator[str]:
    list_item = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{BULLETS}"/></w:numPr>'
    for statement in statements:
        count, fragments = suffix(statement, options)
        runs = _run(statement.text + count, size=size)
        if fragments:
            runs += _run(fragments, style="Fragments")
        yield f'<w:p><w:pPr><w:pStyle w:val="ListBullet"/><w:keepLines/>{list_item}</w:pPr>{runs}</w:p>'


def _paragraph(style: str, runs: str, *, keep: bool = False) -> str:
    together = "<w:keepNext/>" if keep else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{together}</w:pPr>{runs}</w:p>'


def _run(text: str, *, bold: bool = False, size: int = 0, style: str = "") -> str:
    properties = f'<w:rStyle w:val="{style}"/>' if style else ""
    properties += "<w:b/><w:bCs/>" if bold else ""
    properties += f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else ""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _field(instruction: str, shown: str) -> str:
    """Return a field that Word brings up to date, with what readers see until then."""
    code = f'<w:instrText xml:space="preserve"> {instruction} </w:instrText>'
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return f"{begin}<w:r>{code}</w:r>{separate}{_run(shown)}{end}"


def _footer(options: Options) -> str:
    words = options.words
    page, pages = _field("PAGE", "1"), _field("NUMPAGES", "1")
    return f"{_run(f'{options.heading}  ·  {words.page} ')}{page}{_run(f' {words.of} ')}{pages}"


def _repack(source: io.BytesIO, path: Path, body: str) -> None:
    """Write the document with its body, and with a fixed date on each part in place of the time of saving."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0  # the same on Windows and elsewhere
            content = old.read(name)
            if name == "word/document.xml":
                content = content.replace(f"<!--{_HERE}-->".encode(), body.encode())
            new.writestr(info, content)
