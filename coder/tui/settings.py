"""What a coder set once and finds again: language, colours, what is shown, keys. One small file in the home folder."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from coder.files.replacing import replace_file
from coder.files.settings_file import read_settings, settings_file, unreadable
from coder.model import CoderError
from coder.model.errors import system_reason
from coder.model.language import LANGUAGES, N_, _, language_of
from coder.model.text import printable

AUTOMATIC = "auto"
"""The language of the terminal."""

CHOICES: dict[str, tuple[str, ...]] = {
    "language": (AUTOMATIC, *LANGUAGES),
    "theme": ("dark", "light", "contrast"),
    "suggestions": ("never", "ask", "after", "always"),
    "others": ("yes", "no"),
    "codebook": ("yes", "no"),
}
"""What can be set, and to what. Keys are set by `keys.` and the name of what they do."""

MEANINGS = {
    "language": N_("Language of the interface"),
    "theme": N_("Colours"),
    "suggestions": N_("Show suggestions"),
    "others": N_("Show codings of other coders"),
    "codebook": N_("Show the codebook beside the fragments"),
}
"""What each setting is about."""

KEYS = "keys."


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings as they are kept: words, each one of `CHOICES`."""

    language: str = AUTOMATIC
    theme: str = "dark"
    suggestions: str = "ask"
    others: str = "yes"
    codebook: str = "yes"
    keys: Mapping[str, str] = field(default_factory=dict)
    """Keys by the id of what they do, where they are not the usual ones."""

    @property
    def spoken(self) -> str:
        """The language to speak."""
        return language_of() if self.language == AUTOMATIC else self.language

    def value(self, name: str) -> str:
        """Return one setting; of a key that was not changed the usual one.

        Raises:
            CoderError: there is no such setting.
        """
        if name in CHOICES:
            return str(getattr(self, name))
        from coder.tui.bindings import changeable

        usual = changeable().get(name.removeprefix(KEYS)) if name.startswith(KEYS) else None
        if usual is None:
            raise _unknown(name)
        return self.keys.get(name.removeprefix(KEYS), usual.key)

    def with_value(self, name: str, value: str) -> "Settings":
        """Return these settings with one changed; for a key, nothing at all brings the usual one back.

        Raises:
            CoderError: there is no such setting, or it cannot be that.
        """
        if name.startswith(KEYS):
            return self._with_keys(name.removeprefix(KEYS), value)
        if name not in CHOICES:
            raise _unknown(name)
        if value not in CHOICES[name]:
            raise CoderError(
                _("{name} is one of {choices}; not {value}").format(
                    name=name, choices=", ".join(CHOICES[name]), value=_quoted(value)
                )
            )
        changed: Settings = replace(self, **{name: value})  # type: ignore[arg-type] # one of the fields that are words
        return changed

    def _with_keys(self, id_: str, value: str) -> "Settings":
        from coder.tui.bindings import changeable, check_keys, use_keys

        rest = {name: keys for name, keys in self.keys.items() if name != id_}
        usual = changeable().get(id_)
        if usual is not None and value in ("", usual.key):
            return replace(self, keys=rest)
        use_keys(rest)
        try:
            keys = check_keys(id_, value)
        finally:
            use_keys(self.keys)
        return replace(self, keys=rest | {id_: keys})


def load_settings(path: Path | None = None) -> tuple[Settings, list[str]]:
    """Return the settings, and in sentences what in the file was left out: a setting unknown or impossible."""
    path = path or settings_file()
    try:
        found = _read(path)
    except CoderError as error:
        return Settings(), [str(error)]
    settings, faults = Settings(), []
    for name, value in found:
        try:
            settings = settings.with_value(name, value)
        except CoderError as error:
            faults.append(f"{path.name}: {error}")
    return settings, faults


def save_settings(settings: Settings, path: Path | None = None) -> None:
    """Keep the settings; the file is replaced whole.

    Raises:
        CoderError: it cannot be written.
    """
    path = path or settings_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CoderError(f"{printable(str(path.parent))}: {system_reason(error)}") from None
    usual = asdict(Settings())
    lines = [f"{name} = {json.dumps(value)}" for name, value in _words(settings).items() if value != usual[name]]
    if settings.keys:
        lines += ["", "[keys]", *(f"{json.dumps(name)} = {json.dumps(keys)}" for name, keys in settings.keys.items())]
    replace_file(path, "".join(f"{line}\n" for line in lines).encode())


def _words(settings: Settings) -> dict[str, str]:
    return {item.name: getattr(settings, item.name) for item in fields(settings) if item.name != "keys"}


def _read(path: Path) -> list[tuple[str, str]]:
    """Return the names and values in the file; none if there is no file."""
    data = read_settings(path)
    keys = data.pop("keys", {})
    named = [*data.items(), *((f"{KEYS}{name}", value) for name, value in _table(keys, path).items())]
    return [(name, value if isinstance(value, str) else f"{value!r}"[:40]) for name, value in named]


def _table(value: Any, path: Path) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise unreadable(path, _("keys is no table"))
    return value


def _unknown(name: str) -> CoderError:
    return CoderError(
        _("there is no setting {name}; there are {names}, and keys").format(
            name=_quoted(name), names=", ".join(CHOICES)
        )
    )


def _quoted(text: str) -> str:
    return f"“{printable(text)[:40]}”"
