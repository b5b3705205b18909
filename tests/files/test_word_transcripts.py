"""Transcripts in Word: what its reader sees is what is imported."""

from pathlib import Path

import pytest

from coder.files import read_source
from coder.model import CoderError, ImportedSource
from tests.files.documents import docx, docx_bomb, package, paragraph, run, table, write


def _read(folder: Path, *blocks: str, body: str | None = None) -> ImportedSource:
    return read_source(write(folder, "gesprek.docx", docx(*blocks, body=body)))


def _turns(source: ImportedSource) -> list[tuple[str, str]]:
    return [(segment.speaker, source.text[segment.start : segment.end]) for segment in source.segments]


def _bold(text: str) -> str:
    return run(text, bold=True)


TALK = [("Anneke", "Hoe gaat het?"), ("Jan", "Goed."), ("Anneke", "Nog iets?"), ("Jan", "Nee.")]


class TestNamesInBold:
    def test_before_the_text_without_a_colon(self, tmp_path: Path) -> None:
        source = _read(tmp_path, *(paragraph(_bold(who), run(f" {said}")) for who, said in TALK))
        assert _turns(source) == TALK

    def test_with_a_colon_in_bold_or_not(self, tmp_path: Path) -> None:
        source = _read(
            tmp_path,
            *(
                paragraph(_bold(f"{who}:"), run(f" {said}")) if n % 2 else paragraph(_bold(who), run(f": {said}"))
                for n, (who, said) in enumerate(TALK)
            ),
        )
        assert _turns(source) == TALK

    def test_on_a_line_above_the_text(self, tmp_path: Path) -> None:
        source = _read(tmp_path, *(paragraph(_bold(who)) + paragraph(said) for who, said in TALK))
        assert _turns(source) == TALK

    def test_a_bold_word_in_the_text_is_no_name(self, tmp_path: Path) -> None:
        source = _read(
            tmp_path,
            *(paragraph(_bold(f"{who}:"), run(f" {said}")) for who, said in TALK),
            paragraph(_bold("Let op"), run(" dit.")),
        )
        assert _turns(source)[-1] == ("Jan", "Nee.\nLet op dit.")


class TestTables:
    ROWS = (
        ("00:00:01", "M", "Hoe?"),
        ("", "R1", "Zo."),
        ("", "", "En zo."),
        ("00:00:20", "M", "Fijn."),
        ("", "R1", ""),
    )

    @pytest.mark.parametrize("header", [(), (("Tijd", "Spreker", "Tekst"),)])
    def test_columns_of_speaker_text_and_time(self, tmp_path: Path, header: tuple[tuple[str, ...], ...]) -> None:
        source = _read(tmp_path, paragraph("Focusgroep 2"), table(*header, *self.ROWS))
        assert _turns(source) == [("M", "Hoe?"), ("R1", "Zo."), ("R1", "En zo."), ("M", "Fijn.")]
        assert [segment.time for segment in source.segments] == [1.0, None, None, 20.0]
        assert source.skipped == {"empty turns": 1, "lines outside the table": 1}
        assert source.warnings[0] == "read as a table with a column of speakers: 4 of its rows hold text"

    def test_a_list_of_participants_is_not_the_conversation(self, tmp_path: Path) -> None:
        talk = [("M", "Hoe gaat het bij u?"), ("R1", "Goed, dank u."), ("R2", "Ook goed."), ("M", "Mooi.")]
        source = _read(
            tmp_path, table(("R1", "Helmond"), ("R2", "Venlo")), *(paragraph(f"{who}: {said}") for who, said in talk)
        )
        assert _turns(source) == talk
        assert source.skipped == {"lines before the first speaker": 2}

    def test_turns_in_the_cells_of_a_table_for_layout(self, tmp_path: Path) -> None:
        source = _read(tmp_path, table(("M: Hoe?",), ("R1: Zo.",), ("M: Ja.",)))
        assert _turns(source) == [("M", "Hoe?"), ("R1", "Zo."), ("M", "Ja.")]


class TestWhatIsText:
    def test_line_breaks_part_speakers_and_keep_times(self, tmp_path: Path) -> None:
        def block(head: str, *lines: str) -> str:
            return f"<w:p><w:r><w:t>{'</w:t><w:br/><w:t>'.join((head, *lines))}</w:t></w:r></w:p>"

        source = _read(
            tmp_path,
            block("Anneke de Vries   0:03", "Hoe gaat het?"),
            block("Jan   0:12", "Goed.", "Echt."),
            block("Anneke de Vries   1:00", "En?"),
        )
        assert _turns(source) == [
            ("Anneke de Vries", "Hoe gaat het?"),
            ("Jan", "Goed.\nEcht."),
            ("Anneke de Vries", "En?"),
        ]
        assert [segment.time for segment in source.segments] == [3.0, 12.0, 60.0]

    @pytest.mark.parametrize(
        ("inside", "shown"),
        [
            ("<w:ins><w:r><w:t>WEL</w:t></w:r></w:ins><w:del><w:r><w:delText>NIET</w:delText></w:r></w:del>", "WEL"),
            (
                "<w:moveTo><w:r><w:t>hier</w:t></w:r></w:moveTo><w:moveFrom><w:r><w:t>daar</w:t></w:r></w:moveFrom>",
                "hier",
            ),
            ("<w:hyperlink><w:r><w:t>koppeling</w:t></w:r></w:hyperlink>", "koppeling"),
            ("<w:smartTag><w:r><w:t>slim</w:t></w:r></w:smartTag>", "slim"),
            (
                "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>vak</w:t></w:r></w:sdtContent></w:sdt>",
                "vak",
            ),
            ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t></w:r>", "a\tb\u2011c"),
            ("<w:r><w:t>tekst</w:t><w:commentReference w:id='1'/><w:footnoteReference w:id='2'/></w:r>", "tekst"),
            ("<w:r><w:instrText>PAGE</w:instrText><w:t>tekst</w:t></w:r>", "tekst"),
            ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>geheim</w:t></w:r><w:r><w:t>tekst</w:t></w:r>", "tekst"),
        ],
    )
    def test_inside_a_paragraph(self, tmp_path: Path, inside: str, shown: str) -> None:
        source = _read(tmp_path, f"<w:p><w:r><w:t>RESPONDENT: </w:t></w:r>{inside}</w:p>")
        assert _turns(source) == [("RESPONDENT", shown)]

    def test_what_was_left_out_is_counted(self, tmp_path: Path) -> None:
        source = _read(
            tmp_path,
            "<w:p><w:r><w:t>R1: ja</w:t><w:commentReference w:id='1'/><w:footnoteReference w:id='1'/></w:r>"
            "<w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>",
        )
        assert source.skipped == {"comments": 1, "notes": 1, "deletions (tracked changes)": 1}

    def test_a_deleted_paragraph_mark_joins_two_paragraphs(self, tmp_path: Path) -> None:
        source = _read(
            tmp_path,
            "<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr><w:r><w:t>R1: een </w:t></w:r></w:p>",
            paragraph("geheel"),
        )
        assert _turns(source) == [("R1", "een geheel")]

    def test_a_text_box_once_although_the_file_has_it_twice(self, tmp_path: Path) -> None:
        box = f"<w:txbxContent>{paragraph('R2: in een kader')}</w:txbxContent>"
        drawing = (
            "<w:r><mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
            f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
            "</mc:AlternateContent></w:r>"
        )
        source = _read(tmp_path, f"<w:p><w:r><w:t>R1: tekst</w:t></w:r>{drawing}</w:p>")
        assert _turns(source) == [("R1", "tekst"), ("R2", "in een kader")]

    def test_headings_are_counted_and_no_fragments(self, tmp_path: Path) -> None:
        source = _read(tmp_path, paragraph("M: Hoe?"), paragraph("Thema 2", style="Kop2"), paragraph("R1: Zo."))
        assert _turns(source) == [("M", "Hoe?"), ("R1", "Zo.")]
        assert source.skipped == {"headings": 1}

    def test_a_document_without_speakers_is_paragraphs(self, tmp_path: Path) -> None:
        source = _read(tmp_path, paragraph("Een."), paragraph(""), paragraph("Twee."), paragraph("Drie."))
        assert _turns(source) == [("", "Een."), ("", "Twee."), ("", "Drie.")]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (docx(paragraph("a"), head='<!DOCTYPE a [<!ENTITY b "c">]>'), "declares a document type"),
        (
            docx(body="<w:sdt><w:sdtContent>" * 50_000 + "</w:sdtContent></w:sdt>" * 50_000),
            "is nested deeper than any real",
        ),
        (docx_bomb(70_000_000), "unpacks to 70 MB of text; over 64 MB is not read"),
        (docx_bomb(11_000_000), "too long for one paragraph"),
        (docx(paragraph("")), "has no text in it"),
        (docx(body="<w:p>"), "is damaged"),
        (
            package([("word/document.xml", "<a/>"), ("word/document.xml", "<b/>")]),
            "holds two parts called word/document.xml",
        ),
        (package([("word/styles.xml", "<a/>")]), "has no document in it"),
        (docx(paragraph("M: Hoe?"))[:-30], "is damaged"),
    ],
)
def test_a_document_made_to_harm_is_refused_in_one_line(tmp_path: Path, data: bytes, message: str) -> None:
    with pytest.raises(CoderError) as refused:
        read_source(write(tmp_path, "a.docx", data))
    assert message in str(refused.value)
    assert "\n" not in str(refused.value)
