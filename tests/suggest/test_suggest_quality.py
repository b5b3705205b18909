"""A coding session is replayed: what was coded so far has to help with what comes next."""

from __future__ import annotations

import pytest

from tests.benchmarks.suggest import COLUMNS, replay
from tests.benchmarks.suggest_sets import SHARED, CodedSet, dekamer, made

RECALL, PRECISION, CALIBRATION = COLUMNS.index("R@5"), COLUMNS.index("P≥.5"), COLUMNS.index("ECE")


@pytest.fixture(params=["wijk", "clinic"])
def answers(request: pytest.FixtureRequest) -> CodedSet:
    return made(request.param)


def test_a_hundred_answers_with_a_described_codebook(answers: CodedSet) -> None:
    found = replay(answers, [0, 50], seed=0)
    assert found[0, "suggester"][RECALL] > found[0, "cues"][RECALL]
    for baseline in ("frequency", "cues", "linear"):
        assert found[50, "suggester"][RECALL] > found[50, baseline][RECALL] + 0.05


@pytest.mark.skipif(not (SHARED / "cases" / "suggest").is_dir(), reason="../shared/cases/suggest is not there")
def test_questions_in_parliament_with_forty_names() -> None:
    found = replay(dekamer(), [0, 50, 300], seed=0)
    suggested = {size: found[size, "suggester"] for size in (0, 50, 300)}
    assert suggested[0][RECALL] >= 0.5
    assert suggested[50][RECALL] >= 0.65
    assert suggested[300][RECALL] >= 0.8
    assert suggested[300][PRECISION] >= 0.75
    assert suggested[300][CALIBRATION] <= 0.12
    for size in (50, 300):
        assert all(
            suggested[size][RECALL] > found[size, other][RECALL] for other in ("frequency", "cues", "BM25", "linear")
        )
