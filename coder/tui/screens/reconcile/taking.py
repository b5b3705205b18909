"""From a side, all of them, none or codes chosen anew to the consensus on a fragment."""

from collections.abc import Sequence

from textual import on

from coder.model import CoderError, CodingLine
from coder.model.coding import Span
from coder.model.matching import Combination
from coder.model.reconciling import united
from coder.tui.bindings import key_for
from coder.tui.language import _, ngettext
from coder.tui.layout.side_by_side import Side
from coder.tui.screens.reconcile.comparison import Comparison, Written
from coder.tui.widgets.agreed import Agreed
from coder.tui.widgets.form import Form, Preview, Values
from coder.tui.widgets.palette import Palette
from coder.tui.widgets.span_bar import SpanBar


class Taking(Comparison):
    """Settles the difference at hand, with a reason where one is given, and goes on to the next."""

    def action_take(self, number: int) -> None:
        """Take what one coder made of the fragment."""
        side = next((side for side in self._sides if side.number == number + 1), None)
        if side is not None:
            self._take_side(side)

    def action_take_chosen(self) -> None:
        """Take the side that is pointed at."""
        side = self._view.sides.side
        if side is not None:
            self._take_side(side)

    def _take_side(self, side: Side) -> None:
        if side.read:
            self._settle(united(side.codings))
        else:
            self._say(_("{name} has not read this fragment.").format(name=side.coder))

    def action_take_all(self) -> None:
        """Take what all of them coded."""
        self._settle(united(*(side.codings for side in self._sides)))

    def action_take_none(self) -> None:
        """Settle that there is nothing to code here."""
        self._settle([])

    def action_new(self) -> None:
        """Choose other codes."""
        self._choose(None)

    def action_span(self) -> None:
        """Select a part of the text, for other codes."""
        position = self._settling.position
        if position is not None:
            self.query_one(SpanBar).begin(self._desk.fragment(position).text)

    def _span_chosen(self, span: Span | None) -> None:
        if span is None:
            self._to_text()
        else:
            self._choose(span)

    def _choose(self, span: Span | None) -> None:
        """Ask for the codes of the fragment, or of a part of it."""
        self._span = span
        said = dict.fromkeys(coding.codes for side in self._sides for coding in side.codings)
        self.query_one(Palette).open(_("What it should be"), (), tuple(said))

    def _combination_chosen(self, codes: Combination) -> None:
        span = self._span
        self._to_text()
        try:
            self._settle([CodingLine("", self._desk.codebook.combination(codes), span=span)])
        except CoderError as error:
            self._say(str(error), error=True)

    def _code_wanted(self, label: str, codes: Combination) -> None:
        self._to_text()
        words = _("A code that is not there yet is made in the codebook: {key}. Then come back here.")
        self._say(words.format(key=key_for("app.codebook")))

    @property
    def _sides(self) -> list[Side]:
        return [] if self._compared is None else self._settling.sides(self._compared)

    def _settle(self, lines: Sequence[CodingLine]) -> None:
        """Make this the consensus on the fragment at hand, and go on to the next difference."""
        if self._settling.settle(lines):
            if not self._queue.to_open():
                self._say(self._all_settled())
            self._show()

    def _all_settled(self) -> str:
        n = len(self._queue)
        return ngettext("{n} difference, and it is settled.", "All {n} differences are settled.", n).format(n=n)

    @on(Written)
    def _note_written(self) -> None:
        """Say that it is saved."""
        self._settling.note_written()
        if self._settling.settled and not self._settling.unwritten:
            self._show()  # who settled it is known now
        else:
            self._tell()

    def action_reason(self) -> None:
        """Write why."""
        if self._settling.settled:
            hint = _("Kept with what was settled here.")
        else:
            hint = _("Kept with what you choose next for this fragment.")

        def done(values: Values) -> None:
            self._settling.give(values["reason"])
            self._show()

        self._say("")
        form = self.query_one("#form-reason", Form)
        form.open(_("Why"), lambda values: Preview(hint), done, {"reason": self._settling.reason})

    def action_agreed(self) -> None:
        """Take over everything on which two coders agree."""
        if self._compared is not None and len(self._compared.coders) > 1:
            self._say(self.query_one(Agreed).ask(self._compared))
