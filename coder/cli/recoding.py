"""Commands that change what was coded: a coding, and the order of statements in a cell of a matrix."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from coder.cli import words
from coder.cli.coding import coding_json, span_of
from coder.cli.options import as_json, with_study
from coder.cli.output import print_json, say
from coder.model import CoderError, Coding
from coder.model.language import _
from coder.model.text import printable

if TYPE_CHECKING:
    from coder.model import Matrix
    from coder.store import Study

_places = click.argument("places", nargs=-1, required=True, metavar="ID|FRAGMENT…")
_with = click.option(
    "--with", "having", metavar="CODE+CODE", help="Of the codings on a fragment, the one with exactly these codes."
)


@click.command()
@_places
@_with
@click.option("--codes", metavar="CODE+CODE", help="Other codes.")
@click.option("--span", metavar="A:B", help="Only these characters of the fragment, from A up to B.")
@click.option("--whole", is_flag=True, help="The whole fragment instead of a span.")
@click.option("--statement", help="The paraphrase that the appendix prints; empty prints the text itself.")
@click.option("--memo", help="A note for yourself and your colleagues; empty takes it away.")
@as_json
@with_study
def change(  # noqa: PLR0913, PLR0917 - an option for each field of a coding
    study: "Study",
    places: Sequence[str],
    having: str | None,
    codes: str | None,
    span: str | None,
    whole: bool,
    statement: str | None,
    memo: str | None,
    as_json: bool,
) -> None:
    """Change codings of your own, each named by the ID that `coder retrieve --json` shows, or by its FRAGMENT.

    Several at once take the same statement: so two that say the same become one in the appendix.
    """
    changes: dict[str, Any] = {}
    if codes is not None:
        changes["codes"] = tuple(codes.split("+"))
    if span is not None or whole:
        changes["span"] = span_of(span)
    if statement is not None:
        changes["statement"] = statement or None
    if memo is not None:
        changes["memo"] = memo or None
    if not changes or (span is not None and whole):
        raise click.UsageError(_("say what to change: --codes, --span or --whole, --statement or --memo"))
    found = [_coding(study, place, having) for place in places]
    if list(changes) == ["statement"]:
        others = study.reword([coding.id for coding in found], statement)
        for other in others:
            said = _("left as it is: {coder}'s coding of {fragment}")
            say(said.format(coder=printable(other.coder), fragment=other.fragment))
        changed = study.codings_with([coding.id for coding in found if coding not in others])
    elif len(found) > 1:
        raise click.UsageError(_("several codings at once take another --statement, and nothing else"))
    else:
        changed = [study.change_coding(found[0].id, **changes)]
    if as_json:
        print_json([coding_json(coding) | {"fragment": coding.fragment} for coding in changed])
        return
    for coding in changed:
        said = f"  {coding.statement}" if coding.statement else ""
        say(f"{coding.fragment}  {study.codebook.label(coding.codes)}{said}")


@click.command()
@_places
@_with
@as_json
@with_study
def remove(study: "Study", places: Sequence[str], having: str | None, as_json: bool) -> None:
    """Remove codings of your own, each named by its ID or its FRAGMENT; the fragments stay reviewed."""
    found = [_coding(study, place, having) for place in places]
    for coding in found:
        study.remove_coding(coding.id)
    if as_json:
        print_json({"removed": [coding.id for coding in found]})
        return
    for coding in found:
        said = _("no longer {codes}").format(codes=study.codebook.label(coding.codes))
        say(f"{coding.fragment}  {said}")


@click.command()
@click.argument("id_", metavar="MATRIX")
@click.argument("row")
@click.argument("column")
@click.argument("fragments", nargs=-1, required=True, metavar="FRAGMENT…")
@with_study
def order(study: "Study", id_: str, row: str, column: str, fragments: Sequence[str]) -> None:
    """Put the statements of a cell in the order of these FRAGMENTs; those that are not named follow.

    ROW and COLUMN are paths of codes, or labels as the matrix prints them.
    """
    from coder.appendix import matrices

    (matrix,) = matrices(study, (id_,))
    places = (
        _place(matrix, matrix.rows, matrix.row_paths, row),
        _place(matrix, matrix.columns, matrix.column_paths, column),
    )
    statements = list(matrix.cell(matrix.rows[places[0]], matrix.columns[places[1]]))
    first = []
    for fragment in dict.fromkeys(fragments):
        address = study.fragment(fragment).address
        those = [statement for statement in statements if address in statement.fragments]
        if not those:
            raise CoderError(
                _("{address} says nothing in that cell; `coder matrix {id}` shows it").format(
                    address=printable(address), id=matrix.id
                )
            )
        first += [statement for statement in those if statement not in first]
    rest = [statement for statement in statements if statement not in first]
    codings = [coding for statement in first + rest for coding in statement.codings]
    study.order_cell(matrix.id, matrix.row_paths[places[0]], matrix.column_paths[places[1]], codings)
    say("\n".join(f"{number}  {statement.text}" for number, statement in enumerate(first + rest, 1)))


def _place(matrix: "Matrix", labels: Sequence[str], paths: Sequence[str], wanted: str) -> int:
    """Return the index of a row or column by its path or its label."""
    for names in (paths, labels):
        if wanted in names:
            return names.index(wanted)
    known = ", ".join(path or f"“{label}”" for label, path in zip(labels, paths, strict=True))
    raise CoderError(
        _("no row or column “{wanted}” there in {id}; there are: {known}").format(
            wanted=printable(wanted), id=matrix.id, known=printable(known)
        )
    )


def _coding(study: "Study", place: str, having: str | None) -> Coding:
    """Return the coding that is meant by its id, or by a fragment on which one's own can be told apart.

    Raises:
        CoderError: there is none, or several.
    """
    if place.isdecimal() and len(place) < 16:
        return study.coding(int(place))
    key = study.fragment_key(place)
    own = study.codings_by_fragment([key], study.coder).get(key, [])
    if having is not None:
        wanted = set(study.codebook.combination(tuple(having.split("+"))))
        own = [coding for coding in own if set(coding.codes) == wanted]
    if len(own) == 1:
        return own[0]
    if not own:
        said = _("{coder} has no coding on {fragment}")
        if having is not None:
            said = _("{coder} has no coding with those codes on {fragment}")
        raise CoderError(said.format(coder=printable(study.coder), fragment=printable(place)))
    ids = ", ".join(f"{coding.id} ({study.codebook.label(coding.codes)})" for coding in own)
    raise CoderError(
        _("{fragment} has {codings} of {coder}; name one by its id: {ids}").format(
            fragment=printable(place), codings=words.codings(len(own)), coder=study.coder, ids=ids
        )
    )


commands = {"change": change, "remove": remove, "order": order}
"""Commands about what was coded."""
