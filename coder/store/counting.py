"""What a study comes to in numbers: counted by SQLite, a row for what is shown and not for what is coded."""

from typing import NamedTuple

from coder.model.overview import CodeUse
from coder.store.reading import Reading
from coder.store.schema import ORDINAL_BITS

_CODE_BITS = 20
_SOURCE_BITS = 24

# One whole number a row sorts several times faster than three columns do. Codings are walked in the order of their key,
# which is the order of `coding_code` too: nothing is looked up at random.
_PLACE = f"(c.coder << {_SOURCE_BITS + _CODE_BITS}) | ((c.fragment >> {ORDINAL_BITS}) << {_CODE_BITS})"
_PAIRS = "coding c CROSS JOIN coding_code x ON x.coding = c.id"
_USE = f"SELECT {_PLACE} | x.code AS k, count(*) FROM {_PAIRS} GROUP BY k"
_USE_MERGED = f"""SELECT {_PLACE} | o.target AS k, count(DISTINCT c.id)
FROM {_PAIRS} JOIN code o ON o.id = x.code GROUP BY k"""


class Progress(NamedTuple):
    """How far one coder is in one source."""

    coder: str
    source: str
    reviewed: int
    coded: int
    """Fragments with at least one coding."""
    fragments: int


class Counting(Reading):
    """Counts over all codings and reviews."""

    def progress(self) -> list[Progress]:
        """Return how far each coder is in each source that the coder has begun."""
        coded: dict[tuple[str, int], int] = {
            (name, number): count
            for name, number, count in self._readers.rows(
                f"""SELECT k.name, c.fragment >> {ORDINAL_BITS} AS source, count(DISTINCT c.fragment)
                    FROM coding c JOIN coder k ON k.id = c.coder GROUP BY k.id, source"""
            )
        }
        rows = self._readers.rows(
            f"""SELECT k.name, s.id, s.slug, s.fragments, count(*) FROM review r JOIN coder k ON k.id = r.coder
                JOIN source s ON s.id = r.fragment >> {ORDINAL_BITS} GROUP BY k.id, s.id ORDER BY k.name, s.id"""
        )
        return [
            Progress(name, slug, reviewed, coded.get((name, number), 0), fragments)
            for name, number, slug, fragments, reviewed in rows
        ]

    def code_use(self) -> list[CodeUse]:
        """Return how often each coder used each code in each source; a coding counts once for each of its codes."""
        (merged,) = self._readers.rows("SELECT EXISTS (SELECT 1 FROM code WHERE target <> id)")[0]
        coders: dict[int, str] = dict(self._readers.rows("SELECT id, name FROM coder"))
        codes: dict[int, str] = dict(
            self._readers.rows("SELECT o.id, t.path FROM code o JOIN code t ON t.id = o.target")
        )
        slugs = self._slugs()
        return [
            CodeUse(
                coders[key >> _SOURCE_BITS + _CODE_BITS],
                slugs[key >> _CODE_BITS & (1 << _SOURCE_BITS) - 1],
                codes[key & (1 << _CODE_BITS) - 1],
                codings,
            )
            for key, codings in self._readers.rows(_USE_MERGED if merged else _USE)
        ]

    def combinations_by_source(self) -> list[tuple[str, tuple[str, ...]]]:
        """Return the combinations that are used in each source, each once."""
        places: dict[int, tuple[int, str]] = {
            id_: (position, path)
            for id_, position, path in self._readers.rows(
                "SELECT o.id, t.position, t.path FROM code o JOIN code t ON t.id = o.target"
            )
        }
        slugs = self._slugs()
        rows = self._readers.rows(
            f"""SELECT DISTINCT source, codes FROM
                (SELECT c.fragment >> {ORDINAL_BITS} AS source, group_concat(x.code) AS codes
                 FROM {_PAIRS} GROUP BY c.id)"""
        )
        found = {
            (slugs[source], tuple(path for _, path in sorted({places[int(code)] for code in codes.split(",")})))
            for source, codes in rows
        }
        return sorted(found)
