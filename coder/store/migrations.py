"""How an empty file, or an older study, gets the tables of today.

Imported only where there is something to migrate: sqlite-utils loads pandas wherever that is installed, which takes
longer than most commands.
"""

import sqlite3

from sqlite_utils import Database, Migrations

from coder.store.schema import LOG, PROJECTIONS

_migrations = Migrations("study")


@_migrations()
def m001_log_and_projections(db: Database) -> None:
    """Make the log, its projections and the full-text index."""
    for sql in (*LOG.values(), *PROJECTIONS.values()):
        db.execute(sql)


@_migrations()
def m002_cases_by_label(db: Database) -> None:
    """Find a respondent without passing over all others of the source."""
    db.execute(PROJECTIONS["case_label"].replace("INDEX", "INDEX IF NOT EXISTS", 1))


def migrate(connection: sqlite3.Connection) -> None:
    """Do what has not been done yet."""
    _migrations.apply(Database(connection, execute_plugins=False))
