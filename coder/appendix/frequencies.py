"""How many cases mention each code of a dimension, and whether groups of cases differ in it."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from coder.appendix.labels import unique_labels
from coder.appendix.significance import SignificanceTest, compare, holm
from coder.model.codebook import Dimension
from coder.model.errors import CoderError
from coder.model.language import _

if TYPE_CHECKING:
    from coder.store.study import Study


@dataclass(frozen=True, slots=True)
class Frequency:
    """One code: the cases that mention it, each counted once."""

    code: str
    """Path."""
    label: str
    n: int
    percent: float | None
    """Of all cases; None without cases."""
    groups: tuple[int, ...] = ()
    """Cases per group that mention it."""
    test: SignificanceTest | None = None
    p_holm: float | None = None
    """Corrected for the number of codes tested."""
    reason: str = ""
    """Why there is no test."""


@dataclass(frozen=True, slots=True)
class Frequencies:
    """The codes of one dimension, counted over cases."""

    dimension: str
    label: str
    cases: int
    without: int
    """Cases that mention no code of the dimension."""
    codes: tuple[Frequency, ...]
    by: str = ""
    """The attribute that divides the cases into groups."""
    groups: tuple[str, ...] = ()
    sizes: tuple[int, ...] = ()
    """Cases per group."""
    missing: int = 0
    """Cases without a value of the attribute: in the counts, in no group."""


def count(
    dimension: Dimension,
    mentions: Iterable[tuple[Hashable, Sequence[str]]],
    cases: Mapping[Hashable, str | None],
    by: str = "",
) -> Frequencies:
    """Count cases per code: a case counts once, however often it mentions the code.

    A code counts where it was assigned itself, not where one below it was, as in the matrices.

    Args:
        dimension: whose codes are counted; retired ones only if they are mentioned.
        mentions: case and codes, one for each coding; codes of other dimensions and unknown cases do not count.
        cases: every case with its group; None for a case without one.
        by: what divides the cases, for the heading; empty makes no groups and no tests.
    """
    told: dict[str, set[Hashable]] = {}
    own = {code.path for code in dimension.walk()}
    for case, paths in mentions:
        if case in cases:
            for path in paths:
                if path in own:
                    told.setdefault(path, set()).add(case)
    codes = [code for code in dimension.walk() if not code.retired or code.path in told]
    sizes = Counter(group for group in cases.values() if group is not None) if by else Counter()
    groups = tuple(sorted(sizes, key=lambda name: (not name.isdecimal(), int(name) if name.isdecimal() else 0, name)))
    found = []
    for code, label in zip(codes, unique_labels(dimension, codes), strict=True):
        who = told.get(code.path, set())
        per_group = Counter(cases[case] for case in who)
        yes = tuple(per_group[group] for group in groups)
        result = compare(yes, [sizes[group] for group in groups]) if by else ""
        test, reason = (result, "") if isinstance(result, SignificanceTest) else (None, result)
        percent = 100 * len(who) / len(cases) if cases else None
        found.append(Frequency(code.path, label, len(who), percent, yes, test, None, reason))
    return Frequencies(
        dimension=dimension.id,
        label=dimension.label,
        cases=len(cases),
        without=len(cases) - len(set().union(*told.values())),
        codes=_corrected(found),
        by=by,
        groups=groups,
        sizes=tuple(sizes[group] for group in groups),
        missing=sum(group is None for group in cases.values()) if by else 0,
    )


def frequencies(study: "Study", dimension: str, by: str = "", coder: str | None = None) -> Frequencies:
    """Count the cases of a study; its codings are one coder's, or everybody's, reconciled where they were.

    Raises:
        CoderError: the dimension or the attribute is unknown; the message names the ones there are.
    """
    found = study.cases()
    attributes = {name for case in found for name, _ in case.attributes}
    if by and by not in attributes:
        known = ", ".join(sorted(attributes)) or "none"
        raise CoderError(_("no case has an attribute “{by}”; there are: {known}").format(by=by, known=known))
    groups: dict[Hashable, str | None] = {
        (case.source, case.label): dict(case.attributes).get(by) if by else None for case in found
    }
    said_by = {fragment.address: (fragment.source, fragment.case) for fragment in study.fragments()}
    codings = study.codings(coder=coder, consensus=coder is None)
    mentions = ((said_by[coding.fragment], coding.codes) for coding in codings)
    return count(study.codebook.dimension(dimension), mentions, groups, by)


def as_data(table: Frequencies) -> dict[str, Any]:
    """Return a table as JSON has it."""
    return {
        "dimension": table.dimension,
        "cases": table.cases,
        "without": table.without,
        "by": table.by or None,
        "groups": dict(zip(table.groups, table.sizes, strict=True)),
        "missing": table.missing,
        "codes": [
            {
                "code": one.code,
                "label": one.label,
                "n": one.n,
                "percent": one.percent,
                "groups": dict(zip(table.groups, one.groups, strict=True)),
                "method": one.test.method if one.test else None,
                "chi_square": one.test.chi_square if one.test else None,
                "v": one.test.v if one.test else None,
                "p": one.test.p if one.test else None,
                "p_holm": one.p_holm,
                "reason": one.reason or None,
            }
            for one in table.codes
        ],
    }


def _corrected(found: Sequence[Frequency]) -> tuple[Frequency, ...]:
    """Add the corrected p values: the codes of a dimension are tested together."""
    corrected = iter(holm([one.test.p for one in found if one.test]))
    return tuple(replace(one, p_holm=next(corrected)) if one.test else one for one in found)
