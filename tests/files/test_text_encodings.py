"""Text files as editors and office programs save them, and those that are no text at all."""

import codecs
from pathlib import Path

import pytest

from coder.files import read_source
from coder.model import CoderError
from tests.files.documents import write

TALK = "Moderator: coördinatie?\nR1: “€ 5” voor één bus.\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TALK.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TALK.encode(), "utf-8-sig"),
        (codecs.BOM_UTF16_LE + TALK.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + TALK.encode("utf-16-be"), "utf-16"),
        (codecs.BOM_UTF32_LE + TALK.encode("utf-32-le"), "utf-32"),
        (TALK.encode("cp1252"), "cp1252"),
        (TALK.replace("\n", "\r\n").encode(), "utf-8"),
        (TALK.replace("\n", "\r").encode(), "utf-8"),
    ],
)
def test_the_same_words_come_out_of_every_encoding(tmp_path: Path, data: bytes, encoding: str) -> None:
    source = read_source(write(tmp_path, "a.txt", data))
    assert source.text == TALK
    assert source.encoding == encoding
    assert [source.text[s.start : s.end] for s in source.segments] == ["coördinatie?", "“€ 5” voor één bus."]
    assert any("cp1252" in warning for warning in source.warnings) == (encoding == "cp1252")


def test_a_few_bytes_of_another_encoding_do_not_spoil_the_rest(tmp_path: Path) -> None:
    data = "M: Eén, twéé, dríe en coördinatie.\n".encode() * 5 + "R1: Voilà.\n".encode("cp1252")
    source = read_source(write(tmp_path, "a.txt", data))
    assert source.text.endswith("dríe en coördinatie.\nR1: Voilà.\n")
    assert "1 byte is not UTF-8 and read as Windows-1252, on line 6" in source.warnings


def test_only_line_feeds_end_lines_and_nothing_else_is_touched(tmp_path: Path) -> None:
    said = "a\u2028b\x85c\x0bd\x0ce cafe\u0301 \ufffe\x01 \u202ex\u202c"
    source = read_source(write(tmp_path, "a.txt", f"R1: {said}\nR1: nog iets\n"))
    assert source.text == f"R1: {said}\nR1: nog iets\n"
    assert source.text[source.segments[0].start : source.segments[0].end] == said


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b"  \n\t\n", "has no text in it"),
        (TALK.encode("utf-16-le"), "looks like UTF-16 (little-endian) without a byte order mark; save it as UTF-8"),
        (TALK.encode("utf-16-be"), "looks like UTF-16 (big-endian) without a byte order mark"),
        (b"RESPONDENT: voor de \0 nul", "a NUL byte at offset 20"),
        (b"\x01\x02\x03\x04\xff\xfe\xfa" * 50, "full of control characters"),
        (codecs.BOM_UTF8 + b"caf\xe9", "not valid UTF-8 at byte 3"),
        (b"caf\xe9 \x81", "neither UTF-8 (byte 3) nor Windows-1252 (byte 5)"),
    ],
)
def test_what_is_no_text_is_refused_with_the_place(tmp_path: Path, data: bytes, message: str) -> None:
    with pytest.raises(CoderError) as refused:
        read_source(write(tmp_path, "a.txt", data))
    assert str(refused.value).startswith("a.txt: ")
    assert message in str(refused.value)
    assert "\n" not in str(refused.value)
