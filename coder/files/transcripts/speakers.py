"""Which of the possible speakers are real: decided with the evidence of the whole file."""

import difflib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from coder.files.transcripts import words
from coder.files.transcripts.evidence import OPEN, Evidence, shape
from coder.files.transcripts.labels import Form
from coder.files.transcripts.layout import Layout
from coder.files.transcripts.marks import Mark, Style, marks_of, stamp_before
from coder.files.transcripts.preamble import preamble_end
from coder.model.language import N_, Sentence

_PLAIN_SHARE = {Style.BRACKET: 0.3, Style.TAB: 0.3, Style.DASH: 0.3, Style.SPACE: 0.5, Style.ALONE: 0.3}
"""Styles that plain text has too count only when they begin this share of the paragraphs."""


@dataclass(frozen=True, slots=True)
class Speakers:
    """The lines that begin with a speaker."""

    marks: Mapping[int, Mark]
    """By index of the line."""
    warnings: tuple[str, ...] = ()


def find_speakers(layout: Layout) -> Speakers:
    """Find the lines that begin with a speaker.

    A label counts by its form (a word such as *moderator*, a code, a name), how often it recurs, what sets it apart (a
    colon, a time, bold) and whether the same word occurs in the running text; labels of less certain form count once
    certain ones cover the file.
    """
    readings = _read(layout)
    start = preamble_end(layout, readings)
    return _decide(layout, {i: found for i, found in readings.items() if i >= start}, start)


def _read(layout: Layout) -> dict[int, list[Mark]]:
    """Return the possible speakers of every line that has any."""
    readings = {}
    time = None
    for i, line in enumerate(layout.lines):
        found = marks_of(layout.text, line)
        if time is not None:
            found = [_below_time(mark, time) for mark in found]
        if found:
            readings[i] = found
        begin, time = stamp_before(layout.text, line.start, line.end, bare=False)
        time = time if begin == line.end else None
    return readings


def _below_time(mark: Mark, time: float) -> Mark:
    """A name on the line below a time is as good as one beside it."""
    style = Style.STAMPED if mark.style is Style.ALONE else mark.style
    return replace(mark, style=style, time=time if mark.time is None else mark.time)


def _decide(layout: Layout, readings: Mapping[int, Sequence[Mark]], start: int) -> Speakers:
    """Choose among the readings of the lines from `start` on."""
    if not readings:
        return Speakers({})
    evidence = Evidence(layout, readings, start)
    accepted = _open_labels(evidence)
    plain = _plain_styles(layout, readings, evidence, accepted)
    marks: dict[int, Mark] = {}
    for i, found in readings.items():
        for mark in found:
            keys = accepted if mark.style in OPEN else plain.get(mark.style, set())
            if mark.label.key in keys and _has_text(layout, i, mark, readings):
                marks[i] = mark
                break
    if _too_thin(marks, evidence.paragraphs):
        return Speakers({})
    return Speakers(marks, (*_rejected(evidence, marks), *_near_twins(marks)))


def _open_labels(evidence: Evidence) -> set[str]:
    """Return the labels that stand on their own evidence, and then those that the rest of the file carries."""
    entries = {
        key: entry for key, entry in evidence.entries.items() if entry.open and entry.label.form is not Form.HEADER
    }
    strong = {key for key, entry in entries.items() if evidence.strength(entry) >= 2}
    share = evidence.share(strong)
    if share < 0.8:  # a short conversation in which some speak once
        clear = strong | {key for key, entry in entries.items() if entry.label.form is not Form.PHRASE}
        worded = clear | {key for key, entry in entries.items() if len(entry.label.base.split()) <= 4}
        if len(strong) == 1 and evidence.share(clear) >= 0.95:
            return clear
        for wider in (clear, worded):
            if strong and evidence.share(wider) >= 0.8 and evidence.recur(wider):
                return wider
    if not strong:
        letters = {key for key, entry in entries.items() if entry.label.form is Form.CODE and len(key) <= 2}
        led = len(letters) > 1 and letters & words.MODERATOR_LETTERS
        several = len(letters) > 1 or any(key[-1].isdigit() for key in letters)
        if several and evidence.share(letters) >= (0.3 if led else 0.8):
            return letters
        return _question_and_answer(evidence)
    if len(strong) == 1:  # nobody answers yet: labels in lower case, `anna`, are those who do
        strong |= {key for key, entry in entries.items() if evidence.answers(entry)}
        share = evidence.share(strong)
    if share < 0.1 or (share < 0.3 and share * evidence.paragraphs < 3):
        return strong
    return strong | {key for key in entries.keys() - strong if evidence.carries(strong, entries[key])}


def _question_and_answer(evidence: Evidence) -> set[str]:
    """Return the two sides of an interview written as `Vraag:` and `Antwoord:`, if they cover the file."""
    for pair in words.QUESTION_ANSWER:
        recurring = all(key in evidence.entries and evidence.entries[key].styles[Style.COLON] > 1 for key in pair)
        if recurring and evidence.share(pair) >= 0.5:
            return set(pair)
    return set()


def _plain_styles(
    layout: Layout, readings: Mapping[int, Sequence[Mark]], evidence: Evidence, accepted: set[str]
) -> dict[Style, set[str]]:
    """Return, for each style without a sign of its own that the file uses, the labels it is used with."""
    counts: dict[Style, Counter[str]] = defaultdict(Counter)
    for i, found in readings.items():
        for mark in found:
            if mark.style in _PLAIN_SHARE and _may_be_plain(layout, i, mark):
                counts[mark.style][mark.label.key] += 1
    covered = evidence.share(accepted)
    result = {}
    for style, labels in counts.items():
        known = accepted & labels.keys()
        if covered < 0.5 or known:
            result[style] = _used_with(style, labels, known, evidence)
    return result


def _used_with(style: Style, labels: Counter[str], known: set[str], evidence: Evidence) -> set[str]:
    """Return the labels that a style without a sign is used with; none if the file hardly uses it."""
    forms = {key: evidence.entries[key].label.form for key in labels}
    certain = {key for key, n in labels.items() if n > 1 or forms[key] is Form.ROLE} | known
    share = sum(labels[key] for key in certain) / evidence.paragraphs
    several = len(certain) > 1 or any(forms[key] is Form.ROLE for key in certain)
    if share < _PLAIN_SHARE[style] or not several:
        return known if style is not Style.SPACE else set()
    shapes = {shape(evidence.entries[key].label.base) for key in certain if forms[key] is Form.CODE}
    alike = {key for key in labels if forms[key] is Form.CODE and shape(evidence.entries[key].label.base) in shapes}
    alone = style is Style.ALONE
    names = {key for key in labels if forms[key] is Form.NAME and share >= (0.8 if alone and " " not in key else 0.4)}
    return certain | alike | names


def _may_be_plain(layout: Layout, i: int, mark: Mark) -> bool:
    """Tell whether a label in a style without a sign may count at all."""
    marked = mark.style in (Style.BRACKET, Style.TAB)
    if (
        mark.label.form is Form.HEADER
        or (mark.label.form is Form.PHRASE and not marked)
        or set(mark.label.key.split()) & words.ANNOTATIONS
    ):
        return False
    if layout.lines[i].row:
        return False
    return mark.style is not Style.ALONE or (layout.lines[i].first and mark.label.key not in words.INTERJECTIONS)


def _has_text(layout: Layout, i: int, mark: Mark, readings: Mapping[int, Sequence[Mark]]) -> bool:
    """A name alone on its line speaks only if text follows it, not another such name."""
    if mark.style is not Style.ALONE:
        return True
    return i + 1 < len(layout.lines) and not any(
        other.style is Style.ALONE and other.label.form in (Form.ROLE, Form.CODE) for other in readings.get(i + 1, ())
    )


def _too_thin(marks: Mapping[int, Mark], paragraphs: int) -> bool:
    """A lone label in a long text is no transcript."""
    if not marks:
        return True
    return len(marks) / paragraphs < 0.1 and (len(marks) < 4 or len({mark.label.key for mark in marks.values()}) < 2)


def _rejected(evidence: Evidence, marks: Mapping[int, Mark]) -> Iterator[str]:
    """Say which recurring line starts with a colon were read as text."""
    taken = {mark.label.key for mark in marks.values()}
    left = [
        entry.label.text
        for key, entry in evidence.entries.items()
        if key not in taken and entry.styles[Style.COLON] > 1 and key not in words.METADATA
    ]
    if left:
        shown = ", ".join(f"“{text}”" for text in left[:5]) + (" …" if len(left) > 5 else "")
        yield Sentence(N_("read as text, not as speakers: {shown}"), shown=shown)


def _near_twins(marks: Mapping[int, Mark]) -> Iterator[str]:
    """Say which rare label looks like a slip of the pen for a frequent one."""
    counts = Counter(mark.label.key for mark in marks.values())
    shown = {mark.label.key: mark.label.base for mark in marks.values()}
    if len(counts) > 200:
        return
    frequent = [key for key, n in counts.items() if n >= 3]
    for key, n in counts.items():
        if n > 2 or len(key) < 5 or any(character.isdigit() for character in key):
            continue
        near = difflib.get_close_matches(key, [other for other in frequent if other != key], n=1, cutoff=0.85)
        if near:
            other = f"“{shown[near[0]]}” ({counts[near[0]]}×)"
            yield Sentence(
                N_("“{label}” ({n}×) looks like {other}; it is kept as another speaker"),
                label=shown[key],
                n=n,
                other=other,
            )
