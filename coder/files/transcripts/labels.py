"""What a speaker label looks like, before anything is known about the rest of the file."""

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from coder.files.transcripts import words


class Form(Enum):
    """The shape of a label."""

    ROLE = "a word for a moderator or participant: `Interviewer 1`"
    CODE = "a short code: `R1`, `S02`, `id3`, `AB`, or a word with a number: `Gast 2`"
    NAME = "a name: `Anna de Vries`, `J. Bakker`, `Visser, Anneke`"
    PHRASE = "words: `Medewerker gemeente`"
    HEADER = "what is above or between the text: `Datum`, `Let op`"


@dataclass(frozen=True, slots=True)
class Label:
    """A label taken apart."""

    text: str
    """As in the file, white space made single spaces."""
    base: str
    """Without what is in brackets behind it."""
    detail: str
    """What was in those brackets: `Utrecht` of `Deelnemer 3 (Utrecht)`."""
    form: Form

    @property
    def key(self) -> str:
        """What two spellings of the same speaker share: case and spaces folded, `R 1` as `R1`."""
        return _key(self.base)


MAX_LABEL = 70
"""Code points."""

_DETAIL = re.compile(r"(?P<base>[^()\[\]]+?)[ \t]*[(\[](?P<detail>[^()\[\]]+)[)\]]")
_CODE = re.compile(r"[^\W\d_]{1,4}[-_. ]?\d{1,4}[a-z]?|[A-Z\u00c0-\u00de]{1,4}\d?")
_NUMBERED = re.compile(r"(?:[A-Z\u00c0-\u00de][\w-]{1,20} ){0,2}[^\W\d_][^\W\d_-]{1,20}(?:[ _-]?\d{1,4}|[ _-][A-Z])")
_INITIAL = re.compile(r"(?:[^\W\d_]{1,2}\.-?){1,4}")
_NO_NAME = re.compile(r'[?!;"“”„#=%€…|/\\]')
_EITHER = re.compile(r"\w[\w .]*(?:/ ?\w[\w .]*)+")
"""Two who speak at once, or one with two roles."""
_TRIM = str.maketrans({"\u00a0": " ", "\t": " ", "\u202f": " "})
_SHORT = re.compile(r"(?<=[^\W\d])[ _.-]+(?=\d+[a-z]?$)")


@lru_cache(maxsize=4096)
def _key(base: str) -> str:
    return _SHORT.sub("", " ".join(base.translate(_TRIM).split()).casefold())


@lru_cache(maxsize=4096)
def read_label(raw: str) -> Label | None:
    """Take a possible label apart; None if nobody is called so."""
    text = " ".join(raw.translate(_TRIM).strip(" *_,-–").split())
    if not text or len(text) > MAX_LABEL or not text[0].isalpha():
        return None
    found = _DETAIL.fullmatch(text)
    base, detail = (found["base"], found["detail"].strip()) if found else (text, "")
    form = _form(base)
    return None if form is None else Label(text, base, detail, form)


def _form(base: str) -> Form | None:
    """Return the first form that a label without its brackets fits."""
    parts = base.split()
    plain = [part.casefold().strip(".,") for part in parts]
    if len(parts) > 7 or not plain[0]:
        return None
    if plain[0] in words.NOT_SPEAKERS or base.casefold() in words.NOT_SPEAKERS or _looks_like_metadata(plain):
        return Form.HEADER
    if "/" in base and _EITHER.fullmatch(base):  # `R1/R2`, `Interviewer/moderator`
        forms = [_form(piece) for piece in base.split("/", 3) if piece.strip()]
        return Form.ROLE if Form.ROLE in forms else forms[0]
    if _is_role(plain):
        return Form.ROLE
    return Form.CODE if _CODE.fullmatch(base) or _NUMBERED.fullmatch(base) else _words_form(base, parts)


def _words_form(base: str, parts: list[str]) -> Form | None:
    """Tell names and phrases from text that merely has a colon in it."""
    if _NO_NAME.search(base):
        return None
    if _is_name(parts):
        return Form.NAME
    short = len(parts) <= 5 and not re.search(r"[.,]\s", base) and not base.endswith(".")
    return Form.PHRASE if short else None


def _looks_like_metadata(plain: list[str]) -> bool:
    """Tell `Interview datum` from `Medewerker gemeente`."""
    return len(plain) > 1 and plain[-1] in words.METADATA_LAST


def _is_role(plain: list[str]) -> bool:
    """Tell `Moderator`, `Interviewer 1`, `De voorzitter`, `Respondent B`, `Moderator Anna`."""
    rest = plain[1:] if plain[0] in words.ARTICLES and len(plain) > 1 else plain
    head = re.sub(r"[\d_-]+$", "", rest[0]) or rest[0]
    numbered = head != rest[0] or (len(rest) > 1 and rest[1].isdigit())
    if head not in words.MODERATOR and head not in words.PARTICIPANT:
        return False
    return len(rest) <= (2 if numbered and head == rest[0] else 1 if numbered else 4) and all(rest)


def _is_name(parts: list[str]) -> bool:
    """Tell whether the words can be one person's name: capitals, particles, initials, one comma."""
    if len(parts) > 6 or sum(part.endswith(",") for part in parts) > 1 or parts[-1].endswith((",", ";")):
        return False
    capitals = 0
    after_comma = False
    for part in parts:
        word = part.rstrip(",").strip("()")
        if (
            word[:1].isupper()
            and (_INITIAL.fullmatch(word) or word.replace("-", "").replace("'", "").replace("’", "").isalpha())
        ) or (_INITIAL.fullmatch(word) and word[0].isupper()):
            capitals += 1
        elif word.casefold() not in words.PARTICLES | words.TITLES | {"&", "/"} and not after_comma:
            return False
        after_comma = after_comma or part.endswith(",")
    return capitals > 0
