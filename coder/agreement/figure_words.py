"""What tables of figures say, in English and Dutch: a table is in the language of its study, not of the interface."""

from coder.agreement.dutch import in_dutch
from coder.agreement.methods import Language
from coder.model.figures import shown

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
    "u-alpha": "u-alpha",
    "coverage": "on",
    "why": "undefined because",
    "continuum": "spans on a continuum from {begin} to {end}; u-alpha of each code alone, (k)u-alpha where spans meet",
    "unitizing": "alpha for unitizing, of stretches of text: u-alpha of all codes {u}; any code or none (|u-alpha)"
    " {any}; which codes, where stretches meet (cu-alpha) {cu}, on {coverage} of the text",
    "pairs": "Cohen's kappa of each pair",
    "of pairs": "kappa of each pair, mean over codes: {pairs}",
    "of label pairs": "kappa of each pair: {pairs}",
    "extremes": "the lowest and the highest of {n} pairs",
    "scale": "labels as numbers: alpha ordinal {alpha_ordinal}, interval {alpha_interval}, ratio {alpha_ratio};"
    " weighted kappa linear {kappa_linear}, quadratic {kappa_quadratic}",
    "suggested": "suggested",
    "left out": "left out",
    "in sight": "chosen with suggestions on screen: {n} codings, in {decisions} decisions; without those"
    " alpha is {alpha} {ci}, n {units}",
    "without": "left out, as chosen with suggestions on screen: {n} codings, in {decisions} decisions; with those"
    " alpha is {alpha} {ci}, n {units}",
    "nothing": "nothing was decided with suggestions on screen, so nothing is left out",
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
    "u-alpha": "u-alfa",
    "coverage": "over",
    "why": "niet te bepalen omdat",
    "continuum": "stukken op een continuüm van {begin} tot {end}; elke code apart, (k)u-alfa waar stukken samenvallen",
    "unitizing": "alfa voor segmentering, van stukken tekst: u-alfa van alle codes {u}; een code of geen (|u-alfa)"
    " {any}; welke codes, waar stukken samenvallen (cu-alfa) {cu}, over {coverage} van de tekst",
    "pairs": "Cohens kappa van elk paar",
    "of pairs": "kappa van elk paar, gemiddeld over de codes: {pairs}",
    "of label pairs": "kappa van elk paar: {pairs}",
    "extremes": "de laagste en de hoogste van {n} paren",
    "scale": "labels als getallen: alfa ordinaal {alpha_ordinal}, interval {alpha_interval}, ratio {alpha_ratio};"
    " gewogen kappa lineair {kappa_linear}, kwadratisch {kappa_quadratic}",
    "suggested": "gesuggereerd",
    "left out": "weggelaten",
    "in sight": "gekozen met suggesties in beeld: {n} coderingen, in {decisions} beslissingen; zonder die is"
    " alfa {alpha} {ci}, n {units}",
    "without": "weggelaten, want gekozen met suggesties in beeld: {n} coderingen, in {decisions} beslissingen; met"
    " die is alfa {alpha} {ci}, n {units}",
    "nothing": "niets is beslist met suggesties in beeld, dus niets is weggelaten",
}


def words_of(language: str) -> tuple[dict[str, str], Language]:
    """Return the words of a study's language; English where it is not Dutch."""
    dutch = language.partition("-")[0].lower() == "nl"
    return (_DUTCH, "nl") if dutch else (_ENGLISH, "en")


def in_language(text: str, language: Language) -> str:
    """Return what a result says of itself in the language of a table."""
    return in_dutch(text) if language == "nl" else text


def coefficient(value: float | None, language: Language) -> str:
    """Return a coefficient with two decimals."""
    return shown(value, "coefficient", language)
