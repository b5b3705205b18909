"""Agreement as a table of figures: for a terminal, an article, a spreadsheet."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from coder.agreement.dutch import in_dutch
from coder.agreement.methods import Language, methods_sentence
from coder.agreement.report import Report
from coder.agreement.result import Agreement, CodeAgreement, Coefficients, Overall
from coder.agreement.table import TableAgreement
from coder.model.codebook import Codebook
from coder.model.figures import FigureColumn, FigureTable, Value, shown

Order = Literal["worst", "codebook"]
Name = Callable[[str], str]
"""From a path, or paths joined by `+`, to what is printed."""

_ENGLISH = {
    "title": "Agreement of {coders}",
    "and": "and",
    "code": "code",
    "label": "label",
    "source": "source",
    "unit": "units",
    "prevalence": "prevalence",
    "percent": "percent",
    "positive": "positive",
    "negative": "negative",
    "alpha": "alpha",
    "low": "alpha from",
    "high": "alpha to",
    "verdict": "verdict",
    "overall": "overall",
    "labels": "all labels",
    "more": "pooled kappa {pooled}; alpha over whole sets of codes: {masi} (MASI), {jaccard} (Jaccard)",
    "bennett": "Bennett's S {bennett}; Fleiss' kappa {fleiss}; Scott's pi {scott}",
    "interval": "{confidence} intervals from {draws} bootstrap samples of {by}, seed {seed}",
    "fragment": "fragments",
    "sources": "sources",
    "characters": "n counts characters of text",
    "suggested": "codings from suggestions: {n}; without their fragments alpha is {alpha} {ci}, n {units}",
    "suggested with": "codings from suggestions: {n}; their fragments are left out here",
}
_DUTCH = {
    "title": "Overeenstemming van {coders}",
    "and": "en",
    "code": "code",
    "label": "label",
    "source": "bron",
    "unit": "eenheden",
    "prevalence": "prevalentie",
    "percent": "percentage",
    "positive": "positief",
    "negative": "negatief",
    "alpha": "alfa",
    "low": "alfa van",
    "high": "alfa tot",
    "verdict": "oordeel",
    "overall": "alle codes",
    "labels": "alle labels",
    "more": "gepoolde kappa {pooled}; alfa over hele verzamelingen codes: {masi} (MASI), {jaccard} (Jaccard)",
    "bennett": "Bennetts S {bennett}; Fleiss' kappa {fleiss}; Scotts pi {scott}",
    "interval": "{confidence}-intervallen uit {draws} bootstrapsteekproeven van {by}, seed {seed}",
    "fragment": "fragmenten",
    "sources": "bronnen",
    "characters": "n telt tekens tekst",
    "suggested": "coderingen uit suggesties: {n}; zonder de fragmenten daarvan is alfa {alpha} {ci}, n {units}",
    "suggested with": "coderingen uit suggesties: {n}; de fragmenten daarvan tellen hier niet mee",
}


def in_order(codes: Iterable[CodeAgreement], order: Order) -> list[CodeAgreement]:
    """Return codes as the codebook has them, or the lowest alpha first and what is undefined last."""
    if order == "codebook":
        return list(codes)
    return sorted(codes, key=lambda code: 2.0 if code.alpha is None else code.alpha)


def brief(report: Report, order: Order, language: str, name: Name = str) -> FigureTable:
    """Return what people read: the codes, or the dimensions each with its codes, or the sources; and the whole."""
    words, lang = _words(language)
    rows: list[tuple[Value, ...]] = []
    if report.by is None:
        rows += [_row(name(code.code), code, lang) for code in in_order(report.whole.codes, order)]
    for id_, part in report.parts:
        rows.append(_row(name(id_), part.overall, lang))
        if report.by == "dimension":
            rows += [_row(f"  {name(code.code)}", code, lang) for code in in_order(part.codes, order)]
    rows.append(_row(words["overall"], report.whole.overall, lang))
    head = words["source"] if report.by == "source" else words["code"]
    columns = (FigureColumn(head), *_columns(words), FigureColumn(words["verdict"]))
    return FigureTable(
        _title(report.whole.coders, words), columns, tuple(rows), tuple(_notes(report, lang)), _text(report.whole, lang)
    )


def full(report: Report, language: str, name: Name = str) -> FigureTable:
    """Return what people go on computing with: every coefficient of every code, of each source too if asked."""
    words, lang = _words(language)
    whole = ("", report.whole)
    parts = report.parts if report.by == "source" else ()
    more = (FigureColumn("Fleiss", "coefficient"), FigureColumn("Scott", "coefficient"))
    columns = (FigureColumn(words["code"]), FigureColumn(words["label"]), *_columns(words), *more)
    rows: list[tuple[Value, ...]] = []
    for source, part in (*parts, whole):
        for found in (*part.codes, part.overall):
            path = found.code if isinstance(found, CodeAgreement) else ""
            _, *figures, said = _row("", found, lang)
            label = name(path) if path else words["overall"]
            rows.append((source, path, label, *figures, found.fleiss, found.scott, said))
    if parts:
        columns = (FigureColumn(words["source"]), *columns)
    else:
        rows = [row[1:] for row in rows]
    return FigureTable(
        _title(report.whole.coders, words),
        (*columns, FigureColumn(words["verdict"])),
        tuple(rows),
        tuple(_notes(report, lang)),
        _text(report.whole, lang),
    )


def of_ratings(result: TableAgreement, language: str) -> FigureTable:
    """Return the one row that a table of ratings made elsewhere comes to."""
    words, lang = _words(language)
    notes = [
        words["more"].format(
            pooled=_coefficient(result.pooled_kappa, lang),
            masi=_coefficient(result.alpha_masi, lang),
            jaccard=_coefficient(result.alpha_jaccard, lang),
        ),
        words["bennett"].format(
            bennett=_coefficient(result.bennett, lang),
            fleiss=_coefficient(result.fleiss, lang),
            scott=_coefficient(result.scott, lang),
        ),
        *_said_beside(result, lang),
    ]
    if result.alpha_ci:
        notes.append(_interval(result, words["unit"], words, lang))
    return FigureTable(
        _title(result.coders, words),
        (FigureColumn(""), *_columns(words), FigureColumn(words["verdict"])),
        (_row(words["labels"], result, lang),),
        tuple(notes),
        (methods_sentence(result, lang),),
    )


def labels(book: Codebook) -> Name:
    """Return what names codes and dimensions by their label; by their path where two have the same label."""
    count = Counter(code.label for code in book.walk())
    dimensions = {dimension.id: dimension.label for dimension in book.dimensions}
    matrices = {matrix.id: matrix.title for matrix in book.matrices}

    def one(path: str) -> str:
        code = book.by_path.get(path)
        if code is None:
            return dimensions.get(path) or matrices.get(path) or path
        return code.label if count[code.label] == 1 else f"{code.label} ({path})"

    return lambda paths: " + ".join(map(one, paths.split("+")))


def _words(language: str) -> tuple[dict[str, str], Language]:
    dutch = language.partition("-")[0].lower() == "nl"
    return (_DUTCH, "nl") if dutch else (_ENGLISH, "en")


def _title(coders: tuple[str, ...], words: dict[str, str]) -> str:
    *others, last = coders
    names = f"{', '.join(others)} {words['and']} {last}" if others else last
    return words["title"].format(coders=names)


def _columns(words: dict[str, str]) -> tuple[FigureColumn, ...]:
    return (
        FigureColumn("n", "count"),
        FigureColumn(words["prevalence"], "share"),
        FigureColumn(words["percent"], "share"),
        FigureColumn(words["positive"], "coefficient"),
        FigureColumn(words["negative"], "coefficient"),
        FigureColumn(words["alpha"], "coefficient"),
        FigureColumn("95%", "interval", (words["low"], words["high"])),
        FigureColumn("kappa", "coefficient"),
        FigureColumn("AC1", "coefficient"),
    )


def _row(name: str, found: Coefficients, language: Language) -> tuple[Value, ...]:
    figures = (found.positive, found.negative, found.alpha, found.alpha_ci, found.kappa, found.ac1)
    said = _said(found, language)
    return (name, found.n, found.prevalence, found.percent, *figures, said)


def _said(found: Coefficients, language: Language) -> str:
    """Return the verdict, or why there is none; what is left out of a mean is said beneath the table."""
    whole = isinstance(found, Overall) and found.alpha is not None
    parts = (found.verdict, None if whole else found.reason)
    return _in("; ".join(filter(None, parts)), language)


def _said_beside(found: Coefficients, language: Language) -> Iterator[str]:
    if found.alpha is not None and found.reason:
        yield _in(found.reason, language)
    if found.warning:
        yield _in(found.warning, language)


def _notes(report: Report, language: Language) -> Iterator[str]:
    words, _ = _words(language)
    whole = report.whole.overall
    if whole.alpha is not None:
        sets = (whole.pooled_kappa, whole.alpha_masi, whole.alpha_jaccard)
        pooled, masi, jaccard = (_coefficient(value, language) for value in sets)
        yield words["more"].format(pooled=pooled, masi=masi, jaccard=jaccard)
        if whole.reason:
            yield _in(whole.reason, language)
    if whole.alpha_ci:
        yield _interval(report.whole, words["sources" if report.whole.by == "source" else "fragment"], words, language)
    if report.whole.unit == "characters":
        yield words["characters"]
    yield from (_in(warning, language) for warning in report.whole.warnings)
    if report.suggested:
        without = report.suggested.without.overall
        key = "suggested with" if report.without_suggested else "suggested"
        yield words[key].format(
            n=shown(report.suggested.codings, "count", language),
            alpha=_coefficient(without.alpha, language),
            ci=shown(without.alpha_ci, "interval", language)
            if without.alpha_ci
            else _in(without.reason or "", language),
            units=shown(without.n, "count", language),
        )


def _interval(found: Agreement | TableAgreement, drawn: str, words: dict[str, str], language: Language) -> str:
    draws = shown(found.draws, "count", language)
    return words["interval"].format(confidence=f"{found.confidence:.0%}", draws=draws, by=drawn, seed=found.seed)


def _text(whole: Agreement, language: Language) -> tuple[str, ...]:
    return (methods_sentence(whole, language),)


def _coefficient(value: float | None, language: Language) -> str:
    return shown(value, "coefficient", language)


def _in(text: str, language: Language) -> str:
    return in_dutch(text) if language == "nl" else text
