"""Lists of texts in one cell of a spreadsheet, and cells that no program takes for a formula."""

import re
from collections.abc import Iterable

_BAR = re.compile(r"^\|+$", re.MULTILINE)
_FORMULA = re.compile("'*[=+\\-@\t\r＝＋－＠]")


def split_texts(cell: str, separators: str) -> list[str]:
    """Return the texts in a cell.

    A line that is only a bar separates them, if there is one; else every one of `separators`, a comma only where there
    is none of the others.
    """
    if re.search(r"^\|$", cell, re.MULTILINE):
        parts = re.split(r"^\|$", cell, flags=re.MULTILINE)
        return [text for part in parts if (text := _BAR.sub(lambda bars: bars[0][1:], part).strip())]
    marks = separators.replace(",", "")
    if not any(mark in cell.strip() for mark in marks):
        marks = separators
    return [part.strip() for part in re.split(f"[{re.escape(marks)}]", cell) if part.strip()]


def join_texts(texts: Iterable[str], separators: str) -> str:
    """Return texts as one cell that `split_texts` takes apart again, by the first of `separators` if that is clear."""
    listed = list(texts)
    if not any(mark in text for text in listed for mark in separators):
        return ("\n" if separators[0] == "\n" else f"{separators[0]} ").join(listed)
    escaped = (_BAR.sub(lambda bars: "|" + bars[0], text) for text in listed)
    return "".join(f"{text}\n|\n" for text in escaped).removesuffix("\n")


def disarm(cell: str) -> str:
    """Return a cell of a csv with an apostrophe in front of it if a spreadsheet program would take it for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def rearm(cell: str) -> str:
    """Return a cell without the apostrophe that `disarm` put in front of it."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
