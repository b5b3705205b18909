"""A Word document under way: the shell through python-docx, the body as XML of our own.

Through python-docx a few thousand paragraphs in cells take as long as a hundred thousand do this way: seconds.
"""

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import docx
from docx.enum.section import WD_ORIENT
from docx.shared import Cm
from lxml import etree

from coder.appendix.docx_styles import NUMBERING, STYLES, TABLE_STYLE, W
from coder.appendix.options import Options

EPOCH = datetime(2000, 1, 1)
"""When every document says it was made, so that the same study gives the same file."""

_HERE = "body"
"""A comment in the shell, where the tables go. Moving 20,000 paragraphs from one tree to another takes lxml 40 s."""


def write_document(path: Path, body: str, options: Options) -> None:
    """Write a document with this body, on A4 landscape; the same body gives the same bytes."""
    document = docx.Document()
    _dress(document, options)
    document.element.body.insert(0, etree.Comment(_HERE))
    buffer = io.BytesIO()
    document.save(buffer)
    _repack(buffer, path, body)


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


def caption(title: str, number: int, options: Options) -> str:
    """Return a table's caption; its number is a field, so that a list of tables can be made."""
    word = options.words.table
    return paragraph("Caption", run(f"{word} ") + field(f"SEQ {word} \\* ARABIC", str(number)) + run(f". {title}"))


def table(title: str, alt: str, widths: Sequence[int], head: Sequence[str], rows: str, size: int) -> str:
    """Return a table with a header row that is repeated on every page.

    Args:
        title: what it is about, for those who have it read out.
        alt: what is in it, for the same.
        widths: of the columns, in twentieths of a point.
        head: the text over each column.
        rows: XML of the rows below.
        size: of the font, in half points.
    """
    properties = (
        f'<w:tblPr><w:tblStyle w:val="{TABLE_STYLE}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="06A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" '
        'w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(title)}/><w:tblDescription w:val={quoteattr(alt)}/></w:tblPr>"
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    cells = "".join(
        cell(paragraph("TableText", run(text, bold=True, size=size), keep=True), width)
        for text, width in zip(head, widths, strict=True)
    )
    header = f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{header}{rows}</w:tbl>"


def cell(content: str, width: int, borders: str = "") -> str:
    """Return a table cell; `width` is in twentieths of a point, `borders` the XML of borders unlike the table's."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{borders}</w:tcPr>{content}</w:tc>'


def paragraph(style: str, runs: str, *, keep: bool = False) -> str:
    """Return a paragraph of a style; with `keep` it stays on the page of what follows."""
    together = "<w:keepNext/>" if keep else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{together}</w:pPr>{runs}</w:p>'


def run(text: str, *, bold: bool = False, size: int = 0, style: str = "") -> str:
    """Return a run of text; `size` is in half points, 0 that of the style."""
    properties = f'<w:rStyle w:val="{style}"/>' if style else ""
    properties += "<w:b/><w:bCs/>" if bold else ""
    properties += f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else ""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def field(instruction: str, shown: str) -> str:
    """Return a field that Word brings up to date, with what readers see until then."""
    code = f'<w:instrText xml:space="preserve"> {instruction} </w:instrText>'
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return f"{begin}<w:r>{code}</w:r>{separate}{run(shown)}{end}"


def _footer(options: Options) -> str:
    words = options.words
    page, pages = field("PAGE", "1"), field("NUMPAGES", "1")
    return f"{run(f'{options.heading}  ·  {words.page} ')}{page}{run(f' {words.of} ')}{pages}"


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
