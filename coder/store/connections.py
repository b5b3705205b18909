"""One thread that writes, short connections that read."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from coder.model.errors import CoderError
from coder.model.language import _
from coder.model.text import printable
from coder.store import opening
from coder.store.fold import Fold
from coder.store.log import Log

Result = TypeVar("Result")


class CalledOff(CoderError):  # noqa: N818 - it is what happened, and no fault
    """A question was called off before it was answered."""


class Inquiry:
    """A question that may be called off from another thread while it is being answered."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._off = False

    def call_off(self) -> None:
        """Stop the answering; whoever waits for it gets `CalledOff`."""
        with self._lock:
            self._off = True
            if self._connection is not None:
                self._connection.interrupt()

    def check(self) -> None:
        """Go on, if nobody called it off.

        Raises:
            CalledOff: somebody did.
        """
        if self._off:
            raise CalledOff("the question was called off")

    @contextmanager
    def answered_on(self, connection: sqlite3.Connection) -> Iterator[None]:
        """Let `connection` be interrupted while this lasts."""
        with self._lock:
            self.check()
            self._connection = connection
        try:
            yield
        finally:
            with self._lock:
                self._connection = None


@contextmanager
def errors_in_words(path: Path) -> Iterator[None]:
    """Turn what SQLite says of a file into a sentence for people."""
    name = printable(str(path))
    try:
        yield
    except sqlite3.OperationalError as error:
        if "interrupted" in str(error):
            raise CalledOff("the question was called off") from None
        if "locked" in str(error) or "busy" in str(error):
            raise CoderError(
                _("another program is writing to {name}; nothing was changed, try again").format(name=name)
            ) from None
        if "readonly" in str(error) or "unable to open" in str(error):
            raise CoderError(_("{name} cannot be written; is the folder read-only?").format(name=name)) from None
        if "full" in str(error):
            raise CoderError(_("the disk is full; nothing was changed in {name}").format(name=name)) from None
        raise CoderError(
            _("{name} cannot be used: {error}; `coder check` says more").format(name=name, error=error)
        ) from None
    except sqlite3.DatabaseError as error:
        raise CoderError(
            _("{name} is damaged ({error}); restore it from a copy").format(name=name, error=error)
        ) from None


class Transaction:
    """What a write has in hand: the connection, the log to append to, the projections to fold."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.log = Log(db)
        self.fold = Fold(db)


class Writer:
    """The one thread that owns the one writing connection. Calls may come from any thread; they wait for the commit."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="study-writer")
        self._transaction: Transaction | None = None

    def open(self) -> None:
        """Connect, roll back what a killed program left half done, check the tables and bring them up to date.

        Raises:
            CoderError: the file is no study, or cannot be written.
        """
        self._thread.submit(self._open).result()

    def _open(self) -> None:
        with errors_in_words(self._path):
            db = opening.connect(self._path, write=True)
            try:
                db.execute("BEGIN IMMEDIATE")
                db.execute("ROLLBACK")
                opening.prepare(db, self._path)
            except BaseException:
                db.close()
                raise
            self._transaction = Transaction(db)

    def run(self, change: Callable[[Transaction], Result]) -> Result:
        """Run `change` in one transaction and return when it is on disk; an error leaves everything as it was.

        Raises:
            CoderError: from `change`, or because the file could not be written.
        """
        return self._thread.submit(self._run, change).result()

    def _run(self, change: Callable[[Transaction], Result]) -> Result:
        transaction = self._transaction
        if transaction is None:
            raise CoderError(_("{path} is closed").format(path=printable(str(self._path))))
        with errors_in_words(self._path):
            # IMMEDIATE: a deferred transaction that reads and then writes fails at once beside another writer.
            transaction.db.execute("BEGIN IMMEDIATE")
            try:
                transaction.log.catch_up()
                result = change(transaction)
                transaction.db.execute("COMMIT")
            except BaseException:
                if transaction.db.in_transaction:
                    transaction.db.execute("ROLLBACK")
                raise
            return result

    def close(self) -> None:
        """Finish what was handed in and close the connection."""
        self._thread.submit(self._close).result()
        self._thread.shutdown()

    def _close(self) -> None:
        if self._transaction is not None:
            self._transaction.db.close()
            self._transaction = None


class Readers:
    """A read-only connection for each thread that asks."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._all: list[sqlite3.Connection] = []
        self._lock = threading.Lock()

    def rows(self, sql: str, parameters: tuple[Any, ...] | dict[str, Any] = ()) -> list[Any]:
        """Return all rows of a query; all, because a reader half way blocks the writer's commit."""
        with errors_in_words(self.path):
            return self.connection.execute(sql, parameters).fetchall()

    def rows_once(self, sql: str, parameters: tuple[Any, ...] | dict[str, Any] = ()) -> list[Any]:
        """Return all rows of a query that goes through the whole study, and keep none of the pages it has read.

        In a large study they are tens of megabytes, in a thread that never asks for most of them again.
        """
        found = self.rows(sql, parameters)
        self.connection.execute("PRAGMA shrink_memory")
        return found

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        db: sqlite3.Connection | None = getattr(self._local, "db", None)
        if db is None:
            db = self._local.db = opening.connect(self.path, write=False)
            with self._lock:
                self._all.append(db)
        return db

    def close(self) -> None:
        """Close every thread's connection."""
        with self._lock:
            for db in self._all:
                db.close()
            self._all.clear()
        self._local = threading.local()
