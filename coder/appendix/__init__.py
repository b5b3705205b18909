"""Matrices and frequency tables, and their writers."""

from coder.appendix.build import build_matrix, matrices, transpose
from coder.appendix.write import FORMATS, write_appendix

__all__ = ["FORMATS", "build_matrix", "matrices", "transpose", "write_appendix"]
