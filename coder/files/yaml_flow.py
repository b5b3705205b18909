"""Keys in braces and lists in brackets, changed in place: what stays is copied, with the spaces around it."""

from itertools import pairwise

from coder.files.yaml_layout import Layout
from coder.files.yaml_nodes import Entry, Mapping, Node, Scalar, Sequence
from coder.files.yaml_plan import Plan, fresh_inline
from coder.files.yaml_text import inline


def flow_map(layout: Layout, old: Mapping, plans: list[Plan]) -> str:
    """Return the braces that take the place of `old`; no comment may be inside."""
    spans = [(entry.key.start, layout.value_end(entry)) for entry in old.entries]
    places = {id(entry): number for number, entry in enumerate(old.entries)}
    parts = [(places.get(id(plan.source)), _pair(layout, plan)) for plan in plans]
    return _joined(layout, old, spans, parts)


def flow_list(layout: Layout, old: Sequence, texts: tuple[str, ...]) -> str:
    """Return the brackets that take the place of `old`; no comment may be inside."""
    spans = [(item.start, layout.node_end(item)) for item in old.items]
    numbers, style = reused(old.items, texts)
    parts = [
        (number, inline(text, style, in_flow=True) if number is None else _slice(layout, spans[number]))
        for text, number in zip(texts, numbers, strict=True)
    ]
    return _joined(layout, old, spans, parts)


def reused(items: list[Node], texts: tuple[str, ...]) -> tuple[list[int | None], str | None]:
    """Return for each text the number of the item that says it already, and the quotes that all items have, if any."""
    there: dict[str, list[int]] = {}
    for number, item in enumerate(items):
        if isinstance(item, Scalar):
            there.setdefault(item.text.strip(), []).append(number)
    styles = {item.style for item in items if isinstance(item, Scalar)}
    style = styles.pop() if len(styles) == 1 else None
    numbers = [there[text].pop(0) if there.get(text) else None for text in texts]
    return numbers, style if style in ("'", '"') else None


def _pair(layout: Layout, plan: Plan) -> str:
    """Return a key and its value as they stand in braces."""
    source = plan.source
    if source is None or id(source) in layout.regions:
        return f"{inline(plan.key, in_flow=True)}: {fresh_inline(plan.value)}"
    whole = _slice(layout, (source.key.start, layout.value_end(source)))
    if plan.keep and plan.key == source.key.text:
        return whole
    key = layout.text[source.key.start : source.key.end]
    if plan.key != source.key.text:
        key = inline(plan.key, source.key.style, in_flow=True)
    if plan.keep:
        return key + layout.text[source.key.end : layout.value_end(source)]
    return f"{key}:{_space(layout, source)}{_changed(layout, source, plan)}"


def _changed(layout: Layout, source: Entry, plan: Plan) -> str:
    """Return a value that changed, in the brackets or quotes that it had."""
    old = source.value
    if isinstance(plan.value, list) and isinstance(old, Mapping) and plan.value:
        return flow_map(layout, old, plan.value)
    if isinstance(plan.value, tuple) and isinstance(old, Sequence) and plan.value:
        return flow_list(layout, old, plan.value)
    if isinstance(plan.value, str) and isinstance(old, Scalar):
        return inline(plan.value, old.style, in_flow=True)
    return fresh_inline(plan.value)


def _space(layout: Layout, source: Entry) -> str:
    """Return the space between the colon and the value: JSON may have none, a new value needs one."""
    space = layout.text[layout.colon(source) : source.value.start]
    tight = isinstance(source.value, Scalar) and source.value.style is None
    return " " if space.strip() or (tight and not space) else space


def _joined(
    layout: Layout, old: Mapping | Sequence, spans: list[tuple[int, int]], parts: list[tuple[int | None, str]]
) -> str:
    """Return parts between the brackets of `old`; each is its number in `old` (None: it is new) and its text."""
    text = layout.text
    if not spans or not parts:
        return text[old.start] + ", ".join(part for _, part in parts) + text[old.end - 1]
    before = [text[end:start] for (_, end), (start, _) in pairwise(spans)]
    usual = before[-1] if before else ", "
    joined = text[old.start : spans[0][0]]
    for position, (number, part) in enumerate(parts):
        if position:
            joined += before[number - 1] if number else usual
        joined += part
    return joined + text[spans[-1][1] : old.end]


def _slice(layout: Layout, span: tuple[int, int]) -> str:
    return layout.text[span[0] : span[1]]
