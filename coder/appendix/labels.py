"""Labels of rows and columns: what people read, and never the same one twice."""

import unicodedata
from collections import Counter
from collections.abc import Iterable

from coder.model.codebook import Code, Dimension

SEPARATOR = " › "


def unique_labels(dimension: Dimension, codes: Iterable[Code], reserved: str | None = None) -> list[str]:
    """Return a label for each code, the shortest that only it has.

    A label that two codes share is written as its path of labels (`Onderwijs › Overig`); one that equals the
    reserved label starts at the dimension (`Aspect › Algemeen`); what then is still the same gets its path.
    """
    codes = list(codes)
    taken = {_seen(reserved)} if reserved is not None else set()
    trail = _trails(dimension)
    labels = [code.label for code in codes]
    longer = (
        [SEPARATOR.join(trail[code.path]) for code in codes],
        [SEPARATOR.join((dimension.label, *trail[code.path])) for code in codes],
        [f"{code.label} ({code.path})" for code in codes],
    )
    for candidates in longer:
        counts = Counter(map(_seen, labels))
        labels = [
            candidate if counts[_seen(label)] > 1 or _seen(label) in taken else label
            for label, candidate in zip(labels, candidates, strict=True)
        ]
    return labels


def _trails(dimension: Dimension) -> dict[str, tuple[str, ...]]:
    """Return the labels from the top of the dimension down to each code, by path."""
    trails: dict[str, tuple[str, ...]] = {}
    for code in dimension.walk():
        trails[code.path] = (*trails.get(code.parent, ()), code.label)
    return trails


def _seen(label: str) -> str:
    """Return what the eye sees of a label: accents composed, white space collapsed, nothing invisible."""
    composed = unicodedata.normalize("NFC", " ".join(label.split()))
    return "".join(char for char in composed if char.isprintable())
