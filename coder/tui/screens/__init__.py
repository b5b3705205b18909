"""What a coder looks at: the fragments, the matrices, the keys."""
