"""Commands that print what a study found: a matrix in the terminal, the appendix as a document."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coder.cli import words
from coder.cli.options import as_json, with_study
from coder.cli.output import print_json, say
from coder.model import CoderError
from coder.model.coding import CONSENSUS
from coder.model.language import _
from coder.model.text import printable

if TYPE_CHECKING:
    from coder.model import Matrix
    from coder.store import Study


@click.command()
@click.argument("id_", metavar="[ID]", required=False)
@click.option("--by", "coder", metavar="NAME", help="Only what this coder coded.")
@click.option("--transpose", is_flag=True, help="Rows as columns, columns as rows.")
@as_json
@with_study
def matrix(study: "Study", id_: str | None, coder: str | None, transpose: bool, as_json: bool) -> None:
    """Show matrix ID in the terminal, or all of them."""
    import shutil

    from coder.appendix.terminal import render
    from coder.appendix.write_json import as_data

    found = _matrices(study, (id_,) if id_ else (), coder, transpose)
    if as_json:
        print_json([as_data(matrix) for matrix in found])
        return
    width = shutil.get_terminal_size((100, 24)).columns
    say("\n\n".join(render(matrix, width) for matrix in found))


@click.command()
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="docx, xlsx, html, md, csv, tex or json.",
)
@click.option("--matrix", "ids", multiple=True, metavar="ID", help="Only this matrix; may be given several times.")
@click.option(
    "--by", "by", metavar="NAME", help="Only what this coder coded. Default: consensus where it exists, else everybody."
)
@click.option("--sources", is_flag=True, help="Print behind each statement the fragments that it comes from.")
@click.option("--transpose", is_flag=True, help="Rows as columns, columns as rows.")
@as_json
@with_study
def appendix(
    study: "Study", output: Path, ids: tuple[str, ...], by: str | None, sources: bool, transpose: bool, as_json: bool
) -> None:
    """Write the matrices of the appendix to FILE; its ending tells the format."""
    from coder.appendix import write_appendix
    from coder.cli.options import chosen

    coder = by or chosen("coder")
    found = _matrices(study, ids, coder, transpose)
    codebook = study.codebook
    notes = write_appendix(found, output, sources=sources, language=codebook.language, title=codebook.title)
    notes = list(dict.fromkeys([*(note for matrix in found for note in matrix.notes), *(notes or ())]))
    several = [name for name in study.coders() if name != CONSENSUS]
    if coder is None and len(several) > 1:
        said = _("codings by {coders} are printed together where nothing is reconciled; --by NAME prints one's")
        notes.append(said.format(coders=_(" and ").join(map(printable, several))))
    if as_json:
        print_json({"file": str(output), "matrices": {m.id: m.statements for m in found}, "notes": notes})
        return
    for note in notes:
        say(_("note: {note}").format(note=note))
    total = sum(matrix.statements for matrix in found)
    say(f"{printable(str(output))}: {words.matrices(len(found))}, {words.statements(total)}")


def _matrices(study: "Study", ids: tuple[str, ...], coder: str | None, transposed: bool) -> "list[Matrix]":
    from coder.appendix import matrices, transpose

    if not study.codebook.matrices:
        raise CoderError(
            _("the codebook has no matrices; add them to {file}").format(file=printable(str(study.codebook_file)))
        )
    if coder is not None and coder not in study.coders():
        known = ", ".join(map(printable, study.coders())) or _("nobody yet")
        raise CoderError(
            _("{coder} has coded nothing; there are codings by {known}").format(coder=printable(coder), known=known)
        )
    found = matrices(study, ids, coder)
    return [transpose(matrix) for matrix in found] if transposed else found


commands = {"matrix": matrix, "appendix": appendix}
