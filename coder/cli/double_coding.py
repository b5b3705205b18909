"""Commands that prepare double coding: a sample that chance draws, and coders who do not see each other's codings."""

from typing import TYPE_CHECKING, Any

import click

from coder.cli import words
from coder.cli.options import as_json, with_study
from coder.cli.output import columns, print_json, say
from coder.model import CoderError, Fragment
from coder.model.language import _, number
from coder.model.text import printable

if TYPE_CHECKING:
    from coder.store import Study


@click.command()
@click.argument("size", type=click.IntRange(1), metavar="[N]", required=False)
@click.option("--width", type=click.FloatRange(0, 1, min_open=True), metavar="W", help="As many as alpha ± W needs.")
@click.option(
    "--by",
    default="source",
    show_default=True,
    metavar="A,B",
    help="Spread in proportion over source, speaker, question or an attribute; several are crossed.",
)
@click.option("--seed", type=click.IntRange(0, 2**32), default=1, show_default=True, help="The same draws the same.")
@click.option("--alpha", type=click.FloatRange(0, 0.99), default=0.8, show_default=True, help="Agreement expected.")
@click.option("--prevalence", type=click.FloatRange(0.001, 0.999), help="Of a code. Default: the median so far, or .1.")
@click.option("--save", metavar="NAME", help="Keep the sample under this name, to walk through it.")
@click.option("--show", metavar="NAME", help="Show a sample that was kept.")
@as_json
@with_study
def sample(
    study: "Study",
    size: int | None,
    width: float | None,
    show: str | None,
    save: str | None,
    as_json: bool,
    **options: Any,
) -> None:
    """Draw N fragments at random for double coding, and say how precise that makes alpha; or as many as --width needs.

    Without N and --width: which samples were kept, and how far everybody is in them.
    """
    if show is not None:
        _show(study.fragments_by_id(study.sample(show)), as_json)
        return
    if size is not None and width is not None:
        raise click.UsageError(_("give a number or --width, not both"))
    if size is None and width is None:
        _list(study, as_json)
        return
    from coder.agreement.drawing import FORMULA, draw, need, strata_by

    by = strata_by(study, [name.strip() for name in options["by"].split(",")])
    fragments = study.fragments()
    wanted = need(study, size, width, expected=options["alpha"], prevalence=options["prevalence"])
    if not fragments:
        raise CoderError(_("the study has no fragments yet; `coder import FILE…` adds transcripts and surveys"))
    if size is not None and size > len(fragments):
        raise CoderError(
            _("the study has {fragments}; {n} cannot be drawn from them").format(
                fragments=words.fragments(len(fragments)), n=number(size)
            )
        )
    drawn = draw(study, fragments, wanted.size, by=by, seed=options["seed"])
    addresses = [fragment.address for fragment in drawn]
    if save is not None:
        study.save_sample(save, addresses, {"by": ",".join(by), "seed": options["seed"], "of": len(fragments)})
    if as_json:
        print_json(
            {
                "size": len(drawn), "of": len(fragments), "by": ",".join(by), "seed": options["seed"],
                "needed": wanted.needed, "width": wanted.width, "alpha": wanted.alpha, "prevalence": wanted.prevalence,
                "confidence": wanted.confidence, "formula": FORMULA, "saved": save, "fragments": addresses,
            }
        )  # fmt: skip
        return
    say("\n".join(addresses))
    spread = _("{fragments} of {n}, spread over {what}, seed {seed}")
    named = {"source": _("sources"), "speaker": _("speakers"), "question": _("questions")}
    what = " × ".join(named.get(name, printable(name)) for name in by)
    drawn_of = spread.format(
        fragments=words.fragments(len(drawn)), n=number(len(fragments)), what=what, seed=options["seed"]
    )
    say("\n" + drawn_of)
    say(wanted.in_words())
    if save is not None:
        say(
            _("kept as {name}; `coder sample --show {name}` shows it, `coder sample` how far everybody is").format(
                name=save
            )
        )


def _show(fragments: list[Fragment], as_json: bool) -> None:
    if as_json:
        print_json([fragment.address for fragment in fragments])
    else:
        say("\n".join(fragment.address for fragment in fragments))


def _list(study: "Study", as_json: bool) -> None:
    """Tell which samples there are, and how many of their fragments each coder has reviewed."""
    found: list[dict[str, Any]] = []
    for name in study.samples():
        keys = study.sample(name)
        readers = study.reviewers(keys)
        read = {coder: sum(coder in readers[key] for key in keys) for coder in study.coders()}
        found.append({"name": name, "fragments": len(keys), "reviewed": {who: n for who, n in read.items() if n}})
    if as_json:
        print_json(found)
    elif not found:
        say(_("no samples kept yet; `coder sample 100 --save NAME` draws one"))
    else:
        rows = [(_("sample"), _("fragments"), _("reviewed"))]
        for one in found:
            by = ", ".join(f"{who} {number(n)}" for who, n in one["reviewed"].items()) or _("by nobody yet")
            rows.append((one["name"], number(one["fragments"]), by))
        say(columns(rows, right=(1,)))


@click.command()
@click.argument("state", type=click.Choice(["on", "off"]), required=False)
@as_json
@with_study
def blind(study: "Study", state: str | None, as_json: bool) -> None:
    """Turn blind coding on or off for everybody in the study; without ON or OFF, say which it is.

    While it is on, you see nobody else's codings on a fragment until you have reviewed it, and no suggestions.
    """
    changed = study.set_blind(state == "on") if state else False
    now = study.blind
    if as_json:
        print_json({"blind": now, "changed": changed})
    else:
        on = _("blind coding is on from now on") if changed else _("blind coding is on")
        off = _("blind coding is off from now on") if changed else _("blind coding is off")
        say(on if now else off)


commands = {"sample": sample, "blind": blind}
