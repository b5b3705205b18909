"""Documents for tests: transcripts, Word files and workbooks written to a folder."""

import io
import warnings
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

_ROOT_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def write(folder: Path, name: str, content: str | bytes) -> Path:
    """Write a file and return its path; text as UTF-8, its line ends untouched."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def package(parts: Sequence[tuple[str, str | bytes]]) -> bytes:
    """Zip `parts`, which may share a name."""
    target = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        warnings.simplefilter("ignore")  # two parts of one name are meant
        for name, content in parts:
            file.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def run(text: str, *, bold: bool = False, properties: str = "") -> str:
    """Return a run of a Word document."""
    inside = ("<w:b/>" if bold else "") + properties
    return f'<w:r>{f"<w:rPr>{inside}</w:rPr>" if inside else ""}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*runs: str, style: str = "") -> str:
    """Return a paragraph of runs; a plain text becomes one."""
    inside = "".join(piece if piece.startswith("<") else run(piece) for piece in runs)
    return f"<w:p>{f'<w:pPr><w:pStyle w:val={style!r}/></w:pPr>' if style else ''}{inside}</w:p>"


def table(*rows: Sequence[str]) -> str:
    """Return a table of cells of text."""
    cells = "".join(f"<w:tr>{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in row)}</w:tr>" for row in rows)
    return f"<w:tbl>{cells}</w:tbl>"


def docx(*blocks: str, body: str | None = None, head: str = "") -> bytes:
    """Return a Word document with `blocks` in its body."""
    inside = "".join(blocks) if body is None else body
    document = f'<?xml version="1.0"?>{head}<w:document xmlns:w="{W}"><w:body>{inside}</w:body></w:document>'
    return package([("_rels/.rels", _ROOT_RELS), ("word/document.xml", document)])


def docx_bomb(size: int) -> bytes:
    """Return a small Word document that unpacks to over `size` bytes."""
    return docx(body=f"<w:p><w:r><w:t>{'a' * size}</w:t></w:r></w:p>")
