"""The codebook file of a study and the log, kept in step: an edit in either is seen in the other.

The log is the truth for the program, the file is what people edit. The study remembers the file as it was when both
were last in step. What differs from that in the file is what somebody edited there, also where the log went on in the
meantime: a program that was killed between the two, an undo beside an open editor.
"""

import hashlib
import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from coder.model.codebook import Codebook
from coder.model.codebook_change import Change
from coder.model.codebook_diff import diff
from coder.model.codebook_edit import without_retired
from coder.model.errors import CoderError, system_reason
from coder.model.language import _
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
        raise CoderError(
            _("several codebooks in {home} ({names}); call the study's {name}").format(
                home=printable(str(home)), names=names, name=DEFAULT_NAME
            )
        )
    return found[0]


def digest(path: Path) -> str:
    """Return the SHA-256 of the file in hexadecimal; empty if there is none."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise CoderError(
            _("cannot read {path}: {reason}").format(path=printable(str(path)), reason=system_reason(error))
        ) from None


@dataclass(frozen=True, slots=True)
class Step:
    """The file as it was when it was last in step with the log."""

    sha256: str = ""
    """Of the file; empty: never."""
    in_step: bool = False
    """Whether the log says the same still."""
    text: str = ""
    keys: Mapping[str, str] | None = None
    """What the log called each path in it; None: not remembered."""


def last_step(db: sqlite3.Connection) -> Step:
    """Return what the study remembers of its codebook file."""
    found = dict(db.execute("SELECT name, value FROM setting WHERE name GLOB 'file.*'").fetchall())
    if "file.sha256" not in found:
        return Step()
    base = json.loads(found["file.base"])
    return Step(found["file.sha256"], found["file.stamp"] == _stamp(db), base["text"], base["keys"])


def remember(db: sqlite3.Connection, data: bytes, keys: Mapping[str, str], *, in_step: bool) -> None:
    """Remember the file of these bytes, and what the log calls each path in it."""
    base = json.dumps({"text": data.decode("utf-8", "replace"), "keys": dict(keys)}, ensure_ascii=False)
    values = {
        "file.sha256": hashlib.sha256(data).hexdigest(),
        "file.stamp": _stamp(db) if in_step else "",
        "file.base": base,
    }
    db.executemany("INSERT OR REPLACE INTO setting VALUES (?, ?)", list(values.items()))


def live_keys(db: sqlite3.Connection) -> dict[str, str]:
    """Return the key of every dimension and code in use, by path."""
    return dict(db.execute("SELECT path, key FROM code WHERE retired = 0").fetchall())


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
    _append(transaction, coder, Translator(transaction.db, merged), (changes, new), action, undoable=undoable)
    return changes


def record_file(transaction: Transaction, coder: str, data: bytes, new: Codebook, action: str) -> list[Change]:
    """Append what was edited in the file since it was last in step, and remember the file; return the differences.

    Args:
        transaction: what the study has in hand.
        coder: who opened it.
        data: the bytes of the file.
        new: the codebook in it.
        action: in words.
    """
    from coder.files.codebook_yaml import read_codebook_text

    db = transaction.db
    step = last_step(db)
    before = read_codebook_text(step.text) if step.keys is not None and not step.in_step else None
    keys = step.keys if before is not None else None
    changes = diff(before or without_retired(read_codebook(db)), new)
    translator = Translator(db, keys=keys)
    _append(transaction, coder, translator, (changes, new), action, undoable=False)
    in_step = without_retired(read_codebook(db)) == new
    remember(db, data, live_keys(db) if in_step else translator.keys, in_step=in_step)
    return changes


def _append(
    transaction: Transaction,
    coder: str,
    translator: Translator,
    to: tuple[list[Change], Codebook],
    action: str,
    *,
    undoable: bool,
) -> None:
    facts = translator.facts(*to)
    if facts:
        batch = transaction.log.begin(coder, action, undoable=undoable)
        for kind, subject, data in facts:
            transaction.log.append(batch, coder, kind, subject, data)
        fold_codebook(transaction.db)


def _stamp(db: sqlite3.Connection) -> str:
    row = db.execute("SELECT value FROM setting WHERE name = 'codebook.stamp'").fetchone()
    return str(row[0]) if row else ""
