"""The two-letter codes by which a codebook names its language (ISO 639-1)."""

from coder.model.language import _

LANGUAGES = frozenset(
    """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo
    es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg
    ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn
    no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta
    te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
    """.split()  # noqa: SIM905  a hundred and eighty pairs of quotes are harder to read
)
"""Every code of ISO 639-1."""

_NAMES = {
    "dutch": "nl", "nederlands": "nl", "dut": "nl", "nld": "nl",
    "english": "en", "engels": "en", "eng": "en",
    "german": "de", "duits": "de", "deutsch": "de",
    "french": "fr", "frans": "fr", "français": "fr",
    "frisian": "fy", "fries": "fy", "frysk": "fy",
    "spanish": "es", "spaans": "es", "español": "es",
}  # fmt: skip


def language_fault(language: str) -> str | None:
    """Return what is wrong with the name of a language, with the code that was meant where that is clear."""
    if language in LANGUAGES:
        return None
    start = language.casefold().replace("_", "-").partition("-")[0]
    meant = _NAMES.get(start) or (start if start in LANGUAGES else None)
    hint = _("write {code}").format(code=meant) if meant else _("write its two letters, like nl or en")
    return _("language: “{language}” is no language code; {hint}").format(language=language[:60], hint=hint)
