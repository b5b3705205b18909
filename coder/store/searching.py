"""Finding fragments by what they say, who said it, and how they were coded."""

import json
from array import array
from collections.abc import Iterator, Sequence
from typing import Any

from coder.model import Fragment
from coder.model.finding import Finding
from coder.model.language import _
from coder.model.query import Hit, Query, codes_meant, parse
from coder.model.text import fold, printable
from coder.store.connections import Inquiry
from coder.store.counting import Counting
from coder.store.fragments import FRAGMENT_COLUMNS
from coder.store.nearest import nearest
from coder.store.schema import ORDINAL_BITS

FIRST_LOOK = 500
"""Fragments looked at first where the index cannot decide; four times as many at each further look."""

LONGEST_LOOK = 8_000

_BETWEEN = "\x1f"
_BETWEEN_SQL = "char(31)"
"""Joins a speaker and a case where a pair is asked for."""


class Searching(Counting):
    """Questions in the words of a `Query`."""

    def find(
        self, query: Query, coder: str | None = None, limit: int = 200, after: int = 0, inquiry: Inquiry | None = None
    ) -> list[Hit]:
        """Return the first hits, in the order of the study.

        Args:
            query: what to look for; one that asks for nothing finds nothing.
            coder: whose work is missing for `uncoded` and `unreviewed` where the query names nobody; None: everybody's.
            limit: how many hits at most.
            after: only fragments after the one with this key.
            inquiry: lets another thread call the question off.

        Raises:
            CalledOff: through `inquiry`. A name that the study does not have finds nothing; `unknown` says so.
        """
        finding = Finding(query)
        rows: list[tuple[Any, ...]] = []
        for page in self._pages(query, coder, finding, FRAGMENT_COLUMNS, after, limit, inquiry or Inquiry()):
            rows += page
            if len(rows) >= limit:
                break
        return [Hit(fragment, finding.places(fragment.text)) for fragment in self._fragments(rows[:limit])]

    def find_ids(self, query: Query, coder: str | None = None, inquiry: Inquiry | None = None) -> "array[int]":
        """Return the keys of all hits, in the order of the study."""
        found = array("q")
        for page in self._pages(query, coder, Finding(query), "id, text", 0, None, inquiry or Inquiry()):
            found.extend(row[0] for row in page)
        return found

    def hits(self, query: Query, ids: Sequence[int]) -> list[Hit]:
        """Return the fragments with these keys, with the places of the words in them."""
        finding = Finding(query)
        return [Hit(fragment, finding.places(fragment.text)) for fragment in self.fragments_by_id(ids)]

    def unknown(self, query: Query) -> list[str]:
        """Return, in sentences, the names in a query that the study does not have."""
        said = []
        slugs = set(self._slugs().values())
        said += [str(self._no_source(source)) for source in query.sources if source not in slugs]
        for name in query.speakers:
            if not self._speakers(name):
                known = [speaker for pair in self.speakers() for speaker in pair if speaker]
                said.append(
                    _("no speaker “{name}”{near}").format(
                        name=printable(name), near=nearest(name, known, "coder cases")
                    )
                )
        attributes = self.attributes()
        for name, value in query.attributes:
            if not self._attributes([(name, value)]):
                values = next((known for known in attributes if fold(known) == fold(name)), None)
                near = nearest(name, attributes, "coder cases") if values is None else ""
                what = name if values is None else f"{name} {value}"
                said.append(_("nobody with attribute “{what}”{near}").format(what=printable(what), near=near))
        for code in dict.fromkeys(code for codes in query.codes for code in codes):
            if not codes_meant(self.codebook, code):
                said.append(self.codebook.missing(code))
        samples = self.samples() if query.samples else {}
        said += [
            _("no sample “{name}” in the study{near}").format(
                name=printable(name), near=nearest(name, samples, "coder sample")
            )
            for name in query.samples
            if name not in samples
        ]
        coders = self.all_coders()
        if query.coder and query.coder not in coders:
            there = ", ".join(map(printable, coders)) or _("nobody yet")
            said.append(
                _("no coder “{coder}”; there are codings by {there}").format(coder=printable(query.coder), there=there)
            )
        return said

    def search(self, line: str, limit: int = 200) -> list[Fragment]:
        """Return the first fragments that a typed line finds."""
        return [hit.fragment for hit in self.find(parse(line), limit=limit)]

    # What filters can name

    def speakers(self) -> list[tuple[str, str]]:
        """Return every speaker with the case that it belongs to, each pair once."""
        return [
            (str(speaker), str(case))
            for speaker, case in self._readers.rows("SELECT DISTINCT speaker, speaker_case FROM fragment")
        ]

    def attributes(self) -> dict[str, list[str]]:
        """Return the values of each attribute of participants and respondents, sorted."""
        found: dict[str, set[str]] = {}
        for _n, attributes in self._attribute_sets():
            for name, value in attributes.items():
                found.setdefault(name, set()).add(value)
        return {name: sorted(values) for name, values in found.items()}

    def all_coders(self) -> list[str]:
        """Return who has coded or reviewed anything, by name."""
        rows = self._readers.rows(
            """SELECT name FROM coder WHERE EXISTS (SELECT 1 FROM review WHERE coder = coder.id)
               OR id IN (SELECT DISTINCT coder FROM coding) ORDER BY name"""
        )
        return [str(name) for (name,) in rows]

    # How it is asked

    def _pages(
        self,
        query: Query,
        coder: str | None,
        finding: Finding,
        columns: str,
        after: int,
        limit: int | None,
        inquiry: Inquiry,
    ) -> Iterator[list[tuple[Any, ...]]]:
        """Yield rows of hits in order; the key comes first in `columns`, and a text second.

        All rows of a page are read at once: a reader half way would keep the writer from its commit.
        """
        if not query:
            return
        if finding.certain and limit is None:
            columns = "id"
        size = (limit or 1 << 62) if finding.certain else FIRST_LOOK
        with inquiry.answered_on(self._readers.connection):
            sql, parameters = self._as_sql(query, coder, finding, columns)
            while True:
                inquiry.check()
                rows = self._readers.rows(sql, (*parameters, after, size))
                yield rows if finding.certain else [row for row in rows if finding.holds(row[1])]
                if len(rows) < size:
                    return
                after, size = rows[-1][0], min(size * 4, max(size, LONGEST_LOOK))

    def _as_sql(self, query: Query, coder: str | None, finding: Finding, columns: str) -> tuple[str, tuple[Any, ...]]:
        """Return a query for `columns` of what may be hits; it still takes a key to start after, and a limit."""
        where, parameters = self._conditions(query, coder)
        key, origin = "f.id", "fragment f"
        if finding.runs:
            # The full-text index gives its rows in order of their key and stops when there are enough. All else is
            # asked of the rows that it gives: the `+` in conditions keeps SQLite from looking each of theirs up in it.
            key, origin = "s.rowid", "search s CROSS JOIN fragment f ON f.id = s.rowid"
            phrases = " ".join(f'"{run.replace(chr(34), chr(34) * 2)}"' for run in finding.runs)
            where, parameters = ["search MATCH ?", *where], [phrases, *parameters]
            if len(where) == 1 and columns == "id":
                origin = "search s"
        names = key if columns == "id" else ", ".join(f"f.{name.strip()}" for name in columns.split(","))
        conditions = " AND ".join([*where, f"{key} > ?"])
        return f"SELECT {names} FROM {origin} WHERE {conditions} ORDER BY {key} LIMIT ?", tuple(parameters)

    def _conditions(self, query: Query, coder: str | None) -> tuple[list[str], list[Any]]:
        where: list[str] = []
        parameters: list[Any] = []

        if query.sources:
            keys = {slug: number for number, slug in self._slugs().items()}
            numbers = [keys[source] for source in query.sources if source in keys]
            ranges = [f"f.id BETWEEN {n << ORDINAL_BITS} AND {(n + 1 << ORDINAL_BITS) - 1}" for n in numbers]
            where.append(f"({' OR '.join(ranges) or '0'})")
        if query.speakers:
            where.append(f"f.speaker || {_BETWEEN_SQL} || f.speaker_case IN (SELECT value FROM json_each(?))")
            parameters.append(json.dumps([pair for name in query.speakers for pair in self._speakers(name)]))
        if query.attributes:
            where.append(
                f"""(f.id >> {ORDINAL_BITS}, f.speaker_case) IN (SELECT source, label FROM speaker_case
                    WHERE attributes IN (SELECT value FROM json_each(?)))"""
            )
            parameters.append(json.dumps(self._attributes(query.attributes)))
        if query.samples:
            where.append("+f.id IN (SELECT value FROM json_each(?))")
            parameters.append(json.dumps(self._in_samples(query.samples)))
        missing = query.uncoded or query.unreviewed
        whose = self._coder_key(query.coder if query.coder else coder if missing else None)
        by = "" if whose is None else f" AND c.coder = {whose}"
        seen = self._seen_by(coder)
        where += [f"+f.id IN ({self._coded(codes, seen if missing else by + seen)})" for codes in query.codes]
        if query.coder and not query.codes and not missing:
            where.append(f"EXISTS (SELECT 1 FROM coding c WHERE c.fragment = f.id{by}{seen})")
        if query.uncoded:
            where.append(f"NOT EXISTS (SELECT 1 FROM coding c WHERE c.fragment = f.id{by})")
        if query.unreviewed:
            where.append(f"NOT EXISTS (SELECT 1 FROM review c WHERE c.fragment = f.id{by})")
        return where, parameters

    def _seen_by(self, coder: str | None) -> str:
        """Return a condition on coding `c`: that `coder` may see it. Everybody sees all, unless coding is blind."""
        return ""

    def samples(self) -> dict[str, int]:
        """Return how many fragments each sample has, by name."""
        return {}

    def _in_samples(self, names: Sequence[str]) -> list[int]:
        """Return the keys of the fragments in any of these samples."""
        return []

    def _coded(self, codes: Sequence[str], by: str) -> str:
        """Return a query for the fragments with a coding that has all of `codes`; of numbers only."""
        keys: dict[str, list[int]] = {}
        for id_, path in self._readers.rows("SELECT o.id, t.path FROM code o JOIN code t ON t.id = o.target"):
            keys.setdefault(path, []).append(id_)
        having = []
        for code in codes:
            wanted = [str(id_) for path in codes_meant(self.codebook, code) for id_ in keys.get(path, [])]
            having.append(f"SELECT coding FROM coding_code WHERE code IN ({','.join(wanted)})")
        return f"SELECT c.fragment FROM coding c WHERE c.id IN ({' INTERSECT '.join(having)}){by}"

    def _coder_key(self, name: str | None) -> int | None:
        """Return the key of a coder, None for everybody, -1 for one that the study does not know."""
        if not name:
            return None
        rows = self._readers.rows("SELECT id FROM coder WHERE name = ?", (name,))
        return int(rows[0][0]) if rows else -1

    def _speakers(self, name: str) -> list[str]:
        """Return the pairs, joined, whose speaker or case is `name`, or is called so before an addition in brackets."""
        wanted = fold(name)
        return [
            f"{speaker}{_BETWEEN}{case}"
            for speaker, case in self.speakers()
            if any(fold(one) == wanted or fold(one).startswith(f"{wanted} (") for one in (speaker, case) if one)
        ]

    def _attribute_sets(self) -> list[tuple[str, dict[str, str]]]:
        """Return the different sets of attributes that people have, as stored and as read."""
        rows = self._readers.rows("SELECT DISTINCT attributes FROM speaker_case")
        return [(text, json.loads(text)) for (text,) in rows]

    def _attributes(self, wanted: Sequence[tuple[str, str]]) -> list[str]:
        """Return the sets, as stored, that fit: for each name one of its values, folded."""
        values: dict[str, set[str]] = {}
        for name, value in wanted:
            values.setdefault(fold(name), set()).add(fold(value))
        found = []
        for text, attributes in self._attribute_sets():
            folded = {fold(name): fold(value) for name, value in attributes.items()}
            if all(folded.get(name, "") in one or ("" in one and name in folded) for name, one in values.items()):
                found.append(text)
        return found
