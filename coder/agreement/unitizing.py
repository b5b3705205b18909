"""Alpha for unitizing: coders who cut a continuum into units themselves, and label them.

The family of Krippendorff, Mathet, Bouvry & Widlöcher (2016, Quality & Quantity 50:2347-2364), for two or more coders
and units that do not overlap within one coder. NaN never comes out: None is undefined, for want of variation.

Where a coder did not read a part, that part counts for those who did, as ratings that are missing do in alpha: pairs of
coders weigh one over the number of readers less one, and what fewer than two read counts nowhere. Where everybody read
everything that is the published definition.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from coder.agreement.arrays import Floats, Ints, value_or_none

ABSENT, GAP = -1, 0
"""In place of a label: the coder did not read this, or marked nothing there."""


@dataclass(frozen=True, order=True)
class Unit:
    """A stretch that one coder marked."""

    start: int
    end: int
    """Exclusive."""
    code: str


@dataclass(frozen=True)
class UnitAlpha:
    """Alpha of one code's units, over the part of them that some other coder marked as a unit too."""

    code: str
    alpha: float | None
    coverage: float | None
    """Share of the code's length that it rests on."""


@dataclass(frozen=True)
class UnitizingAlphas:
    """The coefficients of 2016."""

    u_alpha: float | None
    """Units, gaps and labels together."""
    binary: float | None
    """Units against gaps, whatever the label: |u-alpha."""
    cu_alpha: float | None
    """Labels, where units of two coders intersect."""
    cu_coverage: float | None
    """Share of the continuum that cu_alpha rests on."""
    codes: tuple[UnitAlpha, ...] = ()
    """(k)u-alpha of each label."""


@dataclass(frozen=True, eq=False)
class Runs:
    """The continuum in runs inside which no coder starts or stops: which label each gave, and in which unit."""

    lengths: Floats
    """(runs,)."""
    label: Ints
    """(coders, runs): a label from 1, `GAP` or `ABSENT`."""
    unit: Ints
    """(coders, runs): the number of the coder's unit, from 1; 0 where there is none."""


def unitizing_alphas(units: Sequence[Iterable[Unit]], begin: int, end: int) -> UnitizingAlphas:
    """The 2016 coefficients of the units of each coder on the continuum from `begin` to `end` (exclusive).

    ValueError if a coder's units overlap, are empty, or lie outside the continuum.
    """
    ordered = [in_order(one, begin, end) for one in units]
    labels = sorted({unit.code for one in ordered for unit in one})
    number = {label: place for place, label in enumerate(labels, 1)}
    edges = np.unique([begin, end, *(edge for one in ordered for unit in one for edge in (unit.start, unit.end))])
    label = np.full((len(ordered), len(edges) - 1), GAP, dtype=np.int64)
    unit_of = np.zeros_like(label)
    for coder, one in enumerate(ordered):
        starts, ends = (np.array([getattr(unit, side) for unit in one], dtype=np.int64) for side in ("start", "end"))
        unit_of[coder] = covering(edges, starts, ends)
        label[coder] = np.array([GAP, *(number[unit.code] for unit in one)])[unit_of[coder]]
    return alphas_of_runs(Runs(np.diff(edges).astype(np.float64), label, unit_of), labels)


def covering(edges: Ints, starts: Ints, ends: Ints) -> Ints:
    """(runs,): for each run between two edges, which unit covers it, from 1; 0 where none does.

    Units are in order and do not overlap; they start and end on edges.
    """
    last = np.searchsorted(starts, edges[:-1], side="right")
    over = np.concatenate([[edges[0]], ends])[last] <= edges[:-1]
    return np.where(over, 0, last)


def alphas_of_runs(runs: Runs, labels: Sequence[str] = ()) -> UnitizingAlphas:
    """The 2016 coefficients of runs; (k)u-alpha of those labels that have a name, in the order of their numbers."""
    found = _Coincidences(runs, max(int(runs.label.max(initial=0)), len(labels)) + 1)
    pairs = found.total**2 - found.own.sum()
    if pairs <= 0:
        return UnitizingAlphas(None, None, None, None, tuple(UnitAlpha(name, None, None) for name in labels))
    scale = found.total / pairs
    matched = float((found.margins**2 - found.own).sum()) * scale
    in_units = found.total - found.margins[GAP]
    gap_or_unit = 2 * found.margins[GAP] * in_units * scale
    mismatched = found.total - found.same[GAP] - found.valued_total
    valued_pairs = found.valued_total**2 - found.valued_own.sum()
    valued_scale = found.valued_total / valued_pairs if valued_pairs > 0 else 0.0
    valued_matched = float((found.valued_margins**2 - found.valued_own).sum()) * valued_scale
    return UnitizingAlphas(
        u_alpha=_alpha(found.total - found.same.sum(), found.total - matched),
        binary=_alpha(mismatched, gap_or_unit),
        cu_alpha=_alpha(
            found.valued_total - found.same[1:].sum(), (valued_scale > 0) * found.valued_total - valued_matched
        ),
        cu_coverage=value_or_none(found.valued_total / found.total),
        codes=tuple(_one_label(name, place, found, valued_scale) for place, name in enumerate(labels, 1)),
    )


def in_order(units: Iterable[Unit], begin: int, end: int) -> list[Unit]:
    """Return one coder's units by where they start.

    ValueError if they overlap, are empty, or lie outside the continuum.
    """
    ordered = sorted(units)
    last = begin
    for unit in ordered:
        if unit.start < last or unit.end <= unit.start or unit.end > end:
            raise ValueError(f"the unit {unit.start}-{unit.end} overlaps another, is empty, or leaves the continuum")
        last = unit.end
    return ordered


class _Coincidences:
    """Lengths on which one coder says c and another k, over ordered pairs (eq. 1): what alphas need of that table.

    That is its sum, its margins and its diagonal, with and without gaps; `own` are the pairs that no pairing can make.
    """

    def __init__(self, runs: Runs, labels: int) -> None:
        present = runs.label != ABSENT
        readers = present.sum(axis=0)
        counted = readers >= 2
        lengths = np.where(counted, runs.lengths, 0.0)
        weights = lengths / np.maximum(readers - 1, 1)
        self.margins, self.same, self.own = np.zeros(labels), np.zeros(labels), np.zeros(labels)
        self.valued_margins, self.valued_own = np.zeros(labels), np.zeros(labels)
        for coder, label in enumerate(runs.label):
            said = np.where(present[coder], label, GAP)
            self.margins += np.bincount(said, weights=lengths * present[coder], minlength=labels)
            # A unit does not pair with itself (eq. 4), nor a point in a gap with itself.
            size = np.bincount(runs.unit[coder], weights=lengths)
            label_of = np.zeros(len(size), dtype=np.int64)
            label_of[runs.unit[coder]] = said
            np.add.at(self.own, label_of[1:], size[1:] ** 2)
            for other, others in enumerate(runs.label):
                if other != coder:
                    self._pair(said, label, others, weights)
                    # Among intersecting units: the part of a unit that another coder's units cover (eq. 10).
                    covered = np.bincount(runs.unit[coder], weights=lengths * (others > GAP), minlength=len(size))
                    share = np.bincount(runs.unit[coder], weights=weights * (others > GAP), minlength=len(size))
                    np.add.at(self.valued_own, label_of[1:], (covered * share)[1:])
        self.own[GAP] = self.margins[GAP]
        self.total = float(self.margins.sum())
        self.valued_total = float(self.valued_margins.sum())

    def _pair(self, said: Ints, label: Ints, others: Ints, weights: Floats) -> None:
        labels = len(self.margins)
        alike = (label == others) & (label != ABSENT)
        self.same += np.bincount(said, weights=weights * alike, minlength=labels)
        both = (label > GAP) & (others > GAP)
        self.valued_margins += np.bincount(said, weights=weights * both, minlength=labels)


def _alpha(observed: float, expected: float) -> float | None:
    return value_or_none(1 - observed / expected) if expected > 0 else None


def _one_label(name: str, place: int, found: _Coincidences, scale: float) -> UnitAlpha:
    """(k)u-alpha (eq. 13b): the label's mismatches, observed and expected, each as a share of what it covers."""
    covers, whole = found.valued_margins[place], found.margins[place]
    coverage = value_or_none(covers / whole) if whole > 0 else None
    expected = (covers * found.valued_total - found.valued_own[place]) * scale
    chance = expected - (covers**2 - found.valued_own[place]) * scale
    if covers <= 0 or chance <= 0:
        return UnitAlpha(name, None, coverage)
    mismatch = (covers - found.same[place]) / covers
    return UnitAlpha(name, value_or_none(1 - mismatch * expected / chance), coverage)
