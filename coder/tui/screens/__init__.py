"""What a coder looks at: the fragments, the matrices, the keys."""

WIDTHS = [(0, "-narrow"), (100, "-wide")]
"""Classes of a screen by its width in cells: what stands side by side in a wide one folds away in a narrow one."""

HEIGHTS = [(0, "-short"), (32, "-high")]
"""Classes of a screen by its height."""
