"""Naming what somebody may have meant."""

import difflib
from collections.abc import Iterable

from coder.model.language import _
from coder.model.text import printable


def nearest(wanted: str, known: Iterable[str], command: str) -> str:
    """Return `; nearest: a, b`, or the command that lists what there is, to put behind an error."""
    found = difflib.get_close_matches(wanted, list(known), n=3, cutoff=0.5)
    return (
        _("; nearest: {names}").format(names=", ".join(map(printable, found)))
        if found
        else _("; `{command}` lists them").format(command=command)
    )
