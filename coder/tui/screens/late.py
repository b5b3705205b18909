"""The screens over the first one: loaded when they are opened, or when the first has been in sight for a moment.

Together they take 80 ms, for which nobody has to wait who opens a study to code.
"""

from importlib import import_module

NAMES = ("search", "matrix", "codebook", "overview", "reconcile", "history", "settings", "help")


def load(name: str) -> None:
    """Load a screen, if it is not loaded yet; its keys are known from then on."""
    import_module(f"coder.tui.screens.{name}")


def load_all() -> None:
    """Load every screen."""
    for name in NAMES:
        load(name)
