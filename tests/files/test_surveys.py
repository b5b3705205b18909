"""A researcher imports a survey: respondents, their open answers, and what else is known of them."""

from pathlib import Path

import pytest

from coder.files import read_source
from coder.model import CoderError, ImportedSource
from tests.files.documents import package, write
from tests.files.workbooks import sheet, xlsx

BUS = "Wat moet er beter aan de bus?"
MORE = "Heeft u nog opmerkingen?"
ROWS = (
    ("nr", "gemeente", "rol", BUS, MORE),
    ("1", "Leeuwarden", "inwoner", "Meer bussen; vooral 's avonds.", "Niets"),
    ("2", "Sneek", "raadslid", 'De "regiotaxi" is té duur,\nen onbetrouwbaar.', ""),
    ("3", "Drachten", "inwoner", "geen mening", "Meer groen, minder steen"),
    ("4", "Leeuwarden", "ambtenaar", "Bus 51 blijft weg…", ""),
)


def _csv(rows: tuple[tuple[str, ...], ...] = ROWS, delimiter: str = ",") -> str:
    quoted = [[f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row] for row in rows]
    return "".join(delimiter.join(row) + "\r\n" for row in quoted)


def _answers(source: ImportedSource) -> list[tuple[str, str, str]]:
    return [(s.case, s.question, source.text[s.start : s.end]) for s in source.segments]


EXPECTED = [
    ("1", BUS, "Meer bussen; vooral 's avonds."),
    ("1", MORE, "Niets"),
    ("2", BUS, 'De "regiotaxi" is té duur,\nen onbetrouwbaar.'),
    ("3", BUS, "geen mening"),
    ("3", MORE, "Meer groen, minder steen"),
    ("4", BUS, "Bus 51 blijft weg…"),
]


class TestDelimitedText:
    @pytest.mark.parametrize("delimiter", list(",;\t|"))
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
    def test_answers_come_out_by_respondent_and_question(self, tmp_path: Path, delimiter: str, encoding: str) -> None:
        source = read_source(write(tmp_path, "enquete.csv", _csv(delimiter=delimiter).encode(encoding)))
        assert _answers(source) == EXPECTED
        assert (source.kind, source.unit) == ("survey", "answer")
        assert source.questions == (BUS, MORE)
        assert source.attributes == ("gemeente", "rol")
        assert source.cases[1].attributes == (("gemeente", "Sneek"), ("rol", "raadslid"))
        assert source.skipped == {"empty answers": 2}
        assert source.encoding == encoding

    def test_the_hint_of_excel_on_the_first_line_is_no_header(self, tmp_path: Path) -> None:
        source = read_source(write(tmp_path, "enquete.csv", "sep=;\r\n" + _csv(delimiter=";")))
        assert _answers(source) == EXPECTED

    def test_a_title_and_empty_lines_above_the_header(self, tmp_path: Path) -> None:
        source = read_source(write(tmp_path, "enquete.csv", "Enquête openbaar vervoer\n\n" + _csv()))
        assert _answers(source) == EXPECTED
        assert source.skipped == {"lines above the header": 1, "empty answers": 2}

    def test_empty_cells_at_the_end_of_rows_and_header_do_no_harm(self, tmp_path: Path) -> None:
        source = read_source(
            write(tmp_path, "a.csv", "id,opmerkingen,leeftijd,,\n1,Het is te duur.,34,,\n2,Het is te laat.\n3\n")
        )
        assert _answers(source) == [("1", "opmerkingen", "Het is te duur."), ("2", "opmerkingen", "Het is te laat.")]
        assert source.attributes == ("leeftijd",)
        assert source.skipped == {"empty answers": 1}

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("id,tekst\n1,a\n2,a,b,c\n", "line 3 has 4 fields and the header 2"),
            ('id,tekst\n1,"een\ntwee"\n2,a,b,c\n', "line 4 has 4 fields and the header 2"),
            ("id,tekst,tekst\n1,a,b\n", "two columns are called “tekst” (columns 2, 3)"),
            ("id,tekst,tekst\n1,a,b\n2,a,b,c,d\n", "line 3 has 5 fields and the header 3"),
            ('id,tekst\n1,a\n2,"nooit gesloten\n3,b\n', "broken quotes in the record that begins on line 3"),
            ("id,gemeente\n", "has a header and no rows under it"),
            (",,,\n,,,\n", "has no rows in it"),
            ("id,gemeente\n1,Zeist\n2,Utrecht\n", "has no column that looks like open answers; name it with --answers"),
        ],
    )
    def test_a_table_that_does_not_fit_is_refused_with_the_place(self, tmp_path: Path, text: str, message: str) -> None:
        with pytest.raises(CoderError) as refused:
            read_source(write(tmp_path, "a.csv", text))
        assert message in str(refused.value)
        assert "\n" not in str(refused.value)


class TestWhichColumns:
    def test_choices_dates_numbers_and_addresses_are_attributes(self, tmp_path: Path) -> None:
        rows = [("Tijdstempel", "IP Address", "E-mail", "Cijfer", "Hoe vaak reist u?", "Keuzes", "Waarom?")]
        for n in range(12):
            often = ("Elke dag van de week", "Zelden of nooit eigenlijk")[n % 2]
            rows.append(
                (
                    f"2026-05-{n + 1:02} 10:00:00",
                    f"10.0.0.{n}",
                    f"a{n}@b.nl",
                    f"{n},5",
                    often,
                    "bus;trein;fiets",
                    f"Omdat {n} beter is.",
                )
            )
        source = read_source(write(tmp_path, "a.csv", _csv(tuple(rows))))
        assert source.questions == ("Waarom?",)
        assert source.attributes == ("Tijdstempel", "IP Address", "E-mail", "Cijfer", "Hoe vaak reist u?", "Keuzes")
        assert "may say who a respondent is: “IP Address”, “E-mail”" in source.warnings
        assert "no column names the respondents: they are numbered" in source.warnings
        assert [case.label for case in source.cases] == [str(n) for n in range(1, 13)]

    def test_functions_and_employers_are_attributes_although_they_differ(self, tmp_path: Path) -> None:
        rows = [("Functie", "Organisatie", "Toelichting")]
        rows += [
            (f"Senior adviseur werk {n}", f"Gemeente nummer {n}, afdeling werk en inkomen", f"Reden {n}.")
            for n in "abcdef"
        ]
        source = read_source(write(tmp_path, "a.csv", _csv(tuple(rows))))
        assert source.questions == ("Toelichting",)

    def test_the_researcher_says_which(self, tmp_path: Path) -> None:
        source = read_source(write(tmp_path, "a.csv", _csv()), answers=["ROL", BUS], id_column="gemeente")
        assert source.questions == ("rol", BUS)
        assert source.attributes == ("nr", MORE)
        assert [case.label for case in source.cases] == ["Leeuwarden", "Sneek", "Drachten", "Leeuwarden (2)"]
        assert any("more than one row has “Leeuwarden” in “gemeente”" in warning for warning in source.warnings)

    def test_a_column_that_is_not_there_is_refused_with_the_nearest(self, tmp_path: Path) -> None:
        with pytest.raises(CoderError, match="has no column “gemeent”; nearest: “gemeente”"):
            read_source(write(tmp_path, "a.csv", _csv()), answers=["gemeent"])
        with pytest.raises(CoderError, match="cannot be both the respondent and an answer"):
            read_source(write(tmp_path, "a.csv", _csv()), answers=["rol"], id_column="rol")

    def test_a_unit_of_transcripts_is_not_for_surveys(self, tmp_path: Path) -> None:
        source = read_source(write(tmp_path, "a.csv", _csv()), unit="sentence")
        assert _answers(source) == EXPECTED
        assert "a survey's fragments are its answers; unit sentence is for transcripts" in source.warnings

    def test_respondents_without_an_id_are_called_by_their_line(self, tmp_path: Path) -> None:
        lines = "".join(f"{n},Het duurt te lang.\n" for n in range(1, 20))
        source = read_source(
            write(tmp_path, "a.csv", "respondentnummer;opmerkingen\n".replace(";", ",") + lines + ",Het is duur.\n")
        )
        assert source.cases[-1].label == "line 21"
        assert "1 row has nothing in “respondentnummer”: it is called by its line" in source.warnings


class TestTools:
    def test_qualtrics_with_three_headers(self, tmp_path: Path) -> None:
        rows = (
            ("StartDate", "ResponseId", "Q1", "Q2"),
            ("Start Date", "Response ID", "What is your role?", "Why do you think so?"),
            *((tuple(f'{{"ImportId":"{name}"}}' for name in ("startDate", "_recordId", "QID1", "QID2"))),),
            ("2026-05-01 10:00:00", "R_1abcdefgh", "Clerk", "Because it is slow and far too expensive."),
            ("2026-05-02 10:00:00", "R_2abcdefgh", "Clerk", "No idea."),
        )
        source = read_source(write(tmp_path, "a.csv", _csv(rows)))
        assert source.questions == ("Why do you think so?",)
        assert [case.label for case in source.cases] == ["R_1abcdefgh", "R_2abcdefgh"]
        assert "the first 3 rows are read as headers" in source.warnings
        assert read_source(tmp_path / "a.csv", answers=["q1"]).questions == ("What is your role?",)

    def test_surveymonkey_with_two_headers(self, tmp_path: Path) -> None:
        rows = (
            ("Respondent ID", "Welke vervoermiddelen?", "", "Waarom?"),
            ("", "Bus", "Trein", "Open-Ended Response"),
            ("118", "Bus", "", "Omdat de bus voor de deur stopt."),
            ("119", "", "Trein", "Sneller."),
        )
        source = read_source(write(tmp_path, "a.csv", _csv(rows)))
        assert source.questions == ("Waarom?",)
        assert source.attributes == ("Welke vervoermiddelen? – Bus", "Welke vervoermiddelen? – Trein")

    def test_a_transcript_exported_as_a_table(self, tmp_path: Path) -> None:
        rows = (
            ("Tijd", "Spreker", "Tekst"),
            ("0:01", "M", "Hoe?"),
            ("0:05", "R1", "Zo."),
            ("0:09", "M", "O?"),
            ("0:12", "R1", "Ja."),
        )
        source = read_source(write(tmp_path, "a.csv", _csv(rows)))
        assert source.kind == "transcript"
        assert [(s.speaker, s.time, source.text[s.start : s.end]) for s in source.segments] == [
            ("M", 1.0, "Hoe?"), ("R1", 5.0, "Zo."), ("M", 9.0, "O?"), ("R1", 12.0, "Ja."),
        ]  # fmt: skip

    def test_a_survey_among_people_with_roles_is_no_transcript(self, tmp_path: Path) -> None:
        rows = (
            ("rol", "toelichting"),
            *((role, f"Dat komt door {n}.") for n, role in enumerate(["inwoner", "ambtenaar"] * 4)),
        )
        source = read_source(write(tmp_path, "a.csv", _csv(rows)))
        assert source.kind == "survey"
        assert source.attributes == ("rol",)


class TestWorkbooks:
    def test_the_same_survey_from_a_workbook(self, tmp_path: Path) -> None:
        rows = [ROWS[0], *((int(row[0]), *(cell or None for cell in row[1:])) for row in ROWS[1:])]
        source = read_source(write(tmp_path, "a.xlsx", xlsx(("Blad1", sheet(rows)))))
        assert _answers(source) == EXPECTED
        assert source.encoding == "xlsx"
        assert source.attributes == ("gemeente", "rol")

    def test_cells_are_what_people_see(self, tmp_path: Path) -> None:
        cells = (
            '<c s="1"><v>46000</v></c>',
            '<c s="2"><v>0.25</v></c>',
            '<c s="3"><v>46000.5</v></c>',
            '<c t="b"><v>1</v></c>',
        )
        more = (0.1 + 0.2, 3.0, "<c><f>1+1</f><v>2</v></c>", '<c t="str"><v>a_x000D_\nb</v></c>')
        rows = [("id", "opmerkingen", *"abcdefgh"), (1, "Het gaat wel goed zo.", *cells, *more)]
        source = read_source(write(tmp_path, "a.xlsx", xlsx(("Blad1", sheet(rows)))))
        assert [value for _, value in source.cases[0].attributes] == [
            "2025-12-09", "25%", "2025-12-09 12:00:00", "TRUE", "0.3", "3", "2", "a\nb",
        ]  # fmt: skip

    def test_hidden_and_further_sheets_are_left_out_and_said(self, tmp_path: Path) -> None:
        filled = sheet([("id", "opmerkingen"), (1, "Te duur.")])
        book = xlsx(("Geheim", filled), ("Leeg", sheet([])), ("Data", filled), ("Codes", filled), hidden=["Geheim"])
        source = read_source(write(tmp_path, "a.xlsx", book))
        assert "only the first sheet with data is read, “Data”; left out: “Codes”" in source.warnings

    def test_formulas_that_were_never_calculated_are_said(self, tmp_path: Path) -> None:
        book = xlsx(("A", sheet([("id", "opmerkingen"), (1, "<c><f>1+1</f></c>"), (2, "Te duur.")])))
        source = read_source(write(tmp_path, "a.xlsx", book))
        assert any(warning.startswith("1 formula holds no value") for warning in source.warnings)

    @pytest.mark.parametrize(
        ("data", "message"),
        [
            (xlsx(("A", '<!DOCTYPE a [<!ENTITY b "c">]><a/>')), "declares a document type"),
            (xlsx(("A", sheet([]))), "has no visible sheet with data in it"),
            (xlsx(("A", "<worksheet><sheetData><row>")), "is damaged"),
            (xlsx(("A", sheet([('<c r="ZZZ1" t="str"><v>x</v></c>',)]))), "is damaged"),
            (package([("xl/styles.xml", "<a/>")]), "is damaged"),
        ],
    )
    def test_a_workbook_made_to_harm_is_refused_in_one_line(self, tmp_path: Path, data: bytes, message: str) -> None:
        with pytest.raises(CoderError) as refused:
            read_source(write(tmp_path, "a.xlsx", data))
        assert message in str(refused.value)
        assert "\n" not in str(refused.value)
