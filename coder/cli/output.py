"""What the command line prints: text that no terminal obeys, JSON, aligned columns."""

import json
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

import click

from coder.model.text import printable


def say(text: str = "") -> None:
    """Print lines for people on standard output; whatever a terminal would obey is made visible."""
    click.echo(printable(text, keep="\n"))


def warn(text: str) -> None:
    """Print one line on standard error."""
    click.echo(f"coder: {printable(text)}", err=True)


def print_json(data: Any, *, indent: int | None = 1) -> None:
    """Print JSON that is safe on a terminal: what it would obey is written as an escape, which means the same."""
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    if printable(text, keep="\n") != text:
        text = "".join(c if c == "\n" or printable(c) == c else json.dumps(c)[1:-1] for c in text)
    click.echo(text)


def columns(rows: Iterable[Sequence[str]], right: Iterable[int] = ()) -> str:
    """Return rows in aligned columns, two spaces apart; `right` names the columns of numbers."""
    table = [[printable(cell) for cell in row] for row in rows]
    widths = [max(map(width, column)) for column in zip(*table, strict=True)] if table else []
    ends = frozenset(right)
    lines = (
        "  ".join(
            " " * (size - width(cell)) + cell if place in ends else cell + " " * (size - width(cell))
            for place, (cell, size) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in table
    )
    return "\n".join(lines)


def width(text: str) -> int:
    """Return how many terminal cells `text` takes."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
