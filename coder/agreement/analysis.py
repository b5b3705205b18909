"""From ratings to results: every coefficient for every code, each dimension and the whole."""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from coder.agreement import binary
from coder.agreement.arrays import Floats, Ints, value_or_none
from coder.agreement.bootstrap import TOO_RARE, Plan, clusters, intervals, resampled
from coder.agreement.ratings import Ratings
from coder.agreement.result import (
    NO_CODES,
    NO_OVERLAP,
    NO_VARIATION,
    NOBODY,
    ONE_CODER,
    Agreement,
    CodeAgreement,
    Overall,
    Pair,
    left_out_in_words,
)
from coder.agreement.sampling import least_units
from coder.agreement.sets import set_alphas
from coder.agreement.tallies import ClusterSums, PairTable, Tallies, pair_tables, tally

By = Literal["fragment", "source"]

FEW_SOURCES = 10
"""With fewer sources than this, intervals over sources come out too narrow (Cameron, Gelbach & Miller 2008)."""

_CODE_FIELDS = ("prevalence", "percent", "positive", "negative", "alpha", "kappa", "fleiss", "scott", "ac1")


@dataclass(frozen=True, eq=False)
class _Measured:
    """Every code measured: columns of numbers, from which results are cut."""

    ratings: Ratings
    columns: dict[str, Floats]
    pairs: list[PairTable]
    pair_kappas: list[Floats]
    n: int
    why_nothing: str | None
    """Why there is nothing to measure at all; None when two coders share units."""
    draws: Floats | None
    """(draws, codes): alpha in each draw; None without intervals."""
    intervals: list[tuple[float, float] | None]
    why_no_interval: str | None
    few_sources: str | None


def agreement(
    ratings: Ratings,
    *,
    draws: int = 1_000,
    seed: int = 1,
    by: By = "fragment",
    confidence: float = 0.95,
    dimensions: bool = False,
) -> Agreement:
    """Measure the agreement of the coders on every code and overall; on each dimension too, if asked.

    Only units that two or more coders reviewed count. Intervals come from `draws` samples of fragments or sources
    (0: no intervals) and are the same for the same seed. What is undefined is None, with its reason in words.
    """
    plan = Plan(draws, seed, confidence)
    measured = _measure(ratings, plan, by)
    codes = tuple(_code(measured, code) for code in range(len(ratings.codes)))
    return Agreement(
        coders=ratings.coders,
        codes=codes,
        dimensions=_dimensions(measured, codes, plan) if dimensions else (),
        overall=_overall(measured, codes, np.arange(len(codes)), plan, ""),
        unit="fragments" if ratings.weights is None else "characters",
        by=by,
        draws=draws,
        seed=seed,
        confidence=confidence,
    )


def _measure(ratings: Ratings, plan: Plan, by: By) -> _Measured:
    tallies, sums = tally(ratings, _clusters(ratings, plan, by))
    pairs = pair_tables(ratings)
    kappas = [binary.kappa(pair) for pair in pairs]
    columns = {
        "prevalence": binary.prevalence(tallies),
        "percent": binary.percent(tallies),
        "positive": binary.positive(tallies),
        "negative": binary.negative(tallies),
        "alpha": binary.alpha(tallies),
        "kappa": _mean(kappas, len(ratings.codes)),
        "fleiss": binary.fleiss(tallies),
        "scott": _mean([binary.scott(pair) for pair in pairs], len(ratings.codes)),
        "ac1": binary.ac1(tallies),
    }
    why_nothing = _why_nothing(ratings, tallies)
    why_no_interval = _why_no_interval(sums, plan, by)
    alpha_draws = None if why_nothing or why_no_interval or not plan.draws else _alpha_draws(sums, plan)
    no_intervals: list[tuple[float, float] | None] = [None] * len(ratings.codes)
    return _Measured(
        ratings=ratings,
        columns=columns,
        pairs=pairs,
        pair_kappas=kappas,
        n=int(tallies.counts[0].sum()) if len(ratings.codes) else 0,
        why_nothing=why_nothing,
        draws=alpha_draws,
        intervals=no_intervals if alpha_draws is None else intervals(alpha_draws, plan.confidence),
        why_no_interval=None if why_nothing else why_no_interval,
        few_sources=_few_sources(sums, plan, by),
    )


def _clusters(ratings: Ratings, plan: Plan, by: By) -> Ints:
    """Each unit's cluster. Fragments and sources with nothing shared say nothing about agreement and are not drawn."""
    shared = ratings.reviewers >= 2
    labels = ratings.sources if by == "source" else ratings.fragments
    numbers = np.zeros(ratings.units, dtype=np.int64)
    numbers[shared] = clusters(labels[shared], plan.seed)
    return numbers


def _why_nothing(ratings: Ratings, tallies: Tallies) -> str | None:
    if not ratings.codes:
        return NO_CODES
    if int(ratings.reviewed.any(axis=1).sum()) < 2:
        return ONE_CODER
    return NO_OVERLAP if not tallies.counts.any() else None


def _why_no_interval(sums: ClusterSums, plan: Plan, by: By) -> str | None:
    if plan.draws and len(sums.ratings) < 2:
        return f"no interval: one {by} only"
    return None


def _few_sources(sums: ClusterSums, plan: Plan, by: By) -> str | None:
    count = len(sums.ratings)
    if by == "fragment" or not plan.draws or not 2 <= count < FEW_SOURCES:
        return None
    return f"only {count} sources: intervals over sources are wider in truth than shown"


def _alpha_draws(sums: ClusterSums, plan: Plan) -> Floats:
    codes = sums.ones.shape[1]
    totals = resampled(np.column_stack([sums.ratings, sums.ones, sums.mixed]), plan)
    return binary.alpha_from_sums(totals[:, :1], totals[:, 1 : codes + 1], totals[:, codes + 1 :])


def _mean(columns: list[Floats], codes: int) -> Floats:
    """Mean over pairs of coders, leaving out the pairs in which it is undefined; NaN where all are."""
    if not columns:
        return np.full(codes, np.nan)
    stacked = np.array(columns)
    defined = np.isfinite(stacked)
    return binary.divide(np.where(defined, stacked, 0).sum(axis=0), defined.sum(axis=0).astype(np.float64))


def _code(measured: _Measured, code: int) -> CodeAgreement:
    values: dict[str, Any] = {name: value_or_none(column[code]) for name, column in measured.columns.items()}
    ci, no_interval = measured.intervals[code], measured.why_no_interval
    if measured.draws is not None and ci is None:
        no_interval = TOO_RARE
    reason = measured.why_nothing
    if reason is None and values["alpha"] is None:
        ci, reason = None, NOBODY if values["prevalence"] == 0 else NO_VARIATION
    elif reason is None:
        no_kappa = "kappa: no variation within any pair of coders" if values["kappa"] is None else None
        reason = _join(no_interval, no_kappa)
    return CodeAgreement(
        n=measured.n,
        **values,
        alpha_ci=ci,
        reason=reason,
        warning=None if values["alpha"] is None else _small(measured, values["prevalence"] or 0.5),
        pairs=_pairs(measured, [value_or_none(kappas[code]) for kappas in measured.pair_kappas]),
        code=measured.ratings.codes[code],
        dimension=measured.ratings.dimensions[code],
    )


def _dimensions(measured: _Measured, codes: tuple[CodeAgreement, ...], plan: Plan) -> tuple[Overall, ...]:
    names = [name for name in dict.fromkeys(measured.ratings.dimensions) if name]
    labels = np.array(measured.ratings.dimensions)
    return tuple(_overall(measured, codes, np.flatnonzero(labels == name), plan, name) for name in names)


def _overall(measured: _Measured, codes: tuple[CodeAgreement, ...], columns: Ints, plan: Plan, name: str) -> Overall:
    """The whole of some columns: means over those with a defined alpha, and what only a whole has."""
    defined = np.array([k for k in columns if codes[k].alpha is not None], dtype=np.int64)
    undefined = [codes[k].reason or "" for k in columns if codes[k].alpha is None]
    values: dict[str, Any] = {field: _mean_over(measured.columns[field][defined]) for field in _CODE_FIELDS}
    reason = measured.why_nothing or (None if len(columns) else NO_CODES)
    ci = None
    if reason is None and not len(defined):
        reason = undefined[0] if len(set(undefined)) == 1 else left_out_in_words(undefined, len(columns))
    elif reason is None:
        if measured.draws is not None:
            ci = intervals(_mean_of_draws(measured.draws[:, defined])[:, np.newaxis], plan.confidence)[0]
        no_interval = measured.why_no_interval or (TOO_RARE if measured.draws is not None and ci is None else None)
        reason = _join(left_out_in_words(undefined, len(columns)), no_interval)
    whole = measured.ratings.only_codes(columns) if len(columns) < len(codes) else measured.ratings
    sets = set_alphas(whole, plan.seed)
    return Overall(
        n=measured.n,
        **values,
        alpha_ci=ci,
        reason=reason,
        warning=None if measured.why_nothing else _join(measured.few_sources, _small(measured, 0.5)),
        pairs=_pairs(measured, [_mean_over(kappas[defined]) for kappas in measured.pair_kappas]),
        name=name,
        codes=len(defined),
        left_out=len(undefined),
        pooled_kappa=value_or_none(binary.pooled_kappa([pair.only(columns) for pair in measured.pairs])),
        alpha_masi=value_or_none(sets.masi),
        alpha_jaccard=value_or_none(sets.jaccard),
    )


def _mean_over(values: Floats) -> float | None:
    """Mean of the values that are defined; None if none is."""
    defined = values[np.isfinite(values)]
    return float(defined.mean()) if len(defined) else None


def _mean_of_draws(draws: Floats) -> Floats:
    """(draws,): in each draw, the mean over the codes that are defined in it."""
    defined = np.isfinite(draws)
    return binary.divide(np.where(defined, draws, 0).sum(axis=1), defined.sum(axis=1).astype(np.float64))


def _pairs(measured: _Measured, kappas: list[float | None]) -> tuple[Pair, ...]:
    names = measured.ratings.coders
    return tuple(
        Pair((names[table.first], names[table.second]), int(table.total), kappa)
        for table, kappa in zip(measured.pairs, kappas, strict=True)
    )


def _join(*sentences: str | None) -> str | None:
    return "; ".join(filter(None, sentences)) or None


def _small(measured: _Measured, prevalence: float) -> str | None:
    """A warning where there are too few fragments to say anything; characters are too alike to be counted so."""
    if measured.ratings.weights is not None:
        return None
    needed = least_units(prevalence)
    if measured.n >= needed:
        return None
    return f"small sample: {measured.n} fragments, and about {needed} are needed at a prevalence of {prevalence:.1%}"
