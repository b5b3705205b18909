"""Commands about agreement between coders."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coder.cli.output import columns

if TYPE_CHECKING:
    from coder.store import Study


def summary(study: "Study", coders: Sequence[str] = ()) -> str:
    """Return agreement per dimension and overall, in lines for people."""
    from coder.agreement import agreement
    from coder.agreement.of_study import coders_of, ratings_of

    found = agreement(ratings_of(study, coders_of(study, coders)), dimensions=True)
    labels = {dimension.id: dimension.label for dimension in study.codebook.dimensions}
    rows = [("agreement of " + " and ".join(found.coders), "alpha", "95%", "percent", "")]
    for part in (*found.dimensions, found.overall):
        name = f"  {labels.get(part.name, part.name)}" if part.name else "overall"
        rows.append(
            (name, number(part.alpha), interval(part.alpha_ci), number(part.percent), part.verdict or part.reason or "")
        )
    return columns(rows, right=(1, 3)) + f"\n{found.overall.n} fragments read by both"


def number(value: float | None) -> str:
    """Return `.81`, `-.05`, or a dash for what is undefined."""
    return "–" if value is None else f"{value:.2f}".replace("0.", ".", 1)


def interval(bounds: tuple[float, float] | None) -> str:
    """Return `[.74, .87]`, or a dash for what is undefined."""
    return "–" if bounds is None else f"[{number(bounds[0])}, {number(bounds[1])}]"
