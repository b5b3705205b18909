"""Where coders differ, fragment by fragment: first the fragments of the worst code, then of the next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from coder.agreement.arrays import Bools, Ints
from coder.agreement.disagreements import disagreements
from coder.agreement.of_study import View, coders_of, ratings_from
from coder.model.coding import CONSENSUS

if TYPE_CHECKING:
    from coder.store import Study
    from coder.store.judgements import Judgements

What = Literal["codes", "combination", "place"]


@dataclass(frozen=True, slots=True)
class Difference:
    """A fragment that coders have reviewed and not judged alike."""

    fragment: int
    """Its key."""
    what: What
    """Which codes; the same codes, combined otherwise; or the same combinations, at other places in the text."""
    codes: tuple[str, ...] = ()
    """Codes that one of them gave and another did not, the one with the lowest alpha first."""
    reconciled: bool = False
    """`consensus` has settled it."""


@dataclass(frozen=True, eq=False)
class Comparison:
    """Some coders held against each other, over everything that two or more of them have reviewed."""

    coders: tuple[str, ...]
    differences: tuple[Difference, ...]
    """Worst codes first, then where only combinations or only places differ."""
    alphas: Mapping[str, float | None]
    """Krippendorff's alpha of each code on which they differ, the lowest first; None is undefined."""
    shared: Ints
    """Keys of the fragments that two or more of them have reviewed, in the order of the study."""


def comparison(study: "Study", coders: Sequence[str]) -> Comparison:
    """Hold coders against each other.

    A fragment counts if two or more of them reviewed it; they differ on it if any two of those do.

    Raises:
        CoderError: a coder who has reviewed nothing, or the same coder twice.
    """
    names = coders_of(study, coders)
    judged = study.judgements(names, spans=True)
    ratings = ratings_from(judged, study.codebook, View())
    codes: dict[int, list[str]] = {}
    worst = disagreements(ratings)
    for code in worst:
        for place in ratings.fragments[code.units].tolist():
            codes.setdefault(place, []).append(code.code)
    shared = ratings.fragments[ratings.reviewers >= 2]
    combined, placed = _unlike(judged, shared)
    found = [Difference(int(judged.fragment[place]), "codes", tuple(paths)) for place, paths in codes.items()]
    whats: tuple[tuple[What, Bools], ...] = (("combination", combined), ("place", placed & ~combined))
    for what, unlike in whats:
        places = (place for place in shared[unlike].tolist() if place not in codes)
        found += [Difference(int(judged.fragment[place]), what) for place in places]
    settled = set(study.reviewed_ids(CONSENSUS))
    return Comparison(
        coders=names,
        differences=tuple(replace(one, reconciled=one.fragment in settled) for one in found),
        alphas={code.code: code.alpha for code in worst},
        shared=judged.fragment[shared],
    )


def compare(
    study: "Study", first: str, second: str, *, code: str | None = None, source: str | None = None
) -> list[Difference]:
    """Return where two coders differ, worst codes first, then where only combinations or only places differ.

    With `code` only where they differ on that code, with `source` in that source only; which codes are worst is still
    judged by everything that both have read.

    Raises:
        CoderError: a coder who has reviewed nothing, the same coder twice, or no such code or source.
    """
    found = comparison(study, (first, second)).differences
    path = None if code is None else study.codebook.code(code).path
    within = None if source is None else set(study.fragment_ids(study.source(source).id))
    return [one for one in found if (path is None or path in one.codes) and (within is None or one.fragment in within)]


Hashes = NDArray[np.uint64]


def _unlike(judged: "Judgements", shared: Ints) -> tuple[Bools, Bools]:
    """Say of each shared fragment whether its readers combined codes otherwise, and whether at other places.

    What a coder said of a fragment is a multiset of combinations, with or without places. Each is summed up in 64 bits,
    so that half a million codings are compared without making an object of any: that two that differ have the same sum
    has a chance of one in 10^19.
    """
    if judged.spans is None or judged.whole is None:
        raise ValueError("these judgements were read without spans")
    by, on = judged.codings
    coding, code = judged.codes_of
    random = np.random.default_rng(1)
    weights = random.integers(0, 2**64, size=len(judged.codes), dtype=np.uint64)
    combination = np.zeros(len(by), dtype=np.uint64)
    np.add.at(combination, coding, weights[code])
    says = np.bincount(coding, minlength=len(by)) > 0  # a coding of which no code is left says nothing
    start, stop = (column.astype(np.uint64) for column in judged.spans)
    span = np.where(judged.whole == 1, np.uint64(0), _mixed(start << np.uint64(32) | stop))
    read = np.zeros((len(judged.coders), len(judged.fragment)), dtype=np.bool_)
    read[judged.reviews] = True
    read[by, on] = True
    read = read[:, shared]
    found = []
    for said in (_mixed(combination), _mixed(_mixed(combination) ^ span)):
        sums = np.zeros((len(judged.coders), len(judged.fragment)), dtype=np.uint64)
        np.add.at(sums, (by[says], on[says]), said[says])
        sums = sums[:, shared]
        most = np.where(read, sums, np.uint64(0)).max(axis=0, initial=0)
        least = np.where(read, sums, np.uint64(2**64 - 1)).min(axis=0, initial=np.uint64(2**64 - 1))
        found.append(most != least)
    return found[0], found[1]


def _mixed(values: Hashes) -> Hashes:
    """Return 64 bits that look random for each value: the finalizer of SplitMix64 (Steele, Lea and Flood 2014)."""
    mixed = values + np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))
