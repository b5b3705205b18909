"""The language people are spoken to in: English in the source, others from catalogues in `coder/locale`.

A text is marked where it stands, with its variable parts named: `_("{name} is not a code").format(name=…)`. A text that
is made when a module loads is marked with `N_` there, and goes through `_` when it is shown. What is kept as well as
shown is a `Sentence`: English in the log and in JSON, and in the language in use where somebody reads it.
"""

import gettext
import os
from collections.abc import Mapping
from pathlib import Path

LANGUAGES = {"en": "English", "nl": "Nederlands"}
"""Languages the interface speaks, each by its own name."""

SOURCE = "en"
"""The language that texts are written in."""

CATALOGUES = Path(__file__).resolve().parent.parent / "locale"

_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_spoken = SOURCE


def use_language(language: str) -> None:
    """Speak a language from now on, in every thread; one that is not in `LANGUAGES` is spoken in English."""
    global _catalogue, _spoken  # noqa: PLW0603 - one program speaks one language, like the C library's setlocale
    _spoken = language if language in LANGUAGES else SOURCE
    if _spoken == SOURCE:
        _catalogue = gettext.NullTranslations()
    else:
        _catalogue = gettext.translation("coder", CATALOGUES, [language], fallback=True)


def spoken() -> str:
    """Return the language in use, one of `LANGUAGES`."""
    return _spoken


def language_of(environment: Mapping[str, str] | None = None) -> str:
    """Return the language that the environment asks for: `LC_ALL`, `LC_MESSAGES`, `LANG`, the first that is set."""
    environment = os.environ if environment is None else environment
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            language = environment[name][:2].lower()
            return language if language in LANGUAGES else SOURCE
    return SOURCE


def _(text: str) -> str:
    """Return a text in the language in use."""
    return _catalogue.gettext(text) if text else text


def ngettext(one: str, many: str, n: int) -> str:
    """Return the text for one or for many: `ngettext("{n} code", "{n} codes", n).format(n=n)`."""
    return _catalogue.ngettext(one, many, n)


def N_(text: str) -> str:  # noqa: N802 - the name that extractors know
    """Mark a text for translation where it is written, and leave it as it is: `_` translates it when it is shown."""
    return text


def number(n: int) -> str:
    """Return a count as it is written: `12,345`, and `12.345` in Dutch."""
    return f"{n:,}".replace(",", ".") if _spoken == "nl" else f"{n:,}"


class Sentence(str):
    """A text in English that can also be said in the language in use: `Sentence(N_("{n} lines"), n=3).shown()`."""

    __slots__ = ("_form", "_parts")

    _form: str
    _parts: dict[str, object]

    def __new__(cls, form: str, **parts: object) -> "Sentence":
        """Fill in a text that `N_` marked; a part may be a sentence itself."""
        sentence = super().__new__(cls, form.format(**parts) if parts else form)
        sentence._form, sentence._parts = form, parts
        return sentence

    def shown(self) -> str:
        """Return it in the language in use."""
        if not self._parts:
            return _(self._form)
        parts = {name: part.shown() if isinstance(part, Sentence) else part for name, part in self._parts.items()}
        return _(self._form).format(**parts)
