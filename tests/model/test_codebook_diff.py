import json
from dataclasses import replace

import pytest
from hypothesis import given

from coder.model import Code, Codebook, CoderError, Dimension, MatrixSpec
from coder.model.codebook_change import (
    Added,
    Changed,
    CodebookChanged,
    MatrixChanged,
    Moved,
    Relabelled,
    Removed,
    Reordered,
)
from coder.model.codebook_diff import apply, diff, from_json, to_json
from tests.codebooks import PARTNERS, codebooks


def book(*codes: Code, dimension: str = "d") -> Codebook:
    return Codebook("T", dimensions=(Dimension(dimension, dimension.upper(), codes),))


class TestADiffIsWhatHappened:
    def test_nothing_happened(self):
        assert diff(PARTNERS, PARTNERS) == []

    def test_a_label_and_a_definition(self):
        old, new = book(Code("d/a", "A", "x")), book(Code("d/a", "B", "y"))
        assert diff(old, new) == [Relabelled("d/a", "A", "B"), Changed("d/a", "definition", "x", "y")]

    def test_a_code_that_came_between_others(self):
        old = book(Code("d/a", "A"), Code("d/c", "C"))
        new = book(Code("d/a", "A"), Code("d/b", "B", cues=("bee",)), Code("d/c", "C"))
        assert diff(old, new) == [Added("d/b", "B", cues=("bee",), after="a")]

    def test_one_left_and_one_came_is_no_new_order(self):
        old = book(Code("d/a", "A"), Code("d/b", "B"), Code("d/c", "C"))
        new = book(Code("d/b", "B"), Code("d/c", "C"), Code("d/z", "Z"))
        assert diff(old, new) == [Added("d/z", "Z", after="c"), Removed("d/a")]

    def test_a_code_that_left_takes_its_children_along_first(self):
        old = book(Code("d/a", "A", codes=(Code("d/a/x", "X"), Code("d/a/y", "Y"))))
        assert diff(old, book()) == [Removed("d/a/y"), Removed("d/a/x"), Removed("d/a")]

    def test_another_order(self):
        old = book(Code("d/a", "A"), Code("d/b", "B"))
        assert diff(old, book(Code("d/b", "B"), Code("d/a", "A"))) == [Reordered("d", ("b", "a"))]

    def test_title_language_and_a_matrix(self):
        new = replace(
            PARTNERS, title="Other", matrices=(PARTNERS.matrices[0], replace(PARTNERS.matrices[1], unplaced=None))
        )
        assert diff(PARTNERS, new) == [
            CodebookChanged("title", PARTNERS.title, "Other"),
            MatrixChanged("omgekeerd", "unplaced", "Algemeen", None),
        ]


class TestCodingsFollowACodeThatMoved:
    def test_to_another_parent(self):
        old = book(Code("d/a", "A"), Code("d/b", "B", codes=(Code("d/b/c", "C"),)))
        new = book(Code("d/a", "A", codes=(Code("d/a/b", "B", codes=(Code("d/a/b/c", "C"),)),)))
        assert diff(old, new) == [Moved("d/b", "d/a/b")]

    def test_to_another_id_in_place(self):
        old, new = book(Code("d/soc-dienst", "Sociale dienst")), book(Code("d/sociale-dienst", "Sociale dienst"))
        assert diff(old, new) == [Moved("d/soc-dienst", "d/sociale-dienst")]

    def test_below_a_code_that_came_with_it(self):
        old = book(Code("d/a", "A"))
        new = book(Code("d/group", "Group", codes=(Code("d/group/a", "A"),)))
        assert diff(old, new) == [Added("d/group", "Group"), Moved("d/a", "d/group/a")]

    def test_with_another_label_its_definition_tells(self):
        old, new = book(Code("d/a", "A", "What binds them")), book(Code("d/b", "A", "What binds them"))
        renamed = book(Code("d/p", "P", codes=(Code("d/p/a", "Aa", "What binds them"),)))
        assert diff(old, new) == [Moved("d/a", "d/b")]
        assert diff(old, renamed) == [
            Added("d/p", "P"),
            Moved("d/a", "d/p/a"),
            Relabelled("d/p/a", "A", "Aa"),
        ]

    def test_out_of_a_parent_that_goes_below_it(self):
        old = book(Code("d/a", "A", codes=(Code("d/a/b", "B"),)))
        new = book(Code("d/b", "B", codes=(Code("d/b/a", "A"),)))
        assert diff(old, new) == [Moved("d/a/b", "d/b"), Moved("d/a", "d/b/a")]

    def test_a_dimension_with_another_id_takes_its_codes_along(self):
        assert diff(book(Code("d/a", "A")), Codebook("T", dimensions=(Dimension("e", "D", (Code("e/a", "A"),)),))) == [
            Moved("d", "e")
        ]

    def test_the_same_id_alone_is_another_code(self):
        old = book(Code("d/p", "P", codes=(Code("d/p/other", "Other"),)), Code("d/q", "Q"))
        new = book(Code("d/p", "P"), Code("d/q", "Q", codes=(Code("d/q/other", "Anders"),)))
        assert diff(old, new) == [Added("d/q/other", "Anders"), Removed("d/p/other")]


@given(codebooks(retired=True), codebooks(retired=True))
def test_applying_a_diff_gives_the_other_codebook_also_through_the_log(old, new):
    changes = diff(old, new)
    logged = json.loads(json.dumps([to_json(change) for change in changes]))
    assert apply(old, map(from_json, logged)) == new
    assert all(str(change) for change in changes)


class TestAChangeThatDoesNotFit:
    @pytest.mark.parametrize(
        ("change", "says"),
        [
            (Relabelled("d/x", "X", "Y"), "no code “d/x”"),
            (Added("d/a", "A"), "already has a code “d/a”"),
            (Moved("d/a", "d/a/b/c"), "below itself"),
            (Moved("d/a", "d/b"), "there is one already"),
            (Removed("d"), "codes below it"),
            (MatrixChanged("m", "title", "a", "b"), "no matrix “m”"),
        ],
    )
    def test_is_refused(self, change, says):
        with pytest.raises(CoderError, match=says):
            apply(book(Code("d/a", "A"), Code("d/b", "B")), [change])

    @pytest.mark.parametrize(
        "data",
        [
            {},
            {"kind": "code.exploded", "path": "d/a"},
            {"kind": "code.added", "path": "d/a"},
            {"kind": "code.added", "path": "d/a", "label": ["A"]},
            {"kind": "code.added", "path": "d/a", "label": "A", "cues": [1]},
            {"kind": "code.removed", "path": 3},
            {"kind": "dimension.removed", "path": "d/a"},
            {"kind": "codes.reordered", "path": "d", "order": "ab"},
        ],
    )
    def test_is_not_read_from_a_damaged_log(self, data):
        with pytest.raises(CoderError):
            from_json(data)


def test_a_matrix_that_came_first_and_one_that_left():
    old = Codebook("T", matrices=(MatrixSpec("m", "M", "a", "b"), MatrixSpec("n", "N", "a", "b")))
    new = Codebook("T", matrices=(MatrixSpec("k", "K", "a", "b"), MatrixSpec("n", "N", "a", "b")))
    assert [change.kind for change in diff(old, new)] == ["matrix.added", "matrix.removed"]
    assert apply(old, diff(old, new)) == new
