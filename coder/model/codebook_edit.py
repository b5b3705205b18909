"""Edits of a codebook: each takes one and returns another, or says in one line why it cannot be done.

`diff(before, after)` tells what an edit did, as changes for the log.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from coder.model.codebook import ID, MAX_DEPTH, Code, Codebook
from coder.model.codebook_ids import new_id
from coder.model.codebook_tree import Node, freeze, kind, thaw
from coder.model.errors import CoderError
from coder.model.language import _
from coder.model.text import slug


def add(
    codebook: Codebook,
    path: str,
    label: str = "",
    *,
    definition: str = "",
    cues: Iterable[str] = (),
    examples: Iterable[str] = (),
    position: int | None = None,
) -> Codebook:
    """Add a code at `path`, or a dimension if that has no slash; the last of its siblings, or at `position`, from 0.

    Raises:
        CoderError: the parent is unknown, the place is taken, or the id is none.
    """
    root = thaw(codebook)
    parent_path, _slash, id_ = path.rpartition("/")
    parent = _place(codebook, root, parent_path)
    _check_id(id_)
    if id_ in parent.children:
        raise CoderError(
            _("there is already a {kind} “{path}”: {label}").format(
                kind=_(kind(path)), path=path, label=parent.children[id_].label
            )
        )
    node = Node(id_, _clean_label(label or id_), definition.strip(), _clean(cues), _clean(examples))
    _insert(parent, node, position)
    return _frozen(codebook, root)


def relabel(codebook: Codebook, path: str, label: str) -> Codebook:
    """Give a code or dimension another label; its id, and so its codings, stay.

    Raises:
        CoderError: the path is unknown, or the label empty or not one line.
    """
    root, node = _find(codebook, path)
    node.label = _clean_label(label)
    return _frozen(codebook, root)


def redefine(
    codebook: Codebook,
    path: str,
    *,
    definition: str | None = None,
    cues: Iterable[str] | None = None,
    examples: Iterable[str] | None = None,
) -> Codebook:
    """Give a code another definition, other cues or other examples; None leaves what there is.

    Raises:
        CoderError: the path is unknown, or is a dimension and gets cues or examples.
    """
    root, node = _find(codebook, path)
    if node.is_dimension and (cues is not None or examples is not None):
        raise CoderError(_("“{path}” is a dimension; only codes have cues and examples").format(path=path))
    if definition is not None:
        node.definition = definition.strip()
    if cues is not None:
        node.cues = _clean(cues)
    if examples is not None:
        node.examples = _clean(examples)
    return _frozen(codebook, root)


def move(codebook: Codebook, path: str, parent: str, position: int | None = None) -> Codebook:
    """Put a code, with all below it, under another parent (a code or dimension), last or at `position`, from 0.

    With the parent that it has, this changes its place among its siblings; a dimension's parent is the empty path.

    Raises:
        CoderError: a path is unknown, the code would be below itself or too deep, or its id is taken there.
    """
    root, node = _find(codebook, path)
    if node.is_dimension != (parent == ""):
        hint = (
            _("a dimension cannot be below another")
            if node.is_dimension
            else _("a code needs a dimension or code above it")
        )
        raise CoderError(_("“{path}” cannot move to “{parent}”: {hint}").format(path=path, parent=parent, hint=hint))
    if f"{parent}/".startswith(f"{path}/"):
        raise CoderError(_("“{path}” cannot be moved below itself, to “{parent}”").format(path=path, parent=parent))
    place = _place(codebook, root, parent)
    if place is not node.parent:
        _check_free(place, node, node.id)
        _check_depth(place, node)
    node.detach()
    _insert(place, node, position)
    return _frozen(codebook, root)


def rename(codebook: Codebook, path: str, id_: str) -> Codebook:
    """Give a code or dimension another id, in its place; matrices of a dimension follow.

    Raises:
        CoderError: the path is unknown, the id is none, or a sibling has it.
    """
    root, node = _find(codebook, path)
    _check_id(id_)
    parent, old = node.parent, node.id
    if parent is None or id_ == old:
        return codebook
    if id_ in parent.children:
        raise CoderError(
            _("“{path}” cannot be called “{id}”: {label} is called that").format(
                path=path, id=id_, label=parent.children[id_].label
            )
        )
    node.id = id_
    parent.children = {child.id: child for child in parent.children.values()}
    if not node.is_dimension:
        return _frozen(codebook, root)
    matrices = (
        replace(spec, rows=id_ if spec.rows == old else spec.rows, columns=id_ if spec.columns == old else spec.columns)
        for spec in codebook.matrices
    )
    return replace(codebook, dimensions=freeze(root), matrices=tuple(matrices))


def merge(codebook: Codebook, path: str, into: str) -> Codebook:
    """Take a code up into another: its cues, examples and children go there, and it is gone.

    Children that are called the same merge as well. The definition of `into` stays, if it has one.

    Raises:
        CoderError: a path is unknown or a dimension, one code is below the other, or it would become too deep.
    """
    root = thaw(codebook)
    source, target = _code(codebook, root, path), _code(codebook, root, into)
    if path == into:
        raise CoderError(_("“{path}” cannot be merged into itself").format(path=path))
    if f"{into}/".startswith(f"{path}/"):
        raise CoderError(
            _("“{path}” cannot be merged into “{into}”, which is below it; move that up first").format(
                path=path, into=into
            )
        )
    source.detach()
    _take_up(source, target)
    return _frozen(codebook, root)


def split(codebook: Codebook, path: str, labels: Sequence[str]) -> Codebook:
    """Give a code a child for each label; what was coded stays with the code until somebody recodes it.

    Raises:
        CoderError: the path is unknown, the children would be too deep, or a label is empty.
    """
    codebook.code(path)
    for label in labels:
        codebook = add(codebook, f"{path}/{new_id(codebook, path, label)}", _clean_label(label))
    return codebook


def retire(codebook: Codebook, path: str, *, retired: bool = True) -> Codebook:
    """Offer a code, with all below it, no more (or, with False, again); what was coded with it stays.

    Raises:
        CoderError: the path is unknown or a dimension.
    """
    root = thaw(codebook)
    node = _code(codebook, root, path)
    for each in (node, *node.walk()):
        each.retired = retired
    return _frozen(codebook, root)


def remove(codebook: Codebook, path: str) -> Codebook:
    """Take a code or dimension out, with all below it. Nothing may be coded with it: retire it otherwise.

    Raises:
        CoderError: the path is unknown, or a matrix needs the dimension.
    """
    root, node = _find(codebook, path)
    for matrix in codebook.matrices:
        if path in (matrix.rows, matrix.columns):
            raise CoderError(
                _("dimension “{path}” cannot be removed: the matrix “{id}” needs it").format(path=path, id=matrix.id)
            )
    node.detach()
    return _frozen(codebook, root)


def merged_paths(codebook: Codebook, path: str, into: str) -> dict[str, str]:
    """Return which codes `merge` makes one: the path of each that goes, and the path that its codings belong to."""
    merged = {path: into}
    for child in codebook.code(path).codes:
        if f"{into}/{child.id}" in codebook.by_path:
            merged |= merged_paths(codebook, child.path, f"{into}/{child.id}")
    return merged


def without_retired(codebook: Codebook) -> Codebook:
    """Return a codebook without what is retired in it: what its file holds."""

    def kept(codes: tuple[Code, ...]) -> tuple[Code, ...]:
        return tuple(replace(code, codes=kept(code.codes)) for code in codes if not code.retired)

    dimensions = tuple(replace(d, codes=kept(d.codes)) for d in codebook.dimensions if not d.retired)
    return replace(codebook, dimensions=dimensions)


def _find(codebook: Codebook, path: str) -> tuple[Node, Node]:
    """Return the tree and the node at `path` in it."""
    root = thaw(codebook)
    if "/" in path:
        return root, _code(codebook, root, path)
    codebook.dimension(path)
    return root, root.at(path)


def _code(codebook: Codebook, root: Node, path: str) -> Node:
    return root.at(codebook.code(path).path)


def _place(codebook: Codebook, root: Node, parent: str) -> Node:
    """Return the node that is to hold something; the root for the empty path."""
    if "/" in parent:
        codebook.code(parent)
    elif parent:
        codebook.dimension(parent)
    return root.at(parent) if parent else root


def _frozen(codebook: Codebook, root: Node) -> Codebook:
    return replace(codebook, dimensions=freeze(root))


def _insert(parent: Node, node: Node, position: int | None) -> None:
    _check_depth(parent, node)
    siblings = list(parent.children)
    place = len(siblings) if position is None else max(0, min(position, len(siblings)))
    parent.insert(node, siblings[place - 1] if place else None)


def _take_up(source: Node, target: Node) -> None:
    """Merge one node, out of its tree, into another."""
    target.definition = target.definition or source.definition
    target.cues = _clean((*target.cues, *source.cues))
    target.examples = _clean((*target.examples, *source.examples))
    for child in tuple(source.children.values()):
        child.detach()
        if child.id in target.children:
            _take_up(child, target.children[child.id])
        else:
            _insert(target, child, None)


def _check_id(id_: str) -> None:
    if not ID.fullmatch(id_):
        instead = slug(id_)
        hint = _(", like {example}").format(example=instead) if instead else ""
        raise CoderError(
            _("“{id}” is no id: it takes lower-case letters a to z, digits and hyphens{hint}").format(id=id_, hint=hint)
        )


def _check_free(parent: Node, node: Node, id_: str) -> None:
    if id_ in parent.children:
        path = f"{parent.path}/{id_}".lstrip("/")
        raise CoderError(
            _("“{path}” cannot move there: there is already a {kind} “{to}”; rename one first").format(
                path=node.path, kind=_(kind(path)), to=path
            )
        )


def _check_depth(parent: Node, node: Node) -> None:
    above = len(parent.path.split("/")) if parent.parent is not None else 0
    if above + _height(node) - 1 > MAX_DEPTH:
        raise CoderError(_("“{id}” would be more than {most} levels deep").format(id=node.id, most=MAX_DEPTH))


def _height(node: Node) -> int:
    return 1 + max((_height(child) for child in node.children.values()), default=0)


def _clean_label(label: str) -> str:
    clean = label.strip()
    if not clean or re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", clean):
        raise CoderError(_("a label is one line of text") if clean else _("a label cannot be empty"))
    return clean


def _clean(texts: Iterable[str]) -> tuple[str, ...]:
    """Return texts stripped, the empty ones and those that were there already left out, whatever their case."""
    first: dict[str, str] = {}
    for text in texts:
        if text.strip():
            first.setdefault(text.strip().casefold(), text.strip())
    return tuple(first.values())
