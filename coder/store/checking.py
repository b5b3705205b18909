"""Checking a study: the file itself, and its tables against the log."""

import hashlib
from collections.abc import Iterator

from coder.model.language import N_, _, ngettext
from coder.store.connections import Transaction

TABLES = {
    "code": N_("the codebook"),
    "matrix": N_("the matrices"),
    "source": N_("the list of sources"),
    "speaker_case": N_("participants and respondents"),
    "fragment": N_("the text of fragments"),
    "coding": N_("codings"),
    "coding_code": N_("the codes of codings"),
    "review": N_("reviews"),
}
"""Every projection, in words."""

_ORDER = {"speaker_case": "source, label", "matrix": "position"}
_COLUMNS = {"speaker_case": "source, label, attributes"}


def check(transaction: Transaction, *, rebuild: bool) -> list[str]:
    """Return what is wrong, in sentences; with `rebuild`, the tables are as the log has them afterwards."""
    damage = list(_damage(transaction))
    if damage:
        # What SQLite cannot read whole is not to be built upon.
        return damage
    before = _digests(transaction)
    transaction.db.execute("SAVEPOINT rebuilt")
    transaction.fold.everything()
    changed = [table for table, digest in _digests(transaction).items() if digest != before[table]]
    if not rebuild:
        transaction.db.execute("ROLLBACK TO rebuilt")
    transaction.db.execute("RELEASE rebuilt")
    said = _("made anew, it differed from the log: {table}") if rebuild else _("differs from the log: {table}")
    return [said.format(table=_(TABLES[table])) for table in changed] + list(_orphans(transaction))


def _damage(transaction: Transaction) -> Iterator[str]:
    for (line,) in transaction.db.execute("PRAGMA integrity_check(10)").fetchall():
        if line != "ok":
            yield _("the file is damaged: {line}").format(line=line)
    for table, *_where in transaction.db.execute("PRAGMA foreign_key_check").fetchmany(10):
        yield _("{table} point to something that is not there").format(table=_(TABLES.get(table, table)))


def _orphans(transaction: Transaction) -> Iterator[str]:
    """Tell of codings in force whose source is not in the study: they wait until it is imported again."""
    (orphans,) = transaction.db.execute(
        """SELECT count(*) FROM event e JOIN batch b ON b.id = e.batch
           WHERE e.kind = 'coding.added' AND b.undone IS NULL AND NOT EXISTS
           (SELECT 1 FROM coding WHERE id = e.seq) AND NOT EXISTS
           (SELECT 1 FROM event r JOIN batch x ON x.id = r.batch
            WHERE r.subject = hex(e.id) AND r.kind = 'coding.removed' AND x.undone IS NULL)"""
    ).fetchone()
    if orphans:
        said = ngettext(
            "{n} coding belongs to a source that is not in the study; import it again to see it",
            "{n} codings belong to sources that are not in the study; import those again to see them",
            orphans,
        )
        yield said.format(n=orphans)


def _digests(transaction: Transaction) -> dict[str, str]:
    found = {}
    for table in TABLES:
        digest = hashlib.sha256()
        rows = f"SELECT {_COLUMNS.get(table, '*')} FROM {table} ORDER BY {_ORDER.get(table, '1, 2')}"
        for row in transaction.db.execute(rows):
            digest.update(repr(row).encode("utf-8", "surrogatepass"))
        found[table] = digest.hexdigest()
    return found
