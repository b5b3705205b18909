"""Writes what the coder does, one thing after the other, off the interface's thread."""

import os
import re
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from typing import Any

from textual.message import Message

from coder.model import CoderError, Coding, CodingLine
from coder.model.actions import action_in_words
from coder.model.coding import CONSENSUS, RECONCILE, Span
from coder.model.logfile import log_error
from coder.model.suggestion import Shown
from coder.model.text import printable
from coder.store import Study
from coder.tui.desk import Desk
from coder.tui.language import _, ngettext
from coder.tui.messages import (
    CodebookLookedAt,
    CodingAdded,
    FragmentSaved,
    HistoryMoved,
    ManyCoded,
    WriteFailed,
)

_ADDRESS = re.compile(r"[a-z0-9][a-z0-9-]*#[1-9][0-9]*")

FEW = 100
"""Fragments that are shown again one by one; beyond that everything is."""


class Clerk:
    """Shows a change at once, hands it to the study, and reports when it is on disk or why it is not."""

    def __init__(self, desk: Desk, report: Callable[[Message], object]) -> None:
        """Write for `desk`; `report` takes a message from another thread."""
        self._desk = desk
        self._report = report
        self._queue = ThreadPoolExecutor(max_workers=1, thread_name_prefix="writes")
        self._saved: dict[int, int] = {}
        """Ids given by the study, by the provisional ones shown before."""
        self._provisional = 0
        self._waiting: Counter[int] = Counter()
        self.pending = 0
        """Changes not yet on disk."""

    @property
    def study(self) -> Study:
        """The study written to."""
        return self._desk.study

    def code(
        self,
        position: int,
        codes: tuple[str, ...],
        *,
        span: Span | None = None,
        statement: str | None = None,
        suggested: Shown | None = None,
        origin: str = "manual",
    ) -> Coding:
        """Add a coding; return what is shown until it is saved: its id is negative.

        `suggested` are the suggestions there were; `origin` says whether the coding is one of them.
        """
        desk = self._desk
        self._provisional -= 1
        address = desk.fragment(position).address
        shown = Coding(self._provisional, address, desk.coder, desk.codebook.combination(codes), span, statement)
        shown = replace(shown, origin=origin)
        desk.show(position, [*desk.codings(position), shown])
        desk.mark(position, reviewed=True)
        desk.matcher.note(shown.codes)
        desk.last = shown.codes
        entry = CodingLine(address, shown.codes, desk.coder, span, statement, origin=origin)

        def write() -> Message:
            coding = self.study.code(entry, suggested)
            self._saved[shown.id] = coding.id
            return CodingAdded(position, *self._truth(position), coding)

        self._submit(position, write)
        return shown

    def code_all(self, keys: Sequence[int], codes: tuple[str, ...], done: Callable[[Message], object]) -> None:
        """Code many fragments alike, as one action; `done` gets a `ManyCoded` from another thread."""
        desk = self._desk
        combination = desk.codebook.combination(codes)
        desk.matcher.note(combination)
        desk.last = combination

        def write() -> Message:
            lines = [CodingLine(self.study.address(key), combination, desk.coder) for key in keys]
            try:
                added, _reviews, known = self.study.code_many(enumerate(lines, start=1))
            except CoderError as error:
                done(ManyCoded(str(error), failed=True))
                raise
            label = desk.codebook.label(combination)
            words = ngettext("{n} fragment coded: {label}", "{n} fragments coded: {label}", added)
            sentence = words.format(n=added, label=label)
            if known:
                sentence += _("; {n} were coded so already").format(n=known)
            done(ManyCoded(sentence))
            return HistoryMoved(sentence, sentence)

        self._submit(None, write)

    def change(self, position: int, coding: Coding, **changes: Any) -> None:
        """Change codes, span, statement or memo of a coding."""
        changed = replace(coding, **changes)
        codings = [changed if other.id == coding.id else other for other in self._desk.codings(position)]
        self._desk.show(position, codings)
        self._about(position, lambda: self.study.change_coding(self._saved.get(coding.id, coding.id), **changes))

    def remove(self, position: int, coding: Coding) -> None:
        """Remove a coding."""
        self._desk.show(position, [other for other in self._desk.codings(position) if other.id != coding.id])
        self._about(position, lambda: self.study.remove_coding(self._saved.get(coding.id, coding.id)))

    def review(self, position: int, *, reviewed: bool, suggested: Shown | None = None) -> None:
        """Note that the coder has read a fragment, or take that back; `suggested` are the suggestions there were."""
        self._desk.mark(position, reviewed=reviewed)
        address = self._desk.fragment(position).address
        self._about(position, lambda: self.study.review([address], review=reviewed, shown=suggested))

    def reject(self, position: int, codes: tuple[str, ...], suggested: Shown) -> None:
        """Note that the coder turned down codes that were suggested."""
        address = self._desk.fragment(position).address
        self._about(position, lambda: self.study.reject(address, codes, suggested))

    def reconcile(
        self, position: int, lines: Sequence[CodingLine], reason: str, done: Callable[[], object] = lambda: None
    ) -> None:
        """Settle a fragment on these codings; `done` is called from another thread when that is on disk."""
        desk = self._desk
        address = desk.fragment(position).address
        settled = []
        for line in lines:
            self._provisional -= 1
            said = (line.codes, line.span, line.statement, line.memo)
            settled.append(Coding(self._provisional, address, CONSENSUS, *said, origin=RECONCILE))
        others = [coding for coding in desk.pages.codings(position) if coding.coder != CONSENSUS]
        desk.show(position, [*others, *settled])

        def write() -> None:
            self.study.reconcile(address, lines, reason)
            done()

        self._about(position, write)

    def edit(self, job: Callable[[], str]) -> None:
        """Do something that may change more than one fragment; `job` returns what was done, in a sentence."""

        def write() -> Message:
            done = job()
            return HistoryMoved(done, done)

        self._submit(None, write)

    def look_at_codebook(self) -> None:
        """Take up what was edited in the codebook file."""

        def look() -> Message:
            try:
                news = self.study.take_up_codebook()
            except CoderError as error:
                # Which folder is known here; what is wrong in the file must fit on the line.
                folder = f"{printable(str(self.study.folder))}{os.sep}"
                return CodebookLookedAt(str(error).replace(folder, ""))
            if not news and self.study.codebook == self._desk.codebook:
                return CodebookLookedAt()
            told = news[0] if news else ""
            if len(news) > 1:
                told = _("{first}, and {n} more").format(first=told, n=len(news) - 1)
            name = self.study.codebook_file.name
            edited = _("{file} was edited: {what}").format(file=name, what=told)
            sentence = edited if told else _("The codebook was changed by another program.")
            return HistoryMoved(sentence, name)

        self._submit(None, look)

    def undo(self) -> None:
        """Take back the last action."""
        self._submit(None, lambda: self._step(undo=True))

    def redo(self) -> None:
        """Put back the action undone last."""
        self._submit(None, lambda: self._step(undo=False))

    def settle(self, message: Message) -> bool:
        """Take note of a report that arrived; say whether it is the last word on its fragment."""
        self.pending -= 1
        position = message.position if isinstance(message, (FragmentSaved, WriteFailed)) else None
        if position is None:
            return True
        self._waiting[position] -= 1
        return self._waiting[position] <= 0

    def saved(self, coding: int | None) -> int | None:
        """Return the id that the study gave to a coding shown before it was saved."""
        return self._saved.get(coding, coding) if coding is not None else None

    def aside(self, job: Callable[[], object]) -> None:
        """Do something after what is under way that nobody waits for; once all is finished, not any more."""
        with suppress(RuntimeError):
            self._queue.submit(job)

    def close(self) -> None:
        """Finish everything that is under way; blocks."""
        self._queue.shutdown(wait=True)

    def _about(self, position: int, write: Callable[[], object]) -> None:
        """Write something about one fragment and report what the study then says of it."""

        def job() -> Message:
            write()
            return FragmentSaved(position, *self._truth(position))

        self._submit(position, job)

    def _submit(self, position: int | None, job: Callable[[], Message]) -> None:
        self.pending += 1
        if position is not None:
            self._waiting[position] += 1

        def run() -> None:
            try:
                message = job()
            except CoderError as error:
                message = WriteFailed(position, str(error))
            except Exception as error:  # whatever went wrong: what is not saved must not look saved
                message = WriteFailed(position, _("not saved: {reason}").format(reason=log_error(error)))
            self._report(message)

        self._queue.submit(run)

    def _step(self, *, undo: bool) -> Message:
        before = self.study.revision
        words = (self.study.undo if undo else self.study.redo)(self._desk.coder)
        if words is None:
            return HistoryMoved(_("Nothing more to undo.") if undo else _("Nothing more to redo."), None)
        address = _ADDRESS.search(words)
        done = _("Undone: {action}") if undo else _("Redone: {action}")
        sentence = done.format(action=action_in_words(words))
        return HistoryMoved(sentence, words, address[0] if address else None, self._changed_since(before))

    def _changed_since(self, revision: int) -> dict[int, tuple[list[Coding], bool]] | None:
        """Return what is to be shown again; None where that is easier done whole."""
        keys = self.study.changed_since(revision)
        if not keys or len(keys) > FEW:  # none: it was about something else, like blind coding
            return None
        places = [place for key in keys if (place := self._desk.position(key)) is not None]
        return {place: self._truth(place) for place in places} if len(places) == len(keys) else None

    def waits(self, position: int) -> bool:
        """Say whether a change to a fragment is on its way to the study."""
        return self._waiting[position] > 0

    def _truth(self, position: int) -> tuple[list[Coding], bool]:
        """Return everybody's codings of a fragment and whether this coder has reviewed it, as the study has it."""
        key = self._desk.ids[position]
        codings: Sequence[Coding] = self.study.visible_codings([key], self._desk.coder).get(key, ())
        return list(codings), self.study.next_unreviewed(self._desk.coder, key - 1) != key
