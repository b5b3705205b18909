"""What two coders made of the same fragment, held against each other."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coder.model.coding import Coding, CodingLine, Span

Judgement = tuple[tuple[str, ...], Span | None]
"""A combination of codes, and where in the fragment: what makes two codings say the same. Words may differ."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """How a fragment came to be settled."""

    by: str
    """Who did it."""
    reason: str = ""
    """Why, in their words."""
    agreed: tuple[str, ...] = ()
    """The coders who agreed already, where that was taken over as it was."""


def judgement(coding: Coding) -> Judgement:
    """Return what a coding says, whatever its statement and memo."""
    return coding.codes, coding.span


def agree(first: Iterable[Coding], second: Iterable[Coding]) -> bool:
    """Return whether two coders said the same of a fragment: the same combinations, at the same places, as often."""
    return Counter(map(judgement, first)) == Counter(map(judgement, second))


def united(*coders: Sequence[Coding]) -> list[CodingLine]:
    """Return everything that coders said of one fragment, what they said alike only once.

    A coding that several made has the statement of the first who wrote one, and the memos of all. A coder who made the
    same coding twice, with two statements, meant two.
    """
    groups: dict[tuple[Judgement, int], list[Coding]] = {}
    for codings in coders:
        times: Counter[Judgement] = Counter()
        for coding in codings:
            same = judgement(coding)
            groups.setdefault((same, times[same]), []).append(coding)
            times[same] += 1
    return [_one(group) for group in groups.values()]


def _one(group: Sequence[Coding]) -> CodingLine:
    first = group[0]
    statement = next((coding.statement for coding in group if coding.statement is not None), None)
    memos = dict.fromkeys(coding.memo for coding in group if coding.memo is not None)
    return CodingLine(first.fragment, first.codes, None, first.span, statement, "\n".join(memos) or None, first.origin)
