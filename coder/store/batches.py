"""Many codings and reviews in one transaction: all or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from coder.model import Address, Codebook, CoderError, CodingLine, ReviewLine
from coder.model.language import N_, _
from coder.model.suggestion import Outcome, Shown
from coder.model.text import printable
from coder.store.connections import Transaction
from coder.store.fold_codebook import read_codebook
from coder.store.nearest import nearest
from coder.store.schema import ORDINAL_BITS

Identity = tuple[int, int, tuple[int, ...], int | None, int | None, str | None, str | None]
"""What makes a second coding the same as the first: fragment, coder, codes, span, statement, memo."""


@dataclass
class Batch:
    """Lines on their way into a study, checked one by one and written together."""

    transaction: Transaction
    coder: str
    """Whoever runs the program: the coder of lines that name none."""
    retired: bool = False
    """Codes that left the codebook may be used, too: for what was coded with them before."""
    codings: list[tuple[str, str, dict[str, Any], int, tuple[int, ...]]] = field(default_factory=list)
    """Coder, fragment subject, data for the log, fragment key, code keys."""
    reviews: list[tuple[str, str, bool, int]] = field(default_factory=list)
    """Coder, fragment subject, read or not, fragment key."""
    judged: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    """Coder, fragment subject, what was made of the suggestions for it."""
    known: int = 0
    """Codings that were there already, or came twice."""

    def __post_init__(self) -> None:
        db = self.transaction.db
        self._codebook: Codebook = read_codebook(db)
        self._codes: dict[str, tuple[int, str]] = {
            path: (id_, key) for path, id_, key in db.execute("SELECT path, id, key FROM code").fetchall()
        }
        self._sources: dict[str, tuple[int, str, int]] = {
            slug: (id_, key, n)
            for slug, id_, key, n in db.execute(
                "SELECT slug, id, key, fragments FROM source WHERE present = 1"
            ).fetchall()
        }
        self._combinations: dict[tuple[str, ...], tuple[tuple[int, ...], list[str]]] = {}
        self._coders: set[str] = set()
        self._there: set[Identity] = set()

    def load_existing(self, fragments: Sequence[str] | None) -> None:
        """Read the codings that new ones could repeat: on these fragments, or all of them."""
        where = ""
        parameters: tuple[int, ...] = ()
        if fragments is not None:
            keys = [self.locate(address)[0] for address in fragments]
            where, parameters = f"WHERE c.fragment IN ({','.join('?' * len(keys))})", tuple(keys)
        codes: dict[int, list[int]] = {}
        db = self.transaction.db
        for coding, code in db.execute(
            f"""SELECT x.coding, x.code FROM coding_code x JOIN coding c ON c.id = x.coding {where}
                ORDER BY x.coding, x.code""",
            parameters,
        ).fetchall():
            codes.setdefault(coding, []).append(code)
        rows = db.execute(
            f"SELECT id, fragment, coder, start, stop, statement, memo FROM coding c {where}", parameters
        ).fetchall()
        for id_, fragment, coder, start, stop, statement, memo in rows:
            self._there.add((fragment, coder, tuple(codes.get(id_, ())), start, stop, statement, memo))

    def take(self, line: CodingLine | ReviewLine) -> None:
        """Check one line and keep it for writing.

        Raises:
            CoderError: an unknown fragment, code or coder name, or a span outside the text.
        """
        coder = self._coder(line.coder or self.coder)
        fragment, subject = self.locate(line.fragment)
        if isinstance(line, ReviewLine):
            self.reviews.append((coder, subject, line.review, fragment))
            return
        code_ids, code_keys = self._combination(line.codes)
        data: dict[str, Any] = {"fragment": subject, "codes": code_keys}
        if line.span is not None:
            data["span"] = self._span(line, fragment)
        for name, value in (("statement", line.statement), ("memo", line.memo)):
            if value is not None and value.strip():
                data[name] = storable(value.strip(), name)
        if line.origin != "manual":
            data["origin"] = line.origin
        start, stop = data.get("span", (None, None))
        identity = (
            fragment, self.transaction.log.coder(coder), tuple(sorted(code_ids)), start, stop,
            data.get("statement"), data.get("memo"),
        )  # fmt: skip
        if identity in self._there:
            self.known += 1
            return
        self._there.add(identity)
        self.codings.append((coder, subject, data, fragment, code_ids))

    def judge(self, address: str, shown: Shown, codes: tuple[str, ...], outcome: Outcome | None = None) -> None:
        """Keep, for writing, what the coder made of suggestions by giving these codes, or none, or turning them down.

        Raises:
            CoderError: an unknown fragment.
        """
        rank = shown.rank(codes)
        listed = [
            {
                "codes": self._keys(one.codes),
                "p": round(one.probability, 4),
                "reasons": [storable(reason.text, N_("reason")) for reason in one.reasons],
            }
            for one in shown.listed
        ]
        data = {
            "shown": listed,
            "on_screen": shown.on_screen,
            "outcome": outcome or ("overridden" if rank is None else "taken"),
            "rank": rank,
            "codes": self._keys(codes),
            "order": shown.order,
        }
        self.judged.append((self.coder, self.locate(address)[1], data))

    def write(self, action: str) -> range:
        """Append everything to the log as one batch and fold it; return the keys of the codings."""
        if not self.codings and not self.reviews:
            return range(0)
        return self.write_to(self.transaction.log.begin(self.coder, action))

    def write_to(self, batch: int) -> range:
        """Append everything to the log under a batch that has begun and fold it; return the keys of the codings."""
        log, fold = self.transaction.log, self.transaction.fold
        keys = log.append_many(batch, "coding.added", ((coder, None, data) for coder, _, data, _, _ in self.codings))
        fold.add_codings(
            [
                (key, fragment, log.coder(coder), {**data, "codes": codes})
                for key, (coder, _, data, fragment, codes) in zip(keys, self.codings, strict=True)
            ]
        )
        for read, kind in ((True, "review.added"), (False, "review.removed")):
            chosen = [review for review in self.reviews if review[2] is read]
            log.append_many(batch, kind, ((coder, subject, {}) for coder, subject, _, _ in chosen))
            if read:
                fold.add_reviews((log.coder(coder), fragment) for coder, _, _, fragment in chosen)
            else:
                fold.reviews(subject for _, subject, _, _ in chosen)
        log.append_many(batch, "suggestion.judged", self.judged)
        return keys

    def locate(self, text: str) -> tuple[int, str]:
        """Return the key of a fragment and what the log calls it."""
        id_, ordinal = Address.parse(text)
        if id_ not in self._sources:
            raise CoderError(
                _("no source “{id}” in the study{near}").format(
                    id=printable(id_), near=nearest(id_, self._sources, "coder sources")
                )
            )
        number, key, fragments = self._sources[id_]
        if ordinal > fragments:
            raise CoderError(
                _("{id} has fragments 1 to {fragments}; there is no {text}").format(
                    id=id_, fragments=fragments, text=printable(text)
                )
            )
        return number << ORDINAL_BITS | ordinal, f"{key}#{ordinal}"

    def _combination(self, paths: tuple[str, ...]) -> tuple[tuple[int, ...], list[str]]:
        """Return keys and log keys of a combination; each distinct one is checked once."""
        if paths not in self._combinations:
            known = self._known(paths) if self.retired else self._codebook.combination(paths)
            found = [self._codes[path] for path in known]
            self._combinations[paths] = (tuple(id_ for id_, _ in found), [key for _, key in found])
        return self._combinations[paths]

    def _keys(self, paths: tuple[str, ...]) -> list[str]:
        """Return what the log calls these codes; those that it does not know are left out."""
        return [self._codes[path][1] for path in paths if path in self._codes]

    def _known(self, paths: tuple[str, ...]) -> list[str]:
        """Return a combination in codebook order; its codes may be retired, but not unknown."""
        if not paths:
            return list(self._codebook.combination(paths))
        return sorted({self._codebook.code(path).path for path in paths}, key=self._codebook.order.__getitem__)

    def _span(self, line: CodingLine, fragment: int) -> list[int]:
        (length,) = self.transaction.db.execute(
            "SELECT length(text) FROM fragment WHERE id = ?", (fragment,)
        ).fetchone()
        start, stop = line.span or (0, 0)
        if not 0 <= start < stop <= length:
            raise CoderError(
                _("span {start}:{stop} lies outside {fragment}, which has characters 0 to {length}").format(
                    start=start, stop=stop, fragment=line.fragment, length=length
                )
            )
        return [start, stop]

    def _coder(self, name: str) -> str:
        if name not in self._coders:
            self._coders.add(check_coder(name))
        return name


def storable(text: str, what: str) -> str:
    """Return `text` if it can be stored as UTF-8.

    Raises:
        CoderError: it holds half a character, as a terminal set to another encoding hands in.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        raise CoderError(
            _("the {what} is not UTF-8; set the terminal to UTF-8 and type it again").format(what=_(what))
        ) from None
    if "\x00" in text:
        raise CoderError(_("the {what} holds a NUL character; take it out").format(what=_(what)))
    return text


def check_coder(name: str) -> str:
    """Return a coder's name if it can be one: 1 to 60 characters, none of them a control character.

    Raises:
        CoderError: it cannot.
    """
    if not name.strip() or len(name) > 60 or printable(name) != name or name != name.strip():
        raise CoderError(
            _("“{name}” cannot be a coder's name; use 1 to 60 letters, like `--coder anna`").format(
                name=printable(name[:60])
            )
        )
    return storable(name, N_("coder's name"))
