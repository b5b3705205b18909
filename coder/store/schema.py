"""The tables of a study and the migrations that make them.

`batch` and `event` are the log, the truth. Everything else is a projection: folded from the log in the same
transaction, and rebuilt from it when asked. Text ids live in the log only; projections have integer keys, which made a
study of 500,000 codings eight times smaller and its matrices ten times faster.

`fragment.id` is `source << 24 | ordinal`: an address needs no look-up, and ids sort in the order of the study.
`coding.id` is the `seq` of the event that added the coding.
"""

APPLICATION_ID = 0x464F4355  # "FOCU"
SCHEMA_VERSION = 1
ORDINAL_BITS = 24
MAX_ORDINAL = (1 << ORDINAL_BITS) - 1

RARE = "kind NOT IN ('coding.added', 'review.added')"
"""Condition of the index on rare events; a query that repeats it uses the index."""

LOG: dict[str, str] = {
    "coder": """CREATE TABLE coder(
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT""",
    "batch": """CREATE TABLE batch(
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE,
  coder INTEGER NOT NULL REFERENCES coder(id),
  action TEXT NOT NULL,
  undoable INTEGER NOT NULL,
  undone BLOB
) STRICT""",
    "event": """CREATE TABLE event(
  seq INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  batch INTEGER NOT NULL REFERENCES batch(id),
  coder INTEGER NOT NULL REFERENCES coder(id),
  kind TEXT NOT NULL,
  subject TEXT,
  data TEXT NOT NULL
) STRICT""",
    "event_batch": "CREATE INDEX event_batch ON event(batch)",
    "event_subject": "CREATE INDEX event_subject ON event(subject) WHERE subject IS NOT NULL",
    # Codings and reviews are nearly all of a log; everything else is found without passing over them.
    "event_rare": f"CREATE INDEX event_rare ON event(kind) WHERE {RARE}",
    "batch_stack": "CREATE INDEX batch_stack ON batch(undoable, uuid)",
}

PROJECTIONS: dict[str, str] = {
    "setting": """CREATE TABLE setting(
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
    "code": """CREATE TABLE code(
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  path TEXT NOT NULL UNIQUE,
  parent TEXT NOT NULL,
  position INTEGER NOT NULL,
  label TEXT NOT NULL,
  definition TEXT NOT NULL,
  cues TEXT NOT NULL,
  examples TEXT NOT NULL,
  retired INTEGER NOT NULL,
  target INTEGER NOT NULL
) STRICT""",
    "matrix": """CREATE TABLE matrix(
  id TEXT PRIMARY KEY,
  position INTEGER NOT NULL,
  title TEXT NOT NULL,
  "rows" TEXT NOT NULL,
  columns TEXT NOT NULL,
  empty TEXT NOT NULL,
  unplaced TEXT
) STRICT, WITHOUT ROWID""",
    "source": """CREATE TABLE source(
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  unit TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  present INTEGER NOT NULL,
  fragments INTEGER NOT NULL,
  details TEXT NOT NULL
) STRICT""",
    "speaker_case": """CREATE TABLE speaker_case(
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source(id),
  label TEXT NOT NULL,
  attributes TEXT NOT NULL
) STRICT""",
    "fragment": """CREATE TABLE fragment(
  id INTEGER PRIMARY KEY,
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  text TEXT NOT NULL,
  speaker TEXT NOT NULL,
  role TEXT NOT NULL,
  speaker_case TEXT NOT NULL,
  question TEXT NOT NULL,
  time REAL
) STRICT""",
    # Keys of codes, ascending, joined by commas; only ever added to. A study has few different combinations, and
    # agreement reads one number a coding in place of a row for each of its codes.
    "combination": """CREATE TABLE combination(
  id INTEGER PRIMARY KEY,
  codes TEXT NOT NULL UNIQUE
) STRICT""",
    "coding": """CREATE TABLE coding(
  id INTEGER PRIMARY KEY,
  fragment INTEGER NOT NULL REFERENCES fragment(id),
  coder INTEGER NOT NULL REFERENCES coder(id),
  start INTEGER,
  stop INTEGER,
  statement TEXT,
  memo TEXT,
  origin TEXT NOT NULL,
  combination INTEGER NOT NULL REFERENCES combination(id)
) STRICT""",
    "coding_code": """CREATE TABLE coding_code(
  coding INTEGER NOT NULL REFERENCES coding(id),
  code INTEGER NOT NULL REFERENCES code(id),
  PRIMARY KEY(coding, code)
) STRICT, WITHOUT ROWID""",
    "review": """CREATE TABLE review(
  coder INTEGER NOT NULL REFERENCES coder(id),
  fragment INTEGER NOT NULL REFERENCES fragment(id),
  explicit INTEGER NOT NULL,
  PRIMARY KEY(coder, fragment)
) STRICT, WITHOUT ROWID""",
    "case_source": "CREATE INDEX case_source ON speaker_case(source)",
    "case_label": "CREATE INDEX case_label ON speaker_case(source, label)",
    "coding_fragment": "CREATE INDEX coding_fragment ON coding(fragment)",
    "coding_code_code": "CREATE INDEX coding_code_code ON coding_code(code)",
    "review_fragment": "CREATE INDEX review_fragment ON review(fragment)",
    # Contentless, over folded text: a trigram index finds `markt` inside `arbeidsmarktregio`, folding finds
    # `coördinatie` from `coordinatie`.
    "search": "CREATE VIRTUAL TABLE search USING fts5(text, content='', tokenize='trigram')",
}

SCRATCH = "CREATE TEMP TABLE IF NOT EXISTS touched(id INTEGER PRIMARY KEY)"
"""Keys to fold again; of one connection, never in the file."""

FULL_TEXT_SHADOWS = frozenset({"search_data", "search_idx", "search_docsize", "search_config"})
"""Tables that SQLite makes behind the full-text index; their SQL is SQLite's own."""

MIGRATIONS = ("m001_log_and_projections", "m002_cases_by_label")
"""Names of the migrations that a study has been through, in order. What they do: `coder.store.migrations`."""


def known_objects() -> dict[str, str]:
    """Return the SQL of every table and index that a study may hold, by name."""
    return {**LOG, **PROJECTIONS}
