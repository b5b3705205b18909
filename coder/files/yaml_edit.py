"""Edits a YAML text so that it says something else and everything else in it stays as it was.

Kept entries are copied line by line with their comments, also to another place, where only their indentation changes;
of an entry that changes, only the value is written anew, in the quotes or brackets that it had.
"""

from collections import Counter

from coder.files.yaml_flow import flow_list, flow_map, reused
from coder.files.yaml_layout import Area, Layout, Region
from coder.files.yaml_nodes import Entry, Mapping, Scalar, Sequence
from coder.files.yaml_plan import Indent, Plan, Value, fresh_item, fresh_value
from coder.files.yaml_text import block, inline


def edit(text: str, root: Mapping, plans: list[Plan]) -> str:
    """Return `text`, whose YAML is `root`, changed so that it says `plans`."""
    return _Editor(Layout(text, root)).document(root, plans)


class _Editor:
    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._indent = Indent(_usual(layout.steps, 1), _usual(layout.dashes, 0))

    def document(self, root: Mapping, plans: list[Plan]) -> str:
        layout = self._layout
        end = layout.node_end(root)
        if root.flow and not layout.comments_in(root):
            return layout.text[: root.start] + flow_map(layout, root, plans) + layout.text[end:]
        if root.flow:
            lines = [*layout.comments_between(root), *self._keys(plans, None, 0)]
            return layout.text[: root.start] + "\n".join(lines) + layout.text[end:]
        if id(root) not in layout.areas:
            return "\n".join([*self._keys(plans, None, 0), ""])
        body = self._keys(plans, root, layout.column_of(root.start))
        return "\n".join([*layout.lines[: layout.first], *body, *layout.lines[layout.last :]])

    # Keys below each other

    def _keys(self, plans: list[Plan], old: Mapping | None, column: int) -> list[str]:
        """Return the lines of a block mapping at `column` that takes the place of `old`."""
        area = self._layout.areas.get(id(old)) if old is not None else None
        if area is None:
            return [line for plan in plans for line in self._key(plan, column)]
        regions = {id(region): region for region in area.regions}
        shift = column - area.column
        lines = self._shifted(area.regions[0].gap, area.regions[0].lead, shift)
        stranded = self._stranded(plans, area)
        for number, plan in enumerate(plans):
            region = self._layout.regions.get(id(plan.source))
            at_home = region is not None and id(region) in regions
            if region is not None and at_home:
                lines += self._comments(stranded.get(id(region), []), shift)
            if region is not None and at_home and region is not area.regions[0]:
                gap = self._shifted(region.gap, region.lead, shift)
                lines += gap if number or any(gap) else []
            elif number and self._is_spaced(area):
                lines.append("")
            lines += self._key(plan, column)
        lines += self._comments(stranded.get(0, []), shift)
        return lines + self._shifted(area.regions[-1].end, area.end, shift)

    def _stranded(self, plans: list[Plan], area: Area) -> dict[int, list[Region]]:
        """Return the regions that leave a mapping, by the id of the one that comes next there; 0: none does."""
        staying = {id(self._layout.regions.get(id(plan.source))) for plan in plans}
        stranded: dict[int, list[Region]] = {}
        waiting: list[Region] = []
        for region in area.regions:
            if id(region) in staying:
                stranded[id(region)] = waiting
                waiting = []
            elif region is not area.regions[0]:
                waiting.append(region)
        stranded[0] = waiting
        return stranded

    def _comments(self, regions: list[Region], shift: int) -> list[str]:
        """Return the comments that were set apart from keys that left: they may be about more than one of them."""
        gaps = [self._shifted(region.gap, region.lead, shift) for region in regions]
        return [line for gap in gaps if any(part.strip() for part in gap) for line in gap]

    def _is_spaced(self, area: Area) -> bool:
        """Return whether blank lines separate the keys of a mapping."""
        blank = [self._layout.lines[region.gap : region.lead].count("") > 0 for region in area.regions[1:]]
        return sum(blank) * 2 > len(blank)

    def _key(self, plan: Plan, column: int) -> list[str]:
        """Return the lines of one key: its comments, itself and its value."""
        source = plan.source
        region = self._layout.regions.get(id(source))
        if source is None:
            return self._fresh(" " * column + inline(plan.key) + ":", plan.value, column)
        if region is None:
            return self._from_flow(plan, column)
        shift = column - region.column
        lines = self._shifted(region.lead, region.start, shift)
        if plan.keep:
            return lines + self._shifted(region.start, region.end, shift)
        key = source.key
        name = self._layout.text[key.start : key.end] if plan.key == key.text else inline(plan.key, key.style)
        colon = self._layout.text[key.end : self._layout.colon(source)]
        return lines + self._value(" " * column + name + colon, plan.value, source, column)

    def _from_flow(self, plan: Plan, column: int) -> list[str]:
        """Return the lines of a key that stood in braces and now gets lines of its own."""
        layout, source = self._layout, plan.source
        if source is None or not layout.text.startswith(":", layout.colon(source) - 1):
            return self._fresh(" " * column + inline(plan.key) + ":", plan.value, column)
        if not plan.keep or plan.key != source.key.text:
            name = " " * column + inline(plan.key, source.key.style) + ":"
            if isinstance(plan.value, list) and isinstance(source.value, Mapping) and plan.value:
                if not self._needs_lines(source.value, plan.value):
                    return self._within(f"{name} {flow_map(layout, source.value, plan.value)}", column)
                return [name, *self._out_of_braces(plan.value, source.value, column)]
            return self._fresh(name, plan.value, column)
        return self._within(" " * column + layout.text[source.key.start : layout.value_end(source)], column)

    def _within(self, text: str, column: int) -> list[str]:
        """Return the lines of a text whose first stands at `column`, the others indented behind it."""
        first, *others = text.split("\n")
        return [first, *(" " * (column + self._indent.step) + line.lstrip() if line.strip() else "" for line in others)]

    def _fresh(self, head: str, value: Value, column: int) -> list[str]:
        """Return the lines of a value behind a new `head`; keys below it may come from elsewhere in the file."""
        if isinstance(value, list) and value:
            return [head, *self._keys(value, None, column + self._indent.step)]
        return fresh_value(head, value, column, self._indent)

    # The value of a key that stays

    def _value(self, head: str, value: Value, source: Entry, column: int) -> list[str]:
        """Return the lines of a value that changed, behind `head`, which ends in the colon."""
        layout, old, region = self._layout, source.value, self._layout.regions[id(source)]
        shift = column - region.column
        if isinstance(value, list) and value and isinstance(old, Mapping) and not old.flow:
            inner = column + layout.column_of(old.start) - region.column
            return [head + self._comment(source), *self._keys(value, old, inner)]
        if isinstance(value, tuple) and value and id(old) in layout.areas:
            return [head + self._comment(source), *self._items(value, source, shift)]
        return self._small_value(head, value, source, column) + self._shifted(region.content, region.end, shift)

    def _small_value(self, head: str, value: Value, source: Entry, column: int) -> list[str]:
        """Return the lines of a value that stands behind its key, without the comments below it."""
        layout, old = self._layout, source.value
        if isinstance(value, list) and value and isinstance(old, Mapping) and old.entries:
            if not self._needs_lines(old, value):
                return self._replaced(head, source, flow_map(layout, old, value))
            return [head + self._comment(source), *self._out_of_braces(value, old, column)]
        if isinstance(value, tuple) and value and isinstance(old, Sequence) and old.flow:
            if not (layout.comments_in(old) or any("\n" in item for item in value)):
                return self._replaced(head, source, flow_list(layout, old, value))
        elif isinstance(value, str) and isinstance(old, Scalar):
            return self._text(head, value, source, column)
        lines = self._fresh(head, value, column)
        return [lines[0] + self._comment(source), *lines[1:]]

    def _needs_lines(self, old: Mapping, plans: list[Plan]) -> bool:
        """Return whether keys in braces have comments, or get a key that has."""
        return self._layout.comments_in(old) or any(self._has_comments(plan) for plan in plans)

    def _has_comments(self, plan: Plan) -> bool:
        """Return whether lines with comments are to move into a key that stands in braces, at any depth."""
        region = self._layout.regions.get(id(plan.source))
        if region is not None and any("#" in line for line in self._layout.lines[region.lead : region.end]):
            return True
        return isinstance(plan.value, list) and any(self._has_comments(child) for child in plan.value)

    def _out_of_braces(self, plans: list[Plan], old: Mapping, column: int) -> list[str]:
        """Return the lines of keys that stood in braces below a key at `column`, the comments between them first."""
        inner = column + self._indent.step
        comments = [" " * inner + comment for comment in self._layout.comments_between(old)]
        return [*comments, *self._keys(plans, None, inner)]

    def _text(self, head: str, text: str, source: Entry, column: int) -> list[str]:
        old = source.value
        style = old.style if isinstance(old, Scalar) else None
        on_its_line = "\n" not in self._layout.text[self._layout.colon(source) : old.start]
        lines = block(text, column + self._indent.step, style) if on_its_line else None
        if lines or style in ("|", ">") or old.start == old.end:
            first, *others = lines or [inline(text)]
            return [f"{head} {first}{self._comment(source)}", *others]
        return self._replaced(head, source, inline(text, style))

    def _replaced(self, head: str, source: Entry, value: str) -> list[str]:
        """Return the lines of a value in exactly the place of the old one."""
        layout, old = self._layout, source.value
        before = layout.text[layout.colon(source) : old.start]
        return (head + (before or " ") + value + layout.rest(layout.node_end(old))).split("\n")

    def _comment(self, source: Entry) -> str:
        """Return the comment behind a key or its value, with the space in front of it; empty if there is none."""
        layout, old = self._layout, source.value
        if not isinstance(old, Scalar):
            return layout.rest(layout.node_end(old) if old.flow else layout.colon(source)).rstrip()
        if old.style in ("|", ">") or old.start == old.end:
            rest = layout.rest(layout.colon(source)).rstrip()
            return rest[rest.index(" #") :] if " #" in rest else ""
        return layout.rest(layout.node_end(old)).rstrip()

    def _items(self, texts: tuple[str, ...], source: Entry, shift: int) -> list[str]:
        """Return the lines of a list with dashes: the items that were there as they were, the others anew."""
        old, area = source.value, self._layout.areas[id(source.value)]
        numbers, style = reused(old.items if isinstance(old, Sequence) else [], texts)
        lines: list[str] = []
        for text, number in zip(texts, numbers, strict=True):
            if number is not None:
                lines += self._shifted(area.regions[number].gap, area.regions[number].end, shift)
            else:
                lines += fresh_item(text, area.column + shift, style)
        return lines + self._shifted(area.regions[-1].end, area.end, shift)

    def _shifted(self, first: int, end: int, shift: int) -> list[str]:
        """Return lines of the file moved by `shift` columns; what stands further left than that goes to the margin."""
        lines = self._layout.lines[first:end]
        if shift > 0:
            return [" " * shift + line if line else line for line in lines]
        if shift < 0:
            return [line[min(-shift, len(line) - len(line.lstrip(" "))) :] for line in lines]
        return lines


def _usual(columns: list[int], least: int) -> int:
    """Return how deep a file usually indents, 2 if it shows no habit."""
    counts = Counter(column for column in columns if least <= column <= 8)
    return counts.most_common(1)[0][0] if counts else 2
