"""Commands about agreement between coders: the figures."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coder.cli import words
from coder.cli.options import as_json, open_study, study_options
from coder.cli.output import columns, print_json, say
from coder.model.errors import CoderError
from coder.model.figures import FigureTable, shown
from coder.model.language import _, spoken
from coder.model.text import printable

if TYPE_CHECKING:
    from coder.agreement.methods import Language
    from coder.agreement.report import Plan
    from coder.store import Study

_FORMATS = ("csv", "xlsx", "docx", "json")


@click.command()
@click.option("--coders", metavar="A,B", help="Whom to compare. Default: everybody but the consensus.")
@click.option("--by", type=click.Choice(["source", "dimension"]), help="Each source or dimension by itself, too.")
@click.option(
    "--table",
    type=click.Path(path_type=Path),
    metavar="FILE.csv",
    help="Ratings made elsewhere: unit, then coders; with --spans: coder, start, end, code.",
)
@click.option("--spans", is_flag=True, help="Over the characters that coders marked, not over fragments.")
@click.option("--parents", is_flag=True, help="Each code counts as the topmost code above it.")
@click.option(
    "--combinations",
    is_flag=False,
    flag_value="cells",
    metavar="[MATRIX|used]",
    help="Combinations of codes: the cells of MATRIX, or of every matrix; `used`: whatever was coded.",
)
@click.option("--draws", type=click.IntRange(0, 100_000), default=1_000, show_default=True, help="0: no intervals.")
@click.option("--seed", type=click.IntRange(0, 2**32), default=1, show_default=True, help="Of the random draws.")
@click.option(
    "--interval",
    type=click.Choice(["fragment", "source"]),
    default="fragment",
    show_default=True,
    help="What intervals draw.",
)
@click.option("--without-suggested", is_flag=True, help="Leave out what was decided with suggestions on screen.")
@click.option(
    "--order",
    type=click.Choice(["worst", "codebook"]),
    default="worst",
    show_default=True,
    help="The lowest alpha first, or as in the codebook.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="csv, xlsx, docx or json.")
@as_json
@study_options
def agreement(table: Path | None, output: Path | None, order: Any, as_json: bool, **options: Any) -> None:
    """Show how far coders agree on every code, and overall.

    Undefined is said in words, never 1 or 0. docs/agreement.md tells how to read it, docs/methods.md what it is.
    """
    if output is not None and output.suffix.lower().removeprefix(".") not in _FORMATS:
        raise CoderError(
            _("cannot write “{name}”: agreement is written as .{formats}").format(
                name=printable(output.name), formats=", .".join(_FORMATS)
            )
        )
    if table is not None:
        _of_table(table, output, as_json, options)
        return
    plan = _plan(options)
    names = tuple(name.strip() for name in options["coders"].split(",")) if options["coders"] else ()
    with open_study(tell=not as_json) as study:
        _of_study(study, names, plan, (output, order, as_json))


def _plan(options: dict[str, Any]) -> "Plan":
    from coder.agreement.columns import Kind
    from coder.agreement.of_study import View
    from coder.agreement.report import Plan

    combinations = options["combinations"]
    if options["parents"] and combinations:
        raise click.UsageError(_("--parents and --combinations exclude each other"))
    if combinations == "used" and options["by"] == "dimension":
        raise click.UsageError(_("combinations belong to no dimension; leave out --by dimension, or name a matrix"))
    kind: Kind = "parents" if options["parents"] else "codes"
    if combinations:
        kind = "combinations" if combinations == "used" else "cells"
    matrix = combinations if combinations not in (None, "used", "cells") else None
    view = View(kind, matrix, options["spans"], options["without_suggested"])
    return Plan(view, options["by"], options["interval"], options["draws"], options["seed"])


def _of_study(study: "Study", names: Sequence[str], plan: "Plan", ways: tuple[Path | None, Any, bool]) -> None:
    from coder.agreement.figures import brief, full, kappas_of_pairs, labels
    from coder.agreement.report import report

    output, order, as_json = ways
    found = report(study, names, plan)
    book = study.codebook
    if as_json:
        print_json(found.to_json())
    if output is None:
        if not as_json:
            _say(brief(found, order, _language()))
            if pairs := kappas_of_pairs(found, order, _language()):
                say("")
                _say(pairs)
        return
    if output.suffix.lower() == ".docx":
        _write(brief(found, order, book.language, labels(book)), output, book.language, as_json)
    else:
        _write(full(found, book.language, labels(book)), output, book.language, as_json, found.to_json())


def _of_table(path: Path, output: Path | None, as_json: bool, options: dict[str, Any]) -> None:
    from coder.agreement import agreement_of_table
    from coder.agreement.figures import of_ratings
    from coder.agreement.figures_of_spans import of_spans
    from coder.agreement.marked import agreement_of_spans
    from coder.files.marked_spans import read_spans
    from coder.files.ratings import read_ratings

    given = [name for name in ("coders", "by", "combinations") if options[name]]
    given += [name for name in ("parents", "without_suggested") if options[name]]
    if given:
        raise click.UsageError(
            _("--{option} is of a study; it does not go with --table").format(option=given[0].replace("_", "-"))
        )
    figures: FigureTable
    if options["spans"]:
        marked = read_spans(path)
        of_marked = agreement_of_spans(marked.coders, marked.spans, marked.begin, marked.end)
        figures, data = of_spans(of_marked, _language()), of_marked.to_json()
    else:
        ratings = read_ratings(path)
        found = agreement_of_table(ratings.coders, ratings.rows, draws=options["draws"], seed=options["seed"])
        figures, data = of_ratings(found, _language()), found.to_json()
    if as_json:
        print_json(data)
    if output is not None:
        _write(figures, output, _language(), as_json, data)
    elif not as_json:
        _say(figures)


def _say(table: FigureTable) -> None:
    """Print a table of figures, and beneath it what it is to be read with."""
    rows = [[column.head for column in table.columns]]
    rows += [
        [shown(value, column.kind, _language()) for value, column in zip(row, table.columns, strict=True)]
        for row in table.rows
    ]
    numbers = [place for place, column in enumerate(table.columns) if column.kind not in ("text", "interval")]
    say(f"{table.title}\n\n{columns(rows, right=numbers)}")
    if table.notes:
        say("\n" + "\n".join(table.notes))


def _write(table: FigureTable, output: Path, language: str, quiet: bool, data: Any = None) -> None:
    if output.suffix.lower() == ".json":
        import json

        from coder.files.replacing import replace_file

        replace_file(output, (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode())
    else:
        from coder.appendix.figures import write_figures

        write_figures(table, output, language=language)
    if not quiet:
        say(_("wrote {file}").format(file=printable(str(output))))


def summary(study: "Study", coders: Sequence[str] = ()) -> str:
    """Return agreement per dimension and overall, in lines for people."""
    from coder.agreement.dutch import in_language_in_use
    from coder.agreement.report import Plan, report

    found = report(study, coders, Plan(by="dimension"))
    labels = {dimension.id: dimension.label for dimension in study.codebook.dimensions}
    title = _("agreement of {coders}").format(coders=_(" and ").join(found.whole.coders))
    rows = [(title, _("alpha"), "95%", _("percent"), "")]
    parts = (*((f"  {labels.get(id_, id_)}", part) for id_, part in found.parts), (_("overall"), found.whole))
    for name, part in parts:
        all_ = part.overall
        alpha, interval = shown(all_.alpha, "coefficient", _language()), shown(all_.alpha_ci, "interval", _language())
        percent = shown(all_.percent, "coefficient", _language())
        rows.append((name, alpha, interval, percent, in_language_in_use(all_.verdict or all_.reason or "")))
    said = _("{fragments} read by both").format(fragments=words.fragments(found.whole.overall.n))
    return columns(rows, right=(1, 3)) + "\n" + said


def _language() -> "Language":
    """Return the language in use, of those that results speak."""
    return "nl" if spoken() == "nl" else "en"


commands = {"agreement": agreement}
