"""Agreement on spans that were marked elsewhere, as a table of figures."""

from coder.agreement.figure_words import coefficient, in_language, words_of
from coder.agreement.figures import title_of
from coder.agreement.marked import MarkedAgreement
from coder.model.figures import FigureColumn, FigureTable, Value, shown
from coder.model.text import shortened


def of_spans(found: MarkedAgreement, language: str) -> FigureTable:
    """Return a row for each code and one for all together."""
    words, lang = words_of(language)
    u = words["u-alpha"]
    columns = (
        FigureColumn(words["code"]),
        FigureColumn(u, "coefficient"),
        FigureColumn(f"(k){u}", "coefficient"),
        FigureColumn(words["coverage"], "share"),
        FigureColumn(f"{u} 1995", "coefficient"),
        FigureColumn(words["why"]),
    )
    rows: list[tuple[Value, ...]] = [
        (
            shortened(code.code), code.u_alpha, code.ku_alpha, code.ku_coverage, code.u_alpha_1995,
            in_language(code.reason or "", lang),
        )
        for code in found.codes
    ]  # fmt: skip
    whole = found.together
    rows.append(
        (words["overall"], whole.u_alpha, None, None, found.u_alpha_1995, in_language(found.reason or "", lang))
    )
    notes = [words["continuum"].format(begin=shown(found.begin, "count", lang), end=shown(found.end, "count", lang))]
    if whole.u_alpha is not None:
        notes.append(
            words["unitizing"].format(
                u=coefficient(whole.u_alpha, lang),
                any=coefficient(whole.binary, lang),
                cu=coefficient(whole.cu_alpha, lang),
                coverage=shown(whole.cu_coverage, "share", lang),
            )
        )
    return FigureTable(title_of(tuple(map(shortened, found.coders)), words), columns, tuple(rows), tuple(notes))
