"""A team codes twice, blind, a sample that chance has drawn."""

import pytest

from coder.model import CoderError, CodingLine
from coder.store import Study

LATE = ("partij/vervoerder", "factor/faal")


@pytest.fixture
def coded(study: Study) -> Study:
    """Bram and the consensus have coded groep#2 and groep#3, anna groep#2."""
    lines = [CodingLine(f"groep#{n}", LATE, coder) for n in (2, 3) for coder in ("bram", "consensus")]
    study.code_many(enumerate([*lines, CodingLine("groep#2", LATE, "anna")], start=1))
    return study


def _seen(study: Study, coder: str) -> dict[str, list[str]]:
    ids = study.fragment_ids()
    return {
        study.address(key): [coding.coder for coding in codings]
        for key, codings in study.visible_codings(ids, coder).items()
    }


class TestBlindCoding:
    def test_is_off_until_somebody_turns_it_on(self, coded: Study) -> None:
        assert not coded.blind
        assert _seen(coded, "anna") == {"groep#2": ["bram", "consensus", "anna"], "groep#3": ["bram", "consensus"]}

    def test_hides_others_until_the_coder_has_read_the_fragment(self, coded: Study) -> None:
        assert coded.set_blind(True)
        assert coded.blind
        assert _seen(coded, "anna") == {"groep#2": ["bram", "consensus", "anna"]}
        coded.review(["groep#3"])
        assert _seen(coded, "anna")["groep#3"] == ["bram", "consensus"]

    def test_hides_from_each_coder_what_that_coder_has_not_read(self, coded: Study) -> None:
        coded.set_blind(True)
        assert _seen(coded, "carla") == {}
        assert _seen(coded, "bram") == _seen(coded, "consensus")

    def test_stays_on_when_the_study_is_closed_and_for_the_other_coder(self, coded: Study) -> None:
        coded.set_blind(True)
        with Study.open(coded.folder, "bram") as again:
            assert again.blind
            assert again.set_blind(False)
        assert not coded.blind

    def test_turning_it_on_twice_changes_nothing(self, coded: Study) -> None:
        coded.set_blind(True)
        revision = coded.revision
        assert not coded.set_blind(True)
        assert coded.revision == revision

    def test_is_undone_like_any_action(self, coded: Study) -> None:
        coded.set_blind(True)
        assert coded.undo() == "turned blind coding on"
        assert not coded.blind
        coded.redo()
        assert coded.blind
        assert coded.check() == []


class TestSample:
    def test_is_kept_under_its_name_in_the_order_of_the_study(self, study: Study) -> None:
        study.save_sample("dubbel", ["groep#4", "groep#2"], {"seed": 1})
        assert list(study.sample("dubbel")) == [study.fragment_key("groep#2"), study.fragment_key("groep#4")]
        assert study.samples() == {"dubbel": 2}

    def test_is_there_when_the_study_is_opened_again(self, study: Study) -> None:
        study.save_sample("dubbel", ["groep#4"])
        with Study.open(study.folder, "bram") as again:
            assert again.samples() == {"dubbel": 1}

    def test_is_undone(self, study: Study) -> None:
        study.save_sample("dubbel", ["groep#4"])
        study.undo()
        assert study.samples() == {}
        study.save_sample("dubbel", ["groep#1"])
        assert study.samples() == {"dubbel": 1}
        assert study.check() == []

    def test_loses_the_fragments_of_a_source_that_is_taken_out(self, study: Study) -> None:
        study.save_sample("dubbel", ["groep#4"])
        study.undo()
        study.undo()
        assert study.sources() == ()
        study.redo()
        study.redo()
        assert study.samples() == {"dubbel": 1}

    @pytest.mark.parametrize(
        ("name", "addresses", "words"),
        [
            ("", ["groep#1"], "cannot name a sample"),
            ("Dubbel 1", ["groep#1"], "cannot name a sample"),
            ("\x1b", ["groep#1"], "cannot name a sample"),
            ("dubbel", [], "at least one"),
            ("dubbel", ["groep#9"], "fragments 1 to 4"),
            ("eerste", ["groep#1"], "already"),
        ],
    )
    def test_what_cannot_be_is_said(self, study: Study, name: str, addresses: list[str], words: str) -> None:
        study.save_sample("eerste", ["groep#1"])
        with pytest.raises(CoderError, match=words):
            study.save_sample(name, addresses)
        assert study.samples() == {"eerste": 1}

    def test_a_name_that_is_not_there_finds_its_nearest(self, study: Study) -> None:
        study.save_sample("dubbel", ["groep#1"])
        with pytest.raises(CoderError, match="no sample “dubel” in the study; nearest: dubbel"):
            study.sample("dubel")
