"""Ids made from labels."""

from collections.abc import Iterable

from coder.model.codebook import Codebook
from coder.model.text import slug


def new_id(codebook: Codebook, parent: str, label: str) -> str:
    """Return an id made from a label that no child of `parent` (empty: no dimension) has: `scholen-roc-s`.

    Raises:
        CoderError: the parent is unknown.
    """
    if not parent:
        return free_id(label, (dimension.id for dimension in codebook.dimensions))
    above = codebook.code(parent) if "/" in parent else codebook.dimension(parent)
    return free_id(label, (code.id for code in above.codes))


def free_id(label: str, taken: Iterable[str]) -> str:
    """Return an id made from a label that is not taken: numbered if it is, `code` if the label has nothing to offer."""
    ids = taken if isinstance(taken, set) else set(taken)
    base = slug(label)[:60].strip("-") or "code"
    number = 1
    while (id_ := base if number == 1 else f"{base}-{number}") in ids:
        number += 1 if number < 100 else len(ids)  # thousands of the same are not counted through one by one
    return id_
