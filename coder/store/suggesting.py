"""What was suggested and what came of it, in the log; and the decisions that suggestions are learned from."""

import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from coder.model import CoderError
from coder.model.coding import CONSENSUS
from coder.model.language import _
from coder.model.suggestion import Decision, Judged, Shown
from coder.store import ids
from coder.store.batches import Batch
from coder.store.connections import Transaction, Writer
from coder.store.fold import locate
from coder.store.fragments import PAGE, marks, pages
from coder.store.reading import Reading
from coder.store.schema import RARE

_MINE = f"""(k.name = ?1 AND NOT EXISTS (SELECT 1 FROM review r JOIN coder x ON x.id = r.coder
WHERE x.name = '{CONSENSUS}' AND r.fragment = c.fragment) OR k.name = '{CONSENSUS}')"""
"""A coder's codings, and what was settled in place of them."""
_CODED = f"""SELECT e.id, c.id, c.fragment, f.text, f.question FROM coding c JOIN event e ON e.seq = c.id
JOIN fragment f ON f.id = c.fragment JOIN coder k ON k.id = c.coder WHERE {_MINE}"""
_OWN = f"""own AS (SELECT c.fragment, c.combination, max(c.id) AS coding, max(e.id) AS at FROM coding c
JOIN event e ON e.seq = c.id JOIN coder k ON k.id = c.coder WHERE {_MINE} GROUP BY c.fragment, c.combination)"""
_SAMPLE = f"""WITH {_OWN}, last AS MATERIALIZED (SELECT fragment, max(at) AS at FROM own GROUP BY fragment),
ranked AS (SELECT last.fragment, dense_rank() OVER (PARTITION BY o.target ORDER BY last.at DESC) AS rank
FROM own JOIN last ON last.fragment = own.fragment JOIN coding_code x ON x.coding = own.coding
JOIN code o ON o.id = x.code)
SELECT fragment FROM (SELECT fragment FROM last ORDER BY at DESC LIMIT ?2)
UNION SELECT fragment FROM ranked WHERE rank <= ?3"""
_COMBINED = f"""SELECT t.codes, f.question, count(*) FROM coding c JOIN event e ON e.seq = c.id
JOIN fragment f ON f.id = c.fragment JOIN coder k ON k.id = c.coder JOIN combination t ON t.id = c.combination
WHERE {_MINE} GROUP BY c.combination, f.question ORDER BY min(e.id)"""
_JUDGED = f"""SELECT e.id, e.subject, e.data, k.name FROM event e JOIN batch b ON b.id = e.batch
JOIN coder k ON k.id = e.coder WHERE {RARE} AND e.kind = 'suggestion.judged' AND b.undone IS NULL"""
_REJECTED = f"""{_JUDGED} AND k.name = ? AND e.data LIKE '%"outcome":"rejected"%'"""
_TAKEN_LAST = f"""SELECT e.subject FROM event e JOIN coder k ON k.id = e.coder
WHERE {RARE} AND e.kind = 'suggestion.ordered' AND k.name = ? ORDER BY e.id DESC LIMIT 1"""
_BORN = f"""SELECT o.id, t.path FROM event o JOIN batch b ON b.id = o.batch JOIN code c ON c.key = o.subject
JOIN code t ON t.id = c.target WHERE {RARE} AND o.kind = 'code.added' AND b.undone IS NULL ORDER BY o.id"""


class Suggesting(Reading):
    """Suggestions that were turned down, and what is to be learned."""

    coder: str
    _writer: Writer

    def reject(self, fragment: str, codes: tuple[str, ...], shown: Shown) -> None:
        """Note that the coder turned down these codes, which were suggested together for a fragment.

        Raises:
            CoderError: they were not suggested, or the fragment is unknown.
        """
        if shown.rank(codes) is None:
            raise CoderError(
                _("{codes} was not suggested for {fragment}, so it cannot be rejected").format(
                    codes=self.codebook.label(codes), fragment=fragment
                )
            )

        def change(transaction: Transaction) -> None:
            batch = Batch(transaction, self.coder)
            batch.judge(fragment, shown, codes, "rejected")
            label = self.codebook.label(codes)
            batch.write_to(transaction.log.begin(self.coder, f"rejected {label} for {fragment}"))

        self._writer.run(change)

    def take_in_active_order(self, fragment: str) -> None:
        """Note that the coder was given this fragment as the one that teaches most; once, however often it is asked.

        It takes nothing from what undo and redo do. Raises CoderError on an unknown fragment.
        """

        def change(transaction: Transaction) -> None:
            batch = Batch(transaction, self.coder)
            subject = batch.locate(fragment)[1]
            if self._readers.rows(_TAKEN_LAST, (self.coder,)) != [(subject,)]:
                key = transaction.log.begin(self.coder, f"took {fragment} in active order", undoable=False)
                transaction.log.append(key, self.coder, "suggestion.ordered", subject, {"order": "active"})

        self._writer.run(change)

    def judged(self) -> list[Judged]:
        """Return what coders made of suggestions, in the order of the log; what was undone is not there."""
        paths = self._paths_by_key()
        sources: dict[str, int] = dict(self._readers.rows("SELECT key, id FROM source WHERE present = 1"))
        rows = self._readers.rows(f"{_JUDGED} ORDER BY e.id")
        return [
            _judged(coder, fragment, json.loads(data), paths)
            for _, subject, data, coder in rows
            if (fragment := locate(sources, subject)) is not None
        ]

    def rejected(self, fragment: int, coder: str | None = None) -> list[tuple[str, ...]]:
        """Return the combinations that a coder turned down for a fragment, by its key."""
        address = self.address(fragment)
        (key,) = self._readers.rows("SELECT key FROM source WHERE slug = ?", (address.rpartition("#")[0],))[0]
        subject = f"{key}#{address.rpartition('#')[2]}"
        paths = self._paths_by_key()
        rows = self._readers.rows(f"{_REJECTED} AND e.subject = ?", (coder or self.coder, subject))
        return [_paths(json.loads(data)["codes"], paths) for _, _, data, _ in rows]

    def learning(self, coder: str | None = None, fragments: Sequence[int] | None = None) -> list[Decision]:
        """Return the decisions that suggestions for a coder are learned from, in the order of the log.

        Those are what the coder coded, and the consensus: in place of the coder's own codings where a fragment is
        settled. What a colleague decided is not among them: it would pull coders towards each other, and agreement with
        it. What the coder rejected counts once the fragment is reviewed: until then a combination may be wrong in one
        of its codes only, and the coding to come says in which.

        Args:
            coder: None: whoever opened the study.
            fragments: keys; of these only.
        """
        name = coder or self.coder
        born = self._readers.rows(_BORN)
        moments = [at for at, _ in born]
        considered: dict[int, frozenset[str]] = {}

        def known(at: bytes) -> frozenset[str]:
            count = bisect_left(moments, at)
            if count not in considered:
                considered[count] = frozenset(path for _, path in born[:count])
            return considered[count]

        found = [*self._learned_from_codings(name, fragments), *self._learned_from_rejections(name, fragments)]
        found.sort(key=lambda row: row[0])
        addresses = self.addresses([row[1] for row in found])
        return [
            Decision(ids.text(at), key, address, text, question, given, refused, known(at))
            for (at, key, text, question, given, refused), address in zip(found, addresses, strict=True)
        ]

    def learning_sample(self, coder: str, newest: int, per_code: int) -> list[int]:
        """Return the keys of the fragments that are worth learning from in a large study, in the order of the study.

        Those are the `newest` that the coder decided on last, for each code the last `per_code` that have it, and all
        of which a suggestion was turned down.
        """
        found = {key for (key,) in self._readers.rows_once(_SAMPLE, (coder, newest, per_code))}
        return sorted(found | {key for _, key, _ in self._reviewed_rejections(coder, None)})

    def combined(self, coder: str) -> list[tuple[tuple[str, ...], str, int]]:
        """Return each combination that a coder gave, the question that was answered, and how often; oldest first."""
        places = {
            id_: (position, path)
            for id_, position, path in self._readers.rows(
                "SELECT o.id, t.position, t.path FROM code o JOIN code t ON t.id = o.target"
            )
        }
        return [
            (tuple(path for _, path in sorted({places[int(code)] for code in codes.split(",")})), question, count)
            for codes, question, count in self._readers.rows_once(_COMBINED, (coder,))
            if codes
        ]

    def _learned_from_codings(self, coder: str, fragments: Sequence[int] | None) -> Iterator["_Row"]:
        rows = [
            row
            for where, page in _narrowed(fragments, "c.fragment")
            for row in self._readers.rows(f"{_CODED} {where}", (coder, *page))
        ]
        codes = self._codes_of(None if fragments is None and len(rows) > PAGE else [row[1] for row in rows])
        for at, id_, key, text, question in rows:
            yield at, key, text, question, codes.get(id_, ()), ()

    def _learned_from_rejections(self, coder: str, fragments: Sequence[int] | None) -> Iterator["_Row"]:
        kept = self._reviewed_rejections(coder, fragments)
        about = {fragment.id: fragment for fragment in self.fragments_by_id(sorted({key for _, key, _ in kept}))}
        paths = self._paths_by_key()
        for at, key, data in kept:
            yield at, key, about[key].text, about[key].question, (), _paths(data["codes"], paths)

    def _reviewed_rejections(self, coder: str, fragments: Sequence[int] | None) -> list[tuple[bytes, int, Any]]:
        """Return event, fragment and data of what was turned down, where the fragment is reviewed since."""
        sources: dict[str, int] = dict(self._readers.rows("SELECT key, id FROM source WHERE present = 1"))
        wanted = None if fragments is None else set(fragments)
        found = [
            (at, key, data)
            for at, subject, data, _ in self._readers.rows(_REJECTED, (coder,))
            if (key := locate(sources, subject)) is not None and (wanted is None or key in wanted)
        ]
        reviewed: set[int] = set()
        for page in pages(sorted({one[1] for one in found})):
            rows = self._readers.rows(
                f"""SELECT fragment FROM review WHERE coder = (SELECT id FROM coder WHERE name = ?)
                    AND fragment IN ({marks(page)})""",
                (coder, *page),
            )
            reviewed.update(key for (key,) in rows)
        return [(at, key, json.loads(data)) for at, key, data in found if key in reviewed]

    def _paths_by_key(self) -> dict[str, str]:
        return dict(self._readers.rows("SELECT o.key, t.path FROM code o JOIN code t ON t.id = o.target"))


_Row = tuple[bytes, int, str, str, tuple[str, ...], tuple[str, ...]]
"""Event, fragment, its text and question, codes given and codes rejected."""


def _narrowed(fragments: Sequence[int] | None, column: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield a condition and its parameters for each query that it takes to ask for some fragments, or for all."""
    if fragments is None:
        yield "", ()
        return
    for page in pages(fragments):
        yield f"AND {column} IN ({marks(page)})", page


def _judged(coder: str, fragment: int, data: Mapping[str, Any], paths: Mapping[str, str]) -> Judged:
    listed = tuple((_paths(one["codes"], paths), float(one["p"])) for one in data["shown"])
    return Judged(
        coder, fragment, listed, data["on_screen"], data["outcome"], data["rank"], _paths(data["codes"], paths),
        data["order"],
    )  # fmt: skip


def _paths(keys: Iterable[str], paths: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(paths[key] for key in keys if key in paths))
