"""The codebook of a study, in its log and in its file: whoever changes one finds it in the other."""

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path

from coder.model import Codebook
from coder.model.codebook_change import Change
from coder.model.codebook_edit import merge, merged_paths, retire, without_retired
from coder.model.errors import CoderError
from coder.model.language import _
from coder.model.text import printable
from coder.store import codebook_file
from coder.store.connections import Transaction, Writer
from coder.store.fold_codebook import read_codebook
from coder.store.reading import Reading

Edit = Callable[[Codebook], Codebook]


class Keeping(Reading):
    """The changes of a codebook. Each is one action in the log, and is written to the file with its comments kept."""

    folder: Path
    coder: str
    news: list[str]
    _writer: Writer

    @property
    def codebook_file(self) -> Path:
        """Where the codebook is for people to edit."""
        return codebook_file.find(self.folder)

    def codebook_lines(self) -> dict[str, int]:
        """Return the line, from 1, of every dimension and code in the codebook file; nothing if it cannot be read."""
        from coder.files.codebook_yaml import code_lines

        try:
            return code_lines(self.codebook_file)
        except CoderError:
            return {}

    def take_up_codebook(self) -> list[str]:
        """Append what was edited in the codebook file since it was last in step; return it in sentences.

        A file that is missing, or that the log is ahead of, is written from the log.

        Raises:
            CoderError: the file is faulty or cannot be read; nothing changed.
        """
        path = self.codebook_file
        name = printable(path.name)
        step = codebook_file.last_step(self._readers.connection)
        sha256 = codebook_file.digest(path)
        if not sha256:
            self._write_codebook_file()
            return [_("{name} was gone; it was written again from the study").format(name=name)]
        if sha256 == step.sha256:
            if not step.in_step:
                self._write_codebook_file()
            return []
        from coder.files.codebook_yaml import read_codebook_file  # 60 ms, and most of the time nothing was edited

        new, data = read_codebook_file(path)

        def change(transaction: Transaction) -> list[Change]:
            return codebook_file.record_file(transaction, self.coder, data, new, f"took up {name}")

        changes = self._writer.run(change)
        if not codebook_file.last_step(self._readers.connection).in_step:
            self._write_codebook_file()
        return [str(item) for item in changes]

    def edit_codebook(self, edit: Edit, action: str, merged: Mapping[str, str] | None = None) -> list[Change]:
        """Change the codebook: the events first, then the file with its comments kept.

        Args:
            edit: from the codebook as it is, without what is retired, to the codebook as it should be.
            action: what was done, in words: `added partij/uwv`.
            merged: codes that leave, and the code that their codings go to.

        Raises:
            CoderError: it cannot be done, or the file cannot be written; nothing changed in either.
        """

        def change(transaction: Transaction) -> list[Change]:
            new = edit(without_retired(read_codebook(transaction.db)))
            changes = codebook_file.record(transaction, self.coder, new, action=action, undoable=True, merged=merged)
            self._check_codebook_file(transaction)
            return changes

        self.news = self.take_up_codebook()
        changes = self._writer.run(change)
        if changes:
            self._write_codebook_file()
        return changes

    def merge_codes(self, path: str, into: str) -> list[Change]:
        """Merge a code into another: its codings, and those of children of the same name, count as that one's."""
        merged = merged_paths(self.codebook, path, into)
        return self.edit_codebook(lambda now: merge(now, path, into), f"merged {path} into {into}", merged)

    def restore_code(self, path: str) -> list[Change]:
        """Offer a retired code again, with what is retired below it; its codings never left.

        Raises:
            CoderError: there is no such code, it is not retired, or what it is below is retired itself.
        """

        def restored(_now: Codebook) -> Codebook:
            book = self.codebook
            if not book.code(path).retired:
                raise CoderError(_("“{path}” is not retired").format(path=path))
            above = book.code(path).parent
            is_retired = book.code(above).retired if "/" in above else book.dimension(above).retired
            if is_retired:
                raise CoderError(_("“{above}” is retired as well; put that back first").format(above=above))
            return without_retired(retire(book, path, retired=False))

        return self.edit_codebook(restored, f"put {path} back")

    def _check_codebook_file(self, transaction: Transaction) -> None:
        """Refuse a change, before it is in the log, that cannot be written to the file."""
        from coder.files.codebook_yaml import check_writing

        path = self.codebook_file
        path.parent.mkdir(exist_ok=True)
        check_writing(path, read_codebook(transaction.db))

    def _write_codebook_file(self) -> None:
        """Bring the file up to date with the log; what was edited in it just now is taken up first."""
        from coder.files.codebook_yaml import write_codebook

        path = self.codebook_file
        path.parent.mkdir(exist_ok=True)
        known = codebook_file.last_step(self._readers.connection).sha256
        there = codebook_file.digest(path)
        if known and there and known != there:
            self.take_up_codebook()
            return
        codebook = without_retired(self.codebook)
        written = write_codebook(path, codebook, known if there and known else None)
        data = path.read_bytes()

        def remember(transaction: Transaction) -> None:
            if without_retired(read_codebook(transaction.db)) == codebook:
                keys = codebook_file.live_keys(transaction.db)
                codebook_file.remember(transaction.db, data, keys, in_step=True)

        # What was written over it in this moment is left for the next look.
        if hashlib.sha256(data).hexdigest() == written:
            self._writer.run(remember)
