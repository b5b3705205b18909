"""Fragments: the units of coding, and how they are addressed."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from coder.model.errors import CoderError
from coder.model.language import _
from coder.model.source import Role

_ADDRESS = re.compile(r"(?P<source>[^\s#]+)#(?P<ordinal>[1-9][0-9]{0,8})")


class Address(NamedTuple):
    """Where a fragment is: `fg1#12`."""

    source: str
    ordinal: int
    """From 1."""

    @classmethod
    def parse(cls, text: str) -> "Address":
        """Read `fg1#12`.

        Raises:
            CoderError: it has another form.
        """
        match = _ADDRESS.fullmatch(text)
        if match is None:
            raise CoderError(_("“{text}” is not a fragment; write it as source#number, like fg1#12").format(text=text))
        return cls(match["source"], int(match["ordinal"]))

    def __str__(self) -> str:
        return f"{self.source}#{self.ordinal}"


@dataclass(frozen=True, slots=True)
class Fragment:
    """A speaker turn, a paragraph, a sentence, a line or one survey answer."""

    id: int
    """Key in this study's tables; follows the order of sources and ordinals. Not for files."""
    address: str
    """`fg1#12`."""
    text: str
    start: int
    """Code points into the source text."""
    end: int
    """Exclusive."""
    speaker: str = ""
    role: Role = ""
    case: str = ""
    question: str = ""
    time: float | None = None
    """Seconds from the start of the recording."""

    @property
    def source(self) -> str:
        """Id of the source."""
        return self.address.rpartition("#")[0]

    @property
    def ordinal(self) -> int:
        """Number in the source, from 1."""
        return int(self.address.rpartition("#")[2])
