"""Edits of the codebook as the interface offers them: each says what it will change, and how it is written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from coder.model import Code, Codebook, CoderError
from coder.model import codebook_edit as model
from coder.model.codebook_edit import without_retired
from coder.model.codebook_ids import new_id
from coder.model.text import fold
from coder.store import Study
from coder.tui.desk import Desk
from coder.tui.effects import Use
from coder.tui.language import _, ngettext
from coder.tui.widgets.form import Preview, Values


class UnfinishedError(CoderError):
    """Something is to be filled in first; the message says what."""


class Place(NamedTuple):
    """Where a code is to be added."""

    parent: str
    """Path of a code or dimension; empty: a dimension is added."""
    position: int | None
    """Among its siblings, from 0; None: the last."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit, known to be possible."""

    path: str
    """Of what it is about, afterwards."""
    done: str
    """What was done, in a sentence."""
    write: Callable[[Study], object]
    told: Callable[[Use], str]
    """What it changes, from where the code is used, in a sentence."""
    new: bool = False
    """It has no line in the file yet."""

    def run(self, study: Study) -> str:
        """Do it; return what was done."""
        self.write(study)
        return self.done


def wording(make: Callable[[], Edit], use: Use | None) -> Preview:
    """Return what an edit will change, or why it cannot be made; `use` is None while it is being found out."""
    try:
        edit = make()
    except UnfinishedError as what:
        return Preview(str(what), waiting=True)
    except CoderError as error:
        return Preview(str(error), fault=True)
    if use is None:
        return Preview("…")
    return Preview(f"{edit.told(use)}  ({use.file if edit.new else use.where()})")


class CodebookEdits:
    """Makes edits for the codebook on a desk. Each method raises a CoderError if the edit cannot be made."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def _book(self) -> Codebook:
        return without_retired(self._desk.codebook)

    def place(self, path: str, *, below: bool) -> Place:
        """Return where a code is added: below what is at `path`, or after it."""
        if below or "/" not in path:
            return Place(path, None)
        parent = path.rpartition("/")[0]
        siblings = self._siblings(parent)
        return Place(parent, siblings.index(path) + 1 if path in siblings else None)

    def named_place(self, text: str) -> Place:
        """Return the place that somebody means by a path, a label or the beginning of one."""
        wanted = fold(text)
        if not wanted:
            raise UnfinishedError(_("Type in which dimension, or below which code."))
        book = self._book
        names = {dimension.id: fold(dimension.label) for dimension in book.dimensions}
        names |= {code.path: fold(code.label) for code in book.walk()}
        tests: tuple[Callable[[str], bool], ...] = (
            lambda path: wanted in (path, names[path]),
            lambda path: path.startswith(wanted) or names[path].startswith(wanted),
            lambda path: wanted in names[path] or wanted in path,
        )
        for fits in tests:
            found = next((path for path in names if fits(path)), None)
            if found is not None:
                return Place(found, None)
        raise CoderError(_("No dimension or code is called “{name}”.").format(name=text))

    def free_dimension(self, codes: Sequence[str]) -> str:
        """Return the label of the first dimension that none of these codes is from."""
        taken = {path.partition("/")[0] for path in codes}
        return next((item.label for item in self._book.dimensions if item.id not in taken), "")

    def places(self, path: str) -> list[str]:
        """Return where a code can be moved: every dimension and code that is not below it."""
        found = []
        for dimension in self._book.dimensions:
            found += [dimension.id, *(code.path for code in dimension.walk())]
        return [place for place in found if not f"{place}/".startswith(f"{path}/") and place != path.rpartition("/")[0]]

    def targets(self, path: str) -> list[str]:
        """Return what a code can be merged into; its own dimension first."""
        dimension = path.partition("/")[0]
        found = [code.path for code in self._book.walk() if not f"{code.path}/".startswith(f"{path}/")]
        return sorted(found, key=lambda target: target.partition("/")[0] != dimension)

    def add(self, place: Place, values: Values) -> Edit:
        """Add a code or dimension."""
        label = values["label"]
        if not label:
            raise UnfinishedError(_("Type a label: what people read."))
        id_ = values.get("id") or new_id(self._book, place.parent, label)
        path = f"{place.parent}/{id_}".lstrip("/")
        cues = split_cues(values.get("cues", "")) if place.parent else []
        definition = values.get("definition", "")

        def edit(book: Codebook) -> Codebook:
            return model.add(book, path, label, definition=definition, cues=cues, position=place.position)

        def told(use: Use) -> str:
            below = _("A new dimension: {path}.") if not place.parent else _("A new code: {path}.")
            return below.format(path=path)

        made = self._edit(path, edit, f"added {path}", _("Added: {name}").format(name=label), told)
        return replace(made, new=True)

    def relabel(self, path: str, values: Values) -> Edit:
        """Give another label."""
        label = values["label"]

        def told(use: Use) -> str:
            return _("{codings} and {cells} will read “{label}”; the path stays {path}.").format(
                codings=use.who(), cells=use.in_matrices(), label=label, path=path
            )

        done = _("Renamed: {name}").format(name=label)
        return self._edit(path, lambda book: model.relabel(book, path, label), f"renamed {path} to {label}", done, told)

    def rename(self, path: str, values: Values) -> Edit:
        """Give another id."""
        id_ = values["id"]
        parent = path.rpartition("/")[0]
        new = f"{parent}/{id_}".lstrip("/")

        def told(use: Use) -> str:
            return _("{codings} go along; scripts and files that say {old} must say {new}.").format(
                codings=use.who(), old=path, new=new
            )

        done = _("{old} is {new} now").format(old=path, new=new)
        action = f"changed the id of {path} to {id_}"
        return self._edit(new, lambda book: model.rename(book, path, id_), action, done, told)

    def redefine(self, path: str, values: Values, before: Values) -> Edit:
        """Give another definition, other cues, other examples: whatever differs."""
        changed = {name: text for name, text in values.items() if text != before[name].strip()}
        cues = split_cues(changed["cues"]) if "cues" in changed else None
        examples = changed["examples"].splitlines() if "examples" in changed else None

        def edit(book: Codebook) -> Codebook:
            definition = changed.get("definition")
            return model.redefine(book, path, definition=definition, cues=cues, examples=examples)

        def told(use: Use) -> str:
            if not changed:
                return _("Nothing changes yet.")
            return _("{codings} stay as they are; suggestions follow the new words.").format(codings=use.who())

        done = _("Defined: {name}").format(name=self._label(path))
        return self._edit(path, edit, f"redefined {path}", done, told)

    def split(self, path: str, values: Values) -> Edit:
        """Give codes below it."""
        labels = [label.strip() for label in values["labels"].splitlines() if label.strip()]
        if not labels:
            raise UnfinishedError(_("Type a label for each new code."))

        def told(use: Use) -> str:
            new = ngettext("{n} new code below it.", "{n} new codes below it.", len(labels)).format(n=len(labels))
            stay = _("{codings} stay with {name} until somebody recodes them.")
            return f"{new} {stay.format(codings=use.who(), name=self._label(path))}" if use.codings else new

        done = _("Split: {name}").format(name=self._label(path))
        return self._edit(path, lambda book: model.split(book, path, labels), f"split {path}", done, told)

    def move(self, path: str, target: str) -> Edit:
        """Move it, and what is below it, under another code or dimension."""
        new = f"{target}/{path.rpartition('/')[2]}"

        def told(use: Use) -> str:
            text = _("{codings} go along, to {path}.").format(codings=use.who(), path=new)
            leaves = target.partition("/")[0] != path.partition("/")[0] and use.cells
            return f"{text} {_('{cells} change.').format(cells=use.in_matrices())}" if leaves else text

        done = _("Moved: {name}").format(name=self._label(path))
        return self._edit(new, lambda book: model.move(book, path, target), f"moved {path} under {target}", done, told)

    def shift(self, path: str, by: int) -> Edit | None:
        """Move it among its siblings; None if it stands at the end already."""
        parent = path.rpartition("/")[0]
        siblings = self._siblings(parent)
        if path not in siblings or not 0 <= siblings.index(path) + by < len(siblings):
            return None
        position = siblings.index(path) + by
        direction = _("{name} stands higher now") if by < 0 else _("{name} stands lower now")
        return self._edit(
            path,
            lambda book: model.move(book, path, parent, position),
            f"moved {path} {'up' if by < 0 else 'down'}",
            direction.format(name=self._label(path)),
            lambda use: "",
        )

    def merge(self, path: str, target: str) -> Edit:
        """Merge it into another code."""
        model.merge(self._book, path, target)
        name = self._label(target)

        def told(use: Use) -> str:
            text = _("{codings} will count as {name}").format(codings=use.who(), name=name)
            if use.cells:
                text += "; " + _("{cells} change.").format(cells=use.in_matrices())
            return f"{text.rstrip('.')}."

        done = _("{old} counts as {new} now").format(old=self._label(path), new=name)
        return Edit(target, done, lambda study: study.merge_codes(path, target), told)

    def retire(self, path: str) -> Edit:
        """Offer it no more; put it back if it is retired."""
        label = self._label(path)
        code = self._desk.codebook.by_path.get(path)
        if code is not None and code.retired:
            return self._restore(code)

        def told(use: Use) -> str:
            if not use.codings:
                return _("Nothing is coded with it: it leaves the codebook.")
            return _("{codings} stay, and are printed still; it leaves the file and is offered no more.").format(
                codings=use.who()
            )

        def edit(book: Codebook) -> Codebook:
            return model.retire(book, path) if "/" in path else model.remove(book, path)

        return self._edit(path, edit, f"retired {path}", _("Retired: {name}").format(name=label), told)

    def _restore(self, code: Code) -> Edit:
        def told(use: Use) -> str:
            return _("It is offered again; {codings} never left.").format(codings=use.who())

        done = _("Back in the codebook: {name}").format(name=code.label)
        return Edit(code.path, done, lambda study: study.restore_code(code.path), told)

    def _edit(
        self,
        path: str,
        edit: Callable[[Codebook], Codebook],
        action: str,
        done: str,
        told: Callable[[Use], str],
    ) -> Edit:
        """Return an edit after trying it on the codebook that is shown."""
        edit(self._book)
        return Edit(path, done, lambda study: study.edit_codebook(edit, action), told)

    def _siblings(self, parent: str) -> list[str]:
        """Return the paths of what is right below a dimension or code; with an empty path: the dimensions."""
        book = self._book
        if not parent:
            return [dimension.id for dimension in book.dimensions]
        above = book.by_path.get(parent) or book.dimension(parent)
        return [code.path for code in above.codes]

    def _label(self, path: str) -> str:
        return self._desk.codebook.code(path).label if "/" in path else self._desk.codebook.dimension(path).label


def split_cues(text: str) -> list[str]:
    """Return the terms in a line with commas or semicolons between."""
    return [cue.strip() for cue in text.replace(";", ",").split(",") if cue.strip()]
