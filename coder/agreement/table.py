"""Agreement on ratings that were made elsewhere: a table of units by coders, one label a cell or several."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from coder.agreement import nominal
from coder.agreement.analysis import agreement
from coder.agreement.arrays import Ints, value_or_none
from coder.agreement.bootstrap import TOO_RARE, Plan, clusters, intervals, resampled
from coder.agreement.nominal import Counts
from coder.agreement.ratings import Ratings
from coder.agreement.result import NO_OVERLAP, NO_VARIATION, ONE_CODER, Overall, Pair
from coder.agreement.sampling import least_units
from coder.agreement.scale import NO_SCALE, OnScale, on_scale
from coder.model.errors import CoderError
from coder.model.language import _
from coder.model.text import shortened

Cell = tuple[str, ...] | None
"""The labels of one rating; empty if none was given, None if the unit was not rated."""

YES = frozenset({"1", "yes", "y", "ja", "j", "true", "waar", "x", "+", "oui", "sí", "si"})
NO = frozenset({"", "0", "no", "n", "nee", "false", "onwaar", "-", "non", "nein"})
"""Words that make a table of two labels a yes-or-no question; the empty one is a rating without a label."""

NOT_RATED = frozenset({"na", "n/a", "#n/a", "nan", "nvt", "n.v.t.", "null", "none", "missing", "?", "."})
"""What other programs write where there is nothing; here it is a label, and a warning says so."""

MOST_LABELS_FOR_INTERVAL = 1_000
MOST_CELLS = 500_000_000
"""Coders times units times labels above which a table with several labels a cell is not measured: half a gigabyte."""


@dataclass(frozen=True)
class TableAgreement(Overall):
    """Agreement over all labels of a table."""

    coders: tuple[str, ...] = ()
    bennett: float | None = None
    """Bennett's S; the mean over labels if cells hold several."""
    conger: float | None = None
    """Conger's kappa; None if cells hold several labels."""
    kappa_se: float | None = None
    """Standard error of Cohen's kappa; of two coders only."""
    scale: OnScale = NO_SCALE
    draws: int = 0
    seed: int = 1
    confidence: float = 0.95

    def to_json(self) -> dict[str, Any]:
        """The object that `coder agreement --table FILE --json` writes."""
        return {
            "coders": list(self.coders),
            **super().to_json(),
            "bennett": self.bennett,
            "conger": self.conger,
            "kappa_se": self.kappa_se,
            **self.scale.to_json(),
            "warnings": [self.warning] if self.warning else [],
        }


def agreement_of_table(
    coders: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    *,
    draws: int = 1_000,
    seed: int = 1,
    confidence: float = 0.95,
) -> TableAgreement:
    """Measure a table of ratings: `rows` is units by coders.

    With one label a cell at most, coefficients are those of the labels as categories (a rating without a label is a
    category too). With several in any cell, each label is a code of its own and the coefficients are means over them.
    Intervals draw units. CoderError for a table with several labels a cell that is too large to measure.
    """
    plan = Plan(draws, seed, confidence)
    several = any(cell is not None and len(cell) > 1 for row in rows for cell in row)
    return _several(coders, rows, plan) if several else _single(coders, rows, plan)


def _single(coders: Sequence[str], rows: Sequence[Sequence[Cell]], plan: Plan) -> TableAgreement:
    labels: dict[str, int] = {}
    values = np.full((len(coders), len(rows)), -1, dtype=np.int64)
    for unit, row in enumerate(rows):
        for coder, cell in enumerate(row):
            if cell is not None:
                values[coder, unit] = labels.setdefault(cell[0] if cell else "", len(labels))
    counts = Counts.of(values)
    pairs = _pairs(coders, values)
    nothing = _why_nothing(values, counts)
    # Units rated once vary too, but say nothing: without variation among the others, no coefficient is defined.
    alpha = None if nothing else value_or_none(nominal.alpha(counts))
    yes = _yes(list(labels))
    totals = nominal.nominal_sums(counts, np.zeros(len(rows), dtype=np.int64)).sum(axis=0)[2:]
    ci, no_interval = (None, None) if alpha is None else _interval(counts, plan)
    no_yes = "positive, negative: only for a yes or no" if yes is None else None
    no_kappa = (
        "kappa, scott: no variation within any pair of coders" if not any(p.kappa is not None for p in pairs) else None
    )
    reason = nothing or "; ".join(filter(None, (no_interval, no_kappa, no_yes))) or None
    return TableAgreement(
        coders=tuple(coders),
        n=counts.units,
        prevalence=_prevalence(totals, yes),
        percent=value_or_none(nominal.percent(counts)),
        positive=None if yes is None else value_or_none(nominal.specific(counts, yes)),
        negative=None if yes is None else value_or_none(nominal.specific(counts, 1 - yes)),
        alpha=alpha,
        alpha_ci=ci,
        kappa=_mean([pair.kappa for pair in pairs]),
        fleiss=None if nothing else value_or_none(nominal.fleiss(counts)),
        scott=_mean([value_or_none(nominal.scott(values[i], values[j])) for i, j in nominal.pairs(values)]),
        ac1=None if nothing else value_or_none(nominal.ac1(counts)),
        reason=reason,
        warning="; ".join(filter(None, (_odd(labels), None if nothing else _small(counts.units, totals)))) or None,
        pairs=pairs,
        codes=1,  # one question, with all labels as its answers
        pooled_kappa=_pooled_kappa(values),
        # Two different single labels are as far apart as they can be, so both set distances are the nominal one.
        alpha_masi=alpha,
        alpha_jaccard=alpha,
        bennett=None if nothing else value_or_none(nominal.bennett(counts)),
        conger=None if nothing else value_or_none(nominal.conger(values)),
        kappa_se=value_or_none(nominal.cohen_error(*values)) if len(values) == 2 and not nothing else None,
        scale=NO_SCALE if nothing else on_scale(values, list(labels)),
        draws=plan.draws,
        seed=plan.seed,
        confidence=plan.confidence,
    )


def _several(coders: Sequence[str], rows: Sequence[Sequence[Cell]], plan: Plan) -> TableAgreement:
    labels: dict[str, int] = {}
    reviews: list[tuple[int, int]] = []
    codings: list[tuple[int, int, int]] = []
    for unit, row in enumerate(rows):
        for coder, cell in enumerate(row):
            if cell is not None:
                reviews.append((coder, unit))
                codings.extend((coder, unit, labels.setdefault(label, len(labels))) for label in cell)
    if len(coders) * len(rows) * len(labels) > MOST_CELLS:
        raise CoderError(
            _("{labels:,} different labels on {units:,} units are too many to measure; are the cells codes?").format(
                labels=len(labels), units=len(rows)
            )
        )
    reviewed, coded = np.array(reviews).T, np.array(codings).T
    ratings = Ratings.from_triples(
        coders, list(labels), len(rows), reviews=(reviewed[0], reviewed[1]), codings=(coded[0], coded[1], coded[2])
    )
    result = agreement(ratings, draws=plan.draws, seed=plan.seed, confidence=plan.confidence)
    overall = result.overall
    chance_corrected = [
        2 * code.percent - 1 for code in result.codes if code.alpha is not None and code.percent is not None
    ]
    return TableAgreement(
        **{name: getattr(overall, name) for name in overall.__dataclass_fields__},
        coders=tuple(coders),
        bennett=_mean(chance_corrected),
        draws=plan.draws,
        seed=plan.seed,
        confidence=plan.confidence,
    )


def _why_nothing(values: Ints, counts: Counts) -> str | None:
    if int((values >= 0).any(axis=1).sum()) < 2:
        return ONE_CODER
    if not counts.units:
        return NO_OVERLAP
    return NO_VARIATION if len(np.unique(counts.category[counts.paired > 0])) < 2 else None


def _pairs(coders: Sequence[str], values: Ints) -> tuple[Pair, ...]:
    return tuple(
        Pair(
            (coders[i], coders[j]),
            int(((values[i] >= 0) & (values[j] >= 0)).sum()),
            value_or_none(nominal.cohen(values[i], values[j])),
        )
        for i, j in nominal.pairs(values)
    )


def _pooled_kappa(values: Ints) -> float | None:
    """Of labels that exclude each other, pooled over labels and pairs of coders (De Vries et al. 2008).

    Summed over such labels, po - pe and 1 - pe are twice those of the labels as categories, so these can be used.
    """
    parts = [nominal.cohen_parts(values[i], values[j]) for i, j in nominal.pairs(values)]
    room = sum(1 - chance for _, chance in parts)
    return sum(observed - chance for observed, chance in parts) / room if room > 0 else None


def _interval(counts: Counts, plan: Plan) -> tuple[tuple[float, float] | None, str | None]:
    """The interval of alpha, or why there is none."""
    if not plan.draws:
        return None, None
    if counts.categories > MOST_LABELS_FOR_INTERVAL:
        return None, f"no interval: more than {MOST_LABELS_FOR_INTERVAL:,} different labels"
    if counts.units < 2:
        return None, "no interval: one unit only"
    paired = counts.raters >= 2
    groups = np.zeros(len(paired), dtype=np.int64)
    groups[paired] = clusters(np.flatnonzero(paired), plan.seed)
    draws = nominal.alpha_from_sums(resampled(nominal.nominal_sums(counts, groups), plan))
    ci = intervals(draws[:, np.newaxis], plan.confidence)[0]
    return ci, None if ci else TOO_RARE


def _yes(labels: list[str]) -> int | None:
    """Which of two labels is the yes, if they are a yes and a no; otherwise None."""
    words = [label.casefold() for label in labels]
    if len(words) != 2:
        return None
    if "" in words:
        return 1 - words.index("")
    for yes in (0, 1):
        if words[yes] in YES and words[1 - yes] in NO:
            return yes
    return None


def _prevalence(totals: Any, yes: int | None) -> float | None:
    """Share of the paired ratings that say yes, or otherwise that have the commonest label."""
    total = float(totals.sum())
    if not total:
        return None
    return float(totals.max() if yes is None else totals[yes]) / total


def _odd(labels: Iterable[str]) -> str | None:
    """A warning of labels that may be none, or may be one."""
    found = list(labels)
    blank = [label for label in found if label.casefold() in NOT_RATED]
    alike = Counter(label.casefold() for label in found)
    cased = sorted(label for label in found if alike[label.casefold()] > 1)
    said = []
    if blank:
        said.append(f"“{blank[0]}” is counted as a label: leave a cell empty where a coder did not rate")
    if cased:
        said.append(f"labels that differ in capitals only are different labels: {', '.join(map(shortened, cased[:4]))}")
    return "; ".join(said) or None


def _small(units: int, totals: Any) -> str | None:
    rarest = float(totals[totals > 0].min() / totals.sum())
    needed = least_units(rarest)
    if rarest >= 1 or units >= needed:
        return None
    return f"small sample: {units} units, and about {needed} are needed for a label as rare as {rarest:.1%}"


def _mean(values: Sequence[float | None]) -> float | None:
    defined = [value for value in values if value is not None]
    return sum(defined) / len(defined) if defined else None
