"""Agreement on spans that were marked elsewhere, on one continuum: alpha for unitizing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from coder.agreement.result import NO_VARIATION, ONE_CODER
from coder.agreement.stretches import Stretches
from coder.agreement.unitizing import Unit, UnitAlpha, UnitizingAlphas, unitizing_alphas
from coder.agreement.unitizing_1995 import unitizing_alpha_1995

OVERLAP = "(k)u-alpha: spans of one coder overlap"


@dataclass(frozen=True)
class MarkedCode:
    """Agreement on the spans of one code; None is undefined, and `reason` says why."""

    code: str
    u_alpha: float | None
    """This code alone, against everything else."""
    ku_alpha: float | None
    """(k)u-alpha: the code against other codes, where spans of two coders meet; None where those of one overlap."""
    ku_coverage: float | None
    u_alpha_1995: float | None
    reason: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The object for this code."""
        return {
            "code": self.code, "u_alpha": self.u_alpha, "ku_alpha": self.ku_alpha, "ku_coverage": self.ku_coverage,
            "u_alpha_1995": self.u_alpha_1995, "reason": self.reason,
        }  # fmt: skip


@dataclass(frozen=True)
class MarkedAgreement:
    """Agreement on spans."""

    coders: tuple[str, ...]
    begin: int
    end: int
    codes: tuple[MarkedCode, ...]
    together: UnitizingAlphas
    u_alpha_1995: float | None
    reason: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The object that `coder agreement --spans --table FILE --json` writes."""
        return {
            "coders": list(self.coders),
            "begin": self.begin,
            "end": self.end,
            "codes": [code.to_json() for code in self.codes],
            "overall": {
                "u_alpha": self.together.u_alpha,
                "u_alpha_any_code": self.together.binary,
                "cu_alpha": self.together.cu_alpha,
                "cu_coverage": self.together.cu_coverage,
                "u_alpha_1995": self.u_alpha_1995,
                "reason": self.reason,
            },
        }


def agreement_of_spans(
    coders: Sequence[str], spans: Sequence[tuple[str, int, int, str]], begin: int, end: int
) -> MarkedAgreement:
    """Measure spans (coder, start, end, code) on the continuum from `begin` to `end` (exclusive), all codes at once.

    Spans of one coder and code that overlap are one. Where spans of one coder with different codes overlap, the label
    is the set of codes, as in a study.
    """
    codes = sorted({code for *_place, code in spans})
    marked = _stretches(coders, codes, spans, begin, end)
    units = [
        [
            Unit(begin + start, begin + stop, code)
            for at, code in enumerate(codes)
            for start, stop in marked.units(coder, at)
        ]
        for coder in range(len(coders))
    ]
    together, of_1995, labelled = (
        marked.together(),
        unitizing_alpha_1995(units, begin, end),
        _labelled(units, begin, end),
    )
    why = ONE_CODER if len(coders) < 2 else NO_VARIATION
    found = []
    for code, alone in zip(codes, marked.each_column(), strict=True):
        one = labelled.get(code) if labelled else UnitAlpha(code, None, None)
        reasons = [None if alone is not None else why, None if labelled else OVERLAP]
        ku = one or UnitAlpha(code, None, None)
        reason = "; ".join(filter(None, reasons)) or None
        found.append(MarkedCode(code, alone, ku.alpha, ku.coverage, of_1995[code], reason))
    reason = None if together.u_alpha is not None else why
    return MarkedAgreement(tuple(coders), begin, end, tuple(found), together, of_1995[""], reason)


def _stretches(
    coders: Sequence[str], codes: Sequence[str], spans: Sequence[tuple[str, int, int, str]], begin: int, end: int
) -> Stretches:
    numbers = np.array(
        [(coders.index(coder), codes.index(code), start - begin, stop - begin) for coder, start, stop, code in spans],
        dtype=np.int64,
    ).reshape(-1, 4)
    coder, column, start, stop = numbers.T
    return Stretches(
        columns=len(codes), coder=coder, column=column, fragment=np.zeros_like(coder), start=start, end=stop,
        lengths=np.array([end - begin]), reviewed=np.ones((len(coders), 1), dtype=np.bool_),
        sources=np.zeros(1, dtype=np.int64),
    )  # fmt: skip


def _labelled(units: list[list[Unit]], begin: int, end: int) -> dict[str, UnitAlpha] | None:
    """Return (k)u-alpha of each code; None where the units of one coder overlap."""
    try:
        return {one.code: one for one in unitizing_alphas(units, begin, end).codes}
    except ValueError:
        return None
