"""Real and hostile files, where the folder with them is beside the repository."""

import json
from pathlib import Path
from typing import Any

import pytest

from coder.files import read_source
from coder.model import CoderError

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases"
IMPORTED = ("transcript", "csv", "docx", "xlsx")


def _entries(folder: str, key: str) -> list[Any]:
    manifest = CASES / folder / "manifest.json"
    if not manifest.exists():
        return [pytest.param({}, marks=pytest.mark.skip(reason="the folder with cases is not here"))]
    found = json.loads(manifest.read_text(encoding="utf-8"))
    entries = found if isinstance(found, list) else found["files"]
    return [pytest.param(entry, id=entry[key]) for entry in entries]


@pytest.mark.parametrize("entry", _entries("transcripts", "file"))
def test_what_is_in_a_file_is_what_was_made_or_transcribed(entry: dict[str, Any]) -> None:
    truth = entry["truth"]
    source = read_source(CASES / "transcripts" / entry["file"])
    said = [source.text[segment.start : segment.end] for segment in source.segments]
    if truth.get("kind") == "survey":
        assert len(source.cases) == truth["respondents"]
        assert set(truth.get("open_questions", source.questions)) == set(source.questions)
        assert {answer for answer in truth.get("answers_q1", []) if answer} <= set(said)
        return
    turns = truth.get("turns") or truth.get("utterances") or truth["cues_or_utterances"]
    assert len(source.segments) == turns
    assert said[0].startswith(truth["first"])
    assert truth["last"] in said[-1]
    if "speakers" in truth and truth["speakers"] and "turns_if_same_speaker_merged" in truth:
        counted = {who: sum(segment.speaker == who for segment in source.segments) for who in truth["speakers"]}
        assert counted == truth["speakers"]
    if "roles" in truth:
        assert sum(segment.role == "moderator" for segment in source.segments) == 3
        assert len(source.cases) == 3


@pytest.mark.parametrize("entry", _entries("hostile", "path"))
def test_a_hostile_file_is_read_or_refused_as_it_should_be(entry: dict[str, Any]) -> None:
    if entry["kind"] not in IMPORTED:
        pytest.skip("another part of the program opens it")
    path = CASES / "hostile" / entry["path"]
    if entry["expect"] == "imports":
        assert read_source(path).segments
    else:
        with pytest.raises(CoderError) as refused:
            read_source(path)
        assert len(str(refused.value).splitlines()) == 1
