"""A study: a folder with a codebook, transcripts and one database file. The way in to everything that is stored."""

import getpass
import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from coder.model import CoderError, Coding, CodingLine, ImportedSource, ReviewLine, Source
from coder.model.errors import system_reason
from coder.model.language import _
from coder.model.suggestion import Shown
from coder.model.text import printable
from coder.store import codebook_file, ids, opening
from coder.store.batches import Batch, check_coder, storable
from coder.store.checking import check
from coder.store.connections import Transaction, Writer
from coder.store.fold import SEGMENT_FIELDS, coding_subject
from coder.store.keeping import Keeping
from coder.store.reconciling import Reconciling
from coder.store.schema import MAX_ORDINAL
from coder.store.statements import Statements
from coder.store.suggesting import Suggesting

DATABASE = "study.db"
FOLDERS = ("codebook", "transcripts")


class _Keep:
    """Stands for a field that stays as it is."""


KEEP = _Keep()


def default_coder() -> str:
    """Return who is at the keyboard: `CODER_NAME`, or the login name."""
    name = os.environ.get("CODER_NAME")
    if name:
        return name
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "coder"


class Study(Keeping, Statements, Suggesting, Reconciling):
    """A study that is open. Reads from any thread; writes return when they are on disk."""

    def __init__(self, folder: Path, coder: str) -> None:
        super().__init__(folder / DATABASE)
        self.folder = folder
        self.coder = coder
        self.news: list[str] = []
        """What opening found to tell: an edited codebook, a retired code."""
        self._writer = Writer(folder / DATABASE)

    @classmethod
    def create(cls, folder: Path, coder: str | None = None, codebook_text: str | None = None) -> Self:
        """Make a study in `folder`, which may hold a codebook and transcripts already, and open it.

        Raises:
            CoderError: there is a study already, or the folder cannot be written.
        """
        path = folder / DATABASE
        if path.exists():
            raise CoderError(
                _("{folder} is a study already; open it with `coder {folder}`").format(folder=printable(str(folder)))
            )
        try:
            for name in FOLDERS:
                (folder / name).mkdir(parents=True, exist_ok=True)
            codebook = codebook_file.find(folder)
            if not codebook.exists() and codebook_text is not None:
                codebook.write_text(codebook_text, encoding="utf-8", newline="\n")
        except OSError as error:
            raise CoderError(
                _("cannot make a study in {folder}: {reason}").format(
                    folder=printable(str(folder)), reason=system_reason(error)
                )
            ) from None
        opening.create(path)
        try:
            return cls.open(folder, coder)
        except CoderError:
            path.unlink()
            raise

    @classmethod
    def open(cls, folder: Path, coder: str | None = None) -> Self:
        """Open the study in `folder` and take up what was edited in its codebook file.

        Raises:
            CoderError: no study there, not one of ours, newer, damaged or in use; or a fault in the codebook file.
        """
        opening.check_header(folder / DATABASE)
        study = cls(folder, check_coder(coder or default_coder()))
        try:
            study._writer.open()
            study.news = study.take_up_codebook()
        except BaseException:
            study.close()
            raise
        return study

    def close(self) -> None:
        """Finish what was handed in and close every connection."""
        self._writer.close()
        self._readers.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Sources

    def add_source(self, imported: ImportedSource) -> tuple[Source, bool]:
        """Add a source; False, and the source that is there, if the same file is in the study already."""
        if len(imported.segments) > MAX_ORDINAL:
            raise CoderError(
                _("{name} has more than {most} fragments; split it").format(
                    name=printable(imported.name), most=MAX_ORDINAL
                )
            )
        data = _source_data(imported)
        content = json.dumps([imported.sha256, imported.unit, data["segments"], data["strings"]])
        key = hashlib.sha256(content.encode()).hexdigest()[:32]

        def change(transaction: Transaction) -> tuple[str, bool]:
            find = "SELECT slug FROM source WHERE sha256 = ? AND present = 1"
            known = transaction.db.execute(find, (imported.sha256,)).fetchone()
            if known is None:
                batch = transaction.log.begin(self.coder, f"imported {printable(imported.name)}")
                transaction.log.append(batch, self.coder, "source.added", key, data)
                transaction.fold.source(key)
            (slug,) = transaction.db.execute(find, (imported.sha256,)).fetchone()
            return str(slug), known is None

        slug, added = self._writer.run(change)
        return self.source(slug), added

    # Codings and reviews

    def code(self, line: CodingLine, shown: Shown | None = None) -> Coding:
        """Add one coding and return it; the one that is there if this coder has coded exactly so before.

        Args:
            line: the coding.
            shown: the suggestions there were for the fragment; what came of them is logged with the coding.
        """

        def change(transaction: Transaction) -> int | None:
            batch = Batch(transaction, self.coder)
            batch.load_existing([line.fragment])
            batch.take(line)
            if shown is not None and batch.codings:
                batch.judge(line.fragment, shown, line.codes)
            keys = batch.write(f"coded {line.fragment} with {self.codebook.label(line.codes)}")
            return keys.start if keys else None

        id_ = self._writer.run(change)
        if id_ is not None:
            return self.coding(id_)
        wanted = set(line.codes)
        there = self.codings_by_fragment([self.fragment_key(line.fragment)], line.coder or self.coder)
        return next(c for group in there.values() for c in group if set(c.codes) == wanted and c.span == line.span)

    def code_many(self, lines: Iterable[tuple[int, CodingLine | ReviewLine]]) -> tuple[int, int, int]:
        """Add many codings and reviews in one transaction, all or nothing.

        Args:
            lines: each with its number in the file it comes from.

        Returns:
            How many codings and reviews were added, and how many codings were there already.

        Raises:
            CoderError: with the number of the first line that is wrong; nothing was added.
        """

        def change(transaction: Transaction) -> tuple[int, int, int]:
            batch = Batch(transaction, self.coder)
            batch.load_existing(None)
            for number, line in lines:
                try:
                    batch.take(line)
                except CoderError as error:
                    raise CoderError(
                        _("line {number}: {error}; nothing was added").format(number=number, error=error)
                    ) from error
            batch.write(f"coded {len(batch.codings)} and reviewed {len(batch.reviews)} fragments at once")
            return len(batch.codings), len(batch.reviews), batch.known

        return self._writer.run(change)

    def change_coding(
        self,
        id_: int,
        *,
        codes: tuple[str, ...] | _Keep = KEEP,
        span: tuple[int, int] | None | _Keep = KEEP,
        statement: str | None | _Keep = KEEP,
        memo: str | None | _Keep = KEEP,
    ) -> Coding:
        """Change a coding of one's own; what is not given stays.

        Raises:
            CoderError: it is somebody else's or gone, or the new value cannot be.
        """

        def change(transaction: Transaction) -> None:
            coding = self._own(id_)
            data: dict[str, Any] = {}
            if not isinstance(codes, _Keep):
                keys = dict(transaction.db.execute("SELECT path, key FROM code").fetchall())
                data["codes"] = [keys[path] for path in self.codebook.combination(codes)]
            if not isinstance(span, _Keep):
                data["span"] = self._checked_span(coding, span)
            for name, value in (("statement", statement), ("memo", memo)):
                if not isinstance(value, _Keep):
                    data[name] = storable(value.strip(), name) if value and value.strip() else None
            if data:
                self._append_to(transaction, id_, "coding.changed", data, f"changed a coding of {coding.fragment}")

        self._writer.run(change)
        return self.coding(id_)

    def remove_coding(self, id_: int) -> None:
        """Remove a coding of one's own. The fragment stays reviewed: taking a code away is a judgement too.

        Raises:
            CoderError: it is somebody else's or gone.
        """

        def change(transaction: Transaction) -> None:
            coding = self._own(id_)
            batch = self._append_to(transaction, id_, "coding.removed", {}, f"removed a coding of {coding.fragment}")
            keep = Batch(transaction, self.coder)
            keep.take(ReviewLine(coding.fragment))
            for coder, subject, _data, fragment in keep.reviews:
                transaction.log.append(batch, coder, "review.added", subject, {})
                transaction.fold.add_reviews([(transaction.log.coder(coder), fragment)])

        self._writer.run(change)

    def review(self, addresses: Sequence[str], *, review: bool = True, shown: Shown | None = None) -> int:
        """Say that the coder has read these fragments (or take that back); return how many.

        Args:
            addresses: of the fragments.
            review: False takes explicit reviews back.
            shown: the suggestions there were for each of them; that none was taken is logged with the reviews.
        """

        def change(transaction: Transaction) -> int:
            batch = Batch(transaction, self.coder)
            for address in addresses:
                batch.take(ReviewLine(address, review=review))
                if shown is not None and review:
                    batch.judge(address, shown, ())
            what = addresses[0] if len(addresses) == 1 else f"{len(addresses)} fragments"
            batch.write(f"{'reviewed' if review else 'took back the review of'} {what}")
            return len(batch.reviews)

        return self._writer.run(change)

    # Undo and redo

    def undo(self, coder: str | None = None) -> str | None:
        """Take back the last action, of one coder or of anybody; return what it was, None if there is none."""
        return self._step(coder, undo=True)

    def redo(self, coder: str | None = None) -> str | None:
        """Put back what was undone last, unless something was done since; return what it was, None if there is none."""
        return self._step(coder, undo=False)

    def _step(self, coder: str | None, *, undo: bool) -> str | None:
        def of_codebook(transaction: Transaction) -> bool:
            batch = transaction.log.last(coder, undone=not undo)
            return batch is not None and transaction.log.of_codebook(batch)

        def change(transaction: Transaction) -> str | None:
            log = transaction.log
            batch = log.last(coder, undone=not undo)
            if batch is None:
                return None
            log.mark(batch, self.coder, undone=undo)
            transaction.fold.batch(batch.id)
            if log.of_codebook(batch):
                self._check_codebook_file(transaction)
            return batch.action

        # What was edited in the file by hand is no part of what is undone.
        in_file = self._writer.run(of_codebook)
        if in_file:
            self.take_up_codebook()
        action = self._writer.run(change)
        if in_file:
            self._write_codebook_file()
        return action

    def check(self, *, rebuild: bool = False) -> list[str]:
        """Return what is wrong with the file, its tables and its log, in sentences.

        Args:
            rebuild: make every table anew from the log, and say what that changed.
        """
        return self._writer.run(lambda transaction: check(transaction, rebuild=rebuild))

    # Helpers

    def _own(self, id_: int) -> Coding:
        coding = self.coding(id_)
        if coding.coder != self.coder:
            raise CoderError(
                _("that coding is {coder}'s; only {coder} changes it").format(coder=printable(coding.coder))
            )
        return coding

    def _checked_span(self, coding: Coding, span: tuple[int, int] | None) -> list[int] | None:
        if span is None:
            return None
        length = len(self.fragment(coding.fragment).text)
        if not 0 <= span[0] < span[1] <= length:
            raise CoderError(
                _("span {start}:{stop} lies outside {fragment}, which has characters 0 to {length}").format(
                    start=span[0], stop=span[1], fragment=coding.fragment, length=length
                )
            )
        return list(span)

    def _append_to(self, transaction: Transaction, id_: int, kind: str, data: dict[str, Any], action: str) -> int:
        """Append an event about a coding in a batch of its own, fold the coding, and return the batch."""
        (uuid,) = transaction.db.execute("SELECT id FROM event WHERE seq = ?", (id_,)).fetchone()
        batch = transaction.log.begin(self.coder, action)
        transaction.log.append(batch, self.coder, kind, coding_subject(ids.text(uuid)), data)
        transaction.fold.codings([id_])
        return batch


def _source_data(imported: ImportedSource) -> dict[str, Any]:
    """Return a source as its event holds it: segments as numbers, their strings once."""
    strings: dict[str, int] = {}
    segments = []
    for segment in imported.segments:
        numbers = [strings.setdefault(getattr(segment, name), len(strings)) for name in SEGMENT_FIELDS]
        segments.append([segment.start, segment.end, *numbers, segment.time])
    return {
        "name": imported.name,
        "kind": imported.kind,
        "unit": imported.unit,
        "sha256": imported.sha256,
        "encoding": imported.encoding,
        "attributes": list(imported.attributes),
        "questions": list(imported.questions),
        "skipped": dict(imported.skipped),
        "warnings": list(imported.warnings),
        "cases": [[case.label, dict(case.attributes)] for case in imported.cases],
        "text": imported.text,
        "strings": list(strings),
        "segments": segments,
    }
