"""Suggestions as a conversation: one JSON object a line in, one JSON value a line out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from coder.model.errors import CoderError
from coder.suggest.suggester import Suggester

LONGEST_LINE = 16_000_000
"""Characters of a line that are read; a longer one is passed over and answered with an error."""


def converse(lines: TextIO, answers: TextIO) -> None:
    """Answer each line of `lines` on `answers` until there are no more.

    - `{"op": "codebook", "codes": […], "lang": "nl", "vectors": …}` → `{}` (the last may be missing)
    - `{"op": "suggest", "text": …}` → `[[code, p, [reasons]], …]`
    - `{"op": "learn", "text": …, "codes": […], "rejected": […], "address": …}` → `{}` (the last two may be missing)
    - `{"op": "flush"}` → `{}`
    - any other line → `{"error": "…"}`, and it goes on; empty lines are passed over

    A suggestion waits for refits that are due by count, so the same lines get the same answers.
    """
    session = _Session()
    for line in _lines(lines):
        answer: object
        try:
            answer = session.answer(line)
        except CoderError as error:
            answer = {"error": str(error)}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


def _lines(stream: TextIO) -> Iterator[str | None]:
    """Return the lines that are not empty, and None for one that is too long."""
    while line := stream.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE and not line.endswith("\n"):
            while (rest := stream.readline(LONGEST_LINE)) and not rest.endswith("\n"):
                pass
            yield None
        elif line.strip():
            yield line


class _Session:
    """One conversation: the suggester that the last codebook line made."""

    def __init__(self) -> None:
        self._suggester: Suggester | None = None

    def answer(self, line: str | None) -> object:
        request = _parse(line)
        op = request.get("op")
        if op == "codebook":
            vectors = _optional(request, "vectors")
            self._suggester = Suggester(_items(request, "codes"), _string(request, "lang"), vectors=vectors)
            return {}
        if op not in ("suggest", "learn", "flush"):
            raise CoderError(f"unknown op {op!r}: use codebook, suggest, learn or flush")
        if self._suggester is None:
            raise CoderError(f"op {op!r} before any codebook: send one first")
        return self._ask(self._suggester, op, request)

    def _ask(self, suggester: Suggester, op: str, request: dict[str, Any]) -> object:
        if op == "suggest":
            suggester.settle()
            return suggester.suggest(_string(request, "text"))
        if op == "learn":
            rejected = _items(request, "rejected") if request.get("rejected") is not None else ()
            address = _optional(request, "address")
            suggester.learn(_string(request, "text"), _items(request, "codes"), rejected, address)
        else:
            suggester.flush()
        return {}


def _parse(line: str | None) -> dict[str, Any]:
    if line is None:
        raise CoderError(f"the line is longer than {LONGEST_LINE:,} characters")
    try:
        request = json.loads(line)
    except json.JSONDecodeError as error:
        raise CoderError(f"not JSON: {error.msg} at character {error.pos + 1}") from None
    except (RecursionError, ValueError):
        raise CoderError("not JSON that can be read: nested too deeply or a number too long") from None
    if not isinstance(request, dict):
        raise CoderError('expected an object with "op"')
    return request


def _string(request: dict[str, Any], key: str) -> str:
    value = request.get(key)
    if not isinstance(value, str):
        raise CoderError(f'"{key}" must be text')
    return value


def _optional(request: dict[str, Any], key: str) -> str | None:
    return None if request.get(key) is None else _string(request, key)


def _items(request: dict[str, Any], key: str) -> Iterable[Any]:
    value = request.get(key)
    if not isinstance(value, list):
        raise CoderError(f'"{key}" must be a list')
    return value
