"""A team asks how far it agrees, on the command line."""

import csv
import json
from pathlib import Path

import pytest

from coder.agreement import agreement
from coder.agreement.of_study import ratings_of
from coder.model import CodingLine
from coder.model.suggestion import Shown, Suggested
from coder.store import Study
from tests.double_coded import CITY, FAILURE, SUCCESS, make
from tests.stories import CODEBOOK, run, transcript

KEYS = (
    "n",
    "prevalence",
    "percent",
    "positive",
    "negative",
    "alpha",
    "alpha_ci",
    "kappa",
    "fleiss",
    "scott",
    "ac1",
    "pairs",
)


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("agreement") / "studie")


def _json(study: Path, *arguments: str):
    result = run("--study", study, "agreement", "--json", *arguments)
    assert (result.code, result.err) == (0, "")
    return result.data


def _by_code(found):
    return {code["code"]: code for code in found["codes"]}


class TestJson:
    def test_has_the_keys_that_other_programs_read(self, twice: Path) -> None:
        found = _json(twice, "--coders", "anna,bram")
        assert found["coders"] == ["anna", "bram"]
        assert all(set(code) == {"code", "reason", *KEYS} for code in found["codes"])
        assert set(found["overall"]) == {"reason", "pooled_kappa", "alpha_masi", "alpha_jaccard", *KEYS}

    def test_says_what_the_core_says(self, twice: Path) -> None:
        found = _json(twice, "--coders", "anna,bram", "--draws", "200", "--seed", "7")
        with Study.open(twice, "anna") as study:
            expected = agreement(ratings_of(study, ("anna", "bram")), draws=200, seed=7)
        assert found["codes"] == [json.loads(json.dumps(code.to_json())) for code in expected.codes]
        assert found["overall"] == json.loads(json.dumps(expected.overall.to_json()))

    def test_compares_everybody_but_the_consensus_unless_told_whom(self, twice: Path) -> None:
        assert _json(twice)["coders"] == ["anna", "bram", "carla"]

    def test_says_why_something_is_undefined(self, twice: Path) -> None:
        codes = _by_code(_json(twice, "--coders", "anna,bram"))
        assert (codes["rol/klant"]["alpha"], codes["rol/klant"]["reason"]) == (None, "nobody used it")
        assert codes[SUCCESS]["alpha"] == 1
        assert codes[CITY]["alpha"] < 0

    def test_of_each_source(self, twice: Path) -> None:
        found = _json(twice, "--coders", "anna,bram", "--by", "source")
        assert [part["source"] for part in found["by"]] == ["eerste", "tweede"]
        assert [part["overall"]["n"] for part in found["by"]] == [40, 40]
        assert set(found["by"][0]) == {"source", "coders", "codes", "overall"}

    def test_of_each_dimension_with_its_codes(self, twice: Path) -> None:
        found = _json(twice, "--coders", "anna,bram", "--by", "dimension")
        assert [part["dimension"] for part in found["by"]] == ["partij", "factor", "rol"]
        assert [code["code"] for code in found["by"][1]["codes"]] == [SUCCESS, FAILURE]
        alphas = [code["alpha"] for code in found["by"][1]["codes"]]
        assert found["by"][1]["overall"]["alpha"] == pytest.approx(sum(alphas) / 2)

    def test_of_parents_of_cells_of_a_matrix_and_of_combinations(self, twice: Path) -> None:
        pair = ("--coders", "anna,bram")
        assert set(_by_code(_json(twice, *pair, "--parents"))) == set(_by_code(_json(twice, *pair)))
        cells = {f"partij/vervoerder+{SUCCESS}", f"partij/vervoerder+{FAILURE}"}
        assert set(_by_code(_json(twice, *pair, "--combinations"))) == cells
        assert set(_by_code(_json(twice, *pair, "--combinations", "factoren"))) == cells
        assert set(_by_code(_json(twice, *pair, "--combinations", "used"))) == {CITY, *cells}

    def test_over_characters(self, twice: Path) -> None:
        found = _json(twice, "--coders", "anna,bram", "--spans")
        with Study.open(twice, "anna") as study:
            assert found["overall"]["n"] == sum(len(fragment.text) for fragment in study.fragments())
        assert found["unit"] == "characters"
        assert _by_code(found)[SUCCESS]["alpha"] == 1
        assert _by_code(found)[FAILURE]["alpha"] < _by_code(_json(twice, "--coders", "anna,bram"))[FAILURE]["alpha"]

    def test_without_draws_has_no_intervals(self, twice: Path) -> None:
        assert {code["alpha_ci"] for code in _json(twice, "--draws", "0")["codes"]} == {None}


class TestInTheTerminal:
    def test_the_worst_code_comes_first_and_the_undefined_last(self, twice: Path) -> None:
        result = run("--study", twice, "agreement", "--coders", "anna,bram")
        title, _, head, *rows = result.out.splitlines()
        assert title == "Agreement of anna and bram"
        assert " ".join(head.split()) == "code n prevalence percent positive negative alpha 95% kappa AC1 verdict"
        assert [row.split()[0] for row in rows[:6]] == [
            CITY, FAILURE, "partij/vervoerder", SUCCESS, "rol/klant", "overall",
        ]  # fmt: skip
        assert "nobody used it" in result.out
        assert "1 of 5 codes left out of the means: 1 nobody used it" in result.out

    def test_or_they_stand_as_in_the_codebook(self, twice: Path) -> None:
        result = run("--study", twice, "agreement", "--order", "codebook")
        assert [row.split()[0] for row in result.out.splitlines()[3:8]] == [
            CITY, "partij/vervoerder", SUCCESS, FAILURE, "rol/klant",
        ]  # fmt: skip

    def test_each_dimension_stands_over_its_codes(self, twice: Path) -> None:
        result = run("--study", twice, "agreement", "--by", "dimension", "--order", "codebook")
        assert [row[: len(row) - len(row.lstrip())] for row in result.out.splitlines()[3:10]] == [
            "", "  ", "  ", "", "  ", "  ", "",
        ]  # fmt: skip

    def test_few_sources_are_warned_of(self, twice: Path) -> None:
        result = run("--study", twice, "agreement", "--coders", "anna,bram", "--interval", "source")
        assert "only 2 sources" in result.out
        assert "bootstrap samples of sources" in result.out


class TestNothingToSay:
    def test_one_coder_is_said_in_words(self, twice: Path) -> None:
        found = _json(twice, "--coders", "anna")
        assert {code["reason"] for code in (*found["codes"], found["overall"])} == {"one coder only"}
        assert run("--study", twice, "agreement", "--coders", "anna").out.count("one coder only") == 6

    def test_no_overlap_is_said_in_words_of_each_source_too(self, folder: Path) -> None:
        with Study.open(folder, "anna") as study:
            study.code(CodingLine("groep#2", (CITY,)))
            study.code(CodingLine("groep#3", (CITY,), "bram"))
        found = _json(folder, "--by", "source")
        assert {code["reason"] for code in (*found["codes"], found["overall"])} == {"no overlap"}
        assert found["by"][0]["overall"]["reason"] == "no overlap"

    def test_nobody_who_coded_is_an_error_in_one_line(self, folder: Path) -> None:
        result = run("--study", folder, "agreement")
        assert (result.code, result.err.count("\n")) == (1, 1)
        assert "nobody has coded anything yet" in result.err

    @pytest.mark.parametrize(
        ("arguments", "code", "words"),
        [
            (["--coders", "anna,zoe"], 1, "zoe has coded nothing; there are codings by anna, bram, carla"),
            (["--coders", "anna,anna"], 1, "once"),
            (["--combinations", "nee"], 1, "no matrix “nee”"),
            (["-o", "x.pdf"], 1, ".docx"),
            (["--parents", "--combinations"], 2, "exclude each other"),
            (["--combinations", "used", "--by", "dimension"], 2, "no dimension"),
            (["--table", "weg.csv"], 1, "weg.csv"),
            (["--table", "weg.csv", "--parents"], 2, "--parents"),
            (["--table", "weg.csv", "--spans"], 1, "weg.csv"),
            (["--draws", "-1"], 2, "--draws"),
        ],
    )
    def test_wrong_use_is_one_line(self, twice: Path, arguments: list[str], code: int, words: str) -> None:
        result = run("--study", twice, "agreement", *arguments)
        assert (result.code, result.out, result.err.count("\n")) == (code, "", 1)
        assert words in result.err


class TestFiles:
    def test_csv_is_for_excel_in_the_language_of_the_study(self, twice: Path, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        run("--study", twice, "agreement", "--coders", "anna,bram", "-o", path)
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file, delimiter=";"))
        expected = _by_code(_json(twice, "--coders", "anna,bram"))[FAILURE]
        (row,) = [row for row in rows if row["code"] == FAILURE]
        assert row["label"] == "Faalfactoren"
        assert float(row["alfa"].replace(",", ".")) == expected["alpha"]
        assert [float(row[end].replace(",", ".")) for end in ("alfa van", "alfa tot")] == expected["alpha_ci"]
        (unused,) = [row for row in rows if row["code"] == "rol/klant"]
        assert (unused["alfa"], unused["alfa van"], unused["oordeel"]) == ("", "", "door niemand gebruikt")

    def test_xlsx_has_numbers_and_every_source_if_asked(self, twice: Path, tmp_path: Path) -> None:
        from openpyxl import load_workbook

        path = tmp_path / "a.xlsx"
        run("--study", twice, "agreement", "--coders", "anna,bram", "--by", "source", "-o", path)
        sheet = load_workbook(path).active
        rows = [row for row in sheet.iter_rows(min_row=2, values_only=True) if row[0] in (None, "", "eerste", "tweede")]
        heads = next(sheet.iter_rows(min_row=2, max_row=2, values_only=True))
        alpha, code = heads.index("alfa"), heads.index("code")
        found = _json(twice, "--coders", "anna,bram", "--by", "source")
        expected = [c["alpha"] for part in (*found["by"], found) for c in part["codes"] if c["code"] == FAILURE]
        assert [row[alpha] for row in rows if row[code] == FAILURE] == pytest.approx(expected)

    def test_docx_has_the_table_and_a_sentence_for_the_article(self, twice: Path, tmp_path: Path) -> None:
        from docx import Document

        path = tmp_path / "a.docx"
        run("--study", twice, "agreement", "--coders", "anna,bram", "-o", path)
        document = Document(str(path))
        (table,) = document.tables
        cells = [[cell.text for cell in row.cells] for row in table.rows]
        assert cells[0][:3] == ["code", "n", "prevalentie"]
        assert [row[0] for row in cells[1:]] == [
            "Gemeente", "Faalfactoren", "Vervoerder", "Succesfactoren", "Klant", "alle codes",
        ]  # fmt: skip
        assert cells[4][6] == "1,00"
        assert cells[5][6:] == ["–", "–", "–", "–", "door niemand gebruikt"]
        text = "\n".join(paragraph.text for paragraph in document.paragraphs)
        assert "anna en bram codeerden onafhankelijk van elkaar dezelfde 80 fragmenten." in text
        assert "1 van 5 codes tellen niet mee in de gemiddelden: 1 door niemand gebruikt" in text

    def test_an_english_study_gets_an_english_document(self, tmp_path: Path) -> None:
        from docx import Document

        folder, path = tmp_path / "study", tmp_path / "a.docx"
        with Study.create(folder, "anna", CODEBOOK.replace("language: nl", "language: en")) as study:
            study.add_source(transcript())
            for coder in ("anna", "bram"):
                study.code(CodingLine("groep#2", (CITY,), coder))
        run("--study", folder, "agreement", "-o", path)
        document = Document(str(path))
        assert document.tables[0].rows[0].cells[2].text == "prevalence"
        assert "Agreement between anna and bram is undefined" in "\n".join(p.text for p in document.paragraphs)

    def test_json_is_what_is_printed(self, twice: Path, tmp_path: Path) -> None:
        path = tmp_path / "a.json"
        assert run("--study", twice, "agreement", "-o", path).out == f"wrote {path}\n"
        assert json.loads(path.read_text("utf-8")) == _json(twice)

    @pytest.mark.parametrize("ending", ["csv", "xlsx", "docx", "json"])
    def test_the_same_study_twice_gives_the_same_bytes(self, twice: Path, tmp_path: Path, ending: str) -> None:
        paths = [tmp_path / f"{name}.{ending}" for name in "ab"]
        for path in paths:
            run("--study", twice, "agreement", "-o", path)
        assert paths[0].read_bytes() == paths[1].read_bytes()


class TestTableOfElsewhere:
    TABLE = "eenheid;anna;bram\n1;ja;ja\n2;ja;nee\n3;nee;nee\n4;nee;\n"

    @pytest.fixture
    def table(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """A table in a folder that is no study."""
        monkeypatch.chdir(tmp_path)
        path = tmp_path / "t.csv"
        path.write_text(self.TABLE, "utf-8")
        return path

    def test_needs_no_study(self, table: Path) -> None:
        found = run("agreement", "--table", table, "--json").data
        assert found["coders"] == ["anna", "bram"]
        assert {"coders", "reason", "pooled_kappa", "alpha_masi", "alpha_jaccard", "bennett", *KEYS} < set(found)
        assert found["alpha"] == pytest.approx(4 / 9)

    def test_prints_one_row_and_what_to_mind(self, table: Path) -> None:
        out = run("agreement", "--table", table).out
        assert "all labels" in out
        assert "small sample: 3 units" in out

    @pytest.mark.parametrize("ending", ["csv", "xlsx", "docx", "json"])
    def test_is_written_as_any_other(self, table: Path, ending: str) -> None:
        path = table.with_suffix(f".{ending}").with_stem("uit")
        assert run("agreement", "--table", table, "-o", path).code == 0
        assert path.stat().st_size > 100


class TestPairsOfCoders:
    def test_each_pair_has_its_kappa(self, twice: Path) -> None:
        pairs = _by_code(_json(twice))[FAILURE]["pairs"]
        assert [(pair["coders"], pair["n"]) for pair in pairs] == [
            (["anna", "bram"], 80), (["anna", "carla"], 6), (["bram", "carla"], 6),
        ]  # fmt: skip
        assert pairs[0]["kappa"] == pytest.approx(_by_code(_json(twice, "--coders", "anna,bram"))[FAILURE]["kappa"])
        assert pairs[1]["kappa"] == 0

    def test_three_coders_get_a_table_of_them(self, twice: Path, tmp_path: Path) -> None:
        from openpyxl import load_workbook

        _, table = run("--study", twice, "agreement").out.split("Cohen's kappa of each pair")
        assert "kappa anna – bram" in table
        assert "Cohen's kappa" not in run("--study", twice, "agreement", "--coders", "anna,bram").out
        path = tmp_path / "a.xlsx"
        run("--study", twice, "agreement", "-o", path)
        heads = next(load_workbook(path).active.iter_rows(min_row=2, max_row=2, values_only=True))
        assert [head for head in heads if head.startswith("kappa ")] == [
            "kappa anna – bram", "kappa anna – carla", "kappa bram – carla",
        ]  # fmt: skip


class TestSuggestions:
    PAIR = ("--coders", "anna,bram")
    SEEN = Shown((Suggested((CITY,), 0.9),), on_screen=True)
    UNSEEN = Shown((Suggested((CITY,), 0.9),), on_screen=False)

    @pytest.fixture
    def helped(self, tmp_path: Path) -> Path:
        """Anna gave what bram gave on four turns with suggestions on screen, on two without, and left one uncoded."""
        folder = make(tmp_path / "geholpen")
        with Study.open(folder, "anna") as study:
            study.code_many(enumerate((CodingLine(f"eerste#{n}", (CITY,), "bram") for n in (2, 3, 13, 18, 19, 22)), 1))
            study.code(CodingLine("eerste#2", (CITY,), origin="suggestion"), self.SEEN)
            study.code(CodingLine("eerste#3", (CITY,)), self.SEEN)
            study.code(CodingLine("eerste#13", (CITY, SUCCESS)), self.SEEN)
            study.code(CodingLine("eerste#18", (CITY,), origin="suggestion"))
            study.code(CodingLine("eerste#19", (CITY,)), self.UNSEEN)
            study.code(CodingLine("eerste#22", (CITY,)))
            study.review(["eerste#23"], shown=self.SEEN)
        return folder

    def test_are_mentioned_only_where_they_were_on_screen(self, twice: Path, helped: Path) -> None:
        assert "suggest" not in run("--study", twice, "agreement").out
        out = run("--study", helped, "agreement", *self.PAIR).out
        assert "chosen with suggestions on screen: 4 codings, in 5 decisions; without those alpha is" in out

    def test_what_is_left_out_is_counted_for_each_code_and_in_all(self, helped: Path, tmp_path: Path) -> None:
        arguments = ("--study", helped, "agreement", *self.PAIR, "--without-suggested")
        out = run(*arguments).out
        assert "left out, as chosen with suggestions on screen: 4 codings, in 5 decisions; with those alpha is" in out
        path = tmp_path / "a.csv"
        run(*arguments, "-o", path)
        with path.open(encoding="utf-8-sig", newline="") as file:
            left_out = {row["code"]: row["weggelaten"] for row in csv.DictReader(file, delimiter=";")}
        assert left_out == {CITY: "4", SUCCESS: "1", FAILURE: "0", "partij/vervoerder": "0", "rol/klant": "0", "": "4"}

    def test_figures_with_and_without_are_there(self, helped: Path) -> None:
        found, without = _json(helped, *self.PAIR), _json(helped, *self.PAIR, "--without-suggested")
        assert (found["suggested"]["decisions"], found["suggested"]["codings"]) == (5, 4)
        assert found["suggested"]["codes"] == {CITY: 4, SUCCESS: 1}
        assert found["suggested"] == without["suggested"]
        assert [found["suggested"][key] for key in ("with", "without")] == [
            {"codes": one["codes"], "overall": one["overall"]} for one in (found, without)
        ]
        assert (found["overall"]["n"], without["overall"]["n"]) == (80, 75)
        assert _by_code(found)[CITY]["alpha"] > _by_code(without)[CITY]["alpha"]

    def test_what_is_taken_back_or_done_again_without_them_stays(self, helped: Path) -> None:
        with Study.open(helped, "anna") as study:
            study.undo()  # the review
            (coding,) = study.codings_by_fragment([study.fragment_key("eerste#3")], "anna")[
                study.fragment_key("eerste#3")
            ]
            study.remove_coding(coding.id)
            study.code(CodingLine("eerste#3", (CITY,)))
        assert _json(helped, *self.PAIR, "--without-suggested")["overall"]["n"] == 77

    def test_without_any_nothing_is_left_out_and_that_is_said(self, twice: Path) -> None:
        out = run("--study", twice, "agreement", "--without-suggested").out
        assert "nothing was decided with suggestions on screen, so nothing is left out" in out
        assert _json(twice, "--without-suggested")["suggested"]["codings"] == 0

    def test_a_dutch_document_says_so_in_dutch(self, helped: Path, tmp_path: Path) -> None:
        from docx import Document

        path = tmp_path / "a.docx"
        run("--study", helped, "agreement", *self.PAIR, "--without-suggested", "-o", path)
        document = Document(str(path))
        assert "weggelaten" in [cell.text for cell in document.tables[0].rows[0].cells]
        assert any("gekozen met suggesties in beeld: 4 coderingen, in 5" in one.text for one in document.paragraphs)
