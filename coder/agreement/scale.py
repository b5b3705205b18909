"""Labels that are numbers: agreement that counts how far ratings are apart."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from coder.agreement import nominal
from coder.agreement.arrays import Ints, value_or_none
from coder.agreement.nominal import Counts

MOST_NUMBERS = 1_000
"""With more different numbers than this nothing is measured: ratings on a scale have few."""


@dataclass(frozen=True)
class OnScale:
    """Coefficients of ratings on a scale; None where labels are no numbers, or without variation."""

    alpha_ordinal: float | None = None
    """Krippendorff's alpha, by how many ratings lie between two."""
    alpha_interval: float | None = None
    alpha_ratio: float | None = None
    """None if there are negative numbers."""
    kappa_linear: float | None = None
    """Weighted kappa by ranks; the mean over pairs of coders."""
    kappa_quadratic: float | None = None

    def to_json(self) -> dict[str, float | None]:
        """The keys that `coder agreement --table --json` adds."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @property
    def any(self) -> bool:
        """Whether there is anything to tell."""
        return any(value is not None for value in self.to_json().values())


NO_SCALE = OnScale()
"""Of labels that are no numbers."""


def on_scale(values: Ints, labels: Sequence[str]) -> OnScale:
    """Measure (coders, units) of label numbers, -1 for none, on the scale that the labels are."""
    numbers = [_number(label) for label in labels]
    if None in numbers or not 2 <= len(labels) <= MOST_NUMBERS:
        return NO_SCALE
    scale, rank = np.unique(np.array(numbers, dtype=np.float64), return_inverse=True)
    ranked = np.where(values < 0, -1, rank[values])
    counts = Counts.of(ranked)
    pairs = nominal.pairs(ranked)
    return OnScale(
        alpha_ordinal=value_or_none(nominal.alpha(counts, "ordinal")),
        alpha_interval=value_or_none(nominal.alpha(counts, "interval", scale)),
        alpha_ratio=value_or_none(nominal.alpha(counts, "ratio", scale)) if scale[0] >= 0 else None,
        kappa_linear=_mean([nominal.weighted_kappa(ranked[i], ranked[j], 1) for i, j in pairs]),
        kappa_quadratic=_mean([nominal.weighted_kappa(ranked[i], ranked[j], 2) for i, j in pairs]),
    )


def _number(label: str) -> float | None:
    """Return the finite number that a label is, with a point or a comma; None if it is none."""
    try:
        number = float(label.replace(",", ".", 1))
    except ValueError:
        return None
    return number if np.isfinite(number) else None


def _mean(values: Sequence[float]) -> float | None:
    defined = [value for value in values if np.isfinite(value)]
    return sum(defined) / len(defined) if defined else None
