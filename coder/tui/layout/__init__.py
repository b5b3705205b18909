"""Where text goes on the screen: pure functions of text and cells, without a terminal."""
