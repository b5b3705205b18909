"""The few words that an appendix prints of its own, in the language of the study."""

import re
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Words:
    """Words and sentences in one language; sentences are templates for `str.format`."""

    tag: str
    """Language tag for documents: `nl-NL`."""
    delimiter: str
    """What separates the columns of a CSV file where Excel speaks this language."""
    appendix: str
    table: str
    continued: str
    note: str
    page: str
    of: str
    alt: str
    alt_figures: str
    statements: str
    matrix: str
    title: str
    row: str
    column: str
    statement: str
    fragments: str
    code: str
    cases: str
    left_out: tuple[str, str]
    """For one coding and for several."""
    unplaced_rows: str
    unplaced_columns: str
    unknown: tuple[str, str]
    removed: tuple[str, str]


_WORDS = {
    "nl": Words(
        tag="nl-NL",
        delimiter=";",
        appendix="Bijlage",
        table="Tabel",
        continued="vervolg",
        note="Noot",
        page="Pagina",
        of="van",
        alt="Tabel met {rows} rijen en {columns} kolommen; in elke cel een lijst van uitspraken, samen {n}.",
        alt_figures="Tabel met {rows} rijen en {columns} kolommen; in elke rij cijfers, met links waarover.",
        statements="Uitspraken",
        matrix="Matrix",
        title="Titel",
        row="Rij",
        column="Kolom",
        statement="Uitspraak",
        fragments="Fragmenten",
        code="Code",
        cases="respondenten",
        left_out=(
            "Eén codering heeft alleen een code uit {given} en staat daarom niet in de tabel.",
            "{n} coderingen hebben alleen een code uit {given} en staan daarom niet in de tabel.",
        ),
        unplaced_rows="In de eerste rij{label} staat wat geen code uit {dimension} heeft.",
        unplaced_columns="In de eerste kolom{label} staat wat geen code uit {dimension} heeft.",
        unknown=(
            "Eén codering heeft een code die niet meer in het codeboek staat; die code telt niet mee.",
            "{n} coderingen hebben een code die niet meer in het codeboek staat; die codes tellen niet mee.",
        ),
        removed=(
            "Eén onzichtbaar stuurteken is weggelaten.",
            "{n} onzichtbare stuurtekens zijn weggelaten.",
        ),
    ),
    "en": Words(
        tag="en-GB",
        delimiter=",",
        appendix="Appendix",
        table="Table",
        continued="continued",
        note="Note",
        page="Page",
        of="of",
        alt="Table of {rows} rows and {columns} columns; each cell is a list of statements, {n} in all.",
        alt_figures="Table of {rows} rows and {columns} columns; each row holds figures, on the left of what.",
        statements="Statements",
        matrix="Matrix",
        title="Title",
        row="Row",
        column="Column",
        statement="Statement",
        fragments="Fragments",
        code="Code",
        cases="cases",
        left_out=(
            "One coding has a code from {given} only and is not in the table.",
            "{n} codings have a code from {given} only and are not in the table.",
        ),
        unplaced_rows="The first row{label} holds what has no code from {dimension}.",
        unplaced_columns="The first column{label} holds what has no code from {dimension}.",
        unknown=(
            "One coding has a code that is no longer in the codebook; that code does not count.",
            "{n} codings have a code that is no longer in the codebook; those codes do not count.",
        ),
        removed=(
            "One invisible control character was left out.",
            "{n} invisible control characters were left out.",
        ),
    ),
}

_TAG = re.compile(r"([A-Za-z]{2,8})(?:[-_]([A-Za-z0-9]{2,8}))?")

_COMMA_LANGUAGES = {"en", "ja", "ko", "zh", "he", "th"}
"""Where Excel separates columns by a comma, because the decimal sign is a point."""

_TAGS = {"de": "de-DE", "fr": "fr-FR", "es": "es-ES", "it": "it-IT", "pt": "pt-PT", "da": "da-DK", "sv": "sv-SE"}


def words(language: str) -> Words:
    """Return the words for a language tag like `nl` or `en-US`; English words where there is no translation.

    A tag with a region is kept as it is, so that a spelling checker uses it.
    """
    known = _TAG.fullmatch(language)
    base, region = (known[1].lower(), known[2]) if known else ("und", None)
    found = _WORDS.get(base)
    tag = f"{base}-{region.upper()}" if region else (found.tag if found else _TAGS.get(base, base))
    delimiter = "," if base in _COMMA_LANGUAGES else ";"
    return replace(found or _WORDS["en"], tag=tag, delimiter=delimiter)


def counted(forms: tuple[str, str], n: int, **values: object) -> str:
    """Fill in the form for one or for several."""
    return forms[0 if n == 1 else 1].format(n=n, **values)
