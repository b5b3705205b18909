"""What the columns of a survey hold: open answers, attributes of the respondent, or who the respondent is."""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from coder.files.surveys.headers import Table, is_metadata_name
from coder.files.wordlist import wordlist
from coder.model.errors import CoderError
from coder.model.language import _

_ID_NAMES = wordlist(
    """nr no number nummer num id case caseid casenr respondent respondentid respondentnr respondentnummer respid
    respnr resp responseid responseidentifier response volgnummer volgnr deelnemer deelnemerid deelnemernr
    deelnemernummer participant participantid participantnr pid uid uuid record recordid recordno identifier
    antwoordid antwortid fragebogennummer teilnehmer teilnehmerid teilnehmernummer befragter befragtennummer
    lfdnr rid vpnr subject subjectid sleutel key code respondentcode deelnemercode casenummer idnr idnummer"""
)
_ID_VALUE = re.compile(r"[^\W\d_]{0,8}[-_ ]?\d{1,12}|R_\w{6,20}|[0-9a-f]{8}-[0-9a-f-]{27}", re.IGNORECASE)

_NUMBER = re.compile(
    r"[-+]?[€$£]?\s?\d{1,3}(?:[.,\s]?\d{1,3}){0,6}(?:[.,]\d+)?\s?(?:%|€|jaar|uur|km|jr)?", re.IGNORECASE
)
_DATE = re.compile(
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/. ](?:\d{1,2}|[^\W\d]{3,9}\.?)[-/. ]\d{2,4})"
    r"(?:[T ,]{1,2}\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[.,]\d+)?\s?(?:[ap]\.?m\.?)?\s?"
    r"(?:[A-Z]{1,5}|[+-]\d{1,2}:?\d{0,2})?)?"
    r"|\d{1,2}:\d{2}(?::\d{2})?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){3,7}", re.IGNORECASE)
_MAIL = re.compile(r"[^\s@]{1,64}@[^\s@]{1,100}\.[^\s@.]{2,20}")
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_TOKEN = re.compile(r"(?=\S*\d)[\w-]{6,40}|[\w.-]{16,80}")
_PATTERNS = (_NUMBER, _DATE, _ADDRESS, _MAIL, _LINK, _TOKEN)

_OPEN_WORDS = re.compile(
    r"\b(?:waarom|toelichting|licht\b.{0,20}\btoe|opmerking(?:en)?|beschrijf|omschrijf|leg uit|in eigen woorden|open|"
    r"anders|namelijk|suggesties?|tips?|aanbevelingen|ervaringen|mening|tekst|antwoord|verklaring|motivatie|"
    r"why|comments?|describe|explain|other|please|suggestions?|opinions?|free text|text|answer|feedback|remarks?|"
    r"thoughts|warum|begründ\w*|anmerkung(?:en)?|beschreib\w*|erläuter\w*|sonstiges|kommentar\w*|meinung|vorschläge|antwort)\b",
    re.IGNORECASE,
)
_OPEN_NAMES = wordlist(
    """tekst text antwoord answer opmerking opmerkingen toelichting comment comments antwort anmerkung anmerkungen
    kommentar response reactie reacties mening remarks feedback verbatim citaat quote"""
)
_ATTRIBUTE_WORDS = re.compile(
    r"\b(?:gemeente|functie|organisatie|naam|leeftijd|geslacht|opleiding|woonplaats|plaats|postcode|rol|afdeling|provincie|"
    r"beroep|sector|regio|land|taal|bedrijf|werkgever|opleidingsniveau|groep|categorie|team|wijk|stad|school|studie|"
    r"age|gender|sex|name|city|country|region|job|occupation|department|organi[sz]ation|company|education|group|role|zip|"
    r"alter|geschlecht|ort|gemeinde|funktion|abteilung|beruf|branche|wohnort|bundesland)\b",
    re.IGNORECASE,
)
_PERSON_WORDS = re.compile(
    r"\b(?:naam|voornaam|achternaam|e-?mail\w*|mailadres|telefoon\w*|mobiel|ip-?adres|adres|geboortedatum|bsn|"
    r"name|first ?name|last ?name|recipient\w*|phone|ip ?address|address|username|gebruikersnaam|birth\w*|"
    r"nachname|vorname|telefon\w*|adresse|geburtsdatum)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Roles:
    """Which column is what, by index."""

    id: int | None
    answers: tuple[int, ...]
    attributes: tuple[int, ...]
    guessed: bool
    """The answers were found, not named."""


def find_roles(table: Table, answers: Sequence[str], id_column: str | None, texts: Sequence[str] = ()) -> Roles:
    """Tell the columns apart; `answers` and `id_column` overrule what is found.

    `texts` are the columns, by short name, that hold text and no codes: answers if nothing looks more like it.

    Raises:
        CoderError: a named column is not there (it names the nearest), or none holds open answers.
    """
    columns = [[row.cells[i].strip() for row in table.rows] for i in range(len(table.names))]
    named = tuple(sorted({_index(table, name) for name in answers}))
    own = _index(table, id_column) if id_column is not None else _find_id(table, columns, named)
    if own in named:
        raise CoderError(_("column “{name}” cannot be both the respondent and an answer").format(name=table.names[own]))
    rest = [i for i in range(len(columns)) if i != own]
    found = named or tuple(i for i in rest if _is_open(table.names[i], columns[i]))
    found = found or tuple(i for i in rest if table.codes[i] in texts)
    if not found:
        shown = ", ".join(f"“{name}”" for name in table.names[:8])
        raise CoderError(
            _("has no column that looks like open answers; name it with --answers (there are: {shown})").format(
                shown=shown
            )
        )
    return Roles(own, found, tuple(i for i in rest if i not in found), not named)


def personal(table: Table, indexes: Sequence[int]) -> list[str]:
    """Return the names of columns that may say who a respondent is: addresses, names, telephone numbers."""
    found = []
    for i in indexes:
        values = [value for row in table.rows[:500] if (value := row.cells[i].strip())]
        spaced = re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", table.names[i])
        called = _PERSON_WORDS.search(spaced) or _PERSON_WORDS.search(table.names[i])
        if values and (called or any(_share(pattern, values) > 0.5 for pattern in (_MAIL, _ADDRESS))):
            found.append(table.names[i])
    return found


def _index(table: Table, name: str) -> int:
    """Return the column called `name`, in full or by its short name."""
    wanted = _fold(name)
    for names in (table.names, table.codes):
        for i, known in enumerate(names):
            if known and (known == name or _fold(known) == wanted):
                return i
    by_fold = {_fold(text): text for text in (*table.codes, *table.names) if text}
    near = (
        difflib.get_close_matches(wanted, by_fold, n=3, cutoff=0.5)
        or [text for text in by_fold if wanted and wanted in text][:3]
    )
    shown = ", ".join(f"“{by_fold[text]}”" for text in near or list(by_fold)[:5])
    said = _("has no column “{name}”; nearest: {shown}") if near else _("has no column “{name}”; there are: {shown}")
    raise CoderError(said.format(name=name, shown=shown))


def _fold(text: str) -> str:
    return " ".join(text.casefold().split())


def _find_id(table: Table, columns: Sequence[Sequence[str]], taken: Sequence[int]) -> int | None:
    """Return the column that names the respondent: called so and nearly unique, or the first one if it only counts."""
    for i, name in enumerate(table.names):
        short = re.sub(r"[\W_]+", "", name.casefold()) or name.strip()
        if (short in _ID_NAMES or name.strip() == "#") and i not in taken and _unique(columns[i]) >= 0.9:
            return i
    first = columns[0]
    counts = len(first) > 1 and _unique(first) == 1 and all(_ID_VALUE.fullmatch(value) for value in first)
    return 0 if counts and 0 not in taken and "?" not in table.names[0] else None


def _unique(values: Sequence[str]) -> float:
    """Return the share of rows that a column tells apart."""
    return len({value for value in values if value}) / max(1, len(values))


def _is_open(name: str, column: Sequence[str]) -> bool:
    """Tell open answers from attributes: by length, variety, sentences, and what the header asks."""
    values = [value for value in column if value]
    head = re.sub(r"[_.]", " ", name).strip()
    asked = 3 if head.casefold() in _OPEN_NAMES else 2 if _OPEN_WORDS.search(head) else 0
    question = head.endswith("?")
    if is_metadata_name(name):
        return False
    if not values:
        return asked + question >= 3
    if any(_share(pattern, values) >= 0.9 for pattern in _PATTERNS):
        return False
    counts = [len(value.split()) for value in values]
    mean = sum(counts) / len(counts)
    points = 3 if mean >= 8 else 2 if mean >= 5 else 1 if mean >= 3 else 0
    points += asked + question
    points += sum(value[-1] in ".!?…" or "\n" in value for value in values) * 5 >= len(values)
    points += max(counts) >= 12
    points += _variety(values) if asked < 3 else 0
    if not question and len(head.split()) <= 3 and _ATTRIBUTE_WORDS.search(head):
        points -= 3
    return points >= 3


def _variety(values: Sequence[str]) -> int:
    """Return +1 for answers that all differ, -4 for choices from a list (also several, parted by `;` or `,`)."""
    different = {value.casefold() for value in values}
    share = len(different) / len(values)
    if len(values) >= 4 and share <= 0.5:
        return -4
    if len(values) >= 30 and len(different) <= 12:
        return -4
    for mark in ";,":
        parts = [part.strip().casefold() for value in values for part in value.split(mark)]
        if len(values) >= 8 and len(parts) > len(values) * 1.3 and len(set(parts)) <= 0.25 * len(parts):
            return -4
    return 1 if len(values) >= 5 and share >= 0.9 else 0


def _share(pattern: re.Pattern[str], values: Sequence[str]) -> float:
    sample = values[:500]
    return sum(len(value) <= 200 and pattern.fullmatch(value) is not None for value in sample) / len(sample)
