"""What a study looks like from a distance: how codes are used, and whether new transcripts still bring new ones."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class CodeUse(NamedTuple):
    """How often one coder used one code in one source."""

    coder: str
    source: str
    code: str
    """Path."""
    codings: int


@dataclass(frozen=True, slots=True)
class Saturation:
    """What one source added to those before it, in the order of the study."""

    source: str
    new_codes: int
    codes: int
    """Different codes used so far."""
    new_combinations: int
    combinations: int
    """Different combinations used so far."""


def saturation(
    sources: Sequence[str], uses: Iterable[CodeUse], combinations: Iterable[tuple[str, tuple[str, ...]]]
) -> list[Saturation]:
    """Return how codes and combinations accumulate over `sources`, by whoever coded them.

    Args:
        sources: ids, in the order of the study.
        uses: which codes are used where.
        combinations: source and combination, in any order.
    """
    codes: dict[str, set[str]] = {}
    for use in uses:
        codes.setdefault(use.source, set()).add(use.code)
    combined: dict[str, set[tuple[str, ...]]] = {}
    for source, combination in combinations:
        combined.setdefault(source, set()).add(combination)
    seen_codes: set[str] = set()
    seen_combinations: set[tuple[str, ...]] = set()
    found = []
    for source in sources:
        new_codes = codes.get(source, set()) - seen_codes
        new_combinations = combined.get(source, set()) - seen_combinations
        seen_codes |= new_codes
        seen_combinations |= new_combinations
        found.append(Saturation(source, len(new_codes), len(seen_codes), len(new_combinations), len(seen_combinations)))
    return found
