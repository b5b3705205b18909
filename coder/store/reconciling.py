"""Reconciling: what the coders settle on becomes the codings of `consensus`, with who settled it and why in the log."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from coder.model import CoderError, Coding, CodingLine
from coder.model.coding import CONSENSUS, RECONCILE
from coder.model.language import N_, _
from coder.model.reconciling import Settlement, agree, united
from coder.model.text import printable
from coder.store import ids
from coder.store.batches import Batch, storable
from coder.store.connections import Transaction
from coder.store.double_coding import DoubleCoding
from coder.store.fold import coding_subject
from coder.store.schema import MAX_ORDINAL, ORDINAL_BITS

_SETTLED = """SELECT e.data FROM event e JOIN batch b ON b.id = e.batch JOIN coder k ON k.id = e.coder
WHERE e.subject = (SELECT key FROM source WHERE id = ?) || '#' || ? AND e.kind = 'review.added' AND k.name = ?
AND b.undone IS NULL ORDER BY e.id DESC LIMIT 1"""


class Reconciling(DoubleCoding):
    """The changes that reconciling makes. Each is one action, and is undone as one."""

    def reconcile(self, fragment: str, codings: Iterable[CodingLine], reason: str = "") -> list[Coding]:
        """Settle a fragment: these become its codings by `consensus`, in place of any that it had.

        Args:
            fragment: address of the fragment.
            codings: what was settled on; none: that there is nothing to code here.
            reason: why, for the log.

        Returns:
            The codings of `consensus` on the fragment, in the order of its text.

        Raises:
            CoderError: an unknown fragment or code, or a span outside the text.
        """
        lines = list(codings)
        why = storable(reason.strip(), N_("reason"))

        def change(transaction: Transaction) -> None:
            key = self.fragment_key(fragment)
            before = self.codings_by_fragment([key], CONSENSUS).get(key, [])
            if not why and CONSENSUS in self.reviewers([key])[key] and _said(before) == _said(lines):
                return
            settling = _Settling(transaction, self.coder)
            settling.take(fragment, lines, {"reason": why} if why else {})
            settling.write(f"reconciled {fragment}{': ' if why else ''}{why}", in_place_of=before)

        self._writer.run(change)
        key = self.fragment_key(fragment)
        return self.codings_by_fragment([key], CONSENSUS).get(key, [])

    def settlement(self, fragment: int) -> Settlement | None:
        """Return who settled the fragment with this key and why; None if nobody did, or it was coded as consensus."""
        rows = self._readers.rows(_SETTLED, (fragment >> ORDINAL_BITS, fragment & MAX_ORDINAL, CONSENSUS))
        data = json.loads(rows[0][0] or "{}") if rows else {}
        if "by" not in data:
            return None
        return Settlement(data["by"], data.get("reason", ""), tuple(data.get("agreed", ())))

    def adopt_agreed(self, first: str, second: str) -> int:
        """Settle every fragment of which two coders said the same; return how many.

        The same is: the same combinations at the same places. Statements are the first coder's, or the second's where
        the first wrote none. Fragments that are settled already stay as they are.

        Raises:
            CoderError: a coder who has reviewed nothing, or twice the same one.
        """
        check_two(first, second, self.coders())

        def change(transaction: Transaction) -> int:
            settling = _Settling(transaction, self.coder)
            by_coder = [self._by_fragment(name) for name in (first, second)]
            for address in self.addresses(self._unsettled(first, second)):
                one, other = (codings.get(address, []) for codings in by_coder)
                if agree(one, other):
                    settling.take(address, united(one, other), {"agreed": [first, second]})
            settling.write(f"reconciled {len(settling.settled)} fragments on which {first} and {second} agree")
            return len(settling.settled)

        return self._writer.run(change)

    def _unsettled(self, first: str, second: str) -> list[int]:
        """Return the keys of the fragments that both have reviewed and `consensus` has not, in order."""
        both = set(self.reviewed_ids(first)).intersection(self.reviewed_ids(second))
        return sorted(both.difference(self.reviewed_ids(CONSENSUS)))

    def _by_fragment(self, coder: str) -> dict[str, list[Coding]]:
        found: dict[str, list[Coding]] = {}
        for coding in self.codings(coder):
            found.setdefault(coding.fragment, []).append(coding)
        return found


def check_two(first: str, second: str, known: list[str]) -> None:
    """Refuse two names unless both have coded and they differ.

    Raises:
        CoderError: in those cases; it names who has coded.
    """
    for name in (first, second):
        if name not in known:
            there = ", ".join(map(printable, known)) or _("nobody yet")
            raise CoderError(
                _("{name} has coded nothing; there are codings by {there}").format(name=printable(name), there=there)
            )
    if first == second:
        raise CoderError(
            _("it takes two coders, and {first} is one; name two different ones").format(first=printable(first))
        )


class _Settling:
    """Fragments on their way to being settled, written together."""

    def __init__(self, transaction: Transaction, coder: str) -> None:
        self._transaction = transaction
        self._coder = coder
        # What was coded when the code was in use may still be settled on.
        self._lines = Batch(transaction, coder, retired=True)
        self.settled: list[tuple[str, int, dict[str, Any]]] = []
        """Subject for the log, key and what the log should say, of each fragment."""

    def take(self, fragment: str, codings: Iterable[CodingLine], data: dict[str, Any]) -> None:
        key, subject = self._lines.locate(fragment)
        self.settled.append((subject, key, data))
        for line in codings:
            self._lines.take(replace(line, fragment=fragment, coder=CONSENSUS, origin=RECONCILE))

    def write(self, action: str, in_place_of: Iterable[Coding] = ()) -> None:
        if not self.settled:
            return
        db, log, fold = self._transaction.db, self._transaction.log, self._transaction.fold
        batch = log.begin(self._coder, action)
        gone = [coding.id for coding in in_place_of]
        for id_ in gone:
            (uuid,) = db.execute("SELECT id FROM event WHERE seq = ?", (id_,)).fetchone()
            log.append(batch, CONSENSUS, "coding.removed", coding_subject(ids.text(uuid)), {})
        if gone:
            fold.codings(gone)
        self._lines.write_to(batch)
        reviews = ((CONSENSUS, subject, {**data, "by": self._coder}) for subject, _, data in self.settled)
        log.append_many(batch, "review.added", reviews)
        fold.add_reviews((log.coder(CONSENSUS), key) for _, key, _ in self.settled)


def _said(codings: Iterable[Coding | CodingLine]) -> "Counter[tuple[Any, ...]]":
    return Counter((frozenset(c.codes), c.span, c.statement, c.memo) for c in codings)
