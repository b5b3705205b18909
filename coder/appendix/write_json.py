"""The appendix as JSON: for other programs, and nothing left out."""

import json
import re
from collections.abc import Sequence
from pathlib import Path

from coder.appendix.options import Options
from coder.model.matrix import Matrix

_SURROGATE = re.compile("[\ud800-\udfff]")


def write_json(matrices: Sequence[Matrix], path: Path, options: Options) -> None:
    """Write `[{"id", "title", "rows", "columns", "cells"}]`; cells without statements are left out.

    Fragment addresses are always there, whatever the options say.
    """
    text = json.dumps([as_data(matrix) for matrix in matrices], ensure_ascii=False, indent=2)
    # UTF-8 has no surrogates; JSON writes one as an escape.
    text = _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def as_data(matrix: Matrix) -> dict[str, object]:
    """Return a matrix as JSON has it."""
    return {
        "id": matrix.id,
        "title": matrix.title,
        "rows": list(matrix.rows),
        "columns": list(matrix.columns),
        "cells": [
            {
                "row": cell.row,
                "column": cell.column,
                "statements": [
                    {"text": statement.text, "n": statement.n, "fragments": list(statement.fragments)}
                    for statement in cell.statements
                ],
            }
            for cell in matrix.cells
        ],
    }
