"""The codebook as the suggester reads it: plain dictionaries in, frozen entries out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from coder.model.errors import CoderError


@dataclass(frozen=True, slots=True)
class Code:
    """One code and the words that describe it; only the code itself is sure to be there."""

    code: str
    """What `suggest` returns."""
    name: str
    """What people call it; the code itself where the codebook has no name."""
    definition: str
    cues: tuple[str, ...]
    """Words and phrases that point at this code."""
    examples: tuple[str, ...]


def read_codes(codes: Iterable[Mapping[str, Any]]) -> tuple[Code, ...]:
    """Return the entries of `codes` in their order.

    Every key but `code` may be missing or null. Raises CoderError on an entry without a code, on a code that is there
    twice, and on values of another type than text.
    """
    entries: dict[str, Code] = {}
    for number, item in enumerate(codes, start=1):
        if not isinstance(item, Mapping):
            raise CoderError(f"codebook entry {number}: expected an object with a code, not {type(item).__name__}")
        code = item.get("code")
        if not isinstance(code, str) or not code.strip():
            raise CoderError(f"codebook entry {number}: it has no code")
        if code in entries:
            raise CoderError(f"codebook entry {number}: code {code!r} is there twice")
        entries[code] = Code(
            code=code,
            name=_text(item, "name", code) or code,
            definition=_text(item, "definition", code),
            cues=_texts(item, "cues", code),
            examples=_texts(item, "examples", code),
        )
    return tuple(entries.values())


def _text(item: Mapping[str, Any], key: str, code: str) -> str:
    value = item.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise CoderError(f"code {code!r}: {key} must be text, not {type(value).__name__}")
    return value.strip()


def _texts(item: Mapping[str, Any], key: str, code: str) -> tuple[str, ...]:
    value = item.get(key)
    if value is None:
        return ()
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, (list, tuple)) or not all(isinstance(text, str) for text in value):
        raise CoderError(f"code {code!r}: {key} must be a list of texts")
    return tuple(dict.fromkeys(text.strip() for text in value if text.strip()))
