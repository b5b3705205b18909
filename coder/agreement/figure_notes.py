"""The small print under a table of agreement: what is left out, what to mind, how intervals were made."""

from collections.abc import Iterator, Sequence

from coder.agreement.figure_words import coefficient, in_language, words_of
from coder.agreement.methods import Language
from coder.agreement.report import Report, Suggested
from coder.agreement.result import Agreement, Coefficients, Pair, Unitizing
from coder.agreement.table import TableAgreement
from coder.model.figures import shown

MOST_PAIRS = 15
"""Pairs of coders that are told one by one: those of six."""


def notes_of_report(report: Report, language: Language) -> Iterator[str]:
    """Yield the notes under the agreement of a study."""
    words, _ = words_of(language)
    whole = report.whole.overall
    if whole.alpha is not None:
        sets = (whole.pooled_kappa, whole.alpha_masi, whole.alpha_jaccard)
        pooled, masi, jaccard = (coefficient(value, language) for value in sets)
        yield words["more"].format(pooled=pooled, masi=masi, jaccard=jaccard)
        if len(whole.pairs) > 1:
            yield _pairs(whole.pairs, words["of pairs"], words, language)
        if whole.reason:
            yield in_language(whole.reason, language)
    if whole.alpha_ci:
        yield _interval(report.whole, words["sources" if report.whole.by == "source" else "fragment"], words, language)
    if report.whole.unit == "characters":
        yield words["characters"]
        yield from _unitizing(whole.unitizing, words, language)
    yield from (in_language(warning, language) for warning in report.whole.warnings)
    if report.suggested:
        yield _suggested(report.suggested, report.without_suggested, words, language)


def notes_of_ratings(result: TableAgreement, language: Language) -> Iterator[str]:
    """Yield the notes under the agreement of a table of ratings."""
    words, _ = words_of(language)
    yield words["more"].format(
        pooled=coefficient(result.pooled_kappa, language),
        masi=coefficient(result.alpha_masi, language),
        jaccard=coefficient(result.alpha_jaccard, language),
    )
    yield words["bennett"].format(
        bennett=coefficient(result.bennett, language),
        fleiss=coefficient(result.fleiss, language),
        scott=coefficient(result.scott, language),
    )
    if len(result.pairs) > 1:
        yield _pairs(result.pairs, words["of pairs" if result.codes > 1 else "of label pairs"], words, language)
    if result.scale.any:
        yield words["scale"].format(
            **{name: coefficient(value, language) for name, value in result.scale.to_json().items()}
        )
    yield from _beside(result, language)
    if result.alpha_ci:
        yield _interval(result, words["unit"], words, language)


def _pairs(pairs: Sequence[Pair], sentence: str, words: dict[str, str], language: Language) -> str:
    """Return a sentence with the kappa of each pair; of many pairs with the lowest and the highest."""
    told: Sequence[Pair] = pairs
    if len(pairs) > MOST_PAIRS:
        defined = sorted((pair for pair in pairs if pair.kappa is not None), key=lambda pair: pair.kappa or 0.0)
        told = (defined[0], defined[-1]) if defined else pairs[:1]
    text = ", ".join(_pair(pair, language) for pair in told)
    if len(told) < len(pairs):
        text += f" ({words['extremes'].format(n=shown(len(pairs), 'count', language))})"
    return sentence.format(pairs=text)


def _pair(pair: Pair, language: Language) -> str:
    return f"{' – '.join(pair.coders)} {coefficient(pair.kappa, language)} (n {shown(pair.n, 'count', language)})"


def _beside(found: Coefficients, language: Language) -> Iterator[str]:
    if found.alpha is not None and found.reason:
        yield in_language(found.reason, language)
    if found.warning:
        yield in_language(found.warning, language)


def _unitizing(found: Unitizing | None, words: dict[str, str], language: Language) -> Iterator[str]:
    if found is None or found.u_alpha is None:
        return
    yield words["unitizing"].format(
        u=coefficient(found.u_alpha, language),
        any=coefficient(found.any_code, language),
        cu=coefficient(found.cu_alpha, language),
        coverage=shown(found.cu_coverage, "share", language),
    )
    if found.reason:
        yield in_language(found.reason, language)


def _suggested(suggested: Suggested, left_out: bool, words: dict[str, str], language: Language) -> str:
    if not suggested.decisions:
        return words["nothing"]
    other = (suggested.with_ if left_out else suggested.without).overall
    interval = shown(other.alpha_ci, "interval", language) if other.alpha_ci else other.reason or ""
    return words["without" if left_out else "in sight"].format(
        n=shown(suggested.codings, "count", language),
        decisions=shown(suggested.decisions, "count", language),
        alpha=coefficient(other.alpha, language),
        ci=in_language(interval, language),
        units=shown(other.n, "count", language),
    )


def _interval(found: Agreement | TableAgreement, drawn: str, words: dict[str, str], language: Language) -> str:
    draws = shown(found.draws, "count", language)
    return words["interval"].format(confidence=f"{found.confidence:.0%}", draws=draws, by=drawn, seed=found.seed)
