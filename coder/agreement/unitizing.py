"""Alpha for unitizing: coders who cut a continuum into units themselves, and label them.

The family of Krippendorff, Mathet, Bouvry & Widlöcher (2016, Quality & Quantity 50:2347-2364), for two or more coders
and units that do not overlap within one coder; and the older coefficient of Krippendorff (1995; 2004, ch. 11),
which looks at one category at a time and also counts how far boundaries are apart. NaN never comes out: None is
undefined, for want of variation.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from coder.agreement.arrays import Floats, Ints, value_or_none

_GAP = 0


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
    codes: tuple[UnitAlpha, ...]
    """(k)u-alpha of each label."""


def unitizing_alphas(units: Sequence[Iterable[Unit]], begin: int, end: int) -> UnitizingAlphas:
    """The 2016 coefficients of the units of each coder on the continuum from `begin` to `end` (exclusive).

    ValueError if a coder's units overlap, are empty, or lie outside the continuum.
    """
    ordered = [_ordered(one, begin, end) for one in units]
    labels = sorted({unit.code for one in ordered for unit in one})
    number = {label: place for place, label in enumerate(labels, 1)}
    edges = np.unique([begin, end, *(edge for one in ordered for unit in one for edge in (unit.start, unit.end))])
    lengths = np.diff(edges).astype(np.float64)
    # (coders, runs): which of the coder's units covers the run, and with which label; both 0 in a gap.
    covering = np.zeros((len(ordered), len(lengths)), dtype=np.int64)
    label = np.zeros_like(covering)
    for coder, one in enumerate(ordered):
        for place, unit in enumerate(one, 1):
            runs = slice(*np.searchsorted(edges, [unit.start, unit.end]))
            covering[coder, runs], label[coder, runs] = place, number[unit.code]
    observed = _coincidences(label, lengths, len(labels) + 1)
    own = _own_pairings(ordered, number, end - begin)
    expected = _expected(observed, own)
    valued, pairable = observed[1:, 1:], _pairable_pairings(covering, label, lengths, len(labels))
    valued_expected = _expected(valued, pairable)
    return UnitizingAlphas(
        u_alpha=_alpha(observed, expected),
        binary=_alpha(_folded(observed), _folded(expected)),
        cu_alpha=_alpha(valued, valued_expected),
        cu_coverage=value_or_none(valued.sum() / observed.sum()) if observed.any() else None,
        codes=tuple(_one_code(name, place, observed, valued_expected) for place, name in enumerate(labels)),
    )


def unitizing_alpha_1995(units: Sequence[Iterable[Unit]], begin: int, end: int) -> dict[str, float | None]:
    """Krippendorff's alpha for unitizing of 1995, as corrected in 2004: one for each code, and "" for all together.

    The whole is 1 minus the sum of observed over the sum of expected disagreements of the codes. Units of one code and
    coder may not overlap; those of different codes may. Lengths enter squared: a boundary two apart counts four.
    """
    coders = [list(one) for one in units]
    codes = sorted({unit.code for one in coders for unit in one})
    parts = {
        code: _disagreement_1995(
            [_ordered((u for u in one if u.code == code), begin, end) for one in coders], begin, end
        )
        for code in codes
    }
    parts[""] = (sum(observed for observed, _ in parts.values()), sum(expected for _, expected in parts.values()))
    return {code: 1 - observed / expected if expected else None for code, (observed, expected) in parts.items()}


def _ordered(units: Iterable[Unit], begin: int, end: int) -> list[Unit]:
    ordered = sorted(units)
    last = begin
    for unit in ordered:
        if unit.start < last or unit.end <= unit.start or unit.end > end:
            raise ValueError(f"the unit {unit.start}-{unit.end} overlaps another, is empty, or leaves the continuum")
        last = unit.end
    return ordered


def _coincidences(label: Ints, lengths: Floats, labels: int) -> Floats:
    """(labels, labels): length on which one coder says c and another k, over ordered pairs, over m - 1 (eq. 1)."""
    table = np.zeros(labels * labels)
    for first, second in combinations(label, 2):
        table += np.bincount(first * labels + second, weights=lengths, minlength=labels * labels)
    matrix = table.reshape(labels, labels)
    return (matrix + matrix.T) / max(len(label) - 1, 1)


def _own_pairings(coders: list[list[Unit]], number: dict[str, int], length: int) -> Floats:
    """(labels,): pairs that no pairing can make: of a unit with itself, or a point in a gap with itself (eq. 4)."""
    own = np.zeros(len(number) + 1)
    for units in coders:
        own[_GAP] += length - sum(unit.end - unit.start for unit in units)
        for unit in units:
            own[number[unit.code]] += (unit.end - unit.start) ** 2
    return own


def _pairable_pairings(covering: Ints, label: Ints, lengths: Floats, labels: int) -> Floats:
    """(labels,): the same among intersecting units: the part of each unit that another coder's units cover (eq. 10)."""
    own = np.zeros(labels + 1)
    for coder, units in enumerate(covering):
        label_of = np.zeros(int(units.max(initial=0)) + 1, dtype=np.int64)
        label_of[units] = label[coder]
        for other, theirs in enumerate(covering):
            if other != coder:
                covered = np.bincount(units, weights=lengths * (theirs > 0), minlength=len(label_of))
                np.add.at(own, label_of, covered**2)
    return own[1:] / max(len(covering) - 1, 1)


def _expected(observed: Floats, own: Floats) -> Floats:
    """Coincidences expected by chance: the product of what labels cover, without a unit's pairs with itself."""
    margins, total = observed.sum(axis=0), observed.sum()
    pairs = total**2 - own.sum()
    if pairs <= 0:
        return np.zeros_like(observed)
    return (np.outer(margins, margins) - np.diag(own)) * total / pairs  # type: ignore[no-any-return]


def _alpha(observed: Floats, expected: Floats) -> float | None:
    chance = expected.sum() - np.trace(expected)
    return value_or_none(1 - (observed.sum() - np.trace(observed)) / chance) if chance > 0 else None


def _folded(matrix: Floats) -> Floats:
    """Two by two: gap and unit, whatever its label."""
    return np.array(
        [[matrix[0, 0], matrix[0, 1:].sum()], [matrix[1:, 0].sum(), matrix[1:, 1:].sum()]],
    )


def _one_code(name: str, place: int, observed: Floats, expected: Floats) -> UnitAlpha:
    """(k)u-alpha (eq. 13b): the label's mismatches, observed and expected, each as a share of what it covers."""
    valued = observed[1:, 1:]
    covers, chance = valued[place].sum(), expected[place].sum() - expected[place, place]
    whole = observed[place + 1].sum()
    coverage = value_or_none(covers / whole) if whole > 0 else None
    if covers <= 0 or chance <= 0:
        return UnitAlpha(name, None, coverage)
    mismatch = (covers - valued[place, place]) / covers
    return UnitAlpha(name, value_or_none(1 - mismatch * expected[place].sum() / chance), coverage)


def _disagreement_1995(coders: list[list[Unit]], begin: int, end: int) -> tuple[float, float]:
    """Observed and expected disagreement on one code (Krippendorff 2004, pp. 251-256)."""
    length, m = end - begin, len(coders)
    sections = [_sections(units, begin, end) for units in coders]
    observed = sum(_distances_1995(first, second) for first, second in combinations(sections, 2))
    unit_lengths = [b - a for one in sections for a, b, is_unit in one if is_unit]
    gaps = np.array([b - a for one in sections for a, b, is_unit in one if not is_unit], dtype=np.float64)
    chance = 0.0
    for size in unit_lengths:
        against_units = (len(unit_lengths) - 1) * (2 * size**3 - 3 * size**2 + size) / 3
        chance += against_units + size**2 * float(np.maximum(gaps - size + 1, 0).sum())
    pairs = m * length * (m * length - 1) - sum(size * (size - 1) for size in unit_lengths)
    expected = 2 * chance / (length * pairs) if pairs > 0 else 0.0
    return 2 * observed / (m * (m - 1) * length**2) if m > 1 and length else 0.0, expected


def _sections(units: list[Unit], begin: int, end: int) -> list[tuple[int, int, bool]]:
    """The continuum as (start, end, is a unit), gaps included."""
    sections, last = [], begin
    for unit in units:
        if unit.start > last:
            sections.append((last, unit.start, False))
        sections.append((unit.start, unit.end, True))
        last = unit.end
    return [*sections, (last, end, False)] if last < end else sections


def _distances_1995(first: list[tuple[int, int, bool]], second: list[tuple[int, int, bool]]) -> float:
    """Squared differences of intersecting sections, summed: two units by their ends, a unit in a gap by its length."""
    total, i, j = 0, 0, 0
    while i < len(first) and j < len(second):
        (a, b, is_unit), (c, d, other_is_unit) = first[i], second[j]
        if is_unit and other_is_unit:
            total += (a - c) ** 2 + (b - d) ** 2
        elif is_unit and c <= a and b <= d:
            total += (b - a) ** 2
        elif other_is_unit and a <= c and d <= b:
            total += (d - c) ** 2
        i, j = i + (b <= d), j + (d <= b)
    return float(total)
