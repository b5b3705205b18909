"""The language of a command: its own sentences, and those of the library that reads command lines."""

import gettext
import os

from coder.model.language import CATALOGUES, N_, ngettext, use_language

CLICK = (
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("Show this message and exit."),
    N_("default: {default}"),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Missing command."),
    N_("No such option {name!r}."),
    N_("No such command {name!r}."),
    ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", 1),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", 1),
    N_("{value!r} is not a valid {number_type}."),
    N_("{value} is not in the range {range}."),
    ngettext("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", 1),
    N_("Option {name!r} does not take a value."),
    ngettext("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", 1),
    N_("Could not open file {filename!r}: {message}"),
)
"""What click says around help and of a command line that is wrong, for the catalogue that it looks in."""


def speak(language: str) -> None:
    """Speak a language from now on; one that is not known is spoken in English."""
    use_language(language)
    # click asks gettext itself, which goes by the environment.
    gettext.bindtextdomain("coder", str(CATALOGUES))
    gettext.textdomain("coder")
    os.environ["LANGUAGE"] = language
