"""What programs for meetings, subtitles and transcription save: VTT, SRT, oTranscribe, RTF and debates in XML."""

import json
from pathlib import Path

import pytest

from coder.files import read_source
from coder.model import CoderError, ImportedSource
from tests.files.documents import write


def _turns(source: ImportedSource) -> list[tuple[str, float | None, str]]:
    return [(s.speaker, s.time, source.text[s.start : s.end]) for s in source.segments]


TALK = [
    ("Moderator", 0.0, "Hoe gaat het?"),
    ("R1", 11.0, "Goed, hoor."),
    ("R2", 22.0, "Ook goed."),
    ("Moderator", 33.0, "Mooi."),
]


def _clock(seconds: float, mark: str) -> str:
    return f"00:00:{int(seconds):02}{mark}000"


class TestSubtitles:
    def test_voices_of_a_meeting(self, tmp_path: Path) -> None:
        cues = "".join(
            f"a-b/{n}-0\n{_clock(time, '.')} --> {_clock(time + 5, '.')}\n<v {who}>{said}</v>\n\n"
            for n, (who, time, said) in enumerate(TALK)
        )
        source = read_source(write(tmp_path, "a.vtt", f"WEBVTT\n\nNOTE gemaakt met\neen programma\n\n{cues}"))
        assert _turns(source) == TALK
        assert "speakers named in 4 of 4 subtitles" in source.warnings

    def test_labels_in_the_text(self, tmp_path: Path) -> None:
        cues = "".join(
            f"{n}\r\n{_clock(time, ',')} --> {_clock(time + 5, ',')}\r\n{who}: {said}\r\n\r\n"
            for n, (who, time, said) in enumerate(TALK, 1)
        )
        assert _turns(read_source(write(tmp_path, "a.srt", "\ufeff" + cues))) == TALK

    def test_one_speaker_on_end_is_one_turn_and_can_be_cut_into_sentences(self, tmp_path: Path) -> None:
        text = (
            "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Jan de Boer>Wij wachten <i>hier</i></v>\n\n"
            "00:03.000 --> 00:04.000\n<v Jan de Boer>al jaren &amp; dagen. Echt.</v>\n\n"
            "00:05.000 --> 00:06.000\n<v Visser, Anneke (Onderzoek)>Waarom?</v>\n"
        )
        path = write(tmp_path, "a.vtt", text)
        assert _turns(read_source(path)) == [
            ("Jan de Boer", 1.0, "Wij wachten hier al jaren & dagen. Echt."),
            ("Visser, Anneke (Onderzoek)", 5.0, "Waarom?"),
        ]
        assert [said for _, _, said in _turns(read_source(path, unit="sentence"))] == [
            "Wij wachten hier al jaren & dagen.", "Echt.", "Waarom?",
        ]  # fmt: skip

    def test_subtitles_of_nobody_known_are_lines(self, tmp_path: Path) -> None:
        path = write(
            tmp_path,
            "a.vtt",
            "WEBVTT\n\n00:01.000 --> 00:02.000\nEen zin die\n\n00:03.000 --> 00:04.000\nverder gaat.\n",
        )
        assert _turns(read_source(path)) == [("", 1.0, "Een zin die"), ("", 3.0, "verder gaat.")]
        assert _turns(read_source(path, unit="sentence")) == [("", 1.0, "Een zin die\nverder gaat.")]

    def test_a_file_without_subtitles(self, tmp_path: Path) -> None:
        with pytest.raises(CoderError, match=r"a\.srt: has no subtitles in it"):
            read_source(write(tmp_path, "a.srt", "gewoon tekst\n"))


class TestOTranscribe:
    def test_times_and_names(self, tmp_path: Path) -> None:
        page = "".join(
            f'<p><span class="timestamp" data-timestamp="{time}">0:{int(time):02}</span><b>{who}:</b> {said}</p>'
            for who, time, said in TALK
        )
        assert _turns(read_source(write(tmp_path, "a.otr", json.dumps({"text": page, "media": "a.m4a"})))) == TALK

    @pytest.mark.parametrize("content", ["{}", "[]", "niets", '{"text": 3}', "[" * 100_000])
    def test_another_file_by_that_name(self, tmp_path: Path, content: str) -> None:
        with pytest.raises(CoderError, match="is not a file that oTranscribe saved"):
            read_source(write(tmp_path, "a.otr", content))


class TestRichText:
    def test_bold_names_stamps_and_characters(self, tmp_path: Path) -> None:
        body = "".join(f"\\pard {{\\b {who}:}} {said} #00:00:{int(time):02}-0#\\par\n" for who, time, said in TALK)
        text = "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}{\\*\\generator Iets;}\n" + body + "}"
        source = read_source(write(tmp_path, "a.rtf", text))
        assert _turns(source) == TALK
        assert source.encoding == "rtf"

    @pytest.mark.parametrize(
        ("inside", "shown"),
        [
            ("caf\\'e9 \\u8364?5\\~\\{x\\}", "café €5\u00a0{x}"),
            ("\\uc0\\u233 en\\uc1 \\u-10179?\\u-8704? klaar", "éen😀 klaar"),
            ("een\\line twee\\tab drie\\emdash vier", "een\ntwee\tdrie—vier"),
            ("zichtbaar{\\v verborgen}{\\deleted weg}{\\footnote noot}", "zichtbaar"),
            ("a{\\pict\\bin4 }}}}b}c", "ac"),
        ],
    )
    def test_inside_a_paragraph(self, tmp_path: Path, inside: str, shown: str) -> None:
        source = read_source(write(tmp_path, "a.rtf", "{\\rtf1\\ansi\\ansicpg1252 RESPONDENT: " + inside + "\\par}"))
        assert _turns(source) == [("RESPONDENT", None, shown)]

    def test_a_document_made_to_harm(self, tmp_path: Path) -> None:
        with pytest.raises(CoderError, match="nested deeper than any real document"):
            read_source(write(tmp_path, "a.rtf", "{\\rtf1" + "{" * 200_000))


class TestDebates:
    def test_speakers_chair_and_comments(self, tmp_path: Path) -> None:
        text = (
            '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><div><note type="speaker">De voorzitter</note>'
            '<u who="#Bruijn" ana="#chair"><seg>Welkom.</seg><seg>Aan het <note>rumoer</note> woord.</seg></u>'
            '<note type="comment">Applaus.</note><u who="#Lid" ana="#regular"><seg>Dank\n u.</seg></u>'
            "</div></body></text></TEI>"
        )
        source = read_source(write(tmp_path, "a.xml", text))
        assert _turns(source) == [("Bruijn", None, "Welkom.\nAan het woord."), ("Lid", None, "Dank u.")]
        assert [segment.role for segment in source.segments] == ["moderator", "participant"]
        assert [case.label for case in source.cases] == ["Lid"]
        assert source.skipped == {"comments": 2}

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("<a/>", "is XML of another kind"),
            ("<a>", "is damaged"),
            ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "declares a document type"),
            ("<a>" * 5000 + "</a>" * 5000, "nested deeper than any real document"),
        ],
    )
    def test_other_xml_is_refused(self, tmp_path: Path, text: str, message: str) -> None:
        with pytest.raises(CoderError, match=message):
            read_source(write(tmp_path, "a.xml", text))
