"""What tests make studies from: a small codebook, a transcript, a way to call the program."""

import hashlib
import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

from coder.cli import main
from coder.model import Case, ImportedSource, Segment

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

CODEBOOK = """\
title: Busvervoer
language: nl
dimensions:
  partij:
    label: Partij
    codes:
      gemeente: {label: Gemeente, cues: [gemeente, wethouder]}
      vervoerder: {label: Vervoerder, cues: [bus, chauffeur]}
  factor:
    label: Factor
    codes:
      succes: {label: Succesfactoren}
      faal: {label: Faalfactoren}
  rol:
    label: Rol
    codes:
      klant: {label: Klant}
matrices:
  factoren:
    title: Factoren per partij
    rows: partij
    columns: factor
    unplaced: Algemeen
"""

TURNS = (
    "Hoe gaat het met de bus?",
    "De bus komt te laat, maar de chauffeur is aardig.",
    "De gemeente luistert wél naar ons.",
    "Er is geen coördinatie tussen gemeente en vervoerder.",
)


def transcript(name: str = "groep.txt", turns: tuple[str, ...] = TURNS) -> ImportedSource:
    """Return a transcript whose turns are a line each, of the moderator and of one participant in turn."""
    text = "\n".join(turns)
    segments, start = [], 0
    for number, turn in enumerate(turns):
        speaker, role = ("MODERATOR", "moderator") if number == 0 else ("R1", "participant")
        segments.append(Segment(start, start + len(turn), speaker, role, "R1" if number else ""))
        start += len(turn) + 1
    sha256 = hashlib.sha256(f"{name}\n{text}".encode()).hexdigest()
    return ImportedSource(
        name, "transcript", text, sha256, "turn", tuple(segments), (Case("R1", (("plaats", "Ede"),)),), ("plaats",)
    )


class Result(NamedTuple):
    """What a command came to."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """The JSON that it printed."""
        return json.loads(self.out)


def run(*arguments: str | Path, stdin: bytes = b"") -> Result:
    """Run the program as a terminal would, in this process."""
    out, err = io.StringIO(), io.StringIO()
    before = sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
    try:
        with redirect_stdout(out), redirect_stderr(err):
            main([str(argument) for argument in arguments])
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    finally:
        sys.stdin = before
    return Result(code, out.getvalue(), err.getvalue())
