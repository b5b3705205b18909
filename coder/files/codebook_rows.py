"""From rows of a spreadsheet to a draft of a codebook: which row hangs below which, and what each is called.

A row says where it belongs by its path, by its parent, or by how far its label is indented. Ids that are missing are
made from the labels.
"""

from collections.abc import Iterable, Sequence

from coder.files.codebook_columns import CUES, EXAMPLES, CodeRow
from coder.files.codebook_draft import Draft, DraftNode
from coder.files.codebook_faults import Faults, quoted
from coder.model.codebook import ID, MAX_DEPTH, Dimension
from coder.model.codebook_ids import free_id
from coder.model.language import _
from coder.model.text import slug

NO_DIMENSION = "Codes"
"""Label of the dimension of codes that name none."""


def draft_of(rows: Sequence[CodeRow], known: Iterable[Dimension], faults: Faults) -> Draft:
    """Return the draft that rows make up, reporting rows without a place.

    `known` dimensions lend their label and definition to those that the rows name by id only.
    """
    return _Rows(rows, known, faults).draft()


class _Rows:
    def __init__(self, rows: Sequence[CodeRow], known: Iterable[Dimension], faults: Faults) -> None:
        self._rows = [row for row in rows if row.label or row.id or row.path]
        self._faults = faults
        self._known = {dimension.id: dimension for dimension in known}
        self._dimensions: dict[str, DraftNode] = {}
        self._nodes: dict[int, DraftNode] = {}
        self._dimension_ids: set[str] = set()
        self._by_path = any("/" in row.path or (row.path and row.path == row.dimension) for row in rows)
        for row in rows:
            if not (row.label or row.id or row.path):
                self._report(row, _("the row has neither a label nor an id; give it one, or remove it"))

    def draft(self) -> Draft:
        if self._by_path:
            self._place_by_path()
        else:
            for row in self._rows:
                row.id, row.path = row.id or row.path, ""
            if any(row.parent for row in self._rows):
                self._place_by_parent()
            else:
                self._place_by_indent()
        return Draft(dimensions=list(self._dimensions.values()))

    # By path

    def _place_by_path(self) -> None:
        places: dict[str, DraftNode] = {}
        rows: dict[str, CodeRow] = {}
        for row in self._rows:
            path = self._path(row)
            parts = path.split("/")
            if not path:
                self._report(
                    row, _("the code {name} has no path, like the other rows have").format(name=quoted(row.label))
                )
            elif len(parts) > MAX_DEPTH + 1:
                self._report(
                    row, _("more than {most} levels of codes: {path}").format(most=MAX_DEPTH, path=quoted(path))
                )
            elif path in places:
                self._report(
                    row,
                    _("{path} is here twice: the first is in row {row}").format(path=quoted(path), row=rows[path].line),
                )
            else:
                rows[path] = row
                own = self._dimension(row, path, described=True) if len(parts) == 1 else self._node(row, parts[-1])
                places[path] = own
        for path, node in places.items():
            row, above = rows[path], path.rpartition("/")[0]
            if not above:
                continue
            parent = places.get(above) or (self._dimension(row, above) if "/" not in above else None)
            if parent is None:
                self._report(
                    row,
                    _("the parent {above} of {path} does not exist; add a row for it").format(
                        above=quoted(above), path=quoted(path)
                    ),
                )
            else:
                parent.codes.append(node)

    def _path(self, row: CodeRow) -> str:
        """Return a row's path from its dimension on, its parts as ids."""
        parts = [_as_id(part) for part in row.path.strip("/").split("/")] if row.path else []
        dimension = _as_id(row.dimension)
        if dimension and parts and parts[0] != dimension:
            parts.insert(0, dimension)
        return "/".join(parts)

    # By parent

    def _place_by_parent(self) -> None:
        self._dimension_ids = {_as_id(self._dimension_name(row)) for row in self._rows}
        for row in self._rows:
            self._nodes[id(row)] = self._node(row, _as_id(row.id))
        by_name: dict[str, list[CodeRow]] = {}
        for row in self._rows:
            for name in dict.fromkeys(filter(None, (row.id.casefold(), _as_id(row.id), row.label.casefold()))):
                by_name.setdefault(name, []).append(row)
        above: dict[int, CodeRow] = {}
        for row in self._rows:
            parent = self._parent(row, by_name) if row.parent else None
            if parent is not None:
                above[id(row)] = parent
        for row in self._rows:
            self._hang(row, above)
        self._name_all()

    def _parent(self, row: CodeRow, by_name: dict[str, list[CodeRow]]) -> CodeRow | None:
        """Return the row that a row names as its parent; None if that is its dimension, or none."""
        name = row.parent.casefold()
        found = by_name.get(name) or by_name.get(_as_id(row.parent)) or []
        near = [other for other in found if other.dimension == row.dimension] or found
        if not found and _as_id(row.parent) not in self._dimension_ids:
            self._report(
                row,
                _("the parent {parent} of {name} does not exist").format(
                    parent=quoted(row.parent), name=quoted(row.label or row.id)
                ),
            )
        if len(near) > 1:
            lines = ", ".join(str(other.line) for other in near)
            self._report(
                row,
                _("the parent {parent} is not clear: rows {lines} are called that; give them ids").format(
                    parent=quoted(row.parent), lines=lines
                ),
            )
        return near[0] if near else None

    def _hang(self, row: CodeRow, above: dict[int, CodeRow]) -> None:
        """Put a row below its parent, unless it is its own, by whatever way round."""
        seen = {id(row)}
        parent = above.get(id(row))
        while parent is not None and len(seen) <= MAX_DEPTH:
            if id(parent) in seen:
                self._report(
                    row,
                    _("the parent {parent} of {name} is below it").format(
                        parent=quoted(row.parent), name=quoted(row.label or row.id)
                    ),
                )
                return
            seen.add(id(parent))
            parent = above.get(id(parent))
        if len(seen) > MAX_DEPTH:
            self._report(
                row,
                _("more than {most} levels of codes: {name}").format(most=MAX_DEPTH, name=quoted(row.label or row.id)),
            )
        elif id(row) in above:
            self._nodes[id(above[id(row)])].codes.append(self._nodes[id(row)])
        else:
            self._dimension(row, self._dimension_name(row)).codes.append(self._nodes[id(row)])

    # By indentation

    def _place_by_indent(self) -> None:
        open_: list[tuple[CodeRow, DraftNode]] = []
        for row in self._rows:
            node = self._node(row, _as_id(row.id))
            name = self._dimension_name(row)
            while open_ and (open_[-1][0].indent >= row.indent or self._dimension_name(open_[-1][0]) != name):
                open_.pop()
            if len(open_) >= MAX_DEPTH:
                self._report(
                    row, _("more than {most} levels of codes: {name}").format(most=MAX_DEPTH, name=quoted(row.label))
                )
                continue
            parent = open_[-1][1] if open_ else self._dimension(row, name)
            parent.codes.append(node)
            open_.append((row, node))
        self._name_all()

    # Nodes

    def _dimension_name(self, row: CodeRow) -> str:
        return row.dimension or row.sheet or NO_DIMENSION

    def _dimension(self, row: CodeRow, name: str, *, described: bool = False) -> DraftNode:
        """Return the dimension called `name`, which comes into being where it is first named."""
        id_ = _as_id(name) or "codes"
        node = self._dimensions.get(id_)
        if node is None:
            known = self._known.get(id_)
            label = (
                known.label if known else (row.dimension if _as_id(row.dimension) == id_ and row.dimension else name)
            )
            node = self._dimensions[id_] = DraftNode(row.text(id_), row.text(label))
            node.definition = row.text(known.definition) if known else None
        if described:
            node.id, node.label = row.text(id_), row.text(row.label) if row.label else node.label
            node.definition = row.text(row.definition)
        return node

    def _node(self, row: CodeRow, id_: str) -> DraftNode:
        return DraftNode(
            id=row.text(id_),
            label=row.text(row.label) if row.label else None,
            definition=row.text(row.definition) if row.definition else None,
            cues=row.texts(row.cues, CUES),
            examples=row.texts(row.examples, EXAMPLES),
        )

    def _name_all(self) -> None:
        """Give every code that has no id one made from its label, unlike those of its siblings."""
        waiting = list(self._dimensions.values())
        while waiting:
            parent = waiting.pop()
            taken = {code.id.text for code in parent.codes if code.id.text}
            for code in parent.codes:
                if not code.id.text:
                    code.id = code.id._replace(text=free_id(code.label.text if code.label else "", taken))
                    taken.add(code.id.text)
            waiting += parent.codes

    def _report(self, row: CodeRow, message: str) -> None:
        self._faults.on(row.line, message, sheet=row.sheet)


def _as_id(text: str) -> str:
    """Return what somebody calls a code or dimension as an id."""
    return text if ID.fullmatch(text) else slug(text)
