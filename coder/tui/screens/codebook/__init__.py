"""The screen where the codebook is read and changed, by what happens there: listed, asked, edited."""

from coder.tui.screens.codebook.screen import CodebookScreen

__all__ = ["CodebookScreen"]
