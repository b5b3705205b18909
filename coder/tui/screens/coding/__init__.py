"""The screen where fragments are coded: its keys, and what they do, by what it is about."""

from coder.tui.screens.coding.screen import CodingScreen

__all__ = ["CodingScreen"]
