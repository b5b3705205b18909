"""Whatever format a researcher asks for, the same matrix is in it: nothing lost, nothing run, nothing broken."""

import csv
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coder.appendix import FORMATS, write_appendix
from coder.model import Cell, CoderError, Matrix, Statement
from tests import appendices as read
from tests.matrices import HOSTILE, Build, printable_text, table

READERS = {
    "docx": read.from_docx,
    "xlsx": read.from_xlsx,
    "html": read.from_html,
    "md": read.from_md,
    "json": read.from_json,
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("appendices")


def test_an_unknown_ending_names_the_seven(tmp_path: Path):
    with pytest.raises(CoderError, match=r"\.docx, \.xlsx, \.html, \.md, \.csv, \.tex, \.json"):
        write_appendix([table("Iets")], tmp_path / "c.pdf")


@pytest.mark.parametrize("suffix", FORMATS)
class TestEveryFormat:
    def test_the_same_matrix_gives_the_same_bytes_at_any_time(self, tmp_path: Path, suffix, monkeypatch):
        paths = [tmp_path / f"een.{suffix}", tmp_path / f"twee.{suffix}"]
        write_appendix([table(*HOSTILE)], paths[0], title="Bijlage C")
        now = time.time() + 400_000_000
        monkeypatch.setattr(time, "time", lambda: now)
        real = time.localtime
        monkeypatch.setattr(time, "localtime", lambda *_: real(now))
        write_appendix([table(*HOSTILE)], paths[1], title="Bijlage C")
        assert paths[0].read_bytes() == paths[1].read_bytes()

    def test_nothing_is_left_of_a_failure_and_what_was_there_stays(self, tmp_path: Path, suffix, monkeypatch):
        path = tmp_path / f"c.{suffix}"
        path.write_text("van gisteren")

        def fail(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(f"coder.appendix.write_{suffix}.write_{suffix}", fail)
        with pytest.raises(CoderError, match="no space left"):
            write_appendix([table("Iets")], path)
        assert path.read_text() == "van gisteren"
        assert list(tmp_path.iterdir()) == [path]

    def test_a_folder_that_is_not_there_is_one_clear_line(self, tmp_path: Path, suffix):
        with pytest.raises(CoderError, match="is the folder there"):
            write_appendix([table("Iets")], tmp_path / "nergens" / f"c.{suffix}")

    def test_no_matrices_or_no_statements_is_a_document_too(self, tmp_path: Path, suffix):
        write_appendix([], tmp_path / f"leeg.{suffix}")
        write_appendix([table(), table(rows=(), columns=())], tmp_path / f"kaal.{suffix}")
        assert (tmp_path / f"kaal.{suffix}").stat().st_size

    def test_twenty_thousand_statements(self, tmp_path: Path, suffix):
        many = [f"Uitspraak {number} over de samenwerking" for number in range(20_000)]
        path = tmp_path / f"c.{suffix}"
        write_appendix([table(*many)], path)
        if suffix in ("docx", "html", "json"):
            assert READERS[suffix](path) == [{("UWV", "Succes"): many}]
        else:
            content = zipfile.ZipFile(path).read("xl/sharedStrings.xml") if suffix == "xlsx" else path.read_bytes()
            assert all(text.encode() in content for text in (many[0], many[10_000], many[-1]))

    def test_sources_are_there_when_asked_for(self, tmp_path: Path, suffix):
        plain, traced = tmp_path / f"a.{suffix}", tmp_path / f"b.{suffix}"
        write_appendix([table("Iets")], plain)
        write_appendix([table("Iets")], traced, sources=True)
        content = traced.read_bytes()
        if suffix in ("docx", "xlsx"):
            part = {"docx": "word/document.xml", "xlsx": "xl/sharedStrings.xml"}[suffix]
            content = zipfile.ZipFile(traced).read(part)
        assert b"fg1#1" in content.replace(b"\\", b"")
        assert (plain.read_bytes() == traced.read_bytes()) == (suffix == "json")


@pytest.mark.parametrize("suffix", READERS)
class TestReadBack:
    def test_what_would_mean_something_to_a_format_means_only_itself(self, tmp_path: Path, suffix):
        path = tmp_path / f"c.{suffix}"
        assert write_appendix([table(*HOSTILE)], path) == []
        assert READERS[suffix](path) == [{("UWV", "Succes"): list(HOSTILE)}]

    def test_cells_rows_and_columns(self, tmp_path: Path, suffix, build: Build):
        matrix = build(
            ("fg1#1", "partij/uwv+factor/succes", "Korte lijnen"),
            ("fg1#2", "partij/uwv+factor/faal", "Landelijk"),
            ("fg1#3", "partij/uwv+factor/succes", "Regie"),
            ("fg1#4", "partij/onderwijs/overig+factor/faal", "Vakantie"),
            ("fg1#5", "factor/faal", "Geld"),
            unplaced="",
        )
        path = tmp_path / f"c.{suffix}"
        write_appendix([matrix, table("Iets")], path)
        assert READERS[suffix](path) == [read.cells_of(matrix), read.cells_of(table("Iets"))]


@given(texts=st.lists(printable_text.filter(bool), min_size=1, max_size=4), label=printable_text.filter(bool))
@example(texts=["0"], label="0" * 50)  # columns too wide to stand beside each other: two tables on paper
@settings(max_examples=40, deadline=None)
@pytest.mark.parametrize("suffix", READERS)
def test_any_text_comes_back(folder: Path, suffix, texts, label):
    matrix = table(*texts, rows=(label, label + "!"), columns=(label, label + "?"))
    path = folder / f"x.{suffix}"
    write_appendix([matrix], path)
    found = [(place, said) for part in READERS[suffix](path) for place, said in part.items()]
    assert found == [((label, label), texts)]


class TestCharactersThatDocumentsCannotHold:
    MATRIX = table("be\x00l\x1b[31m \ufffe\ud800", "\u202eneprok\u202c \U000e0041", rows=("U\x07WV", "Zorg"))

    @pytest.mark.parametrize("suffix", ["docx", "xlsx", "html", "md"])
    def test_are_left_out_and_that_is_said(self, tmp_path: Path, suffix):
        path = tmp_path / f"c.{suffix}"
        warnings = write_appendix([self.MATRIX], path)
        assert READERS[suffix](path) == [{("UWV", "Succes"): ["bel[31m", "neprok"]}]
        assert warnings == ["Succes en falen: 8 onzichtbare stuurtekens zijn weggelaten."]

    def test_json_keeps_them(self, tmp_path: Path):
        assert write_appendix([self.MATRIX], tmp_path / "c.json") == []
        (cells,) = read.from_json(tmp_path / "c.json")
        assert cells == read.cells_of(self.MATRIX)

    def test_labels_that_become_the_same_stay_two(self, tmp_path: Path):
        matrix = Matrix(
            "m", "", ("A", "A\x00"), ("B",), tuple(Cell(r, "B", (Statement(r, ()),)) for r in ("A", "A\x00"))
        )
        write_appendix([matrix], tmp_path / "c.docx")
        assert list(read.from_docx(tmp_path / "c.docx")[0]) == [("A", "B"), ("A (2)", "B")]


class TestCounts:
    @pytest.mark.parametrize("suffix", ["docx", "xlsx", "html", "md"])
    def test_what_was_said_more_than_once_says_so(self, tmp_path: Path, suffix):
        said = (Statement("Geld", ("fg1#1", "fg2#9")), Statement("Tijd", ("fg1#2",)))
        matrix = Matrix("m", "T", ("A",), ("B",), (Cell("A", "B", said),))
        path = tmp_path / f"c.{suffix}"
        write_appendix([matrix], path)
        assert READERS[suffix](path) == [{("A", "B"): ["Geld (2×)", "Tijd"]}]


class TestCsv:
    def test_opens_in_dutch_excel(self, tmp_path: Path):
        write_appendix([table("Kosten; tijd", 'en "regie"')], tmp_path / "c.csv", sources=True)
        content = (tmp_path / "c.csv").read_bytes()
        assert content.startswith(b"\xef\xbb\xbf")
        lines = content.decode("utf-8-sig").split("\r\n")
        assert lines[0] == '"Matrix";"Titel";"Rij";"Kolom";"Uitspraak";"n";"Fragmenten"'
        assert lines[1] == '"factoren";"Succes en falen";"UWV";"Succes";"Kosten; tijd";1;"fg1#1"'

    def test_and_in_english_excel(self, tmp_path: Path):
        write_appendix([table("Costs, time")], tmp_path / "c.csv", language="en")
        assert read.from_csv(tmp_path / "c.csv", ",") == [{("UWV", "Succes"): ["Costs, time"]}]

    @pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", " =1", "＝1"])
    def test_no_text_is_run_as_a_formula(self, tmp_path: Path, text):
        matrix = Matrix("m", text, (text,), (text,), (Cell(text, text, (Statement(text, ("fg1#1",)),)),))
        write_appendix([matrix], tmp_path / "c.csv")
        with (tmp_path / "c.csv").open(encoding="utf-8-sig", newline="") as file:
            fields = list(csv.reader(file, delimiter=";"))[1]
        assert fields[1:5] == ["'" + text.strip()] * 4


class TestHtml:
    def test_is_a_page_that_stands_alone_and_reads_aloud(self, tmp_path: Path):
        write_appendix([table(*HOSTILE)], tmp_path / "c.html", title="Bijlage <C>")
        page = read.BeautifulSoup((tmp_path / "c.html").read_text("utf-8"), "lxml")
        assert page.html["lang"] == "nl-NL"
        assert page.title.get_text() == page.h1.get_text() == "Bijlage <C>"
        assert page.caption.get_text() == "Tabel 1. Succes en falen"
        assert {head["scope"] for head in page.find_all("th")} == {"col", "row"}
        assert not page.find_all(["script", "link", "img", "iframe"])
        assert not page.find_all(attrs={"onclick": True, "src": True})
