"""Everything that results say of themselves can be said in Dutch."""

import numpy as np
import pytest

from coder.agreement import Agreement, Ratings, agreement, agreement_of_table
from coder.agreement.dutch import in_dutch


def _spoken(*results):
    """Every sentence in a result: of the whole, of its codes, and its warnings."""
    for result in results:
        parts = (*result.codes, result.overall) if isinstance(result, Agreement) else (result,)
        for part in parts:
            yield from filter(None, (part.reason, part.warning, part.verdict))
        yield from getattr(result, "warnings", ())


def _ratings(*coders, codes=("d/a", "d/b", "d/c")):
    values = np.array([[[int(mark) if mark != "." else -1 for mark in unit] for unit in coder] for coder in coders])
    sources = np.arange(values.shape[1]) % 2
    return Ratings.from_dense([f"c{n}" for n in range(len(coders))], codes, values, sources=sources)


RESULTS = [
    lambda: agreement(_ratings(["100", "000"])),
    lambda: agreement(_ratings(["100", "..."], ["...", "100"])),
    lambda: agreement(_ratings(["101", "001", "101"], ["101", "001", "001"])),
    lambda: agreement(_ratings(["101", "001", "101"], ["101", "001", "001"]), by="source"),
    lambda: agreement(_ratings(["101"], ["001"])),
    lambda: agreement(_ratings(*[["1" * 9] * 5 + ["0" * 9]] * 2, codes=[f"d/{n}" for n in range(9)])),
    lambda: agreement_of_table(["a", "b"], [(("x",), ("y",)), (("z",), ("z",))]),
    lambda: agreement_of_table(["a", "b"], [(("x",), ("y",))]),
    lambda: agreement_of_table(["a", "b"], [(("x",), ("X",)), (("NA",), ("x",))]),
    lambda: agreement_of_table(["a", "b"], [((f"{n}",), ("x",)) for n in range(1_200)]),
]


ENGLISH = {
    "only", "sample", "left", "needed", "nobody", "undefined", "shown", "counted", "capitals", "interval:",
}  # fmt: skip


@pytest.mark.parametrize("number", range(len(RESULTS)))
def test_every_sentence_is_dutch(number):
    sentences = list(_spoken(RESULTS[number]()))

    assert sentences
    for sentence in sentences:
        for part in in_dutch(sentence).split("; "):
            words = part.replace(":", "").replace(",", "").split()
            assert part not in sentence.split("; ")
            assert not ENGLISH & set(words)


def test_decimals_have_a_comma():
    assert in_dutch("small sample: 3 units, and about 60 are needed for a label as rare as 2.5%").endswith(
        "voor een label van 2,5% zijn er ongeveer 60 nodig"
    )


def test_what_is_left_out_is_counted_in_dutch():
    text = (
        "3 of 9 codes left out of the means: 2 nobody used it, 1 undefined: no variation; no interval: one source only"
    )

    assert in_dutch(text) == (
        "3 van 9 codes tellen niet mee in de gemiddelden: 2 door niemand gebruikt, 1 niet te bepalen: geen variatie;"
        " geen interval: maar één bron"
    )
