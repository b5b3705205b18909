"""A codebook file as it was read: its bytes, its text, its YAML and the codebook in it."""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from coder.files.codebook_draft import finish
from coder.files.codebook_faults import Faults
from coder.files.codebook_grammar import read_draft
from coder.files.decode import canonical
from coder.files.original import read_original
from coder.files.yaml_nodes import Mapping, read_nodes
from coder.model.codebook import MAX_DEPTH, Codebook
from coder.model.errors import CoderError
from coder.model.language import _
from coder.model.text import printable

MAX_BYTES = 4_000_000
"""Some ten thousand codes with a paragraph each."""

_BOM = "\ufeff"


@dataclass(frozen=True)
class CodebookSource:
    """What a good file says and how it says it."""

    codebook: Codebook
    data: bytes
    text: str
    """LF, no byte order mark."""
    root: Mapping
    bom: bool
    crlf: bool
    """Every line ends in CRLF. A file with several kinds of line end is written with LF."""

    @cached_property
    def sha256(self) -> str:
        """Of the bytes, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()

    def encode(self, text: str) -> bytes:
        """Return a text as bytes, with the line ends and byte order mark of this file."""
        return ((_BOM if self.bom else "") + (text.replace("\n", "\r\n") if self.crlf else text)).encode("utf-8")


def read_bytes(path: Path, limit: int = MAX_BYTES) -> bytes:
    """Return what is in the codebook file at `path`.

    Raises:
        CoderError: it cannot be read, is no regular file or larger than `limit` bytes.
    """
    try:
        return read_original(path, limit).data
    except CoderError as error:
        raise CoderError(f"{printable(str(path))}: {error}") from None


def parse(path: Path, data: bytes) -> tuple[CodebookSource | None, Faults]:
    """Read the bytes of a codebook file, called `path` in its faults; None if it has any."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, _not_utf8(path, data, error.start)
    crlf = 0 < text.count("\n") == text.count("\r\n") == text.count("\r")
    bom = text.startswith(_BOM)
    text = canonical(text.removeprefix(_BOM))
    faults = Faults(path, text)
    root = read_nodes(text, faults, max_depth=2 * MAX_DEPTH + 8)
    if root is None:
        if not faults.found:
            faults.at(0, _("the file is empty; a codebook begins with title:, language: and dimensions:"))
        return None, faults
    codebook = finish(read_draft(root, faults), faults)
    if faults.found or not isinstance(root, Mapping):
        return None, faults
    return CodebookSource(codebook, data, text, root, bom, crlf), faults


def _not_utf8(path: Path, data: bytes, position: int) -> Faults:
    faults = Faults(path)
    line = data.count(b"\n", 0, position) + 1
    column = position - (data.rfind(b"\n", 0, position) + 1) + 1
    looks = _(" (it looks like UTF-16)") if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:100] else ""
    faults.on(
        line,
        _("the file is not UTF-8{looks}; open it in a text editor and save it as UTF-8").format(looks=looks),
        column,
    )
    return faults
