"""A researcher imports transcripts, each written the way its transcriber likes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from coder.files import read_source
from coder.model import ImportedSource
from tests.files.documents import write

TALK = (
    ("M", "Welkom allemaal. Hoe komt u hier?"),
    ("R1", "Met de bus. Let op: die rijdt één keer per uur."),
    ("R2", "Zie http://www.bus.nl: daar staat het. Om 12:30 uur gaat de laatste."),
    ("M", "Kunt u een voorbeeld geven?"),
    ("R3", "Bijvoorbeeld: de avonden."),
    ("R1", "Ja."),
    ("R2", "En dan nog:\nde regiotaxi kost € 5."),
    ("M", "Dank u wel."),
)

CODES = {"M": "M", "R1": "R1", "R2": "R2", "R3": "R3"}
NAMES = {"M": "Anneke Visser", "R1": "Jan de Boer", "R2": "Ayşe Öztürk", "R3": "Fatima el Idrissi"}
FIRST_NAMES = {"M": "Anna", "R1": "Bram", "R2": "Carla", "R3": "Dirk"}
ROLES = {
    "M": "Interviewer 1",
    "R1": "Deelnemer 1 (Utrecht)",
    "R2": "Deelnemer 2 (Zeist)",
    "R3": "Deelnemer 3 (Utrecht)",
}
NUMBERED = {"M": "S00", "R1": "S01", "R2": "S02", "R3": "S03"}
GERMAN = {"M": "Gesprächsleitung", "R1": "Befragter A", "R2": "Befragter B", "R3": "Befragte C"}
FUNCTIONS = {
    "M": "Gespreksleider",
    "R1": "Medewerker gemeente",
    "R2": "Wethouder Jansen",
    "R3": "De heer Van Hattem (D66)",
}


def _time(n: int) -> str:
    return f"00:{n:02}:{n * 7 % 60:02}"


Style = Callable[[str, int, str], str]
COLON_STYLES: dict[str, Style] = {
    "a colon": lambda who, n, said: f"{who}: {said}\n\n",
    "a colon, no blank lines": lambda who, n, said: f"{who}: {said}\n",
    "a colon and a tab": lambda who, n, said: f"{who}:\t{said}\n",
    "numbered lines": lambda who, n, said: f"{n}  {who}: {said}\n",
    "a dash before it": lambda who, n, said: f"- {who}: {said}\n",
    "stars for bold": lambda who, n, said: f"**{who}:** {said}\n\n",
    "alone with a colon": lambda who, n, said: f"{who}:\n{said}\n\n",
    "several paragraphs": lambda who, n, said: f"{who}: {said}\n\nEn dan dit nog.\n\n",
}
TIMED_STYLES: dict[str, Style] = {
    "[time] name:": lambda who, n, said: f"[{_time(n)}] {who}: {said}\n\n",
    "(time) name:": lambda who, n, said: f"({_time(n)}) {who}: {said}\n",
    "time name:": lambda who, n, said: f"{_time(n)} {who}: {said}\n",
    "name [time]:": lambda who, n, said: f"{who} [{_time(n)}]: {said}\n\n",
    "name (time):": lambda who, n, said: f"{who} ({_time(n)}): {said}\n\n",
    "name: [time]": lambda who, n, said: f"{who}: [{_time(n)}] {said}\n\n",
    "name [time] above": lambda who, n, said: f"{who} [{_time(n)}]\n{said}\n\n",
    "name time above": lambda who, n, said: f"{who}  {_time(n)}\n{said}\n\n",
    "time name above": lambda who, n, said: f"{_time(n)} {who}\n{said}\n\n",
    "time above name:": lambda who, n, said: f"{_time(n)}\n{who}: {said}\n\n",
    "time to time, name, text": lambda who, n, said: f"0:{n}:{n * 7 % 60} --> 0:{n}:59\n{who}\n{said}\n\n",
    "stamp behind": lambda who, n, said: f"{who}: {said} #{_time(n)}-0#\n",
    "stamp before": lambda who, n, said: f"#{_time(n)}-0# {who}: {said}\n",
    "columns": lambda who, n, said: f"{_time(n)}\t{who}\t{said}\n",
}
PLAIN_STYLES: dict[str, Style] = {
    "[name]": lambda who, n, said: f"[{who}] {said}\n\n",
    "name, tab": lambda who, n, said: f"{who}\t{said}\n",
    "alone on its line": lambda who, n, said: f"{who}\n{said}\n\n",
}

HEADER = "Focusgroep Noord\nDatum: 12 mei 2026\nLocatie: Utrecht\nModerator: Anneke Visser\nDeelnemers: 9\n\n"


def _read(folder: Path, text: str, name: str = "gesprek.txt") -> ImportedSource:
    return read_source(write(folder, name, text))


def _turns(source: ImportedSource) -> list[tuple[str, str]]:
    return [(segment.speaker, source.text[segment.start : segment.end]) for segment in source.segments]


def _roles(source: ImportedSource) -> dict[str, str]:
    return {segment.speaker: segment.role for segment in source.segments}


@pytest.mark.parametrize("header", ["", HEADER], ids=["bare", "below a header"])
@pytest.mark.parametrize("people", [CODES, NAMES, FIRST_NAMES, ROLES, NUMBERED, GERMAN], ids=lambda people: people["M"])
@pytest.mark.parametrize("style", [*COLON_STYLES, *TIMED_STYLES, *PLAIN_STYLES])
def test_every_turn_comes_back_whatever_the_style(
    tmp_path: Path, style: str, people: dict[str, str], header: str
) -> None:
    line = (COLON_STYLES | TIMED_STYLES | PLAIN_STYLES)[style]
    more = "\n\nEn dan dit nog." if style == "several paragraphs" else ""
    if style == "alone on its line" and people is FIRST_NAMES:
        talk = [
            (who, said) for who, said in TALK if who != "R3"
        ]  # one capitalised word, once, alone on a line: no name
    else:
        talk = list(TALK)
    source = _read(tmp_path, header + "".join(line(people[who], n, said) for n, (who, said) in enumerate(talk, 1)))
    assert _turns(source) == [(people[who], said + more) for who, said in talk]
    assert source.skipped == ({"lines before the first speaker": 5} if header else {})
    assert [who for who, role in _roles(source).items() if role == "moderator"] == [people["M"]]
    assert [case.label for case in source.cases] == [people[who] for who in ("R1", "R2", "R3") if who in dict(talk)]
    if style in TIMED_STYLES:
        assert [segment.time for segment in source.segments] == [n * 60 + n * 7 % 60 for n in range(1, len(talk) + 1)]


@pytest.mark.parametrize("style", [*COLON_STYLES, *TIMED_STYLES])
def test_functions_are_speakers_too_once_they_return(tmp_path: Path, style: str) -> None:
    line = (COLON_STYLES | TIMED_STYLES)[style]
    source = _read(tmp_path, "".join(line(FUNCTIONS[who], n, said) for n, (who, said) in enumerate(TALK, 1)))
    assert [who for who, _ in _turns(source)] == [FUNCTIONS[who] for who, _ in TALK]


class TestFalseSpeakers:
    def test_notes_with_colons_have_no_speakers(self, tmp_path: Path) -> None:
        source = _read(
            tmp_path,
            "Veldnotities\n\nDatum: 3 maart\nGemeente: Helmond\n\nLet op: er waren twee groepen.\n\n"
            "Vraag: hoe verder?\n\nConclusie: nog veel te doen.\n\nUWV: belangrijke partner.\n\nBron: http://www.uwv.nl\n\n"
            "12:30 uur: einde\n",
        )
        assert {segment.speaker for segment in source.segments} == {""}
        assert source.unit == "paragraph"
        assert len(source.segments) == 8
        assert source.warnings == ("no speakers found: each paragraph is a fragment",)

    def test_a_colon_in_somebodys_story_is_no_other_speaker(self, tmp_path: Path) -> None:
        source = _read(
            tmp_path,
            "INTERVIEWER: Vertel eens.\n\nRESPONDENT: Drie dingen.\n\nGeld: dat is er niet.\n\n"
            "Mensen: die wel.\n\nINTERVIEWER: En verder?\n\n"
            "RESPONDENT: Let op: dat verschilt.\nUWV: dat is lastig.\nSamenvattend: beter.\n",
        )
        assert [who for who, _ in _turns(source)] == ["INTERVIEWER", "RESPONDENT"] * 2
        assert _turns(source)[3][1] == "Let op: dat verschilt.\nUWV: dat is lastig.\nSamenvattend: beter."

    def test_what_recurs_with_a_colon_and_was_not_taken_is_said(self, tmp_path: Path) -> None:
        talk = "M: Hoe gaat het?\n\nR1: Goed.\n\nLet op: pauze.\n\n"
        source = _read(tmp_path, talk * 3)
        assert "read as text, not as speakers: “Let op”" in source.warnings
        assert source.warnings[0] == "speaker labels found in 6 of 9 paragraphs"

    def test_a_list_of_ingredients_and_a_row_of_short_answers_are_not_conversations(self, tmp_path: Path) -> None:
        for text in ("Bloem: 500 gram\nSuiker: 200 gram\nBoter: 100 gram\n", "Ja\nNee\nJa\nMisschien\nNee\nJa\n"):
            assert {segment.speaker for segment in _read(tmp_path, text).segments} == {""}

    def test_sounds_in_brackets_are_not_people(self, tmp_path: Path) -> None:
        source = _read(
            tmp_path, "M: Hoe?\n\n[gelach]\n\nR1: Zo.\n\n[gelach]\n\nR2 (lacht): Zo dus.\n\n[gelach]\n\nM: Ja.\n"
        )
        assert [case.label for case in source.cases] == ["R1", "R2"]


class TestWhoIsWho:
    def test_question_and_answer_are_the_two_sides_of_an_interview(self, tmp_path: Path) -> None:
        source = _read(
            tmp_path, "Vraag: Hoe gaat het?\n\nAntwoord: Goed.\n\nVraag: En verder?\n\nAntwoord: Ook goed.\n"
        )
        assert _roles(source) == {"Vraag": "moderator", "Antwoord": "participant"}

    def test_who_asks_most_is_guessed_to_lead_and_the_guess_is_said(self, tmp_path: Path) -> None:
        source = _read(
            tmp_path,
            "Jan: Wie begint?\nPiet: Ik.\nJan: Wat vindt u?\nPiet: Goed.\nKlaas: Echt?\nJan: Waarom?\nKlaas: Tja.\n",
        )
        assert _roles(source) == {"Jan": "moderator", "Piet": "participant", "Klaas": "participant"}
        assert "moderator guessed: “Jan” (asks 75% of the questions)" in source.warnings

    def test_without_evidence_nobody_leads(self, tmp_path: Path) -> None:
        source = _read(tmp_path, "Jan: Ik vind het goed.\nPiet: Ik niet.\nJan: Jammer.\nPiet: Tja.\n")
        assert set(_roles(source).values()) == {"participant"}
        assert [case.label for case in source.cases] == ["Jan", "Piet"]
        assert any("nobody is known to be the moderator" in warning for warning in source.warnings)

    def test_initials_of_two_people_are_not_taken_for_a_moderator(self, tmp_path: Path) -> None:
        source = _read(tmp_path, "M: Hoi.\nV: Dag.\nM: Fijn.\nV: Zeker.\n")
        assert set(_roles(source).values()) == {"participant"}

    def test_the_header_says_who_leads(self, tmp_path: Path) -> None:
        source = _read(
            tmp_path,
            "Datum: 3 mei\nInterviewer: Anneke Visser\n\nAnneke: Hoe gaat het?\nBo: Goed.\nAnneke: O.\nBo: Ja.\n",
        )
        assert _roles(source) == {"Anneke": "moderator", "Bo": "participant"}
        assert "moderator: “Anneke”, named so above the conversation" in source.warnings

    def test_one_person_keeps_one_label_however_it_is_written(self, tmp_path: Path) -> None:
        source = _read(
            tmp_path, "R3 (Utrecht): Ja.\nR4 (Zeist): Nee.\nModerator: Hoezo?\nr3: Daarom.\nR 4 : O.\nMODERATOR: Ja.\n"
        )
        assert [who for who, _ in _turns(source)] == [
            "R3 (Utrecht)", "R4 (Zeist)", "Moderator", "R3 (Utrecht)", "R4 (Zeist)", "Moderator",
        ]  # fmt: skip
        assert [case.attributes for case in source.cases] == [(("group", "Utrecht"),), (("group", "Zeist"),)]
        assert source.attributes == ("group",)

    def test_brackets_tell_namesakes_apart(self, tmp_path: Path) -> None:
        source = _read(
            tmp_path, "Deelnemer (Utrecht): Ja.\nDeelnemer (Zeist): Nee.\nM: O?\nDeelnemer (Utrecht): Ja.\nM: Dank.\n"
        )
        assert [case.label for case in source.cases] == ["Deelnemer (Utrecht)", "Deelnemer (Zeist)"]

    def test_a_slip_of_the_pen_is_kept_and_pointed_out(self, tmp_path: Path) -> None:
        source = _read(tmp_path, "Moderator: A?\nR1: B.\n" * 3 + "Modertor: C?\nR1: D.\n")
        assert ("Modertor", "C?") in _turns(source)
        assert any("“Modertor” (1×) looks like “Moderator” (3×)" in warning for warning in source.warnings)

    def test_a_turn_without_words_is_no_fragment(self, tmp_path: Path) -> None:
        source = _read(tmp_path, "M: Hoe?\n\nR1:\n\nM: Nog eens?\n\nR1: Zo.\n")
        assert [who for who, _ in _turns(source)] == ["M", "M", "R1"]
        assert source.skipped == {"empty turns": 1}
