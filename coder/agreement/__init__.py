"""Agreement between coders: pure functions on arrays."""
