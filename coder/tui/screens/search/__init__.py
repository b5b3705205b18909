"""The screen where fragments are found, by what is done there: looked for, coded, quoted."""

from coder.tui.screens.search.screen import SearchScreen

__all__ = ["SearchScreen"]
