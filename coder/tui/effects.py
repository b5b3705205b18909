"""What an edit of the codebook will change, worked out beforehand and said in sentences."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from coder.model import Codebook, Coding, MatrixSpec
from coder.store import Study
from coder.tui.language import _, ngettext

NAMED = 3
"""Coders that are named; the others are counted."""


@dataclass(frozen=True, slots=True)
class Use:
    """Where a code or dimension, with everything below it, is used."""

    coders: Mapping[str, int] = field(default_factory=dict)
    """Codings per coder."""
    cells: int = 0
    """Cells of matrices that hold such codings."""
    matrices: int = 0
    line: int | None = None
    """In the codebook file, from 1."""
    file: str = ""

    @property
    def codings(self) -> int:
        """How many codings of all coders."""
        return sum(self.coders.values())

    def where(self) -> str:
        """Return `codebook.yaml, line 14`."""
        if self.line is None:
            return self.file
        return _("{file}, line {line}").format(file=self.file, line=self.line)

    def who(self) -> str:
        """Return `12 codings by anna and bram`."""
        count = ngettext("{n} coding", "{n} codings", self.codings).format(n=self.codings)
        names = sorted(self.coders, key=lambda name: (-self.coders[name], name))
        shown = names[:NAMED]
        if len(names) > NAMED:
            shown.append(_("{n} others").format(n=len(names) - NAMED))
        listed = _(" and ").join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)
        return _("{codings} by {names}").format(codings=count, names=listed) if listed else count

    def in_matrices(self) -> str:
        """Return `3 cells of 2 matrices`."""
        cells = ngettext("{n} cell", "{n} cells", self.cells).format(n=self.cells)
        return ngettext("{cells} of {n} matrix", "{cells} of {n} matrices", self.matrices).format(
            cells=cells, n=self.matrices
        )


def find_use(study: Study, path: str) -> Use:
    """Find out where a code or dimension is used; passes over its codings, so for a worker."""
    book = study.codebook
    codes = [code.path for code in book.walk() if f"{code.path}/".startswith(f"{path}/")]
    codings: dict[int, Coding] = {}
    for code in codes:
        codings |= {coding.id: coding for coding in study.codings(codes=(code,))}
    cells = [_cells(book, spec, set(codes), codings) for spec in book.matrices if codes]
    return Use(
        dict(Counter(coding.coder for coding in codings.values())),
        sum(cells),
        sum(1 for count in cells if count),
        study.codebook_lines().get(path),
        study.codebook_file.name,
    )


def _cells(book: Codebook, spec: MatrixSpec, codes: set[str], codings: Mapping[int, Coding]) -> int:
    """Count the cells of a matrix that hold these codings in the rows or columns of these codes."""
    rows = {code.path for code in book.dimension(spec.rows).walk()}
    columns = {code.path for code in book.dimension(spec.columns).walk()}
    if not codes & (rows | columns):
        return 0
    places: set[tuple[str, str]] = set()
    for combination in {coding.codes for coding in codings.values()}:
        here = [path for path in combination if path in rows]
        there = [path for path in combination if path in columns]
        if spec.unplaced is not None and (here or there):
            here, there = here or [""], there or [""]
        places |= {(row, column) for row in here for column in there if row in codes or column in codes}
    return len(places)
