"""What a study comes to in numbers."""

from coder.model import CodingLine
from coder.model.overview import CodeUse, Saturation, saturation
from coder.store import Study
from tests.stories import transcript

LATE = ("partij/vervoerder", "factor/faal")
HEARD = ("partij/gemeente", "factor/succes")


def test_codes_are_counted_per_coder_and_source(study: Study) -> None:
    study.add_source(transcript("tweede.txt"))
    for address, codes, coder in [
        ("groep#2", LATE, "anna"), ("groep#3", LATE, "anna"), ("groep#2", LATE, "bram"), ("tweede#2", HEARD, "bram"),
    ]:  # fmt: skip
        study.code(CodingLine(address, codes, coder=coder))
    assert sorted(study.code_use()) == [
        CodeUse("anna", "groep", "factor/faal", 2),
        CodeUse("anna", "groep", "partij/vervoerder", 2),
        CodeUse("bram", "groep", "factor/faal", 1),
        CodeUse("bram", "groep", "partij/vervoerder", 1),
        CodeUse("bram", "tweede", "factor/succes", 1),
        CodeUse("bram", "tweede", "partij/gemeente", 1),
    ]
    assert study.combinations_by_source() == [("groep", LATE), ("tweede", HEARD)]


def test_a_coding_with_two_codes_that_became_one_counts_once(study: Study) -> None:
    study.code(CodingLine("groep#2", ("partij/gemeente", "partij/vervoerder")))
    study.merge_codes("partij/gemeente", "partij/vervoerder")
    assert study.code_use() == [CodeUse("anna", "groep", "partij/vervoerder", 1)]
    assert study.combinations_by_source() == [("groep", ("partij/vervoerder",))]


def test_nothing_is_counted_where_nothing_is_coded(study: Study) -> None:
    assert study.code_use() == []
    assert study.combinations_by_source() == []


def test_saturation_is_what_each_source_adds() -> None:
    uses = [CodeUse("anna", "a", "x/1", 3), CodeUse("bram", "a", "x/2", 1), CodeUse("anna", "c", "x/2", 1),
            CodeUse("anna", "c", "x/3", 1)]  # fmt: skip
    combinations = [("a", ("x/1", "x/2")), ("c", ("x/2",)), ("c", ("x/1", "x/2"))]
    assert saturation(["a", "b", "c"], uses, combinations) == [
        Saturation("a", 2, 2, 1, 1),
        Saturation("b", 0, 2, 0, 1),
        Saturation("c", 1, 3, 1, 2),
    ]
