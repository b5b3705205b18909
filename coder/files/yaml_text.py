"""Texts as YAML scalars that any reader of YAML, 1.1 or 1.2, takes for the same text."""

import re

from coder.files.yaml_nodes import NOT_YAML

_PLAIN = re.compile(r"[^\W_](?:[\w \-./()'’‘“”„…–—&+%;!?€=,]*[\w\-./()'’‘“”„…–—&+%;!?€=])?")
_AMBIGUOUS = re.compile(r"(?i:null|true|false|yes|no|on|off|y|n)|[\d.][\d_.:,a-fox+\-TZ ]*")
"""What some reader takes for a number, a date, a truth or nothing."""
_ESCAPED = re.compile(
    f'[\x00-\x1f"\\\\\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2069\u3000\ufeff]|{NOT_YAML.pattern}'
)
_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
_NO_BLOCK = re.compile(f"[\t\r\x85\u2028\u2029\ufeff]|^ |^ +$|{NOT_YAML.pattern}", re.MULTILINE)


def inline(text: str, style: str | None = None, *, in_flow: bool = False) -> str:
    """Return `text` as a scalar on one line, in the quotes of `style` if they can hold it, plain if that is clear."""
    if style == "'" and not _ESCAPED.search(text.replace('"', "").replace("\\", "")):
        return "'" + text.replace("'", "''") + "'"
    if style != '"' and _is_plain(text) and not (in_flow and "," in text):
        return text
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def block(text: str, column: int, style: str | None = None) -> list[str] | None:
    """Return `text` as the lines of a block scalar at `column`, the first its indicator; None if it has to be quoted.

    A text of one line becomes a block only if `style` says that it was one (`|` or `>`).
    """
    if not text or _NO_BLOCK.search(text) or (style not in ("|", ">") and "\n" not in text):
        return None
    indicator = ">-" if style == ">" and "\n" not in text else "|-"
    return [indicator, *(" " * column + line if line else "" for line in text.split("\n"))]


def _is_plain(text: str) -> bool:
    return _PLAIN.fullmatch(text) is not None and _AMBIGUOUS.fullmatch(text) is None


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    if code > 0xFFFF:
        return f"\\U{code:08x}"
    return _SHORT.get(character) or (f"\\u{code:04x}" if code > 0xFF else f"\\x{code:02x}")
