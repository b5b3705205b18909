"""The system file of SPSS (`.sav`), read from its records: variables, their labels and the cases.

The layout is that of the PSPP Developers Manual, "System File Format".
"""

import codecs
import datetime
import math
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from coder.model.errors import CoderError
from coder.model.language import N_, _

MAX_VALUES = 20_000_000
"""Eight-byte values in the cases; a survey has thousands."""
MAX_LABELS = 2_000_000

_DAMAGED = N_("is damaged; open it in the program it came from and save it again, or save it as .csv")
_EPOCH = datetime.datetime(1582, 10, 14)
_DATES, _TIMES, _MOMENTS = (20, 23, 24, 38, 39), (21, 25, 40), (22, 41)
"""Numbers of the print formats that show a value as a date, a time of the day or both."""
_SEGMENT = 255
"""Bytes of a longer text that one of its variables holds."""


@dataclass(slots=True)
class Variable:
    """A column."""

    name: str
    width: int
    """Bytes of text; 0: a number."""
    format: int
    label: str = ""
    slots: int = 1
    """Eight-byte values that it takes."""
    values: dict[bytes, str] = field(default_factory=dict)
    """Labels by value, as its eight bytes."""


class SystemFile:
    """An SPSS file: `variables`, and `cases()`, a list of texts each."""

    def __init__(self, data: bytes) -> None:
        """Read everything above the cases.

        Raises:
            CoderError: it is damaged, or compressed in a way that is not read.
        """
        self._data = data
        self._at = 0
        self._order = "<"
        self._codec = "cp1252"
        self.encoding = "windows-1252"
        """As the file calls it."""
        self.variables: list[Variable] = []
        self._slots: list[Variable | None] = []
        self._raw_labels: list[tuple[Variable, bytes]] = []
        self._raw_names: list[tuple[Variable, bytes]] = []
        self._raw_values: list[tuple[Variable, bytes, bytes]] = []
        self._long_names = self._long_texts = b""
        try:
            self._header()
            self._records()
        except (struct.error, IndexError, ValueError, OverflowError):
            raise CoderError(_(_DAMAGED)) from None
        self._decode()

    def cases(self) -> Iterator[list[str]]:
        """Yield the cases as people see them: labels for values, dates, an empty text for a missing value."""
        slots = len(self._slots)
        case: list[bytes] = []
        for n, value in enumerate(self._values()):
            if n > MAX_VALUES:
                raise CoderError(
                    _("holds more than {most:,} values; a survey of that size is not read").format(most=MAX_VALUES)
                )
            case.append(value)
            if len(case) == slots:
                yield self._shown(case)
                case = []

    def _take(self, size: int) -> bytes:
        if size < 0 or self._at + size > len(self._data):
            raise CoderError(_(_DAMAGED))
        self._at += size
        return self._data[self._at - size : self._at]

    def _int(self) -> int:
        return int(struct.unpack(f"{self._order}i", self._take(4))[0])

    def _header(self) -> None:
        start = self._take(64)
        layout = self._take(4)
        self._order = "<" if layout in (b"\2\0\0\0", b"\3\0\0\0") else ">"
        self._int()
        self._compression = self._int()
        if start[:4] != b"$FL2" or self._compression not in (0, 1):
            raise CoderError(_("is compressed as .zsav; save it in SPSS as .sav without that, or as .csv"))
        self._take(8)
        self._bias = struct.unpack(f"{self._order}d", self._take(8))[0]
        self._take(84)

    def _records(self) -> None:
        """Read the records until the one that says that cases follow."""
        while (kind := self._int()) != 999:
            if kind == 2:
                self._variable()
            elif kind == 3:
                self._value_labels()
            elif kind == 6:
                self._take(80 * self._int())
            elif kind == 7:
                self._extension()
            else:
                raise CoderError(_(_DAMAGED))
        self._int()

    def _variable(self) -> None:
        width, labelled, missing, shown, _format = (self._int() for _ in range(5))
        name = self._take(8)
        label = b""
        if labelled:
            size = self._int()
            label = self._take(size)
            self._take(-size % 4)
        self._take(8 * abs(missing))
        if width == -1:
            if self.variables:
                self.variables[-1].slots += 1
            self._slots.append(None)
            return
        variable = Variable("", width, shown >> 16 & 0xFF)
        self.variables.append(variable)
        self._slots.append(variable)
        self._raw_names.append((variable, name))
        self._raw_labels.append((variable, label))

    def _value_labels(self) -> None:
        labels = []
        for _each in range(self._int()):
            value = self._take(8)
            size = self._take(1)[0]
            labels.append((value, self._take(size)))
            self._take(-(size + 1) % 8)
        if self._int() != 4:
            raise CoderError(_(_DAMAGED))
        for _each in range(self._int()):
            variable = self._slots[self._int() - 1]
            if variable is not None:
                self._raw_values += [(variable, value, label) for value, label in labels]
            if len(self._raw_values) > MAX_LABELS:
                raise CoderError(
                    _("holds more than {most:,} labels of values; a survey of that size is not read").format(
                        most=MAX_LABELS
                    )
                )

    def _extension(self) -> None:
        subtype, size, count = self._int(), self._int(), self._int()
        content = self._take(size * count)
        if subtype == 20:
            self._set_encoding(content.decode("ascii", "replace").strip("\0 "))
        elif subtype == 13:
            self._long_names = content
        elif subtype == 14:
            self._long_texts = content

    def _set_encoding(self, name: str) -> None:
        try:
            self._codec = codecs.lookup(name).name
            self.encoding = name.lower()
        except LookupError:
            return

    def _text(self, data: bytes) -> str:
        return data.decode(self._codec, "replace").replace("\0", "").rstrip()

    def _decode(self) -> None:
        """Give the variables their names and labels, and join those that hold one long text together."""
        for variable, raw in self._raw_names:
            variable.name = self._text(raw)
        for variable, raw in self._raw_labels:
            variable.label = self._text(raw)
        for variable, value, raw in self._raw_values:
            variable.values[value] = self._text(raw)
        longer = dict(pair.split("=", 1) for pair in self._text(self._long_texts).split("\t") if "=" in pair)
        joined: list[Variable] = []
        left = 0
        for variable in self.variables:
            if left > 0:
                joined[-1].slots += variable.slots
                left -= 1
                continue
            width = longer.get(variable.name, "")
            if width.isdigit() and int(width) > _SEGMENT:
                variable.width = int(width)
                left = -(-variable.width // 252) - 1
            joined.append(variable)
        self.variables = joined
        names = dict(pair.split("=", 1) for pair in self._text(self._long_names).split("\t") if "=" in pair)
        for variable in self.variables:
            variable.name = names.get(variable.name, variable.name)

    def _values(self) -> Iterator[bytes]:
        """Yield the eight-byte values of all cases, decompressed."""
        missing = struct.pack(f"{self._order}d", -1.7976931348623157e308)
        data, at = self._data, self._at
        while at + 8 <= len(data):
            block = data[at : at + 8]
            at += 8
            if self._compression == 0:
                yield block
                continue
            for code in block:
                if code == 252:
                    return
                if code == 253:
                    yield data[at : at + 8].ljust(8)
                    at += 8
                elif code == 254:
                    yield b" " * 8
                elif code == 255:
                    yield missing
                elif code:
                    yield struct.pack(f"{self._order}d", code - self._bias)

    def _shown(self, case: list[bytes]) -> list[str]:
        shown = []
        at = 0
        for variable in self.variables:
            values = case[at : at + variable.slots]
            at += variable.slots
            if values and values[0] in variable.values:
                shown.append(variable.values[values[0]])
            elif variable.width:
                shown.append(self._joined(variable, b"".join(values)))
            else:
                shown.append(self._number(variable, values[0]))
        return shown

    def _joined(self, variable: Variable, data: bytes) -> str:
        if variable.width > _SEGMENT:  # each part fills 256 bytes with 255 of the text
            data = b"".join(data[i : i + _SEGMENT] for i in range(0, len(data), 256))
        return self._text(data[: variable.width])

    def _number(self, variable: Variable, data: bytes) -> str:
        value = struct.unpack(f"{self._order}d", data)[0]
        if math.isnan(value) or abs(value) > 1e300:
            return ""
        if variable.format in (*_DATES, *_MOMENTS) and 0 <= value < 2.5e11:
            moment = _EPOCH + datetime.timedelta(seconds=value)
            return f"{moment:%Y-%m-%d}" if variable.format in _DATES else f"{moment:%Y-%m-%d %H:%M:%S}"
        if variable.format in _TIMES and 0 <= value < 1e9:
            return f"{int(value) // 3600:02}:{int(value) // 60 % 60:02}:{int(value) % 60:02}"
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
