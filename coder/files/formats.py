"""Which reader takes which file: told from its first bytes, then from its suffix.

A format is one entry here and one module with `read(original, options) -> ImportedSource`, loaded when a file needs it.
"""

import importlib
import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

from coder.files.original import Original
from coder.model.errors import CoderError
from coder.model.language import N_, _
from coder.model.source import ImportedSource, Unit


@dataclass(frozen=True, slots=True)
class Options:
    """What the person who imports a file says about it."""

    unit: Unit | None = None
    answers: Sequence[str] = ()
    """Columns that hold open answers; empty: find them."""
    id_column: str | None = None


Reader = Callable[[Original, Options], ImportedSource]

_MODULES = {
    "text": "coder.files.transcripts.plain",
    "docx": "coder.files.transcripts.docx",
    "subtitles": "coder.files.transcripts.subtitles",
    "otr": "coder.files.transcripts.otranscribe",
    "tei": "coder.files.transcripts.tei",
    "rtf": "coder.files.transcripts.rtf",
    "csv": "coder.files.surveys.delimited",
    "sav": "coder.files.surveys.sav",
    "xlsx": "coder.files.surveys.xlsx",
}
"""Format to the module that reads it."""

_SUFFIXES = {
    ".txt": "text", ".text": "text", ".md": "text", ".markdown": "text",
    ".docx": "docx", ".docm": "docx",
    ".vtt": "subtitles", ".srt": "subtitles", ".otr": "otr", ".rtf": "rtf", ".xml": "tei",
    ".csv": "csv", ".tsv": "csv", ".tab": "csv",
    ".sav": "sav", ".zsav": "sav",
    ".xlsx": "xlsx", ".xlsm": "xlsx",
}  # fmt: skip

READABLE = N_("txt, md, docx, rtf, vtt, srt, otr, xml (ParlaMint), csv, tsv, xlsx and sav")
"""For messages."""

_Refusal = tuple[str, str]
"""Why a file is not read, and what to do in place of `{remedy}`."""

_AS_DOCX = N_("open it in a word processor and save it as .docx or .txt")
_AS_XLSX = N_("open it in a spreadsheet program and save it as .xlsx or .csv")

_REFUSED_MAGIC: tuple[tuple[bytes, _Refusal], ...] = (
    (b"%PDF", (N_("is a PDF, which has no reliable order of text; get the original, or {remedy}"), _AS_DOCX)),
    (b"SQLite format 3\0", (N_("is a database, not a transcript or survey"), "")),
    (b"\x1f\x8b", (N_("is compressed (gzip); unpack it first"), "")),
    (b"7z\xbc\xaf", (N_("is compressed (7z); unpack it first"), "")),
    (b"Rar!", (N_("is compressed (rar); unpack it first"), "")),
    (b"\x89PNG", (N_("is a picture, not a text"), "")),
    (b"\xff\xd8\xff", (N_("is a picture, not a text"), "")),
    (b"GIF8", (N_("is a picture, not a text"), "")),
    (b"ID3", (N_("is a sound recording; transcribe it first"), "")),
    (b"RIFF", (N_("is a sound or video recording; transcribe it first"), "")),
    (b"OggS", (N_("is a sound recording; transcribe it first"), "")),
    (b"fLaC", (N_("is a sound recording; transcribe it first"), "")),
)  # fmt: skip

_REFUSED_SUFFIX: dict[str, _Refusal] = {
    ".doc": (N_("is an old Word file; {remedy}"), _AS_DOCX),
    ".xls": (N_("is an old Excel file; {remedy}"), _AS_XLSX),
    ".pdf": (N_("is a PDF, which has no reliable order of text; get the original, or {remedy}"), _AS_DOCX),
    ".odt": (N_("is an OpenDocument text; {remedy}"), _AS_DOCX),
    ".ods": (N_("is an OpenDocument spreadsheet; {remedy}"), _AS_XLSX),
    ".pages": (N_("is a Pages document; {remedy}"), _AS_DOCX),
    ".numbers": (N_("is a Numbers spreadsheet; {remedy}"), _AS_XLSX),
}

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = (b"<!doctype html", b"<html")


def reader_for(original: Original) -> Reader:
    """Return the function that reads this file.

    Raises:
        CoderError: no reader takes such files; it says what to do instead.
    """
    module = importlib.import_module(_MODULES[format_of(original)])
    return cast("Reader", module.read)


def format_of(original: Original) -> str:
    """Return what a file is, whatever its name says: a key of the readers.

    Raises:
        CoderError: it is something that cannot be read.
    """
    head = original.data[:512]
    if not original.data:
        raise CoderError(_("is empty"))
    if head.startswith(_OLE):
        raise _refused(_ole(original))
    for magic, refusal in _REFUSED_MAGIC:
        if head.startswith(magic):
            raise _refused(refusal)
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith((b"$FL2@(#)", b"$FL3@(#)")):
        return "sav"
    if head.startswith((b"WEBVTT", b"\xef\xbb\xbfWEBVTT")):
        return "subtitles"
    if head[4:8] == b"ftyp":
        raise CoderError(_("is a sound or video recording; transcribe it first"))
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _package(original)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_HTML):
        raise _refused((N_("is a web page, whatever its name says; {remedy}"), _AS_DOCX))
    return _by_suffix(original)


def _by_suffix(original: Original) -> str:
    """Return the format of a file that holds text."""
    suffix = original.suffix
    if suffix in _REFUSED_SUFFIX:
        raise _refused(_REFUSED_SUFFIX[suffix])
    found = _SUFFIXES.get(suffix)
    if found in ("docx", "xlsx", "rtf", "sav"):
        raise CoderError(
            _(
                "is not a {suffix} file inside, or is damaged; open it in the program it came from, save it again"
            ).format(suffix=suffix)
        )
    if found is None and suffix and not suffix[1:].isdigit():
        raise CoderError(
            _("is of a kind ({suffix}) that is not read; what can be read: {formats}").format(
                suffix=suffix, formats=_(READABLE)
            )
        )
    return found or "text"


def _package(original: Original) -> str:
    """Tell the kinds of zip files apart."""
    try:
        with zipfile.ZipFile(io.BytesIO(original.data)) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        raise CoderError(
            _("is damaged: its packaging cannot be read; open it in the program it came from, save it again")
        ) from None
    for folder, found in (("word/", "docx"), ("xl/", "xlsx")):
        if any(name.startswith(folder) for name in names):
            return found
    if any(name.startswith("ppt/") for name in names):
        raise CoderError(_("is a presentation; copy its text into a .docx or .txt"))
    if "mimetype" in names or "content.xml" in names:
        raise _refused((N_("is an OpenDocument file; {remedy} (or .xlsx)"), _AS_DOCX))
    raise CoderError(
        _("is a zip file without a document in it; what can be read: {formats}").format(formats=_(READABLE))
    )


def _ole(original: Original) -> _Refusal:
    """Return what to do with a file in Microsoft's old container."""
    if "EncryptedPackage".encode("utf-16-le") in original.data:
        return N_("is protected with a password; open it, take the password off and save it again"), ""
    if "Workbook".encode("utf-16-le") in original.data or original.suffix.startswith(".xls"):
        return N_("is an old Excel file; {remedy}"), _AS_XLSX
    return N_("is an old Word file; {remedy}"), _AS_DOCX


def _refused(refusal: _Refusal) -> CoderError:
    sentence, remedy = refusal
    return CoderError(_(sentence).format(remedy=_(remedy)))
