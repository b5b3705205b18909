"""From bytes to canonical text: the encoding found, line ends made LF, the byte order mark taken off."""

import codecs
import re
from dataclasses import dataclass

from coder.model.errors import CoderError
from coder.model.language import N_, Sentence, _

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
)
_MULTIBYTE = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
"""UTF-8 of what people write; two of these in a row by chance are rare in Windows-1252."""
_ESCAPED = re.compile("[\udc80-\udcff]")
_CONTROLS = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how it was encoded."""

    text: str
    """Canonical: LF, no byte order mark, otherwise untouched."""
    encoding: str
    """A name that Python knows: `utf-8`, `utf-8-sig` (with a mark), `utf-16`, `cp1252`."""
    warnings: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded:
    """Decode the bytes of a text file.

    UTF-8 with or without a byte order mark, UTF-16 and UTF-32 with one, and Windows-1252. U+2028, NEL, VT and FF stay:
    only LF, CRLF and CR end a line.

    Raises:
        CoderError: the bytes are no text, or UTF-16 without a mark; it says where.
    """
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return Decoded(canonical(_strict(data[len(mark) :], codec, name)), name)
    _refuse_nul(data)
    try:
        return Decoded(canonical(data.decode("utf-8")), "utf-8")
    except UnicodeDecodeError as error:
        return _legacy(data, error.start)


def canonical(text: str) -> str:
    """Return `text` with LF as its only line end."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _strict(data: bytes, codec: str, name: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        label = name.removesuffix("-sig").upper()
        raise CoderError(
            _("is damaged: not valid {label} at byte {start}; save it again as UTF-8").format(
                label=label, start=error.start
            )
        ) from None


def _refuse_nul(data: bytes) -> None:
    """Refuse bytes with a NUL in them, saying what they look like."""
    first = data.find(0)
    if first < 0:
        return
    sample = data[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    for zeros, others, order in ((odd, even, "little"), (even, odd, "big")):
        if len(sample) >= 8 and zeros * 2 > len(sample) * 0.6 and others * 20 <= zeros:
            raise CoderError(
                _(
                    "looks like UTF-16 ({order}-endian) without a byte order mark; "
                    "save it as UTF-8, or as “Unicode text”"
                ).format(order=order)
            )
    raise CoderError(
        _("is no text: a NUL byte at offset {first} (a binary or damaged file); save it as plain text, UTF-8").format(
            first=first
        )
    )


def _legacy(data: bytes, bad: int) -> Decoded:
    """Decode what is not UTF-8: Windows-1252, or UTF-8 that a few of its bytes got into."""
    if len(_CONTROLS.findall(data, 0, 1_000_000)) * 50 > min(len(data), 1_000_000):
        raise CoderError(_("is no text: it is full of control characters, and not UTF-8 at byte {bad}").format(bad=bad))
    if _MULTIBYTE.search(data):
        mixed, wrong = _mixed(data)
        if len(_MULTIBYTE.findall(data)) > 2 * wrong:
            line = data.count(b"\n", 0, bad) + 1
            form = (
                N_("{n} byte is not UTF-8 and read as Windows-1252, on line {line}")
                if wrong == 1
                else N_("{n} bytes are not UTF-8 and read as Windows-1252, the first on line {line}")
            )
            return Decoded(canonical(mixed), "utf-8", (Sentence(form, n=wrong, line=line),))
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise CoderError(
            _("is neither UTF-8 (byte {bad}) nor Windows-1252 (byte {start}); save it again as UTF-8").format(
                bad=bad, start=error.start
            )
        ) from None
    return Decoded(canonical(text), "cp1252", (Sentence(N_("Windows-1252 (cp1252) assumed: the file is not UTF-8")),))


def _mixed(data: bytes) -> tuple[str, int]:
    """Decode UTF-8, its invalid bytes as Windows-1252; return the text and how many there were."""
    escaped = data.decode("utf-8", "surrogateescape")  # one lone surrogate for each byte that does not fit
    return _ESCAPED.subn(lambda match: bytes([ord(match[0]) - 0xDC00]).decode("cp1252", "replace"), escaped)
