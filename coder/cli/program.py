"""The program: its commands, opening a study without one, and everything that goes wrong said in one line."""

import difflib
import os
import sys
from importlib import import_module
from pathlib import Path

import click

from coder import __version__
from coder.cli.help import in_language
from coder.cli.options import open_study, study_options
from coder.cli.output import warn
from coder.cli.speaking import speak
from coder.files.settings_file import language_set
from coder.model.errors import CoderError
from coder.model.language import SOURCE, _
from coder.model.text import printable

COMMANDS = {
    "init": "study", "demo": "study", "check": "study",
    "import": "sources", "sources": "sources", "fragments": "sources", "cases": "sources",
    "code": "coding", "review": "coding", "undo": "coding", "redo": "coding", "log": "coding",
    "change": "recoding", "remove": "recoding", "order": "recoding",
    "suggest": "suggesting", "next": "suggesting",
    "codebook": "codebook",
    "search": "retrieval", "retrieve": "retrieval",
    "agreement": "agreement", "compare": "reconciling", "reconcile": "reconciling",
    "sample": "double_coding", "blind": "double_coding",
    "progress": "overview", "codes-by-source": "overview", "saturation": "overview",
    "settings": "settings",
    "matrix": "appendix", "appendix": "appendix", "frequencies": "frequencies",
}  # fmt: skip
"""Every command and the module of this package that holds it, loaded when it is called."""

FOR_PROGRAMS = {"--json", "--jsonl"}
"""Where a program reads, sentences in JSON and errors beside it are English everywhere."""


def as_written(name: str) -> click.Command:
    """Return the command of this name, explained in English."""
    command: click.Command = import_module(f"coder.cli.{COMMANDS[name]}").commands[name]
    return command


class Program(click.Group):
    """Loads a command when it is called; a folder in place of a command opens the study in it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of this name, explained in the language in use."""
        return in_language(as_written(cmd_name)) if cmd_name in COMMANDS else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Take a folder for the command that opens it."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            if Path(args[0]).is_dir() or os.sep in args[0]:
                return "open", in_language(open_command), args
            near = difflib.get_close_matches(args[0], COMMANDS, n=2)
            said = (
                _("no command or folder “{name}”; did you mean {names}?")
                if near
                else _("no command or folder “{name}”; `coder --help` lists the commands")
            )
            raise click.UsageError(said.format(name=printable(args[0]), names=_(" or ").join(near)))
        return super().resolve_command(ctx, args)


@click.group(
    cls=Program,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, "--version", message="coder %(version)s")
@study_options
@click.pass_context
def program(context: click.Context) -> None:
    """Code focus groups and open survey answers, check that coders agree, and print the appendix.

    `coder STUDY` opens a study in the terminal; `coder demo` makes an example study to look around in.
    """
    if context.invoked_subcommand is None:
        _open(None)


@click.command("open", hidden=True)
@click.argument("folder", type=click.Path(path_type=Path))
@study_options
def open_command(folder: Path) -> None:
    """Open a study in the terminal."""
    _open(folder)


def _open(folder: Path | None) -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise CoderError(_("the interface needs a terminal; `coder --help` lists the commands that do not"))
    if os.environ.get("TERM") == "dumb":
        raise CoderError(_("this terminal says it cannot place text (TERM=dumb); open the study in another"))
    with open_study(folder) as study:
        from coder.tui import run

        sys.exit(run(study))


def main(arguments: list[str] | None = None) -> None:
    """Run the program; end with 0, 1 where something is wrong in one line, 2 for wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A terminal in another encoding shows `?`; it does not stop the work.
            stream.reconfigure(errors="replace")
    sys.exit(_run(arguments))


def _run(arguments: list[str] | None) -> int:  # noqa: PLR0911 - an end for each way to end
    arguments = sys.argv[1:] if arguments is None else arguments
    speak(SOURCE if FOR_PROGRAMS.intersection(arguments) else language_set())
    try:
        result = in_language(program).main(arguments, prog_name="coder", standalone_mode=False)
        sys.stdout.flush()
    except CoderError as error:
        warn(str(error))
        return 1
    except click.UsageError as error:
        where = error.ctx.command_path if error.ctx else "coder"
        said = _("{fault}; see `{command} --help`").format(fault=error.format_message(), command=where)
        warn(said.replace(".;", ";").replace("\n", " "))
        return 2
    except click.ClickException as error:
        warn(error.format_message())
        return 1
    except (click.Abort, KeyboardInterrupt):
        return 130
    except BrokenPipeError:
        # Whoever read the output has seen enough, as with `| head`.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        from coder.model.logfile import log_error

        warn(log_error(error))
        return 1
    return result if isinstance(result, int) else 0
