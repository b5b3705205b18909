"""The interface's language: `_`, `ngettext` and `N_`, for every text that is shown."""

from coder.model.language import LANGUAGES, N_, _, language_of, ngettext, use_language

__all__ = ["LANGUAGES", "N_", "_", "language_of", "ngettext", "use_language"]
