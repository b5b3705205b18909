"""What somebody looks for: words and filters, read from one typed line."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from coder.model.codebook import Codebook
from coder.model.coding import Span
from coder.model.fragment import Fragment
from coder.model.text import fold

FILTERS = {
    "source": "source", "bron": "source",
    "speaker": "speaker", "spreker": "speaker",
    "attr": "attr", "attribute": "attr", "kenmerk": "attr",
    "code": "code",
    "sample": "sample", "steekproef": "sample",
    "coder": "coder", "by": "coder", "codeur": "coder", "door": "coder",
}  # fmt: skip
"""Names of filters that take a value, in English and in Dutch: `bron:fg1`."""

FLAGS = {
    "uncoded": "uncoded", "ongecodeerd": "uncoded",
    "unreviewed": "unreviewed", "ongelezen": "unreviewed",
}  # fmt: skip
"""Words that are filters by themselves; between quotes they are text again."""

MAX_LINE = 2_000
"""Characters of a line that are read: a page that was pasted by accident is no question."""

_VALUE = r'(?:"[^"]*"?|[^\s"])*'
_PART = re.compile(rf'(?P<name>[A-Za-z]+):(?P<value>{_VALUE})|"(?P<exact>[^"]*)"?|(?P<word>[^\s"]+)')
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Query:
    """Fragments that hold all of the words and pass all of the filters."""

    words: tuple[str, ...] = ()
    """Found anywhere in a word, case and diacritics folded."""
    exact: tuple[str, ...] = ()
    """Found exactly so, case and diacritics as typed."""
    prefixes: tuple[str, ...] = ()
    """What a word begins with, folded: `coord*`."""
    whole: tuple[str, ...] = ()
    """Whole words, folded: `=bus`."""
    sources: tuple[str, ...] = ()
    """Ids; in any of these."""
    speakers: tuple[str, ...] = ()
    """Speakers or cases; by any of these."""
    attributes: tuple[tuple[str, str], ...] = ()
    """Name and value of an attribute of whoever speaks; no value: any. Values of one name are alternatives."""
    codes: tuple[tuple[str, ...], ...] = ()
    """Combinations: for each, one coding has all of its codes."""
    samples: tuple[str, ...] = ()
    """Names; in any of these samples that were drawn."""
    coder: str = ""
    """Whose codings; with `uncoded` or `unreviewed`: whose work is missing."""
    uncoded: bool = False
    unreviewed: bool = False

    def __bool__(self) -> bool:
        return self != Query()

    @property
    def has_text(self) -> bool:
        """Whether it asks for words, and not only for what passes a filter."""
        return bool(self.words or self.exact or self.prefixes or self.whole)

    def filters(self) -> list[str]:
        """Return the filters as they are typed, one by one."""
        return [
            *(f"source:{quoted(source)}" for source in self.sources),
            *(f"speaker:{quoted(speaker)}" for speaker in self.speakers),
            *(f"attr:{quoted(f'{name}={value}' if value else name)}" for name, value in self.attributes),
            *(f"code:{quoted('+'.join(codes))}" for codes in self.codes),
            *(f"sample:{quoted(sample)}" for sample in self.samples),
            *([f"coder:{quoted(self.coder)}"] if self.coder else []),
            *(["uncoded"] if self.uncoded else []),
            *(["unreviewed"] if self.unreviewed else []),
        ]

    def line(self) -> str:
        """Return a line that reads as this query."""
        return " ".join(
            [
                *self.words,
                *(f'"{run}"' for run in self.exact),
                *(f"{word}*" for word in self.prefixes),
                *(f"={word}" for word in self.whole),
                *self.filters(),
            ]
        )


@dataclass(frozen=True, slots=True)
class Hit:
    """A fragment that was found, and where in it."""

    fragment: Fragment
    places: tuple[Span, ...] = ()
    """Code points of the fragment's text, in order, apart; none where only filters were asked for."""


def parse(line: str) -> Query:
    """Read a typed line. Whatever is typed is a query: half a filter is none yet, an open quote closes at the end."""
    found: dict[str, dict[Any, None]] = {
        name: {}
        for name in ("word", "exact", "prefix", "whole", "source", "speaker", "attr", "code", "sample", "coder", "flag")
    }
    for part in _PART.finditer(_SURROGATE.sub("\ufffd", line[:MAX_LINE])):
        name, value = _meaning(part)
        if value:
            found[name][value] = None
    return Query(
        words=tuple(found["word"]),
        exact=tuple(found["exact"]),
        prefixes=tuple(found["prefix"]),
        whole=tuple(found["whole"]),
        sources=tuple(found["source"]),
        speakers=tuple(found["speaker"]),
        attributes=tuple(found["attr"]),
        codes=tuple(found["code"]),
        samples=tuple(found["sample"]),
        coder=next(reversed(found["coder"]), ""),
        uncoded="uncoded" in found["flag"],
        unreviewed="unreviewed" in found["flag"],
    )


def _meaning(part: re.Match[str]) -> tuple[str, Any]:
    """Return what a part of the line is and its value; an empty value leaves it out."""
    if part["exact"] is not None:
        return "exact", part["exact"] if part["exact"].strip() else ""
    filter_ = FILTERS.get((part["name"] or "").lower())
    if filter_ is None:
        return _word(part[0].replace('"', "") if part["name"] else part["word"])
    value = part["value"].replace('"', "").strip()
    if filter_ == "attr":
        name, _, wanted = value.partition("=")
        return "attr", (name.strip(), wanted.strip()) if name.strip() else ""
    if filter_ == "code":
        return "code", combination(value)
    return filter_, value


def _word(word: str) -> tuple[str, Any]:
    if word.lower() in FLAGS:
        return "flag", FLAGS[word.lower()]
    if word.endswith("*") and fold(stem := word.rstrip("*")):
        return "prefix", stem
    if word.startswith("=") and fold(whole := word.lstrip("=")):
        return "whole", whole
    return "word", word if fold(word) else ""


def combination(text: str) -> tuple[str, ...]:
    """Return the codes of `partij/uwv+factor/succes`, each once, in one order whatever was typed."""
    return tuple(sorted({code.strip() for code in text.split("+")} - {""}))


def quoted(value: str) -> str:
    """Return a value as it is typed behind a filter's name: between quotes if it has a space."""
    value = value.replace('"', "")
    return f'"{value}"' if re.search(r"\s", value) else value


def codes_meant(codebook: Codebook, name: str) -> tuple[str, ...]:
    """Return the paths that one code of a filter stands for; none if there is no such code.

    A path is that code; with a slash behind it, what is below it as well; a dimension is any of its codes; and
    otherwise it is the code, or codes, of that id or label.
    """
    wanted = fold(name)
    if wanted in codebook.by_path:
        return (wanted,)
    above = wanted.rstrip("/")
    if above in codebook.by_path or any(dimension.id == above for dimension in codebook.dimensions):
        return tuple(path for path in codebook.paths if path == above or path.startswith(f"{above}/"))
    return tuple(code.path for code in codebook.walk() if wanted in {code.id, fold(code.label)})


def with_more(query: Query, lines: Iterable[str]) -> Query:
    """Return `query` with filters added that are written as they are typed."""
    return parse(" ".join([query.line(), *lines]))
