"""The text of a Word document's body, taken from its XML in document order without recursion."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from coder.files.transcripts.paragraphs import Block, Paragraph, Table
from coder.files.wordlist import wordlist
from coder.model.language import N_

_W = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_M = ("http://schemas.openxmlformats.org/officeDocument/2006/math", "http://purl.oclc.org/ooxml/officeDocument/math")

_LEFT_OUT = wordlist("pPr rPr tblPr trPr tcPr sectPr sdtPr tblGrid rt instrText delText delInstrText")
"""Elements that hold no text of the document."""

_COUNTED = {
    "del": N_("deletions (tracked changes)"),
    "moveFrom": N_("deletions (tracked changes)"),
    "commentReference": N_("comments"),
    "footnoteReference": N_("notes"),
    "endnoteReference": N_("notes"),
    "altChunk": N_("embedded documents"),
}
"""Elements that are left out, and under which name they are counted."""

_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}

_OFF = ("0", "false", "off", "none")


@dataclass(slots=True)
class _Place:
    """Something that holds blocks: the body, a cell, a text box."""

    blocks: list[Block] = field(default_factory=list)
    open: Paragraph | None = None
    """A paragraph whose mark was deleted."""


@dataclass(slots=True)
class _Run:
    bold: bool = False
    hidden: bool = False


class Walker:
    """Walks a document's XML once; `blocks` and `left_out` are the outcome."""

    def __init__(self, root: Any) -> None:
        """Walk from `root`, the lxml element of the main part."""
        self.left_out: Counter[str] = Counter()
        self._places = [_Place()]
        self._paragraphs: list[Paragraph] = []
        self._tables: list[Table] = []
        self._runs: list[_Run] = []
        self._walk(root)
        self.blocks = self._close(self._places[0])

    def _walk(self, root: Any) -> None:
        from lxml import etree

        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            space, _, name = element.tag[1:].rpartition("}") if isinstance(element.tag, str) else ("", "", "")
            if event == "end":
                self._end(name if space in _W else "")
            elif name == "Fallback" and element.getparent().tag.endswith("}AlternateContent"):
                walk.skip_subtree()  # what Choice holds, drawn for old programs
            elif space in _M and name == "t":
                self._text(element.text or "")
            elif space in _W and not self._start(name, element):
                walk.skip_subtree()

    def _start(self, name: str, element: Any) -> bool:
        """Enter a Word element; return whether to look inside."""
        if name in _COUNTED:
            self.left_out[_COUNTED[name]] += 1
            return False
        if name in _LEFT_OUT:
            return False
        match name:
            case "p":
                self._paragraphs.append(self._paragraph(element))
            case "r":
                self._runs.append(_run(element))
            case "t":
                self._text(element.text or "")
            case "tbl":
                self._tables.append(Table())
            case "tr":
                if _child(_child(element, "trPr"), "del") is not None:
                    self.left_out["deletions (tracked changes)"] += 1
                    return False
                if self._tables:
                    self._tables[-1].rows.append([])
            case "tc" | "txbxContent":
                self._places.append(_Place())
            case _ if name in _CHARACTERS:
                self._text(_CHARACTERS[name])
        return True

    def _end(self, name: str) -> None:
        """Leave a Word element."""
        match name:
            case "p" if self._paragraphs:
                paragraph = self._paragraphs.pop()
                if paragraph.joined:
                    self._places[-1].open = paragraph
                else:
                    self._places[-1].blocks.extend((paragraph, *paragraph.boxes))
            case "r" if self._runs:
                self._runs.pop()
            case "tc" if len(self._places) > 1:
                cell = list(_flat(self._close(self._places.pop())))
                if self._tables and self._tables[-1].rows:
                    self._tables[-1].rows[-1].append(cell)
            case "txbxContent" if len(self._places) > 1:
                boxes = self._close(self._places.pop())
                if self._paragraphs:
                    self._paragraphs[-1].boxes.extend(boxes)
                else:
                    self._places[-1].blocks.extend(boxes)
            case "tbl" if self._tables:
                self._places[-1].blocks.append(self._tables.pop())

    def _paragraph(self, element: Any) -> Paragraph:
        properties = _child(element, "pPr")
        waiting = self._places[-1].open
        self._places[-1].open = None
        paragraph = waiting or Paragraph()
        paragraph.heading = paragraph.heading or _is_heading(properties)
        paragraph.joined = _child(_child(properties, "rPr"), "del") is not None
        return paragraph

    def _text(self, text: str) -> None:
        run = self._runs[-1] if self._runs else _Run()
        if run.hidden:
            self.left_out[N_("hidden texts")] += 1
        elif self._paragraphs:
            self._paragraphs[-1].add(text.replace("\r\n", "\n").replace("\r", "\n"), bold=run.bold)

    @staticmethod
    def _close(place: _Place) -> list[Block]:
        if place.open is not None:
            place.blocks.extend((place.open, *place.open.boxes))
            place.open = None
        return place.blocks


def _flat(blocks: list[Block]) -> Iterator[Paragraph]:
    """Yield the paragraphs of a cell; those of a table inside it were made flat when their own cells ended."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row:
                    yield from cell


def _child(element: Any, name: str) -> Any:
    """Return the first Word child called `name`, or None."""
    if element is None:
        return None
    return next((found for space in _W if (found := element.find(f"{{{space}}}{name}")) is not None), None)


def _value(element: Any) -> str:
    """Return an element's `w:val`."""
    return next((value for space in _W if (value := element.get(f"{{{space}}}val")) is not None), "")


def _is_on(properties: Any, name: str) -> bool:
    found = _child(properties, name)
    return found is not None and _value(found).lower() not in _OFF


def _run(element: Any) -> _Run:
    properties = _child(element, "rPr")
    if properties is None:
        return _Run()
    style = _child(properties, "rStyle")
    strong = style is not None and _value(style).lower() in ("strong", "zwaar", "fett")
    return _Run(strong or _is_on(properties, "b"), _is_on(properties, "vanish"))


def _is_heading(properties: Any) -> bool:
    """Tell a heading by its style, whose id follows the language of the program that made it."""
    style, level = _child(properties, "pStyle"), _child(properties, "outlineLvl")
    if style is not None:
        name = _value(style).lower().rstrip("0123456789").strip()
        if name in (
            "heading",
            "kop",
            "berschrift",
            "überschrift",
            "title",
            "titel",
            "subtitle",
            "ondertitel",
            "untertitel",
        ):
            return True
    return level is not None and _value(level) in tuple("012345678")
