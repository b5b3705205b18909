"""A researcher keeps the codes in a spreadsheet: takes it in, and hands the codebook out as one."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from coder.files.codebook_sheet import check_codebook_sheet, read_codebook_sheet, write_codebook_sheet
from coder.model import Code, Codebook, CoderError, Dimension
from coder.model.codebook import MAX_DEPTH
from coder.model.codebook_edit import retire
from tests.codebooks import PARTNERS, codebooks
from tests.files.workbooks import sheet, xlsx

HOSTILE = Path(__file__).parents[2].parent / "shared" / "cases" / "hostile"


def table(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "codes.csv"
    path.write_bytes(text.encode(encoding))
    return path


def book(folder: Path, *sheets: tuple[str, list[list[str]]]) -> Path:
    path = folder / "codes.xlsx"
    path.write_bytes(xlsx(*((title, sheet(rows)) for title, rows in sheets)))
    return path


def paths(path: Path) -> list[str]:
    return list(read_codebook_sheet(path).paths)


def faults(path: Path) -> list[tuple[int, str]]:
    return [(fault.line, fault.message) for fault in check_codebook_sheet(path)]


class TestWhatPeopleHave:
    def test_labels_alone_get_ids(self, tmp_path):
        codebook = read_codebook_sheet(table(tmp_path, "Label\nScholen/ROC's\nUWV\nUWV!\n???\n"))
        (dimension,) = codebook.dimensions
        assert (dimension.id, dimension.label) == ("codes", "Codes")
        assert [(code.id, code.label) for code in dimension.codes] == [
            ("scholen-roc-s", "Scholen/ROC's"), ("uwv", "UWV"), ("uwv-2", "UWV!"), ("code", "???"),
        ]  # fmt: skip
        assert codebook.title == "codes"
        assert codebook.language == "nl"

    def test_a_column_without_a_heading(self, tmp_path):
        assert paths(table(tmp_path, "UWV\n  Regio\nGemeente\n")) == ["codes/uwv", "codes/uwv/regio", "codes/gemeente"]

    def test_indentation_says_what_is_below_what(self, tmp_path):
        text = "naam;definitie\nUWV;agency\n  Regio;\n\tLandelijk;\n     Den Haag;\nGemeente;\n"
        assert paths(table(tmp_path, text)) == [
            "codes/uwv", "codes/uwv/regio", "codes/uwv/regio/landelijk", "codes/uwv/regio/landelijk/den-haag",
            "codes/gemeente",
        ]  # fmt: skip

    @pytest.mark.parametrize("parent", ["Uitkeringen", "uitkeringen", "UITKERINGEN"])
    def test_a_parent_by_its_label_or_id_before_or_after_its_children(self, tmp_path, parent):
        text = f"Hoofdcode,Naam,Trefwoorden\n{parent},WW,ww\n,Uitkeringen,\n{parent},Bijstand,bijstand|wwb\nWW,Kort,\n"
        codebook = read_codebook_sheet(table(tmp_path, text))
        assert list(codebook.paths) == [
            "codes/uitkeringen", "codes/uitkeringen/ww", "codes/uitkeringen/ww/kort", "codes/uitkeringen/bijstand",
        ]  # fmt: skip
        assert codebook.by_path["codes/uitkeringen/bijstand"].cues == ("bijstand", "wwb")

    def test_ids_and_parents_within_dimensions(self, tmp_path):
        text = "Dimensie\tID\tParent\tLabel\nPartij\tuwv\t\tUWV\nPartij\tregio\tuwv\tRegio\nRol\tregio\tRol\tRegio\n"
        codebook = read_codebook_sheet(table(tmp_path, text))
        assert [(d.id, d.label) for d in codebook.dimensions] == [("partij", "Partij"), ("rol", "Rol")]
        assert list(codebook.paths) == ["partij/uwv", "partij/uwv/regio", "rol/regio"]

    def test_paths_with_and_without_their_dimension(self, tmp_path):
        text = "dimension,path,label\npartij,partij/uwv,UWV\npartij,uwv/regio,Regio\nrol,klant,Klant\n"
        assert paths(table(tmp_path, text)) == ["partij/uwv", "partij/uwv/regio", "rol/klant"]

    def test_a_column_called_code_is_the_label_where_there_is_no_other(self, tmp_path):
        assert paths(table(tmp_path, "Code;Omschrijving\nSociale Dienst;x\n")) == ["codes/sociale-dienst"]
        assert paths(table(tmp_path, "Code;Label\nSD-1;Sociale Dienst\n")) == ["codes/sd-1"]

    def test_cues_and_examples_are_parted_by_what_people_part_them_with(self, tmp_path):
        text = 'label,cues,examples\nA,"a; b, c ;",x\nB,"a\nb;c","Een zin; en nog een.\nTwee"\nC,"a, b",\n'
        codes = read_codebook_sheet(table(tmp_path, text)).dimensions[0].codes
        assert [code.cues for code in codes] == [("a", "b, c"), ("a", "b", "c"), ("a", "b")]
        assert codes[1].examples == ("Een zin; en nog een.", "Twee")

    def test_a_sheet_is_a_dimension_unless_nobody_named_it(self, tmp_path):
        rows = [["Codeboek 2014"], [], ["Label", "Definitie"], ["UWV", "x"]]
        two = book(tmp_path, ("Partijen", rows), ("Factor", [["naam"], ["Succes"], ["Faal"]]), ("Blad3", []))
        assert paths(two) == ["partijen/uwv", "factor/succes", "factor/faal"]
        assert paths(book(tmp_path, ("Blad1", rows))) == ["codes/uwv"]

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    @pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
    def test_every_usual_encoding_and_delimiter(self, tmp_path, encoding, delimiter):
        text = "label,definitie\r\nCoördinatie,één\r\n".replace(",", delimiter)
        assert paths(table(tmp_path, text, encoding)) == ["codes/coordinatie"]

    def test_excels_own_hint_on_the_delimiter(self, tmp_path):
        assert paths(table(tmp_path, "sep=;\nlabel;cues\nUWV;a,b\n")) == ["codes/uwv"]

    def test_what_it_does_not_say_stays(self, tmp_path):
        path = table(tmp_path, "path,label\npartij/uwv,UWV\nrol/klant,Klant\n")
        codebook = read_codebook_sheet(path, replace(PARTNERS, vectors="nl_core_news_md"))
        assert (codebook.title, codebook.language, codebook.vectors) == (PARTNERS.title, "nl", "nl_core_news_md")
        assert [dimension.label for dimension in codebook.dimensions] == ["Partij", "rol"]
        assert codebook.matrices == ()  # factor is gone, and both needed it


class TestEveryFaultIsNamedWithItsRow:
    def test_a_parent_that_does_not_exist(self, tmp_path):
        text = "label,parent\nA,\nB,Nergens\nC,Ook niet\n"
        assert faults(table(tmp_path, text)) == [
            (3, "the parent “Nergens” of “B” does not exist"),
            (4, "the parent “Ook niet” of “C” does not exist"),
        ]
        assert faults(table(tmp_path, "path,label\nd/a,A\nd/b/c,C\n")) == [
            (3, "the parent “d/b” of “d/b/c” does not exist; add a row for it")
        ]

    def test_parents_in_a_circle(self, tmp_path):
        found = faults(table(tmp_path, "label,parent\nA,B\nB,A\nC,C\n"))
        assert [line for line, message in found if "is below it" in message] == [2, 3, 4]

    def test_a_parent_that_could_be_two(self, tmp_path):
        text = "id,label,parent\na,A,\nb,B,\na1,Overig,a\nb1,Overig,b\nc,C,overig\n"
        assert faults(table(tmp_path, text)) == [
            (6, "the parent “overig” is not clear: rows 4, 5 are called that; give them ids")
        ]

    def test_many_at_once_with_their_sheet(self, tmp_path):
        path = book(
            tmp_path,
            ("Partij", [["label", "cues"], ["UWV", "a; A"], ["uwv"], ["", "x"]]),
            ("Rol", [["wat", "dan"], ["a", "b"]]),
        )
        assert faults(path) == [
            (1, "sheet “Rol”: no column of codes found; give the columns headings: label, and parent, definition, "
                "cues, examples"),
            (2, "sheet “Partij”: the cue “A” is here twice: the first is on line 2"),
            (4, "sheet “Partij”: the row has neither a label nor an id; give it one, or remove it"),
        ]  # fmt: skip
        with pytest.raises(CoderError, match=r"codes\.xlsx:1: .*\(and 2 more; `coder codebook check` lists them\)"):
            read_codebook_sheet(path)

    def test_the_same_path_or_id_twice(self, tmp_path):
        assert "is here twice: the first is in row 2" in faults(table(tmp_path, "path,label\nd/a,A\nd/a,B\n"))[0][1]
        assert "the id “a” is here twice" in faults(table(tmp_path, "id,label\na,A\na,B\n"))[0][1]

    @pytest.mark.parametrize("column", ["parent", "path", "indent"])
    def test_too_deep(self, tmp_path, column):
        levels = range(MAX_DEPTH + 1)
        text = {
            "parent": "label,parent\n" + "".join(f"L{n},{f'L{n - 1}' if n else ''}\n" for n in levels),
            "path": "path,label\n" + "".join(f"d/{'/'.join('a' * (n + 1))},A\n" for n in levels),
            "indent": "label\n" + "".join(" " * n + f"L{n}\n" for n in levels),
        }[column]
        assert faults(table(tmp_path, text)) == [(MAX_DEPTH + 2, faults(table(tmp_path, text))[0][1])]
        assert "more than 32 levels" in faults(table(tmp_path, text))[0][1]

    def test_broken_quotes(self, tmp_path):
        with pytest.raises(CoderError, match="row that begins on line 2"):
            read_codebook_sheet(table(tmp_path, 'label,definition\nA,"b" c\n'))

    def test_nothing_in_it(self, tmp_path):
        with pytest.raises(CoderError, match="no codes in it"):
            read_codebook_sheet(table(tmp_path, "label,definition\n"))

    def test_far_too_many_rows(self, tmp_path):
        with pytest.raises(CoderError, match="more than 20,000 rows"):
            read_codebook_sheet(table(tmp_path, "label\n" + "A\n" * 20_001))

    def test_something_else(self, tmp_path):
        (tmp_path / "old.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600)
        (tmp_path / "cut.xlsx").write_bytes(book(tmp_path, ("A", [["label"], ["B"]])).read_bytes()[:300])
        for name, says in (("old.xlsx", "old Excel"), ("cut.xlsx", "damaged"), ("none.csv", "no such file")):
            with pytest.raises(CoderError, match=says):
                read_codebook_sheet(tmp_path / name)

    @pytest.mark.skipif(not HOSTILE.exists(), reason="the hostile files are kept outside of the repository")
    def test_entities_that_would_multiply(self):
        with pytest.raises(CoderError, match="DTD"):
            read_codebook_sheet(HOSTILE / "billion_laughs.xlsx")


class TestHandingItOut:
    def test_as_csv_for_people(self, tmp_path):
        path = tmp_path / "codes.csv"
        write_codebook_sheet(path, PARTNERS)
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        assert rows[0] == ["path", "dimension", "label", "definition", "cues", "examples"]
        assert rows[2] == [
            "partij/uwv", "partij", "UWV", "The national benefits agency.", "uwv; werkbedrijf", "Het UWV belde terug.",
        ]  # fmt: skip

    @pytest.mark.parametrize("text", ["=1+1", "+31", "-aftrek", "@sum", "'=1", "＝1"])
    def test_no_cell_is_a_formula(self, tmp_path, text):
        codebook = Codebook("T", dimensions=(Dimension("d", "D", (Code("d/a", text, text, (text,), (text,)),)),))
        path = tmp_path / "T.csv"
        write_codebook_sheet(path, codebook)
        with path.open(encoding="utf-8-sig", newline="") as file:
            assert all(cell[:1] not in tuple("=+-@＝") for row in csv.reader(file) for cell in row if cell)
        assert read_codebook_sheet(path) == codebook
        write_codebook_sheet(tmp_path / "T.xlsx", codebook)
        assert read_codebook_sheet(tmp_path / "T.xlsx") == codebook
        assert b"<f>" not in (tmp_path / "T.xlsx").read_bytes()

    def test_without_its_retired_codes(self, tmp_path):
        write_codebook_sheet(tmp_path / "c.xlsx", retire(PARTNERS, "partij/uwv"))
        assert "partij/uwv" not in read_codebook_sheet(tmp_path / "c.xlsx").paths

    def test_a_text_that_no_cell_holds_is_not_cut(self, tmp_path):
        codebook = Codebook("T", dimensions=(Dimension("d", "D", (Code("d/a", "A", "x" * 40_000),)),))
        with pytest.raises(CoderError, match="definition of d/a is longer than a cell can be"):
            write_codebook_sheet(tmp_path / "c.xlsx", codebook)
        assert not (tmp_path / "c.xlsx").exists()

    def test_as_something_else(self, tmp_path):
        with pytest.raises(CoderError, match=r"an \.xlsx or a \.csv"):
            write_codebook_sheet(tmp_path / "c.ods", PARTNERS)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(codebook=codebooks().filter(lambda codebook: codebook.dimensions))
def test_out_and_in_again(tmp_path, codebook):
    path, text = tmp_path / "c.xlsx", tmp_path / "c.csv"
    write_codebook_sheet(path, codebook)
    first = path.read_bytes()
    write_codebook_sheet(path, codebook)
    assert path.read_bytes() == first
    assert read_codebook_sheet(path) == codebook
    write_codebook_sheet(text, codebook)
    assert read_codebook_sheet(text, codebook) == codebook
