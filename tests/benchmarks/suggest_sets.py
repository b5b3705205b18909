"""The sets that coding sessions are replayed on: those made for this project, and others where ../shared has them."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import log
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "shared"

ASKED, FEWEST = 150, 20
"""Texts that are asked for after those that are learned, and with fewer there is nothing to say."""
Rows = Sequence[tuple[str, frozenset[str]]]


@dataclass(frozen=True)
class CodedSet:
    """A codebook and texts that were coded with it."""

    name: str
    language: str
    codes: Sequence[Mapping[str, Any]]
    rows: Rows
    vectors: str | None = None


def session(coded: CodedSet, seed: int) -> list[tuple[str, frozenset[str]]]:
    """Return the rows of a set in the order of one coding session."""
    rows = list(coded.rows)
    random.Random(seed).shuffle(rows)  # noqa: S311
    return rows


def sittings(coded: CodedSet, sizes: Sequence[int], seed: int) -> Iterator[tuple[Rows, Rows]]:
    """Yield what is learned and what is then asked in one coding session, for each size that leaves enough to ask."""
    rows = session(coded, seed)
    for size in sizes:
        asked = rows[size : size + ASKED]
        if len(asked) >= FEWEST:
            yield rows[:size], asked


def given_in(rows: Rows, coded: CodedSet) -> np.ndarray:
    """Return whether each code was given: rows × codes."""
    return np.array([[code["code"] in codes for code in coded.codes] for _, codes in rows])


def made(name: str) -> CodedSet:
    """Return one of the sets that were made for this project: 100 to 420 answers, no sentence twice."""
    codebook = json.loads((HERE / "sets" / f"{name}.codebook.json").read_text(encoding="utf-8"))
    lines = (HERE / "sets" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    rows = [(text, frozenset(codes.split())) for codes, text in (line.split("|", 1) for line in lines)]
    return CodedSet(name, codebook["lang"], codebook["codes"], rows)


def dekamer() -> CodedSet:
    """Return questions in parliament with 40 themes: names only, in order of frequency. FileNotFoundError if absent."""
    folder = SHARED / "cases" / "suggest"
    codebook = json.loads((folder / "dekamer_nl.codebook.json").read_text(encoding="utf-8"))
    lines = (folder / "dekamer_nl.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [(row["text"], frozenset(row["codes"])) for row in map(json.loads, lines)]
    return CodedSet("dekamer", codebook["meta"]["lang"], codebook["codes"], rows)


def shuffled() -> CodedSet:
    """Return dekamer with its codebook in another order, so that the order tells nothing."""
    coded = dekamer()
    codes = list(coded.codes)
    random.Random(7).shuffle(codes)  # noqa: S311
    return replace(coded, name="dekamer, codebook shuffled", codes=codes)


def cued(codes: int, cues: int) -> CodedSet:
    """Return dekamer with fewer codes, cues and definitions; those come from texts that are then left out."""
    coded = dekamer()
    rng = random.Random(codes)  # noqa: S311
    chosen = rng.sample(list(coded.codes), codes)
    half = len(coded.rows) // 2
    typical = _typical_words(coded.rows[:half])
    book = []
    for code in chosen:
        words = typical[code["code"]][:25]
        rng.shuffle(words)
        definition = "Over " + ", ".join(words[cues : cues + 4]) + "."
        book.append({**code, "cues": words[:cues], "definition": definition})
    names = frozenset(code["code"] for code in chosen)
    rows = [(text, given & names) for text, given in coded.rows[half:] if given & names]
    return CodedSet(f"dekamer, {codes} codes with {cues} cues", coded.language, book, rows)


def _typical_words(rows: Rows) -> dict[str, list[str]]:
    """Return the words of each code that occur more there than elsewhere, most typical first."""
    texts = [({word for word in _words(text) if len(word) > 4}, codes) for text, codes in rows]
    overall = Counter(word for words, _ in texts for word in words)
    found = {}
    for code in {code for _, codes in texts for code in codes}:
        own = Counter(word for words, codes in texts if code in codes for word in words)
        total = sum(code in codes for _, codes in texts)
        weight = {word: count * log(count / total / (overall[word] / len(texts))) for word, count in own.items()}
        found[code] = sorted(weight, key=lambda word: (-weight[word], word))
    return found


def _words(text: str) -> list[str]:
    return "".join(character if character.isalpha() else " " for character in text.lower()).split()


MADE = ("wijk", "clinic", "hotel", "zorg", "course", "werk", "bank", "plan")
"""Made for this project, from 12 codes to 44."""
DRAWN = ("dekamer", "shuffled", "cued15", "cued30")
"""Drawn from the same texts."""
SETS: Mapping[str, Callable[[], CodedSet]] = {
    **{name: partial(made, name) for name in MADE},
    "dekamer": dekamer,
    "shuffled": shuffled,
    "cued15": lambda: cued(15, 4),
    "cued30": lambda: cued(30, 2),
}
