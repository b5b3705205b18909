"""The packaging of docx and xlsx files, opened without trusting it: sizes, duplicates, encryption, XML bombs."""

import io
import posixpath
import re
import zipfile
import zlib
from typing import Any

from coder.files.original import Original
from coder.model.errors import CoderError

MAX_PART = 64_000_000
"""Bytes of one part unpacked. The text of a three-hour conversation takes about three million."""

MAX_PACKAGE = 500_000_000
"""Bytes of all parts unpacked, pictures included."""

MAX_PARTS = 20_000

_DAMAGED = "is damaged; open it in the program it came from and save it again"
_DOCTYPE = tuple("<!DOCTYPE".encode(codec) for codec in ("ascii", "utf-16-le", "utf-16-be"))


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
            raise CoderError(_DAMAGED) from None
        infos = self._zip.infolist()
        if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_PACKAGE:
            raise CoderError(f"unpacks to over {MAX_PACKAGE / 1e6:,.0f} MB or {MAX_PARTS:,} parts; it is not opened")
        self.names: dict[str, zipfile.ZipInfo] = {}
        for info in infos:
            name = info.filename.replace("\\", "/").lstrip("/")
            if name.lower() in self.names:
                raise CoderError(f"holds two parts called {name[:80]}, so what it says is not certain; save it again")
            if info.flag_bits & 0x1:
                raise CoderError("is protected with a password; take the password off and save it again")
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
                f"unpacks to {info.file_size / 1e6:,.0f} MB of text; over {limit / 1e6:,.0f} MB is not read"
            )
        try:
            data = self._zip.read(info)  # stops at the size that the directory gives
        except (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, RuntimeError, NotImplementedError):
            raise CoderError(_DAMAGED) from None
        if any(mark in data for mark in _DOCTYPE):
            raise CoderError("declares a document type (DTD), which such files never need; it is not opened")
        return data

    def xml(self, name: str) -> Any:
        """Return the root element of a part, an lxml element; None if there is no such part.

        No entities, no network, and the depth and size that libxml2 thinks sane.

        Raises:
            CoderError: it is damaged or nested too deep.
        """
        from lxml import etree

        data = self.read(name)
        if data is None:
            return None
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            if "depth" in str(error).lower():
                raise CoderError("is nested deeper than any real document; it is not opened") from None
            if "huge" in str(error).lower():
                raise CoderError("holds a text too long for one paragraph (over 10 MB); it is not opened") from None
            raise CoderError(_DAMAGED) from None
        if root.getroottree().docinfo.internalDTD is not None:
            raise CoderError("declares a document type (DTD), which such files never need; it is not opened")
        return root

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
