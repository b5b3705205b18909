"""A codebook: dimensions, each a tree of codes, and the matrices that cross them."""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from coder.model.errors import CoderError
from coder.model.language import _

ID = re.compile(r"[a-z0-9][a-z0-9-]*")
"""What a dimension, code or matrix is called in paths: a slug."""

MAX_DEPTH = 32
"""Levels of codes under a dimension. Real codebooks stop at five; a file from a stranger may not."""


@dataclass(frozen=True, slots=True)
class Code:
    """One code: what a coder assigns."""

    path: str
    """Dimension and ids down to this code: `partij/uwv`."""
    label: str
    """What people read."""
    definition: str = ""
    cues: tuple[str, ...] = ()
    """Terms that hint at this code in a text."""
    examples: tuple[str, ...] = ()
    codes: tuple["Code", ...] = ()
    """Children, in the order of the file."""
    retired: bool = False
    """Left the codebook while in use: kept for what was coded, offered no more."""

    @property
    def id(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]

    @property
    def parent(self) -> str:
        """The path of the code or dimension above."""
        return self.path.rpartition("/")[0]

    def walk(self) -> Iterator["Code"]:
        """Yield this code and everything below it, depth first."""
        yield self
        for child in self.codes:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Dimension:
    """One question that is asked of every fragment: which partner, success or failure, whose role."""

    id: str
    label: str
    codes: tuple[Code, ...] = ()
    definition: str = ""
    retired: bool = False
    """Left the codebook while its codes were in use."""

    def walk(self) -> Iterator[Code]:
        """Yield every code of the dimension, depth first."""
        for code in self.codes:
            yield from code.walk()


@dataclass(frozen=True, slots=True)
class MatrixSpec:
    """How one table of the appendix crosses two dimensions."""

    id: str
    title: str
    rows: str
    """Dimension whose codes are the rows."""
    columns: str
    empty: str = "-"
    """Printed in a cell without statements."""
    unplaced: str | None = None
    """Label of the row (or column) for codings that have a code in the other dimension only; None leaves them out."""


@dataclass(frozen=True)
class Codebook:
    """Everything that coders can assign, and what the appendix makes of it."""

    title: str
    language: str = "nl"
    dimensions: tuple[Dimension, ...] = ()
    matrices: tuple[MatrixSpec, ...] = ()
    vectors: str = ""
    """Name of an installed spaCy pipeline whose word vectors help suggestions; empty: none."""

    def walk(self) -> Iterator[Code]:
        """Yield every code, depth first, in the order of the file."""
        for dimension in self.dimensions:
            yield from dimension.walk()

    @cached_property
    def by_path(self) -> dict[str, Code]:
        """Every code by its path, retired ones as well."""
        return {code.path: code for code in self.walk()}

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """The paths in the order of the file: the order of rows, columns and combinations."""
        return tuple(self.by_path)

    @cached_property
    def order(self) -> dict[str, int]:
        """The rank of every path in the order of the file."""
        return {path: rank for rank, path in enumerate(self.paths)}

    def dimension(self, id_: str) -> Dimension:
        """Return the dimension called `id_`.

        Raises:
            CoderError: there is none; the message names the ones there are.
        """
        for dimension in self.dimensions:
            if dimension.id == id_:
                return dimension
        known = ", ".join(dimension.id for dimension in self.dimensions) or _("none yet")
        raise CoderError(_("no dimension “{id}” in the codebook; there are: {known}").format(id=id_, known=known))

    def matrix(self, id_: str) -> MatrixSpec:
        """Return the matrix called `id_`.

        Raises:
            CoderError: there is none; the message names the ones there are.
        """
        for matrix in self.matrices:
            if matrix.id == id_:
                return matrix
        known = ", ".join(matrix.id for matrix in self.matrices) or _("none yet")
        raise CoderError(_("no matrix “{id}” in the codebook; there are: {known}").format(id=id_, known=known))

    def code(self, path: str) -> Code:
        """Return the code at `path`.

        Raises:
            CoderError: there is none; the message names the nearest paths.
        """
        try:
            return self.by_path[path]
        except KeyError:
            raise CoderError(self.missing(path)) from None

    def missing(self, path: str) -> str:
        """Return a sentence on a code that does not exist, with the nearest that do."""
        return _("no code “{path}” in the codebook{near}").format(path=path, near=self._nearest(path))

    def combination(self, paths: tuple[str, ...]) -> tuple[str, ...]:
        """Return `paths` as a combination: each once, in codebook order.

        Raises:
            CoderError: a path is unknown or retired, or there is none at all.
        """
        if not paths:
            raise CoderError(_("a coding needs at least one code, like partij/uwv+factor/succes"))
        for path in paths:
            if self.code(path).retired:
                raise CoderError(
                    _("code “{path}” is retired; choose another, or put it back in the codebook file").format(path=path)
                )
        return tuple(sorted(set(paths), key=self.order.__getitem__))

    def label(self, paths: tuple[str, ...]) -> str:
        """Return how a combination is read: `UWV + Faalfactoren`."""
        return " + ".join(self.by_path[path].label if path in self.by_path else path for path in paths)

    def _nearest(self, path: str) -> str:
        """Return `; nearest: …` for a path that does not exist, or a way to see what does."""
        by_last: dict[str, str] = {}
        for known in self.paths:
            by_last.setdefault(known.rpartition("/")[2], known)
        near = difflib.get_close_matches(path, self.paths, n=3, cutoff=0.6)
        near += [by_last[last] for last in difflib.get_close_matches(path.rpartition("/")[2], by_last, n=3, cutoff=0.6)]
        unique = list(dict.fromkeys(near))[:3]
        if unique:
            return _("; nearest: {names}").format(names=", ".join(unique))
        return _("; `coder codebook show` lists them") if self.paths else _(", which has no codes yet")
