"""Surveys from SPSS: what its data view shows with labels on is what is imported."""

import struct
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coder.files import read_source
from coder.model import CoderError
from tests.files.documents import write

LONG = "Omdat de bus te laat komt, en vol is. " * 10


def _int(*values: int) -> bytes:
    return struct.pack(f"<{len(values)}i", *values)


def _padded(data: bytes, to: int) -> bytes:
    return data + b" " * (-len(data) % to)


def _variable(name: str, label: str, width: int = 0, shown: int = 5) -> bytes:
    text = label.encode()
    head = _int(2, width, 1, 0, shown << 16, shown << 16) + name.encode().ljust(8)
    return (
        head
        + _int(len(text))
        + _padded(text, 4)
        + _int(2, -1, 0, 0, 0, 0, *[0x20202020] * 2) * max(0, -(-width // 8) - 1)
    )


def _number(value: float) -> bytes:
    return struct.pack("<d", value)


def _sav(*, magic: bytes = b"$FL2", compression: int = 0) -> bytes:
    """Return a file of two cases: a number, a date, a coded answer, a short text and one over 255 bytes long."""
    head = magic + b"@(#) SPSS DATA FILE".ljust(60) + _int(2, 0, compression, 0, 2) + _number(100) + b" " * 84
    width = len(LONG)  # two variables, 255 bytes and the rest, that make one
    records = (
        _variable("NR", "Nummer")
        + _variable("DATUM", "Datum", shown=20)
        + _variable("GESL", "Geslacht")
        + _int(3, 2) + _number(1) + b"\3Man    " + _number(2) + _padded(b"\5Vrouw", 8) + _int(4, 1, 3)
        + _variable("KORT", "Korte naam", 8)
        + _variable("WAAROM", "Waarom reist u niet met de bus?", 255) + _variable("WAAR0", "", width - 252)
        + _int(7, 14, 1, len(f"WAAROM={width}\0\t")) + f"WAAROM={width}\0\t".encode()
        + _int(7, 13, 1, len("GESL=geslacht")) + b"GESL=geslacht"
        + _int(7, 20, 1, 5) + b"UTF-8"
        + _int(999, 0)
    )  # fmt: skip

    def case(nr: int, sex: float, why: str) -> bytes:
        text = why.encode().ljust(width)
        first, second = text[:255].ljust(256), text[255:].ljust(-(-(width - 252) // 8) * 8)
        return _number(nr) + _number(13_500_000_000) + _number(sex) + b"caf\xc3\xa9   " + first + second

    return head + records + case(1, 2, LONG) + case(2, -1.7976931348623157e308, "")


def test_labels_dates_missing_values_and_long_texts(tmp_path: Path) -> None:
    source = read_source(write(tmp_path, "a.sav", _sav()))
    assert source.questions == ("Waarom reist u niet met de bus?",)
    assert [source.text[segment.start : segment.end] for segment in source.segments] == [LONG.strip()]
    assert source.skipped == {"empty answers": 1}
    assert [dict(case.attributes) for case in source.cases] == [
        {"Datum": "2010-08-01", "Geslacht": "Vrouw", "Korte naam": "café"},
        {"Datum": "2010-08-01", "Korte naam": "café"},
    ]
    assert source.encoding == "utf-8"


def test_a_variable_is_named_by_its_name_or_its_label(tmp_path: Path) -> None:
    path = write(tmp_path, "a.sav", _sav())
    assert [case.label for case in read_source(path, id_column="NR").cases] == ["1", "2"]
    assert read_source(path, answers=["geslacht"]).questions == ("Geslacht",)
    with pytest.raises(CoderError, match="has no column “waaron”; nearest: “WAAROM”"):
        read_source(path, answers=["waaron"])


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (_sav(magic=b"$FL3", compression=2), "is compressed as .zsav"),
        (_sav()[:300], "is damaged"),
        (b"$FL2@(#) ", "is damaged"),
        (b"gewoon tekst", "is not a .sav file inside"),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path: Path, data: bytes, message: str) -> None:
    with pytest.raises(CoderError, match=message):
        read_source(write(tmp_path, "a.sav", data))


@settings(deadline=None)
@given(st.data())
def test_broken_bytes_are_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(_sav())
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=8)):
        content[at] = data.draw(st.integers(0, 255))
    refusal = "is read"
    with tempfile.TemporaryDirectory() as folder:
        try:
            read_source(write(Path(folder), "a.sav", bytes(content)))
        except CoderError as error:
            refusal = str(error)
    assert len(refusal.splitlines()) == 1
