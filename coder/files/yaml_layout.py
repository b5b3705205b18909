"""Which lines of a YAML file belong to which key: its comments go with it, whatever happens to its neighbours.

Comment lines right above a key are its own; comments deeper than the next key belong to what is above them; comments
set apart by a blank line stay where they are.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from coder.files.yaml_nodes import Entry, Mapping, Node, Scalar, Sequence

_COLON = re.compile(r"[ \t]*:")
_COMMENT = re.compile(r"#[^\n]*")
_EDGE = re.compile(r"(---|\.\.\.)([ \t]|$)|%")


@dataclass(eq=False, slots=True)
class Region:
    """The lines of one key, or of one item of a list; ends are exclusive."""

    column: int
    """Of the key or the dash, from 0."""
    gap: int
    """First of the lines in front of its comments: blank, or comments that are set apart."""
    lead: int
    """First line of its own comments."""
    start: int
    """The line of the key or dash."""
    content: int
    """End of the lines with its value."""
    end: int
    """End of its value and the comments below that are indented like it."""


@dataclass(eq=False, slots=True)
class Area:
    """The lines of a block mapping or list."""

    column: int
    regions: list[Region] = field(default_factory=list)
    end: int = 0
    """End of the comments below the last one."""


class Layout:
    """A YAML text in lines, and the regions of its block mappings and lists."""

    def __init__(self, text: str, root: Mapping) -> None:
        """Find the regions of everything below `root`."""
        self.text = text
        self.lines = text.split("\n")
        self._starts = [0]
        for line in self.lines:
            self._starts.append(self._starts[-1] + len(line) + 1)
        self.areas: dict[int, Area] = {}
        """By the id of the mapping or list; one that is written in an unusual way is not there."""
        self.regions: dict[int, Region] = {}
        """By the id of the entry."""
        self.steps: list[int] = []
        """By how many columns block mappings are indented."""
        self.dashes: list[int] = []
        """By how many columns block lists are indented."""
        self.first, self.last = self._document(root)
        if not root.flow:
            self._map(root, self.first, self.last)

    def line_of(self, index: int) -> int:
        """Return the line, from 0, of a position in the text."""
        return bisect_right(self._starts, index) - 1

    def column_of(self, index: int) -> int:
        """Return the column, from 0, of a position in the text."""
        return index - self._starts[self.line_of(index)]

    def rest(self, index: int) -> str:
        """Return what follows a position on its line."""
        return self.text[index : self._starts[self.line_of(index) + 1] - 1]

    def colon(self, entry: Entry) -> int:
        """Return the position behind the colon of an entry, or behind its key if it has none, as in `{a, b}`."""
        match = _COLON.match(self.text, entry.key.end)
        return match.end() if match else entry.key.end

    def value_end(self, entry: Entry) -> int:
        """Return the position behind the last character of an entry."""
        return max(self.colon(entry), self.node_end(entry.value)) if not _is_absent(entry.value) else self.colon(entry)

    def node_end(self, node: Node) -> int:
        """Return the position behind the last character of a node."""
        if isinstance(node, Scalar):
            return node.start + len(self.text[node.start : node.end].rstrip())
        if node.flow:
            return node.end
        if isinstance(node, Mapping):
            return self.value_end(node.entries[-1])
        return self.node_end(node.items[-1])

    def comments_in(self, node: Mapping | Sequence) -> bool:
        """Return whether there is a comment somewhere inside of a node in braces or brackets."""
        position = node.start
        for scalar in _scalars(node):
            if "#" in self.text[position : scalar.start]:
                return True
            position = max(position, scalar.end)
        return "#" in self.text[position : node.end]

    def comments_between(self, mapping: Mapping) -> list[str]:
        """Return the comments between the keys of a mapping in braces, not those inside of its values."""
        comments: list[str] = []
        position = mapping.start
        for entry in mapping.entries:
            comments += _COMMENT.findall(self.text[position : entry.key.start])
            position = self.value_end(entry)
        return comments + _COMMENT.findall(self.text[position : mapping.end])

    def _document(self, root: Mapping) -> tuple[int, int]:
        """Return the lines between the markers of the document, if it has any."""
        start = self.line_of(root.start)
        first = next((line + 1 for line in range(start - 1, -1, -1) if _EDGE.match(self.lines[line])), 0)
        end = self.line_of(max(self.node_end(root) - 1, 0)) + 1 if root.flow or root.entries else start
        last = next((line for line in range(end, len(self.lines)) if _EDGE.match(self.lines[line])), len(self.lines))
        return first, last

    def _map(self, mapping: Mapping, first: int, limit: int) -> None:
        """Find the regions of a block mapping whose lines are `first` to `limit`, and of what is below it."""
        starts = [entry.key.start for entry in mapping.entries]
        ends = [self.value_end(entry) for entry in mapping.entries]
        inner = [self._inner_column(entry) for entry in mapping.entries]
        area = self._area(starts, ends, inner, first, limit)
        if area is None or any(not self.text.startswith(":", self.colon(entry) - 1) for entry in mapping.entries):
            return
        self.areas[id(mapping)] = area
        for entry, region in zip(mapping.entries, area.regions, strict=True):
            self.regions[id(entry)] = region
            value = entry.value
            if isinstance(value, Scalar) or value.flow:
                continue
            if isinstance(value, Mapping):
                self.steps.append(self.column_of(value.start) - area.column)
                self._map(value, region.start + 1, region.end)
            else:
                self._list(value, region)

    def _list(self, sequence: Sequence, region: Region) -> None:
        dashes = [self.text.rfind("-", 0, item.start) for item in sequence.items]
        ends = [self.node_end(item) for item in sequence.items]
        column = self.column_of(dashes[0])
        inner = [column + 1] * len(dashes)
        area = self._area(dashes, ends, inner, region.start + 1, region.end)
        if area is not None and all(isinstance(item, Scalar) for item in sequence.items):
            self.areas[id(sequence)] = area
            self.dashes.append(area.column - region.column)

    def _area(self, starts: list[int], ends: list[int], inner: list[int], first: int, limit: int) -> Area | None:
        """Return the regions of keys or dashes that begin and end there; None if one shares its line with something."""
        area = Area(self.column_of(starts[0]))
        position = first
        for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
            line = self.line_of(start)
            content = self.line_of(max(end - 1, start)) + 1
            until = self.line_of(starts[number + 1]) if number + 1 < len(starts) else limit
            lead = line
            while lead > position and self._comment_column(lead - 1) is not None:
                lead -= 1
            alone = self.text[self._starts[line] : start].strip(" ") == ""
            if not alone or not all(self._is_blank_or_comment(gap) for gap in range(position, line)) or content > until:
                return None
            position = self._reach(content, until, inner[number])
            region_gap = area.regions[-1].end if area.regions else first
            area.regions.append(Region(self.column_of(start), region_gap, lead, line, content, position))
        area.end = limit
        return area

    def _reach(self, line: int, limit: int, column: int) -> int:
        """Return the end of the comments from `line` on that stand at `column` or deeper."""
        end = line
        while line < limit:
            found = self._comment_column(line)
            if found is not None and found >= column:
                end = line + 1
            elif found is not None or self.lines[line].strip():
                break
            line += 1
        return end

    def _inner_column(self, entry: Entry) -> int:
        """Return the least column of a comment below an entry that belongs to it."""
        own = self.column_of(entry.key.start) + 1
        if isinstance(entry.value, Scalar) or entry.value.flow:
            return own
        return max(own, self.column_of(entry.value.start))

    def _comment_column(self, line: int) -> int | None:
        """Return the column of a line that is only a comment; None if it is none."""
        text = self.lines[line]
        stripped = text.lstrip(" \t")
        return len(text) - len(stripped) if stripped.startswith("#") else None

    def _is_blank_or_comment(self, line: int) -> bool:
        return not self.lines[line].strip() or self._comment_column(line) is not None


def _is_absent(node: Node) -> bool:
    return isinstance(node, Scalar) and node.style is None and node.start == node.end


def _scalars(node: Node) -> Iterator[Scalar]:
    """Yield every scalar of a node in the order of the text."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _scalars(item)
    else:
        for entry in node.entries:
            yield entry.key
            yield from _scalars(entry.value)
