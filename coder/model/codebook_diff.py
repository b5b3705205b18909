"""What changed between two states of a codebook, and how to make it happen again.

`apply(old, diff(old, new)) == new` for every two codebooks. A study appends the changes to its log as events.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from coder.model.codebook import Codebook, MatrixSpec
from coder.model.codebook_change import (
    Added,
    Change,
    Changed,
    CodebookChanged,
    MatricesReordered,
    MatrixAdded,
    MatrixChange,
    MatrixChanged,
    MatrixRemoved,
    Moved,
    Relabelled,
    Removed,
    Reordered,
    from_json,
    to_json,
)
from coder.model.codebook_tree import Node, freeze, thaw
from coder.model.errors import CoderError
from coder.model.language import _

__all__ = ["Change", "apply", "diff", "from_json", "origins", "to_json"]

_FIELDS = ("definition", "cues", "examples", "retired")
_MATRIX_FIELDS = ("title", "rows", "columns", "empty", "unplaced")
_CODEBOOK_FIELDS = ("title", "language", "vectors")


def diff(old: Codebook, new: Codebook) -> list[Change]:
    """Return what turns `old` into `new`, in an order that `apply` can follow.

    A code whose path left is taken to be the one that came elsewhere (`Moved`) if two of its id, label and definition
    are the same, or if it stayed under its parent with its label and definition: then its codings follow it. An empty
    definition is evidence of nothing. Nearest matches go first; where several fit, the first in the file does.
    """
    changes: list[Change] = [
        CodebookChanged(name, getattr(old, name), getattr(new, name))
        for name in _CODEBOOK_FIELDS
        if getattr(old, name) != getattr(new, name)
    ]
    changes += _tree_changes(thaw(old), thaw(new))
    changes += _matrix_changes(old.matrices, new.matrices)
    return changes


def apply(old: Codebook, changes: Iterable[Change]) -> Codebook:
    """Return the codebook after `changes`, made one after the other.

    Raises:
        CoderError: a change does not fit, for instance because the code it names is not there.
    """
    root = thaw(old)
    matrices = {matrix.id: matrix for matrix in old.matrices}
    own: dict[str, str] = {}
    for change in changes:
        match change:
            case CodebookChanged(field=field, new=new) if field in _CODEBOOK_FIELDS:
                own[field] = new
            case MatrixAdded() | MatrixChanged() | MatrixRemoved() | MatricesReordered():
                matrices = _apply_to_matrices(matrices, change)
            case _:
                _apply_to_tree(root, change)
    return replace(old, dimensions=freeze(root), matrices=tuple(matrices.values()), **own)


def origins(old: Codebook, changes: Iterable[Change]) -> dict[str, str]:
    """Return where every dimension and code after `changes` was before them: new path to old path, added ones left out.

    Raises:
        CoderError: a change does not fit.
    """
    root = thaw(old)
    nodes = list(root.walk())  # holds on to those that leave, so that no other gets the id() of one
    before = {id(node): node.path for node in nodes}
    for change in changes:
        if not isinstance(change, CodebookChanged | MatrixChange):
            _apply_to_tree(root, change)
    return {node.path: before[id(node)] for node in root.walk() if id(node) in before}


# Dimensions and codes


def _tree_changes(work: Node, target: Node) -> Iterator[Change]:
    """Yield the changes while making them in `work`: parents first, so that a new place exists when it is needed."""
    wanted = {node.path for node in target.walk()}
    match_ = _matcher(work, wanted)
    for node in target.walk():
        path = node.path
        mine = work.find(path)
        if mine is None:
            mine = match_(node)
            change: Change = _arrival(mine, node)
            _apply_to_tree(work, change)
            yield change
        yield from _field_changes(work.at(path), node, path)
    leaving = [path for node in work.walk() if (path := node.path) not in wanted]
    for path in reversed(leaving):
        work.at(path).detach()
        yield Removed(path)
    for node in (target, *target.walk()):
        path = node.path
        order = tuple(node.children)
        if tuple(work.at(path).children if path else work.children) != order:
            yield Reordered(path, order)


def _arrival(mine: Node | None, node: Node) -> Added | Moved:
    """Return how `node` came to its place: from the place of `mine`, or new."""
    siblings = list(node.parent.children) if node.parent is not None else []
    position = siblings.index(node.id)
    after = siblings[position - 1] if position else None
    if mine is not None:
        return Moved(mine.path, node.path, after)
    return Added(node.path, node.label, node.definition, node.cues, node.examples, node.retired, after)


def _field_changes(mine: Node, node: Node, path: str) -> Iterator[Change]:
    if mine.label != node.label:
        yield Relabelled(path, mine.label, node.label)
    for name in _FIELDS:
        before, after = getattr(mine, name), getattr(node, name)
        if before != after:
            yield Changed(path, name, before, after)


def _matcher(work: Node, wanted: set[str]) -> Callable[[Node], Node | None]:
    """Return a function that finds the node of `work` that went to the place of a new one.

    Only nodes whose own path is no longer wanted are candidates. Once a node stands at a wanted path it stays there, so
    that it can be dropped from the lists for good: all look-ups together are linear.
    """
    index: dict[tuple[object, ...], list[Node]] = {}
    for node in reversed(list(work.walk())):
        for key in _identities(node, node.parent):
            index.setdefault(key, []).append(node)

    def match_(node: Node) -> Node | None:
        parent = work.find(node.parent.path) if node.parent is not None else None
        for key in _identities(node, parent):
            candidates = index.get(key, [])
            while candidates and candidates[-1].path in wanted:
                candidates.pop()
            if candidates:
                return candidates.pop()
        return None

    return match_


def _identities(node: Node, parent: Node | None) -> list[tuple[object, ...]]:
    """Return what a node can be recognised by, surest first. Dimensions become no codes, and codes no dimensions."""
    depth = "dimension" if node.is_dimension else "code"
    keys: list[tuple[object, ...]] = [
        (depth, "all", node.id, node.label, node.definition),
        (depth, "in place", id(parent), node.label, node.definition),
        (depth, "id and label", node.id, node.label),
    ]
    if node.definition:
        keys.append((depth, "label and definition", node.label, node.definition))
        keys.append((depth, "id and definition", node.id, node.definition))
    return keys


def _apply_to_tree(root: Node, change: Change) -> None:
    match change:
        case Added(path=path, after=after):
            parent, _slash, id_ = path.rpartition("/")
            node = Node(id_, change.label, change.definition, change.cues, change.examples, change.retired)
            _parent_at(root, parent).insert(node, after)
        case Relabelled(path=path, new=new):
            root.at(path).label = new
        case Changed(path=path, field=field, new=new) if field in _FIELDS:
            setattr(root.at(path), field, new)
        case Moved(path=path, to=to, after=after):
            _move(root, path, to, after)
        case Removed(path=path):
            node = root.at(path)
            if node.children:
                raise CoderError(_("“{path}” cannot be removed while it has codes below it").format(path=path))
            node.detach()
        case Reordered(path=path, order=order):
            _parent_at(root, path).reorder(order)
        case _:
            raise CoderError(
                _("a change to the codebook cannot be made: {kind} of an unknown field").format(kind=change.kind)
            )


def _parent_at(root: Node, path: str) -> Node:
    return root.at(path) if path else root


def _move(root: Node, path: str, to: str, after: str | None) -> None:
    node = root.at(path)
    parent, _slash, id_ = to.rpartition("/")
    if f"{parent}/".startswith(f"{path}/"):
        raise CoderError(_("“{path}” cannot move below itself, to “{to}”").format(path=path, to=to))
    place = _parent_at(root, parent)
    if id_ in place.children and to != path:
        raise CoderError(_("“{path}” cannot move to “{to}”: there is one already").format(path=path, to=to))
    node.detach()
    node.id = id_
    place.insert(node, after)


# Matrices


def _matrix_changes(old: tuple[MatrixSpec, ...], new: tuple[MatrixSpec, ...]) -> Iterator[Change]:
    before = {matrix.id: matrix for matrix in old}
    after = {matrix.id: matrix for matrix in new}
    work = dict(before)
    previous = None
    for id_, matrix in after.items():
        if id_ not in before:
            added = MatrixAdded(id_, matrix.title, matrix.rows, matrix.columns, matrix.empty, matrix.unplaced, previous)
            work = _apply_to_matrices(work, added)
            yield added
        else:
            for name in _MATRIX_FIELDS:
                was, is_ = getattr(before[id_], name), getattr(matrix, name)
                if was != is_:
                    yield MatrixChanged(id_, name, was, is_)
        previous = id_
    yield from (MatrixRemoved(id_) for id_ in before if id_ not in after)
    if [id_ for id_ in work if id_ in after] != list(after):
        yield MatricesReordered(tuple(after))


def _apply_to_matrices(matrices: dict[str, MatrixSpec], change: MatrixChange) -> dict[str, MatrixSpec]:
    if isinstance(change, MatricesReordered):
        return {id_: matrices[id_] for id_ in change.order if id_ in matrices} | matrices
    if isinstance(change, MatrixAdded):
        if change.id in matrices:
            raise CoderError(_("the codebook already has a matrix “{id}”").format(id=change.id))
        spec = MatrixSpec(change.id, change.title, change.rows, change.columns, change.empty, change.unplaced)
        order = list(matrices)
        order.insert(_place(order, change.after), change.id)
        together = matrices | {change.id: spec}
        return {id_: together[id_] for id_ in order}
    if change.id not in matrices:
        raise CoderError(_("the codebook has no matrix “{id}”").format(id=change.id))
    if isinstance(change, MatrixRemoved):
        return {id_: spec for id_, spec in matrices.items() if id_ != change.id}
    if change.field not in _MATRIX_FIELDS:
        raise CoderError(_("a matrix has no field “{field}”").format(field=change.field))
    # The field was checked against the names above; its value is what a log held, typed by its field.
    return matrices | {change.id: replace(matrices[change.id], **{change.field: change.new})}  # type: ignore[arg-type]


def _place(order: list[str], after: str | None) -> int:
    if after is None:
        return 0
    return order.index(after) + 1 if after in order else len(order)
