"""Where sentences end, in Dutch, English and German; offsets exact, linear in the length of the text."""

import re
from collections.abc import Iterator

from coder.files.transcripts.layout import Span, strip
from coder.files.wordlist import wordlist

_END = re.compile(r"(?:[.!?…]{1,20}|\.{3,20})[\"'”’»)\]]{0,3}(?=\s)")
_NEXT = re.compile(r"\s+([\"'“‘„«(\[¿¡–—-]{0,3}\s?)(\S)(\S?)")
_WORD = re.compile(r"[\w.’'-]+$")

_NEVER_LAST = wordlist(
    """bijv bv d.w.z dwz m.b.t mbt o.a oa i.p.v ipv t.a.v tav m.i mi i.v.m ivm t.o.v tov m.u.v n.a.v nav o.b.v obv
    t.b.v tbv d.m.v dmv i.h.k.v i.c t.n.v a.h.w ahw z.g zgn zg vgl resp drs dr dhr mr mevr mw prof ing ir nr nrs
    blz pag art lid ca circa incl excl max min jl s.v.p ev st jr sr h.m z.m burg weth fa e.g i.e mrs ms vs no
    fig approx dept gen col sgt rev hon viz cf z.b d.h u.a bzw ggf evtl inkl exkl bspw sog abs hr fr str mio mrd
    tel"""
)
"""Abbreviations that a sentence goes on after, whatever follows."""

_MAYBE_LAST = wordlist("enz etc e.d ed e.a o.i.d oid a.u.b aub usw u.s.w uva s.v.p p.m a.m bv nv b.v n.v")
"""Abbreviations that may end a sentence: a capital decides."""


def sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield start and end of every sentence in `text[start:end]`, stripped.

    A full stop after an abbreviation, an initial or a number at the begin of a sentence ends none; an ellipsis, a
    question or exclamation mark ends one unless lower case goes on. A line break alone ends none.
    """
    begin = start
    for match in _END.finditer(text, start, end):
        if _goes_on(text, begin, match.start(), match.end(), end):
            continue
        left, right = strip(text, begin, match.end())
        if left < right:
            yield left, right
        begin = match.end()
    left, right = strip(text, begin, end)
    if left < right:
        yield left, right


def _goes_on(text: str, begin: int, mark: int, after: int, end: int) -> bool:
    """Tell whether the sentence goes on behind the mark at `mark`."""
    following = _NEXT.match(text, after, min(end, after + 200))
    if following is None:
        return False
    opening, letter, second = following.groups()
    clitic = opening.strip() in ("'", "’", "‘") and letter in "stnk" and not second.strip()
    if letter.islower() and not clitic:
        return True
    if text[mark] != "." or text[mark : mark + 2] == "..":
        return False
    word = _WORD.search(text, max(begin, mark - 30), mark)
    return word is not None and _is_short_form(word[0], text[begin : word.start()] if word.start() - begin < 5 else "-")


def _is_short_form(word: str, before: str) -> bool:
    """Tell whether the full stop behind `word` belongs to it."""
    folded = word.casefold().lstrip("'’")
    if folded in _NEVER_LAST:
        return True
    if folded in _MAYBE_LAST:
        return False
    if word.isdigit():
        return not before.strip()  # a number that begins the sentence counts something off
    return (len(word) == 1 and word.isupper()) or bool(re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", word))
