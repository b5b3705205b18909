"""A coder accepts, chooses something else, rejects, changes her mind."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coder.model.errors import CoderError
from coder.suggest import Suggester, history
from tests.suggest.coding import CODES, SESSION, order

ASKED = [
    "Weer een half jaar gewacht.",
    "Bij de kwekerij.",
    "Het werkbedrijf belt prima terug.",
    "Werkervaringsplekken.",
]


def chance(suggester: Suggester, text: str, code: str) -> float:
    return {found: chance for found, chance, _ in suggester.suggest(text)}.get(code, 0.0)


class TestWhatWasCodedCounts:
    def test_words_that_no_codebook_knows_are_learned(self, trained: Suggester) -> None:
        first = trained.rank("Het ligt er nu een half jaar.")[0]
        assert first.code == "factor/faal"
        words = next(reason for reason in first.reasons if reason.kind == "words")
        assert "half" in words.text

    def test_spans_underline_the_words(self, trained: Suggester) -> None:
        text = "Het ligt er nu een half jaar."
        for suggestion in trained.rank(text):
            for reason in suggestion.reasons:
                assert all(
                    text[start:end] in reason.text or reason.kind in ("cue", "name") for start, end in reason.spans
                )

    def test_a_fragment_it_resembles_is_named_by_its_address(self, new: Suggester) -> None:
        new.learn("Een half jaar op een formulier wachten.", ["factor/faal"], address="fg2#88")
        new.flush()
        reasons = new.rank("We wachten een half jaar op zo'n formulier.")[0].reasons
        assert [(reason.text, reason.address) for reason in reasons if reason.kind == "fragment"] == [
            ("like fg2#88", "fg2#88")
        ]

    def test_without_an_address_its_beginning_is_quoted(self, trained: Suggester) -> None:
        reasons = trained.suggest("Weer een half jaar wachten op een formulier.")[0][2]
        assert any(reason.startswith("like “Een half jaar wachten") for reason in reasons)

    def test_rejecting_a_code_lowers_it(self, new: Suggester) -> None:
        text = "Via het werkbedrijf kwam er een kandidaat."
        for suggester_text, codes in SESSION:
            new.learn(suggester_text, codes)
        new.flush()
        before = chance(new, text, "partij/uwv")
        for at in range(4):
            new.learn(f"Het werkbedrijf, keer {at}.", [], rejected=["partij/uwv"])
        new.flush()
        assert chance(new, text, "partij/uwv") < before

    def test_a_rejection_says_nothing_on_codes_that_were_not_considered(self) -> None:
        codes = [{"code": "a"}, {"code": "b"}, {"code": "c"}]
        only_rejects = Suggester(codes, "nl")
        denies_all = Suggester(codes, "nl")
        for suggester in (only_rejects, denies_all):
            suggester.learn("De tuin van de buren.", ["b"])
        for at in range(5):
            only_rejects.learn(f"Nog een tuin {at}.", [], rejected=["a"])
            denies_all.learn(f"Nog een tuin {at}.", [])
        for suggester in (only_rejects, denies_all):
            suggester.flush()
        assert chance(only_rejects, "Een tuin.", "b") > chance(denies_all, "Een tuin.", "b")

    def test_two_codings_of_one_fragment_add_up(self, new: Suggester) -> None:
        twice = Suggester.from_history(
            CODES, "nl", [*SESSION, ("Lof en blaam.", ["factor/succes"]), ("Lof en blaam.", ["factor/faal"])]
        )
        once = Suggester.from_history(CODES, "nl", [*SESSION, ("Lof en blaam.", ["factor/succes", "factor/faal"])])
        assert [twice.suggest(text) for text in ASKED] == [once.suggest(text) for text in ASKED]

    def test_what_is_forgotten_was_never_learned(self) -> None:
        decided = [{"text": text, "codes": codes, "address": f"fg1#{at}"} for at, (text, codes) in enumerate(SESSION)]
        never = Suggester.from_history(CODES, "nl", decided[:-1])
        forgotten = Suggester.from_history(CODES, "nl", decided)
        assert forgotten.forget("fg1#11")
        assert not forgotten.forget("fg9#1")
        assert [forgotten.suggest(text) for text in ASKED] == [never.suggest(text) for text in ASKED]

    @pytest.mark.parametrize(("text", "codes"), [(None, ["a"]), ("tekst", "abc"), ("tekst", [1])])
    def test_what_cannot_be_learned_is_refused(self, new: Suggester, text: object, codes: object) -> None:
        with pytest.raises(CoderError):
            new.learn(text, codes)  # type: ignore[arg-type]


class TestSameLogSameSuggestions:
    def test_whenever_it_was_flushed(self) -> None:
        often, once = Suggester(CODES, "nl"), Suggester(CODES, "nl")
        for text, codes in SESSION:
            often.learn(text, codes)
            often.flush()
            often.suggest(text)
            once.learn(text, codes)
        once.flush()
        rebuilt = Suggester.from_history(CODES, "nl", SESSION)
        for text in ASKED:
            assert often.suggest(text) == once.suggest(text) == rebuilt.suggest(text)

    @settings(max_examples=15, deadline=None)
    @given(
        st.lists(
            st.tuples(
                st.sampled_from([text for text, _ in SESSION]),
                st.sets(st.sampled_from(["factor/faal", "overig", "gone"])),
            ),
            max_size=8,
        )
    )
    def test_any_log_can_be_replayed(self, log: list) -> None:
        decided = [(text, sorted(codes)) for text, codes in log]
        first, second = (Suggester.from_history(CODES, "nl", decided) for _ in range(2))
        assert [first.suggest(text) for text in ASKED] == [second.suggest(text) for text in ASKED]

    def test_suggesting_never_changes_a_suggestion(self, trained: Suggester) -> None:
        before = trained.suggest(ASKED[0])
        for text in ("Iets heel anders met nieuwe woorden.", ASKED[1], ASKED[0] * 50):
            trained.suggest(text)
        assert trained.suggest(ASKED[0]) == before


class TestTheCodebookChanges:
    def test_a_new_code_counts_at_once_and_what_was_learned_stays(self) -> None:
        suggester = Suggester.from_history(CODES, "nl", SESSION)
        suggester.recode([*CODES, {"code": "partij/kwekerij", "name": "Kwekerij"}])
        assert "partij/kwekerij" in order(suggester, "Bij de kwekerij.")
        assert order(suggester, "Weer een half jaar.")[0] == "factor/faal"

    def test_earlier_fragments_are_no_evidence_against_a_new_code(self) -> None:
        grown = Suggester.from_history(CODES[:-1], "nl", SESSION)
        grown.recode(CODES)
        always = Suggester.from_history(
            CODES, "nl", [(text, [c for c in codes if c != "overig"]) for text, codes in SESSION]
        )
        assert chance(grown, "Overig over het weer.", "overig") > chance(always, "Overig over het weer.", "overig")

    def test_two_examples_bring_a_new_code_up_among_hundreds_of_fragments_without_it(self) -> None:
        subjects = ["bus", "halte", "fiets", "stoep", "brug", "tram", "park"]
        texts = [f"Nummer {at} over de {subjects[at % 7]} en de {subjects[at % 5]}." for at in range(500)]
        decided = [(text, ["verkeer"] if at % 2 else ["overig"]) for at, text in enumerate(texts)]
        suggester = Suggester.from_history([{"code": "verkeer"}, {"code": "overig"}], "nl", decided)
        suggester.recode([{"code": "verkeer"}, {"code": "overig"}, {"code": "x9", "name": "Stank"}])
        for text in ("Het ruikt naar rioolwater bij de brug.", "Rioolwater, dat ruikt de hele straat."):
            suggester.learn(text, ["x9"])
        suggester.flush()
        assert order(suggester, "Je ruikt het rioolwater tot bij de tram.")[0] == "x9"
        assert order(suggester, "Over de tram en het park.")[0] != "x9"

    def test_a_code_that_left_is_not_suggested_and_is_remembered_when_it_returns(self) -> None:
        suggester = Suggester.from_history(CODES, "nl", SESSION)
        before = [suggester.suggest(text) for text in ASKED]
        suggester.recode([code for code in CODES if code["code"] != "factor/faal"])
        assert "factor/faal" not in order(suggester, ASKED[0])
        suggester.recode(CODES)
        assert [suggester.suggest(text) for text in ASKED] == before


class TestWhatWasNotConsidered:
    """A dimension that is taken up in a later round says nothing on what was coded before."""

    PARTNERS = ("Het werkbedrijf belde.", "De kwekerij wil wel.", "Met het werkbedrijf gesproken.")
    ASKED = "Prima, de lijnen zijn kort."

    @pytest.fixture
    def rounds(self) -> Suggester:
        suggester = Suggester(CODES, "nl")
        for at in range(40):
            suggester.learn(f"{self.PARTNERS[at % 3]} Prima, de lijnen zijn kort, keer {at}.", ["partij/uwv"])
        return suggester

    def coded_once(self, suggester: Suggester) -> float:
        suggester.learn("Prima lijnen zijn dat.", ["factor/succes", "partij/uwv"])
        suggester.flush()
        return chance(suggester, self.ASKED, "factor/succes")

    def test_a_dimension_that_was_not_in_use(self, rounds: Suggester) -> None:
        in_use = Suggester(CODES, "nl")
        in_use.learn("Iets heel anders.", ["factor/faal"])
        for at in range(40):
            in_use.learn(f"{self.PARTNERS[at % 3]} Prima, de lijnen zijn kort, keer {at}.", ["partij/uwv"])
        assert self.coded_once(rounds) > self.coded_once(in_use)

    def test_until_the_fragment_is_coded_again(self, rounds: Suggester) -> None:
        before = self.coded_once(rounds)
        for at in range(40):
            rounds.learn(f"{self.PARTNERS[at % 3]} Prima, de lijnen zijn kort, keer {at}.", ["partij/uwv"])
        rounds.flush()
        assert chance(rounds, self.ASKED, "factor/succes") < before


class TestTextsFromAnywhere:
    @settings(max_examples=40, deadline=None)
    @given(st.text(st.characters(codec=None), max_size=60))
    def test_any_text_is_answered_and_spans_lie_in_it(self, trained: Suggester, text: str) -> None:
        for suggestion in trained.rank(text):
            assert suggestion.reasons
            for reason in suggestion.reasons:
                assert all(0 <= start < end <= len(text) for start, end in reason.spans)

    def test_a_very_long_text_is_answered(self, trained: Suggester) -> None:
        assert order(trained, "half jaar " * 100_000)[0] == "factor/faal"


class TestManyCodings:
    def test_the_last_ones_are_learned_and_for_each_code_its_last(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(history, "NEWEST", 6)
        monkeypatch.setattr(history, "_PER_CODE", 1)
        monkeypatch.setattr(history, "_FEWEST", 1)
        late = [(f"De bus is te laat, keer {at}.", ["factor/faal"]) for at in range(12)]
        suggester = Suggester.from_history(CODES, "nl", [*SESSION, *late])
        asked = [" ".join(suggester.suggest(text)[0][2]) for text in ("De bus, keer 3.", "Het ging over het weer.")]
        assert "keer 3" not in asked[0]
        assert "like “Het ging over het weer.”" in asked[1]

    @settings(max_examples=30, deadline=None)
    @given(st.lists(st.sets(st.sampled_from("abcd"), max_size=2), max_size=40))
    def test_dropping_what_is_not_learned_changes_nothing_of_what_is(self, log: list[set[str]]) -> None:
        whole, dropping = history.History(), history.History()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(history, "NEWEST", 3)
            patch.setattr(history, "_PER_CODE", 2)
            patch.setattr(history, "_FEWEST", 1)
            for most, one in ((1000, whole), (4, dropping)):
                patch.setattr(history, "_MOST", most)
                for at, codes in enumerate(log):
                    one.add(f"tekst {at}", codes, [], frozenset("abcd"), None)
            assert whole.entries(4) == dropping.entries(4)
            assert len(dropping) <= 3 + 2 * 4 + 4

    def test_suggestions_get_better_with_coding(self) -> None:
        rng = random.Random(4)  # noqa: S311
        topics = {
            "tuin": ["roos", "snoeien", "gras", "heg"],
            "huis": ["muur", "dak", "raam", "deur"],
            "eten": ["soep", "brood", "kaas", "rijst"],
        }
        texts = [(" ".join(rng.sample(words, 2)), [code]) for code, words in topics.items() for _ in range(12)]
        rng.shuffle(texts)
        codes = [{"code": "x1"}, {"code": "x2"}, *({"code": code} for code in topics)]
        suggester = Suggester.from_history(codes, "nl", texts)
        assert [order(suggester, f"Over {words[0]} en {words[3]}.")[0] for words in topics.values()] == list(topics)
        assert suggester.threshold < max(chance for _, chance, _ in suggester.suggest("Over roos en heg."))
