"""What suggestions were good for, and what they did to agreement: from what the log says of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from coder.agreement.analysis import agreement
from coder.agreement.of_study import View, coders_of, ratings_from
from coder.agreement.result import Overall
from coder.model.errors import CoderError

if TYPE_CHECKING:
    from coder.model.suggestion import Judged
    from coder.store import Study

Place = tuple[str, int]
"""A coder and the key of a fragment: what a code is given or not given on."""


@dataclass(slots=True)
class CodeAudit:
    """What came of suggesting one code; counted in fragments, once for each coder."""

    code: str
    shown: int = 0
    """Where the coder could see it while deciding: the sum of the next four."""
    taken: int = 0
    """Given by taking a suggestion."""
    by_hand: int = 0
    """Given, but chosen by hand."""
    overridden: int = 0
    """Not given: something else was, or nothing."""
    rejected: int = 0
    """Not given, and turned down."""
    hidden: int = 0
    """Where it was worked out, and the coder could not see it."""
    hidden_given: int = 0
    """... and gave it."""

    @property
    def precision(self) -> float | None:
        """Share of where it was shown that the coder gave it; None if it was never shown."""
        return (self.taken + self.by_hand) / self.shown if self.shown else None

    @property
    def hidden_precision(self) -> float | None:
        """The same of where it was hidden: what precision would be if nobody were led by it."""
        return self.hidden_given / self.hidden if self.hidden else None

    def to_json(self) -> dict[str, Any]:
        """The object that `coder suggest --audit --json` writes for this code."""
        return {
            "code": self.code, "shown": self.shown, "taken": self.taken, "by_hand": self.by_hand,
            "overridden": self.overridden, "rejected": self.rejected, "precision": self.precision,
            "hidden": self.hidden, "hidden_precision": self.hidden_precision,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Audit:
    """What came of suggestions, and what agreement is with and without them."""

    codes: tuple[CodeAudit, ...]
    """Codes that were ever suggested, in codebook order."""
    seen: Overall | None
    """Agreement on fragments that somebody decided with suggestions in sight; None without two coders."""
    unseen: Overall | None
    """Agreement on all other fragments."""
    active: int = 0
    """Decisions on fragments that came in active order."""
    decisions: int = 0
    """Decisions for which there were suggestions."""

    def to_json(self) -> dict[str, Any]:
        """The object that `coder suggest --audit --json` writes."""
        return {
            "decisions": self.decisions,
            "active": self.active,
            "codes": [code.to_json() for code in self.codes],
            "agreement": {
                "with_suggestions": self.seen.to_json() if self.seen else None,
                "without_suggestions": self.unseen.to_json() if self.unseen else None,
            },
        }


@dataclass(slots=True)
class _Case:
    """Everything that was suggested to one coder for one fragment."""

    seen: set[str] = field(default_factory=set)
    listed: set[str] = field(default_factory=set)
    taken: set[str] = field(default_factory=set)
    rejected: set[str] = field(default_factory=set)


def audit(study: "Study", coders: Sequence[str] = ()) -> Audit:
    """Return what came of the suggestions that the log tells of.

    Args:
        study: the study.
        coders: whose agreement; none named: everybody's but the consensus'.
    """
    judged = study.judged()
    cases: dict[Place, _Case] = {}
    for one in judged:
        _take(cases.setdefault((one.coder, one.fragment), _Case()), one)
    seen = {fragment for (_, fragment), case in cases.items() if case.seen}
    with_, without = _agreements(study, coders, seen)
    return Audit(tuple(_count(study, cases)), with_, without, sum(one.order == "active" for one in judged), len(judged))


def _take(case: _Case, one: "Judged") -> None:
    codes = {code for combination, _ in one.listed for code in combination}
    (case.seen if one.on_screen else case.listed).update(codes)
    if one.outcome == "rejected":
        case.rejected.update(one.codes)
    elif one.outcome == "taken" and one.on_screen:
        case.taken.update(one.codes)


def _count(study: "Study", cases: dict[Place, _Case]) -> list[CodeAudit]:
    codings = study.codings_by_fragment(sorted({fragment for _, fragment in cases}))
    order = study.codebook.order
    found = {path: CodeAudit(path) for path in order}
    for (coder, fragment), case in cases.items():
        given = {code for coding in codings.get(fragment, ()) if coding.coder == coder for code in coding.codes}
        for code in case.seen & order.keys():
            row = found[code]
            row.shown += 1
            if code in given:
                row.taken += code in case.taken
                row.by_hand += code not in case.taken
            else:
                row.rejected += code in case.rejected
                row.overridden += code not in case.rejected
        for code in (case.listed - case.seen) & order.keys():
            found[code].hidden += 1
            found[code].hidden_given += code in given
    return [row for row in found.values() if row.shown or row.hidden]


def _agreements(study: "Study", names: Sequence[str], seen: Collection[int]) -> tuple[Overall | None, Overall | None]:
    """Return agreement on the fragments whose keys are `seen`, and on the others."""
    try:
        coders = coders_of(study, names)
    except CoderError:
        if names:
            raise
        return None, None
    if len(coders) < 2:
        return None, None
    judgements = study.judgements(coders)
    ratings = ratings_from(judgements, study.codebook, View())
    among = np.isin(judgements.fragment[ratings.fragments], list(seen))
    with_, without = (agreement(ratings.only_units(mask)).overall for mask in (among, ~among))
    return with_, without
