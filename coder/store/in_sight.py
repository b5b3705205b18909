"""Which decisions were made with suggestions on screen: what the log says of each, not of the coder or the day."""

import sqlite3

from coder.store.schema import ORDINAL_BITS, RARE

_DECIDED = f"""SELECT e.batch, e.coder, json_array_length(e.data, '$.codes') AS codes,
  s.id << {ORDINAL_BITS} | CAST(substr(e.subject, instr(e.subject, '#') + 1) AS INTEGER) AS fragment
FROM event e JOIN batch b ON b.id = e.batch
JOIN source s ON s.present = 1 AND s.key = substr(e.subject, 1, instr(e.subject, '#') - 1)
WHERE e.{RARE} AND e.kind = 'suggestion.judged' AND b.undone IS NULL
  AND json_extract(e.data, '$.on_screen') AND json_extract(e.data, '$.outcome') <> 'rejected'"""

# What a coder did in one go is one batch: the codings of a decision are in the batch that tells what was on screen.
_CODINGS = f"""WITH d AS MATERIALIZED ({_DECIDED})
SELECT c.id FROM d JOIN event x ON x.batch = d.batch
JOIN coding c ON c.id = x.seq AND c.coder = d.coder AND c.fragment = d.fragment"""

FROM_ELSEWHERE = "CASE WHEN origin = 'suggestion' THEN id END"
"""Of a coding: its key, if it came in as taken from a suggestion; the log need not tell what was on screen then."""


def decided_in_sight(db: sqlite3.Connection) -> tuple[list[tuple[int, int]], list[int]]:
    """Return what was decided with suggestions on screen: what was left uncoded so, and which codings came of it.

    Coder and fragment of the one, keys of the other. Turning a suggestion down decides nothing yet, and codings that
    were taken away again are not among them.
    """
    uncoded = db.execute(f"SELECT coder, fragment FROM ({_DECIDED}) WHERE codes = 0").fetchall()
    return uncoded, [key for (key,) in db.execute(_CODINGS).fetchall()]
