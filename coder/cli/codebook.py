"""Commands about the codebook: check and show it, change it, take it in and hand it out."""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coder.cli import words
from coder.cli.options import as_json, study_folder, study_options, with_study
from coder.cli.output import columns, print_json, say
from coder.model import Code, Codebook, CoderError
from coder.model.language import _, ngettext, number
from coder.model.text import printable

if TYPE_CHECKING:
    from coder.store import Study


@click.group()
def codebook() -> None:
    """Check, show and change the codebook; take one in, hand it out."""


@codebook.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@as_json
@study_options
def check(file: Path | None, as_json: bool) -> None:
    """Name every fault in the codebook of the study, or in FILE, with its line."""
    from coder.files.codebook_sheet import check_codebook_sheet
    from coder.files.codebook_yaml import check_codebook
    from coder.store.codebook_file import find

    path = file or find(study_folder())
    in_a_sheet = path.suffix.lower() in (".xlsx", ".csv")
    faults = check_codebook_sheet(path) if in_a_sheet else check_codebook(path)
    if as_json:
        print_json(
            {
                "ok": not faults,
                "faults": [
                    {"file": str(f.path), "line": f.line, "column": f.column, "message": f.message} for f in faults
                ],
            }
        )
        sys.exit(1 if faults else 0)
    for fault in faults:
        say(str(fault))
    if faults:
        said = ngettext("{n} fault in {path}", "{n} faults in {path}", len(faults))
        raise CoderError(said.format(n=number(len(faults)), path=printable(str(path))))
    say(_("{path}: no faults").format(path=printable(str(path))))


@codebook.command()
@click.argument("path", required=False)
@as_json
@with_study
def show(study: "Study", path: str | None, as_json: bool) -> None:
    """Show the codes with how often each was used; of one code, everything."""
    book = study.codebook
    counts = study.code_counts()
    if path is not None and path not in {dimension.id for dimension in book.dimensions}:
        code = book.code(path)
        print_json(_code_json(code, counts)) if as_json else say(_described(code, counts))
        return
    chosen = [dimension for dimension in book.dimensions if path in (None, dimension.id)]
    if as_json:
        print_json(
            {
                "title": book.title,
                "language": book.language,
                "dimensions": [
                    {"id": d.id, "label": d.label, "codes": [_code_json(code, counts) for code in d.codes]}
                    for d in chosen
                ],
                "matrices": [
                    {
                        "id": m.id,
                        "title": m.title,
                        "rows": m.rows,
                        "columns": m.columns,
                        "empty": m.empty,
                        "unplaced": m.unplaced,
                    }
                    for m in book.matrices
                ],
            }
        )
        return
    for dimension in chosen:
        say(f"{dimension.label}  ({dimension.id})")
        rows = [
            (
                "  " * code.path.count("/") + code.label,
                str(counts.get(code.path, 0)),
                code.path,
                _("retired") if code.retired else "",
            )
            for code in dimension.walk()
        ]
        say(columns(rows, right=(1,)) if rows else _("  no codes yet; `coder codebook add` adds one"))


def _code_json(code: Code, counts: dict[str, int]) -> dict[str, Any]:
    return {
        "code": code.path,
        "label": code.label,
        "definition": code.definition,
        "cues": list(code.cues),
        "examples": list(code.examples),
        "retired": code.retired,
        "n": counts.get(code.path, 0),
        "codes": [_code_json(child, counts) for child in code.codes],
    }


def _described(code: Code, counts: dict[str, int]) -> str:
    lines = [f"{code.label}  ({code.path})  {words.codings(counts.get(code.path, 0))}"]
    lines += [code.definition] if code.definition else []
    lines += [_("cues: {cues}").format(cues=", ".join(code.cues))] if code.cues else []
    lines += [_("example: {text}").format(text=example) for example in code.examples]
    return "\n".join(lines)


@codebook.command()
@click.argument("path")
@click.argument("label")
@click.option("--definition", default="", help="When to use the code.")
@click.option("--cue", "cues", multiple=True, help="A term that hints at it; may be given several times.")
@click.option("--example", "examples", multiple=True, help="A fragment that shows it; may be given several times.")
@with_study
def add(
    study: "Study", path: str, label: str, definition: str, cues: tuple[str, ...], examples: tuple[str, ...]
) -> None:
    """Add a code at PATH, like `coder codebook add partij/uwv UWV`."""
    from coder.model.codebook_edit import add as added

    _edit(
        study,
        lambda book: added(book, path, label, definition=definition, cues=cues, examples=examples),
        f"added {path}",
    )


@codebook.command()
@click.argument("path")
@click.argument("label")
@with_study
def rename(study: "Study", path: str, label: str) -> None:
    """Give the code at PATH another LABEL."""
    from coder.model.codebook_edit import relabel

    _edit(study, lambda book: relabel(book, path, label), f"renamed {path} to {label}")


@codebook.command()
@click.argument("path")
@click.option("--definition", help="When to use the code.")
@click.option("--cue", "cues", multiple=True, help="A term that hints at it; may be given several times.")
@click.option("--example", "examples", multiple=True, help="A fragment that shows it; may be given several times.")
@with_study
def redefine(
    study: "Study", path: str, definition: str | None, cues: tuple[str, ...], examples: tuple[str, ...]
) -> None:
    """Give the code at PATH another definition, other cues or other examples; what is not given stays.

    An empty `--cue ""` or `--example ""` takes all of them away.
    """
    from coder.model.codebook_edit import redefine as redefined

    if definition is None and not cues and not examples:
        raise click.UsageError(_("give --definition, --cue or --example"))
    _edit(
        study,
        lambda book: redefined(book, path, definition=definition, cues=cues or None, examples=examples or None),
        f"redefined {path}",
    )


@codebook.command("id")
@click.argument("path")
@click.argument("new")
@with_study
def id_(study: "Study", path: str, new: str) -> None:
    """Give the code or dimension at PATH another id, the last part of its path; its codings go along."""
    from coder.model.codebook_edit import rename as renamed

    _edit(study, lambda book: renamed(book, path, new), f"changed the id of {path} to {new}")


@codebook.command()
@click.argument("path")
@click.argument("parent", required=False)
@click.option("--position", type=click.IntRange(1), help="Place among its siblings, from 1. Default: the last.")
@with_study
def move(study: "Study", path: str, parent: str | None, position: int | None) -> None:
    """Move the code at PATH, and what is below it, under PARENT; its codings go along.

    Without PARENT it stays where it is and takes another --position: the order of rows and columns.
    """
    from coder.model.codebook_edit import move as moved

    if parent is None and position is None:
        raise click.UsageError(_("give a PARENT, a --position or both"))
    to = path.rpartition("/")[0] if parent is None else parent
    place = None if position is None else position - 1
    _edit(study, lambda book: moved(book, path, to, place), f"moved {path}" + (f" under {to}" if parent else ""))


@codebook.command()
@click.argument("path")
@click.argument("into")
@with_study
def merge(study: "Study", path: str, into: str) -> None:
    """Merge the code at PATH into another: its codings count as INTO from now on."""
    for change in study.merge_codes(path, into):
        say(str(change))


@codebook.command()
@click.argument("path")
@click.argument("labels", nargs=-1, required=True, metavar="LABEL…")
@with_study
def split(study: "Study", path: str, labels: tuple[str, ...]) -> None:
    """Give the code at PATH a child for each LABEL; its codings stay with it until somebody recodes them."""
    from coder.model.codebook_edit import split as split_up

    _edit(study, lambda book: split_up(book, path, labels), f"split {path}")


@codebook.command()
@click.argument("path")
@with_study
def retire(study: "Study", path: str) -> None:
    """Offer the code or dimension at PATH no more; what was coded with it stays, and it can come back."""
    from coder.model.codebook_edit import remove
    from coder.model.codebook_edit import retire as retired

    _edit(study, lambda book: retired(book, path) if "/" in path else remove(book, path), f"retired {path}")


@codebook.command()
@click.argument("path")
@with_study
def restore(study: "Study", path: str) -> None:
    """Offer the retired code at PATH again."""
    for change in study.restore_code(path):
        say(str(change))


def _edit(study: "Study", edit: Callable[[Codebook], Codebook], action: str) -> None:
    for change in study.edit_codebook(edit, action):
        say(str(change))


@codebook.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@with_study
def import_(study: "Study", file: Path) -> None:
    """Take FILE (yaml, xlsx or csv) for the codebook of the study; codes in use that it lacks are retired, not lost."""
    from coder.files.codebook_yaml import read_codebook, write_codebook

    target = study.codebook_file
    if file.suffix.lower() in (".yaml", ".yml"):
        read_codebook(file)
        if file.resolve() != target.resolve():
            shutil.copyfile(file, target)
    else:
        from coder.files.codebook_sheet import read_codebook_sheet

        write_codebook(target, read_codebook_sheet(file, study.codebook))
    news = study.take_up_codebook()
    book = study.codebook
    for line in news:
        say(line)
    codes = sum(1 for code in book.walk() if not code.retired)
    say(
        _("{codes} in {dimensions}, {matrices}").format(
            codes=words.codes(codes),
            dimensions=words.dimensions(len(book.dimensions)),
            matrices=words.matrices(len(book.matrices)),
        )
    )


@codebook.command()
@click.argument("file", type=click.Path(path_type=Path))
@with_study
def export(study: "Study", file: Path) -> None:
    """Write the codebook to FILE (yaml, xlsx or csv)."""
    from coder.files.codebook_sheet import write_codebook_sheet
    from coder.model.codebook_edit import without_retired

    ending = file.suffix.lower()
    if ending in (".yaml", ".yml"):
        if file.resolve() != study.codebook_file.resolve():
            shutil.copyfile(study.codebook_file, file)
    elif ending in (".xlsx", ".csv"):
        write_codebook_sheet(file, without_retired(study.codebook))
    else:
        raise CoderError(
            _("a codebook is written as yaml, xlsx or csv, not “{ending}”").format(
                ending=printable(ending or file.name)
            )
        )
    say(_("wrote {file}").format(file=printable(str(file))))


commands = {"codebook": codebook}
