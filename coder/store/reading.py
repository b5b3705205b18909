"""What a study can be asked about codings, reviews and the log."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from typing import Any

from coder.model import CoderError, Coding, Event
from coder.model.coding import CONSENSUS
from coder.model.language import _
from coder.model.text import printable
from coder.store.changes import changed_since
from coder.store.fragments import PAGE, Fragments, marks, pages
from coder.store.history import KINDS, Action, read_history
from coder.store.judgements import Judgements, read_judgements
from coder.store.log import read_event
from coder.store.schema import ORDINAL_BITS

_CODING = """SELECT c.id, c.fragment, k.name, c.start, c.stop, c.statement, c.memo, c.origin
FROM coding c JOIN coder k ON k.id = c.coder"""
_IN_ORDER = "ORDER BY c.fragment, coalesce(c.start, 0), c.id"


class Reading(Fragments):
    """The questions. `Study` adds the changes."""

    def codings_by_fragment(self, ids: Sequence[int], coder: str | None = None) -> dict[int, list[Coding]]:
        """Return the codings on a page of fragments by fragment key; of one coder or of everybody."""
        found: dict[int, list[Coding]] = {}
        for page in pages(ids):
            where = f"WHERE c.fragment IN ({marks(page)})" + (" AND k.name = ?" if coder is not None else "")
            rows = self._readers.rows(f"{_CODING} {where} {_IN_ORDER}", (*page, coder) if coder is not None else page)
            for row, coding in zip(rows, self._codings(rows, [row[0] for row in rows]), strict=True):
                found.setdefault(row[1], []).append(coding)
        return found

    def codings(
        self,
        coder: str | None = None,
        source: str | None = None,
        codes: tuple[str, ...] = (),
        *,
        consensus: bool = False,
        limit: int | None = None,
    ) -> list[Coding]:
        """Return codings in source order.

        Args:
            coder: of this coder only; None: of everybody.
            source: in this source only.
            codes: those that have all of these codes.
            consensus: where `consensus` has reviewed a fragment, only its codings.
            limit: the first so many.
        """
        wanted = {self.codebook.code(path).path for path in codes}
        where = [self._within("c.fragment", source, keyword="")] if source is not None else []
        parameters: list[Any] = []
        if coder is not None:
            where.append("k.name = ?")
            parameters.append(coder)
        if consensus:
            where.append(
                """(k.name = ? OR NOT EXISTS (SELECT 1 FROM review r JOIN coder x ON x.id = r.coder
                    WHERE x.name = ? AND r.fragment = c.fragment))"""
            )
            parameters += [CONSENSUS, CONSENSUS]
        for path in wanted:
            where.append(
                """c.id IN (SELECT coding FROM coding_code JOIN code ON code.id = coding_code.code
                            WHERE target = (SELECT id FROM code WHERE path = ?))"""
            )
            parameters.append(path)
        condition = f"WHERE {' AND '.join(where)}" if where else ""
        rows = self._readers.rows(f"{_CODING} {condition} {_IN_ORDER} LIMIT ?", (*parameters, limit or -1))
        return list(self._codings(rows, None if len(rows) > PAGE else [row[0] for row in rows]))

    def codings_with(self, ids: Sequence[int]) -> list[Coding]:
        """Return the codings with these keys, in source order; those that are no longer there are left out."""
        rows = [
            row
            for page in pages(ids)
            for row in self._readers.rows(f"{_CODING} WHERE c.id IN ({marks(page)}) {_IN_ORDER}", page)
        ]
        return list(self._codings(rows, [row[0] for row in rows]))

    def coding(self, id_: int) -> Coding:
        """Return one coding.

        Raises:
            CoderError: it is no longer there.
        """
        rows = self._readers.rows(f"{_CODING} WHERE c.id = ?", (id_,))
        if not rows:
            raise CoderError(_("that coding is no longer there; it was removed or undone"))
        return next(self._codings(rows, [id_]))

    def texts(self, codings: Sequence[Coding]) -> list[str]:
        """Return the text that each coding is about: its span's, or the whole fragment's."""
        keys = {slug: number << ORDINAL_BITS for number, slug in self._slugs().items()}
        ids = [
            keys[slug] | int(ordinal) for slug, _, ordinal in (coding.fragment.rpartition("#") for coding in codings)
        ]
        wanted = sorted(set(ids))
        if len(wanted) > 20 * PAGE:
            texts = dict(self._readers.rows("SELECT id, text FROM fragment"))
        else:
            texts = dict(
                row
                for page in pages(wanted)
                for row in self._readers.rows(f"SELECT id, text FROM fragment WHERE id IN ({marks(page)})", page)
            )
        return [
            texts[id_] if coding.span is None else texts[id_][slice(*coding.span)]
            for id_, coding in zip(ids, codings, strict=True)
        ]

    def reviewed_ids(self, coder: str, source: str | None = None) -> "array[int]":
        """Return the keys of the fragments that a coder has reviewed, in the order of the study."""
        within = self._within("fragment", source, keyword="AND")
        rows = self._readers.rows(
            f"""SELECT group_concat(fragment) FROM (
                    SELECT fragment FROM review WHERE coder = (SELECT id FROM coder WHERE name = ?) {within}
                    ORDER BY fragment
                )""",  # one text takes a third of the time of 100,000 rows
            (coder,),
        )
        return array("q", map(int, rows[0][0].split(",") if rows[0][0] else ()))

    def reviewers(self, ids: Sequence[int]) -> dict[int, set[str]]:
        """Return who has reviewed each fragment of a page, by fragment key."""
        found: dict[int, set[str]] = {key: set() for key in ids}
        for page in pages(ids):
            for key, name in self._readers.rows(
                f"""SELECT r.fragment, k.name FROM review r JOIN coder k ON k.id = r.coder
                    WHERE r.fragment IN ({marks(page)})""",
                page,
            ):
                found[key].add(name)
        return found

    def next_unreviewed(self, coder: str, after: int) -> int | None:
        """Return the key of the next fragment that a coder has not reviewed, from the start after the end."""
        for first, last in ((after + 1, 1 << 62), (0, after)):
            rows = self._readers.rows(
                """SELECT id FROM fragment WHERE id BETWEEN ? AND ? AND NOT EXISTS
                   (SELECT 1 FROM review WHERE coder = (SELECT id FROM coder WHERE name = ?) AND fragment = fragment.id)
                   ORDER BY id LIMIT 1""",
                (first, last, coder),
            )
            if rows:
                return int(rows[0][0])
        return None

    def code_counts(self, coder: str | None = None) -> dict[str, int]:
        """Return how many codings each code has, by path; of one coder or of everybody."""
        return dict(
            self._readers.rows(
                """SELECT t.path, count(DISTINCT c.id) FROM coding c JOIN coding_code x ON x.coding = c.id
                   JOIN code o ON o.id = x.code JOIN code t ON t.id = o.target
                   WHERE ?1 IS NULL OR c.coder = (SELECT id FROM coder WHERE name = ?1) GROUP BY t.id""",
                (coder,),
            )
        )

    def code_counts_by_coder(self) -> dict[str, dict[str, int]]:
        """Return how many codings of each coder each code has: coder, path, count; coders by name."""
        found: dict[str, dict[str, int]] = {}
        for coder, path, count in self._readers.rows(
            """SELECT k.name, t.path, count(DISTINCT c.id) FROM coding c JOIN coder k ON k.id = c.coder
               JOIN coding_code x ON x.coding = c.id JOIN code o ON o.id = x.code JOIN code t ON t.id = o.target
               GROUP BY k.id, t.id ORDER BY k.name"""
        ):
            found.setdefault(coder, {})[path] = count
        return found

    def last_combinations(self, coder: str | None = None, limit: int = 50) -> list[tuple[tuple[str, ...], int]]:
        """Return combinations, last used first, with how often each was used; from the last 5,000 codings."""
        rows = self._readers.rows(
            f"""{_CODING} WHERE ?1 IS NULL OR c.coder = (SELECT id FROM coder WHERE name = ?1)
                ORDER BY c.id DESC LIMIT 5000""",
            (coder,),
        )
        used: dict[tuple[str, ...], int] = {}
        for coding in self._codings(rows, [row[0] for row in rows]):
            used[coding.codes] = used.get(coding.codes, 0) + 1
        return list(used.items())[:limit]

    def judgements(self, coders: Sequence[str], *, spans: bool = False, origins: bool = False) -> Judgements:
        """Return what these coders reviewed and assigned, as arrays: what agreement is computed from.

        Args:
            coders: names, in the order of the arrays.
            spans: with the place of each coding in the text, too.
            origins: with what was decided while suggestions were on screen, too.
        """
        return read_judgements(self._readers, self.codebook, coders, spans=spans, origins=origins)

    def changed_since(self, revision: int) -> list[int] | None:
        """Return the keys of the fragments about which something was decided after a revision, in order.

        None where so much changed that all is to be read again: sources, the codebook, or a great many fragments.
        """
        return changed_since(self._readers, revision)

    def coders(self) -> list[str]:
        """Return who has reviewed anything, by name."""
        return [
            name
            for (name,) in self._readers.rows(
                "SELECT name FROM coder c WHERE EXISTS (SELECT 1 FROM review WHERE coder = c.id) ORDER BY name"
            )
        ]

    def history(
        self,
        limit: int = 100,
        before: str | None = None,
        *,
        coder: str | None = None,
        kind: str | None = None,
        fragment: str | None = None,
    ) -> list[Action]:
        """Return what people did, newest first.

        Args:
            limit: at most so many actions.
            before: only what came before the action with this id.
            coder: of this coder only.
            kind: only what is about `codings`, `reviews`, `codebook` or `sources`, or is `undo`.
            fragment: only what touched the fragment at this address.

        Raises:
            CoderError: there is no such kind or fragment.
        """
        if kind is not None and kind not in KINDS:
            raise CoderError(
                _("the history has {kinds}; not “{kind}”").format(kinds=", ".join(KINDS), kind=printable(kind))
            )
        place = None
        if fragment is not None:
            key = self.fragment_key(fragment)
            ((source,),) = self._readers.rows("SELECT key FROM source WHERE id = ?", (key >> ORDINAL_BITS,))
            place = (key, f"{source}#{key & (1 << ORDINAL_BITS) - 1}", fragment)
        return read_history(self._readers.rows, limit, before, coder=coder, kind=kind, fragment=place)

    def log(self, limit: int = 50) -> list[Event]:
        """Return the last events, newest first; the text of an imported source is left out."""
        rows = self._readers.rows(
            """SELECT e.id, b.uuid, k.name, e.kind, e.subject,
                 CASE WHEN e.kind = 'source.added'
                 THEN json_object('name', json_extract(e.data, '$.name'), 'sha256', json_extract(e.data, '$.sha256'))
                 ELSE e.data END
               FROM event e JOIN batch b ON b.id = e.batch JOIN coder k ON k.id = e.coder ORDER BY e.id DESC LIMIT ?""",
            (limit,),
        )
        names = dict(self._readers.rows("SELECT key, slug FROM source"))
        return [_readable(read_event(row), names) for row in rows]

    def _codings(self, rows: Sequence[tuple[Any, ...]], ids: Sequence[int] | None) -> Iterator[Coding]:
        """Yield codings from their rows; `ids` are their keys, None where there are too many to name."""
        slugs = self._slugs()
        mask = (1 << ORDINAL_BITS) - 1
        codes = self._codes_of(ids)
        for id_, fragment, coder, start, stop, statement, memo, origin in rows:
            span = None if start is None else (start, stop)
            address = f"{slugs[fragment >> ORDINAL_BITS]}#{fragment & mask}"
            yield Coding(id_, address, coder, codes.get(id_, ()), span, statement, memo, origin)

    def _codes_of(self, ids: Sequence[int] | None) -> dict[int, tuple[str, ...]]:
        """Return the combination of each coding, in codebook order; each distinct one is made once."""
        sql = "SELECT coding, code FROM coding_code"
        pairs = (
            self._readers.rows(f"{sql} ORDER BY coding")
            if ids is None
            else [
                row
                for page in pages(sorted(ids))
                for row in self._readers.rows(f"{sql} WHERE coding IN ({marks(page)}) ORDER BY coding", page)
            ]
        )
        places: dict[int, tuple[int, str]] = {
            id_: (position, path)
            for id_, position, path in self._readers.rows(
                "SELECT o.id, t.position, t.path FROM code o JOIN code t ON t.id = o.target"
            )
        }
        made: dict[tuple[int, ...], tuple[str, ...]] = {}
        found: dict[int, tuple[str, ...]] = {}
        for coding, group in groupby(pairs, key=itemgetter(0)):
            key = tuple(code for _, code in group)
            if key not in made:
                made[key] = tuple(path for _, path in sorted({places[code] for code in key}))
            found[coding] = made[key]
        return found


def _readable(event: Event, names: Mapping[str, str]) -> Event:
    """Return an event that calls sources by their id in this study instead of by their content."""

    def address(text: str) -> str:
        key, mark, ordinal = text.partition("#")
        return f"{names.get(key, key)}{mark}{ordinal}"

    data = event.data
    if "fragment" in data:
        data = data | {"fragment": address(data["fragment"])}
    return replace(event, subject=address(event.subject), data=data)
