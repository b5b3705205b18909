"""What the search screen says: how to search, how much was found, and which filters are on."""

from collections.abc import Sequence

from textual.content import Content

from coder.model.query import Query
from coder.tui.desk import Desk
from coder.tui.door import line
from coder.tui.language import N_, _, ngettext
from coder.tui.layout.graphemes import fit
from coder.tui.widgets.hit_list import HitList

HOW = N_(
    "Words are found anywhere in a word; accents and capitals do not matter.\n\n"
    "\"half jaar\"      exactly so, as typed\n"
    "coord*           words that begin so\n"
    "=bus             the whole word\n"
    "source:fg1       a filter; Tab offers them all\n"
    "code:a+b         everything coded so\n\n"
    "Several words: all of them."
)  # fmt: skip

NAMES = {
    "source": N_("source"),
    "speaker": N_("speaker"),
    "sample": N_("sample"),
    "attr": N_("attribute"),
    "coder": N_("coder"),
    "uncoded": N_("uncoded"),
    "unreviewed": N_("unreviewed"),
}
"""Filters as people read them."""


def title(codebook: str, found: HitList, width: int) -> Content:
    """Return the line on top, `width` cells wide: the codebook's title, and which hit of how many."""
    hits = found.hits
    count = ""
    if hits is not None and hits.query:
        n = len(hits)
        counted = f"{n:,}" if hits.complete else f"{n:,}+"
        words = ngettext("{n} fragment", "{n} fragments", n).format(n=counted)
        count = f"{found.cursor + 1:,} / {words}" if n else words
    marked = len(found.marked)
    chosen = _("{n} marked").format(n=marked) + "   " if marked else ""
    right = len(count) + len(chosen) + 2
    left = Content.assemble((fit(line(codebook), width - right - 14), "bold"), ("  › ", "$quiet"), _("Search"))
    gap = " " * max(1, width - left.cell_length - right)
    return Content.assemble(" ", left, gap, (chosen, "bold $accent"), (count, "$quiet"), " ")


def filters(query: Query, unknown: Sequence[str], desk: Desk, width: int) -> Content:
    """Return the filters of a query as chips in `width` cells, or what of it is `unknown` to the study."""
    if unknown:
        return Content.styled(f"  ! {fit(line(unknown[0]), width - 6)}", "bold $error")
    chips = query.filters()
    if not chips:
        return Content.styled(_("  ⇥ filters: source, speaker, attribute, code, coder, uncoded, unreviewed"), "$faint")
    parts: list[Content] = []
    room = width - 4
    for chip in chips:
        short = fit(f" {line(_in_words(chip, query, desk))} ", room)
        room -= len(short) + 1
        if short:
            parts.append(Content.styled(short, "$foreground on $marked"))
    return Content.assemble("  ", Content(" ").join(parts))


def _in_words(chip: str, query: Query, desk: Desk) -> str:
    """Return a filter as people read it: codes by their label, and whose work is missing."""
    name, colon, value = chip.partition(":")
    if name == "code":
        labels = (desk.names[path].label if path in desk.names else path for path in value.split("+"))
        return " + ".join(labels)
    if not colon and not query.coder:
        return _("{filter} by {coder}").format(filter=_(NAMES[name]), coder=desk.coder)
    return f"{_(NAMES[name])} {value}" if colon else _(NAMES[name])
