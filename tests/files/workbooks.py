"""Workbooks for tests, written cell by cell so that odd ones can be made too."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from tests.files.documents import package

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOC = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_REL = "http://schemas.openxmlformats.org/package/2006/relationships"

STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><cellXfs>'
    '<xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="9"/><xf numFmtId="22"/></cellXfs></styleSheet>'
)
"""Styles 0 general, 1 a date, 2 a percentage, 3 a date with time."""


def cell(value: str | float | None) -> str:
    """Return a cell of text or a number; a text that begins with `<` is taken as XML."""
    if value is None:
        return "<c/>"
    if isinstance(value, str) and value.startswith("<"):
        return value
    if isinstance(value, str):
        return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    return f"<c><v>{value}</v></c>"


def sheet(rows: Sequence[Sequence[str | float | None]]) -> str:
    """Return a worksheet."""
    inside = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{inside}</sheetData></worksheet>'


def xlsx(*sheets: tuple[str, str], hidden: Sequence[str] = ()) -> bytes:
    """Return a workbook of titles and worksheets."""
    names = rels = ""
    for n, (title, _) in enumerate(sheets, 1):
        state = "hidden" if title in hidden else "visible"
        names += f'<sheet name="{title}" sheetId="{n}" state="{state}" r:id="s{n}"/>'
        rels += f'<Relationship Id="s{n}" Type="{_DOC}/worksheet" Target="sheet{n}.xml"/>'
    rels += f'<Relationship Id="styles" Type="{_DOC}/styles" Target="styles.xml"/>'
    root = f'<Relationship Id="r" Type="{_DOC}/officeDocument" Target="xl/workbook.xml"/>'
    return package(
        [
            ("_rels/.rels", f'<Relationships xmlns="{_REL}">{root}</Relationships>'),
            ("xl/workbook.xml", f'<workbook xmlns="{_MAIN}" xmlns:r="{_DOC}"><sheets>{names}</sheets></workbook>'),
            ("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{_REL}">{rels}</Relationships>'),
            ("xl/styles.xml", STYLES),
            *((f"xl/sheet{n}.xml", content) for n, (_, content) in enumerate(sheets, 1)),
        ]
    )
