"""A fragment as a quotation: its text, who said it, where it is."""

from coder.model import Fragment
from coder.tui.door import clean, line
from coder.tui.layout.card import clock

FILE = "quotes.md"
"""Where quotations are collected, in the study's folder."""


def source_of(fragment: Fragment) -> str:
    """Return who said it, where it stands and when: `R3 · fg1#42 · 00:12:40`."""
    who = line(fragment.speaker or fragment.case)
    when = "" if fragment.time is None else clock(fragment.time)
    return " · ".join(part for part in (who, line(fragment.address), when) if part)


def quotation(fragment: Fragment) -> str:
    """Return a fragment as it goes to the clipboard, with nothing in it that steers a terminal it is put into."""
    return f"“{clean(fragment.text.strip(), keep=chr(10))}”\n— {source_of(fragment)}"
