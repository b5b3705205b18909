"""Commands that suggest codes, say what came of that, and find the next fragment."""

import io
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from coder.cli.options import as_json, open_study, study_options, with_study
from coder.cli.output import columns, print_json, say, warn
from coder.model import CoderError, Fragment
from coder.model.figures import shown
from coder.model.language import _, ngettext, number, spoken
from coder.model.suggestion import told

if TYPE_CHECKING:
    from coder.agreement.result import Overall
    from coder.agreement.suggestions import Audit
    from coder.model import Codebook
    from coder.model.figures import Kind, Value
    from coder.model.suggestion import Advice, Reason, Suggested
    from coder.store import Study

SAMPLE = 2000
"""Fragments among which the one that teaches most is looked for."""


@click.command()
@click.argument("fragments", nargs=-1, metavar="FRAGMENT…")
@click.option("-n", "--limit", default=5, show_default=True, type=click.IntRange(1), help="How many combinations.")
@click.option(
    "--jsonl",
    is_flag=True,
    help="Answer requests on standard input, one JSON a line; needs no study.",
)
@click.option("--audit", "audited", is_flag=True, help="What came of suggestions, and what they did to agreement.")
@as_json
@study_options
def suggest(fragments: Sequence[str], limit: int, jsonl: bool, audited: bool, as_json: bool) -> None:
    """Suggest codes for FRAGMENT…, with reasons; learned from your own codings and from what was settled together.

    Nothing is ever coded by a suggestion alone: `coder code` does that.
    """
    if (bool(fragments) + jsonl + audited) != 1:
        raise click.UsageError(_("give fragments, like fg1#12, or --jsonl, or --audit"))
    if jsonl:
        from coder.suggest.protocol import converse

        if isinstance(sys.stdin, io.TextIOWrapper):
            sys.stdin.reconfigure(encoding="utf-8", errors="replace")
        converse(sys.stdin, sys.stdout)
        return
    with open_study(tell=not as_json) as study:
        if audited:
            from coder.agreement.suggestions import audit

            found = audit(study)
            print_json(found.to_json()) if as_json else say(_audit_in_words(found, study.codebook))
            return
        _suggest(study, [study.fragment(address) for address in fragments], limit, as_json)


def _suggest(study: "Study", fragments: Sequence[Fragment], limit: int, as_json: bool) -> None:
    if study.blind:
        raise CoderError(_("blind coding is on in this study: there are no suggestions until it is turned off"))
    from coder.suggest.of_study import StudySuggestions

    suggestions = StudySuggestions(study)
    suggestions.update(wait=True)
    if suggestions.warning:
        warn(suggestions.warning)
    own = study.codings_by_fragment([fragment.id for fragment in fragments], study.coder)
    answers = []
    for fragment in fragments:
        given = [coding.codes for coding in own.get(fragment.id, ())] + study.rejected(fragment.id)
        answers.append((fragment, suggestions.advise(fragment, given, limit)))
    if as_json:
        print_json([_json(fragment, advice) for fragment, advice in answers])
        return
    say("\n\n".join(_in_words(fragment, advice, study.codebook, limit) for fragment, advice in answers))


def _json(fragment: Fragment, advice: "Advice") -> dict[str, Any]:
    return {
        "fragment": fragment.address,
        "calibrated": advice.numbers,
        "codes": [
            {"code": one.codes[0], "probability": one.probability, "reasons": _reasons(one.reasons)}
            for one in advice.codes
        ],
        "combinations": [
            {"codes": list(one.codes), "probability": one.probability, "reasons": _reasons(one.reasons)}
            for one in advice.combinations
        ],
    }


def _reasons(reasons: Sequence["Reason"]) -> list[dict[str, Any]]:
    return [
        {"kind": one.kind, "text": one.text, "spans": [list(span) for span in one.spans], "fragment": one.address}
        for one in reasons
    ]


def _in_words(fragment: Fragment, advice: "Advice", book: "Codebook", limit: int) -> str:
    """Return the suggestions for a fragment: combinations, then single codes."""
    text = " ".join(fragment.text.split())
    head = f"{fragment.address}  {text if len(text) <= 90 else text[:89] + '…'}"
    if not advice.combinations:
        return head + "\n  " + _("no evidence for any code")
    rows = [
        (f"  {rank}", _chance(one, advice), book.label(one.codes), told(one.reasons))
        for rank, one in enumerate(advice.combinations, start=1)
    ]
    singles = [f"{book.label(one.codes)} {_chance(one, advice)}".strip() for one in advice.codes[:limit]]
    return f"{head}\n{columns(rows)}\n  " + _("codes: {codes}").format(codes=", ".join(singles))


def _chance(one: "Suggested", advice: "Advice") -> str:
    """Return `.74`; nothing while too little was coded for numbers to mean something."""
    return _shown(one.probability, "coefficient") if advice.numbers else ""


def _audit_in_words(found: "Audit", book: "Codebook") -> str:
    if not found.decisions:
        return _("nothing was decided with suggestions yet")
    heads = (
        _("code"),
        _("shown"),
        _("taken"),
        _("by hand"),
        _("overridden"),
        _("rejected"),
        _("precision"),
        _("hidden"),
    )
    rows = [(*heads, _("precision"))]
    rows += [
        (
            f"{row.code}  {book.by_path[row.code].label}", str(row.shown), str(row.taken), str(row.by_hand),
            str(row.overridden), str(row.rejected), _shown(row.precision, "coefficient"), str(row.hidden),
            _shown(row.hidden_precision, "coefficient"),
        )
        for row in found.codes
    ]  # fmt: skip
    lines = [
        columns(rows, right=range(1, 9)),
        "",
        ngettext(
            "{n} decision, {active} of them in active order; counted in fragments",
            "{n} decisions, {active} of them in active order; counted in fragments",
            found.decisions,
        ).format(n=number(found.decisions), active=number(found.active)),
    ]
    lines.append(_("agreement with suggestions in sight: {figures}").format(figures=_figures(found.seen)))
    lines.append(_("agreement without: {figures}").format(figures=_figures(found.unseen)))
    return "\n".join(lines)


def _figures(part: "Overall | None") -> str:
    if part is None:
        return _("there is one coder only")
    from coder.agreement.dutch import in_language_in_use

    if not part.n:
        return _("no fragment that two coders have read")
    if part.alpha is None:
        return _("undefined ({reason}), n {n}").format(reason=in_language_in_use(part.reason or ""), n=number(part.n))
    return _("alpha {alpha} {interval}, percent {percent}, n {n}").format(
        alpha=_shown(part.alpha, "coefficient"),
        interval=_shown(part.alpha_ci, "interval"),
        percent=_shown(part.percent, "share"),
        n=number(part.n),
    )


def _shown(value: "Value", kind: "Kind") -> str:
    """Return a figure as the language in use writes it."""
    return shown(value, kind, spoken())


@click.command("next")
@click.option("--active", is_flag=True, help="The fragment that teaches most: uncertain, and unlike what was coded.")
@as_json
@with_study
def next_(study: "Study", active: bool, as_json: bool) -> None:
    """Print the next fragment that you have not reviewed, in the order of the study."""
    from coder.cli.sources import fragment_json

    telling = _most_telling(study) if active else None
    key = study.next_unreviewed(study.coder, 0) if telling is None else telling
    if key is None:
        if as_json:
            print_json(None)
        else:
            say(_("{coder} has reviewed every fragment").format(coder=study.coder))
        return
    (fragment,) = study.fragments_by_id([key])
    if telling is not None:
        study.take_in_active_order(fragment.address)
    if as_json:
        print_json(fragment_json(fragment))
    else:
        who = f"  {fragment.speaker or fragment.case}" if fragment.speaker or fragment.case else ""
        say(f"{fragment.address}{who}\n{fragment.text}")


def _most_telling(study: "Study") -> int | None:
    from coder.suggest.of_study import StudySuggestions, sample

    reviewed = set(study.reviewed_ids(study.coder))
    suggestions = StudySuggestions(study)
    suggestions.update(wait=True)
    open_ = [key for key in study.fragment_ids() if key not in reviewed]
    telling = suggestions.telling(list(sample(open_, SAMPLE)))
    return max(telling, key=lambda key: (telling[key], -key), default=None)


commands = {"suggest": suggest, "next": next_}
