"""The codebook file of a study and the log, kept in step: an edit in either is seen in the other."""

import hashlib
import sqlite3
from collections.abc import Mapping
from pathlib import Path

from coder.model.codebook import Codebook
from coder.model.codebook_change import Change
from coder.model.codebook_diff import diff
from coder.model.codebook_edit import without_retired
from coder.model.errors import CoderError
from coder.model.text import printable
from coder.store.codebook_events import Translator
from coder.store.connections import Transaction
from coder.store.fold_codebook import fold_codebook, read_codebook

FOLDER = "codebook"
DEFAULT_NAME = "codebook.yaml"


def find(folder: Path) -> Path:
    """Return the codebook file of a study folder, where it is or where it would be written.

    Raises:
        CoderError: there are several, and none is called codebook.yaml.
    """
    home = folder / FOLDER
    default = home / DEFAULT_NAME
    found = sorted(path for path in home.glob("*.y*ml") if path.suffix in (".yaml", ".yml") and path.is_file())
    if default in found or not found:
        return default
    if len(found) > 1:
        names = ", ".join(printable(path.name) for path in found)
        raise CoderError(f"several codebooks in {printable(str(home))} ({names}); call the study's {DEFAULT_NAME}")
    return found[0]


def digest(path: Path) -> str:
    """Return the SHA-256 of the file in hexadecimal; empty if there is none."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise CoderError(f"cannot read {printable(str(path))}: {error.strerror or error}") from None


def seen(db: sqlite3.Connection) -> str:
    """Return the SHA-256 that the file had when the log was last in step with it."""
    row = db.execute("SELECT value FROM setting WHERE name = 'codebook.file'").fetchone()
    return str(row[0]) if row else ""


def remember(db: sqlite3.Connection, sha256: str) -> None:
    """Note that the log is in step with the file of this SHA-256."""
    db.execute("INSERT OR REPLACE INTO setting VALUES ('codebook.file', ?)", (sha256,))


def record(
    transaction: Transaction,
    coder: str,
    new: Codebook,
    *,
    action: str,
    undoable: bool,
    merged: Mapping[str, str] | None = None,
) -> list[Change]:
    """Append what leads from the log's codebook to `new` as events, and fold them; return the differences.

    `merged` names codes that left and the code that their codings go to.
    """
    changes = diff(without_retired(read_codebook(transaction.db)), new)
    facts = Translator(transaction.db, merged).facts(changes, new)
    if facts:
        batch = transaction.log.begin(coder, action, undoable=undoable)
        for kind, subject, data in facts:
            transaction.log.append(batch, coder, kind, subject, data)
        fold_codebook(transaction.db)
    return changes
