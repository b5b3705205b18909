"""What a study can be asked about its sources. Every answer is made of model objects, never a row or a connection."""

import json
from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from coder.model import Address, Case, Codebook, CoderError, Fragment, Source
from coder.model.language import _
from coder.model.text import printable
from coder.store.connections import Readers
from coder.store.fold_codebook import read_codebook
from coder.store.nearest import nearest
from coder.store.schema import ORDINAL_BITS

PAGE = 500
"""Keys per query: SQLite takes 999 parameters everywhere."""

FRAGMENT_COLUMNS = "id, text, start, stop, speaker, role, speaker_case, question, time"
_FRAGMENT = f"SELECT {FRAGMENT_COLUMNS} FROM fragment"


class Fragments:
    """Questions about the codebook, sources and fragments."""

    def __init__(self, path: Path) -> None:
        self._readers = Readers(path)
        self._codebook: tuple[str, Codebook] | None = None

    @property
    def revision(self) -> int:
        """Number of the last event: changes whenever anything was written, also by another program."""
        (revision,) = self._readers.rows("SELECT coalesce(max(seq), 0) FROM event")[0]
        return int(revision)

    @property
    def codebook(self) -> Codebook:
        """The codebook, with retired codes where something is coded with them."""
        rows = self._readers.rows("SELECT value FROM setting WHERE name = 'codebook.stamp'")
        stamp = str(rows[0][0]) if rows else ""
        if self._codebook is None or self._codebook[0] != stamp:
            self._codebook = (stamp, read_codebook(self._readers.connection))
        return self._codebook[1]

    # Sources and fragments

    def sources(self, *, speakers: bool = True) -> tuple[Source, ...]:
        """Return the sources in the order of the study, with their speakers unless those are not asked for.

        Speakers are counted in the fragments: all of the text passes by.
        """
        spoken: dict[int, dict[str, int]] = {}
        counted = f"""SELECT id >> {ORDINAL_BITS} AS source, speaker, count(*) FROM fragment WHERE speaker <> ''
                      GROUP BY source, speaker ORDER BY min(id)"""
        for number, speaker, turns in self._readers.rows(counted) if speakers else ():
            spoken.setdefault(number, {})[speaker] = turns
        cases = dict(self._readers.rows("SELECT source, count(*) FROM speaker_case GROUP BY source"))
        return tuple(
            Source(
                slug, name, kind, unit, sha256, fragments, cases.get(number, 0), spoken.get(number, {}),
                tuple(d["attributes"]), tuple(d["questions"]), d["encoding"], d["skipped"], tuple(d["warnings"]),
            )
            for number, slug, name, kind, unit, sha256, fragments, details in self._readers.rows(
                """SELECT id, slug, name, kind, unit, sha256, fragments, details FROM source
                   WHERE present = 1 ORDER BY id"""
            )
            for d in [json.loads(details)]
        )  # fmt: skip

    def source(self, id_: str) -> Source:
        """Return one source.

        Raises:
            CoderError: there is none of that id; the message names the nearest.
        """
        for source in self.sources():
            if source.id == id_:
                return source
        raise self._no_source(id_)

    def cases(self, source: str | None = None) -> list[Case]:
        """Return participants and respondents, source by source."""
        rows = self._readers.rows(
            """SELECT c.label, c.attributes, s.slug FROM speaker_case c JOIN source s ON s.id = c.source
               WHERE ?1 IS NULL OR s.id = ?1 ORDER BY c.id""",
            (self._source_key(source),),
        )
        return [Case(label, tuple(json.loads(attributes).items()), slug) for label, attributes, slug in rows]

    def cases_of(self, fragments: Iterable[Fragment]) -> dict[tuple[str, str], Case]:
        """Return who a page of fragments is from, as far as that is known, by source and label."""
        labels: dict[str, set[str]] = {}
        for fragment in fragments:
            labels.setdefault(fragment.source, set()).add(fragment.case or fragment.speaker)
        found = {}
        for source, named in labels.items():
            rows = self._readers.rows(
                f"""SELECT label, attributes FROM speaker_case
                    WHERE source = ? AND label IN ({marks(named)}) ORDER BY id""",
                (self._source_key(source), *named),
            )
            for label, attributes in rows:
                found[source, label] = Case(label, tuple(json.loads(attributes).items()), source)
        return found

    def fragment_ids(self, source: str | None = None) -> "array[int]":
        """Return the keys of all fragments, or of one source's, in the order of the study.

        Where every source has as many fragments as it says, its keys are a range, and no row has to be fetched.
        """
        wanted = self._source_key(source)
        ranges = self._readers.rows(
            f"""SELECT id << {ORDINAL_BITS}, fragments, (
                    SELECT count(*) FROM fragment f
                    WHERE f.id > s.id << {ORDINAL_BITS} AND f.id <= (s.id << {ORDINAL_BITS}) + s.fragments
                ) FROM source s WHERE present = 1 AND (?1 IS NULL OR id = ?1) ORDER BY id""",
            (wanted,),
        )
        ids = array("q")
        if all(said == held for _, said, held in ranges):
            for before, fragments, _ in ranges:
                ids.extend(range(before + 1, before + 1 + fragments))
            if len(ids) == self._readers.rows(f"SELECT count(*) FROM fragment {self._within('id', source)}")[0][0]:
                return ids
        rows = self._readers.rows(f"SELECT id FROM fragment {self._within('id', source)} ORDER BY id")
        return array("q", (id_ for (id_,) in rows))

    def fragments(self, source: str | None = None) -> list[Fragment]:
        """Return all fragments, or one source's, in order."""
        return self._fragments(self._readers.rows(f"{_FRAGMENT} {self._within('id', source)} ORDER BY id"))

    def fragments_by_id(self, ids: Sequence[int]) -> list[Fragment]:
        """Return the fragments with these keys, in the order of the study."""
        return self._fragments(
            row
            for page in pages(ids)
            for row in self._readers.rows(f"{_FRAGMENT} WHERE id IN ({marks(page)}) ORDER BY id", page)
        )

    def fragment(self, address: str) -> Fragment:
        """Return the fragment at `fg1#12`.

        Raises:
            CoderError: there is none; the message says how many the source has, or names the nearest source.
        """
        return self.fragments_by_id([self.fragment_key(address)])[0]

    def fragment_key(self, address: str) -> int:
        """Return the key of the fragment at `fg1#12`.

        Raises:
            CoderError: there is none.
        """
        id_, ordinal = Address.parse(address)
        for number, fragments in self._readers.rows(
            "SELECT id, fragments FROM source WHERE present = 1 AND slug = ?", (id_,)
        ):
            if ordinal > fragments:
                raise CoderError(
                    _("{id} has fragments 1 to {fragments}; there is no {address}").format(
                        id=id_, fragments=fragments, address=printable(address)
                    )
                )
            return int(number) << ORDINAL_BITS | ordinal
        raise self._no_source(id_)

    def address(self, key: int) -> str:
        """Return the address of a fragment's key."""
        return self.addresses([key])[0]

    def addresses(self, keys: Sequence[int]) -> list[str]:
        """Return the addresses of many keys."""
        slugs = self._slugs()
        return [f"{slugs[key >> ORDINAL_BITS]}#{key & (1 << ORDINAL_BITS) - 1}" for key in keys]

    # Helpers

    def _slugs(self) -> dict[int, str]:
        return dict(self._readers.rows("SELECT id, slug FROM source WHERE present = 1"))

    def _source_key(self, source: str | None) -> int | None:
        if source is None:
            return None
        rows = self._readers.rows("SELECT id FROM source WHERE present = 1 AND slug = ?", (source,))
        if not rows:
            raise self._no_source(source)
        return int(rows[0][0])

    def _no_source(self, id_: str) -> CoderError:
        return CoderError(
            _("no source “{id}” in the study{near}").format(
                id=printable(id_), near=nearest(id_, self._slugs().values(), "coder sources")
            )
        )

    def _within(self, column: str, source: str | None, keyword: str = "WHERE") -> str:
        """Return a condition on a fragment key: between those of one source. Of numbers only."""
        key = self._source_key(source)
        return (
            ""
            if key is None
            else f"{keyword} {column} BETWEEN {key << ORDINAL_BITS} AND {(key + 1 << ORDINAL_BITS) - 1}"
        )

    def _fragments(self, rows: Iterable[tuple[Any, ...]]) -> list[Fragment]:
        slugs = self._slugs()
        mask = (1 << ORDINAL_BITS) - 1
        return [Fragment(id_, f"{slugs[id_ >> ORDINAL_BITS]}#{id_ & mask}", *rest) for id_, *rest in rows]


def marks(page: Collection[object]) -> str:
    """Return a question mark for each key of a page."""
    return ",".join("?" * len(page))


def pages(ids: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Yield `ids` in pages that one query takes."""
    for first in range(0, len(ids), PAGE):
        yield tuple(ids[first : first + PAGE])
