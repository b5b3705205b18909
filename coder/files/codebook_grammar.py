"""Which keys a codebook file has and what stands under them: from YAML nodes to a draft, or faults."""

from collections.abc import Iterator

from coder.files.codebook_draft import Draft, DraftMatrix, DraftNode, Text, nearest
from coder.files.codebook_faults import Faults, quoted
from coder.files.yaml_nodes import Entry, Mapping, Node, Scalar, Sequence
from coder.model.language import N_, _

TOP_KEYS = ("title", "language", "vectors", "dimensions", "matrices")
DIMENSION_KEYS = ("label", "definition", "codes")
CODE_KEYS = ("label", "definition", "cues", "examples", "codes")
MATRIX_KEYS = ("title", "rows", "columns", "empty", "unplaced")

_MEANT = {
    "name": "label", "naam": "label", "titel": "title", "taal": "language", "lang": "language",
    "definitie": "definition", "description": "definition", "omschrijving": "definition", "toelichting": "definition",
    "keywords": "cues", "trefwoorden": "cues", "terms": "cues", "voorbeelden": "examples",
    "children": "codes", "subcodes": "codes", "dimensies": "dimensions", "matrix": "matrices",
    "rijen": "rows", "kolommen": "columns",
}  # fmt: skip
"""What people write, and the key that they mean."""

_INCLUDES = frozenset(
    {"include", "includes", "import", "imports", "extends", "inherits", "$ref", "<<", "file", "files"}
)


def read_draft(root: Node, faults: Faults) -> Draft:
    """Return the draft of a codebook whose YAML is `root`, reporting every key and value that has no place in one."""
    return _Grammar(faults).codebook(root)


class _Grammar:
    def __init__(self, faults: Faults) -> None:
        self._faults = faults

    def codebook(self, root: Node) -> Draft:
        draft = Draft()
        if not isinstance(root, Mapping):
            what = N_("a list") if isinstance(root, Sequence) else N_("a text")
            self._faults.at(
                root.start,
                _("{what} where a codebook begins with title:, language: and dimensions:").format(what=_(what)),
            )
            return draft
        for entry in self._known(root, TOP_KEYS, N_("a codebook")):
            match entry.key.text:
                case "title":
                    draft.title = self._text(entry)
                case "language":
                    draft.language = self._text(entry)
                case "vectors":
                    draft.vectors = self._text(entry)
                case "dimensions":
                    draft.dimensions = [self._dimension(child) for child in self._children(entry, N_("dimension"))]
                case "matrices":
                    draft.matrices = [self._matrix(child) for child in self._children(entry, N_("matrix"))]
        title = root.get("title")
        if title is None or draft.title is None or not draft.title.text.strip():
            self._faults.at(title.key.start if title else root.start, _("the codebook has no title; write title: …"))
        if root.get("dimensions") is None:
            self._faults.at(
                root.start, _("the codebook has no dimensions; write dimensions: and the first one below it")
            )
        return draft

    def _dimension(self, entry: Entry) -> DraftNode:
        draft = DraftNode(self._place(entry.key))
        for field in self._fields(entry, DIMENSION_KEYS, N_("a dimension")):
            self._fill(draft, field)
        return draft

    def _code(self, entry: Entry) -> DraftNode:
        draft = DraftNode(self._place(entry.key))
        for field in self._fields(entry, CODE_KEYS, N_("a code")):
            self._fill(draft, field)
        return draft

    def _fill(self, draft: DraftNode, field: Entry) -> None:
        match field.key.text:
            case "label":
                draft.label = self._text(field)
                if draft.label is not None and not draft.label.text.strip():
                    self._faults.at(
                        field.value.start, _("an empty label; write one, or leave the key out to use the id")
                    )
            case "definition":
                draft.definition = self._text(field)
            case "cues":
                draft.cues = list(self._texts(field))
            case "examples":
                draft.examples = list(self._texts(field))
            case "codes":
                draft.codes = [self._code(child) for child in self._children(field, N_("code"))]

    def _matrix(self, entry: Entry) -> DraftMatrix:
        draft = DraftMatrix(self._place(entry.key))
        for field in self._fields(entry, MATRIX_KEYS, N_("a matrix")):
            text = self._text(field)
            match field.key.text:
                case "title":
                    draft.title = text
                case "rows":
                    draft.rows = text
                case "columns":
                    draft.columns = text
                case "empty":
                    draft.empty = text or self._place(field.key)._replace(text="")
                case "unplaced":
                    draft.unplaced = text
        return draft

    # Values

    def _text(self, entry: Entry) -> Text | None:
        """Return the text of a value; None if there is none."""
        value = entry.value
        if isinstance(value, Scalar):
            return None if value.is_null else self._place(value)
        self._faults.at(
            value.start,
            _("{key}: a text is expected here, not {what}").format(key=entry.key.text, what=_(_what(value))),
        )
        return None

    def _texts(self, entry: Entry) -> Iterator[Text]:
        value = entry.value
        if isinstance(value, Sequence):
            for item in value.items:
                if isinstance(item, Scalar):
                    yield self._place(item)._replace(text="" if item.is_null else item.text)
                else:
                    self._faults.at(
                        item.start,
                        _("{key}: a text is expected here, not {what}").format(key=entry.key.text, what=_(_what(item))),
                    )
        elif not (isinstance(value, Scalar) and value.is_null):
            example = _(", like [{example}]").format(example=value.text[:40]) if isinstance(value, Scalar) else ""
            self._faults.at(
                value.start,
                _("{key}: a list of texts is expected here{example}").format(key=entry.key.text, example=example),
            )

    def _fields(self, entry: Entry, keys: tuple[str, ...], whose: str) -> Iterator[Entry]:
        """Yield the fields of a dimension, code or matrix; `uwv:` and `uwv: {}` have none."""
        value = entry.value
        if isinstance(value, Mapping):
            yield from self._known(value, keys, whose)
        elif isinstance(value, Sequence):
            self._faults.at(
                value.start,
                _("{key} is {whose}; keys are expected here, not a list").format(
                    key=quoted(entry.key.text), whose=_(whose)
                ),
            )
        elif not value.is_null:
            hint = (
                _("; write label: {text} on a line of its own").format(text=quoted(value.text))
                if value.style != "*"
                else ""
            )
            self._faults.at(
                value.start,
                _("{key} is {whose}; keys are expected here, not a text{hint}").format(
                    key=quoted(entry.key.text), whose=_(whose), hint=hint
                ),
            )

    def _children(self, entry: Entry, what: str) -> Iterator[Entry]:
        """Yield the dimensions, codes or matrices under a key."""
        value = entry.value
        if isinstance(value, Mapping):
            yield from value.entries
        elif isinstance(value, Sequence):
            self._faults.at(
                value.start,
                _("{key}: a {what} is written as id: with its keys below, not as a list").format(
                    key=entry.key.text, what=_(what)
                ),
            )
            self._missing_parents(value)
        elif not value.is_null:
            self._faults.at(
                value.start,
                _("{key}: expected here is the id of a {what}, a colon and its keys").format(
                    key=entry.key.text, what=_(what)
                ),
            )

    def _known(self, mapping: Mapping, keys: tuple[str, ...], whose: str) -> Iterator[Entry]:
        """Yield the entries that belong in a mapping, reporting the others."""
        for entry in mapping.entries:
            key = entry.key.text
            if key in keys:
                yield entry
            elif key.casefold() in _INCLUDES:
                self._refuse_include(entry)
            else:
                meant = _MEANT.get(key.casefold())
                hint = (
                    _("; did you mean {name}?").format(name=quoted(meant))
                    if meant and meant in keys
                    else nearest(key, keys, ", ".join(keys))
                )
                if key == "retired" and keys is CODE_KEYS:
                    hint = _("; delete the code: if it was used, the study keeps it as retired, with its codings")
                if key == "codes" and keys is TOP_KEYS:
                    hint = _("; codes belong to a dimension: dimensions:, below it an id, below that codes:")
                self._faults.at(
                    entry.key.start,
                    _("{whose} has no key {key}{hint}").format(whose=_(whose), key=quoted(key), hint=hint),
                )
                if isinstance(entry.value, Sequence):
                    self._missing_parents(entry.value)

    def _refuse_include(self, entry: Entry) -> None:
        values = entry.value.items if isinstance(entry.value, Sequence) else [entry.value]
        itself = any(isinstance(value, Scalar) and value.text == self._faults.path.name for value in values)
        loop = (
            _("; {name} would include itself, in an endless loop").format(name=quoted(self._faults.path.name))
            if itself
            else ""
        )
        message = _("{key}: a codebook is one file and includes no other{loop}").format(
            key=quoted(entry.key.text), loop=loop
        )
        self._faults.at(entry.key.start, message, telling=True)

    def _missing_parents(self, value: Sequence) -> None:
        """Name the parents that a list of codes refers to and does not hold: the next thing to repair."""
        items = [item for item in value.items if isinstance(item, Mapping)]
        ids = {field.value.text for item in items if (field := item.get("id")) and isinstance(field.value, Scalar)}
        for item in items:
            parent = item.get("parent")
            if (
                parent
                and isinstance(parent.value, Scalar)
                and not parent.value.is_null
                and parent.value.text not in ids
            ):
                self._faults.at(
                    parent.value.start,
                    _("the parent {parent} does not exist").format(parent=quoted(parent.value.text)),
                    telling=True,
                )

    def _place(self, scalar: Scalar) -> Text:
        return Text(scalar.text, *self._faults.place(scalar.start))


def _what(value: Node) -> str:
    return N_("a list") if isinstance(value, Sequence) else N_("keys and values")
