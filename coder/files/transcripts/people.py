"""Who the speakers are: one person for the spellings of a label, and who leads the conversation."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from coder.files.transcripts import words
from coder.files.transcripts.labels import Form, Label
from coder.files.transcripts.preamble import leaders_named
from coder.files.transcripts.turns import Turn
from coder.model.language import N_, Sentence
from coder.model.source import Case, Role

GROUP = "group"
"""Attribute of a case that holds what its label has in brackets: `Utrecht` of `Deelnemer 3 (Utrecht)`.

Neutral, because a file does not say whether that is a place, an employer or a function.
"""


@dataclass(frozen=True, slots=True)
class Person:
    """A speaker."""

    label: str
    """As first written in the file."""
    detail: str
    """What stood in brackets behind it."""
    role: Role = "participant"

    @property
    def case(self) -> Case | None:
        """The case of a participant; who leads a conversation is none."""
        if self.role == "moderator":
            return None
        return Case(self.label, ((GROUP, self.detail),) if self.detail else ())


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody in a transcript."""

    people: Mapping[Label, Person]
    """By label as written."""
    warnings: tuple[str, ...] = ()

    @property
    def cases(self) -> tuple[Case, ...]:
        """The participants, in order of appearance."""
        return tuple({case.label: case for person in self.people.values() if (case := person.case)}.values())


def meet(text: str, turns: Sequence[Turn], start: int) -> Cast:
    """Return who speaks in `turns`, the first of which begins at `start`."""
    labels = [turn.label for turn in turns if turn.label is not None]
    names = _names(labels)
    groups: dict[str, list[Turn]] = {}
    for turn in turns:
        if turn.label is not None:
            groups.setdefault(names[turn.label][0], []).append(turn)
    leaders, warnings = _leaders(text, groups, start)
    people = {
        label: Person(name, detail, "moderator" if name in leaders else "participant")
        for label, (name, detail) in names.items()
    }
    return Cast(people, warnings)


def _names(labels: Iterable[Label]) -> dict[Label, tuple[str, str]]:
    """Return name and detail of the person for each label as written.

    What is in brackets tells people apart (`Deelnemer (Utrecht)`, `Deelnemer (Zeist)`), belongs to one (`R3 (Utrecht)`,
    later `R3`), or describes a moment (`R3 (lacht)`) and is dropped.
    """
    by_key: dict[str, dict[Label, None]] = {}
    for label in labels:
        by_key.setdefault(label.key, {})[label] = None
    names: dict[Label, tuple[str, str]] = {}
    for same in by_key.values():
        details: dict[str, Label] = {}
        for label in same:
            if label.detail and not _is_moment(label.detail):
                details.setdefault(label.detail.casefold(), label)
        bare = any(not label.detail for label in same)
        first = next(iter(same))
        for label in same:
            if len(details) == 1:
                known = next(iter(details.values()))
                names[label] = (known.text, known.detail)
            elif details and not bare and label.detail.casefold() in details:
                known = details[label.detail.casefold()]
                names[label] = (known.text, known.detail)
            else:
                names[label] = (first.base, "")
    return {label: names[label] for label in dict.fromkeys(label for same in by_key.values() for label in same)}


def _is_moment(detail: str) -> bool:
    """Tell `lacht` from `Utrecht`."""
    return bool(set(re.findall(r"\w+", detail.casefold())) & words.ANNOTATIONS)


def _leaders(text: str, groups: Mapping[str, list[Turn]], start: int) -> tuple[set[str], tuple[str, ...]]:
    """Return the names of who leads, and how that was known if a guess."""
    labels = {name: turns[0].label for name, turns in groups.items() if turns[0].label is not None}
    named = {name for name, label in labels.items() if _is_leader(label)}
    named = named or _lettered({name: label.key for name, label in labels.items()})
    if named:
        return named, ()
    announced = leaders_named(text, start)
    if announced:
        found = {name for name, label in labels.items() if _first_name(label) in re.findall(r"[\w-]+", announced)}
        if found and len(found) < len(labels):
            shown = ", ".join(f"“{name}”" for name in sorted(found))
            return found, (Sentence(N_("moderator: {shown}, named so above the conversation"), shown=shown),)
    return _asker(text, groups)


def _is_leader(label: Label) -> bool:
    """Tell whether a label says so: `Interviewer 1`, `De voorzitter`, `Anna (moderator)`."""
    parts = re.findall(r"[^\W\d_]+", f"{label.base} {label.detail}".casefold())
    if label.form is Form.NAME and not label.detail:
        parts = parts[:1] + parts[-1:]
    return bool(set(parts) & words.MODERATOR)


def _first_name(label: Label) -> str:
    found = re.match(r"[\w-]{3,}", label.base.casefold())
    return found[0] if found else label.base.casefold()


def _lettered(keys: Mapping[str, str]) -> set[str]:
    """Return who is `I`, `M` or `V` where everybody else is plainly a participant."""
    for asks, answers in words.QUESTION_ANSWER:
        if set(keys.values()) == {asks, answers}:
            return {name for name, key in keys.items() if key == asks}
    leads = {name for name, key in keys.items() if re.sub(r"\d+$", "", key) in words.MODERATOR_LETTERS}
    others = [key for name, key in keys.items() if name not in leads]
    if leads and others and all(_is_participant(key) for key in others):
        return leads
    return set()


def _is_participant(key: str) -> bool:
    letters = re.sub(r"[\W\d_]+", "", key)
    return (
        letters in words.PARTICIPANT_LETTERS or letters in words.PARTICIPANT or (len(key) <= 4 and key[-1:].isdigit())
    )


def _asker(text: str, groups: Mapping[str, list[Turn]]) -> tuple[set[str], tuple[str, ...]]:
    """Guess who leads from who asks; nobody where that is not plain."""
    asked = Counter(
        {
            name: sum("?" in text[turn.pieces[0].start : turn.pieces[-1].end] for turn in turns)
            for name, turns in groups.items()
        }
    )
    if len(groups) < 2:
        return set(), ()
    name, most = asked.most_common(1)[0]
    opens = name == next(iter(groups))
    share = most / max(1, asked.total())
    if most >= 2 and most / len(groups[name]) >= 0.3 and share >= (0.5 if opens else 0.65):
        return {name}, (
            Sentence(N_("moderator guessed: “{name}” (asks {share:.0%} of the questions)"), name=name, share=share),
        )
    return set(), (Sentence(N_("nobody is known to be the moderator: every speaker counts as a participant")),)
