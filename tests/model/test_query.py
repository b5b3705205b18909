"""A typed line is read as words and filters, and what is found is marked where it stands in the text as it is."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.model.codebook import Code, Codebook, Dimension
from coder.model.finding import Finding, folded_with_places
from coder.model.query import Query, codes_meant, parse
from coder.model.text import fold

typed = st.text(max_size=60) | st.lists(
    st.sampled_from(
        [
            '"',
            "*",
            "=",
            "source:",
            "bron:x",
            "attr:",
            "a=b",
            "code:",
            "a+b",
            "uncoded",
            "coder:",
            " ",
            "é",
            "Bus",
            "\ud800",
        ]
    ),
    max_size=14,
).map("".join)
letters = st.text(st.sampled_from("aeéëEÉßiİǆﬁ \u0301\u0308\n.xX中"), max_size=40)


class TestReading:
    @pytest.mark.parametrize(
        ("line", "query"),
        [
            ("bus te", Query(words=("bus", "te"))),
            ('"komt te Laat" bus', Query(words=("bus",), exact=("komt te Laat",))),
            ('"komt te', Query(exact=("komt te",))),
            ("coord* =bus", Query(prefixes=("coord",), whole=("bus",))),
            ("bron:fg1 spreker:R3", Query(sources=("fg1",), speakers=("R3",))),
            ('speaker:"R3 (Ede)"', Query(speakers=("R3 (Ede)",))),
            ("attr:provincie=Drenthe", Query(attributes=(("provincie", "Drenthe"),))),
            ('kenmerk:"soort school=vmbo"', Query(attributes=(("soort school", "vmbo"),))),
            ("code:b/x+a/y", Query(codes=(("a/y", "b/x"),))),
            ("code:a/y code:b/x", Query(codes=(("a/y",), ("b/x",)))),
            ("codeur:anna ongecodeerd", Query(coder="anna", uncoded=True)),
            ("sample:double steekproef:dubbel", Query(samples=("double", "dubbel"))),
            ("Unreviewed", Query(unreviewed=True)),
            ('"uncoded"', Query(exact=("uncoded",))),
            ("http://x.nl", Query(words=("http://x.nl",))),
            ('SR-beleid * = : source: code:+ attr:=x ""', Query(words=("SR-beleid", "*", "=", ":"))),
            ("  ", Query()),
        ],
    )
    def test_a_line_says_what_is_looked_for(self, line: str, query: Query) -> None:
        assert parse(line) == query

    @given(typed)
    def test_whatever_is_typed_is_a_query_and_its_line_reads_the_same(self, line: str) -> None:
        query = parse(line)
        assert parse(query.line()) == query
        Finding(query).places("De bus komt te laat")

    def test_a_code_is_named_by_path_label_id_dimension_or_what_is_below_it(self) -> None:
        below = Code("partij/uwv/noord", "UWV Noord")
        book = Codebook(
            "T", dimensions=(Dimension("partij", "Partij", (Code("partij/uwv", "Het UWV", codes=(below,)),)),)
        )
        assert codes_meant(book, "partij/uwv") == ("partij/uwv",)
        assert codes_meant(book, "partij/uwv/") == ("partij/uwv", "partij/uwv/noord")
        assert codes_meant(book, "partij") == ("partij/uwv", "partij/uwv/noord")
        assert codes_meant(book, "het uwv") == ("partij/uwv",)
        assert codes_meant(book, "noord") == ("partij/uwv/noord",)
        assert codes_meant(book, "zuid") == ()


def marked(line: str, text: str) -> list[str]:
    return [text[start:end] for start, end in Finding(parse(line)).places(text)]


class TestPlaces:
    @pytest.mark.parametrize("form", ["NFC", "NFD"])
    def test_accents_and_capitals_do_not_matter_however_they_are_written(self, form: str) -> None:
        text = unicodedata.normalize(form, "Één COÖRDINATIE, nog een coördinatie")
        assert [unicodedata.normalize("NFC", part) for part in marked("coordinatie een", text)] == [
            "Één", "COÖRDINATIE", "een", "coördinatie",
        ]  # fmt: skip

    @pytest.mark.parametrize("form", ["NFC", "NFD"])
    def test_exact_is_as_typed_and_never_splits_a_letter_from_its_accent(self, form: str) -> None:
        text = unicodedata.normalize(form, "Cafe of café, Café")
        assert [unicodedata.normalize("NFC", part) for part in marked('"café"', text)] == ["café"]
        assert marked('"cafe"', text) == []
        assert marked('"Cafe"', text) == ["Cafe"]

    def test_a_space_typed_is_any_space(self) -> None:
        assert marked('"te laat"', "te\nlaat, te  laat") == ["te\nlaat", "te  laat"]

    def test_the_beginning_of_a_word_and_the_whole_word(self) -> None:
        assert marked("bus*", "bus, busje, minibus") == ["bus", "bus"]
        assert marked("=bus", "bus, busje, minibus") == ["bus"]
        assert not Finding(parse("=bus")).holds("busje")

    def test_what_overlaps_is_one_place(self) -> None:
        assert marked("arbeid arbeidsmarkt markt", "arbeidsmarkt") == ["arbeidsmarkt"]

    def test_a_letter_that_folds_to_two_is_marked_whole(self) -> None:
        assert marked("mas", "Maß") == ["Maß"]

    @given(letters, letters)
    def test_what_is_found_folds_to_what_was_asked(self, text: str, word: str) -> None:
        query = Query(words=(word,)) if fold(word) else Query()
        places = Finding(query).places(text)
        assert all(0 <= start < end <= len(text) for start, end in places)
        assert all(before[1] < after[0] for before, after in pairwise(places))
        assert all(fold(word) in fold(text[start:end]) for start, end in places)
        assert bool(places) == bool(query and fold(word) in fold(text))

    @given(letters, letters)
    def test_exact_places_are_what_was_typed(self, text: str, run: str) -> None:
        query = Query(exact=(run,)) if run.strip() else Query()
        wanted = unicodedata.normalize("NFD", "".join(run.split()))
        for start, end in Finding(query).places(text):
            assert wanted in unicodedata.normalize("NFD", "".join(text[start:end].split()))
        assert bool(Finding(query).places(text)) == (bool(query) and Finding(query).holds(text))

    @given(letters)
    def test_folding_piece_by_piece_is_folding_the_whole(self, text: str) -> None:
        folded, back = folded_with_places(text)
        assert folded == fold(text)
        assert not folded or back(0, len(folded))[0] <= len(text)
