"""Times as transcripts write them: `[00:12:31]`, `(12:31)`, `#00:12:31-3#`, `0:0:3.120 --> 0:0:7.290`."""

import re

TIME = r"\d{1,3}:\d{1,2}(?::\d{1,2})?(?:[.,]\d{1,3})?"
"""A clock time; two parts are minutes and seconds, three hours, minutes and seconds."""

_RANGE = rf"{TIME}(?:[ \t]*+(?:-->|-|–|—)[ \t]*+{TIME})?"

BRACKETED = (
    rf"(?:\[[ \t]*+{_RANGE}[ \t]*+\]|\([ \t]*+{_RANGE}[ \t]*+\)|\{{[ \t]*+{_RANGE}[ \t]*+\}}|<[ \t]*+{_RANGE}[ \t]*+>"
    rf"|#\d{{1,3}}:\d{{1,2}}(?::\d{{1,2}})?(?:[-.,:]\d{{1,3}})?#)"
)
"""A time that its brackets set apart from the text."""

_NO_CLOCK = r"(?![\d:]|[ \t]*+(?:uur|u\b|h\b|Uhr|[ap]\.?m\b))"
BARE = rf"(?<![\d:])(?:{TIME}[ \t]*+-->[ \t]*+{TIME}|\d{{1,3}}:\d{{2}}(?::\d{{2}})?(?:[.,]\d{{1,3}})?){_NO_CLOCK}"
"""A time without brackets; `12:30 uur` is not one."""

_PARTS = re.compile(r"(\d{1,3}):(\d{1,2})(?::(\d{1,2}))?(?:[-.,:](\d{1,3}))?")


def seconds(stamp: str) -> float | None:
    """Return the seconds that the first time in `stamp` is from the start; None if it holds no time."""
    found = _PARTS.search(stamp)
    if found is None:
        return None
    first, second, third, fraction = found.groups()
    whole = int(first) * 60 + int(second) if third is None else int(first) * 3600 + int(second) * 60 + int(third)
    return whole + (int(fraction) / 10 ** len(fraction) if fraction else 0.0)
