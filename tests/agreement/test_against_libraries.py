"""On random ratings with gaps, independent implementations say the same."""

import warnings
from itertools import combinations

import krippendorff
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa

from coder.agreement import Ratings, agreement, agreement_of_table, nominal

EXACT = {"rel": 0, "abs": 1e-9}


@st.composite
def coded_studies(draw):
    """(coders, fragments, codes): 1 assigned, 0 not, -1 at every code of a fragment that the coder has not read."""
    coders, fragments, codes = draw(st.integers(2, 5)), draw(st.integers(1, 25)), draw(st.integers(1, 3))
    values = draw(arrays(np.int8, (coders, fragments, codes), elements=st.integers(0, 1)))
    unread = draw(arrays(np.bool_, (coders, fragments)))
    values[unread] = -1
    return values


@st.composite
def categorised(draw, missing=True):
    """(coders, units): one of four categories, or -1."""
    shape = draw(st.integers(2, 5)), draw(st.integers(1, 25))
    return draw(arrays(np.int64, shape, elements=st.integers(-1 if missing else 0, 3)))


def measured(values):
    coders, _, codes = values.shape
    ratings = Ratings.from_dense([f"c{n}" for n in range(coders)], [f"k{n}" for n in range(codes)], values)
    return agreement(ratings, draws=0)


@given(coded_studies())
@settings(deadline=None)
def test_alpha_of_each_code_is_that_of_the_krippendorff_package(values):
    for place, code in enumerate(measured(values).codes):
        data = np.where(values[:, :, place] < 0, np.nan, values[:, :, place])
        assert code.alpha == theirs(data, "nominal")


@given(coded_studies())
@settings(deadline=None)
def test_kappa_of_each_pair_is_that_of_scikit_learn(values):
    result = measured(values)
    for place, code in enumerate(result.codes):
        kappas = {}
        for first, second in ((i, j) for i in range(len(values)) for j in range(i)):
            a, b = values[first, :, place], values[second, :, place]
            both = (a >= 0) & (b >= 0)
            if both.any() and len(set(a[both]) | set(b[both])) > 1:
                names = frozenset((result.coders[first], result.coders[second]))
                kappas[names] = cohen_kappa_score(a[both], b[both])
        ours = {frozenset(pair.coders): pair.kappa for pair in code.pairs if pair.kappa is not None}
        assert ours == pytest.approx(kappas, **EXACT)
        assert code.kappa == (pytest.approx(np.mean(list(kappas.values())), **EXACT) if kappas else None)


@given(coded_studies(), st.integers(2, 5))
@settings(deadline=None)
def test_fleiss_kappa_of_each_code_is_that_of_statsmodels_where_all_have_as_many_readers(values, readers):
    values = values[:, (values[:, :, 0] >= 0).sum(axis=0) == readers]
    for place, code in enumerate(measured(values).codes):
        columns = values[:, :, place].T
        counts = np.stack([(columns == 0).sum(axis=1), (columns == 1).sum(axis=1)], axis=1)
        if code.alpha is None:
            assert code.fleiss is None
        else:
            assert code.fleiss == pytest.approx(fleiss_kappa(counts), **EXACT)


@given(coded_studies())
@settings(deadline=None)
def test_counted_by_pattern_or_unit_by_unit_a_code_has_the_same_coefficients(values):
    """Two ways of our own: all codes at once from counts of patterns, or one code as a table of two categories."""
    shared = (values[:, :, 0] >= 0).sum(axis=0) >= 2
    for place, code in enumerate(measured(values).codes):
        counts = nominal.Counts.of(values[:, shared, place].astype(np.int64))
        unit_by_unit = {
            "percent": nominal.percent(counts),
            "positive": nominal.specific(counts, 1),
            "negative": nominal.specific(counts, 0),
            "alpha": nominal.alpha(counts),
            "fleiss": nominal.fleiss(counts),
            "ac1": nominal.ac1(counts),
        }
        for name, value in unit_by_unit.items():
            assert getattr(code, name) == (None if np.isnan(value) else pytest.approx(value, **EXACT)), name


@given(categorised(), st.sampled_from(["nominal", "ordinal", "interval", "ratio"]))
@settings(deadline=None)
def test_alpha_of_categories_is_that_of_the_krippendorff_package(values, metric):
    ours = nominal.alpha(nominal.Counts.of(values), metric, np.arange(4.0))
    expected = theirs(np.where(values < 0, np.nan, values), metric)

    assert np.isnan(ours) if expected is None else ours == expected


@given(categorised(missing=False))
@settings(deadline=None)
def test_fleiss_kappa_of_categories_is_that_of_statsmodels(values):
    counts = nominal.Counts.of(values)
    if len(np.unique(values)) > 1:
        assert nominal.fleiss(counts) == pytest.approx(fleiss_kappa(aggregate_raters(values.T)[0]), **EXACT)
    else:
        assert np.isnan(nominal.fleiss(counts))


@given(categorised(), st.sampled_from([None, "linear", "quadratic"]))
@settings(deadline=None)
def test_weighted_kappa_is_that_of_scikit_learn(values, weights):
    both = (values[0] >= 0) & (values[1] >= 0)
    first, second = values[0][both], values[1][both]
    power = {"linear": 1, "quadratic": 2}
    ours = nominal.weighted_kappa(*values[:2], power[weights]) if weights else nominal.cohen(*values[:2])
    if len(set(first) | set(second)) > 1:
        assert ours == pytest.approx(cohen_kappa_score(first, second, weights=weights), **EXACT)
    else:
        assert np.isnan(ours)


@given(categorised())
@settings(deadline=None)
def test_a_table_of_numbers_is_measured_as_all_of_them_do(values):
    rows = [[None if value < 0 else (str(value),) for value in unit] for unit in values.T]
    found = agreement_of_table([f"c{n}" for n in range(len(values))], rows, draws=0).to_json()

    data = np.where(values < 0, np.nan, values)
    for metric, name in (("nominal", "alpha"), *((metric, f"alpha_{metric}") for metric in ("ordinal", "interval"))):
        assert found[name] == theirs(data, metric), name
    kappas = {weights: [] for weights in (None, "linear", "quadratic")}
    for first, second in combinations(values, 2):
        both = (first >= 0) & (second >= 0)
        if len(set(first[both]) | set(second[both])) > 1:
            for weights, found_ in kappas.items():
                found_.append(cohen_kappa_score(first[both], second[both], weights=weights))
    for weights, name in ((None, "kappa"), ("linear", "kappa_linear"), ("quadratic", "kappa_quadratic")):
        undefined = not kappas[weights] or found["alpha"] is None
        assert found[name] == (None if undefined else pytest.approx(np.mean(kappas[weights]), **EXACT)), name
    if (values >= 0).all() and found["alpha"] is not None:
        assert found["fleiss"] == pytest.approx(fleiss_kappa(aggregate_raters(values.T)[0]), **EXACT)


def theirs(data, metric):
    """What the package says, or None for the ratings that it cannot measure."""
    paired = data[:, (~np.isnan(data)).sum(axis=0) >= 2]
    if len(np.unique(paired[~np.isnan(paired)])) < 2:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pytest.approx(krippendorff.alpha(data, level_of_measurement=metric), **EXACT)
