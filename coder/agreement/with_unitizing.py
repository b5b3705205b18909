"""Agreement over characters, completed with alpha for unitizing: of every code, of each dimension and of the whole."""

from dataclasses import replace

import numpy as np

from coder.agreement.arrays import Ints
from coder.agreement.result import NO_VARIATION, NOBODY, Agreement, CodeAgreement, Overall, Unitizing
from coder.agreement.stretches import Stretches


def with_unitizing(found: Agreement, marked: Stretches) -> Agreement:
    """Return the same agreement, with alpha for unitizing; `marked` are the same codings of the same text."""
    codes = tuple(
        replace(code, unitizing=_of_code(code, value))
        for code, value in zip(found.codes, marked.each_column(), strict=True)
    )
    dimensions = tuple(
        _together(part, marked, np.array([at for at, code in enumerate(codes) if code.dimension == part.name]))
        for part in found.dimensions
    )
    return replace(found, codes=codes, dimensions=dimensions, overall=_together(found.overall, marked, None))


def _of_code(code: CodeAgreement, value: float | None) -> Unitizing:
    return Unitizing(value, reason=None if value is not None else _why(code.alpha, code.prevalence, code.reason))


def _together(whole: Overall, marked: Stretches, columns: Ints | None) -> Overall:
    alphas = (marked if columns is None else marked.only_columns(columns)).together()
    reason = None if alphas.u_alpha is not None else _why(whole.alpha, whole.prevalence, whole.reason)
    if reason is None and alphas.cu_alpha is None:
        reason = "cu-alpha: no two coders marked the same text with different codes"
    return replace(
        whole, unitizing=Unitizing(alphas.u_alpha, alphas.binary, alphas.cu_alpha, alphas.cu_coverage, reason)
    )


def _why(alpha: float | None, prevalence: float | None, reason: str | None) -> str:
    """Return why alpha for unitizing is undefined: mostly for the reason that alpha is."""
    if alpha is None and reason:
        return reason
    return NO_VARIATION if prevalence else NOBODY
