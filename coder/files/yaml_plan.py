"""What a YAML file is to say, and how it is written where there is nothing to keep."""

from dataclasses import dataclass

from coder.files.yaml_nodes import Entry
from coder.files.yaml_text import block, inline

Value = str | tuple[str, ...] | list["Plan"]
"""A text, a list of texts, or keys with values."""

_LINE = 100
"""A list that would be longer is written with one item a line."""


@dataclass(eq=False, slots=True)
class Plan:
    """A key and its value, and the entry of the old file that it comes from, if any."""

    key: str
    value: Value
    source: Entry | None = None
    keep: bool = False
    """The entry says this already."""


@dataclass(frozen=True, slots=True)
class Indent:
    """How a file is indented."""

    step: int = 2
    """Columns from a key to the keys below it."""
    dash: int = 2
    """Columns from a key to the dashes below it."""


def fresh_block(plan: Plan, column: int, indent: Indent) -> list[str]:
    """Return the lines of a key and its value, written anew at `column`."""
    key = " " * column + inline(plan.key) + ":"
    return fresh_value(key, plan.value, column, indent)


def fresh_value(key: str, value: Value, column: int, indent: Indent) -> list[str]:
    """Return the lines of a value behind `key`, which stands at `column` and ends in its colon."""
    if isinstance(value, list) and value:
        return [key, *(line for plan in value for line in fresh_block(plan, column + indent.step, indent))]
    if isinstance(value, str) and (lines := block(value, column + indent.step)):
        return [f"{key} {lines[0]}", *lines[1:]]
    text = fresh_inline(value)
    if isinstance(value, tuple) and value and (len(key) + len(text) > _LINE or any("\n" in item for item in value)):
        dashes = column + indent.dash
        return [key, *(line for item in value for line in fresh_item(item, dashes))]
    return [f"{key} {text}"]


def fresh_item(text: str, column: int, style: str | None = None) -> list[str]:
    """Return the lines of an item of a list whose dashes stand at `column`."""
    lines = block(text, column + 2, style) or [inline(text, style)]
    return [f"{' ' * column}- {lines[0]}", *lines[1:]]


def fresh_inline(value: Value) -> str:
    """Return a value on one line, keys in braces and lists in brackets."""
    if isinstance(value, str):
        return inline(value, in_flow=True)
    if isinstance(value, tuple):
        return "[" + ", ".join(inline(item, in_flow=True) for item in value) + "]"
    return "{" + ", ".join(f"{inline(plan.key, in_flow=True)}: {fresh_inline(plan.value)}" for plan in value) + "}"
