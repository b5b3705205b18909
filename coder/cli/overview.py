"""Commands that look at a study from a distance: how far, how often, and whether anything new still comes."""

from collections import Counter
from typing import TYPE_CHECKING

import click

from coder.cli.options import as_json, with_study
from coder.cli.output import columns, print_json, say
from coder.model.language import _, number

if TYPE_CHECKING:
    from coder.store import Study

BAR = 24
"""Cells of a bar."""


@click.command()
@as_json
@with_study
def progress(study: "Study", as_json: bool) -> None:
    """Show how far each coder is in each source."""
    found = study.progress()
    if as_json:
        print_json([one._asdict() for one in found])
        return
    if not found:
        say(_("nobody has reviewed anything yet"))
        return
    rows = [[_("source"), _("coder"), _("reviewed"), "", "", _("coded")]]
    order = {source.id: place for place, source in enumerate(study.sources())}
    for one in sorted(found, key=lambda one: order[one.source]):
        share = one.reviewed / one.fragments if one.fragments else 0.0
        done = _("{n} of {of}").format(n=number(one.reviewed), of=number(one.fragments))
        rows.append([one.source, one.coder, done, f"{int(100 * share)}%", _bar(share), f"{one.coded}"])
    say(columns(rows, right=(2, 3, 5)))


@click.command("codes-by-source")
@as_json
@with_study
def codes_by_source(study: "Study", as_json: bool) -> None:
    """Count the codings of every code, per source and per coder."""
    sources = [source.id for source in study.sources()]
    codes, by_source, by_coder = Counter[str](), Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for use in study.code_use():
        codes[use.code] += use.codings
        by_source[use.code, use.source] += use.codings
        by_coder[use.code, use.coder] += use.codings
    coders = sorted({coder for _, coder in by_coder})
    if as_json:
        print_json(
            {
                "sources": sources,
                "coders": coders,
                "codes": [
                    {
                        "code": code.path,
                        "label": code.label,
                        "codings": codes[code.path],
                        "by_source": {source: by_source[code.path, source] for source in sources},
                        "by_coder": {coder: by_coder[code.path, coder] for coder in coders},
                    }
                    for code in study.codebook.walk()
                ],
            }
        )
        return
    rows = [[_("code"), _("codings"), *coders, *sources]]
    for code in study.codebook.walk():
        counts = [codes[code.path], *(by_coder[code.path, coder] for coder in coders)]
        counts += [by_source[code.path, source] for source in sources]
        rows.append([code.path, *(str(count) if count else "·" for count in counts)])
    say(columns(rows, right=range(1, len(rows[0]))))


@click.command()
@as_json
@with_study
def saturation(study: "Study", as_json: bool) -> None:
    """Show how many new codes and combinations each source brings, in the order of the study."""
    from dataclasses import asdict

    from coder.model.overview import saturation as accumulated

    sources = [source.id for source in study.sources()]
    found = accumulated(sources, study.code_use(), study.combinations_by_source())
    if as_json:
        print_json([asdict(one) for one in found])
        return
    most = max((one.codes for one in found), default=0)
    rows = [[_("source"), _("new codes"), _("codes"), "", _("new combinations"), _("combinations")]]
    for one in found:
        bar = _bar(one.codes / most if most else 0.0)
        rows.append(
            [one.source, str(one.new_codes), str(one.codes), bar, str(one.new_combinations), str(one.combinations)]
        )
    say(
        columns(rows, right=(1, 2, 4, 5))
        if found
        else _("no sources yet; `coder import FILE…` adds transcripts and surveys")
    )


def _bar(share: float) -> str:
    filled = int(BAR * min(max(share, 0.0), 1.0))
    return "█" * filled + "░" * (BAR - filled)


commands = {"progress": progress, "codes-by-source": codes_by_source, "saturation": saturation}
