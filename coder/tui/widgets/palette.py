"""The palette: a few letters for each code, and the combination that is meant comes first."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from coder.model.matching import Combination, Match
from coder.tui.bindings import bound
from coder.tui.desk import Desk
from coder.tui.door import clean
from coder.tui.language import N_, _
from coder.tui.layout.card import Line, together
from coder.tui.layout.graphemes import fit, pad
from coder.tui.widgets.chooser import Chooser


class Palette(Chooser[Match]):
    """Takes several words for a combination; Enter applies the one under the cursor, Tab keeps it and goes on."""

    BINDINGS: ClassVar[list[BindingType]] = bound(
        "palette",
        Binding("ctrl+o,f2", "new", N_("New code"), tooltip=N_("Make a code that is not there yet, and use it")),
        reach="typing",
    )

    def __init__(
        self,
        desk: Desk,
        chosen: Callable[[Combination], None],
        closed: Callable[[], None],
        *,
        wanted: Callable[[str, Combination], None] | None = None,
        id: str | None = None,  # noqa: A002, as in Textual
    ) -> None:
        """Make a palette that calls `chosen` with a combination, or `closed`.

        `wanted` is called with what was typed, where no code fits it and one is to be made, and with the codes kept.
        """
        super().__init__(closed, id=id)
        self._wanted = wanted
        self._desk = desk
        self._chosen = chosen
        self._taken: Combination = ()
        self._first: tuple[Combination, ...] = ()

    def open(self, title: str, codes: Combination = (), first: Sequence[Combination] = ()) -> None:
        """Open for a coding, with these codes taken already; `first` are combinations to put before their equals."""
        self._first = tuple(first)
        if codes != self._taken:
            self._taken = codes
            self._show_taken()
        self.begin(title, placeholder=_("letters of codes, like: uwv suc") if not codes else "")

    def typed(self, text: str) -> None:
        """Rank the combinations that `text` may mean."""
        self.offer(self._desk.matcher.find(text, self._taken, limit=30, first=self._first))

    def accept(self) -> None:
        """Apply the combination under the cursor."""
        current = self.current
        if current is not None:
            self.hide_panel()
            self._chosen(current.codes)
        elif self.entry.value.strip() or not self._desk.codebook.paths:
            self.action_new()

    def action_new(self) -> None:
        """Make a code that is not there yet, called what was typed."""
        if self._wanted is not None:
            self.hide_panel()
            self._wanted(self.entry.value.strip(), self._taken)

    def add(self) -> None:
        """Keep the combination under the cursor and type another word."""
        current = self.current
        if current is not None:
            self._take(current.codes)

    def take_back(self) -> None:
        """Let go of the last code that was kept."""
        if self._taken:
            self._take(self._taken[:-1])

    def option_line(self, option: Match, width: int, *, current: bool) -> Line:
        """Return `▌ UWV + Succesfactoren    12×`."""
        uses = f"{option.uses}×" if option.uses else ""
        room = width - 10
        codes = together([self._desk.names[path] for path in option.codes], room)
        room -= sum(cell_len(text) for _, text in codes)
        bar = ("bar", "▌ ") if current else ("gutter", "  ")
        return (bar, *codes, ("gutter", " " * max(0, room)), ("hint", pad(uses, 6, right=True)))

    def nothing(self, width: int) -> list[Line]:
        """Return what to do when no code fits."""
        if not self._desk.codebook.paths:
            words = _("The codebook has no codes yet; ⏎ makes the first.")
        elif self.entry.value:
            words = _("No code fits. Try letters of its name, or a cue; ⏎ makes a new one.")
        else:
            words = _("Type letters of a code.")
        return [(("hint", fit(f"  {words}", width)),)]

    def detail(self, option: Match) -> Content:
        """Return the definitions of the combination, a line each."""
        lines = []
        for path in option.codes:
            code = self._desk.codebook.by_path[path]
            name = self._desk.names[path]
            definition = clean(code.definition.replace("\n", " ")) or _("no definition yet")
            lines.append(Content.assemble((name.label, f"$hue-{name.hue}"), (f"  {definition}", "$quiet")))
        return Content("\n").join(lines)

    def _take(self, codes: Combination) -> None:
        self._taken = codes
        self._show_taken()
        self.entry.value = self._typed = ""
        self.typed("")

    def _show_taken(self) -> None:
        taken = self.query_one(".panel-taken", Static)
        taken.display = bool(self._taken)
        names = [self._desk.names[path] for path in self._taken]
        chips = [Content.assemble((name.label, f"$hue-{name.hue}"), (" + ", "$quiet")) for name in names]
        taken.update(Content("").join(chips))
