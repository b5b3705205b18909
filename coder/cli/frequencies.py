"""The command that counts cases per code."""

from typing import TYPE_CHECKING

import click

from coder.cli.options import as_json, with_study
from coder.cli.output import columns, print_json, say
from coder.model.language import _, ngettext, number

if TYPE_CHECKING:
    from coder.appendix.frequencies import Frequencies, Frequency
    from coder.store import Study

_SIGNS = {"chi-square": "", "fisher": " F", "monte-carlo": " M"}


@click.command()
@click.argument("dimension", metavar="DIMENSION")
@click.option("--by", metavar="ATTRIBUTE", default="", help="Compare cases by this attribute, with a test per code.")
@as_json
@with_study
def frequencies(study: "Study", dimension: str, by: str, as_json: bool) -> None:
    """Count how many cases mention each code of DIMENSION."""
    from coder.appendix.frequencies import as_data
    from coder.appendix.frequencies import frequencies as counted
    from coder.cli.options import chosen

    table = counted(study, dimension, by, chosen("coder"))
    if as_json:
        print_json(as_data(table))
        return
    heads = [table.label, "n", "%"]
    if by:
        heads += [f"{group} (n={size})" for group, size in zip(table.groups, table.sizes, strict=True)]
        heads += ["p", "p (Holm)", ""]
    rows = [heads, *(_row(one, table) for one in table.codes)]
    say(columns(rows, right=range(1, len(heads) - bool(by))))
    said = ngettext(
        "{n} case; {without} mention none of these", "{n} cases; {without} mention none of these", table.cases
    )
    say("\n" + said.format(n=number(table.cases), without=number(table.without)))
    if table.missing:
        said = ngettext(
            "{n} case has no {attribute}: counted, but in no group",
            "{n} cases have no {attribute}: counted, but in no group",
            table.missing,
        )
        say(said.format(n=number(table.missing), attribute=by))
    if by:
        say(_("p: chi-square; F: Fisher's exact test, M: Monte Carlo, where expected counts are below 5"))


def _row(one: "Frequency", table: "Frequencies") -> list[str]:
    cells = [one.label, str(one.n), "–" if one.percent is None else f"{one.percent:.0f}"]
    if not table.by:
        return cells
    cells += [f"{count} ({100 * count / size:.0f}%)" for count, size in zip(one.groups, table.sizes, strict=True)]
    if one.test is None or one.p_holm is None:
        return [*cells, "–", "–", _(one.reason)]
    return [*cells, _p(one.test.p) + _SIGNS[one.test.method], _p(one.p_holm), ""]


def _p(value: float) -> str:
    return "<.001" if value < 0.001 else f"{value:.3f}".replace("0.", ".", 1)


commands = {"frequencies": frequencies}
