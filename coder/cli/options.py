"""Options that commands share, and how a command gets at its study."""

import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from coder.cli.output import say
from coder.model.language import _

if TYPE_CHECKING:
    from coder.store import Study

Command = TypeVar("Command", bound=Callable[..., Any])


as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text, in English.")


def _remember(context: click.Context, parameter: click.Parameter, value: Any) -> Any:
    """Keep an option for the whole run: it may stand before or after the command."""
    if value is not None:
        context.ensure_object(dict)[parameter.name] = value
    return value


_study = click.option(
    "--study",
    envvar="CODER_STUDY",
    type=click.Path(path_type=Path),
    expose_value=False,
    callback=_remember,
    help="Folder of the study. Default: CODER_STUDY, then the current folder.",
)
_coder = click.option(
    "--coder",
    expose_value=False,
    callback=_remember,
    help="Who is coding. Default: CODER_NAME, then the login name.",
)


def study_options(command: Command) -> Command:
    """Give a command `--study` and `--coder`."""
    return _study(_coder(command))


def with_study(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command `--study` and `--coder`, and the open study as its first argument."""

    @functools.wraps(command)
    def opened(*args: Any, **options: Any) -> Any:
        with open_study(tell=not options.get("as_json")) as study:
            return command(study, *args, **options)

    return study_options(opened)


def chosen(name: str) -> Any:
    """Return what was given for `study` or `coder`, None if it was left out."""
    context = click.get_current_context()
    while context is not None:
        if isinstance(context.obj, dict) and name in context.obj:
            return context.obj[name]
        context = context.parent  # type: ignore[assignment] # the outermost context has no parent
    return None


def study_folder() -> Path:
    """Return the folder of the study that the command is about."""
    folder = chosen("study")
    return Path(folder) if folder is not None else Path()


def open_study(folder: Path | None = None, *, tell: bool = True) -> "Study":
    """Open the study that the command is about; say what was taken up from its codebook file."""
    from coder.store import Study

    study = Study.open(folder or study_folder(), chosen("coder"))
    if tell:
        for line in study.news:
            say(_("codebook: {change}").format(change=line))
    return study
