"""What a fragment is: turns, paragraphs, sentences or lines of a transcript."""

from pathlib import Path

import pytest

from coder.files import read_source
from coder.files.transcripts.sentences import sentences
from coder.model import CoderError, ImportedSource
from tests.files.documents import write

TALK = "M: Hoe gaat het?\n\nR1: Goed. Heel goed!\nEchter niet altijd.\n\nSoms… minder.\n\nM: O ja?\n"


def _texts(source: ImportedSource) -> list[str]:
    return [source.text[segment.start : segment.end] for segment in source.segments]


def _sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, 0, len(text))]


class TestUnits:
    @pytest.mark.parametrize(
        ("unit", "texts"),
        [
            (None, ["Hoe gaat het?", "Goed. Heel goed!\nEchter niet altijd.\n\nSoms… minder.", "O ja?"]),
            ("paragraph", ["Hoe gaat het?", "Goed. Heel goed!\nEchter niet altijd.", "Soms… minder.", "O ja?"]),
            ("line", ["Hoe gaat het?", "Goed. Heel goed!", "Echter niet altijd.", "Soms… minder.", "O ja?"]),
            ("sentence", ["Hoe gaat het?", "Goed.", "Heel goed!", "Echter niet altijd.", "Soms… minder.", "O ja?"]),
        ],
    )
    def test_a_turn_is_cut_as_asked_and_keeps_its_speaker(
        self, tmp_path: Path, unit: str | None, texts: list[str]
    ) -> None:
        source = read_source(write(tmp_path, "a.txt", TALK), unit=unit)  # type: ignore[arg-type]
        assert _texts(source) == texts
        assert {segment.speaker for segment in source.segments[1:-1]} == {"R1"}
        assert source.unit == (unit or "turn")

    def test_a_text_without_speakers_is_cut_at_blank_lines(self, tmp_path: Path) -> None:
        source = read_source(write(tmp_path, "a.txt", "\n\nEen\nalinea.\n  \n\nNog een.\n"))
        assert _texts(source) == ["Een\nalinea.", "Nog een."]

    def test_and_at_every_line_where_there_are_no_blank_ones(self, tmp_path: Path) -> None:
        source = read_source(write(tmp_path, "a.txt", "\nEen regel.\nNog een.\n"), unit="turn")
        assert _texts(source) == ["Een regel.", "Nog een."]
        assert source.warnings == ("no speakers found: each paragraph is a fragment, not each turn",)

    def test_times_are_no_part_of_a_text_without_speakers(self, tmp_path: Path) -> None:
        source = read_source(write(tmp_path, "a.txt", "[00:00:05] Eerst dit.\n\n[00:01:10] Dan dat.\n"))
        assert [(segment.time, text) for segment, text in zip(source.segments, _texts(source), strict=True)] == [
            (5.0, "Eerst dit."),
            (70.0, "Dan dat."),
        ]

    def test_headings_of_markdown_are_counted_and_no_fragments(self, tmp_path: Path) -> None:
        source = read_source(
            write(tmp_path, "a.md", "# Gesprek\n\n**M:** Hoe?\n\n## Deel 2\n\n**R1:** Zo.\n\nEn zo.\n")
        )
        assert _texts(source) == ["Hoe?", "Zo.\n\nEn zo."]
        assert source.skipped == {"lines before the first speaker": 1, "headings": 1}

    def test_a_transcript_has_no_answers(self, tmp_path: Path) -> None:
        with pytest.raises(CoderError, match=r"a\.txt: is a transcript: its unit is turn"):
            read_source(write(tmp_path, "a.txt", TALK), unit="answer")


@pytest.mark.parametrize(
    "text",
    [
        "Dat is bijv. Utrecht of d.w.z. De Bilt.",
        "Het gaat m.b.t. Zwolle goed, aldus drs. Jansen en dhr. De Vries.",
        "Het kost 3.5 miljoen, op 12.30 uur.",
        "Ik dacht… nou ja... laat maar.",
        "“Echt waar?” vroeg hij.",
        "J. de Vries en A.B. Bakker van de fa. Smit.",
        "1. Eerst dit.",
        "Zie blz. 3 en art. 5.",
        "Dat is nr. 3 van de lijst, z.g. Oost.",
    ],
)
def test_one_sentence_stays_one(text: str) -> None:
    assert _sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Ja. Nee.", ["Ja.", "Nee."]),
        ("Hij zei: “Nee.” En ging.", ["Hij zei: “Nee.”", "En ging."]),
        ("Wat?! Dat kan niet… Toch?", ["Wat?!", "Dat kan niet…", "Toch?"]),
        ("Te laat. 's Avonds rijdt er niets.", ["Te laat.", "'s Avonds rijdt er niets."]),
        ("Bussen, treinen enz. Maar geen trams.", ["Bussen, treinen enz.", "Maar geen trams."]),
        ("Dat was in 2014. Daarna niet meer.", ["Dat was in 2014.", "Daarna niet meer."]),
        ("Een regel\nmet een vervolg.\nNog een.", ["Een regel\nmet een vervolg.", "Nog een."]),
        ("Zonder punt", ["Zonder punt"]),
        ("  \n ", []),
    ],
)
def test_two_sentences_are_two(text: str, parts: list[str]) -> None:
    assert _sentences(text) == parts
