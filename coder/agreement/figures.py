"""Agreement as a table of figures: for a terminal, an article, a spreadsheet."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Literal

from coder.agreement.figure_notes import MOST_PAIRS, notes_of_ratings, notes_of_report
from coder.agreement.figure_words import in_language, words_of
from coder.agreement.methods import Language, methods_sentence
from coder.agreement.report import Report
from coder.agreement.result import CodeAgreement, Coefficients, Overall
from coder.agreement.table import TableAgreement
from coder.model.codebook import Codebook
from coder.model.figures import FigureColumn, FigureTable, Value
from coder.model.text import shortened

Order = Literal["worst", "codebook"]
Name = Callable[[str], str]
"""From a path, or paths joined by `+`, to what is printed."""

Extra = tuple[FigureColumn, Callable[[Coefficients], Value]]
"""A column that not every table has."""


def in_order(codes: Iterable[CodeAgreement], order: Order) -> list[CodeAgreement]:
    """Return codes as the codebook has them, or the lowest alpha first and what is undefined last."""
    if order == "codebook":
        return list(codes)
    return sorted(codes, key=lambda code: 2.0 if code.alpha is None else code.alpha)


def brief(report: Report, order: Order, language: str, name: Name = str) -> FigureTable:
    """Return what people read: the codes, or the dimensions each with its codes, or the sources; and the whole."""
    words, lang = words_of(language)
    found: list[tuple[str, Coefficients]] = []
    if report.by is None:
        found += [(name(code.code), code) for code in in_order(report.whole.codes, order)]
    for id_, part in report.parts:
        found.append((name(id_), part.overall))
        if report.by == "dimension":
            found += [(f"  {name(code.code)}", code) for code in in_order(part.codes, order)]
    found.append((words["overall"], report.whole.overall))
    extra = [*_unitizing(report, words)[:1], *_suggested(report, words)]
    head = FigureColumn(words["source"] if report.by == "source" else words["code"])
    return FigureTable(
        title_of(report.whole.coders, words),
        (head, *_columns(words), *(column for column, _ in extra), FigureColumn(words["verdict"])),
        tuple((label, *_figures(one), *_of(one, extra), _said(one, lang)) for label, one in found),
        tuple(notes_of_report(report, lang)),
        (methods_sentence(report.whole, lang),),
    )


def full(report: Report, language: str, name: Name = str) -> FigureTable:
    """Return what people go on computing with: every coefficient of every code, of each source too if asked."""
    words, lang = words_of(language)
    parts = report.parts if report.by == "source" else ()
    extra: list[Extra] = [
        (FigureColumn("Fleiss", "coefficient"), lambda found: found.fleiss),
        (FigureColumn("Scott", "coefficient"), lambda found: found.scott),
        *_unitizing(report, words),
        *_kappas(report.whole.coders),
        *_suggested(report, words),
    ]
    columns = (FigureColumn(words["code"]), FigureColumn(words["label"]), *_columns(words))
    rows: list[tuple[Value, ...]] = []
    for source, part in (*parts, ("", report.whole)):
        for found in (*part.codes, part.overall):
            path = found.code if isinstance(found, CodeAgreement) else ""
            label = name(path) if path else words["overall"]
            rows.append((source, path, label, *_figures(found), *_of(found, extra), _said(found, lang)))
    if parts:
        columns = (FigureColumn(words["source"]), *columns)
    else:
        rows = [row[1:] for row in rows]
    return FigureTable(
        title_of(report.whole.coders, words),
        (*columns, *(column for column, _ in extra), FigureColumn(words["verdict"])),
        tuple(rows),
        tuple(notes_of_report(report, lang)),
        (methods_sentence(report.whole, lang),),
    )


def kappas_of_pairs(report: Report, order: Order, language: str, name: Name = str) -> FigureTable | None:
    """Return Cohen's kappa of every pair of coders, code by code; None where one pair is all, or too many."""
    words, _ = words_of(language)
    extra = _kappas(report.whole.coders)
    if len(report.whole.overall.pairs) < 2 or not extra:
        return None
    found: list[tuple[str, Coefficients]] = [
        (name(code.code), code) for code in in_order(report.whole.codes, order) if code.alpha is not None
    ]
    found.append((words["overall"], report.whole.overall))
    columns = (FigureColumn(words["code"]), *(column for column, _ in extra))
    return FigureTable(words["pairs"], columns, tuple((label, *_of(one, extra)) for label, one in found))


def of_ratings(result: TableAgreement, language: str) -> FigureTable:
    """Return the one row that a table of ratings made elsewhere comes to."""
    words, lang = words_of(language)
    result = _with_short_names(result)
    extra = _kappas(result.coders) if len(result.coders) > 2 else []
    return FigureTable(
        title_of(result.coders, words),
        (FigureColumn(""), *_columns(words), *(column for column, _ in extra), FigureColumn(words["verdict"])),
        ((words["labels"], *_figures(result), *_of(result, extra), _said(result, lang)),),
        tuple(notes_of_ratings(result, lang)),
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


def title_of(coders: tuple[str, ...], words: dict[str, str]) -> str:
    """Return the title of a table: whose agreement it is."""
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


def _with_short_names(result: TableAgreement) -> TableAgreement:
    """Return it with names that fit a column: a table may call its coders anything."""
    pairs = tuple(replace(pair, coders=(shortened(pair.coders[0]), shortened(pair.coders[1]))) for pair in result.pairs)
    return replace(result, coders=tuple(map(shortened, result.coders)), pairs=pairs)


def _kappas(coders: Sequence[str]) -> list[Extra]:
    """Return a column for each pair of coders; none where those would be too many to read."""
    if len(coders) * (len(coders) - 1) > 2 * MOST_PAIRS:
        return []

    def of(pair: tuple[str, str]) -> Callable[[Coefficients], Value]:
        return lambda found: next((one.kappa for one in found.pairs if one.coders == pair), None)

    return [(FigureColumn(f"kappa {' – '.join(pair)}", "coefficient"), of(pair)) for pair in combinations(coders, 2)]


def _unitizing(report: Report, words: dict[str, str]) -> list[Extra]:
    """Return columns of alpha for unitizing, if it was measured: first the one that every code has."""
    if report.whole.unit != "characters":
        return []

    def of(name: str) -> Callable[[Coefficients], Value]:
        return lambda found: getattr(found.unitizing, name, None)

    return [
        (FigureColumn(words["u-alpha"], "coefficient"), of("u_alpha")),
        (FigureColumn(f"|{words['u-alpha']}", "coefficient"), of("any_code")),
        (FigureColumn(f"c{words['u-alpha']}", "coefficient"), of("cu_alpha")),
    ]


def _suggested(report: Report, words: dict[str, str]) -> list[Extra]:
    """Return a column that counts the codings that were chosen with suggestions on screen, if there are any."""
    suggested = report.suggested
    if suggested is None or not suggested.codings or report.by == "source":
        return []

    def count(found: Coefficients) -> Value:
        if isinstance(found, CodeAgreement):
            return suggested.codes.get(found.code, 0)
        return suggested.codings if found is report.whole.overall else None

    return [(FigureColumn(words["left out" if report.without_suggested else "suggested"], "count"), count)]


def _figures(found: Coefficients) -> tuple[Value, ...]:
    shares = (found.n, found.prevalence, found.percent)
    return (*shares, found.positive, found.negative, found.alpha, found.alpha_ci, found.kappa, found.ac1)


def _of(found: Coefficients, extra: Iterable[Extra]) -> tuple[Value, ...]:
    return tuple(value(found) for _, value in extra)


def _said(found: Coefficients, language: Language) -> str:
    """Return the verdict, or why there is none; what is left out of a mean is said beneath the table."""
    whole = isinstance(found, Overall) and found.alpha is not None
    parts = (found.verdict, None if whole else found.reason)
    return in_language("; ".join(filter(None, parts)), language)
