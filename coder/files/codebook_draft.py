"""A codebook as somebody wrote it down, each text with its place; what every format of codebook is checked by.

A reader of one format builds a `Draft` and reports what only that format can get wrong. `finish` reports the rest: ids,
labels, cues, depth, languages and matrices. A label that is left out is the id.
"""

import difflib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from coder.files.codebook_faults import Faults, quoted
from coder.files.languages import language_fault
from coder.model.codebook import ID, MAX_DEPTH, Code, Codebook, Dimension, MatrixSpec
from coder.model.language import _
from coder.model.text import slug

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LINE_BREAK = re.compile("[\n\x85\u2028\u2029]")
_PIPELINE = re.compile(r"[a-z][a-z0-9_]*")


class Text(NamedTuple):
    """A text and where it stands."""

    text: str
    line: int
    column: int | None = None
    sheet: str = ""
    """Of a workbook with several."""


@dataclass(eq=False, slots=True)
class DraftNode:
    """A dimension or code."""

    id: Text
    label: Text | None = None
    definition: Text | None = None
    cues: list[Text] = field(default_factory=list)
    examples: list[Text] = field(default_factory=list)
    codes: list["DraftNode"] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class DraftMatrix:
    """A matrix; what is None was not written."""

    id: Text
    title: Text | None = None
    rows: Text | None = None
    columns: Text | None = None
    empty: Text | None = None
    unplaced: Text | None = None


@dataclass(eq=False, slots=True)
class Draft:
    """A codebook before it is checked."""

    title: Text | None = None
    language: Text | None = None
    vectors: Text | None = None
    dimensions: list[DraftNode] = field(default_factory=list)
    matrices: list[DraftMatrix] = field(default_factory=list)


def finish(draft: Draft, faults: Faults) -> Codebook:
    """Return the codebook of a draft; it is good if no fault was reported, here or before."""
    return _Checker(faults).codebook(draft)


class _Checker:
    """Turns a draft into a codebook, reporting what is wrong on the way."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults

    def codebook(self, draft: Draft) -> Codebook:
        language = self._line(draft.language, "language") or "nl"
        if draft.language and (fault := language_fault(language)):
            self._report(draft.language, fault)
        vectors = self._line(draft.vectors, "vectors")
        if draft.vectors and vectors and not _PIPELINE.fullmatch(vectors):
            self._report(
                draft.vectors,
                _("vectors: {name} is no name of a spaCy pipeline, like nl_core_news_md").format(name=quoted(vectors)),
            )
        self._siblings(draft.dimensions, "dimensions")
        dimensions = tuple(self._dimension(dimension) for dimension in draft.dimensions)
        self._unique(
            ((matrix.id, matrix.id.text) for matrix in draft.matrices),
            _("a matrix called {text} is here twice: the first is on line {line}"),
        )
        known = [dimension.id for dimension in dimensions]
        matrices = tuple(self._matrix(matrix, known) for matrix in draft.matrices)
        return Codebook(self._line(draft.title, "title"), language, dimensions, matrices, vectors)

    def _dimension(self, draft: DraftNode) -> Dimension:
        self._id(draft.id)
        return Dimension(
            id=draft.id.text,
            label=self._line(draft.label, "label") or draft.id.text,
            codes=self._codes(draft, draft.id.text, 1),
            definition=self._text(draft.definition, "definition"),
        )

    def _codes(self, parent: DraftNode, path: str, depth: int) -> tuple[Code, ...]:
        if depth > MAX_DEPTH and parent.codes:
            self._report(
                parent.codes[0].id, _("more than {most} levels of codes; move this one up").format(most=MAX_DEPTH)
            )
            return ()
        self._siblings(parent.codes, path)
        return tuple(self._code(code, f"{path}/{code.id.text}", depth) for code in parent.codes)

    def _code(self, draft: DraftNode, path: str, depth: int) -> Code:
        self._id(draft.id)
        self._unique(
            ((cue, cue.text.casefold()) for cue in draft.cues),
            _("the cue {text} is here twice: the first is on line {line}"),
        )
        return Code(
            path=path,
            label=self._line(draft.label, "label") or draft.id.text,
            definition=self._text(draft.definition, "definition"),
            cues=self._texts(draft.cues, self._line, "cue"),
            examples=self._texts(draft.examples, self._text, "example"),
            codes=self._codes(draft, path, depth + 1),
        )

    def _matrix(self, draft: DraftMatrix, known: list[str]) -> MatrixSpec:
        self._id(draft.id)
        for axis, name in ((draft.title, "title"), (draft.rows, "rows"), (draft.columns, "columns")):
            if axis is None or not axis.text.strip():
                self._report(
                    axis or draft.id, _("the matrix {id} has no {name}").format(id=quoted(draft.id.text), name=name)
                )
            elif axis is not draft.title and axis.text not in known:
                there = ", ".join(known) or _("none")
                self._report(
                    axis,
                    _("{key}: no dimension is called {name}{near}").format(
                        key=name, name=quoted(axis.text), near=nearest(axis.text, known, there)
                    ),
                )
        if draft.rows and draft.columns and draft.rows.text == draft.columns.text:
            self._report(
                draft.columns, _("columns: the same dimension as the rows, {name}").format(name=quoted(draft.rows.text))
            )
        return MatrixSpec(
            id=draft.id.text,
            title=self._line(draft.title, "title"),
            rows=draft.rows.text if draft.rows else "",
            columns=draft.columns.text if draft.columns else "",
            empty=self._line(draft.empty, "empty") if draft.empty else "-",
            unplaced=self._line(draft.unplaced, "unplaced") if draft.unplaced is not None else None,
        )

    def _siblings(self, nodes: list[DraftNode], place: str) -> None:
        """Report ids that two siblings share; labels may be the same: where it matters they are told apart."""
        said = _("in {place}, the id {text} is here twice: the first is on line {line}")
        self._unique(((node.id, node.id.text) for node in nodes), said, place)

    def _unique(self, texts: Iterable[tuple[Text, str]], said: str, place: str = "") -> None:
        first: dict[str, Text] = {}
        for text, key in texts:
            before = first.setdefault(key, text)
            if before is not text:
                self._report(text, said.format(place=place, text=quoted(text.text), line=before.line))

    def _id(self, id_: Text) -> None:
        if not ID.fullmatch(id_.text):
            instead = slug(id_.text)
            hint = _(", like {example}").format(example=instead) if instead else ""
            self._report(
                id_,
                _("{id} is no id: lower-case letters a to z, digits and hyphens{hint}").format(
                    id=quoted(id_.text), hint=hint
                ),
            )

    def _line(self, text: Text | None, name: str) -> str:
        """Return a text that is to stand on one line."""
        if text is None:
            return ""
        if _LINE_BREAK.search(text.text.strip()):
            self._report(text, _("the {name} is to be one line: {text}").format(name=name, text=quoted(text.text)))
        return self._text(text, name)

    def _text(self, text: Text | None, name: str) -> str:
        if text is None:
            return ""
        if bad := _CONTROL.search(text.text):
            self._report(
                text,
                _("the {name} holds the character U+{number:04X}, which no document can hold; remove it").format(
                    name=name, number=ord(bad[0])
                ),
            )
        return text.text.strip()

    def _texts(self, texts: list[Text], check: Callable[[Text, str], str], name: str) -> tuple[str, ...]:
        for text in texts:
            if not text.text.strip():
                self._report(text, _("an empty {name}; remove it").format(name=name))
        return tuple(check(text, name) for text in texts)

    def _report(self, text: Text, message: str) -> None:
        self._faults.on(text.line, message, text.column, text.sheet)


def nearest(word: str, known: Iterable[str], otherwise: str) -> str:
    """Return a hint on which of `known` was meant: `; did you mean “label”?`, or `otherwise` as what there is."""
    near = difflib.get_close_matches(word.casefold()[:100], list(known), n=1, cutoff=0.6)
    return (
        _("; did you mean {name}?").format(name=quoted(near[0]))
        if near
        else _("; there is: {names}").format(names=otherwise)
    )
