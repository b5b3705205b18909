"""What the screen that compares coders says: how far it is, on what they differ, or why there is nothing to settle."""

from typing import TYPE_CHECKING

from textual.content import Content

from coder.model.reconciling import Settlement
from coder.tui.bindings import key_for
from coder.tui.charts import decimal
from coder.tui.comparing import Compared, Queue
from coder.tui.desk import Desk
from coder.tui.door import clean, line
from coder.tui.language import N_, _, ngettext
from coder.tui.layout.graphemes import fit

if TYPE_CHECKING:
    from coder.agreement.comparing import Difference

BAR = 10
"""Cells of the progress bar."""

WHAT = {
    "codes": N_("differ on"),
    "combination": N_("the same codes, combined otherwise"),
    "place": N_("the same codes, at other places in the text"),
}


def progress(title: str, compared: Compared, queue: Queue, unwritten: int, width: int) -> Content:
    """Return the line on top: the study and who is compared; how far, and whether it is saved."""
    done, total = queue.done, len(queue)
    filled = max(round(BAR * done / total), int(done > 0)) if total else 0
    if filled == BAR and done < total:
        filled = BAR - 1
    counted = _("{done} of {total} settled").format(done=done, total=total)
    state = (_("saving…"), "$quiet") if unwritten else (_("✓ saved"), "$success")
    right = Content.assemble(
        (f"{counted} ", "$quiet"), ("━" * filled, "$accent"), ("─" * (BAR - filled), "$faint"), "  ", state, " "
    )
    names = line(" · ".join(compared.coders))
    room = width - right.cell_length - 2
    who = fit(names, room - 2)
    kept = fit(title, max(0, room - len(who) - len(_("Reconcile")) - 6))
    parts = [(kept, "bold"), ("  › " if kept else "", "$quiet"), (_("Reconcile") + "  ", "") if kept else ("", "")]
    left = Content.assemble(" ", *parts, (who, "bold $secondary"))
    return Content.assemble(left, " " * max(1, width - left.cell_length - right.cell_length), right)


def where(here: "Difference | None", address: str, compared: Compared, queue: Queue, desk: Desk, width: int) -> Content:
    """Return the line under it: which difference this is, on what they differ, and what is left out by filters."""
    only = [desk.names[queue.code].label if queue.code in desk.names else queue.code] if queue.code else []
    only += [queue.sample] if queue.sample else []
    kept = " · ".join(line(part) for part in only)
    kept = " " + _("only {what}").format(what=fit(kept, width // 3)) + " " if kept else ""
    if here is None:
        return Content.assemble((kept, "$accent"))
    number = f" {queue.at + 1}/{len(queue)}  "
    codes = ", ".join(f"{_label(desk, path)} {decimal(compared.alphas.get(path))}" for path in here.codes)
    said = f"{_(WHAT[here.what])} {codes}".rstrip()
    room = width - len(number) - len(kept) - 2
    head = fit(line(address), room)
    said = fit(f"  {said}", room - len(head))
    gap = " " * max(0, room - len(head) - len(said) + 2)
    return Content.assemble((number, "bold $accent"), head, (said, "$quiet"), gap, (kept, "$accent"))


def code_at_hand(desk: Desk, compared: Compared, path: str | None, number: tuple[int, int]) -> Content:
    """Return what a code means and how far coders agree on it; `number` says which of how many this is."""
    code = desk.codebook.by_path.get(path) if path is not None else None
    if path is None or code is None:
        return Content("")
    name = desk.names[path]
    at, of = number
    about = [line(path), standing(compared, path)] if path in compared.alphas else [line(path)]
    about += [_("{n} of {all} codes here").format(n=at, all=of)] if of > 1 else []
    definition = clean(code.definition, keep="\n") or _("No definition yet.")
    parts = [(name.label, f"bold $hue-{name.hue}"), (f"  {' · '.join(about)}\n", "$quiet"), (definition, "")]
    if code.cues:
        parts.append(("\n" + _("Cues") + f"  {line(', '.join(code.cues))}", "$quiet"))
    return Content.assemble(*parts)


def standing(compared: Compared, path: str) -> str:
    """Return how bad it is with a code: `alpha .41 · 23 differences`."""
    n = compared.on.get(path, 0)
    counted = ngettext("{n} difference", "{n} differences", n).format(n=n)
    return _("alpha") + f" {decimal(compared.alphas.get(path))} · {counted}"


def settled_in_words(settlement: Settlement) -> str:
    """Return ` by anna · no opinion of her own`."""
    by = _("by {name}").format(name=line(settlement.by))
    why = line(settlement.reason)
    if settlement.agreed:
        why = _("as {names} agreed").format(names=line(_and(settlement.agreed)))
    return f" {by} · {why}" if why else f" {by}"


def _label(desk: Desk, path: str) -> str:
    return desk.names[path].label if path in desk.names else line(path)


def why_nothing(compared: Compared, queue: Queue) -> str:
    """Return why the queue is empty, in sentences."""
    names = _and(compared.coders or compared.everybody)
    if not compared.everybody:
        return _paragraphs(_("Nobody has coded anything yet."), _another())
    if len(compared.coders) < 2:
        return _paragraphs(_("Only {name} has coded here, and it takes two to compare.").format(name=names), _another())
    if not compared.shared:
        return _paragraphs(
            _("{names} have reviewed no fragment in common yet.").format(names=names),
            _("Let both code the same fragments. This draws a hundred of them at random and keeps them:"),
            "  coder sample 100 --save double",
            _("Fragments in which there is nothing to code must be marked as reviewed, too."),
        )
    if compared.hidden and not compared.differences:
        return _paragraphs(hidden_in_words(compared), _("Code or review them first; then come back here."))
    if not compared.differences:
        return _paragraphs(
            ngettext(
                "{names} agree on {n} fragment, the only one that they share.",
                "{names} agree on all {n} fragments that they share.",
                len(compared.shared),
            ).format(names=names, n=len(compared.shared)),
            _("{key} takes it over as the consensus.").format(key=key_for("reconcile.agreed"))
            if compared.agreed and len(compared.coders) == 2
            else _("There is nothing to settle."),
        )
    wanted = [_("on {code}").format(code=queue.code)] if queue.code else []
    wanted += [_("in the sample {name}").format(name=queue.sample)] if queue.sample else []
    return _("{names} do not differ {where}.").format(names=names, where=" ".join(wanted))


def hidden_in_words(compared: Compared) -> str:
    """Return what blind coding keeps from this coder."""
    if not compared.hidden:
        return _("Blind coding is on: only fragments that you have reviewed are here.")
    return ngettext(
        "Blind coding is on: {n} fragment that others have coded is shown once you have reviewed it.",
        "Blind coding is on: {n} fragments that others have coded are shown once you have reviewed them.",
        compared.hidden,
    ).format(n=compared.hidden)


def _another() -> str:
    return _paragraphs(
        _("Let two people code the same fragments, each under a name of their own:"),
        "  coder --coder anna\n  coder --coder bram",
    )


def _and(names: tuple[str, ...]) -> str:
    """Return `anna, bram and carla`."""
    if len(names) < 2:
        return "".join(names)
    return _("{first} and {last}").format(first=", ".join(names[:-1]), last=names[-1])


def _paragraphs(*texts: str) -> str:
    return "\n\n".join(texts)
