"""Other programs talk to the suggester, one JSON a line."""

from __future__ import annotations

import io
import json
import subprocess
import sys

import pytest

from coder.suggest import protocol
from tests.suggest.coding import CODES, SESSION


def converse(*requests: object) -> list:
    lines = [request if isinstance(request, str) else json.dumps(request) for request in requests]
    answers = io.StringIO()
    protocol.converse(io.StringIO("\n".join(lines)), answers)
    return [json.loads(line) for line in answers.getvalue().splitlines()]


BOOK = {"op": "codebook", "codes": CODES, "lang": "nl"}


def test_a_session_of_codebook_learn_and_suggest() -> None:
    learned = [{"op": "learn", "text": text, "codes": codes} for text, codes in SESSION]
    answers = converse(BOOK, *learned, {"op": "flush"}, {"op": "suggest", "text": "Weer een half jaar."})
    assert answers[:-1] == [{}] * (len(SESSION) + 2)
    code, chance, reasons = answers[-1][0]
    assert code == "factor/faal"
    assert 0 < chance < 1
    assert all(isinstance(reason, str) for reason in reasons)


def test_a_codebook_can_name_word_vectors() -> None:
    book = {"op": "codebook", "codes": [{"code": "food"}], "lang": "en", "vectors": "wordllama"}
    answers = converse(book, {"op": "suggest", "text": "A bowl of soup."}, book | {"vectors": "no_such_md"})
    assert [code for code, *_ in answers[1]] == ["food"]
    assert "no_such_md" in answers[2]["error"]


def test_what_was_just_learned_counts_without_a_flush() -> None:
    learn = {
        "op": "learn",
        "text": "Pannenkoeken bakken.",
        "codes": ["overig"],
        "address": "fg1#3",
        "rejected": ["partij/sw"],
    }
    answer = converse(BOOK, learn, {"op": "suggest", "text": "Wij bakken pannenkoeken."})[-1]
    assert answer[0][0] == "overig"
    assert "like fg1#3" in answer[0][2]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{oops", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "expected an object"),
        ("{}", "unknown op None"),
        ('{"op": "dance"}', "unknown op 'dance'"),
        ('{"op": ["suggest"]}', "unknown op"),
        ('{"op": "suggest"}', '"text" must be text'),
        ('{"op": "learn", "text": "x", "codes": "a"}', '"codes" must be a list'),
        ('{"op": "learn", "text": "x", "codes": [3]}', "codes must be a list of codes"),
        ('{"op": "codebook", "codes": [{}], "lang": "nl"}', "it has no code"),
        ('{"op": "codebook", "codes": []}', '"lang" must be text'),
    ],
)
def test_a_malformed_line_gets_one_error_and_it_goes_on(line: str, message: str) -> None:
    answers = converse(BOOK, line, "", {"op": "suggest", "text": "Het UWV."})
    assert len(answers) == 3
    assert message in answers[1]["error"]
    assert answers[2][0][0] == "partij/uwv"


def test_a_line_that_never_ends_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "LONGEST_LINE", 2_000)
    answers = converse(BOOK, '{"op": "suggest", "text": "' + "a" * 10_000 + '"}', {"op": "suggest", "text": "Het UWV."})
    assert "longer than" in answers[1]["error"]
    assert answers[2][0][0] == "partij/uwv"


def test_a_codebook_has_to_come_first() -> None:
    assert "before any codebook" in converse({"op": "suggest", "text": "x"})[0]["error"]


def test_half_characters_are_answered() -> None:
    assert converse(BOOK, '{"op": "suggest", "text": "UWV \\ud800 werkbedrijf"}')[-1][0][0] == "partij/uwv"


def test_importing_the_package_loads_no_heavy_library() -> None:
    script = (
        "import sys, coder.suggest, coder.suggest.protocol, coder.suggest.combinations\n"
        "print([m for m in ('spacy', 'sklearn', 'numpy', 'scipy', 'simplemma') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
