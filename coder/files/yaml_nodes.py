"""YAML text as nodes that know where in it they stand: for faults with a line, and for edits that touch nothing else.

ruamel.yaml reads the grammar; aliases, anchors, tags, further documents, duplicate keys and deep nesting are refused
here, while its events come in, so that nothing can expand or recurse. Every scalar stays text: `no`, `2014` and `1e3`
mean what they look like.
"""

import re
from dataclasses import dataclass, field

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from coder.files.codebook_faults import Faults, quoted
from coder.model.language import N_, _

NOT_YAML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""Characters that a YAML file may hold in escaped form only."""

_BREAKS = str.maketrans("\x85\u2028\u2029", "\ufdd0\ufdd1\ufdd2")
_BREAKS_BACK = str.maketrans("\ufdd0\ufdd1\ufdd2", "\x85\u2028\u2029")
"""What YAML 1.1 takes for line ends and 1.2 for text: kept from the parser, as characters that no file may hold."""

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_MAX_EVENTS = 100_000
"""Some 8,000 codes with everything filled in, and about a second of reading."""


@dataclass(eq=False, slots=True)
class Scalar:
    """A text."""

    text: str
    start: int
    """Position in the file's text."""
    end: int
    style: str | None = None
    """The quote (`"` or `'`), `|` or `>`; None: plain."""

    @property
    def is_null(self) -> bool:
        """Whether this says that there is nothing."""
        return self.style is None and self.text in _NULLS


@dataclass(eq=False, slots=True)
class Entry:
    """A key and its value."""

    key: Scalar
    value: "Node"


@dataclass(eq=False, slots=True)
class Mapping:
    """Keys with values, in the order of the file; of a duplicate key the first."""

    start: int
    end: int
    flow: bool
    """Written in braces."""
    entries: list[Entry] = field(default_factory=list)

    def get(self, key: str) -> Entry | None:
        """Return the entry called `key`, if there is one."""
        return next((entry for entry in self.entries if entry.key.text == key), None)


@dataclass(eq=False, slots=True)
class Sequence:
    """A list."""

    start: int
    end: int
    flow: bool
    """Written in brackets."""
    items: list["Node"] = field(default_factory=list)


Node = Scalar | Mapping | Sequence


@dataclass(eq=False, slots=True)
class _Open:
    """A mapping or sequence whose end has not come yet."""

    node: Mapping | Sequence
    key: Node | None = None
    """The key that waits for its value."""
    seen: dict[str, int] = field(default_factory=dict)
    """Position of every key."""


def read_nodes(text: str, faults: Faults, max_depth: int) -> Node | None:
    """Return the root of a YAML text; None if it is empty or could not be read to its end, which is a fault.

    `max_depth` counts levels of YAML: two for a level of codes.
    """
    for match in NOT_YAML.finditer(text):
        faults.at(
            match.start(),
            _("the character U+{number:04X} cannot be in a codebook; remove it").format(number=ord(match[0])),
        )
    builder = _Builder(faults, max_depth)
    try:
        for event in YAML(typ="safe", pure=True).parse(NOT_YAML.sub("\ufffd", text).translate(_BREAKS)):
            if not builder.take(event):
                return None
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        faults.at(min(mark.index, len(text)) if mark else 0, _explain(error))
        return None
    except YAMLError as error:
        faults.at(0, _("this is not YAML: {error}").format(error=quoted(str(error))))
        return None
    return builder.root


class _Builder:
    """Builds the nodes from the parser's events, with a stack of its own: depth costs no recursion."""

    def __init__(self, faults: Faults, max_depth: int) -> None:
        self.root: Node | None = None
        self._faults = faults
        self._max_depth = max_depth
        self._stack: list[_Open] = []
        self._documents = 0
        self._events = 0

    def take(self, event: Event) -> bool:
        """Take in the next event; False: the rest is not worth reading."""
        start, end = event.start_mark.index, event.end_mark.index
        self._events += 1
        if self._events > _MAX_EVENTS:
            self._faults.at(start, _("this is far larger than a codebook: more than 8,000 codes; nothing was read"))
            return False
        match event:
            case DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    self._faults.at(
                        start, _("a second document begins here; a codebook file holds one: remove the “---”")
                    )
                    return False
            case AliasEvent():
                self._faults.at(
                    start,
                    _("an alias (*{anchor}); write out what it stands for").format(anchor=event.anchor),
                    telling=True,
                )
                self._place(Scalar("", start, end, "*"))
            case ScalarEvent():
                self._refuse_extras(event)
                self._place(Scalar(event.value.translate(_BREAKS_BACK), start, end, event.style))
            case MappingStartEvent():
                return self._open(event, Mapping(start, end, bool(event.flow_style)))
            case SequenceStartEvent():
                return self._open(event, Sequence(start, end, bool(event.flow_style)))
            case MappingEndEvent() | SequenceEndEvent():
                self._stack.pop().node.end = end
        return True

    def _open(self, event: MappingStartEvent | SequenceStartEvent, node: Mapping | Sequence) -> bool:
        self._refuse_extras(event)
        if len(self._stack) >= self._max_depth:
            self._faults.at(node.start, _("nested far deeper than a codebook can be; nothing was read"))
            return False
        self._place(node)
        self._stack.append(_Open(node))
        return True

    def _refuse_extras(self, event: ScalarEvent | MappingStartEvent | SequenceStartEvent) -> None:
        if event.anchor is not None:
            self._faults.at(
                event.start_mark.index,
                _("an anchor (&{anchor}); a codebook repeats nothing: remove it").format(anchor=event.anchor),
            )
        if event.ctag is not None:
            self._faults.at(
                event.start_mark.index,
                _("a tag ({ctag}); everything in a codebook is text: remove it").format(ctag=event.ctag),
            )

    def _place(self, node: Node) -> None:
        """Put a node where it belongs: in the innermost open mapping or sequence."""
        if not self._stack:
            self.root = node
            return
        top = self._stack[-1]
        if isinstance(top.node, Sequence):
            top.node.items.append(node)
        elif top.key is None:
            top.key = node
        else:
            self._add_entry(top.node, top, top.key, node)
            top.key = None

    def _add_entry(self, mapping: Mapping, top: _Open, key: Node, value: Node) -> None:
        if not isinstance(key, Scalar) or key.style == "*":
            self._faults.at(key.start, _("a key that is not a text; write key: value"))
        elif key.text in top.seen:
            line = self._faults.place(top.seen[key.text])[0]
            self._faults.at(
                key.start,
                _("{key} is here twice: the first is on line {line}; keep one").format(key=quoted(key.text), line=line),
                telling=True,
            )
        else:
            top.seen[key.text] = key.start
            mapping.entries.append(Entry(key, value))


_EXPLAINED = (
    ("found character '\\t'", N_("a tab; YAML is indented with spaces")),
    (
        "mapping values are not allowed here",
        N_("a colon where no key can be: check the indentation, or put the text in quotes if the colon belongs to it"),
    ),
    ("could not find expected ':'", N_("a line without a colon: a key is written as key: value")),
    ("unexpected end of stream", N_("a quotation mark or bracket was opened and never closed")),
    ("'<stream end>'", N_("a bracket or brace was opened and never closed")),
    ("unknown escape character", N_("a backslash that means nothing inside double quotes; use single quotes")),
    ("cannot start any token", N_("a text that begins with a special character; put it in quotes")),
    ("expected <block end>", N_("a line that does not fit below the one above it: check its indentation")),
    ("incompatible YAML document", N_("another version of YAML; a codebook is YAML 1.2")),
)


def _explain(error: MarkedYAMLError) -> str:
    """Return the parser's complaint in words for people, and as it is where there are none."""
    problem = str(error.problem or error.context or "")
    for part, words in _EXPLAINED:
        if part in problem:
            return _(words)
    return _("this is not YAML: {problem}; check indentation, quotes and brackets here and on the line above").format(
        problem=problem
    )
