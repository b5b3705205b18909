"""Counts in words and in the language in use: `1 fragment`, `1,200 fragments`, `1.200 fragmenten`."""

from coder.model.language import ngettext, number


def fragments(n: int) -> str:
    """Return `12 fragments`."""
    return ngettext("{n} fragment", "{n} fragments", n).format(n=number(n))


def codings(n: int) -> str:
    """Return `12 codings`."""
    return ngettext("{n} coding", "{n} codings", n).format(n=number(n))


def reviews(n: int) -> str:
    """Return `12 reviews`."""
    return ngettext("{n} review", "{n} reviews", n).format(n=number(n))


def codes(n: int) -> str:
    """Return `12 codes`."""
    return ngettext("{n} code", "{n} codes", n).format(n=number(n))


def dimensions(n: int) -> str:
    """Return `12 dimensions`."""
    return ngettext("{n} dimension", "{n} dimensions", n).format(n=number(n))


def matrices(n: int) -> str:
    """Return `12 matrices`."""
    return ngettext("{n} matrix", "{n} matrices", n).format(n=number(n))


def statements(n: int) -> str:
    """Return `12 statements`."""
    return ngettext("{n} statement", "{n} statements", n).format(n=number(n))


def people(n: int, kind: str) -> str:
    """Return `12 respondents` of a survey, `12 participants` of a transcript."""
    if kind == "survey":
        return ngettext("{n} respondent", "{n} respondents", n).format(n=number(n))
    return ngettext("{n} participant", "{n} participants", n).format(n=number(n))


def units(n: int, unit: str) -> str:
    """Return how many fragments there are, called what they are: `12 turns`, `12 open answers`."""
    text = {
        "turn": ngettext("{n} turn", "{n} turns", n),
        "paragraph": ngettext("{n} paragraph", "{n} paragraphs", n),
        "sentence": ngettext("{n} sentence", "{n} sentences", n),
        "line": ngettext("{n} line", "{n} lines", n),
        "answer": ngettext("{n} open answer", "{n} open answers", n),
    }[unit]
    return text.format(n=number(n))
