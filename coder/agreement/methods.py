"""The sentences for the methods section, in English and Dutch."""

from collections.abc import Sequence
from typing import Literal

from coder.agreement.result import NO_CODES, NO_OVERLAP, NO_VARIATION, NOBODY, ONE_CODER, Agreement, Overall
from coder.agreement.table import TableAgreement

Language = Literal["en", "nl"]

_ENGLISH = {
    "and": "and",
    "fragments": "fragments",
    "characters": "characters of text",
    "units": "units",
    "fragment": "fragments",
    "source": "sources",
    "unit": "units",
    "two": "{coders} independently coded the same {n} {unit}.",
    "more": "{n} {unit} were each coded independently by two or more of {coders}.",
    "undefined": "Agreement between {coders} is undefined: {reason}.",
    "alpha": "Krippendorff's alpha (Krippendorff, 2011) was {alpha}",
    "mean alpha": "The mean of Krippendorff's alpha (Krippendorff, 2011) over {codes} codes{about} was {alpha}",
    "range": "lowest {low}, highest {high}",
    "left out": "{left_out} left out for want of variation",
    "interval": (
        ", with a {confidence} bootstrap interval from {low} to {high} ({draws} samples of {drawn}, seed {seed})."
        " By the cut-offs of Krippendorff (2004), applied to the lower bound, this is {verdict}."
    ),
    "no interval": "; an interval could not be computed.",
    "unitizing": (
        " Alpha for unitizing (Krippendorff et al., 2016) was {u} for stretches of text and their codes together"
        " (u-alpha), and {any} for stretches whatever their codes (|u-alpha)."
    ),
    "others": "Percent agreement was {percent}",
    "kappa": "Cohen's kappa {value}",
    "pooled_kappa": "pooled kappa (De Vries et al., 2008) {value}",
    "ac1": "Gwet's AC1 {value}",
    "reliable": "reliable",
    "tentative": "good enough for tentative conclusions only",
    "not reliable": "not reliable",
}

_DUTCH = {
    "and": "en",
    "fragments": "fragmenten",
    "characters": "tekens tekst",
    "units": "eenheden",
    "fragment": "fragmenten",
    "source": "bronnen",
    "unit": "eenheden",
    "two": "{coders} codeerden onafhankelijk van elkaar dezelfde {n} {unit}.",
    "more": "{n} {unit} zijn elk door twee of meer van {coders} onafhankelijk van elkaar gecodeerd.",
    "undefined": "De overeenstemming tussen {coders} is niet te bepalen: {reason}.",
    "alpha": "Krippendorffs alfa (Krippendorff, 2011) was {alpha}",
    "mean alpha": "Krippendorffs alfa (Krippendorff, 2011) was gemiddeld over {codes} codes{about} {alpha}",
    "range": "laagste {low}, hoogste {high}",
    "left out": "{left_out} weggelaten wegens gebrek aan variatie",
    "interval": (
        ", met een {confidence}-bootstrapinterval van {low} tot {high} ({draws} steekproeven van {drawn}, seed {seed})."
        " Volgens de grenswaarden van Krippendorff (2004), toegepast op de ondergrens, is dat {verdict}."
    ),
    "no interval": "; een interval was niet te bepalen.",
    "unitizing": (
        " Alfa voor segmentering (Krippendorff e.a., 2016) was {u} voor stukken tekst en hun codes samen (u-alfa),"
        " en {any} voor stukken tekst ongeacht de codes (|u-alfa)."
    ),
    "others": "Het percentage overeenstemming was {percent}",
    "kappa": "Cohens kappa {value}",
    "pooled_kappa": "gepoolde kappa (De Vries e.a., 2008) {value}",
    "ac1": "Gwets AC1 {value}",
    "reliable": "betrouwbaar",
    "tentative": "alleen toereikend voor voorlopige conclusies",
    "not reliable": "niet betrouwbaar",
    ONE_CODER: "er is maar één codeur",
    NO_OVERLAP: "geen tekst is door twee codeurs bekeken",
    NOBODY: "niemand gebruikte de codes",
    NO_VARIATION: "er is geen variatie",
    NO_CODES: "er zijn geen codes",
    "otherwise": "geen enkele code heeft variatie",
}


def methods_sentence(result: Agreement | TableAgreement, language: Language = "en") -> str:
    """What was done and found, ready for a methods section; where agreement is undefined it says so."""
    words = _ENGLISH if language == "en" else _DUTCH
    whole: Overall = result if isinstance(result, TableAgreement) else result.overall
    coders = _list(result.coders, words["and"])
    if whole.alpha is None:
        reason = whole.reason or ""
        if language == "nl":
            reason = words.get(reason, words["otherwise"])
        return words["undefined"].format(coders=coders, reason=reason.removeprefix("undefined: "))
    unit = "units" if isinstance(result, TableAgreement) else result.unit
    sentence = words["two" if len(result.coders) == 2 else "more"]
    coded = sentence.format(coders=coders, n=_count(whole.n, language), unit=words[unit])
    return f"{coded} {_alpha(result, whole, language)}{_unitizing(whole, language)} {_others(whole, language)}"


def _alpha(result: Agreement | TableAgreement, whole: Overall, language: Language) -> str:
    words = _ENGLISH if language == "en" else _DUTCH
    over_codes = whole.codes + whole.left_out > 1
    each = [] if isinstance(result, TableAgreement) else [c.alpha for c in result.codes if c.alpha is not None]
    about = [words["range"].format(low=_two(min(each), language), high=_two(max(each), language))] if each else []
    about += [words["left out"].format(left_out=whole.left_out)] if whole.left_out else []
    text = words["mean alpha" if over_codes else "alpha"].format(
        alpha=_two(whole.alpha or 0.0, language), codes=whole.codes, about=f" ({'; '.join(about)})" if about else ""
    )
    if whole.alpha_ci is None or whole.verdict is None:
        return text + (words["no interval"] if result.draws else ".")
    return text + words["interval"].format(
        confidence=f"{result.confidence:.0%}",
        low=_two(whole.alpha_ci[0], language),
        high=_two(whole.alpha_ci[1], language),
        draws=_count(result.draws, language),
        drawn=words["unit" if isinstance(result, TableAgreement) else result.by],
        seed=result.seed,
        verdict=words[whole.verdict],
    )


def _unitizing(whole: Overall, language: Language) -> str:
    found = whole.unitizing
    if found is None or found.u_alpha is None or found.any_code is None:
        return ""
    words = _ENGLISH if language == "en" else _DUTCH
    return words["unitizing"].format(u=_two(found.u_alpha, language), any=_two(found.any_code, language))


def _others(whole: Overall, language: Language) -> str:
    words = _ENGLISH if language == "en" else _DUTCH
    percent = f"{(whole.percent or 0) * 100:.1f}%"
    parts = [words["others"].format(percent=percent if language == "en" else percent.replace(".", ","))]
    for name in ("kappa", "pooled_kappa", "ac1"):
        value = getattr(whole, name)
        if value is not None:
            parts.append(words[name].format(value=_two(value, language)))
    return f"{', '.join(parts)}."


def _list(names: Sequence[str], word: str) -> str:
    if len(names) < 2:
        return names[0] if names else "-"
    return f"{', '.join(names[:-1])} {word} {names[-1]}"


def _two(value: float, language: Language) -> str:
    """Two decimals. English without a leading zero, as the APA writes what cannot exceed 1; Dutch with a comma."""
    text = f"{round(value, 2) + 0.0:.2f}"
    return text.replace("0.", ".", 1) if language == "en" else text.replace(".", ",")


def _count(value: int, language: Language) -> str:
    text = f"{value:,}"
    return text if language == "en" else text.replace(",", ".")
