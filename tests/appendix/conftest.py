"""A codebook of partners and factors, and a matrix of it in one call."""

import pytest

from coder.appendix import build_matrix
from coder.model import Codebook, Matrix, MatrixSpec
from tests.matrices import FACTORS, PARTNERS, ROLES, Build, Line, codings


@pytest.fixture
def codebook() -> Codebook:
    return Codebook("Voorbeeld", "nl", (PARTNERS, FACTORS, ROLES))


@pytest.fixture
def build(codebook: Codebook) -> Build:
    def build(*lines: Line, unplaced: str | None = None, rows: str = "partij", columns: str = "factor") -> Matrix:
        spec = MatrixSpec("factoren", "Succes en falen", rows, columns, unplaced=unplaced)
        return build_matrix(codebook, spec, *codings(*lines))

    return build
