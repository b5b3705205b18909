"""Why something is suggested, in the room there is."""

from dataclasses import replace

from rich.cells import cell_len

from coder.model.suggestion import Reason, Suggested, told
from coder.tui.door import line
from coder.tui.layout.graphemes import fit

MOST = 4
"""Reasons that are shown for one suggestion, and underlined in the text."""


def reasons_in(one: Suggested, width: int) -> str:
    """Return the reasons that fit in `width` cells, the most telling ones first; one is cut rather than none.

    More reasons with a word each come before more words of one.
    """
    found: dict[int, Reason] = {}
    telling = [(one.reasons.index(reason), reason) for reason in most_telling(one)[:MOST]]
    for at, reason in [(at, _first_word(reason)) for at, reason in telling] + telling:
        tried = found | {at: reason}
        if not found or cell_len(_said(tried)) <= width:
            found = tried
    return fit(_said(found), width)


def most_telling(one: Suggested) -> list[Reason]:
    """Return the reasons, those first without which a code or a resembling fragment would be unexplained."""
    alike = [reason for reason in one.reasons if reason.kind == "fragment"]
    words = [reason for reason in one.reasons if reason.kind != "fragment"]
    first = len(one.codes)  # of each code one
    return [*words[:first], *alike, *words[first:]]


def _first_word(reason: Reason) -> Reason:
    """Return the same reason with its first word alone, if that says something."""
    return reason if reason.paired else replace(reason, words=reason.words[:1])


def _said(reasons: dict[int, Reason]) -> str:
    return line(told([reasons[at] for at in sorted(reasons)]))
