"""Lists of words that read as text."""


def wordlist(text: str) -> frozenset[str]:
    """Return the words in `text`, parted by white space."""
    return frozenset(text.split())
