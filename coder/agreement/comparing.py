"""Where two coders differ, fragment by fragment: first the fragments of the worst code, then of the next."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from coder.agreement.disagreements import disagreements
from coder.agreement.of_study import View, coders_of, ratings_from
from coder.model.coding import CONSENSUS, Coding
from coder.model.reconciling import agree

if TYPE_CHECKING:
    from coder.store import Study

What = Literal["codes", "combination", "place"]


@dataclass(frozen=True, slots=True)
class Difference:
    """A fragment that two coders have both reviewed and not judged alike."""

    fragment: int
    """Its key."""
    what: What
    """Which codes; the same codes, combined otherwise; or the same combinations, at other places in the text."""
    codes: tuple[str, ...] = ()
    """Codes that one of them gave and the other did not, the one with the lowest alpha first."""
    reconciled: bool = False
    """`consensus` has settled it."""


def compare(
    study: "Study", first: str, second: str, *, code: str | None = None, source: str | None = None
) -> list[Difference]:
    """Return where two coders differ, worst codes first, then where only combinations or only places differ.

    With `code` only where they differ on that code, with `source` in that source only; which codes are worst is still
    judged by everything that both have read.

    Raises:
        CoderError: a coder who has reviewed nothing, the same coder twice, or no such code or source.
    """
    first, second = coders_of(study, (first, second))
    path = None if code is None else study.codebook.code(code).path
    within = None if source is None else set(study.fragment_ids(study.source(source).id))
    found = _on_codes(study, first, second)
    if path is None:
        found += _on_combinations(study, first, second, {one.fragment for one in found})
    settled = set(study.reviewed_ids(CONSENSUS))
    return [
        replace(one, reconciled=one.fragment in settled)
        for one in found
        if (path is None or path in one.codes) and (within is None or one.fragment in within)
    ]


def _on_codes(study: "Study", first: str, second: str) -> list[Difference]:
    judged = study.judgements((first, second))
    ratings = ratings_from(judged, study.codebook, View())
    codes: dict[int, list[str]] = {}
    for code in disagreements(ratings):
        for place in ratings.fragments[code.units].tolist():
            codes.setdefault(place, []).append(code.code)
    return [Difference(int(judged.fragment[place]), "codes", tuple(paths)) for place, paths in codes.items()]


def _on_combinations(study: "Study", first: str, second: str, known: set[int]) -> list[Difference]:
    """Where the codes are the same and the codings are not; agreement on single codes cannot see that."""
    both = set(study.reviewed_ids(first)).intersection(study.reviewed_ids(second)) - known
    addresses = dict(zip(study.addresses(sorted(both)), sorted(both), strict=True))
    of_first, of_second = (_by_fragment(study.codings(name), addresses) for name in (first, second))
    found = []
    for key in sorted(of_first.keys() & of_second.keys()):
        one, other = of_first[key], of_second[key]
        if not agree(one, other):
            same = sorted(coding.codes for coding in one) == sorted(coding.codes for coding in other)
            found.append(Difference(key, "place" if same else "combination"))
    return sorted(found, key=lambda difference: difference.what == "place")


def _by_fragment(codings: list[Coding], keys: dict[str, int]) -> dict[int, list[Coding]]:
    found: dict[int, list[Coding]] = {}
    for coding in codings:
        if coding.fragment in keys:
            found.setdefault(keys[coding.fragment], []).append(coding)
    return found
