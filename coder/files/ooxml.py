"""The packaging of docx and xlsx files, opened without trusting it: sizes, duplicates, encryption, XML bombs."""

import io
import posixpath
import re
import zipfile
import zlib
from typing import Any

from coder.files.original import Original
from coder.files.safe_xml import DAMAGED, parse_xml, refuse_doctype
from coder.model.errors import CoderError
from coder.model.language import _

MAX_PART = 64_000_000
"""Bytes of one part unpacked. The text of a three-hour conversation takes about three million."""

MAX_PACKAGE = 500_000_000
"""Bytes of all parts unpacked, pictures included."""

MAX_PARTS = 20_000


class Package:
    """A checked zip package of XML parts."""

    def __init__(self, original: Original) -> None:
        """Open the package.

        Raises:
            CoderError: it is damaged, encrypted, has two parts of one name, or unpacks to more than is sane.
        """
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(original.data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
            raise CoderError(_(DAMAGED)) from None
        infos = self._zip.infolist()
        if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_PACKAGE:
            raise CoderError(
                _("unpacks to over {size:,.0f} MB or {parts:,} parts; it is not opened").format(
                    size=MAX_PACKAGE / 1e6, parts=MAX_PARTS
                )
            )
        self.names: dict[str, zipfile.ZipInfo] = {}
        for info in infos:
            name = info.filename.replace("\\", "/").lstrip("/")
            if name.lower() in self.names:
                raise CoderError(
                    _("holds two parts called {name}, so what it says is not certain; save it again").format(
                        name=name[:80]
                    )
                )
            if info.flag_bits & 0x1:
                raise CoderError(_("is protected with a password; take the password off and save it again"))
            self.names[name.lower()] = info

    def read(self, name: str, limit: int = MAX_PART) -> bytes | None:
        """Return a part's bytes; None if there is no such part.

        Raises:
            CoderError: it is damaged, unpacks to over `limit` bytes, or declares a document type (entities).
        """
        info = self.names.get(name.lower().lstrip("/"))
        if info is None:
            return None
        if info.file_size > limit:
            raise CoderError(
                _("unpacks to {size:,.0f} MB of text; over {limit:,.0f} MB is not read").format(
                    size=info.file_size / 1e6, limit=limit / 1e6
                )
            )
        try:
            data = self._zip.read(info)  # stops at the size that the directory gives
        except (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, RuntimeError, NotImplementedError):
            raise CoderError(_(DAMAGED)) from None
        return refuse_doctype(data)

    def xml(self, name: str) -> Any:
        """Return the root element of a part, an lxml element; None if there is no such part.

        Raises:
            CoderError: it is damaged or nested too deep.
        """
        data = self.read(name)
        return None if data is None else parse_xml(data)

    def main_part(self, default: str) -> str:
        """Return the name of the main document, by the package's relationships."""
        rels = self.read("_rels/.rels", limit=1_000_000) or b""
        for relation in re.findall(rb"<Relationship\b[^<>]*>", rels):
            if re.search(rb"""Type\s*=\s*["'][^"']*/officeDocument["']""", relation):
                target = re.search(rb"""Target\s*=\s*["']([^"']+)["']""", relation)
                name = posixpath.normpath(target[1].decode("utf-8", "replace").lstrip("/")) if target else ""
                if name.lower() in self.names:
                    return name
        return default
