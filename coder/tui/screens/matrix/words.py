"""How many statements and codings there are, in words."""

from coder.tui.language import ngettext


def statements_in_words(n: int) -> str:
    """Return a number of statements, in the language in use."""
    return ngettext("{n} statement", "{n} statements", n).format(n=n)


def codings_in_words(n: int) -> str:
    """Return a number of codings, in the language in use."""
    return ngettext("{n} coding", "{n} codings", n).format(n=n)
