"""What results say in words, in Dutch: for documents of a Dutch study."""

import re

from coder.agreement.bootstrap import TOO_RARE
from coder.agreement.result import HIDDEN, NO_CODES, NO_OVERLAP, NO_VARIATION, NOBODY, ONE_CODER
from coder.model.language import spoken

_WORDS = {
    ONE_CODER: "maar één codeur",
    NO_OVERLAP: "geen overlap",
    NOBODY: "door niemand gebruikt",
    NO_VARIATION: "niet te bepalen: geen variatie",
    NO_CODES: "geen codes",
    HIDDEN: "verborgen zolang er blind gecodeerd wordt",
    TOO_RARE: "geen interval: te zeldzaam, in meer dan een tiende van de trekkingen komt het niet voor",
    "no interval: one fragment only": "geen interval: maar één fragment",
    "no interval: one source only": "geen interval: maar één bron",
    "no interval: one unit only": "geen interval: maar één eenheid",
    "kappa: no variation within any pair of coders": "kappa: geen variatie binnen een paar codeurs",
    "kappa, scott: no variation within any pair of coders": "kappa, scott: geen variatie binnen een paar codeurs",
    "(k)u-alpha: spans of one coder overlap": "(k)u-alfa: stukken van één codeur overlappen",
    "cu-alpha: no two coders marked the same text with different codes": (
        "cu-alfa: geen twee codeurs gaven dezelfde tekst verschillende codes"
    ),
    "positive, negative: only for a yes or no": "positief, negatief: alleen bij ja of nee",
    "reliable": "betrouwbaar",
    "tentative": "voorlopig",
    "not reliable": "niet betrouwbaar",
}

_PATTERNS = (
    (
        re.compile(r"only (\d+) sources: intervals over sources are wider in truth than shown"),
        r"maar \1 bronnen: intervallen over bronnen zijn in werkelijkheid breder dan hier staat",
    ),
    (
        re.compile(r"small sample: (\d+) fragments, and about (\d+) are needed at a prevalence of ([\d.]+)%"),
        r"kleine steekproef: \1 fragmenten, en bij een prevalentie van \3% zijn er ongeveer \2 nodig",
    ),
    (
        re.compile(r"small sample: (\d+) units, and about (\d+) are needed for a label as rare as ([\d.]+)%"),
        r"kleine steekproef: \1 eenheden, en voor een label van \3% zijn er ongeveer \2 nodig",
    ),
    (
        re.compile(r"small sample for (\d+) of (\d+) codes: (.*) and (\d+) more"),
        r"kleine steekproef voor \1 van \2 codes: \3 en nog \4",
    ),
    (
        re.compile(r"“(.*)” is counted as a label: leave a cell empty where a coder did not rate"),
        r"“\1” telt als label: laat een cel leeg waar een codeur niets gaf",
    ),
    (
        re.compile(r"labels that differ in capitals only are different labels: (.*)"),
        r"labels die alleen in hoofdletters verschillen, zijn verschillende labels: \1",
    ),
    (re.compile(r"small sample for (\d+) of (\d+) codes: (.*)"), r"kleine steekproef voor \1 van \2 codes: \3"),
    (
        re.compile(r"no interval: more than ([\d,]+) different labels"),
        r"geen interval: meer dan \1 verschillende labels",
    ),
)

_LEFT_OUT = re.compile(r"(\d+) of (\d+) codes left out of the means: (.*)")


def in_dutch(text: str) -> str:
    """Return what a result says of itself, a reason, a warning or a verdict, in Dutch."""
    return "; ".join(_sentence(part) for part in text.split("; "))


def in_language_in_use(text: str) -> str:
    """Return what a result says of itself in the language that people are spoken to in."""
    return in_dutch(text) if spoken() == "nl" else text


def _sentence(text: str) -> str:
    if text in _WORDS:
        return _WORDS[text]
    if match := _LEFT_OUT.fullmatch(text):
        parts = (part.partition(" ") for part in match[3].split(", "))
        why = ", ".join(f"{count} {_sentence(reason)}" for count, _, reason in parts)
        return f"{match[1]} van {match[2]} codes tellen niet mee in de gemiddelden: {why}"
    for pattern, dutch in _PATTERNS:
        if match := pattern.fullmatch(text):
            return re.sub(r"(\d)\.(\d+)%", r"\1,\2%", match.expand(dutch))
    return text
