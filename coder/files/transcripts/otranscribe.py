"""oTranscribe: JSON with the text as a web page, its times in spans."""

import json
import re
from html.parser import HTMLParser

from coder.files.decode import canonical, decode
from coder.files.formats import Options
from coder.files.original import Original
from coder.files.transcripts.layout import refuse_too_many
from coder.files.transcripts.paragraphs import Paragraph
from coder.files.transcripts.paragraphs_layout import lay_out_blocks
from coder.files.transcripts.transcript import Reading, read_layout
from coder.model.errors import CoderError
from coder.model.language import _
from coder.model.source import ImportedSource

_SURROGATE = re.compile("[\ud800-\udfff]")
_BLOCKS = frozenset(["p", "div", "li", "h1", "h2", "h3", "blockquote"])
_HIDDEN = frozenset(["script", "style", "head", "title"])


def read(original: Original, options: Options) -> ImportedSource:
    """Read a transcript saved by oTranscribe.

    Raises:
        CoderError: it is no such file, or there is nothing in it.
    """
    decoded = decode(original.data)
    try:
        content = json.loads(decoded.text)
    except (ValueError, RecursionError):
        content = None
    text = content.get("text") if isinstance(content, dict) else None
    if not isinstance(text, str):
        raise CoderError(_("is not a file that oTranscribe saved: there is no text in it"))
    page = _Page()
    page.feed(_SURROGATE.sub("\ufffd", canonical(text)))
    page.close()
    reading = Reading(original, options, decoded.encoding, [*decoded.warnings])
    return read_layout(reading, lay_out_blocks([*page.paragraphs]))


class _Page(HTMLParser):
    """Takes paragraphs with bold and times out of a page; times are put in square brackets."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs = [Paragraph()]
        self._bold = 0
        self._hidden = 0
        self._time = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self._break()
        elif tag == "br":
            self.paragraphs[-1].add("\n", bold=False)
        elif tag in ("b", "strong"):
            self._bold += 1
        elif tag in _HIDDEN:
            self._hidden += 1
        elif tag == "span" and "timestamp" in (dict(attrs).get("class") or ""):
            self._time = True

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._break()
        elif tag in ("b", "strong"):
            self._bold = max(0, self._bold - 1)
        elif tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag == "span":
            self._time = False

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        if self._time:
            data = f"[{data.strip()}] "
        self.paragraphs[-1].add(data, bold=self._bold > 0 and not self._time)

    def _break(self) -> None:
        if self.paragraphs[-1].length:
            self.paragraphs.append(Paragraph())
            refuse_too_many(len(self.paragraphs))
