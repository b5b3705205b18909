"""`--help` in the language in use: a command as it is written, in English, and the same command translated."""

import copy
import re
from collections.abc import Callable
from typing import TypeVar

import click

from coder.model.language import _

AnyCommand = TypeVar("AnyCommand", bound=click.Command)
AnyParameter = TypeVar("AnyParameter", bound=click.Parameter)
Say = Callable[[str], str]

WORD = re.compile(r"[A-Z]{2,}(?: [A-Z]{2,})*")
"""What stands for a value, like FILE or INTEGER RANGE; the A and B of two coders are no words."""


def in_language(command: AnyCommand, say: Say = _) -> AnyCommand:
    """Return a command that does the same and explains itself in the language in use.

    `say` gets every text, a paragraph at a time on one line, and returns its translation.
    """
    said = copy.copy(command)
    if command.help:
        said.help = "\n\n".join(say(" ".join(paragraph.split())) for paragraph in command.help.split("\n\n"))
    if command.options_metavar:
        said.options_metavar = _words(command.options_metavar, say)
    said.params = [_parameter(parameter, say) for parameter in command.params]
    if isinstance(command, click.Group) and isinstance(said, click.Group):
        said.subcommand_metavar = _words(command.subcommand_metavar, say)
        said.commands = {name: in_language(one, say) for name, one in command.commands.items()}
    return said


def _parameter(parameter: AnyParameter, say: Say) -> AnyParameter:
    said = copy.copy(parameter)
    if isinstance(said, click.Option) and said.help:
        said.help = say(said.help)
    if not getattr(said, "is_flag", False) and (said.metavar or not isinstance(said.type, click.Choice)):
        said.metavar = _words(said.metavar or _value(said), say)
    return said


def _value(parameter: click.Parameter) -> str:
    """Return what click writes for a value that was given no other name."""
    if isinstance(parameter, click.Option):
        return parameter.type.name.upper()
    name = (parameter.name or "").upper()
    return name if parameter.required else f"[{name}]"


def _words(metavar: str, say: Say) -> str:
    return WORD.sub(lambda found: say(found[0]), metavar)
