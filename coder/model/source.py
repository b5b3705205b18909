"""Sources: transcripts and surveys, what was recognised in them, and who spoke."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from coder.model.language import N_

Unit = Literal["turn", "paragraph", "sentence", "line", "answer"]
"""What a fragment of a source is."""

NAMES = (
    N_("turn"), N_("paragraph"), N_("sentence"), N_("line"), N_("answer"), N_("transcript"), N_("survey"),
)  # fmt: skip
"""What fragments and sources are, as people read it: `_` says it in the language in use."""

Kind = Literal["transcript", "survey"]

Role = Literal["moderator", "participant", ""]
"""Who speaks; empty where nobody is named."""


@dataclass(frozen=True, slots=True)
class Case:
    """A participant or respondent."""

    label: str
    """The speaker label or respondent id, as in the file."""
    attributes: tuple[tuple[str, str], ...] = ()
    """Name and value, in the order of the file; empty values are left out."""
    source: str = ""
    """Id of the source it comes from; empty until the study has given one."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A fragment as recognised in a file, before it has an address."""

    start: int
    """Code points into the canonical text."""
    end: int
    """Exclusive."""
    speaker: str = ""
    role: Role = ""
    case: str = ""
    """Label of the case who said it."""
    question: str = ""
    """The survey question that it answers."""
    time: float | None = None
    """Seconds from the start of the recording."""


@dataclass(frozen=True, slots=True)
class ImportedSource:
    """One file as it was read: the canonical text and everything recognised in it."""

    name: str
    """The file's name, without its folder."""
    kind: Kind
    text: str
    """The canonical text: LF, no BOM, otherwise untouched. Of a docx or survey: what its segments point into."""
    sha256: str
    """Of the original bytes, in hexadecimal."""
    unit: Unit
    segments: tuple[Segment, ...]
    cases: tuple[Case, ...] = ()
    attributes: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    encoding: str = ""
    """Name of the encoding found, for text files; `docx` or `xlsx` otherwise."""
    skipped: Mapping[str, int] = field(default_factory=dict)
    """What was left out, and how many: `{"empty answers": 12}`."""
    warnings: tuple[str, ...] = ()
    """Sentences on what was guessed or looked odd."""


@dataclass(frozen=True, slots=True)
class Source:
    """A source in a study."""

    id: str
    """Slug of its file name, numbered where two share one."""
    name: str
    kind: Kind
    unit: Unit
    sha256: str
    fragments: int
    cases: int
    speakers: Mapping[str, int]
    """Turns per speaker label, in order of appearance."""
    attributes: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    encoding: str = ""
    skipped: Mapping[str, int] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
