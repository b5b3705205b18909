"""The file of settings in the home folder: where it is, and what somebody wrote in it."""

import os
from pathlib import Path
from typing import Any

from coder.model.errors import CoderError, system_reason
from coder.model.language import LANGUAGES, _, language_of
from coder.model.text import printable

MOST_BYTES = 100_000


def settings_file() -> Path:
    """Return where the settings are kept: in the config folder of whoever runs the program."""
    if os.environ.get("XDG_CONFIG_HOME"):
        return Path(os.environ["XDG_CONFIG_HOME"]) / "focus-coder" / "settings.toml"
    import platformdirs

    return platformdirs.user_config_path("focus-coder", appauthor=False) / "settings.toml"


def read_settings(path: Path) -> dict[str, Any]:
    """Return what is in the file at `path`, as it was written; nothing if there is no file.

    Raises:
        CoderError: it cannot be read, is no TOML or too long.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise unreadable(path, system_reason(error)) from None
    if len(raw) > MOST_BYTES:
        raise unreadable(path, _("it is too long"))
    import tomllib

    try:
        return tomllib.loads(raw.decode())
    except (ValueError, RecursionError) as error:
        raise unreadable(path, str(error)) from None


def language_set() -> str:
    """Return the language to speak: the one that is set, or the terminal's if none is or the file cannot be read."""
    try:
        language = read_settings(settings_file()).get("language")
    except CoderError:
        language = None
    return language if isinstance(language, str) and language in LANGUAGES else language_of()


def unreadable(path: Path, reason: str) -> CoderError:
    """Return the error that says why the settings are the usual ones."""
    return CoderError(
        _("settings are the usual ones: {path} cannot be read: {reason}").format(
            path=printable(str(path)), reason=printable(reason)
        )
    )
