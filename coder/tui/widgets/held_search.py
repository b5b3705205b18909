"""The search that is held while its hits are coded one after the other."""

from collections.abc import Callable

from textual.content import Content
from textual.widgets import Static

from coder.tui.desk import Desk
from coder.tui.door import line
from coder.tui.finder import Hits
from coder.tui.language import _
from coder.tui.layout.graphemes import fit
from coder.tui.widgets.fragment_list import FragmentList


class HeldSearch(Static):
    """A line under the fragments: which hit this is, and of what."""

    def __init__(self, desk: Desk, fragments: FragmentList, say: Callable[[str], None], *, id: str) -> None:  # noqa: A002
        """Make a line that moves in `fragments` and says what there is to say."""
        super().__init__(id=id, markup=False)
        self._desk = desk
        self._fragments = fragments
        self._say = say
        self.hits: Hits | None = None
        """What was found; None: no search is held."""

    def hold(self, hits: Hits | None) -> None:
        """Hold on to what a search found, and show the hit that it is at; None lets go."""
        self.hits = hits if hits else None
        self.display = bool(hits)
        self._show()

    def step(self, by: int) -> None:
        """Go to another hit."""
        hits = self.hits
        if hits is None:
            return
        if 0 <= hits.at + by < len(hits):
            hits.at += by
            self._show()
        else:
            self._say(_("That was the last hit: Esc shows them all.") if by > 0 else _("That was the first hit."))

    def _show(self) -> None:
        hits = self.hits
        hit = hits.hit(hits.at) if hits else None
        if hits is None:
            return
        position = self._desk.position(hits.ids[hits.at])
        if hit is not None and position is not None:
            self._fragments.go(position, centre=True)
            self._fragments.select(hit.places[0] if hit.places else None)
        count = _("hit {n} of {all}").format(n=f"{hits.at + 1:,}", all=f"{len(hits):,}{'' if hits.complete else '+'}")
        keys = _("n next   p previous   esc all hits")
        room = max(0, self.app.size.width - len(count) - len(keys) - 14)
        self.update(
            Content.assemble(
                (f" {count}  ", "bold $accent"),
                (f"{fit(line(hits.query.line()), room)}   ", "$foreground"),
                (keys, "$quiet"),
            ),
            layout=False,
        )
