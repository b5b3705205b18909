"""Ratings made elsewhere."""

import pytest

from coder.agreement import Ratings, agreement, agreement_of_table, table
from coder.model.errors import CoderError

KEYS = [
    "coders", "n", "prevalence", "percent", "positive", "negative", "alpha", "alpha_ci", "kappa", "fleiss", "scott",
    "ac1", "pairs", "reason", "pooled_kappa", "alpha_masi", "alpha_jaccard", "bennett", "conger", "kappa_se",
    "alpha_ordinal", "alpha_interval", "alpha_ratio", "kappa_linear", "kappa_quadratic", "warnings",
]  # fmt: skip


def rated(*columns):
    """Rows of a table from one string a coder, words apart: `a`, `a|b`, `|` none given, `.` not rated."""
    cells = [
        [None if word == "." else tuple(filter(None, word.split("|"))) for word in column.split()] for column in columns
    ]
    return [f"c{n}" for n in range(len(columns))], list(zip(*cells, strict=True))


def test_a_table_is_written_with_the_same_keys_as_a_study():
    assert list(agreement_of_table(*rated("a b a", "a b b")).to_json()) == KEYS


def test_labels_are_categories_when_cells_hold_one_at_most():
    result = agreement_of_table(*rated("a a b b c c c a", "a a b c c c c b"))

    assert result.percent == 0.75
    assert result.bennett == pytest.approx((0.75 - 1 / 3) / (2 / 3))
    assert result.kappa == pytest.approx((0.75 - 22 / 64) / (1 - 22 / 64))
    assert result.pooled_kappa == pytest.approx(result.kappa)
    assert result.alpha_masi == result.alpha_jaccard == result.alpha
    assert result.reason == "positive, negative: only for a yes or no"


@pytest.mark.parametrize(("yes", "no"), [("1", "0"), ("Ja", "Nee"), ("yes", "no"), ("spam", "|")])
def test_a_yes_or_no_table_equals_a_study_with_that_one_code(yes, no):
    marks = ("1 1 1 0 0 0 . 1 0 1", "1 0 1 0 0 1 1 1 . 0")
    words = [" ".join({"1": yes, "0": no, ".": "."}[mark] for mark in column.split()) for column in marks]
    cells = [[{"1": 1, "0": 0, ".": -1}[mark] for mark in column.split()] for column in marks]
    dense = [[[value] for value in column] for column in cells]

    theirs = agreement_of_table(*rated(*words)).to_json()
    ours = agreement(Ratings.from_dense(["c0", "c1"], ["k"], dense)).codes[0].to_json()

    # Fleiss and AC1 also look at units that were rated once, as published values do: see the test below.
    for key in ("n", "prevalence", "percent", "positive", "negative", "alpha", "kappa", "scott"):
        assert theirs[key] == pytest.approx(ours[key]), key


def test_units_that_one_coder_rated_count_in_the_shares_of_fleiss_and_ac1_only():
    whole = agreement_of_table(*rated("a b b a c . c", "a b a a . c c"), draws=0)
    paired = agreement_of_table(*rated("a b b a c", "a b a a c"), draws=0)

    assert (whole.alpha, whole.kappa, whole.scott, whole.n) == (paired.alpha, paired.kappa, paired.scott, paired.n)
    assert whole.fleiss != paired.fleiss
    assert whole.ac1 != paired.ac1


def test_several_labels_a_cell_make_each_label_a_code():
    result = agreement_of_table(*rated("a|b a b | a|c", "a|b b b | c"))

    assert 0 < result.alpha_masi < result.alpha_jaccard < 1
    assert result.codes == 3
    assert result.bennett == pytest.approx((2 * 0.6 - 1 + 2 * 0.8 - 1 + 1) / 3)


def test_the_pooled_kappa_of_labels_that_exclude_each_other_is_that_of_each_as_a_code():
    """Two ways to it: the labels as categories, or each label as a yes-or-no code of its own."""
    labels = ("a b c a a b c c b", "a b b a c b c a b")
    columns = [[[int(word == label) for label in "abc"] for word in column.split()] for column in labels]

    table_of_labels = agreement_of_table(*rated(*labels))
    study = agreement(Ratings.from_dense(["c0", "c1"], ["a", "b", "c"], columns))

    assert table_of_labels.pooled_kappa == pytest.approx(study.overall.pooled_kappa)
    assert table_of_labels.alpha_masi == pytest.approx(study.overall.alpha_masi)


def test_the_same_seed_gives_the_same_interval():
    cells = rated("a b b a c a b c " * 10, "a b a a c a b b " * 10)

    assert agreement_of_table(*cells, seed=5) == agreement_of_table(*cells, seed=5)
    low, high = agreement_of_table(*cells).alpha_ci
    assert low < agreement_of_table(*cells).alpha < high


def test_free_text_instead_of_labels_is_measured_without_an_interval():
    answers = " ".join(f"answer{n}" for n in range(1_200))
    result = agreement_of_table(*rated(answers, answers))

    assert (result.alpha, result.alpha_ci) == (1, None)
    assert "more than 1,000 different labels" in result.reason


def test_a_table_of_lists_that_would_not_fit_in_memory_is_refused(monkeypatch):
    monkeypatch.setattr(table, "MOST_CELLS", 10)

    with pytest.raises(CoderError, match="too many to measure"):
        agreement_of_table(*rated("a|b c d", "a|b c e"))
