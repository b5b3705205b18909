"""The words of the field as frozen dataclasses; standard library only."""

from coder.model.codebook import Code, Codebook, Dimension, MatrixSpec
from coder.model.coding import Coding, CodingLine, Event, ReviewLine
from coder.model.errors import CoderError
from coder.model.fragment import Address, Fragment
from coder.model.matrix import Cell, Matrix, Statement
from coder.model.source import Case, ImportedSource, Segment, Source

__all__ = [
    "Address",
    "Case",
    "Cell",
    "Code",
    "Codebook",
    "CoderError",
    "Coding",
    "CodingLine",
    "Dimension",
    "Event",
    "Fragment",
    "ImportedSource",
    "Matrix",
    "MatrixSpec",
    "ReviewLine",
    "Segment",
    "Source",
    "Statement",
]
