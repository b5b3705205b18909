"""A small study in memory: two dimensions that partners are judged by, and a way to code in one line."""

from collections.abc import Callable

from hypothesis import strategies as st

from coder.appendix.text import collapse
from coder.model import Cell, Code, Coding, Dimension, Matrix, Statement


def code(path: str, label: str, *children: Code, retired: bool = False) -> Code:
    return Code(path, label, codes=children, retired=retired)


PARTNERS = Dimension(
    "partij",
    "Partij",
    (
        code("partij/uwv", "UWV"),
        code(
            "partij/onderwijs",
            "Onderwijs",
            code("partij/onderwijs/roc", "ROC’s"),
            code("partij/onderwijs/overig", "Overig"),
        ),
        code("partij/overig", "Overig"),
        code("partij/bureau", "Bureau", retired=True),
    ),
)
FACTORS = Dimension("factor", "Factor", (code("factor/succes", "Succesfactoren"), code("factor/faal", "Faalfactoren")))
ROLES = Dimension("rol", "Rol", (code("rol/klant", "Klant"),))

Line = tuple[str, str] | tuple[str, str, str]
Build = Callable[..., Matrix]


def codings(*lines: Line) -> tuple[list[Coding], list[str]]:
    """Code in one line each: fragment, codes with a plus between, and the statement."""
    made, texts = [], []
    for number, (fragment, codes, *statement) in enumerate(lines):
        said = statement[0] if statement else None
        made.append(Coding(number, fragment, "anna", tuple(codes.split("+")), statement=said))
        texts.append(f"tekst van {fragment}")
    return made, texts


def table(
    *statements: str, rows: tuple[str, ...] = ("UWV", "Zorg"), columns: tuple[str, ...] = ("Succes", "Falen")
) -> Matrix:
    """A matrix with all statements in its first cell; the others are empty."""
    said = tuple(Statement(text, (f"fg1#{number}",)) for number, text in enumerate(statements, 1))
    cells = (Cell(rows[0], columns[0], said),) if said else ()
    return Matrix("factoren", "Succes en falen", rows, columns, cells, row_heading="Partij", column_heading="Factor")


HOSTILE = (
    "=1+1",
    "+31 6 1234",
    "-min",
    "@som",
    "<script>alert(1)</script> & <b>",
    "<r>rijk</r>",
    r"\input{/etc/passwd} \end{document} $x^2$ 100% #1 ~a_b",
    "a | b \\| c `code` *ster* _onder_ [link](http://x) ![beeld](x) ~~weg~~",
    "&amp; &#65; © → € ≥ ½ “dag” ’s Ă ș 日本 🙂",
    "aan \"en\" 'uit' -- --- << >> ,, ``",
    "1. een lijst",
    "# kop",
    "- streep",
    "_x0041_",
    "a; b, c",
)
"""Statements that mean something to one format or another."""

printable_text = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Cf", "Zl", "Zp", "Co"]), max_size=60).map(
    collapse
)
"""Any text that a document can hold, on one line."""
