"""The only place with Textual: the interface in the terminal."""
