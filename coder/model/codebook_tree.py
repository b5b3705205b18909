"""A codebook as a tree that can change: what diffs and edits work on before they freeze it again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from coder.model.codebook import Code, Codebook, Dimension
from coder.model.errors import CoderError
from coder.model.language import N_, _


@dataclass(eq=False, slots=True)
class Node:
    """A dimension or a code; the root of the tree has no id and holds the dimensions."""

    id: str
    label: str = ""
    definition: str = ""
    cues: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    retired: bool = False
    parent: "Node | None" = None
    children: "dict[str, Node]" = field(default_factory=dict)
    """By id, in order."""

    @property
    def path(self) -> str:
        """Ids from the dimension down, joined by slashes; empty for the root."""
        ids = []
        node = self
        while node.parent is not None:
            ids.append(node.id)
            node = node.parent
        return "/".join(reversed(ids))

    @property
    def is_dimension(self) -> bool:
        """Whether this hangs directly under the root."""
        return self.parent is not None and self.parent.parent is None

    def walk(self) -> "Iterator[Node]":
        """Yield everything below this node, depth first, parents before children."""
        for child in tuple(self.children.values()):
            yield child
            yield from child.walk()

    def find(self, path: str) -> "Node | None":
        """Return the node at `path` below this one, if there is one."""
        node: Node | None = self
        for id_ in path.split("/") if path else ():
            node = node.children.get(id_) if node is not None else None
        return node

    def at(self, path: str) -> "Node":
        """Return the node at `path`.

        Raises:
            CoderError: there is none.
        """
        node = self.find(path)
        if node is None:
            raise CoderError(_("the codebook has no {kind} “{path}”").format(kind=_(kind(path)), path=path))
        return node

    def insert(self, child: "Node", after: str | None) -> None:
        """Put `child` among the children, behind the one called `after`; first if None, last if that one is absent.

        Raises:
            CoderError: the id is taken.
        """
        if child.id in self.children:
            path = f"{self.path}/{child.id}".lstrip("/")
            raise CoderError(_("the codebook already has a {kind} “{path}”").format(kind=_(kind(path)), path=path))
        order = list(self.children)
        child.parent = self
        self.children[child.id] = child
        if after is None:
            self.reorder([child.id, *order])
        elif after in order and after != order[-1]:
            order.insert(order.index(after) + 1, child.id)
            self.reorder(order)

    def reorder(self, order: Iterable[str]) -> None:
        """Put the children in `order`; those it does not name follow in the order they had."""
        first = {id_: self.children[id_] for id_ in order if id_ in self.children}
        self.children = first | self.children

    def detach(self) -> None:
        """Take this node, with what hangs below it, out of the tree."""
        if self.parent is not None:
            del self.parent.children[self.id]
            self.parent = None


def kind(path: str) -> str:
    """Return what a path names: `dimension` or `code`."""
    return N_("code") if "/" in path else N_("dimension")


def thaw(codebook: Codebook) -> Node:
    """Return the dimensions and codes of a codebook as a tree that can change."""
    root = Node("")
    for dimension in codebook.dimensions:
        node = Node(dimension.id, dimension.label, dimension.definition, retired=dimension.retired, parent=root)
        root.children[dimension.id] = node
        _thaw_codes(node, dimension.codes)
    return root


def _thaw_codes(parent: Node, codes: tuple[Code, ...]) -> None:
    for code in codes:
        node = Node(code.id, code.label, code.definition, code.cues, code.examples, code.retired, parent)
        parent.children[code.id] = node
        _thaw_codes(node, code.codes)


def freeze(root: Node) -> tuple[Dimension, ...]:
    """Return the tree below `root` as the dimensions of a codebook."""
    return tuple(
        Dimension(node.id, node.label, _freeze_codes(node, node.id), node.definition, node.retired)
        for node in root.children.values()
    )


def _freeze_codes(parent: Node, path: str) -> tuple[Code, ...]:
    return tuple(
        Code(
            path=f"{path}/{node.id}",
            label=node.label,
            definition=node.definition,
            cues=node.cues,
            examples=node.examples,
            codes=_freeze_codes(node, f"{path}/{node.id}"),
            retired=node.retired,
        )
        for node in parent.children.values()
    )
