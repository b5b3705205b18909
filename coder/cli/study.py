"""Commands about a study as a whole: make one, make the example, check one."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coder.cli import words
from coder.cli.options import as_json, chosen, study_options, with_study
from coder.cli.output import print_json, say
from coder.model.errors import CoderError
from coder.model.language import _, ngettext, number
from coder.model.text import printable

if TYPE_CHECKING:
    from coder.store import Study


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--title", default="", help="Title of the study.")
@study_options
def init(folder: Path, title: str) -> None:
    """Make a study in FOLDER, with a commented codebook to start from.

    A folder that holds a codebook already keeps it.
    """
    from coder.files.codebook_template import template
    from coder.store import Study

    with Study.create(folder, chosen("coder"), template(title or folder.resolve().name)) as study:
        codes = len(study.codebook.paths)
        name = printable(str(folder))
        said = _("made {folder}: {codes} in {file}, no sources yet")
        say(said.format(folder=name, codes=words.codes(codes), file=study.codebook_file.name))
        said = _("next: edit {file}, then `coder import --study {folder} FILE…`")
        say(said.format(file=printable(str(study.codebook_file)), folder=name))


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path("coder-demo"))
@study_options
def demo(folder: Path) -> None:
    """Make the example study in FOLDER, coded by two coders, and write its appendix; then open it, if in a terminal."""
    from coder.cli.example import build

    build(folder, chosen("coder"))
    if sys.stdin.isatty() and sys.stdout.isatty():
        from coder.store import Study
        from coder.tui import run

        with Study.open(folder, chosen("coder")) as study:
            sys.exit(run(study))


@click.command()
@click.option("--rebuild", is_flag=True, help="Make every table anew from the log.")
@as_json
@with_study
def check(study: "Study", rebuild: bool, as_json: bool) -> None:
    """Check that the study is whole: the file itself, and its tables against the log."""
    problems = study.check(rebuild=rebuild)
    if as_json:
        print_json({"ok": not problems, "problems": problems})
    elif problems:
        for problem in problems:
            say(problem)
    else:
        say(_("the study is whole"))
    if problems and not as_json:
        said = ngettext(
            "{n} problem found; `coder check --rebuild` makes the tables anew",
            "{n} problems found; `coder check --rebuild` makes the tables anew",
            len(problems),
        )
        raise CoderError(said.format(n=number(len(problems))))
    if problems:
        sys.exit(1)


commands = {"init": init, "demo": demo, "check": check}
