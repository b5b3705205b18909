"""How many units to code twice, and which ones."""

from math import ceil, sqrt
from statistics import NormalDist

import numpy as np

from coder.agreement.arrays import ArrayLike, Ints


def sample_size(half_width: float, *, alpha: float = 0.8, prevalence: float = 0.5, confidence: float = 0.95) -> int:
    """Units that two coders must both code for an interval of alpha plus or minus `half_width`.

    From the large-sample variance of two coders' agreement on a yes-or-no code, which is that of the intraclass kappa
    (Bloch & Kraemer 1989; Donner & Eliasziw 1992): (1 - a) / N [(1 - a) (1 - 2 a) + a (2 - a) / (2 p (1 - p))], where
    a is the agreement expected and p the prevalence. More coders need fewer units.
    """
    if not half_width > 0:
        raise ValueError("half_width must be above 0")
    return max(2, ceil(_variance(alpha, prevalence) * (_z(confidence) / half_width) ** 2))


def half_width(size: int, *, alpha: float = 0.8, prevalence: float = 0.5, confidence: float = 0.95) -> float:
    """Half of the interval of alpha that `size` units give which two coders both code: `sample_size` turned round."""
    if size < 1:
        raise ValueError("size must be 1 or more")
    return _z(confidence) * sqrt(_variance(alpha, prevalence) / size)


def _variance(alpha: float, prevalence: float) -> float:
    """Of the agreement on one unit."""
    if not (0 <= alpha < 1 and 0 < prevalence < 1):
        raise ValueError("alpha must be from 0 to under 1, prevalence between 0 and 1")
    spread = prevalence * (1 - prevalence)
    return (1 - alpha) * ((1 - alpha) * (1 - 2 * alpha) + alpha * (2 - alpha) / (2 * spread))


def _z(confidence: float) -> float:
    if not 0 < confidence < 1:
        raise ValueError("confidence must lie between 0 and 1")
    return NormalDist().inv_cdf((1 + confidence) / 2)


def least_units(prevalence: float, *, smallest: float = 0.667, significance: float = 0.05) -> int:
    """Units below which a sample says too little to rule out an alpha under `smallest`.

    Krippendorff (2004, pp. 238-240), from Bloch & Kraemer (1989):
    2 z^2 [(1 + a) (3 - a) / (4 (1 - a) p (1 - p)) - a], with a the smallest acceptable alpha, p the prevalence and z
    of the significance, one-sided.
    """
    if not (0 < prevalence < 1 and 0 < smallest < 1 and 0 < significance < 1):
        raise ValueError("prevalence, smallest and significance must lie between 0 and 1")
    z = NormalDist().inv_cdf(1 - significance)
    room = (1 + smallest) * (3 - smallest) / (4 * (1 - smallest) * prevalence * (1 - prevalence))
    return ceil(2 * z**2 * (room - smallest))


def draw_sample(strata: ArrayLike, size: int, *, seed: int = 1) -> Ints:
    """Indices of a random sample of `size` units, in order, spread over the strata in proportion to their size.

    `strata` gives each unit's stratum: its source, say. Shares are rounded by largest remainder. Where the size allows,
    every stratum gets one unit at least. The same seed draws the same sample. ValueError if there are not that many.
    """
    labels = np.asarray(strata)
    if not 0 <= size <= len(labels):
        raise ValueError(f"cannot draw {size} of {len(labels)} units")
    random = np.random.default_rng(seed)
    _, places, counts = np.unique(labels, return_inverse=True, return_counts=True)
    drawn = [
        random.choice(np.flatnonzero(places == stratum), size=take, replace=False)
        for stratum, take in enumerate(_allocate(counts, size))
    ]
    return np.sort(np.concatenate([*drawn, np.zeros(0, dtype=np.int64)]).astype(np.int64))


def _allocate(counts: Ints, size: int) -> Ints:
    """How many to take from strata of these sizes: in proportion, one at least where possible, never too many."""
    floor = np.minimum(counts, 1) if size >= len(counts) else np.zeros_like(counts)
    rest, room = size - int(floor.sum()), counts - floor
    exact = rest * room / max(int(room.sum()), 1)
    take = floor + exact.astype(np.int64)
    # Largest remainders first; a stable sort settles ties by the order of the strata.
    order = np.argsort(-(exact - exact.astype(np.int64)), kind="stable")
    take[order[: size - int(take.sum())]] += 1
    return take
