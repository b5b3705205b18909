"""What a codebook file is to say: a codebook as keys and values, each with the entry that says it now."""

from collections.abc import Iterator

from coder.files.codebook_grammar import CODE_KEYS, DIMENSION_KEYS, MATRIX_KEYS, TOP_KEYS
from coder.files.codebook_source import CodebookSource
from coder.files.yaml_nodes import Entry, Mapping, Scalar
from coder.files.yaml_plan import Plan, Value
from coder.model.codebook import Code, Codebook, Dimension, MatrixSpec
from coder.model.codebook_diff import diff, origins

_Fields = dict[str, tuple[Value, Value | None, bool]]
"""By key: the value wanted, the value that the file has (None: none yet), and whether it is left out by default."""


def plan_codebook(new: Codebook, source: CodebookSource | None = None) -> list[Plan]:
    """Return what a file is to say to mean `new`; entries of `source` that say it already are marked to be kept."""
    return _Planner(new, source).top()


def node_entries(root: Mapping) -> Iterator[tuple[str, Entry]]:
    """Yield the path of every dimension and code with the entry that describes it, depth first."""
    stack = [(entry.key.text, entry) for entry in reversed(_children(root, "dimensions"))]
    while stack:
        path, entry = stack.pop()
        yield path, entry
        stack += [(f"{path}/{child.key.text}", child) for child in reversed(_children(entry.value, "codes"))]


class _Planner:
    def __init__(self, new: Codebook, source: CodebookSource | None) -> None:
        self._new = new
        self._old = source.codebook if source else None
        self._root = source.root if source else None
        self._entries: dict[str, Entry] = {}
        self._before: dict[str, Code | Dimension] = {}
        self._origins: dict[str, str] = {}
        if self._old is not None and self._root is not None:
            self._origins = origins(self._old, diff(self._old, new))
            self._before = {dimension.id: dimension for dimension in self._old.dimensions} | self._old.by_path
            self._entries = dict(node_entries(self._root))

    def top(self) -> list[Plan]:
        old, new = self._old, self._new
        fields: _Fields = {
            "title": (new.title, old.title if old else None, False),
            "language": (new.language, old.language if old else None, old is not None and new.language == "nl"),
            "vectors": (new.vectors, old.vectors if old else None, not new.vectors),
            "dimensions": ([self._node(dimension) for dimension in new.dimensions], None, False),
            "matrices": ([self._matrix(matrix) for matrix in new.matrices], None, not new.matrices),
        }
        return self._ordered(self._root, fields, TOP_KEYS)

    def _node(self, node: Dimension | Code) -> Plan:
        path = node.path if isinstance(node, Code) else node.id
        origin = self._origins.get(path, "")
        entry, old = self._entries.get(origin), self._before.get(origin)
        fields: _Fields = {
            "label": (node.label, _label(entry, node, old), entry is not None and node.label == node.id),
            "definition": (node.definition, old.definition if old else None, not node.definition),
            "codes": ([self._node(code) for code in node.codes], None, not node.codes),
        }
        if isinstance(node, Code):
            before = old if isinstance(old, Code) else None
            fields |= {
                "cues": (node.cues, before.cues if before else None, not node.cues),
                "examples": (node.examples, before.examples if before else None, not node.examples),
            }
        keys = CODE_KEYS if isinstance(node, Code) else DIMENSION_KEYS
        return self._plan(node.id, entry, self._ordered(entry.value if entry else None, fields, keys))

    def _matrix(self, matrix: MatrixSpec) -> Plan:
        entry = next((entry for entry in _children(self._root, "matrices") if entry.key.text == matrix.id), None)
        old = self._old.matrix(matrix.id) if self._old and entry else None
        unplaced = matrix.unplaced or ""
        # None and "" are two things: no row, and a row without a label.
        before = (old.unplaced or "") if old and (old.unplaced is None) == (matrix.unplaced is None) else None
        fields: _Fields = {
            "title": (matrix.title, old.title if old else None, False),
            "rows": (matrix.rows, old.rows if old else None, False),
            "columns": (matrix.columns, old.columns if old else None, False),
            "empty": (matrix.empty, old.empty if old else None, matrix.empty == "-"),
            "unplaced": (unplaced, before, matrix.unplaced is None),
        }
        return self._plan(matrix.id, entry, self._ordered(entry.value if entry else None, fields, MATRIX_KEYS))

    def _ordered(self, mapping: object, fields: _Fields, keys: tuple[str, ...]) -> list[Plan]:
        """Return the fields to write: those that are there in the order of the file, new ones where `keys` has them."""
        plans: list[Plan] = []
        for entry in mapping.entries if isinstance(mapping, Mapping) else ():
            value, old, by_default = fields[entry.key.text]
            plan = self._plan(entry.key.text, entry, value)
            plan.keep = plan.keep or value == old
            if plan.keep or not by_default or value:
                plans.append(plan)
        there = {plan.key for plan in plans}
        for number, key in enumerate(keys):
            value, _, by_default = fields[key]
            if key not in there and not by_default:
                before = [place for place, plan in enumerate(plans) if plan.key in keys[:number]]
                plans.insert(before[-1] + 1 if before else 0, Plan(key, value))
        return plans

    def _plan(self, key: str, entry: Entry | None, value: Value) -> Plan:
        """Return the plan of a key, to be kept if everything below it is and stands in the same order."""
        plan = Plan(key, value, entry)
        if entry is not None and isinstance(value, list) and key == entry.key.text:
            there = entry.value.entries if isinstance(entry.value, Mapping) else []
            plan.keep = (isinstance(entry.value, Mapping) or _is_null(entry)) and (
                [part.source for part in value if part.keep] == there and len(value) == len(there)
            )
        return plan


def _children(mapping: object, key: str) -> list[Entry]:
    entry = mapping.get(key) if isinstance(mapping, Mapping) else None
    return entry.value.entries if entry and isinstance(entry.value, Mapping) else []


def _label(entry: Entry | None, node: Dimension | Code, old: Dimension | Code | None) -> str | None:
    """Return the label that the file gives a node: none if it says `label:` and the id that stood for it is another."""
    label = entry.value.get("label") if entry and isinstance(entry.value, Mapping) else None
    if old is None or (label is not None and _is_null(label) and old.id != node.id):
        return None
    return old.label


def _is_null(entry: Entry) -> bool:
    return isinstance(entry.value, Scalar) and entry.value.is_null
