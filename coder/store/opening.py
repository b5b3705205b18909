"""Opening and making the database file of a study, and refusing what is not one."""

import os
import sqlite3
from pathlib import Path

from coder.model.errors import CoderError, system_reason
from coder.model.language import _
from coder.model.text import printable
from coder.store import schema

BUSY_SECONDS = 10.0
"""How long a write waits for another program that is writing."""

_MIGRATIONS = "_sqlite_migrations"
"""Table in which sqlite-utils keeps what has been done."""

_HEADER = b"SQLite format 3\x00"


def create(path: Path) -> None:
    """Make an empty study database at `path`, whole or not at all.

    Raises:
        CoderError: something is there already, or the folder cannot be written.
    """
    if path.exists():
        raise CoderError(
            _("{path} is there already; open it, or choose another folder").format(path=printable(str(path)))
        )
    from coder.store.migrations import migrate

    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        draft.unlink(missing_ok=True)
        connection = sqlite3.connect(draft)
        try:
            connection.execute(f"PRAGMA application_id={schema.APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version={schema.SCHEMA_VERSION}")
            migrate(connection)
        finally:
            connection.close()
        draft.rename(path)
    except (OSError, sqlite3.Error) as error:
        draft.unlink(missing_ok=True)
        raise CoderError(
            _("cannot make {path}: {error}; is the folder writable?").format(path=printable(str(path)), error=error)
        ) from None


def check_header(path: Path) -> None:
    """Refuse what is not a study of this version or older, from its first 100 bytes, so that it stays untouched.

    Raises:
        CoderError: missing, not SQLite, another program's database, or a newer schema.
    """
    name = printable(str(path))
    try:
        if not path.is_file():
            raise CoderError(
                _("no study in {folder}; `coder init` makes one there").format(folder=printable(str(path.parent)))
            )
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise CoderError(_("cannot read {name}: {reason}").format(name=name, reason=system_reason(error))) from None
    if len(header) < 100 or not header.startswith(_HEADER):
        raise CoderError(
            _("{name} is not a study database; restore it from a copy, or make a new study with `coder init`").format(
                name=name
            )
        )
    if int.from_bytes(header[68:72], "big") != schema.APPLICATION_ID:
        raise CoderError(_("{name} is another program's database, not a study; it was left as it is").format(name=name))
    if int.from_bytes(header[60:64], "big") > schema.SCHEMA_VERSION:
        raise CoderError(
            _("{name} was made by a newer version of coder; install that version to open it").format(name=name)
        )


def connect(path: Path, *, write: bool) -> sqlite3.Connection:
    """Open a checked database; a missing file is an error, never a new database.

    A writing connection also rolls back what a killed program left half done, which a reading one cannot.
    """
    uri = f"{path.resolve().as_uri()}?mode={'rw' if write else 'ro'}"
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA trusted_schema=OFF")
        connection.execute("PRAGMA cell_size_check=ON")
        connection.execute("PRAGMA foreign_keys=ON")
        if write:
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("PRAGMA temp_store=MEMORY")
        else:
            connection.execute("PRAGMA query_only=ON")
            # A page is read once: 32 MB of cache hold the tables of a study of 100,000 fragments.
            connection.execute("PRAGMA cache_size=-32768")
    except BaseException:
        connection.close()
        raise
    return connection


def prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Check that the tables are ours, and bring an older schema up to date.

    Raises:
        CoderError: an unknown table, view or trigger, or a migration from the future.
    """
    name = printable(str(path))
    known = schema.known_objects()
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
    for kind, item, table, sql in rows:
        if item in schema.FULL_TEXT_SHADOWS or (kind == "index" and sql is None):
            continue
        if kind in ("table", "index") and table == _MIGRATIONS:
            continue
        if kind not in ("table", "index") or known.get(item) != sql:
            raise CoderError(
                _("{name} holds a {kind} that no study has ({item}); it was left as it is").format(
                    name=name, kind=kind, item=printable(item)
                )
            )
    applied = _applied(connection)
    if applied - set(schema.MIGRATIONS):
        raise CoderError(
            _("{name} was made by a newer version of coder; install that version to open it").format(name=name)
        )
    if applied < set(schema.MIGRATIONS):
        from coder.store.migrations import migrate

        migrate(connection)
        connection.execute(f"PRAGMA user_version={schema.SCHEMA_VERSION}")


def _applied(connection: sqlite3.Connection) -> set[str]:
    """Return the names of the migrations that the study has been through."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (_MIGRATIONS,)).fetchall():
        return set()
    rows = connection.execute(f"SELECT name FROM {_MIGRATIONS} WHERE migration_set = 'study'").fetchall()
    return {name for (name,) in rows}
