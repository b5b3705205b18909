"""An Excel workbook, read as streams of rows; cells as the text that people see in them."""

import datetime
import io
import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from coder.files.decode import canonical
from coder.files.ooxml import Package
from coder.files.safe_xml import DAMAGED
from coder.files.surveys.grid import Row, refuse_too_many
from coder.model.errors import CoderError
from coder.model.language import _

MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384
"""Excel's own; a file that says otherwise is made up."""

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_TIDY = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
"""Parts of a number format that are no format codes: quoted and escaped text, colours, spacing."""
_BUILT_IN = {9: "0%", 10: "0.00%", **dict.fromkeys(range(14, 18), "yyyy-mm-dd"), **dict.fromkeys(range(18, 22), "h:mm")}
_BUILT_IN |= {
    22: "yyyy-mm-dd h:mm",
    **dict.fromkeys(range(27, 37), "yyyy-mm-dd"),
    **dict.fromkeys(range(45, 48), "mm:ss"),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet."""

    title: str
    part: str
    visible: bool


class Workbook:
    """A workbook in a checked package."""

    def __init__(self, package: Package) -> None:
        """Find the sheets.

        Raises:
            CoderError: there is no workbook in the package.
        """
        self._package = package
        self._main = package.main_part("xl/workbook.xml")
        self._root = package.xml(self._main)
        if self._root is None:
            raise CoderError(_(DAMAGED))
        self.uncalculated: Counter[str] = Counter()
        """Formulas without a value, by the part of their sheet."""
        self._cells = 0

    @cached_property
    def sheets(self) -> list[Sheet]:
        """The worksheets in the order of their tabs."""
        targets = {
            rel.get("Id"): rel.get("Target", "") for rel in self._relations() if _ends(rel.get("Type"), "worksheet")
        }
        found = []
        for sheet in self._root.iter("{*}sheet"):
            relation = next((value for name, value in sheet.items() if name.endswith("}id")), "")
            if relation in targets:
                part = self._resolve(targets[relation])
                found.append(Sheet(sheet.get("name", ""), part, sheet.get("state", "visible") == "visible"))
        return found

    def rows(self, sheet: Sheet) -> list[Row]:
        """Return the rows of a sheet that hold something.

        Raises:
            CoderError: the sheet is damaged or of an insane size.
        """
        number = 0
        rows = []
        for element in self._stream(sheet.part, "row"):
            number = _number(element.get("r")) or number + 1
            if number > MAX_ROWS:
                raise CoderError(_(DAMAGED))
            row = Row(number, self._row(element, sheet.part))
            self._cells += len(row.cells)
            refuse_too_many(self._cells)
            if row.width:
                rows.append(Row(number, row.cells[: row.width]))
        return rows

    def _row(self, element: Any, part: str) -> list[str]:
        cells: list[str] = []
        for cell in element.iterchildren("{*}c"):
            column = _column(cell.get("r")) or len(cells) + 1
            if column > MAX_COLUMNS:
                raise CoderError(_(DAMAGED))
            cells.extend([""] * (column - len(cells)))
            shown = self._shown(cell)
            if not shown and cell.find("{*}f") is not None and cell.find("{*}v") is None:
                self.uncalculated[part] += 1
            cells[column - 1] = shown
        return cells

    def _shown(self, cell: Any) -> str:
        """Return what a cell shows."""
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return _unescape(_text(cell.find("{*}is")))
        raw = (cell.findtext("{*}v") or "").strip() if kind != "str" else (cell.findtext("{*}v") or "")
        if kind == "s":
            index = _number(raw)
            return self._strings[index] if index is not None and index < len(self._strings) else ""
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(raw, raw)
        if kind == "n" and raw:
            style = _number(cell.get("s")) or 0
            return _number_shown(raw, self._formats[style] if style < len(self._formats) else "", self._epoch)
        return _unescape(raw)

    @cached_property
    def _strings(self) -> list[str]:
        part = self._related("sharedStrings")
        return [_unescape(_text(element)) for element in self._stream(part, "si")] if part else []

    @cached_property
    def _formats(self) -> list[str]:
        """The number format of each cell style."""
        part = self._related("styles")
        root = self._package.xml(part) if part else None
        if root is None:
            return []
        own = {_number(item.get("numFmtId")): item.get("formatCode", "") for item in root.iter("{*}numFmt")}
        styles = root.find("{*}cellXfs")
        ids = [_number(style.get("numFmtId")) or 0 for style in styles] if styles is not None else []
        return [_TIDY.sub("", (own.get(i) or _BUILT_IN.get(i, "")).split(";")[0]).lower() for i in ids]

    @cached_property
    def _epoch(self) -> datetime.datetime:
        """Day 0 of the workbook's dates."""
        properties = self._root.find("{*}workbookPr")
        old_mac = properties is not None and properties.get("date1904") in ("1", "true")
        return datetime.datetime(1904, 1, 1) if old_mac else datetime.datetime(1899, 12, 30)

    def _relations(self) -> list[Any]:
        folder, name = posixpath.split(self._main)
        root = self._package.xml(f"{folder}/_rels/{name}.rels")
        return list(root.iter("{*}Relationship")) if root is not None else []

    def _related(self, kind: str) -> str:
        target = next((rel.get("Target", "") for rel in self._relations() if _ends(rel.get("Type"), kind)), "")
        return self._resolve(target) if target else ""

    def _resolve(self, target: str) -> str:
        return posixpath.normpath(posixpath.join("/" + posixpath.dirname(self._main), target)).lstrip("/")

    def _stream(self, part: str, tag: str) -> Iterator[Any]:
        """Yield the elements called `tag` of a part one by one, forgetting each behind it."""
        from lxml import etree

        data = self._package.read(part)
        if data is None:
            raise CoderError(_(DAMAGED))
        events = etree.iterparse(
            io.BytesIO(data),
            events=("end",),
            tag=f"{{*}}{tag}",
            resolve_entities=False,
            no_network=True,
            huge_tree=False,
        )
        try:
            for _event, element in events:
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
        except etree.XMLSyntaxError:
            raise CoderError(_(DAMAGED)) from None


def _ends(kind: str | None, name: str) -> bool:
    return (kind or "").endswith(f"/{name}")


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None


def _column(reference: str | None) -> int:
    """Return the number of a cell's column, from 1; 0 if it does not say."""
    found = _REFERENCE.fullmatch(reference or "")
    column = 0
    for letter in found[1] if found else "":
        column = column * 26 + ord(letter) - 64
    return column


def _text(element: Any) -> str:
    """Return the text of a rich or plain string, without its readings in another script."""
    if element is None:
        return ""
    parts = [
        *element.iterchildren("{*}t"),
        *(t for run in element.iterchildren("{*}r") for t in run.iterchildren("{*}t")),
    ]
    return "".join(part.text or "" for part in parts)


def _unescape(text: str) -> str:
    """Return `text` with the `_x000D_` of the format decoded, and LF as its only line end."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: _character(int(match[1], 16)), text)
    return canonical(text)


def _character(code: int) -> str:
    return "\ufffd" if code == 0 or 0xD800 <= code <= 0xDFFF else chr(code)


def _number_shown(raw: str, code: str, epoch: datetime.datetime) -> str:
    """Return a number as its format shows it: a date, a percentage, or up to 15 digits."""
    try:
        value = float(raw)
    except ValueError:
        return _unescape(raw)
    if "%" in code:
        return f"{value * 100:.{len(code.partition('.')[2].rstrip('%'))}f}%"
    if re.search("[ymdhs]", code) and "general" not in code:
        return _date_shown(value, code, epoch) or raw
    if re.fullmatch(r"-?\d+", raw):
        return raw
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"


def _date_shown(value: float, code: str, epoch: datetime.datetime) -> str:
    """Return a serial number as date, time or both; empty if it is outside of the calendar."""
    try:
        moment = epoch + datetime.timedelta(seconds=round(value * 86_400))
    except (OverflowError, ValueError):
        return ""
    if not re.search("[yd]", code) and 0 <= value < 1:
        return moment.strftime("%H:%M:%S")
    return moment.strftime("%Y-%m-%d %H:%M:%S" if moment.time() != datetime.time() else "%Y-%m-%d")
