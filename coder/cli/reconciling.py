"""Commands for two coders who sit down together: where they differ, and what they settle on."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from coder.cli import words
from coder.cli.coding import coding_json, span_of
from coder.cli.options import as_json, with_study
from coder.cli.output import print_json, say
from coder.cli.sources import clock, fragment_json
from coder.model import CoderError, Coding, CodingLine, Fragment
from coder.model.coding import CONSENSUS
from coder.model.language import N_, _, number
from coder.model.reconciling import united
from coder.model.text import printable

if TYPE_CHECKING:
    from coder.agreement.comparing import Difference
    from coder.store import Study

_WHAT = {
    "combination": N_("the same codes, combined otherwise"),
    "place": N_("the same, at another place in the text"),
}


@click.command()
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@click.option("--code", metavar="PATH", help="Only where they differ on this code.")
@click.option("--source", metavar="SOURCE", help="Only in this source.")
@click.option("--open", "only_open", is_flag=True, help="Only what is not reconciled yet.")
@as_json
@with_study
def compare(
    study: "Study", first: str, second: str, code: str | None, source: str | None, only_open: bool, as_json: bool
) -> None:
    """Show where coders A and B differ, fragment by fragment, those of the worst codes first."""
    from coder.agreement.comparing import compare as compared

    found = compared(study, first, second, code=code, source=source)
    if only_open:
        found = [one for one in found if not one.reconciled]
    keys = [one.fragment for one in found]
    fragments = {fragment.id: fragment for fragment in study.fragments_by_id(sorted(keys))}
    codings = study.codings_by_fragment(keys)
    sides = [
        {name: [c for c in codings.get(key, []) if c.coder == name] for name in (first, second, CONSENSUS)}
        for key in keys
    ]
    if as_json:
        print_json(
            [
                _difference_json(one, fragments[one.fragment], side, (first, second))
                for one, side in zip(found, sides, strict=True)
            ]
        )
        return
    for one, side in zip(found, sides, strict=True):
        say(_in_words(study, one, fragments[one.fragment], side) + "\n")
    settled = sum(one.reconciled for one in found)
    said = _("{first} and {second} differ on {fragments}")
    if settled:
        said = _("{first} and {second} differ on {fragments}, {n} of them reconciled")
    say(said.format(first=first, second=second, fragments=words.fragments(len(found)), n=number(settled)))


def _difference_json(
    one: "Difference", fragment: Fragment, sides: dict[str, list[Coding]], names: Sequence[str]
) -> dict[str, Any]:
    return fragment_json(fragment) | {
        "codings": [coding_json(coding) for name in names for coding in sides[name]],
        "differ": {"on": one.what, "codes": list(one.codes)},
        "reconciled": one.reconciled,
    }


def _in_words(study: "Study", one: "Difference", fragment: Fragment, sides: dict[str, list[Coding]]) -> str:
    """Return a fragment with what each made of it below one another."""
    who = " · ".join(part for part in (fragment.speaker or fragment.case, clock(fragment.time)) if part)
    why = ", ".join(one.codes) or _(_WHAT[one.what])
    lines = [f"{fragment.address}  {who}".rstrip(), *(f"  {line}" for line in fragment.text.split("\n"))]
    lines.append("  " + _("differ on: {what}").format(what=why))
    for name, codings in sides.items():
        if codings or name != CONSENSUS or one.reconciled:
            lines.append(f"  {name}")
            lines += [f"    ● {line}" for coding in codings for line in _coding(study, coding, fragment)] or ["    –"]
    return "\n".join(lines)


def _coding(study: "Study", coding: Coding, fragment: Fragment) -> list[str]:
    said = study.codebook.label(coding.codes)
    if coding.span is not None:
        said += f"  “{fragment.text[slice(*coding.span)]}” ({coding.span[0]}:{coding.span[1]})"
    details = ["  " + _("statement: {text}").format(text=coding.statement)] if coding.statement else []
    details += ["  " + _("memo: {text}").format(text=coding.memo)] if coding.memo else []
    return [said.replace("\n", " ") + "".join(details).replace("\n", " ")]


@click.command()
@click.argument("fragment", required=False)
@click.option("--take", metavar="NAME|both|none", help="What this coder made of it, what all made of it, or nothing.")
@click.option("--new", metavar="CODE+CODE", multiple=True, help="Something new; may be given several times.")
@click.option("--span", metavar="A:B", help="With one --new: only these characters of the fragment.")
@click.option("--statement", help="With one --new: the paraphrase that the appendix prints.")
@click.option("--memo", help="With one --new: a note.")
@click.option("--reason", default="", help="Why; kept in the log.")
@click.option("--agreed", metavar="A,B", help="Instead of a fragment: every fragment on which A and B agree.")
@as_json
@with_study
def reconcile(study: "Study", fragment: str | None, agreed: str | None, as_json: bool, **options: Any) -> None:
    """Settle FRAGMENT: what you take becomes its codings by `consensus`, which matrices read from then on.

    What both coders made alike is taken once, with the statement of the first. `coder undo` takes it back.
    """
    if agreed is not None:
        if fragment is not None or options["take"] or options["new"]:
            raise click.UsageError(_("--agreed goes without a fragment, --take and --new"))
        _agreed(study, agreed, as_json)
        return
    if fragment is None or bool(options["take"]) == bool(options["new"]):
        raise click.UsageError(_("give a fragment and --take or --new, like `fg1#12 --take anna`; or --agreed A,B"))
    lines = _new(fragment, options) if options["new"] else _taken(study, fragment, options["take"])
    codings = study.reconcile(fragment, lines, options["reason"])
    if as_json:
        settled = {"codings": [coding_json(coding) for coding in codings], "reason": options["reason"]}
        print_json(fragment_json(study.fragment(fragment)) | settled)
        return
    said = _("reconciled:") if codings else _("reconciled: nothing to code here")
    say(f"{fragment}  {said}")
    for coding in codings:
        say(f"  ● {study.codebook.label(coding.codes)}")


def _new(fragment: str, options: dict[str, Any]) -> list[CodingLine]:
    details = (options["span"], options["statement"], options["memo"])
    if len(options["new"]) > 1 and any(detail is not None for detail in details):
        raise click.UsageError(_("--span, --statement and --memo go with one --new"))
    span, statement, memo = details
    return [
        CodingLine(fragment, tuple(codes.split("+")), None, span_of(span), statement, memo) for codes in options["new"]
    ]


def _taken(study: "Study", fragment: str, take: str) -> list[CodingLine]:
    """Return what `--take` means: of coders who have read the fragment, in the order of their names."""
    key = study.fragment_key(fragment)
    readers = sorted(study.reviewers([key])[key] - {CONSENSUS})
    if take not in ("both", "none", *readers):
        there = ", ".join(map(printable, readers)) or _("nobody yet")
        raise CoderError(
            _("{take} has not read {fragment}; it was read by {there}").format(
                take=printable(take), fragment=fragment, there=there
            )
        )
    if take == "none":
        return []
    codings = study.codings_by_fragment([key]).get(key, [])
    chosen = readers if take == "both" else [take]
    return united(*([coding for coding in codings if coding.coder == name] for name in chosen))


def _agreed(study: "Study", names: str, as_json: bool) -> None:
    pair = [name.strip() for name in names.split(",")]
    if len(pair) != 2:
        raise click.UsageError(_("--agreed takes two coders, like anna,bram"))
    first, second = pair
    adopted = study.adopt_agreed(first, second)
    both = set(study.reviewed_ids(first)).intersection(study.reviewed_ids(second))
    left = len(both.difference(study.reviewed_ids(CONSENSUS)))
    if as_json:
        print_json({"adopted": adopted, "left": left})
        return
    said = _("reconciled {fragments} on which {first} and {second} agree")
    say(said.format(fragments=words.fragments(adopted), first=first, second=second))
    if left:
        said = _("{fragments} left; `coder compare {first} {second} --open` shows them")
        say(said.format(fragments=words.fragments(left), first=first, second=second))


commands = {"compare": compare, "reconcile": reconcile}
