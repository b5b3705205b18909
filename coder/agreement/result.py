"""Results: numbers where there are numbers, words where there are none."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

ONE_CODER = "one coder only"
NO_OVERLAP = "no overlap"
NOBODY = "nobody used it"
NO_VARIATION = "undefined: no variation"
NO_CODES = "no codes"
HIDDEN = "hidden as long as coding is blind"

RELIABLE = 0.8
TENTATIVE = 0.667

_NAMED = 5
"""Of the codes with a small sample, so many are named."""


def verdict(lower: float | None) -> str | None:
    """Krippendorff's cut-offs (2004, p. 241), held against the lower bound of alpha's interval.

    "reliable" from .80, "tentative" from .667, otherwise "not reliable"; None when there is no bound to judge.
    """
    if lower is None:
        return None
    return "reliable" if lower >= RELIABLE else "tentative" if lower >= TENTATIVE else "not reliable"


@dataclass(frozen=True)
class Pair:
    """Two coders, over the units that both reviewed."""

    coders: tuple[str, str]
    n: int
    """Units that both reviewed."""
    kappa: float | None
    """Cohen's kappa; None without variation. In an overall result, the mean over codes."""

    def to_json(self) -> dict[str, Any]:
        """The object that is listed under `pairs`."""
        reason = NO_VARIATION if self.kappa is None else None
        return {"coders": list(self.coders), "n": self.n, "kappa": self.kappa, "reason": reason}


@dataclass(frozen=True)
class Unitizing:
    """Alpha for unitizing: of one code, or of all together, over the text that two or more coders read."""

    u_alpha: float | None
    """Of one code: its stretches against the rest. Of all: stretches with the same codes, gaps and codes together."""
    any_code: float | None = None
    """|u-alpha: stretches against gaps, whatever the codes; only of all together."""
    cu_alpha: float | None = None
    """The codes, where stretches of two coders meet; only of all together."""
    cu_coverage: float | None = None
    """Share of the text that `cu_alpha` rests on."""
    reason: str | None = None
    """Why something is undefined."""


@dataclass(frozen=True)
class Coefficients:
    """Agreement on one code, or overall. None is undefined, and `reason` says why."""

    n: int
    """Fragments (or characters, for spans) that two or more coders reviewed."""
    prevalence: float | None = None
    """Share of the ratings that assigned the code."""
    percent: float | None = None
    positive: float | None = None
    negative: float | None = None
    alpha: float | None = None
    alpha_ci: tuple[float, float] | None = None
    """Bootstrap interval of alpha."""
    kappa: float | None = None
    """Cohen's kappa, averaged over the pairs of coders that have one."""
    fleiss: float | None = None
    scott: float | None = None
    """Scott's pi, averaged over the pairs of coders that have one."""
    ac1: float | None = None
    reason: str | None = None
    """Why something is undefined, and what was left out of means; None when all is there."""
    warning: str | None = None
    """Why the numbers should be read with care; None when there is no cause."""
    pairs: tuple[Pair, ...] = ()
    unitizing: Unitizing | None = None
    """None over fragments."""

    @property
    def verdict(self) -> str | None:
        """What Krippendorff's cut-offs make of the lower bound; None without one."""
        return verdict(self.alpha_ci[0] if self.alpha_ci else None)

    def to_json(self) -> dict[str, Any]:
        """The object that `coder agreement --json` writes: undefined is null."""
        return {
            "n": self.n,
            "prevalence": self.prevalence,
            "percent": self.percent,
            "positive": self.positive,
            "negative": self.negative,
            "alpha": self.alpha,
            "alpha_ci": list(self.alpha_ci) if self.alpha_ci else None,
            "kappa": self.kappa,
            "fleiss": self.fleiss,
            "scott": self.scott,
            "ac1": self.ac1,
            "pairs": [pair.to_json() for pair in self.pairs],
            "reason": self.reason,
        }


@dataclass(frozen=True)
class CodeAgreement(Coefficients):
    """Agreement on one code."""

    code: str = ""
    dimension: str = ""

    def to_json(self) -> dict[str, Any]:
        """The object for this code: its path first."""
        units = self.unitizing
        found = {"u_alpha": units.u_alpha, "u_reason": units.reason} if units else {}
        return {"code": self.code, **super().to_json(), **found}


@dataclass(frozen=True)
class Overall(Coefficients):
    """Agreement on several codes: means over those with a defined alpha, and coefficients of the whole."""

    name: str = ""
    """The dimension, or empty for all codes."""
    codes: int = 0
    """How many codes the means run over."""
    left_out: int = 0
    """How many codes are undefined and left out of the means."""
    pooled_kappa: float | None = None
    alpha_masi: float | None = None
    alpha_jaccard: float | None = None

    def to_json(self) -> dict[str, Any]:
        """The object for the whole."""
        found = {
            **super().to_json(),
            "pooled_kappa": self.pooled_kappa,
            "alpha_masi": self.alpha_masi,
            "alpha_jaccard": self.alpha_jaccard,
        }
        if units := self.unitizing:
            found |= {
                "u_alpha": units.u_alpha,
                "u_alpha_any_code": units.any_code,
                "cu_alpha": units.cu_alpha,
                "cu_coverage": units.cu_coverage,
                "u_reason": units.reason,
            }
        return found


@dataclass(frozen=True)
class Agreement:
    """Everything that is said about the agreement of these coders."""

    coders: tuple[str, ...]
    codes: tuple[CodeAgreement, ...]
    dimensions: tuple[Overall, ...]
    """One for each dimension, in the order of the codes; empty unless asked for."""
    overall: Overall
    unit: str = "fragments"
    """What `n` counts: "fragments" or "characters"."""
    by: str = "fragment"
    """What the intervals draw: "fragment" or "source"."""
    draws: int = 0
    seed: int = 1
    confidence: float = 0.95

    def to_json(self) -> dict[str, Any]:
        """The object that `coder agreement --json` writes."""
        return {
            "coders": list(self.coders),
            "codes": [code.to_json() for code in self.codes],
            "overall": self.overall.to_json(),
        }

    @property
    def warnings(self) -> tuple[str, ...]:
        """What to read the numbers with: first what concerns all, then the codes whose sample is small."""
        general = (self.overall.warning,) if self.overall.warning else ()
        small = [code.code for code in self.codes if code.warning]
        if not small:
            return general
        more = f" and {len(small) - _NAMED} more" if len(small) > _NAMED else ""
        named = ", ".join(small[:_NAMED]) + more
        return (*general, f"small sample for {len(small)} of {len(self.codes)} codes: {named}")


def left_out_in_words(reasons: Iterable[str], of: int) -> str | None:
    """How many of the codes are left out of the means and why; None if none is."""
    counts = Counter(reasons)
    if not counts:
        return None
    why = ", ".join(f"{count} {reason}" for reason, count in counts.most_common())
    return f"{counts.total()} of {of} codes left out of the means: {why}"
