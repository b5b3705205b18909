"""Parliamentary debates in TEI, as the ParlaMint corpora have them: utterances of named speakers."""

from typing import Any

from coder.files.formats import Options
from coder.files.original import Original
from coder.files.safe_xml import parse_xml
from coder.files.transcripts.labels import Form, Label
from coder.files.transcripts.people import Cast, Person
from coder.files.transcripts.spoken import Utterance, write_out
from coder.files.transcripts.transcript import Reading, from_turns
from coder.model.errors import CoderError
from coder.model.language import _
from coder.model.source import ImportedSource

_COMMENTS = ("note", "gap", "vocal", "kinesic", "incident", "desc", "head")
"""What is no speech."""


def read(original: Original, options: Options) -> ImportedSource:
    """Read a debate; whoever is in the chair leads, what is no speech is left out and counted.

    Raises:
        CoderError: it is not such a file, or cannot be parsed safely.
    """
    root = parse_xml(original.data)
    if not isinstance(root.tag, str) or not root.tag.endswith(("}TEI", "}teiCorpus")):
        raise CoderError(_("is XML of another kind; of XML, debates in TEI (ParlaMint) are read"))
    reading = Reading(original, options, "xml")
    labels: dict[str, Label] = {}
    chairs: set[Label] = set()
    spoken: list[Utterance] = []
    for element in root.iter("{*}u"):
        who = element.get("who", "").lstrip("#") or "unknown"
        label = labels.setdefault(who, Label(who, who, "", Form.NAME))
        if "#chair" in element.get("ana", "").split():
            chairs.add(label)
        segments = [*element.iterchildren("{*}seg")] or [element]
        said = [text for segment in segments if (text := _text(segment))]
        spoken += [Utterance(text, label, joins=n > 0, paragraph=n > 0) for n, text in enumerate(said)]
    reading.leave_out({"comments": sum(_is_comment(note) for note in root.iter("{*}note"))})
    people = {
        label: Person(label.text, "", "moderator" if label in chairs else "participant") for label in labels.values()
    }
    text, turns = write_out(spoken)
    return from_turns(reading, text, turns, cast=Cast(people))


def _is_comment(note: Any) -> bool:
    return note.get("type") != "speaker" and any("}text" in str(above.tag) for above in note.iterancestors())


def _text(segment: Any) -> str:
    """Return what a segment says, its words parted as written, comments left out."""
    parts: list[str] = []
    stack = [(segment, iter(segment))]
    parts.append(segment.text or "")
    while stack:
        element, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            if stack:
                parts.append(element.tail or "")
        elif not isinstance(child.tag, str) or child.tag.rpartition("}")[2] in _COMMENTS:
            parts.append(child.tail or "")
        else:
            if child.tag.endswith(("}w", "}pc")) and child.get("join") not in ("left", "both"):
                parts.append(" ")
            parts.append(child.text or "")
            stack.append((child, iter(child)))
    return " ".join("".join(parts).split())
