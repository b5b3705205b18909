"""A team prepares to code twice: how much, which fragments, and unseen by each other."""

from pathlib import Path

import pytest

from coder.agreement import sample_size
from tests.double_coded import FAILURE, make
from tests.stories import run


@pytest.fixture
def twice(tmp_path: Path) -> Path:
    return make(tmp_path / "dubbel")


class TestSample:
    def test_is_random_spread_over_sources_and_the_same_for_the_same_seed(self, twice: Path) -> None:
        found = run("--study", twice, "sample", "10", "--json").data
        assert (found["size"], found["of"], found["seed"]) == (10, 80, 1)
        assert [address.partition("#")[0] for address in found["fragments"]] == ["eerste"] * 5 + ["tweede"] * 5
        assert run("--study", twice, "sample", "10", "--json").data == found
        assert run("--study", twice, "sample", "10", "--seed", "2", "--json").data["fragments"] != found["fragments"]

    def test_can_be_spread_over_speakers(self, twice: Path) -> None:
        found = run("--study", twice, "sample", "4", "--by", "speaker", "--json").data["fragments"]
        # The moderator of each group says one thing only, and is in the sample all the same.
        assert {"eerste#1", "tweede#1"} < set(found)

    def test_can_be_spread_over_an_attribute_and_over_both(self, tmp_path: Path) -> None:
        answers = [f"{n},{'west' if n <= 20 else 'oost'},Antwoord {n}.,Nog een {n}." for n in range(1, 31)]
        file = tmp_path / "enquete.csv"
        file.write_text("\n".join(["nr,regio,Wat ging goed?,Wat ging fout?", *answers]), "utf-8")
        run("init", tmp_path / "studie")
        here = ("--study", tmp_path / "studie")
        run(*here, "import", file)
        assert "regio" in {name for case in run(*here, "cases", "--json").data for name in case["attributes"]}
        drawn = run(*here, "sample", "12", "--by", "Regio", "--json").data
        assert drawn["by"] == "regio"
        regions = [row["fragment"] for row in run(*here, "search", "attr:regio=west", "--json").data]
        assert len(set(drawn["fragments"]) & set(regions)) == 8
        assert run(*here, "sample", "12", "--by", "question,regio", "--json").data["by"] == "question,regio"
        assert "spread over questions × regio, seed 1" in run(*here, "sample", "12", "--by", "question,regio").out
        result = run(*here, "sample", "12", "--by", "leeftijd")
        assert "spread over source, speaker, question, regio; there is no “leeftijd”" in result.err

    def test_says_how_large_it_should_be_and_what_that_assumes(self, twice: Path) -> None:
        found = run("--study", twice, "sample", "--width", ".3", "--prevalence", ".5", "--json").data
        assert found["needed"] == sample_size(0.3, prevalence=0.5)
        assert found["size"] == found["needed"]
        out = run("--study", twice, "sample", "--width", ".3", "--prevalence", ".5").out
        assert f"{found['needed']} fragments give a 95% interval of about alpha ± .30" in out
        assert "two coders, an alpha of .80 expected and the code in 50.0% of the fragments" in out
        assert "by the variance of Donner & Eliasziw (1992)" in out

    def test_takes_the_prevalence_from_what_was_coded(self, twice: Path, folder: Path) -> None:
        found = run("--study", twice, "sample", "10", "--json").data
        assert 0.01 < found["prevalence"] < 0.3
        assert "the median so far" in run("--study", twice, "sample", "60").out
        assert run("--study", folder, "sample", "2", "--json").data["prevalence"] == 0.1

    def test_that_takes_more_than_there_is_says_so(self, twice: Path) -> None:
        out = run("--study", twice, "sample", "--width", ".01").out
        assert "more than there are: code all of them twice" in out
        assert "80 fragments of 80" in out

    def test_too_small_to_say_anything_says_so(self, twice: Path) -> None:
        assert "too few to say anything" in run("--study", twice, "sample", "2").out

    def test_is_kept_and_shows_how_far_everybody_is(self, twice: Path) -> None:
        drawn = run("--study", twice, "sample", "6", "--save", "dubbel", "--json").data["fragments"]
        assert run("--study", twice, "sample", "--show", "dubbel", "--json").data == drawn
        assert run("--study", twice, "sample", "--show", "dubbel").out.splitlines() == drawn
        (kept,) = run("--study", twice, "sample", "--json").data
        assert (kept["name"], kept["fragments"], kept["reviewed"]["anna"]) == ("dubbel", 6, 6)
        assert "anna 6, bram 6" in run("--study", twice, "sample").out

    def test_none_kept_says_how(self, twice: Path) -> None:
        assert "--save NAME" in run("--study", twice, "sample").out

    @pytest.mark.parametrize(
        ("arguments", "code", "words"),
        [
            (["81"], 1, "80 fragments; 81 cannot be drawn"),
            (["0"], 2, "0"),
            (["10", "--width", ".1"], 2, "not both"),
            (["--width", "0"], 2, "width"),
            (["--width", "2"], 2, "width"),
            (["10", "--save", "Dubbel 1"], 1, "cannot name a sample"),
            (["--show", "weg"], 1, "no sample “weg”"),
        ],
    )
    def test_wrong_use_is_one_line(self, twice: Path, arguments: list[str], code: int, words: str) -> None:
        result = run("--study", twice, "sample", *arguments)
        assert (result.code, result.out, result.err.count("\n")) == (code, "", 1)
        assert words in result.err

    def test_of_a_study_without_fragments_is_one_line(self, tmp_path: Path) -> None:
        run("init", tmp_path / "leeg")
        result = run("--study", tmp_path / "leeg", "sample", "3")
        assert (result.code, result.err.count("\n")) == (1, 1)
        assert "no fragments yet" in result.err


class TestBlind:
    def test_is_turned_on_and_off_and_told(self, twice: Path) -> None:
        assert run("--study", twice, "blind").out == "blind coding is off\n"
        assert run("--study", twice, "blind", "on").out == "blind coding is on from now on\n"
        assert run("--study", twice, "blind", "--json").data == {"blind": True, "changed": False}
        assert run("--study", twice, "blind", "off", "--json").data == {"blind": False, "changed": True}

    def test_what_is_found_shows_no_codings_of_others(self, twice: Path) -> None:
        run("--study", twice, "blind", "on")
        here = ("--study", twice, "--coder", "dirk")
        assert run(*here, "retrieve", FAILURE, "--json").data == []
        assert {len(row["codings"]) for row in run(*here, "search", "bus", "--json").data} == {0}
        run(*here, "review", "eerste#1")
        assert [row["fragment"] for row in run(*here, "retrieve", FAILURE, "--json").data] == ["eerste#1"]
        assert [c["coder"] for c in run(*here, "retrieve", FAILURE, "--json").data[0]["codings"]] == ["anna", "bram"]

    def test_who_has_read_a_fragment_sees_what_others_made_of_it(self, twice: Path) -> None:
        before = run("--study", twice, "--coder", "anna", "retrieve", FAILURE, "--json").data
        run("--study", twice, "blind", "on")
        assert run("--study", twice, "--coder", "anna", "retrieve", FAILURE, "--json").data == before
