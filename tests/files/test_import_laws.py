"""What holds for any file: turns come back exactly, offsets are true, and only one kind of error comes out."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coder.files import read_source
from coder.files.transcripts.sentences import sentences
from coder.model import CoderError, ImportedSource
from tests.files.documents import docx, paragraph, write

# What begins or ends like a label, a time or a list mark is rightly read as one; so the ends are letters.
_LETTER = st.characters(categories=["Lu", "Ll", "Lo"])
_INSIDE = st.text(st.characters(codec="utf-8", exclude_characters="\0\n\r\t:："), max_size=40)
_SAID = st.tuples(_LETTER, _INSIDE, _LETTER).map("".join)
_WHO = st.sampled_from(["Moderator", "R1", "R2", "Deelnemer 3 (Utrecht)", "Anna de Vries"])
_TURNS = st.lists(st.tuples(_WHO, st.lists(_SAID, min_size=1, max_size=3)), min_size=3, max_size=12)


def _read(name: str, data: bytes, **options: object) -> ImportedSource:
    with tempfile.TemporaryDirectory() as folder:
        return read_source(write(Path(folder), name, data), **options)  # type: ignore[arg-type]


def _check_offsets(source: ImportedSource) -> None:
    position = 0
    for segment in source.segments:
        assert position <= segment.start < segment.end <= len(source.text)
        said = source.text[segment.start : segment.end]
        assert said == said.strip()
        position = segment.end
    labels = [case.label for case in source.cases]
    assert len(labels) == len(set(labels))
    assert {segment.case for segment in source.segments} - {""} <= set(labels)


def _read_or_refuse(name: str, data: bytes, **options: object) -> ImportedSource | str:
    """Return a source whose offsets are true, or the one line that refuses it."""
    refusal = ""
    try:
        source = _read(name, data, **options)
    except CoderError as error:
        refusal = str(error)
    else:
        _check_offsets(source)
        return source
    assert len(refusal.splitlines()) == 1
    return refusal


@settings(deadline=None)
@given(_TURNS, st.sampled_from(["\n\n", "\n"]))
def test_the_turns_of_a_conversation_come_back_exactly(turns: list[tuple[str, list[str]]], between: str) -> None:
    talk = [
        ("Moderator", ["Welkom"]),
        ("Anna de Vries", ["Dank"]),
        *turns,
        ("Moderator", ["Tot ziens"]),
        ("Anna de Vries", ["Dag"]),
    ]
    text = between.join(f"{who}: {between.join(said)}" for who, said in talk)
    source = _read("a.txt", text.encode())
    _check_offsets(source)
    found = [(segment.speaker, source.text[segment.start : segment.end]) for segment in source.segments]
    assert found == [(who, between.join(said)) for who, said in talk]


@settings(deadline=None)
@given(_TURNS)
def test_a_word_document_holds_the_same_turns_as_its_text(turns: list[tuple[str, list[str]]]) -> None:
    talk = [("Moderator", ["Welkom"]), *turns, ("Moderator", ["Tot ziens"])]
    allowed = [
        (who, ["".join(filter(str.isprintable, part)) for part in said]) for who, said in talk
    ]  # XML has no controls
    blocks = [
        paragraph(f"{who}: {part}") if i == 0 else paragraph(part)
        for who, said in allowed
        for i, part in enumerate(said)
    ]
    source = _read("a.docx", docx(*blocks))
    text = "\n".join(f"{who}: " + "\n".join(said) for who, said in allowed)
    _check_offsets(source)
    plain = _read("a.txt", text.encode())
    assert [source.text[s.start : s.end] for s in source.segments] == [
        plain.text[s.start : s.end] for s in plain.segments
    ]


@settings(deadline=None)
@given(st.text(max_size=300))
def test_sentences_leave_nothing_out(text: str) -> None:
    spans = list(sentences(text, 0, len(text)))
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    assert all(a < b for a, b in spans)
    assert spans == sorted(spans)


@settings(deadline=None)
@given(st.text(max_size=400), st.sampled_from([None, "turn", "paragraph", "sentence", "line"]))
def test_any_text_is_read_or_refused(text: str, unit: str | None) -> None:
    source = _read_or_refuse("a.txt", text.encode("utf-8", "surrogatepass"), unit=unit)
    assert source == _read_or_refuse("a.txt", text.encode("utf-8", "surrogatepass"), unit=unit)


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.docx", "a.xlsx", "a.vtt", "a.otr", "a.rtf", "a.xml", "a"])
@settings(deadline=None)
@given(data=st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(name: str, data: bytes) -> None:
    for content in (data, b"PK\x03\x04" + data, b"{\\rtf1 " + data, "“a”;b\n".encode("cp1252") + data):
        _read_or_refuse(name, content)


@settings(deadline=None)
@given(st.data())
def test_a_word_document_with_broken_bytes_is_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(docx(paragraph("Moderator: Hoe?"), paragraph("R1: Zo.")))
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=6)):
        content[at] = data.draw(st.integers(0, 255))
    _read_or_refuse("a.docx", bytes(content))


_CELL = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), max_size=30)


@settings(deadline=None)
@given(st.lists(st.tuples(_CELL, _CELL), min_size=1, max_size=8))
def test_every_answer_comes_back_from_a_survey(rows: list[tuple[str, str]]) -> None:
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in (str(n), *row)) for n, row in enumerate(rows, 1)]
    source = _read(
        "a.csv", ("\n".join(["nr,Waarom?,Hoe dan?", *quoted]) + "\n").encode(), answers=["Waarom?", "Hoe dan?"]
    )
    _check_offsets(source)
    found = [(segment.case, source.text[segment.start : segment.end]) for segment in source.segments]
    assert found == [(str(n), said) for n, row in enumerate(rows, 1) for cell in row if (said := cell.strip())]
    assert source.skipped.get("empty answers", 0) == 2 * len(rows) - len(found)
