"""Transcripts: the text of each format laid out as lines, and the speakers recognised in them."""
