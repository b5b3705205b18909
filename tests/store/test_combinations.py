"""Combinations are kept once, whatever is undone, rolled back or built anew."""

import pytest

from coder.model import CoderError, CodingLine
from coder.store import Study

LATE = ("partij/vervoerder", "factor/faal")
KIND = ("partij/vervoerder", "factor/succes")


def _told(study: Study) -> list[tuple[str, ...]]:
    """The combinations as agreement reads them, in the order in which they were coded."""
    judged = study.judgements(study.coders())
    rows, codes = judged.codes_of
    return [tuple(judged.codes[code] for code in codes[rows == row].tolist()) for row in range(len(judged.codings[0]))]


def test_undo_redo_and_change(study: Study) -> None:
    study.code(CodingLine("groep#2", LATE))
    coding = study.code(CodingLine("groep#3", KIND))
    assert _told(study) == [LATE, KIND]
    study.change_coding(coding.id, codes=LATE)
    assert _told(study) == [LATE, LATE]
    study.undo()
    study.undo()
    assert _told(study) == [LATE]
    study.redo()
    assert _told(study) == [LATE, KIND]


def test_lines_that_were_refused_leave_nothing_behind(study: Study) -> None:
    with pytest.raises(CoderError):
        study.code_many([(1, CodingLine("groep#2", LATE)), (2, CodingLine("groep#2", ("partij/x",)))])
    study.code(CodingLine("groep#2", KIND))
    study.code(CodingLine("groep#3", LATE))
    assert _told(study) == [KIND, LATE]


def test_built_anew_they_are_what_they_were(study: Study) -> None:
    study.code(CodingLine("groep#2", LATE))
    study.undo()
    study.code(CodingLine("groep#3", KIND))
    assert study.check() == []
    assert study.check(rebuild=True) == []
    assert _told(study) == [KIND]
