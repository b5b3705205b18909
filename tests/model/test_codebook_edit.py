"""A researcher changes the codebook: every edit gives another codebook, or one clear line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.model import Code, Codebook, CoderError, Dimension
from coder.model.codebook import MAX_DEPTH
from coder.model.codebook_diff import diff
from coder.model.codebook_edit import (
    add,
    merge,
    merged_paths,
    move,
    redefine,
    relabel,
    remove,
    rename,
    retire,
    split,
    without_retired,
)
from coder.model.codebook_ids import free_id, new_id
from tests.codebooks import PARTNERS, codebooks


def happened(after: Codebook, before: Codebook = PARTNERS) -> list[str]:
    return [str(change) for change in diff(before, after)]


class TestEdits:
    def test_add(self):
        assert happened(add(PARTNERS, "partij/svb", " SVB ", cues=["svb", "SVB", " "], position=0)) == [
            "partij/svb: added as “SVB”"
        ]
        assert add(PARTNERS, "partij/uwv/regio/zuid").code("partij/uwv/regio/zuid").label == "zuid"
        assert add(PARTNERS, "rol", "Rol").dimension("rol").label == "Rol"
        assert add(PARTNERS, "partij/svb", cues=["svb", "SVB", " "]).code("partij/svb").cues == ("svb",)

    def test_relabel_and_redefine(self):
        assert happened(relabel(PARTNERS, "partij/uwv", "UWV WERKbedrijf")) == [
            "partij/uwv: label “UWV” → “UWV WERKbedrijf”"
        ]
        assert relabel(PARTNERS, "partij/uwv", "uwv").code("partij/uwv").label == "uwv"
        code = redefine(PARTNERS, "partij/uwv", definition="x", examples=[]).code("partij/uwv")
        assert (code.definition, code.cues, code.examples) == ("x", ("uwv", "werkbedrijf"), ())
        assert redefine(PARTNERS, "partij", definition="Who").dimension("partij").definition == "Who"

    def test_move(self):
        assert happened(move(PARTNERS, "partij/gemeente", "partij/uwv")) == [
            "partij/gemeente: moved to partij/uwv/gemeente"
        ]
        assert happened(move(PARTNERS, "partij/gemeente", "partij", 0)) == ["partij: order is now gemeente, uwv"]
        assert happened(move(PARTNERS, "factor", "", 0)) == ["dimensions: order is now factor, partij"]

    def test_rename(self):
        assert happened(rename(PARTNERS, "partij/uwv", "agency")) == ["partij/uwv: moved to partij/agency"]
        renamed = rename(PARTNERS, "partij", "partner")
        assert renamed.matrices[0].rows == "partner"
        assert "partner/uwv/regio" in renamed.paths

    def test_merge(self):
        both = add(add(PARTNERS, "partij/svb", "SVB", cues=["svb", "UWV"]), "partij/svb/regio", "De regio", cues=["r"])
        merged = merge(both, "partij/svb", "partij/uwv")
        assert merged.code("partij/uwv").cues == ("uwv", "werkbedrijf", "svb")
        assert merged.code("partij/uwv").definition == "The national benefits agency."
        assert merged.code("partij/uwv/regio").cues == ("r",)
        assert "partij/svb" not in merged.paths
        assert merged_paths(both, "partij/svb", "partij/uwv") == {
            "partij/svb": "partij/uwv", "partij/svb/regio": "partij/uwv/regio",
        }  # fmt: skip

    def test_a_child_merges_into_its_parent(self):
        merged = merge(PARTNERS, "partij/uwv/regio", "partij/uwv")
        assert [code.id for code in merged.code("partij/uwv").codes] == ["landelijk"]

    def test_split(self):
        after = split(PARTNERS, "factor/faal", ["Kosten", "Tijd & geld"])
        assert [code.path for code in after.code("factor/faal").codes] == [
            "factor/faal/kosten", "factor/faal/tijd-geld",
        ]  # fmt: skip

    def test_retire_and_back(self):
        retired = retire(PARTNERS, "partij/uwv")
        assert [code.path for code in without_retired(retired).walk()] == [
            "partij/gemeente", "factor/succes", "factor/faal",
        ]  # fmt: skip
        assert retire(retired, "partij/uwv", retired=False) == PARTNERS
        assert add(retired, "partij/uwv-2", "UWV").code("partij/uwv-2").label == "UWV"

    def test_remove(self):
        assert happened(remove(PARTNERS, "partij/uwv/regio")) == ["partij/uwv/regio: removed"]


DEEP = "d" + "/c" * MAX_DEPTH


def deep() -> Codebook:
    codebook = Codebook("T", dimensions=(Dimension("d", "D"), Dimension("e", "E", (Code("e/x", "X"),))))
    for level in range(1, MAX_DEPTH + 1):
        codebook = add(codebook, "d" + "/c" * level, f"C{level}")
    return codebook


class TestAnEditThatCannotBeDoneSaysWhy:
    @pytest.mark.parametrize(
        ("edit", "says"),
        [
            (lambda: add(PARTNERS, "partij/uwv", "X"), "already a code “partij/uwv”: UWV"),
            (lambda: add(PARTNERS, "partij/X y", "Z"), "“X y” is no id.*like x-y"),
            (lambda: add(PARTNERS, "partij/uvw/x", "Z"), "no code “partij/uvw”.*nearest: partij/uwv"),
            (lambda: add(PARTNERS, "party/x", "Z"), "no dimension “party”.*partij, factor"),
            (lambda: add(PARTNERS, "partij/x", "a\nb"), "one line"),
            (lambda: add(deep(), f"{DEEP}/c", "X"), "more than 32 levels"),
            (lambda: relabel(PARTNERS, "partij/uwf", "x"), "nearest: partij/uwv"),
            (lambda: relabel(PARTNERS, "partij/uwv", "  "), "cannot be empty"),
            (lambda: redefine(PARTNERS, "partij", cues=["x"]), "is a dimension"),
            (lambda: move(PARTNERS, "partij/uwv", "partij/uwv/regio"), "below itself"),
            (lambda: move(PARTNERS, "partij/uwv", "partij/uwv"), "below itself"),
            (lambda: move(PARTNERS, "partij", "factor"), "cannot be below another"),
            (lambda: move(PARTNERS, "partij/uwv", ""), "needs a dimension"),
            (lambda: move(add(PARTNERS, "factor/uwv", "X"), "factor/uwv", "partij"), "already a code “partij/uwv”"),
            (lambda: move(deep(), "e/x", DEEP), "more than 32 levels"),
            (lambda: rename(PARTNERS, "partij/uwv", "gemeente"), "Gemeente is called that"),
            (lambda: rename(PARTNERS, "partij/uwv", "UWV"), "no id"),
            (lambda: merge(PARTNERS, "partij/uwv", "partij/uwv"), "into itself"),
            (lambda: merge(PARTNERS, "partij/uwv", "partij/uwv/regio"), "below it"),
            (lambda: merge(PARTNERS, "partij", "factor/faal"), "no code “partij”"),
            (lambda: split(PARTNERS, "partij/uwv", ["Zuid", ""]), "cannot be empty"),
            (lambda: retire(PARTNERS, "partij"), "no code “partij”"),
            (lambda: remove(PARTNERS, "partij"), "the matrix “factoren” needs it"),
        ],
    )
    def test_in_one_line(self, edit, says):
        with pytest.raises(CoderError, match=says) as error:
            edit()
        assert len(str(error.value).splitlines()) == 1


def test_new_ids_are_unlike_those_of_siblings():
    assert new_id(PARTNERS, "partij", "UWV") == "uwv-2"
    assert new_id(PARTNERS, "partij/uwv", "UWV") == "uwv"
    assert new_id(PARTNERS, "", "Rol") == "rol"
    assert free_id("¿?", ["code"]) == "code-2"
    assert len({*(taken := [f"a-{n}" for n in range(2, 200)]), "a"} & {free_id("a", ["a", *taken])}) == 0


@given(codebook=codebooks(), data=st.data())
def test_a_move_and_back_changes_nothing(codebook, data):
    places = [(code.path, code.parent) for code in codebook.walk()]
    if not places:
        return
    path, parent = data.draw(st.sampled_from(places))
    target = data.draw(st.sampled_from([dimension.id for dimension in codebook.dimensions] + list(codebook.paths)))
    above = codebook.code(parent).codes if "/" in parent else codebook.dimension(parent).codes
    position = [code.path for code in above].index(path)
    try:
        moved = move(codebook, path, target)
    except CoderError:
        return
    assert move(moved, f"{target}/{path.rpartition('/')[2]}", parent, position) == codebook
