"""The bar under the fragments: what the current one may be coded with, and why. One key takes one."""

from typing import ClassVar

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from coder.model.coding import Span
from coder.model.suggestion import Shown, Suggested
from coder.tui.adviser import Adviser, Known
from coder.tui.desk import Desk
from coder.tui.door import line
from coder.tui.language import _
from coder.tui.layout.graphemes import fit, shares
from coder.tui.layout.reasons import MOST, most_telling, reasons_in
from coder.tui.messages import Advised
from coder.tui.widgets.fragment_list import FragmentList

LISTED = 3
"""Suggestions that are shown: more are not read."""
SOON = 0.25
"""Seconds after the first paint before anything is loaded."""


class SuggestionBar(Widget):
    """Suggestions for the current fragment: hidden until they are asked for or the coder has chosen, by setting.

    What is shown for a fragment stays as it is while the coder is there, but for what was given or turned down:
    no number means something else when it is pressed than when it was read.
    """

    DEFAULT_CSS: ClassVar[str] = "SuggestionBar { height: 3; display: none; background: $panel; color: $foreground; }"
    ALLOW_SELECT = False

    def __init__(
        self,
        desk: Desk,
        fragments: FragmentList,
        adviser: Adviser,
        *,
        id: str | None = None,  # noqa: A002, as in Textual
    ) -> None:
        """Make a bar about the current one of `fragments`."""
        super().__init__(id=id)
        self._desk = desk
        self._fragments = fragments
        self._adviser = adviser
        self._key: int | None = None
        self._known: Known | None = None
        self._asked: int | None = None
        self._seen: set[int] = set()
        self._started = False

    def on_mount(self) -> None:
        """Begin to work when everything else is on the screen."""
        self._adviser.tell = lambda: self.post_message(Advised())
        if self._desk.suggestions != "never":
            self.set_timer(SOON, self.start)

    def start(self) -> None:
        """Load what suggestions take, if that was not done."""
        if not self._started:
            self._started = True
            self._adviser.blind = self._desk.study.blind
            self.follow()

    def on_advised(self, message: Advised) -> None:
        """Show what was worked out."""
        message.stop()
        if self._key is not None and self._known is None:
            self._known = self._adviser.known(self._key)
        self._show()

    # What the screen asks

    @property
    def open(self) -> bool:
        """Whether suggestions for the current fragment are in sight."""
        if self._key is None or self._adviser.blind:
            return False
        return self._desk.suggestions == "always" or self._asked == self._key or self._chosen

    @property
    def listed(self) -> tuple[Suggested, ...]:
        """What is suggested for the current fragment, whether it is in sight or not."""
        if self._known is None or not self._fragments.count:
            return ()
        given = {frozenset(coding.codes) for coding in self._desk.own_codings(self._fragments.cursor)}
        gone = given | {frozenset(codes) for codes in self._known.rejected}
        left = [one for one in self._known.advice.combinations if frozenset(one.codes) not in gone]
        return tuple(left[:LISTED])

    @property
    def in_sight(self) -> tuple[Suggested, ...]:
        """What the coder sees now."""
        return self.listed if self.open else ()

    def shown(self) -> Shown | None:
        """Return what is to be logged with what the coder decides now; None if nothing was suggested."""
        listed = self.listed
        if not listed or self._key is None:
            return None
        return Shown(listed, self._key in self._seen, self._desk.order)

    def follow(self, *, anew: bool = False) -> None:
        """Turn to the current fragment; `anew`: also if it is the one before, of which anything may have changed."""
        if not self._started or self._desk.suggestions == "never":
            return
        fragment = self._desk.fragment(self._fragments.cursor) if self._fragments.count else None
        key = fragment.id if fragment else None
        if key != self._key or anew:
            self._key = key
            self._known = self._adviser.ask(fragment) if fragment else None
            if key != self._asked:
                self._asked = None
        self._show()

    def toggle(self) -> str:
        """Show suggestions for the current fragment, or hide them; return what to tell if that cannot be."""
        self.start()
        if self._desk.suggestions == "never":
            return _("Suggestions are turned off in the settings.")
        if self._adviser.blind and self._known is not None:
            return _("Blind coding: there are no suggestions.")
        if self._desk.suggestions == "after" and not self._chosen:
            return _("Suggestions come when you have coded or reviewed the fragment.")
        self._asked = None if self._asked == self._key else self._key
        self._show()
        return ""

    def reject(self) -> Suggested | None:
        """Turn down the first suggestion in sight and return it."""
        first = next(iter(self.in_sight), None)
        if first is not None and self._known is not None and self._key is not None:
            self._adviser.reject(self._key, first.codes)
            self._known = self._known._replace(rejected=(*self._known.rejected, first.codes))
            self._show()
        return first

    @property
    def _chosen(self) -> bool:
        """Whether the coder decided about the current fragment, and suggestions come after that."""
        return (
            self._desk.suggestions == "after" and self._fragments.count > 0
            and self._desk.reviewed(self._fragments.cursor)
        )  # fmt: skip

    # What it looks like

    def _show(self) -> None:
        self.display = self.open or (self._desk.suggestions in ("always", "after") and not self._adviser.blind)
        sight = self.in_sight
        if sight and self._key is not None:
            self._seen.add(self._key)
        self._fragments.underline(_evidence(sight))
        self.refresh()

    def render(self) -> Content:
        """Return a line for each suggestion, or a word on why there is none."""
        listed = self.in_sight
        width = self.size.width - 2
        if not listed or self._known is None:
            return Content.styled(f" {fit(self._word(), width)}", "$quiet")
        most = width * (45 if width > 100 else 52) // 100
        labels = [self._labels(one, most) for one in listed]
        room = max(label.cell_length for label in labels)
        rows = [
            self._row(rank, one, label, room, width)
            for rank, (one, label) in enumerate(zip(listed, labels, strict=True), start=1)
        ]
        return Content("\n").join(rows)

    def _row(self, rank: int, one: Suggested, label: Content, room: int, width: int) -> Content:
        """Return ` 1 UWV + Faalfactoren  .74  “half jaar” · like fg2#88`."""
        numbers = self._known is not None and self._known.advice.numbers
        chance = f"  {_number(one.probability)}" if numbers else ""
        why = reasons_in(one, width - room - len(chance) - 5)
        label = label.truncate(room, pad=True)
        return Content.assemble(
            " ", (str(rank), "bold $accent"), " ", label, (chance, "bold"), (f"  {why}", "$quiet")
        )  # fmt: skip

    def _labels(self, one: Suggested, room: int) -> Content:
        """Return `UWV + Faalfactoren`, each code in sight however long the other is."""
        names = [self._desk.names[path] for path in one.codes if path in self._desk.names]
        plus = " + "
        rooms = shares([cell_len(name.label) for name in names], room - len(plus) * (len(names) - 1))
        return Content.styled(plus, "$quiet").join(
            Content.styled(fit(name.label, cells), f"$hue-{name.hue}") for name, cells in zip(names, rooms, strict=True)
        )

    def _word(self) -> str:
        """Return why nothing is listed."""
        if self._desk.suggestions == "after" and not self._chosen and self._asked != self._key:
            return _("Suggestions come when you have coded or reviewed the fragment.")
        if self._known is None:
            return line(self._adviser.trouble) or _("Looking for suggestions…")
        if self._known.advice.combinations:
            return _("Nothing more is suggested here.")
        return _("No suggestions: nothing in this fragment speaks for a code.")


def _number(chance: float) -> str:
    return f"{min(chance, 0.99):.2f}".removeprefix("0")


def _evidence(listed: tuple[Suggested, ...]) -> tuple[Span, ...]:
    """Return where the reasons that are shown are found, all suggestions together."""
    reasons = tuple(reason for one in listed for reason in most_telling(one)[:MOST])
    return Suggested((), 0.0, reasons).evidence
