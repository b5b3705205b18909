"""Commands that code and review fragments, and take that back."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from coder.cli import words
from coder.cli.options import as_json, chosen, with_study
from coder.cli.output import print_json, say, warn
from coder.model import Address, CoderError, CodingLine
from coder.model.actions import action_in_words
from coder.model.errors import system_reason
from coder.model.language import N_, _, ngettext
from coder.model.language import number as number_of

if TYPE_CHECKING:
    from coder.model import Event
    from coder.store import Study
    from coder.store.history import Action


@click.command()
@click.argument("fragment", required=False)
@click.argument("codes", required=False, metavar="CODE+CODE")
@click.option("--span", metavar="A:B", help="Only these characters of the fragment, from A up to B.")
@click.option("--statement", help="The paraphrase that the appendix prints.")
@click.option("--memo", help="A note for yourself and your colleagues.")
@click.option(
    "--from", "from_file", metavar="FILE.jsonl", help="Codings and reviews, one JSON a line; - reads them as they come."
)
@as_json
@with_study
def code(
    study: "Study",
    fragment: str | None,
    codes: str | None,
    span: str | None,
    statement: str | None,
    memo: str | None,
    from_file: str | None,
    as_json: bool,
) -> None:
    """Code FRAGMENT with a combination of codes, like `coder code fg1#12 partij/uwv+factor/succes`."""
    if from_file is not None:
        if fragment is not None:
            raise click.UsageError(_("give a fragment or --from, not both"))
        _from_stream(study, as_json) if from_file == "-" else _from_file(study, from_file, as_json)
        return
    if fragment is None or codes is None:
        raise click.UsageError(_("give a fragment and its codes, like fg1#12 partij/uwv+factor/succes, or --from FILE"))
    line = CodingLine(fragment, tuple(codes.split("+")), None, span_of(span), statement, memo)
    coding = study.code(line)
    if as_json:
        print_json(coding_json(coding) | {"fragment": coding.fragment})
    else:
        say(f"{coding.fragment}  {study.codebook.label(coding.codes)}")


def coding_json(coding: Any) -> dict[str, Any]:
    """Return a coding as every command prints it in JSON."""
    return {
        "id": coding.id,
        "coder": coding.coder,
        "codes": list(coding.codes),
        "span": list(coding.span) if coding.span else None,
        "statement": coding.statement,
        "memo": coding.memo,
        "origin": coding.origin,
    }


def span_of(text: str | None) -> tuple[int, int] | None:
    """Read `0:40`; wrong usage if it is something else."""
    if text is None:
        return None
    start, colon, end = text.partition(":")
    if not (colon and start.isdecimal() and end.isdecimal() and len(text) < 24):
        raise click.UsageError(_("--span takes two character positions, like 0:40, not “{text}”").format(text=text))
    return int(start), int(end)


def _from_file(study: "Study", name: str, as_json: bool) -> None:
    from coder.files.codings_jsonl import read_codings

    try:
        with click.open_file(name, "rb") as file:
            codings, reviews, known = study.code_many(read_codings(file))
    except OSError as error:
        raise CoderError(f"{name}: {system_reason(error)}") from None
    if as_json:
        print_json({"codings": codings, "reviews": reviews, "known": known})
    else:
        said = (
            _("added {codings} and {reviews}; {known} were there already")
            if known
            else _("added {codings} and {reviews}")
        )
        say(said.format(codings=words.codings(codings), reviews=words.reviews(reviews), known=words.codings(known)))


def _from_stream(study: "Study", as_json: bool) -> None:
    """Add each line as it comes, and acknowledge it once it is on disk."""
    from coder.files.codings_jsonl import read_line

    failed = 0
    for number, raw in enumerate(sys.stdin.buffer, start=1):
        if not raw.strip():
            continue
        try:
            line = read_line(raw)
            codings, reviews, _known = study.code_many([(number, line)])
        except CoderError as error:
            failed += 1
            fault = str(error.__cause__ or error)
            if as_json:
                print_json({"line": number, "ok": False, "error": fault}, indent=None)
            else:
                warn(_("line {number}: {fault}").format(number=number, fault=fault))
        else:
            done = N_("coded") if codings else N_("reviewed") if reviews else N_("known")
            if as_json:
                print_json({"line": number, "ok": True, "fragment": line.fragment, "done": done}, indent=None)
            else:
                say(f"{number}  {line.fragment}  {_(done)}")
        sys.stdout.flush()
    if failed:
        said = ngettext(
            "{n} line not added; every acknowledged line is in the study",
            "{n} lines not added; every acknowledged line is in the study",
            failed,
        )
        raise CoderError(said.format(n=number_of(failed)))


@click.command()
@click.argument("places", nargs=-1, required=True, metavar="FRAGMENT…|SOURCE")
@click.option("--undo", "take_back", is_flag=True, help="Take the review back.")
@as_json
@with_study
def review(study: "Study", places: Sequence[str], take_back: bool, as_json: bool) -> None:
    """Say that you have read these fragments, or a whole source: where you gave no code, that means no."""
    addresses: list[str] = []
    for place in places:
        if "#" in place:
            addresses.append(str(Address.parse(place)))
        else:
            addresses += [fragment.address for fragment in study.fragments(study.source(place).id)]
    done = study.review(addresses, review=not take_back)
    if as_json:
        print_json({"reviewed" if not take_back else "taken_back": done})
    else:
        said = _("{fragments} no longer reviewed by {coder}") if take_back else _("{fragments} reviewed by {coder}")
        say(said.format(fragments=words.fragments(done), coder=study.coder))


@click.command()
@as_json
@with_study
def undo(study: "Study", as_json: bool) -> None:
    """Take back the last action; with --coder, that coder's last one."""
    _step("undone", study.undo(chosen("coder")), as_json)


@click.command()
@as_json
@with_study
def redo(study: "Study", as_json: bool) -> None:
    """Put back what was undone last, unless something was done since."""
    _step("redone", study.redo(chosen("coder")), as_json)


def _step(done: str, action: str | None, as_json: bool) -> None:
    if action is None:
        raise CoderError(_("there is nothing to be undone") if done == "undone" else _("there is nothing to be redone"))
    if as_json:
        print_json({done: action})
    else:
        said = _("undone: {action}") if done == "undone" else _("redone: {action}")
        say(said.format(action=action_in_words(action)))


@click.command()
@click.option("-n", "--limit", default=50, show_default=True, help="How many, newest first.")
@click.option("--by", metavar="NAME", help="Only what this coder did.")
@click.option("--kind", type=click.Choice(["codings", "reviews", "codebook", "sources", "undo"]), help="Only these.")
@click.option("--fragment", metavar="FRAGMENT", help="Only what was done to this fragment.")
@as_json
@with_study
def log(study: "Study", limit: int, by: str | None, kind: str | None, fragment: str | None, as_json: bool) -> None:
    """Show what happened, newest first: who did what, and when. With --json every event of the log."""
    if as_json and not (by or kind or fragment):
        print_json([_event_json(event) for event in study.log(limit)])
        return
    actions = study.history(limit, coder=by, kind=kind, fragment=fragment)
    if as_json:
        print_json([_action_json(action) for action in actions])
        return
    for item in actions:
        more = "  " + _("({n} events)").format(n=number_of(item.events)) if item.events > MANY else ""
        undone = f"  [{_('undone')}]" if item.undone else ""
        say(
            f"{item.at:%Y-%m-%d %H:%M:%S}  {item.coder}  {action_in_words(item.action)}{more}{undone}".replace(
                "\n", " "
            )
        )


MANY = 2
"""Events of an action from which on they are counted: a coding and its review are one thing."""


def _event_json(event: "Event") -> dict[str, Any]:
    return {
        "id": event.id, "at": event.at.isoformat(), "batch": event.batch, "coder": event.coder, "kind": event.kind,
        "subject": event.subject, "data": event.data,
    }  # fmt: skip


def _action_json(item: "Action") -> dict[str, Any]:
    return {
        "id": item.id, "at": item.at.isoformat(), "coder": item.coder, "action": item.action, "kind": item.kind,
        "events": item.events, "undone": item.undone, "fragment": item.fragment,
    }  # fmt: skip


commands = {"code": code, "review": review, "undo": undo, "redo": redo, "log": log}
