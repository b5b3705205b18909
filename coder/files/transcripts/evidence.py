"""What a whole file says about each possible speaker label."""

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from coder.files.transcripts import words
from coder.files.transcripts.labels import Form, Label
from coder.files.transcripts.layout import Layout, Line
from coder.files.transcripts.marks import Mark, Style

OPEN = (Style.COLON, Style.STAMPED, Style.BOLD)
"""Styles in which a label carries a sign that plain text lacks."""

_WORDS_SAMPLE = 2_000_000
"""Code points that are searched for words in lower case."""


@dataclass
class Entry:
    """What the file says about one label."""

    label: Label
    styles: Counter[Style] = field(default_factory=Counter)
    timed: int = 0
    bold: int = 0
    first: int = 0
    """How often it begins a paragraph, or has a time."""

    @property
    def count(self) -> int:
        """Lines that it may begin."""
        return sum(self.styles.values())

    @property
    def open(self) -> int:
        """Lines that it may begin in a style with a sign."""
        return sum(self.styles[style] for style in OPEN)


class Evidence:
    """Every possible label of a file, and what speaks for it."""

    def __init__(self, layout: Layout, readings: Mapping[int, Sequence[Mark]], start: int) -> None:
        """Count `readings`, the possible speakers of each line by its index, from line `start` on."""
        self._text = layout.text
        lines = enumerate(layout.lines[start:], start)
        self.paragraphs = max(1, sum(_counts(line, readings.get(i, ())) for i, line in lines))
        """Paragraphs, and lines in them that may begin with a speaker."""
        self.entries: dict[str, Entry] = {}
        for i, found in readings.items():
            for mark in {mark.label.key: mark for mark in reversed(found)}.values():
                entry = self.entries.setdefault(mark.label.key, Entry(mark.label))
                entry.styles[mark.style] += 1
                entry.timed += mark.time is not None
                entry.bold += mark.bold
                entry.first += layout.lines[i].first or mark.time is not None
        self._shapes = Counter(
            shape(entry.label.base)
            for entry in self.entries.values()
            if entry.open and any(map(str.isdigit, entry.label.key))
        )
        self._lower = self._words_in_lower_case()

    def share(self, keys: Iterable[str]) -> float:
        """Return the share of paragraphs that the labels begin, in a style with a sign."""
        return sum(self.entries[key].open for key in keys) / self.paragraphs

    def recur(self, keys: Iterable[str]) -> bool:
        """Tell whether the labels return, as those of people who talk with each other do."""
        counts = [self.entries[key].open for key in keys]
        return len(counts) <= 0.7 * sum(counts)

    def strength(self, entry: Entry) -> float:
        """Return how sure a label is by itself; 2 is enough."""
        count = entry.open
        rare = count < 0.1 * self.paragraphs
        match entry.label.form:
            case Form.ROLE:
                points = 3.0
            case Form.CODE:
                alike = self._shapes[shape(entry.label.base)] if len(entry.label.key) <= 4 else 0
                points = 2.0 if count > 1 or alike > 1 else 1.0
            case Form.NAME:
                points = (2.0 if count > 1 else 1.0) - (rare and self.is_common_word(entry))
            case Form.PHRASE:
                often = count >= 3 and count >= 0.03 * self.paragraphs and not self.is_common_word(entry)
                points = 2.0 if often else 0.0
            case Form.HEADER:
                return 0.0
        if count > 1:
            points += (entry.timed * 2 > count) + 0.5 * (entry.bold * 2 > count)
        return points

    def answers(self, entry: Entry) -> bool:
        """Tell whether a recurring label of no clear form can be who answers the clear ones."""
        short = len(entry.label.base.split()) <= 4
        return short and entry.open > 1 and entry.first * 10 >= entry.count * 9 and not self.is_common_word(entry)

    def is_common_word(self, entry: Entry) -> bool:
        """Tell whether the running text has the label in lower case: `samenvatting` is a word, `Anna` is a name."""
        return entry.label.base.lower() in self._lower

    def carries(self, strong: set[str], entry: Entry) -> bool:
        """Tell whether a label of less certain form is a speaker because those in `strong` are."""
        others = [self.entries[key] for key in strong]
        if all(other.first * 10 >= other.count * 9 for other in others) and not entry.first:
            return False
        if entry.label.form is Form.CODE:
            return self._is_code_among(others, entry)
        timed = sum(other.timed for other in others) * 2 > sum(other.count for other in others)
        if (entry.timed and timed) or any(_is_slip(entry.label.key, key) for key in strong):
            return True
        return self.answers(entry) if entry.label.form is Form.PHRASE else self._is_name_among(others, entry)

    def _is_code_among(self, others: Iterable[Entry], entry: Entry) -> bool:
        """Tell whether a code that occurs once is one more of those that recur, or a usual one beside roles."""
        sure = [other for other in others if other.label.form in (Form.CODE, Form.ROLE)]
        alike = any(shape(entry.label.base) == shape(other.label.base) for other in sure)
        return alike or (bool(sure) and _is_usual(entry.label.key))

    def _is_name_among(self, others: Iterable[Entry], entry: Entry) -> bool:
        """Tell whether a name that occurs once is a speaker: a full one, or a first name among first names."""
        if entry.label.form is not Form.NAME or self.is_common_word(entry):
            return False
        return " " in entry.label.base or any(
            other.label.form is Form.NAME and " " not in other.label.base for other in others
        )

    def _words_in_lower_case(self) -> set[str]:
        """Return the labels of one capitalised word that the text also has in lower case; one pass over the text."""
        wanted = {
            entry.label.base.lower()
            for entry in self.entries.values()
            if entry.label.form in (Form.NAME, Form.PHRASE)
            and entry.label.base.isalpha()
            and not entry.label.base.islower()
        }
        if not wanted:
            return wanted
        return {word for match in re.finditer(r"[^\W\d_]+", self._text[:_WORDS_SAMPLE]) if (word := match[0]) in wanted}


def _counts(line: Line, marks: Iterable[Mark]) -> bool:
    """Tell whether a line begins a paragraph, or may begin a turn within one."""
    return (line.first and not line.heading) or any(
        mark.style is not Style.ALONE
        and mark.label.form is not Form.HEADER
        and (mark.label.form is not Form.PHRASE or mark.label.base.count(" ") < 2)
        for mark in marks
    )


def _is_usual(key: str) -> bool:
    """Tell whether transcripts are full of such codes: `r1`, `p12`, `i`."""
    return key in words.MODERATOR_LETTERS | words.PARTICIPANT_LETTERS or (len(key) <= 4 and key[-1].isdigit())


def _is_slip(key: str, known: str) -> bool:
    """Tell whether a label is another with a letter wrong: `modertor`."""
    if len(key) < 5 or key[0] != known[0] or abs(len(key) - len(known)) > 2 or any(map(str.isdigit, key + known)):
        return False
    return difflib.SequenceMatcher(None, key, known).ratio() >= 0.85


def shape(base: str) -> str:
    """Return the shape of a code: `S02` and `S10` are alike, `UWV` is another."""
    return re.sub(r"\d+", "0", re.sub(r"[^\W\d]", "A", base)).replace(" ", "")
