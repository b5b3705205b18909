"""Codings and reviews as lines of JSON: what other programs hand in."""

import codecs
import json
from collections.abc import Iterable, Iterator
from typing import Any

from coder.model import CoderError, CodingLine, ReviewLine
from coder.model.language import _
from coder.model.text import printable

MAX_LINE = 1_000_000
"""Bytes a line may have; a statement of a million characters is a mistake."""

_KEYS = ("fragment", "coder", "codes", "span", "statement", "memo", "origin", "review")
_ORIGINS = ("manual", "import", "suggestion", "reconcile")


def read_codings(lines: Iterable[bytes]) -> Iterator[tuple[int, CodingLine | ReviewLine]]:
    """Yield each line with its number, from 1; blank lines are passed over.

    Raises:
        CoderError: with the number of the line that is wrong.
    """
    for number, raw in enumerate(lines, start=1):
        line = raw.removeprefix(codecs.BOM_UTF8) if number == 1 else raw
        if not line.strip():
            continue
        try:
            yield number, read_line(line)
        except CoderError as error:
            raise CoderError(
                _("line {number}: {error}; nothing was added").format(number=number, error=error)
            ) from None


def read_line(raw: bytes) -> CodingLine | ReviewLine:
    """Read one line.

    Raises:
        CoderError: it is not the JSON of a coding or a review; the message says what is wrong.
    """
    data = _object(raw)
    for key in data:
        if key not in _KEYS:
            raise CoderError(
                _("“{key}” is not a key of a coding; the keys are {keys}").format(
                    key=printable(key), keys=", ".join(_KEYS)
                )
            )
    fragment, coder = _text(data, "fragment"), _text(data, "coder")
    if fragment is None:
        raise CoderError(_("“fragment” is missing; a coding needs one, like fg1#12"))
    if "review" in data:
        if not isinstance(data["review"], bool):
            raise CoderError(_("“review” is true or false"))
        if "codes" in data:
            raise CoderError(_("a line holds “codes” or “review”, not both; coding a fragment reviews it"))
        return ReviewLine(fragment, coder, data["review"])
    origin = _text(data, "origin") or "manual"
    if origin not in _ORIGINS:
        raise CoderError(_("“origin” is one of {origins}").format(origins=", ".join(_ORIGINS)))
    return CodingLine(
        fragment, _codes(data), coder, _span(data.get("span")), _text(data, "statement"), _text(data, "memo"), origin
    )


def _object(raw: bytes) -> dict[str, Any]:
    if len(raw) > MAX_LINE:
        raise CoderError(_("longer than {most:,} bytes; is this a codings file?").format(most=MAX_LINE))
    try:
        data = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise CoderError(_("not UTF-8 at byte {byte}; save the file as UTF-8").format(byte=error.start + 1)) from None
    except json.JSONDecodeError as error:
        raise CoderError(
            _("not JSON at column {column} ({fault})").format(column=error.colno, fault=error.msg)
        ) from None
    except (RecursionError, ValueError):
        raise CoderError(_("not JSON that a coding can be read from")) from None
    if not isinstance(data, dict):
        raise CoderError(_('not a coding; a line looks like {"fragment": "fg1#12", "codes": ["partij/uwv"]}'))
    return data


def _text(data: dict[str, Any], key: str) -> str | None:
    value = data.get(key)
    if value is not None and not isinstance(value, str):
        raise CoderError(_("“{key}” must be text").format(key=key))
    return value


def _codes(data: dict[str, Any]) -> tuple[str, ...]:
    codes = data.get("codes")
    if not isinstance(codes, list) or not codes or not all(isinstance(code, str) for code in codes):
        raise CoderError(_('“codes” must be a list of at least one code, like ["partij/uwv", "factor/succes"]'))
    return tuple(codes)


def _span(value: Any) -> tuple[int, int] | None:
    if value is None:
        return None
    if not (isinstance(value, list) and len(value) == 2 and all(type(place) is int for place in value)):
        raise CoderError(_("“span” must be two character positions, like [0, 40]"))
    start, end = value
    if not 0 <= start < end < 1 << 40:
        raise CoderError(
            _("“span” must go forward from 0 or later, not [{start}, {end}]").format(
                start=str(start)[:20], end=str(end)[:20]
            )
        )
    return start, end
