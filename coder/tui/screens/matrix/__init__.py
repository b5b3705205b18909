"""The screen with the matrices of the appendix, by what is done with them: shown, edited, written to a file."""

from coder.tui.screens.matrix.screen import MatrixScreen

__all__ = ["MatrixScreen"]
