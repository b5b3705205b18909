"""Commands that find fragments: by what they say, who said it, and how they were coded."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coder.cli import words
from coder.cli.coding import coding_json
from coder.cli.options import Command, as_json, chosen, with_study
from coder.cli.output import print_json, say
from coder.cli.sources import fragment_json
from coder.model import CoderError, Coding
from coder.model.language import _, ngettext, number
from coder.model.query import Hit, Query, codes_meant, combination, parse

if TYPE_CHECKING:
    from coder.store import Study

EVERYTHING = 1 << 30
"""A limit that is none."""

_FILTERS: tuple[Callable[[Command], Command], ...] = (
    click.option("--source", "sources", multiple=True, metavar="SOURCE", help="Only in this source."),
    click.option("--speaker", "speakers", multiple=True, metavar="NAME", help="Only by this speaker or case."),
    click.option(
        "--attribute", "attributes", multiple=True, metavar="NAME=VALUE", help="Only by people with this attribute."
    ),
    click.option("--code", "codes", multiple=True, metavar="CODE[+CODE]", help="Only with a coding that has these."),
    click.option("--by", "coder", metavar="NAME", default="", help="Only what this coder coded; or has yet to do."),
    click.option("--uncoded", is_flag=True, help="Only what is not coded: by --by, by --coder, or else by anybody."),
    click.option("--unreviewed", is_flag=True, help="Only what is not reviewed, by the same."),
    click.option("-o", "--output", type=click.Path(path_type=Path), help="Write the quotes to FILE.md or FILE.csv."),
)


def _filters(command: Command) -> Command:
    """Give a command the options that say where to look."""
    for option in reversed(_FILTERS):
        command = option(command)
    return command


@click.command()
@click.argument("query", default="")
@click.option("-n", "--limit", default=200, show_default=True, help="How many fragments at most.")
@_filters
@as_json
@with_study
def search(study: "Study", query: str, limit: int, as_json: bool, output: Path | None, **filters: Any) -> None:
    """Find fragments that hold every word of QUERY, anywhere in a word, accents left aside.

    "half jaar" finds that, exactly so; coord* words that begin so; =bus the whole word. Filters may stand in QUERY as
    well: source:fg1 speaker:R3 attr:provincie=Drenthe code:partij/uwv sample:double coder:anna
    uncoded unreviewed.
    """
    wanted = _with_filters(parse(query), **filters)
    hits = _found(study, wanted, limit)
    codings = study.visible_codings([hit.fragment.id for hit in hits], study.coder)
    _show(study, hits, codings, as_json, output)


@click.command()
@click.argument("codes_wanted", metavar="CODE[+CODE]")
@_filters
@as_json
@with_study
def retrieve(study: "Study", codes_wanted: str, as_json: bool, output: Path | None, **filters: Any) -> None:
    """Show every fragment with a coding that has all of these codes.

    A path is that code; with a slash behind it, what is below it as well; a dimension is any of its codes.
    """
    codes = combination(codes_wanted)
    if not codes:
        raise click.UsageError(_("give a code, like partij/uwv, or several: partij/uwv+factor/succes"))
    wanted = _with_filters(Query(codes=(codes,)), **filters)
    hits = _found(study, wanted, EVERYTHING)
    codings = study.visible_codings([hit.fragment.id for hit in hits], study.coder)
    if wanted.coder:
        codings = {key: [one for one in group if one.coder == wanted.coder] for key, group in codings.items()}
    asked = {key: _asked_for(study, wanted, group) for key, group in codings.items()}
    # With blind coding, what a colleague coded there is not told before one has read it.
    _show(study, [hit for hit in hits if asked.get(hit.fragment.id)], asked, as_json, output)


def _with_filters(
    query: Query,
    *,
    sources: Sequence[str],
    speakers: Sequence[str],
    attributes: Sequence[str],
    codes: Sequence[str],
    coder: str,
    uncoded: bool,
    unreviewed: bool,
) -> Query:
    """Return a query with what was given as options."""
    pairs = [attribute.partition("=") for attribute in attributes]
    return replace(
        query,
        sources=(*query.sources, *sources),
        speakers=(*query.speakers, *speakers),
        attributes=(*query.attributes, *((name.strip(), value.strip()) for name, _, value in pairs if name.strip())),
        codes=(*query.codes, *filter(None, map(combination, codes))),
        coder=coder or query.coder,
        uncoded=query.uncoded or uncoded,
        unreviewed=query.unreviewed or unreviewed,
    )


def _found(study: "Study", query: Query, limit: int) -> list[Hit]:
    """Return the hits.

    Raises:
        CoderError: the query names what the study does not have; on a command line that is a slip.
    """
    unknown = study.unknown(query)
    if unknown:
        raise CoderError(unknown[0])
    return study.find(query, chosen("coder") or os.environ.get("CODER_NAME"), max(limit, 0))


def _asked_for(study: "Study", query: Query, codings: Sequence[Coding]) -> list[Coding]:
    """Return the codings that a query with codes is about."""
    wanted = [[set(codes_meant(study.codebook, code)) for code in codes] for codes in query.codes]
    return [one for one in codings if any(all(meant & set(one.codes) for meant in codes) for codes in wanted)]


def _show(
    study: "Study", hits: Sequence[Hit], codings: Mapping[int, Sequence[Coding]], as_json: bool, output: Path | None
) -> None:
    """Print fragments with their codings, or write them to a file."""
    codebook = study.codebook
    rows = [(hit, codings.get(hit.fragment.id, ())) for hit in hits]
    if output is not None:
        from coder.files.quotes import Quote, write_quotes

        write_quotes(
            [
                Quote(hit.fragment, tuple((codebook.label(coding.codes), coding.coder) for coding in group))
                for hit, group in rows
            ],
            output,
        )
    if as_json:
        print_json(
            [fragment_json(hit.fragment) | {"codings": [coding_json(one) for one in group]} for hit, group in rows]
        )
        return
    if output is not None:
        said = ngettext("wrote {n} quote to {file}", "wrote {n} quotes to {file}", len(rows))
        say(said.format(n=number(len(rows)), file=output))
        return
    for hit, group in rows:
        say(f"{hit.fragment.address}  {hit.fragment.speaker or hit.fragment.case}\n  {hit.fragment.text}")
        for coding in group:
            statement = f"  {coding.statement}" if coding.statement else ""
            say(f"  ● {codebook.label(coding.codes)}  ({coding.coder}){statement}")
    say(words.fragments(len(rows)) if rows else _("nothing found"))


commands = {"search": search, "retrieve": retrieve}
