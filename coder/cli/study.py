"""Commands about a study as a whole: make one, make the example, check one."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coder.cli.options import as_json, chosen, study_options, with_study
from coder.cli.output import count, print_json, say
from coder.model.errors import CoderError
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
        codes = sum(1 for _ in study.codebook.walk())
        name = printable(str(folder))
        say(f"made {name}: {count(codes, 'code')} in {study.codebook_file.name}, no sources yet")
        say(f"next: edit {printable(str(study.codebook_file))}, then `coder import --study {name} FILE…`")


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
        say("the study is whole")
    if problems and not as_json:
        raise CoderError(f"{count(len(problems), 'problem')} found; `coder check --rebuild` makes the tables anew")
    if problems:
        sys.exit(1)


commands = {"init": init, "demo": demo, "check": check}
