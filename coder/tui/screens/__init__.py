"""What a coder looks at: the fragments, the matrices, the keys."""

from typing import Protocol, runtime_checkable

WIDTHS = [(0, "-narrow"), (100, "-wide")]
"""Classes of a screen by its width in cells: what stands side by side in a wide one folds away in a narrow one."""

HEIGHTS = [(0, "-short"), (32, "-high")]
"""Classes of a screen by its height."""


@runtime_checkable
class Following(Protocol):
    """A screen that shows what was undone, redone, edited, or read again from the codebook file."""

    def desk_changed(self, sentence: str = "", *, error: bool = False) -> None:
        """Show what is on the desk now, and tell what happened."""
