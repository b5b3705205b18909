"""A small study in memory: two dimensions that partners are judged by, and a way to code in one line."""

from collections.abc import Callable

from coder.model import Code, Coding, Dimension, Matrix


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
        made.append(Coding(f"c{number}", fragment, "anna", tuple(codes.split("+")), statement=said))
        texts.append(f"tekst van {fragment}")
    return made, texts
