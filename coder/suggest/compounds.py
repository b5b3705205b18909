"""Parts of compound words, so that `werkervaringsplek` is found under `werkervaring`."""

from __future__ import annotations

from collections.abc import Callable

LINKS = ("", "s", "en", "e")
"""What may stand between two parts: trein-verkeer, gezondheid-s-zorg, boek-en-kast, zon-e-schijn."""
SHORTEST = 4
"""Letters in the shortest part: with three, accidental parts outnumber real ones."""
_ENDINGS = frozenset({"baar", "loos", "schap", "heid", "haft", "heit", "keit", "lich", "schaft", "skap"})
"""No word of their own at the end of another: aanspreekbaar and openbaar have nothing in common."""
_WHOLE = 9
"""A known part of up to so many letters is taken as one word: transport is not trans and port."""
_DEEPEST = 4
COMPOUNDING = frozenset({"nl", "af", "de", "lb", "sv", "da", "nb", "nn", "is", "fo"})
"""Languages that write compounds as one word."""


def split(word: str, known: Callable[[str], bool], depth: int = 0) -> tuple[str, ...]:
    """Return the parts of `word` (lower case) when it is a compound of `known` words, else nothing.

    The most even split into two wins; long parts are split again. A first part may itself be an unknown compound.
    """
    if "-" in word.strip("-"):
        return tuple(part for part in word.split("-") if len(part) > 1)
    best: tuple[str, ...] = ()
    evenness = 0
    for cut in range(SHORTEST, len(word) - SHORTEST + 1):
        tail = word[cut:]
        if min(cut, len(tail)) <= evenness or tail in _ENDINGS or not known(tail):
            continue
        for link in LINKS:
            head = word[: cut - len(link)] if word[:cut].endswith(link) else ""
            if len(head) < SHORTEST or min(len(head), len(tail)) <= evenness:
                continue
            heads = (head,) if known(head) else split(head, known, depth + 1) if depth < _DEEPEST else ()
            if heads:
                best, evenness = (*heads, tail), min(len(head), len(tail))
    if depth:
        return best
    return tuple(deeper for part in best for deeper in (_again(part, known) or (part,)))


def _again(part: str, known: Callable[[str], bool]) -> tuple[str, ...]:
    return split(part, known, 1) if len(part) > _WHOLE else ()
