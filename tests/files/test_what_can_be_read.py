"""Paths that lead nowhere, and files that are something else than they say."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from coder.files import original, read_source, safe_xml
from coder.files.surveys import grid
from coder.files.transcripts import layout
from coder.model import CoderError
from tests.files.documents import docx, package, paragraph, write

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def _refusal(path: Path) -> str:
    with pytest.raises(CoderError) as refused:
        read_source(path)
    assert "\n" not in str(refused.value)
    return str(refused.value)


class TestPaths:
    def test_a_missing_file(self, tmp_path: Path) -> None:
        assert _refusal(tmp_path / "weg.txt") == "weg.txt: there is no such file"

    def test_a_folder(self, tmp_path: Path) -> None:
        (tmp_path / "map").mkdir()
        assert _refusal(tmp_path / "map") == "map: is a folder; name the files in it"

    @pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
    def test_a_link_that_leads_to_itself(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").symlink_to(tmp_path / "a.txt")
        assert _refusal(tmp_path / "a.txt") == "a.txt: is a link that leads to itself"

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in the file system there")
    def test_a_pipe_does_not_hang(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pijp.txt")
        assert "is a pipe or a device" in _refusal(tmp_path / "pijp.txt")

    @pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device there")
    def test_a_device_is_not_read(self) -> None:
        assert "is a pipe or a device" in _refusal(Path("/dev/zero"))

    def test_a_name_that_no_file_can_have(self, tmp_path: Path) -> None:
        assert "cannot be opened" in _refusal(tmp_path / "a\0b.txt")

    @pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
    def test_control_characters_in_a_name_do_not_reach_the_terminal(self, tmp_path: Path) -> None:
        message = _refusal(tmp_path / "weg\x1b[31m\n\u202e.txt")
        assert message == "weg␛[31m␊\ufffd.txt: there is no such file"

    def test_a_file_of_insane_size(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(original.read_original, "__defaults__", (5_000_000,))
        assert _refusal(write(tmp_path, "a.txt", b"x" * 5_000_001)) == "a.txt: is 5 MB; files over 5 MB are not read"

    @pytest.mark.parametrize(
        ("name", "data", "message"),
        [
            ("a.txt", "ja\n" * 21, "has over 20 lines, more than any conversation; split it"),
            ("a.rtf", "{\\rtf1 " + "ja\\par\n" * 21 + "}", "has over 20 lines, more than any conversation"),
            ("a.srt", "00:01,0 --> 00:02,0\nja\n\n" * 21, "has over 20 lines, more than any conversation"),
            ("a.csv", "nr,tekst\n" * 11, "holds more than 20 cells; a survey of that size is not read"),
            ("a.docx", docx(paragraph("ja") * 21), "holds over 20 tags, more than any real document"),
        ],
    )
    def test_more_than_memory_is_for(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, data: str | bytes, message: str
    ) -> None:
        monkeypatch.setattr(layout, "MAX_LINES", 20)
        monkeypatch.setattr(grid, "MAX_CELLS", 20)
        monkeypatch.setattr(safe_xml, "MAX_TAGS", 20)
        assert message in _refusal(write(tmp_path, name, data))


class TestKinds:
    @pytest.mark.parametrize(
        ("name", "data", "message"),
        [
            ("a.pdf", b"%PDF-1.7", "is a PDF, which has no reliable order of text"),
            ("a.docx", b"gewoon tekst", "is not a .docx file inside, or is damaged"),
            ("a.docx", b"PK\x03\x04kapot", "is damaged: its packaging cannot be read"),
            ("a.docx", OLE, "is an old Word file; open it in a word processor and save it as .docx or .txt"),
            ("a.doc", OLE, "is an old Word file"),
            ("a.xls", OLE, "is an old Excel file; open it in a spreadsheet program and save it as .xlsx or .csv"),
            ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "is protected with a password"),
            ("a.zip", package([("a.txt", "hallo")]), "is a zip file without a document in it"),
            ("a.odt", package([("mimetype", "application/vnd.oasis.opendocument.text")]), "is an OpenDocument file"),
            ("a.pptx", package([("ppt/presentation.xml", "<p/>")]), "is a presentation"),
            ("a.m4a", b"\0\0\0\x20ftypM4A ", "is a sound or video recording; transcribe it first"),
            ("a.doc", b"<html><body>hallo</body></html>", "is a web page, whatever its name says"),
            ("a.json", b"{}", "is of a kind (.json) that is not read; what can be read: "),
            ("study.db", b"SQLite format 3\0", "is a database, not a transcript or survey"),
        ],
    )
    def test_each_is_refused_with_what_to_do(self, tmp_path: Path, name: str, data: bytes, message: str) -> None:
        assert f"{name}: {message}" in _refusal(write(tmp_path, name, data))

    def test_a_word_file_is_read_by_what_is_in_it_not_by_its_name(self, tmp_path: Path) -> None:
        source = read_source(write(tmp_path, "gesprek.doc", docx(paragraph("M: Hoe?"), paragraph("R1: Zo."))))
        assert [segment.speaker for segment in source.segments] == ["M", "R1"]
        assert source.encoding == "docx"

    def test_a_file_without_a_suffix_is_text(self, tmp_path: Path) -> None:
        assert len(read_source(write(tmp_path, "gesprek", "M: Hoe?\nR1: Zo.\n")).segments) == 2


def test_the_package_is_free_until_a_file_is_read() -> None:
    code = "import sys, coder.files; print([m for m in ('lxml', 'docx', 'coder.files.sources') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_plain_text_needs_no_library(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "M: Hoe?\nR1: Zo.\n")
    code = (
        "import sys, pathlib; from coder.files import read_source; read_source(pathlib.Path(sys.argv[1])); "
        "print([m for m in ('lxml', 'openpyxl', 'docx', 'spacy', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
