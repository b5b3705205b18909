"""Commands about transcripts and surveys, and who spoke in them."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coder.cli import words
from coder.cli.options import as_json, with_study
from coder.cli.output import columns, print_json, say, warn
from coder.model import CoderError, Fragment, Source
from coder.model.language import Sentence, _, number
from coder.model.text import printable

if TYPE_CHECKING:
    from coder.store import Study


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option(
    "--unit",
    type=click.Choice(["turn", "paragraph", "sentence", "line"]),
    help="What a fragment is. Default: a speaker's turn, or a paragraph where nobody is named.",
)
@click.option("--answers", multiple=True, metavar="COL", help="Column with open answers; may be given several times.")
@click.option("--id", "id_column", metavar="COL", help="Column that tells respondents apart.")
@as_json
@with_study
def import_(
    study: "Study", files: Sequence[Path], unit: Any, answers: tuple[str, ...], id_column: str | None, as_json: bool
) -> None:
    """Add transcripts and surveys, and say what was recognised in them.

    Text, Word and spreadsheets. The same file twice is one source.
    """
    from coder.files import read_source

    names = tuple(name for given in answers for name in given.split(","))
    found: list[dict[str, Any]] = []
    failed = False
    for path in files:
        try:
            imported = read_source(path, unit=unit, answers=names, id_column=id_column)
            source, added = study.add_source(imported)
        except CoderError as error:
            # One bad file does not keep the others out; each has its line.
            failed = True
            warn(str(error))
            continue
        found.append(_source_json(source, path, added))
        if not as_json:
            say(_summary(source, imported.warnings, path) if added else _there(source, path))
    if as_json:
        print_json({"sources": found})
    if failed:
        sys.exit(1)


def _source_json(source: Source, path: Path | str, added: bool) -> dict[str, Any]:
    there = () if added else (f"already in the study as {source.id}",)
    return {
        "id": source.id,
        "path": str(path),
        "kind": source.kind,
        "unit": source.unit,
        "fragments": source.fragments,
        "cases": source.cases,
        "speakers": dict(source.speakers),
        "attributes": list(source.attributes),
        "questions": list(source.questions),
        "encoding": source.encoding,
        "skipped": dict(source.skipped),
        "warnings": [*source.warnings, *there],
    }


def _there(source: Source, path: Path) -> str:
    return _("{file}: already in the study as {source}; nothing changed").format(file=path.name, source=source.id)


def _summary(source: Source, warnings: Sequence[str], path: Path) -> str:
    """Return what was recognised, in lines, so that a wrong guess is seen."""
    found = f"{words.units(source.fragments, source.unit)}, {words.people(source.cases, source.kind)}"
    lines = [f"{source.id}  {path.name}: {found}"]
    about: list[tuple[str, str]] = []
    if source.speakers and source.kind == "transcript":
        about.append((_("speakers"), ", ".join(f"{label} {turns}" for label, turns in source.speakers.items())))
    if source.questions:
        about += [(_("question"), question) for question in source.questions]
    if source.attributes:
        about.append((_("attributes"), ", ".join(source.attributes)))
    if source.encoding not in ("", "docx", "xlsx"):
        about.append((_("encoding"), source.encoding))
    if any(source.skipped.values()):
        about.append((_("left out"), ", ".join(f"{n} {_(what)}" for what, n in source.skipped.items() if n)))
    about += [(_("note"), one.shown() if isinstance(one, Sentence) else one) for one in warnings]
    return "\n".join([*lines, *(f"  {name:<11} {text}" for name, text in about)])


@click.command()
@as_json
@with_study
def sources(study: "Study", as_json: bool) -> None:
    """List the sources of the study."""
    found = study.sources()
    if as_json:
        print_json([_source_json(source, source.name, True) for source in found])
    elif not found:
        say(_("no sources yet; `coder import FILE…` adds transcripts and surveys"))
    else:
        rows = [(_("source"), _("fragments"), _("cases"), _("kind"), _("unit"), _("file"))]
        rows += [(s.id, number(s.fragments), number(s.cases), _(s.kind), _(s.unit), s.name) for s in found]
        say(columns(rows, right=(1, 2)))


@click.command()
@click.argument("source", required=False)
@as_json
@with_study
def fragments(study: "Study", source: str | None, as_json: bool) -> None:
    """List the fragments of SOURCE, or of all sources."""
    found = study.fragments(source)
    if as_json:
        print_json([fragment_json(fragment) for fragment in found])
        return
    for fragment in found:
        who = " · ".join(
            part for part in (fragment.speaker or fragment.case, clock(fragment.time), fragment.question) if part
        )
        say(f"{fragment.address}  {who}\n  {printable(fragment.text, keep=chr(10)).replace(chr(10), chr(10) + '  ')}")


@click.command()
@click.argument("source", required=False)
@as_json
@with_study
def cases(study: "Study", source: str | None, as_json: bool) -> None:
    """List participants and respondents with their attributes."""
    found = study.cases(source)
    if as_json:
        print_json([{"case": c.label, "source": c.source, "attributes": dict(c.attributes)} for c in found])
        return
    rows = [(c.source, c.label, ", ".join(f"{name}: {value}" for name, value in c.attributes)) for c in found]
    say(columns(rows) if rows else _("no participants or respondents yet; `coder import FILE…` adds them"))


def fragment_json(fragment: Fragment) -> dict[str, Any]:
    """Return a fragment as every command prints it in JSON."""
    return {
        "fragment": fragment.address,
        "text": fragment.text,
        "speaker": fragment.speaker,
        "role": fragment.role,
        "case": fragment.case,
        "question": fragment.question,
        "start": fragment.start,
        "end": fragment.end,
        "time": fragment.time,
    }


def clock(seconds: float | None) -> str:
    """Return `00:12:31`, or nothing where there is no time."""
    if seconds is None:
        return ""
    whole = int(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"


commands = {"import": import_, "sources": sources, "fragments": fragments, "cases": cases}
