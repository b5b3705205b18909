"""Rich Text Format, as f4, MAXQDA and old word processors write it."""

import codecs
import re
from dataclasses import dataclass, replace

from coder.files.formats import Options
from coder.files.original import Original
from coder.files.transcripts.layout import refuse_too_many
from coder.files.transcripts.paragraphs import Block, Paragraph
from coder.files.transcripts.paragraphs_layout import lay_out_blocks
from coder.files.transcripts.transcript import Reading, read_layout
from coder.files.wordlist import wordlist
from coder.model.errors import CoderError
from coder.model.language import _
from coder.model.source import ImportedSource

_TOKEN = re.compile(
    rb"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-z])|([{}])|[\r\n\0]+|([^\\{}\r\n\0]+)",
    re.DOTALL,
)
_SKIPPED = wordlist(
    """fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf
    footnote annotation atnid atnauthor atnref atndate listtable listoverridetable rsidtbl generator themedata xmlnstbl
    latentstyles datastore fldinst nonshppict bkmkstart bkmkend filetbl revtbl pgptbl mmathPr xe tc rxe"""
)
"""Groups that hold no text of the document."""
_CHARACTERS = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "cell": "\t", "nestcell": "\t", "softline": "\n", "emspace": "\u2003",
}  # fmt: skip
_SYMBOLS = {b"~": "\u00a0", b"_": "\u2011", b"\\": "\\", b"{": "{", b"}": "}", b"\n": "\n", b"\r": "\n"}
_MAX_DEPTH = 10_000


@dataclass(frozen=True, slots=True)
class _State:
    """What holds inside a group."""

    bold: bool = False
    hidden: bool = False
    skipped: bool = False
    fallback: int = 1
    """Characters behind `\\u` that stand in for it in programs without Unicode."""


def read(original: Original, options: Options) -> ImportedSource:
    """Read a transcript in Rich Text Format; deleted and hidden text is left out.

    Raises:
        CoderError: it is damaged, or there is nothing in it.
    """
    document = _Document(original.data)
    return read_layout(Reading(original, options, "rtf"), lay_out_blocks(document.blocks))


class _Document:
    """Takes the paragraphs out of a document."""

    def __init__(self, data: bytes) -> None:
        self.blocks: list[Block] = []
        self._paragraph = Paragraph()
        self._stack = [_State()]
        self._codec = "cp1252"
        self._bytes = bytearray()
        self._high = 0
        self._skip = 0
        position = 0
        while position < len(data):
            token = _TOKEN.match(data, position)
            if token is None:  # a lone backslash at the end
                break
            position = token.end()
            if token[1] == b"bin":
                position += max(0, int(token[2] or 0))
            else:
                self._take(token)
        self._flush()
        self.blocks.append(self._paragraph)

    @property
    def _state(self) -> _State:
        return self._stack[-1]

    def _set(self, **changes: bool | int) -> None:
        self._stack[-1] = replace(self._state, **changes)  # type: ignore[arg-type]

    def _take(self, token: re.Match[bytes]) -> None:
        word, number, code, symbol, brace, text = token.groups()
        if code is not None:
            if self._skip:
                self._skip -= 1
            else:
                self._bytes.append(int(code, 16))
        elif text is not None:
            skipped = min(self._skip, len(text))
            self._skip -= skipped
            self._bytes += text[skipped:]
        elif word or symbol or brace:
            self._flush()
            if brace:
                self._brace(brace)
            elif word:
                self._word(word.decode("ascii"), None if number is None else int(number))
            else:
                self._symbol(symbol)

    def _brace(self, brace: bytes) -> None:
        self._skip = 0
        if brace == b"{":
            if len(self._stack) > _MAX_DEPTH:
                raise CoderError(_("is nested deeper than any real document; it is not opened"))
            self._stack.append(self._state)
        elif len(self._stack) > 1:
            self._stack.pop()

    def _symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self._set(skipped=True)
        elif symbol in _SYMBOLS:
            self._add(_SYMBOLS[symbol])

    def _word(self, word: str, number: int | None) -> None:
        if word in _SKIPPED:
            self._set(skipped=True)
        elif word in _CHARACTERS:
            self._add(_CHARACTERS[word])
        elif word in ("par", "sect", "page", "row", "nestrow") and not self._state.skipped:
            self.blocks.append(self._paragraph)
            self._paragraph = Paragraph()
            refuse_too_many(len(self.blocks))
        elif word == "u" and number is not None:
            self._unicode(number % 0x10000)
            self._skip = self._state.fallback
        elif word == "uc" and number is not None:
            self._set(fallback=min(number, 16))
        elif word == "b":
            self._set(bold=number != 0)
        elif word in ("v", "deleted"):
            self._set(hidden=number != 0)
        elif word == "plain":
            self._set(bold=False, hidden=False)
        elif word == "ansicpg" and number:
            self._codec = _codec(number)

    def _unicode(self, code: int) -> None:
        """Add a character that is given in UTF-16, perhaps in two halves."""
        if 0xD800 <= code < 0xDC00:
            self._high = code
            return
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((self._high - 0xD800) << 10) + (code - 0xDC00) if self._high else 0xFFFD
        self._high = 0
        self._add(chr(code))

    def _flush(self) -> None:
        """Add the bytes so far, in the document's code page."""
        if self._bytes:
            self._add(self._bytes.decode(self._codec, "replace"))
            self._bytes.clear()

    def _add(self, text: str) -> None:
        if not (self._state.skipped or self._state.hidden):
            self._paragraph.add(text, bold=self._state.bold)


def _codec(page: int) -> str:
    """Return the codec for a Windows code page; Windows-1252 for one that Python does not have."""
    name = {65001: "utf-8", 10000: "mac-roman"}.get(page, f"cp{page}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"
