"""Quotes on their way out: fragments with their address, speaker and codes, as Markdown or CSV."""

import csv
import io
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from coder.files.replacing import replace_file
from coder.model.errors import CoderError, system_reason
from coder.model.fragment import Fragment
from coder.model.language import _
from coder.model.text import printable

ENDINGS = (".md", ".csv")

_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~])")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the start of a formula."""


class Quote(NamedTuple):
    """A fragment, and how it is coded."""

    fragment: Fragment
    codings: tuple[tuple[str, str], ...] = ()
    """Combination as people read it, and coder."""


def write_quotes(quotes: Sequence[Quote], path: Path) -> None:
    """Write quotes, whole or not at all; the ending of the file's name says how.

    Raises:
        CoderError: another ending, or the file cannot be written.
    """
    name = printable(path.name)
    if path.suffix.lower() not in ENDINGS:
        endings = _(" or ").join(ENDINGS)
        raise CoderError(
            _("cannot write quotes to {name}; end its name in {endings}").format(name=name, endings=endings)
        )
    text = _markdown(quotes) if path.suffix.lower() == ".md" else _csv(quotes)
    replace_file(path, text.encode("utf-8", errors="replace"))


def append_quotes(quotes: Sequence[Quote], path: Path) -> None:
    """Add quotes to the end of a Markdown file, which need not exist yet.

    Raises:
        CoderError: the file cannot be written.
    """
    # A link planted in a folder that others fill would lead the words elsewhere.
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    try:
        with os.fdopen(os.open(path, flags, 0o666), "ab") as file:
            gap = "\n" if os.fstat(file.fileno()).st_size else ""
            file.write((gap + _markdown(quotes)).encode("utf-8", errors="replace"))
    except OSError as error:
        reason = system_reason(error)
        raise CoderError(
            _("{name}: cannot be written: {reason}").format(name=printable(path.name), reason=reason)
        ) from None


def _markdown(quotes: Sequence[Quote]) -> str:
    """Return a block quote for each fragment, with where it is from and its codes under it."""
    blocks = []
    for fragment, codings in quotes:
        said = "\n".join(f"> {_plain(row)}".rstrip() for row in fragment.text.split("\n"))
        who = ", ".join(_plain(part) for part in (fragment.speaker or fragment.case, fragment.address) if part)
        coded = "".join(f"\n- {_plain(label)} ({_plain(coder)})" for label, coder in codings)
        blocks.append(f"{said}\n>\n> — {who}\n" + (f"{coded}\n" if coded else ""))
    return "\n".join(blocks)


def _plain(text: str) -> str:
    """Return text that Markdown prints as it is."""
    return _MARKDOWN.sub(r"\\\1", printable(text))


def _csv(quotes: Sequence[Quote]) -> str:
    """Return a row for each fragment. UTF-8 with a byte order mark, without which Excel reads another encoding."""
    table = io.StringIO()
    writer = csv.writer(table, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(["fragment", "speaker", "case", "text", "codes", "coders"])
    for fragment, codings in quotes:
        row = [
            fragment.address, fragment.speaker, fragment.case, fragment.text,
            "; ".join(label for label, _ in codings), "; ".join(dict.fromkeys(coder for _, coder in codings)),
        ]  # fmt: skip
        writer.writerow([_harmless(printable(cell, keep="\n")) for cell in row])
    return "\ufeff" + table.getvalue()


def _harmless(text: str) -> str:
    return f"'{text}" if text.lstrip(" \xa0").startswith(_FORMULA) else text
