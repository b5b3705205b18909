"""While anna codes on, the figure beside the code is what `coder agreement` would say."""

from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest

from coder.agreement import agreement
from coder.agreement.live import LiveAgreement
from coder.agreement.of_study import ratings_of
from coder.model import CoderError, CodingLine, ReviewLine
from coder.model.language import use_language
from coder.model.reconciling import united
from coder.store import Study
from tests.stories import transcript

CODES = ("partij/gemeente", "partij/vervoerder", "factor/succes", "factor/faal", "rol/klant")
TURNS = tuple(f"Uitspraak nummer {n}." for n in range(60))
CODERS = ("anna", "bram", "carla")


@pytest.fixture
def busy(study: Study) -> Study:
    """Three coders who have read most of sixty turns, and mostly agree."""
    study.add_source(transcript("druk.txt", TURNS))
    chance = Random(3)  # noqa: S311 - a seeded study, no secret
    study.code_many(enumerate(_lines(chance, range(1, 61)), start=1))
    return study


def _lines(chance, turns):
    for turn in turns:
        truth = chance.sample(CODES, chance.choice([0, 1, 1, 2]))
        for coder in CODERS:
            if chance.random() < 0.2:
                continue
            yield ReviewLine(f"druk#{turn}", coder)
            codes = [code for code in truth if chance.random() < 0.8]
            if codes:
                yield CodingLine(f"druk#{turn}", tuple(codes), coder)


def _same(live: LiveAgreement, study: Study) -> None:
    found = agreement(ratings_of(study, live.coders), draws=0)
    for code in found.codes:
        figure = live.figure(code.code)
        assert figure.n == code.n
        assert figure.prevalence == pytest.approx(code.prevalence)
        assert figure.alpha == pytest.approx(code.alpha)


class TestFigure:
    def test_is_that_of_the_table_from_the_start(self, busy: Study) -> None:
        _same(LiveAgreement(busy, CODERS), busy)

    def test_follows_every_change(self, busy: Study) -> None:
        live = LiveAgreement(busy, CODERS)
        anna = busy.codings("anna")
        busy.code(CodingLine("druk#1", ("rol/klant",), "bram"))
        _same(live, busy)
        busy.change_coding(anna[0].id, codes=("factor/faal",))
        _same(live, busy)
        busy.remove_coding(anna[1].id)
        busy.review(["groep#1"])
        _same(live, busy)
        for _ in range(3):
            busy.undo()
            _same(live, busy)
        busy.redo()
        _same(live, busy)

    def test_follows_another_program_a_new_source_and_the_codebook(self, busy: Study) -> None:
        live = LiveAgreement(busy, CODERS)
        with Study.open(busy.folder, "bram") as other:
            other.code(CodingLine("groep#2", ("rol/klant",)))
        _same(live, busy)
        busy.add_source(transcript("later.txt", TURNS[:9]))
        busy.code_many(
            (n, CodingLine(f"later#{n}", ("rol/klant",), coder)) for n in range(1, 10) for coder in CODERS[:2]
        )
        _same(live, busy)
        path = busy.codebook_file
        path.write_text(path.read_text("utf-8").replace("klant: {label: Klant}", "klant: {label: Reiziger}"), "utf-8")
        busy.take_up_codebook()
        _same(live, busy)

    def test_is_left_alone_by_what_others_settle_and_what_is_no_coding(self, busy: Study) -> None:
        live = LiveAgreement(busy, CODERS)
        before = [live.figure(code) for code in CODES]
        busy.reconcile("druk#1", united(busy.codings("anna")[:1]))
        busy.save_sample("dubbel", ["druk#1"])
        assert [live.figure(code) for code in CODES] == before

    def test_catches_up_with_very_many_changes_at_once(self, busy: Study) -> None:
        live = LiveAgreement(busy, CODERS)
        busy.add_source(transcript("lang.txt", tuple(f"Regel {n}" for n in range(1200))))
        busy.code_many((n, ReviewLine(f"lang#{n}", coder)) for n in range(1, 1201) for coder in CODERS)
        _same(live, busy)

    def test_has_the_interval_that_the_table_has_but_for_chance(self, busy: Study) -> None:
        live = LiveAgreement(busy, CODERS, draws=4_000)
        found = agreement(ratings_of(busy, CODERS), draws=4_000)
        for code in found.codes:
            figure = live.figure(code.code)
            assert figure.alpha_ci == pytest.approx(code.alpha_ci, abs=0.03)
            assert figure.verdict is not None

    def test_is_the_same_whichever_thread_asks(self, busy: Study) -> None:
        live = LiveAgreement(busy, CODERS)
        asked = [code for code in CODES for _ in range(8)]
        with ThreadPoolExecutor(8) as pool:
            answers = pool.map(live.figure, asked)
            for n in range(1, 9):
                busy.code(CodingLine(f"druk#{n}", ("rol/klant",), CODERS[n % 3]))
            assert [figure.code for figure in answers] == asked
        _same(live, busy)

    def test_looks_again_only_at_what_changed(self, busy: Study, monkeypatch: pytest.MonkeyPatch) -> None:
        live = LiveAgreement(busy, CODERS)
        looked: list[int] = []
        read = busy.codings_by_fragment
        monkeypatch.setattr(busy, "codings_by_fragment", lambda keys: looked.extend(keys) or read(keys))
        monkeypatch.setattr(busy, "judgements", pytest.fail)
        busy.code_many(
            [(1, CodingLine("druk#7", ("rol/klant",), "anna", memo="?")), (2, ReviewLine("druk#9", "carla"))]
        )
        for code in CODES:
            live.figure(code)
        assert looked == [busy.fragment_key("druk#7"), busy.fragment_key("druk#9")]


class TestBlindCoding:
    def test_shows_how_much_there_is_and_no_more(self, busy: Study) -> None:
        live = LiveAgreement(busy, CODERS)
        open_ = live.figure("factor/faal")
        busy.set_blind(True)
        hidden = live.figure("factor/faal")
        assert (hidden.n, hidden.prevalence, hidden.alpha, hidden.alpha_ci) == (open_.n, None, None, None)
        assert hidden.reason == "hidden as long as coding is blind"
        busy.set_blind(False)
        assert live.figure("factor/faal") == open_


class TestNothingToSay:
    def test_is_said_in_words(self, study: Study) -> None:
        live = LiveAgreement(study, ("anna", "bram"))
        study.code(CodingLine("groep#2", ("factor/faal",)))
        assert live.figure("factor/faal").reason == "one coder only"
        use_language("nl")
        assert live.figure("factor/faal").why == "maar één codeur"
        use_language("en")
        study.code(CodingLine("groep#3", ("factor/faal",), "bram"))
        assert live.figure("factor/faal").reason == "no overlap"
        study.code(CodingLine("groep#2", ("factor/faal",), "bram"))
        assert live.figure("factor/faal").reason == "undefined: no variation"
        assert live.figure("factor/succes").reason == "nobody used it"
        study.review(["groep#3"])
        assert live.figure("factor/faal").alpha is not None

    def test_of_a_code_that_is_not_there_names_the_nearest(self, study: Study) -> None:
        with pytest.raises(CoderError, match="nearest: factor/faal"):
            LiveAgreement(study, ("anna",)).figure("factor/fal")
