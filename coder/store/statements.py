"""What the appendix prints, edited where it stands: the wording of statements, and their order in a cell."""

import json
from collections.abc import Sequence

from coder.model import CoderError, Coding
from coder.model.coding import CONSENSUS
from coder.model.language import N_, _
from coder.model.text import printable
from coder.store import ids
from coder.store.batches import storable
from coder.store.connections import Transaction, Writer
from coder.store.fold import coding_subject
from coder.store.fragments import PAGE
from coder.store.reading import Reading
from coder.store.schema import RARE

Orders = dict[tuple[str, str], tuple[int, ...]]
"""Keys of codings in the order of their statements, by the paths of row and column; empty: the unplaced one."""


class Statements(Reading):
    """The changes that editing a matrix makes. Each is one action, and is undone as one."""

    coder: str
    _writer: Writer

    def may_reword(self, coding: Coding) -> bool:
        """Say whether this coder changes the statement of a coding: of one's own, and of what was settled together."""
        return coding.coder in (self.coder, CONSENSUS)

    def reword(self, codings: Sequence[int], statement: str | None) -> list[Coding]:
        """Give codings the same statement, as one action; return those of others, which stay as they are.

        One's own change, and those of `consensus`, which are everybody's. What another coder wrote is that coder's.

        Args:
            codings: their keys.
            statement: what the appendix is to print; None or nothing prints the text itself.

        Raises:
            CoderError: a coding is no longer there, or all of them are somebody else's; nothing changed.
        """
        text = storable(statement.strip(), N_("statement")) if statement and statement.strip() else None

        def change(transaction: Transaction) -> list[Coding]:
            found = [self.coding(id_) for id_ in codings]
            mine = [coding for coding in found if self.may_reword(coding)]
            others = [coding for coding in found if not self.may_reword(coding)]
            if not mine:
                names = ", ".join(sorted({printable(coding.coder) for coding in others})) or _("nobody")
                raise CoderError(
                    _("that statement is {names}'s; only {names} changes it, or a reconciliation").format(names=names)
                )
            changed = [coding for coding in mine if coding.statement != text]
            if changed:
                where = changed[0].fragment if len(changed) == 1 else f"{len(changed)} codings"
                batch = transaction.log.begin(self.coder, f"changed the statement of {where}")
                for coding in changed:
                    (uuid,) = transaction.db.execute("SELECT id FROM event WHERE seq = ?", (coding.id,)).fetchone()
                    subject = coding_subject(ids.text(uuid))
                    transaction.log.append(batch, self.coder, "coding.changed", subject, {"statement": text})
                transaction.fold.codings(coding.id for coding in changed)
            return others

        return self._writer.run(change)

    def order_cell(self, matrix: str, row: str, column: str, codings: Sequence[int]) -> None:
        """Put the statements of a cell in order; those that come later follow in the order of the study.

        Args:
            matrix: its id.
            row: path of the row's code; empty: the unplaced row.
            column: path of the column's code; empty: the unplaced column.
            codings: keys of the codings behind the statements, in the order wanted.

        Raises:
            CoderError: there is no such matrix or code, or a coding is no longer there.
        """
        spec = self.codebook.matrix(matrix)
        for path in (row, column):
            if path:
                self.codebook.code(path)

        def change(transaction: Transaction) -> None:
            keys = dict(transaction.db.execute("SELECT path, key FROM code").fetchall())
            order = []
            for id_ in codings:
                self.coding(id_)
                (uuid,) = transaction.db.execute("SELECT id FROM event WHERE seq = ?", (id_,)).fetchone()
                order.append(ids.text(uuid))
            batch = transaction.log.begin(self.coder, f"ordered a cell of {spec.id}")
            data = {"row": keys.get(row, ""), "column": keys.get(column, ""), "order": order}
            transaction.log.append(batch, self.coder, "cell.ordered", spec.id, data)

        self._writer.run(change)

    def cell_orders(self, matrix: str) -> Orders:
        """Return the orders that were given to cells of a matrix; of the same cell the last one counts."""
        events = [
            json.loads(data)
            for (data,) in self._readers.rows(
                f"""SELECT e.data FROM event e JOIN batch b ON b.id = e.batch
                    WHERE {RARE} AND e.kind = 'cell.ordered' AND e.subject = ? AND b.undone IS NULL ORDER BY e.id""",
                (matrix,),
            )
        ]
        if not events:
            return {}
        paths = dict(self._readers.rows("SELECT o.key, t.path FROM code o JOIN code t ON t.id = o.target"))
        keys = self._keys_of({name for event in events for name in event["order"]})
        return {
            (paths.get(event["row"], ""), paths.get(event["column"], "")): tuple(
                keys[name] for name in event["order"] if name in keys
            )
            for event in events
        }

    def _keys_of(self, names: set[str]) -> dict[str, int]:
        """Return the keys of codings by what the log calls them; those that are not in this copy are left out."""
        wanted = sorted(uuid for name in names if (uuid := ids.parse(name)) is not None)
        found: dict[str, int] = {}
        for first in range(0, len(wanted), PAGE):
            page = tuple(wanted[first : first + PAGE])
            rows = self._readers.rows(f"SELECT id, seq FROM event WHERE id IN ({','.join('?' * len(page))})", page)
            found |= {ids.text(id_): seq for id_, seq in rows}
        return found
