"""Alpha for unitizing as it was in 1995: one code at a time, and counting how far boundaries are apart.

Krippendorff (1995), as corrected in Krippendorff (2004, ch. 11).
"""

from collections.abc import Iterable, Sequence
from itertools import combinations

import numpy as np

from coder.agreement.unitizing import Unit, in_order


def unitizing_alpha_1995(units: Sequence[Iterable[Unit]], begin: int, end: int) -> dict[str, float | None]:
    """Krippendorff's alpha for unitizing of 1995, as corrected in 2004: one for each code, and "" for all together.

    The whole is 1 minus the sum of observed over the sum of expected disagreements of the codes. Units of one code and
    coder may not overlap; those of different codes may. Lengths enter squared: a boundary two apart counts four.
    """
    coders = [list(one) for one in units]
    codes = sorted({unit.code for one in coders for unit in one})
    parts = {
        code: _disagreement_1995(
            [in_order((u for u in one if u.code == code), begin, end) for one in coders], begin, end
        )
        for code in codes
    }
    parts[""] = (sum(observed for observed, _ in parts.values()), sum(expected for _, expected in parts.values()))
    return {code: 1 - observed / expected if expected else None for code, (observed, expected) in parts.items()}


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
