"""What can happen to a codebook, one small fact at a time, and its plain-JSON form for the log.

A path without a slash names a dimension, one with slashes a code. `kind` is the event kind: `code.moved`.
`str(change)` is a line for people: `partij/uwv: label “UWV” → “UWV WERKbedrijf”`.
"""

from dataclasses import dataclass, fields
from typing import Any, ClassVar

from coder.model.codebook_tree import kind as named
from coder.model.errors import CoderError
from coder.model.language import _

Value = str | bool | tuple[str, ...] | None
"""What a field of a codebook holds."""


@dataclass(frozen=True, slots=True)
class _OfNode:
    """A change to a dimension or code."""

    path: str

    verb: ClassVar[str]

    @property
    def kind(self) -> str:
        """What became of what: `code.added`, `dimension.moved`."""
        return f"{named(self.path)}.{self.verb}"


@dataclass(frozen=True, slots=True)
class Added(_OfNode):
    """A dimension or code came, without children: those are added by themselves, after it."""

    label: str
    definition: str = ""
    cues: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    retired: bool = False
    after: str | None = None
    """Id of the sibling in front of it; None: it came first."""

    verb: ClassVar[str] = "added"

    def __str__(self) -> str:
        return _("{path}: added as “{label}”").format(path=self.path, label=self.label)


@dataclass(frozen=True, slots=True)
class Relabelled(_OfNode):
    """A dimension or code is called something else."""

    old: str
    new: str

    verb: ClassVar[str] = "relabelled"

    def __str__(self) -> str:
        return f"{self.path}: label “{self.old}” → “{self.new}”"


@dataclass(frozen=True, slots=True)
class Changed(_OfNode):
    """Another field of a dimension or code has another value."""

    field: str
    """`definition`, `cues`, `examples` or `retired`."""
    old: Value
    new: Value

    verb: ClassVar[str] = "changed"

    def __str__(self) -> str:
        if self.field == "retired":
            said = _("{path}: retired") if self.new else _("{path}: in use again")
            return said.format(path=self.path)
        return f"{self.path}: {self.field} {_shown(self.old)} → {_shown(self.new)}"


@dataclass(frozen=True, slots=True)
class Moved(_OfNode):
    """A dimension or code went from `path` to another one, and everything below it went along."""

    to: str
    """The new path: another parent, another id, or both."""
    after: str | None = None
    """Id of the sibling in front of it in its new place; None: it came first."""

    verb: ClassVar[str] = "moved"

    def __str__(self) -> str:
        return _("{path}: moved to {to}").format(path=self.path, to=self.to)


@dataclass(frozen=True, slots=True)
class Removed(_OfNode):
    """A dimension or code without children left; its children are removed by themselves, before it."""

    verb: ClassVar[str] = "removed"

    def __str__(self) -> str:
        return f"{self.path}: removed"


@dataclass(frozen=True, slots=True)
class Reordered(_OfNode):
    """The children of a dimension or code stand in another order; with an empty path: the dimensions do."""

    order: tuple[str, ...]
    """Ids of the children."""

    verb: ClassVar[str] = "reordered"

    @property
    def kind(self) -> str:
        """`codes.reordered` or `dimensions.reordered`."""
        return f"{'codes' if self.path else 'dimensions'}.{self.verb}"

    def __str__(self) -> str:
        return _("{path}: order is now {order}").format(path=self.path or "dimensions", order=", ".join(self.order))


@dataclass(frozen=True, slots=True)
class MatrixAdded:
    """A matrix came."""

    id: str
    title: str
    rows: str
    columns: str
    empty: str = "-"
    unplaced: str | None = None
    after: str | None = None
    """Id of the matrix in front of it; None: it came first."""

    kind: ClassVar[str] = "matrix.added"

    def __str__(self) -> str:
        return _("matrix {id}: added as “{title}”").format(id=self.id, title=self.title)


@dataclass(frozen=True, slots=True)
class MatrixChanged:
    """A field of a matrix has another value."""

    id: str
    field: str
    """`title`, `rows`, `columns`, `empty` or `unplaced`."""
    old: str | None
    new: str | None

    kind: ClassVar[str] = "matrix.changed"

    def __str__(self) -> str:
        return _("matrix {id}: {field} {old} → {new}").format(
            id=self.id, field=self.field, old=_shown(self.old), new=_shown(self.new)
        )


@dataclass(frozen=True, slots=True)
class MatrixRemoved:
    """A matrix left."""

    id: str

    kind: ClassVar[str] = "matrix.removed"

    def __str__(self) -> str:
        return _("matrix {id}: removed").format(id=self.id)


@dataclass(frozen=True, slots=True)
class MatricesReordered:
    """The matrices stand in another order."""

    order: tuple[str, ...]

    kind: ClassVar[str] = "matrices.reordered"

    def __str__(self) -> str:
        return _("matrices: order is now {order}").format(order=", ".join(self.order))


@dataclass(frozen=True, slots=True)
class CodebookChanged:
    """The codebook itself has another title, language or vectors."""

    field: str
    """`title`, `language` or `vectors`."""
    old: str
    new: str

    kind: ClassVar[str] = "codebook.changed"

    def __str__(self) -> str:
        return f"codebook: {self.field} {_shown(self.old)} → {_shown(self.new)}"


NodeChange = Added | Relabelled | Changed | Moved | Removed | Reordered
MatrixChange = MatrixAdded | MatrixChanged | MatrixRemoved | MatricesReordered
Change = NodeChange | MatrixChange | CodebookChanged

_OF_NODES: tuple[type[NodeChange], ...] = (Added, Relabelled, Changed, Moved, Removed, Reordered)
_OTHERS: tuple[type[MatrixChange | CodebookChanged], ...] = (
    MatrixAdded,
    MatrixChanged,
    MatrixRemoved,
    MatricesReordered,
    CodebookChanged,
)
_TYPES: dict[str, type[Change]] = {
    **{f"{subject}.{type_.verb}": type_ for type_ in _OF_NODES for subject in ("code", "dimension")},
    **{f"{subject}.{Reordered.verb}": Reordered for subject in ("codes", "dimensions")},
    **{type_.kind: type_ for type_ in _OTHERS},
}


def to_json(change: Change) -> dict[str, Any]:
    """Return a change as plain JSON: its `kind`, and its fields under their own names."""
    values = ((field.name, getattr(change, field.name)) for field in fields(change))
    return {"kind": change.kind} | {name: list(value) if isinstance(value, tuple) else value for name, value in values}


def from_json(data: dict[str, Any]) -> Change:
    """Return the change that `to_json` wrote.

    Raises:
        CoderError: it is none, or lacks a field, or has one of the wrong type.
    """
    kind = str(data.get("kind", ""))
    type_: Any = _TYPES.get(kind)
    if type_ is None:
        raise CoderError(_("“{kind}” is no change to a codebook that this version knows").format(kind=kind))
    values = {name: _from_json_value(kind, value) for name, value in data.items() if name != "kind"}
    try:
        change: Change = type_(**values)
    except TypeError as error:
        raise CoderError(
            _("a change to the codebook ({kind}) is damaged: {error}").format(kind=kind, error=error)
        ) from None
    for field in fields(change):
        if not _has_type(getattr(change, field.name), field.type):
            raise CoderError(
                _("a change to the codebook ({kind}) is damaged: its {name} is of another type").format(
                    kind=kind, name=field.name
                )
            )
    if change.kind != kind:
        raise CoderError(
            _("a change to the codebook ({kind}) is damaged: its path names something else").format(kind=kind)
        )
    return change


def _has_type(value: Value, annotation: Any) -> bool:
    if isinstance(value, tuple):
        return annotation in (tuple[str, ...], Value)
    return annotation == Value or (annotation != tuple[str, ...] and isinstance(value, annotation))


def _from_json_value(kind: str, value: object) -> Value:
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return tuple(value)
    if value is None or isinstance(value, str | bool):
        return value
    raise CoderError(
        _("a change to the codebook ({kind}) is damaged: a field is neither text nor a list of texts").format(kind=kind)
    )


def _shown(value: Value) -> str:
    if isinstance(value, tuple):
        return ", ".join(value) or _("none")
    return f"“{value}”" if value else _("none")
