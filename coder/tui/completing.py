"""What can be typed next in a search: the filters, and the values that a filter can have."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from coder.model import Codebook
from coder.model.query import FILTERS, quoted
from coder.model.text import fold
from coder.tui.language import N_, _

MOST = 50

FILTER_WORDS = (
    ("source:", N_("in one source")),
    ("speaker:", N_("said by one person")),
    ("attr:", N_("said by people of one kind")),
    ("code:", N_("coded so")),
    ("sample:", N_("in a sample that was drawn")),
    ("coder:", N_("coded by one coder")),
    ("uncoded", N_("not coded yet")),
    ("unreviewed", N_("not reviewed yet")),
)
"""The filters, as they are typed, and what they are for."""

_TOKEN = re.compile(r'(?:"[^"]*"?|[^\s"])+$')


class Completion(NamedTuple):
    """One way to go on."""

    text: str
    """What takes the place of the word that was being typed."""
    shown: str
    note: str = ""


@dataclass(frozen=True)
class Vocabulary:
    """The names that filters can have in one study."""

    codebook: Codebook
    sources: Sequence[tuple[str, str]] = ()
    """Id and file name."""
    speakers: Sequence[str] = ()
    attributes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    coders: Sequence[str] = ()
    samples: Sequence[str] = ()

    def values(self, name: str) -> Iterable[tuple[str, str]]:
        """Yield each value of a filter, with a word about it."""
        if name == "source":
            yield from self.sources
        elif name == "speaker":
            yield from ((speaker, "") for speaker in self.speakers)
        elif name == "sample":
            yield from ((sample, "") for sample in self.samples)
        elif name == "coder":
            yield from ((coder, "") for coder in self.coders)
        elif name == "attr":
            yield from ((f"{name}={value}", "") for name, values in self.attributes.items() for value in values)
        elif name == "code":
            for dimension in self.codebook.dimensions:
                yield dimension.id, _("any code of {dimension}").format(dimension=dimension.label)
                yield from ((code.path, code.label) for code in dimension.walk())


def word_before(text: str, cursor: int) -> str:
    """Return the word that ends at the cursor: a filter with its value, or what is typed of it."""
    found = _TOKEN.search(text[:cursor])
    return found[0] if found else ""


def completions(word: str, vocabulary: Vocabulary, *, asked: bool) -> list[Completion]:
    """Return what `word` may become. Names of filters are offered where somebody `asked` for them only."""
    name, colon, value = word.partition(":")
    filter_ = FILTERS.get(name.lower()) if colon else None
    if filter_ is not None:
        return _values(f"{name}:", filter_, value.replace('"', ""), vocabulary)
    if not asked:
        return []
    fitting = [(text, note) for text, note in FILTER_WORDS if text.startswith(word.lower())]
    before = "" if fitting else f"{word} "
    return [Completion(f"{before}{text}", text, _(note)) for text, note in fitting or FILTER_WORDS]


def _values(lead: str, filter_: str, typed: str, vocabulary: Vocabulary) -> list[Completion]:
    """Return the values of a filter that hold what was typed; those that begin with it first."""
    kept, plus, last = typed.rpartition("+") if filter_ == "code" else ("", "", typed)
    wanted = fold(last)
    found = [
        (not fold(value).startswith(wanted), value, note)
        for value, note in vocabulary.values(filter_)
        if wanted in fold(value) or wanted in fold(note)
    ]
    if wanted and len(found) == 1:
        _late, value, note = found[0]
        if wanted in {fold(value), fold(value).rpartition("/")[2], fold(note)}:
            return []
    found.sort(key=lambda one: one[0])
    return [Completion(f"{lead}{quoted(f'{kept}{plus}{value}')}", value, note) for _late, value, note in found[:MOST]]
