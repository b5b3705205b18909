from __future__ import annotations

import pytest

from coder.suggest import Suggester
from tests.suggest.coding import CODES, SESSION


@pytest.fixture
def new() -> Suggester:
    """A suggester that knows the codebook and nothing else."""
    return Suggester(CODES, "nl")


@pytest.fixture(scope="module")
def trained() -> Suggester:
    """A suggester after twelve coded fragments; tests do not teach it anything."""
    return Suggester.from_history(CODES, "nl", SESSION)
