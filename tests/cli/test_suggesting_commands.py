"""A researcher asks for suggestions on the command line, and later what they were good for."""

import json
from pathlib import Path

import pytest

from coder.model import CodingLine, ReviewLine
from coder.model.suggestion import Shown, Suggested
from coder.store import Study
from tests.stories import run, transcript

KIND = ("partij/vervoerder", "factor/succes")
LATE = ("partij/vervoerder", "factor/faal")
HEARD = ("partij/gemeente", "factor/succes")


def shown(*combinations: tuple[str, ...], on_screen: bool = True, order: str = "plain") -> Shown:
    return Shown(tuple(Suggested(codes, 0.5) for codes in combinations), on_screen, order)


class TestSuggesting:
    def test_codes_and_combinations_with_their_reasons(self, folder: Path) -> None:
        result = run("suggest", "groep#4", "groep#1", "--json", "--study", folder)
        first, second = result.data
        assert (first["fragment"], second["fragment"], first["calibrated"]) == ("groep#4", "groep#1", False)
        assert first["codes"][0]["code"] == "partij/gemeente"
        reason = first["codes"][0]["reasons"][0]
        text = "Er is geen coördinatie tussen gemeente en vervoerder."
        assert (reason["kind"], [text[slice(*span)] for span in reason["spans"]]) == ("cue", ["gemeente"])
        assert ["partij/gemeente"] in [one["codes"] for one in first["combinations"]]

    def test_what_resembles_it_is_named(self, folder: Path) -> None:
        run("code", "groep#4", "+".join(LATE), "--study", folder, "--coder", "anna")
        with Study.open(folder, "anna") as study:
            study.add_source(transcript("meer.txt", ("Nieuw", "Er is nog steeds geen coördinatie met de vervoerder.")))
        out = run("suggest", "meer#2", "--study", folder, "--coder", "anna").out
        assert "1    Vervoerder + Faalfactoren" in out  # no number: too little was coded
        assert "like groep#4" in out
        assert "like groep#4" not in run("suggest", "meer#2", "--study", folder, "--coder", "bram").out

    def test_no_evidence_is_said(self, folder: Path) -> None:
        with Study.open(folder, "anna") as study:
            study.add_source(transcript("kort.txt", ("Zo", "Hmm.")))
        assert "no evidence for any code" in run("suggest", "kort#2", "--study", folder).out

    def test_numbers_once_enough_was_coded(self, folder: Path) -> None:
        with Study.open(folder, "anna") as study:
            study.add_source(transcript("meer.txt", tuple(f"De bus is te laat, keer {n}." for n in range(12))))
            study.code_many((n, CodingLine(f"meer#{n}", LATE)) for n in range(1, 12))
        result = run("suggest", "meer#12", "--study", folder, "--coder", "anna")
        assert result.out.splitlines()[1].split()[1].startswith(".")

    def test_nothing_while_coding_is_blind(self, folder: Path) -> None:
        with Study.open(folder, "anna") as study:
            study.set_blind(True)
        result = run("suggest", "groep#2", "--study", folder)
        assert (result.code, result.out) == (1, "")
        assert "blind coding is on" in result.err

    @pytest.mark.parametrize("arguments", [[], ["groep#2", "--jsonl"], ["--jsonl", "--audit"]])
    def test_one_thing_at_a_time(self, folder: Path, arguments: list[str]) -> None:
        assert run("suggest", *arguments, "--study", folder).code == 2

    def test_there_is_no_way_to_accept_everything(self) -> None:
        assert "accept" not in run("suggest", "--help").out

    def test_a_conversation_needs_no_study(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        lines = [
            {"op": "codebook", "codes": [{"code": "bus", "cues": ["bus"]}, {"code": "trein"}], "lang": "nl"},
            {"op": "learn", "text": "De trein rijdt niet.", "codes": ["trein"]},
            {"op": "flush"},
            {"op": "suggest", "text": "De bus is laat."},
        ]
        stdin = "\n".join(map(json.dumps, lines)).encode() + b"\n\xff\n"
        answers = [json.loads(line) for line in run("suggest", "--jsonl", stdin=stdin).out.splitlines()]
        assert answers[:3] == [{}, {}, {}]
        assert answers[3][0][0] == "bus"
        assert "error" in answers[4]


class TestNext:
    def test_the_next_fragment_in_the_order_of_the_study(self, folder: Path) -> None:
        run("review", "groep#1", "--study", folder, "--coder", "anna")
        result = run("next", "--study", folder, "--coder", "anna")
        assert result.out == "groep#2  R1\nDe bus komt te laat, maar de chauffeur is aardig.\n"
        assert run("next", "--study", folder, "--coder", "bram", "--json").data["fragment"] == "groep#1"

    def test_the_one_that_teaches_most(self, folder: Path) -> None:
        run("code", "groep#2", "+".join(LATE), "--study", folder, "--coder", "anna")
        result = run("next", "--active", "--study", folder, "--coder", "anna", "--json")
        assert result.data["fragment"] in ("groep#3", "groep#4")  # not the moderator's

    def test_the_log_says_once_that_it_came_in_that_order_and_undo_passes_it_over(self, folder: Path) -> None:
        anna = ("--study", folder, "--coder", "anna")
        run("code", "groep#2", "+".join(LATE), *anna)
        run("next", *anna)
        taken = [run("next", "--active", *anna, "--json").data["fragment"] for _ in range(2)]
        assert taken[0] == taken[1]
        said = run("log", *anna).out.splitlines()
        assert f"took {taken[0]} in active order" in said[0]
        assert sum("in active order" in line for line in said) == 1
        assert "coded groep#2" in run("undo", *anna).out
        assert run("check", "--rebuild", *anna).code == 0

    def test_in_plain_order_where_nothing_teaches(self, folder: Path) -> None:
        run("review", "groep#2", "groep#3", "groep#4", "--study", folder, "--coder", "anna")
        assert run("next", "--active", "--study", folder, "--coder", "anna", "--json").data["fragment"] == "groep#1"

    def test_everything_is_reviewed(self, folder: Path) -> None:
        run("review", "groep", "--study", folder, "--coder", "anna")
        assert "anna has reviewed every fragment" in run("next", "--study", folder, "--coder", "anna").out
        assert run("next", "--json", "--study", folder, "--coder", "anna").data is None


class TestAudit:
    @pytest.fixture
    def audited(self, folder: Path) -> Path:
        """Anna took, chose by hand, overrode and rejected; bram saw nothing."""
        with Study.open(folder, "anna") as study:
            study.code(CodingLine("groep#2", LATE, origin="suggestion"), shown(LATE, KIND))
            study.code(CodingLine("groep#2", KIND), shown(KIND))
            study.code(CodingLine("groep#3", HEARD), shown(LATE, order="active"))
            study.reject("groep#4", LATE, shown(LATE))
            study.review(["groep#4"], shown=shown(HEARD))
            study.code_many(
                enumerate([CodingLine("groep#2", LATE, "bram"), CodingLine("groep#3", LATE, "bram")], start=1)
            )
        with Study.open(folder, "bram") as study:
            study.code(CodingLine("groep#4", LATE), shown(LATE, on_screen=False))
            study.code_many(enumerate([ReviewLine("groep#1", "bram"), ReviewLine("groep#1", "anna")], start=1))
        return folder

    def test_what_became_of_each_code(self, audited: Path) -> None:
        data = run("suggest", "--audit", "--json", "--study", audited).data
        rows = {row["code"]: row for row in data["codes"]}
        late = rows["factor/faal"]
        assert [late[key] for key in ("shown", "taken", "by_hand", "overridden", "rejected")] == [3, 1, 0, 1, 1]
        assert late["precision"] == pytest.approx(1 / 3)
        assert (late["hidden"], late["hidden_precision"]) == (1, 1.0)
        kind = rows["factor/succes"]
        assert [kind[key] for key in ("shown", "taken", "by_hand", "overridden")] == [2, 1, 0, 1]
        assert all(
            row["shown"] == row["taken"] + row["by_hand"] + row["overridden"] + row["rejected"] for row in rows.values()
        )
        assert (data["decisions"], data["active"]) == (6, 1)

    def test_whether_coders_agree_more_when_they_saw_suggestions(self, audited: Path) -> None:
        data = run("suggest", "--audit", "--json", "--study", audited).data["agreement"]
        assert (data["with_suggestions"]["n"], data["without_suggestions"]["n"]) == (3, 1)

    def test_in_words(self, audited: Path) -> None:
        out = run("suggest", "--audit", "--study", audited).out
        assert "factor/faal  Faalfactoren" in out
        assert "6 decisions, 1 of them in active order" in out
        assert "agreement with suggestions in sight: alpha" in out
        assert "percent 41.7%, n 3" in out
        assert "agreement without: undefined (nobody used it), n 1" in out

    def test_before_anything_was_suggested(self, folder: Path) -> None:
        assert "nothing was decided with suggestions yet" in run("suggest", "--audit", "--study", folder).out
        assert run("suggest", "--audit", "--json", "--study", folder).data["agreement"]["with_suggestions"] is None

    def test_two_coders_who_follow_the_bar_agree_where_they_saw_it_and_not_elsewhere(self, folder: Path) -> None:
        """Twelve fragments with the same suggestion in sight, twelve with it hidden: only those are judged freely."""
        turns = tuple(f"De bus, keer {number}." for number in range(25))
        for coder, elsewhere in (("anna", LATE), ("bram", KIND)):
            with Study.open(folder, coder) as study:
                study.add_source(transcript("bus.txt", turns))
                for number in range(2, 14):
                    line = CodingLine(f"bus#{number}", HEARD if number % 2 else LATE, origin="suggestion")
                    study.code(line, shown(line.codes))
                for number in range(14, 26):
                    own = elsewhere if number % 3 else HEARD
                    study.code(CodingLine(f"bus#{number}", own), shown(HEARD, on_screen=False))
        data = run("suggest", "--audit", "--json", "--study", folder).data
        seen, hidden = (data["agreement"][key] for key in ("with_suggestions", "without_suggestions"))
        assert (seen["n"], hidden["n"]) == (12, 12)
        assert seen["alpha"] == 1.0
        assert hidden["alpha"] < 0.5
        heard = next(row for row in data["codes"] if row["code"] == "partij/gemeente")
        assert (heard["shown"], heard["taken"], heard["precision"]) == (12, 12, 1.0)
        assert (heard["hidden"], heard["hidden_precision"]) == (24, 1 / 3)

    def test_undone_is_not_counted(self, folder: Path) -> None:
        with Study.open(folder, "anna") as study:
            study.code(CodingLine("groep#2", LATE), shown(LATE))
            study.undo()
        assert run("suggest", "--audit", "--json", "--study", folder).data["decisions"] == 0
