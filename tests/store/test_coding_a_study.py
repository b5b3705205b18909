"""A coder codes fragments, changes her mind, and the study keeps it all."""

import pytest

from coder.model import CoderError, CodingLine, ReviewLine
from coder.store import Study
from tests.stories import transcript

LATE = ("partij/vervoerder", "factor/faal")
KIND = ("partij/vervoerder", "factor/succes")


class TestCoding:
    def test_a_fragment_that_praises_and_blames_is_two_codings(self, study: Study) -> None:
        study.code(CodingLine("groep#2", LATE, span=(0, 19), statement="Komt te laat"))
        study.code(CodingLine("groep#2", KIND, span=(26, 48)))
        codings = study.codings()
        assert [(c.codes, c.span, c.statement) for c in codings] == [
            (LATE, (0, 19), "Komt te laat"),
            (KIND, (26, 48), None),
        ]
        assert study.texts(codings) == ["De bus komt te laat", "de chauffeur is aardig"]

    def test_codes_are_kept_in_codebook_order_however_they_were_typed(self, study: Study) -> None:
        assert study.code(CodingLine("groep#2", LATE[::-1])).codes == LATE

    def test_coding_exactly_so_again_changes_nothing(self, study: Study) -> None:
        first = study.code(CodingLine("groep#2", LATE))
        revision = study.revision
        assert study.code(CodingLine("groep#2", LATE)) == first
        assert study.revision == revision

    def test_another_statement_is_another_coding(self, study: Study) -> None:
        study.code(CodingLine("groep#2", LATE))
        study.code(CodingLine("groep#2", LATE, statement="Te laat"))
        assert len(study.codings()) == 2

    def test_coding_a_fragment_reviews_it(self, study: Study) -> None:
        study.code(CodingLine("groep#2", LATE))
        study.review(["groep#1"])
        key = study.fragment_key
        assert list(study.reviewed_ids("anna")) == [key("groep#1"), key("groep#2")]
        assert study.next_unreviewed("anna", key("groep#1")) == key("groep#3")

    def test_next_goes_round_at_the_end_and_stops_when_all_is_read(self, study: Study) -> None:
        study.review(["groep#2", "groep#3", "groep#4"])
        assert study.next_unreviewed("anna", study.fragment_key("groep#3")) == study.fragment_key("groep#1")
        study.review(["groep#1"])
        assert study.next_unreviewed("anna", study.fragment_key("groep#3")) is None

    def test_a_coding_changes_field_by_field(self, study: Study) -> None:
        coding = study.code(CodingLine("groep#2", LATE, statement="Te laat", memo="vraag na"))
        changed = study.change_coding(coding.id, codes=KIND, statement=None)
        assert (changed.codes, changed.statement, changed.memo) == (KIND, None, "vraag na")

    def test_a_removed_coding_leaves_the_fragment_reviewed(self, study: Study) -> None:
        coding = study.code(CodingLine("groep#2", LATE))
        study.remove_coding(coding.id)
        assert study.codings() == []
        assert list(study.reviewed_ids("anna")) == [study.fragment_key("groep#2")]

    def test_nobody_changes_the_coding_of_another(self, study: Study) -> None:
        theirs = study.code(CodingLine("groep#2", LATE, coder="bram"))
        with pytest.raises(CoderError, match="bram"):
            study.remove_coding(theirs.id)
        assert study.codings("bram") == [theirs]

    def test_counts_are_per_code_and_coder(self, study: Study) -> None:
        study.code(CodingLine("groep#2", LATE))
        study.code(CodingLine("groep#3", ("partij/gemeente", "factor/succes"), coder="bram"))
        assert study.code_counts() == {
            "partij/vervoerder": 1,
            "factor/faal": 1,
            "partij/gemeente": 1,
            "factor/succes": 1,
        }
        assert study.code_counts("bram") == {"partij/gemeente": 1, "factor/succes": 1}

    def test_combinations_come_back_last_used_first(self, study: Study) -> None:
        for number, codes in ((2, LATE), (3, KIND), (4, LATE)):
            study.code(CodingLine(f"groep#{number}", codes))
        assert study.last_combinations("anna") == [(LATE, 2), (KIND, 1)]

    def test_progress_is_per_coder_and_source(self, study: Study) -> None:
        study.code(CodingLine("groep#2", LATE))
        study.review(["groep#1"])
        (progress,) = study.progress()
        assert (progress.coder, progress.reviewed, progress.coded, progress.fragments) == ("anna", 2, 1, 4)


class TestWhatIsWrongIsSaid:
    @pytest.mark.parametrize(
        ("line", "words"),
        [
            (CodingLine("groep#9", LATE), "fragments 1 to 4"),
            (CodingLine("groop#1", LATE), "nearest: groep"),
            (CodingLine("groep", LATE), "source#number"),
            (CodingLine("groep#2", ("partij/vervoeder",)), "nearest: partij/vervoerder"),
            (CodingLine("groep#2", ()), "at least one code"),
            (CodingLine("groep#2", LATE, span=(3, 500)), "lies outside groep#2"),
            (CodingLine("groep#2", LATE, coder="an\x1b[31mna"), "cannot be a coder's name"),
            (CodingLine("groep#2", LATE, statement="half \ud800"), "not UTF-8"),
        ],
    )
    def test_in_one_line_and_nothing_is_stored(self, study: Study, line: CodingLine, words: str) -> None:
        revision = study.revision
        with pytest.raises(CoderError) as error:
            study.code(line)
        assert words in str(error.value)
        assert "\n" not in str(error.value)
        assert study.revision == revision

    def test_many_lines_are_all_or_nothing_and_the_wrong_one_is_numbered(self, study: Study) -> None:
        lines = [(1, CodingLine("groep#2", LATE)), (3, CodingLine("groep#3", ("partij/x",)))]
        with pytest.raises(CoderError, match="line 3: no code"):
            study.code_many(lines)
        assert study.codings() == []

    def test_many_lines_count_what_was_there_already(self, study: Study) -> None:
        lines = [(1, CodingLine("groep#2", LATE)), (2, ReviewLine("groep#3")), (3, CodingLine("groep#2", LATE))]
        assert study.code_many(lines) == (1, 1, 1)
        assert study.code_many(lines[:1]) == (0, 0, 1)


class TestConsensus:
    def test_where_consensus_has_read_a_fragment_only_its_codings_count(self, study: Study) -> None:
        study.code(CodingLine("groep#2", LATE))
        study.code(CodingLine("groep#3", LATE))
        study.code(CodingLine("groep#2", KIND, coder="consensus"))
        assert [(c.fragment, c.coder) for c in study.codings(consensus=True)] == [
            ("groep#2", "consensus"),
            ("groep#3", "anna"),
        ]


class TestSources:
    def test_the_same_file_twice_is_one_source(self, study: Study) -> None:
        source, added = study.add_source(transcript())
        assert (source.id, added) == ("groep", False)
        assert len(study.sources()) == 1

    def test_two_files_of_one_name_are_numbered(self, study: Study) -> None:
        source, added = study.add_source(transcript(turns=("Iets anders.",)))
        assert (source.id, added) == ("groep-2", True)

    def test_cases_carry_their_attributes(self, study: Study) -> None:
        (case,) = study.cases("groep")
        assert (case.label, case.attributes) == ("R1", (("plaats", "Ede"),))

    def test_search_folds_accents_and_looks_inside_words(self, study: Study) -> None:
        assert [f.address for f in study.search("coordinatie")] == ["groep#4"]
        assert [f.address for f in study.search("voerd")] == ["groep#4"]
        assert [f.address for f in study.search("bus te")] == ["groep#2"]

    @pytest.mark.parametrize("query", ["", '"', "AND", "bus*", "SR-beleid", "*", "NEAR(", "col:x", "'; DROP"])
    def test_whatever_is_typed_can_be_searched(self, study: Study, query: str) -> None:
        assert isinstance(study.search(query), list)
