"""Commands that find fragments: by what they say, and by how they were coded."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from coder.cli.coding import coding_json
from coder.cli.options import as_json, with_study
from coder.cli.output import count, print_json, say
from coder.cli.sources import fragment_json
from coder.model import Coding, Fragment

if TYPE_CHECKING:
    from coder.store import Study


@click.command()
@click.argument("query")
@click.option("-n", "--limit", default=200, show_default=True, help="How many fragments at most.")
@as_json
@with_study
def search(study: "Study", query: str, limit: int, as_json: bool) -> None:
    """Find fragments that hold every word of QUERY, anywhere in a word, accents left aside."""
    fragments = study.search(query, limit)
    codings = study.visible_codings([fragment.id for fragment in fragments], study.coder)
    _show(study, fragments, codings, as_json)


@click.command()
@click.argument("codes", metavar="CODE[+CODE]")
@click.option("--by", "coder", metavar="NAME", help="Only what this coder coded.")
@as_json
@with_study
def retrieve(study: "Study", codes: str, coder: str | None, as_json: bool) -> None:
    """Show every fragment with a coding that has all of these codes."""
    found: dict[str, list[Coding]] = {}
    for coding in study.codings(coder, codes=tuple(codes.split("+"))):
        found.setdefault(coding.fragment, []).append(coding)
    keys = {study.fragment_key(address): group for address, group in found.items()}
    if study.blind:
        seen = study.visible_codings(list(keys), study.coder)
        keys = {key: [one for one in group if one in seen.get(key, ())] for key, group in keys.items()}
        keys = {key: group for key, group in keys.items() if group}
    _show(study, study.fragments_by_id(list(keys)), keys, as_json)


def _show(study: "Study", fragments: Iterable[Fragment], codings: dict[int, list[Coding]], as_json: bool) -> None:
    """Print fragments with their codings."""
    rows: list[dict[str, Any]] = []
    codebook = study.codebook
    for fragment in fragments:
        group = codings.get(fragment.id, [])
        rows.append(fragment_json(fragment) | {"codings": [coding_json(coding) for coding in group]})
        if not as_json:
            say(f"{fragment.address}  {fragment.speaker or fragment.case}\n  {fragment.text}")
            for coding in group:
                statement = f"  {coding.statement}" if coding.statement else ""
                say(f"  ● {codebook.label(coding.codes)}  ({coding.coder}){statement}")
    if as_json:
        print_json(rows)
    elif not rows:
        say("nothing found")
    else:
        say(count(len(rows), "fragment"))


commands = {"search": search, "retrieve": retrieve}
