"""Coding from the command line, by people and by programs."""

import json
from pathlib import Path

import pytest

from tests.stories import run


def _lines(*items: object) -> bytes:
    return b"".join(json.dumps(item, ensure_ascii=False).encode() + b"\n" for item in items)


def _codings(folder: Path) -> list[dict[str, object]]:
    found = run("--study", folder, "search", "e", "--json").data
    return [
        {key: value for key, value in coding.items() if key != "id"} | {"fragment": row["fragment"]}
        for row in found
        for coding in row["codings"]
    ]


class TestOneCoding:
    def test_with_span_statement_and_memo(self, folder: Path) -> None:
        result = run(
            "--study", folder, "--coder", "anna", "code", "groep#2", "factor/faal+partij/vervoerder",
            "--span", "0:19", "--statement", "Komt te laat", "--memo", "vraag na",
        )  # fmt: skip
        assert (result.code, result.out) == (0, "groep#2  Vervoerder + Faalfactoren\n")
        assert _codings(folder) == [
            {
                "fragment": "groep#2",
                "coder": "anna",
                "codes": ["partij/vervoerder", "factor/faal"],
                "span": [0, 19],
                "statement": "Komt te laat",
                "memo": "vraag na",
                "origin": "manual",
            }
        ]

    def test_undo_redo_and_the_log(self, folder: Path) -> None:
        here = ("--study", folder, "--coder", "anna")
        run(*here, "code", "groep#2", "partij/gemeente")
        assert run(*here, "undo").out.startswith("undone: coded groep#2")
        assert _codings(folder) == []
        assert run(*here, "redo").out.startswith("redone: coded groep#2")
        assert len(_codings(folder)) == 1
        kinds = [event["kind"] for event in run(*here, "log", "--json").data]
        assert kinds[:3] == ["batch.redone", "batch.undone", "coding.added"]

    def test_review_of_a_fragment_and_of_a_source(self, folder: Path) -> None:
        here = ("--study", folder, "--coder", "anna")
        assert run(*here, "review", "groep#1").out == "1 fragment reviewed by anna\n"
        assert run(*here, "review", "groep", "--json").data == {"reviewed": 4}


class TestCodingsFile:
    def test_is_added_whole(self, folder: Path, tmp_path: Path) -> None:
        path = tmp_path / "codings.jsonl"
        path.write_bytes(
            b"\xef\xbb\xbf"
            + _lines(
                {"fragment": "groep#2", "coder": "anna", "codes": ["partij/vervoerder", "factor/faal"], "span": [0, 6]},
                {"fragment": "groep#3", "coder": "bram", "review": True},
            )
        )
        assert run("--study", folder, "code", "--from", path).out == "added 1 coding and 1 review\n"
        assert [c["coder"] for c in _codings(folder)] == ["anna"]

    @pytest.mark.parametrize(
        ("line", "words"),
        [
            (b"{", "not JSON"),
            (b"[1]", "not a coding"),
            (b'{"fragment": "groep#2"}', "codes"),
            (b'{"codes": ["partij/gemeente"]}', "fragment"),
            (b'{"fragment": "groep#2", "codes": []}', "at least one"),
            (b'{"fragment": "groep#2", "codes": "partij/gemeente"}', "list"),
            (b'{"fragment": "groep#2", "codes": ["partij/x"]}', "nearest"),
            (b'{"fragment": "groep#2", "codes": ["partij/gemeente"], "span": [5, 2]}', "span"),
            (b'{"fragment": "groep#2", "codes": ["partij/gemeente"], "span": [0, 900]}', "outside"),
            (b'{"fragment": "groep#2", "codes": ["partij/gemeente"], "spn": 1}', "not a key"),
            (b'{"fragment": "groep#2", "review": "yes"}', "true or false"),
            (b'{"fragment": "groep#2", "codes": ["partij/gemeente"], "memo": 3}', "text"),
            (b'{"fragment": "groep#2", "codes": ["partij/gemeente"], "memo": "\xff"}', "UTF-8"),
            (b"[" * 100_000, "not JSON"),
        ],
    )
    def test_says_which_line_is_wrong_and_adds_nothing(
        self, folder: Path, tmp_path: Path, line: bytes, words: str
    ) -> None:
        path = tmp_path / "codings.jsonl"
        path.write_bytes(_lines({"fragment": "groep#3", "codes": ["partij/gemeente"]}) + b"\n" + line + b"\n")
        result = run("--study", folder, "code", "--from", path)
        assert result.code == 1
        assert "line 3: " in result.err
        assert words in result.err
        assert result.err.count("\n") == 1
        assert _codings(folder) == []

    def test_streamed_lines_are_acknowledged_one_by_one(self, folder: Path) -> None:
        stdin = _lines(
            {"fragment": "groep#2", "codes": ["partij/gemeente"]},
            {"fragment": "groep#99", "codes": ["partij/gemeente"]},
            {"fragment": "groep#3", "review": True},
        )
        result = run("--study", folder, "--coder", "anna", "code", "--from", "-", "--json", stdin=stdin)
        answers = [json.loads(line) for line in result.out.splitlines()]
        assert [(a["line"], a["ok"]) for a in answers] == [(1, True), (2, False), (3, True)]
        assert result.code == 1
        assert len(_codings(folder)) == 1


class TestRetrieve:
    def test_finds_what_has_all_codes(self, folder: Path) -> None:
        here = ("--study", folder, "--coder", "anna")
        run(*here, "code", "groep#2", "partij/vervoerder+factor/faal")
        run(*here, "code", "groep#3", "partij/vervoerder")
        assert [row["fragment"] for row in run(*here, "retrieve", "partij/vervoerder", "--json").data] == [
            "groep#2",
            "groep#3",
        ]
        assert [row["fragment"] for row in run(*here, "retrieve", "factor/faal+partij/vervoerder", "--json").data] == [
            "groep#2"
        ]


def test_json_holds_nothing_that_a_terminal_obeys(folder: Path) -> None:
    run("--study", folder, "--coder", "anna", "code", "groep#2", "partij/gemeente", "--memo", "a\x1b]52;c;x\x07b\u202e")
    result = run("--study", folder, "retrieve", "partij/gemeente", "--json")
    assert not set(result.out) & set("\x1b\x07\u202e")
    assert result.data[0]["codings"][0]["memo"] == "a\x1b]52;c;x\x07b\u202e"
