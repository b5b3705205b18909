"""The screen where coders are compared, and what they differ on is settled."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from coder.model import CoderError, CodingLine
from coder.model.coding import Span
from coder.model.matching import Combination
from coder.model.reconciling import united
from coder.tui.bindings import bound, key_for
from coder.tui.clerk import Clerk
from coder.tui.compared_words import hidden_in_words, progress, where, why_nothing
from coder.tui.comparing import Compared, Queue, compare_for, settled_in
from coder.tui.desk import Desk
from coder.tui.door import clean, line
from coder.tui.guarded import Guarded
from coder.tui.language import N_, _, ngettext
from coder.tui.layout.side_by_side import Side
from coder.tui.screens import HEIGHTS, WIDTHS
from coder.tui.settling import Settling
from coder.tui.widgets.agreed import Agreed
from coder.tui.widgets.compared_filters import ComparedFilters
from coder.tui.widgets.difference_view import DifferenceView
from coder.tui.widgets.form import Field, Form, Preview, Values
from coder.tui.widgets.keys import Keys
from coder.tui.widgets.palette import Palette
from coder.tui.widgets.panel import Panel
from coder.tui.widgets.span_bar import SpanBar


class ReconcileScreen(Guarded, Screen[None]):
    """Differences one after the other, those of the worst code first; what is chosen becomes the consensus."""

    CSS_PATH = "reconcile.tcss"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = bound(
        "reconcile",
        Binding("1", "take(0)", N_("The first"), tooltip=N_("Take what the first coder made of it")),
        Binding("2", "take(1)", N_("The second"), tooltip=N_("Take what the second coder made of it")),
        Binding("3", "take(2)", N_("The third"), show=False, tooltip=N_("Take what the third coder made of it")),
        Binding("enter", "take_chosen", N_("Take"), show=False, tooltip=N_("Take the side that is pointed at")),
        Binding("b", "take_all", N_("Both"), tooltip=N_("Take what all of them coded; what is alike, once")),
        Binding("0", "take_none", N_("Neither"), tooltip=N_("There is nothing to code here")),
        Binding("c", "new", N_("New"), tooltip=N_("Something else: choose codes")),
        Binding("v", "span", N_("Span"), show=False, tooltip=N_("Select a part of the text, and choose codes for it")),
        Binding("r", "reason", N_("Reason"), tooltip=N_("Write why, to be kept with what you choose")),
        Binding("n", "skip", N_("Skip"), tooltip=N_("Go to the next difference that is not settled")),
        Binding("p", "back_one", N_("Previous"), tooltip=N_("Go back to the difference that you came from")),
        Binding("left,h", "side(-1)", N_("To the left"), show=False, tooltip=N_("Point at the side to the left")),
        Binding("right,l", "side(1)", N_("To the right"), show=False, tooltip=N_("Point at the side to the right")),
        Binding("left_square_bracket", "read(-1)", N_("Up"), show=False, tooltip=N_("Scroll up in the sides")),
        Binding("right_square_bracket", "read(1)", N_("Down"), show=False, tooltip=N_("Scroll down in the sides")),
        Binding("d", "definition", N_("Definition"), show=False, tooltip=N_("Show the next code they differ on")),
        Binding("f", "code", N_("Code"), tooltip=N_("Only the differences on one code")),
        Binding("w", "coders", N_("Coders"), show=False, tooltip=N_("Compare two of the coders, or all")),
        Binding("s", "sample", N_("Sample"), show=False, tooltip=N_("Only what is in a sample that was drawn")),
        Binding(
            "a",
            "agreed",
            N_("Agreed"),
            show=False,
            tooltip=N_("Take over as the consensus everything on which two coders agree"),
        ),
        Binding("o", "open", N_("Open"), show=False, tooltip=N_("Go to the fragment among all others")),
        Binding("u", "app.undo", N_("Undo"), tooltip=N_("Take back the last action")),
        Binding("4", "app.matrix", N_("Matrix"), show=False, tooltip=N_("See the matrices of the appendix")),
        Binding("5", "app.codebook", N_("Codebook"), show=False, tooltip=N_("See and change the codebook")),
        Binding("6", "app.overview", N_("Overview"), show=False, tooltip=N_("See progress and agreement as charts")),
        Binding("escape", "back", N_("Back"), tooltip=N_("Go back to the fragments")),
        Binding("question_mark", "app.help", N_("Help"), tooltip=N_("Show these keys")),
        Binding("q", "app.leave", N_("Quit"), show=False, tooltip=N_("Save and leave")),
        reach="screen",
    )

    class Written(Message):
        """What was chosen is on disk."""

    def __init__(self, desk: Desk, clerk: Clerk, opened: Callable[[str], None]) -> None:
        """Make a screen that calls `opened` with the address of a fragment, and leaves."""
        super().__init__(id="reconcile")
        self._desk = desk
        self._clerk = clerk
        self._opened = opened
        self._compared: Compared | None = None
        self._queue = Queue()
        self._coders: tuple[str, ...] = ()
        """Who was asked for; nobody: everybody."""
        self._settling = Settling(desk, clerk, self._queue, lambda: self.post_message(self.Written()))
        self._view = DifferenceView(desk, self._queue, self._settling, self.step)
        self._span: Span | None = None
        """What was selected, to be coded anew."""

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield Static(id="reconcile-title", markup=False)
        yield Static(id="reconcile-where", markup=False)
        yield Static(id="reconcile-blind", markup=False)
        yield Static(id="reconcile-word", markup=False)
        with Vertical(id="reconcile-work"):
            yield self._view
            yield Palette(self._desk, self._combination_chosen, self._to_text, wanted=self._code_wanted, id="palette")
            yield SpanBar(self._view.text, self._span_chosen, id="span")
        yield Form((Field("reason", N_("Reason")),), self._to_text, id="form-reason")
        yield Agreed(self._clerk, self._to_text)
        yield ComparedFilters(self._desk, self._queue, self._to_text, self._narrow, self._compare_with)
        yield Keys(id="keys")

    def on_mount(self) -> None:
        """Compare."""
        self._word(_("Comparing…"))
        self._to_text()
        self._compare()

    def on_resize(self) -> None:
        """Fit the lines on top."""
        self._tell()

    # What there is

    def desk_changed(self, sentence: str = "", *, error: bool = False) -> None:
        """Compare again, after anything may have changed, and tell what happened."""
        if sentence:
            self._say(sentence, error=error)
        if error:
            self._settling.unwritten = 0
        self._show()
        self._compare()

    @work(thread=True, exclusive=True, group="compare")
    def _compare(self) -> None:
        """Compare off the interface's thread; what is settled is told first, for that is what undo changes."""
        study, coders = self._desk.study, self._coders
        try:
            self.app.call_from_thread(self._take_settled, settled_in(study))
            compared = compare_for(study, self._desk.coder, coders)
        except CoderError as error:
            self.app.call_from_thread(self._word, str(error))
        else:
            self.app.call_from_thread(self._take, coders, compared)

    def _take_settled(self, settled: frozenset[int]) -> None:
        """Show what was settled or no longer is, elsewhere or by undo; none of it while something is being written."""
        if self._compared is None or self._settling.unwritten:
            return
        news = self._queue.take_settled(settled)
        if news:
            self._queue.go_to(news[0])
            self._show()

    def _take(self, asked: tuple[str, ...], compared: Compared) -> None:
        if asked != self._coders:
            return
        self._compared = compared
        queue = self._queue
        if queue.code is not None and queue.code not in compared.on:
            queue.narrow(code=None, sample=queue.sample, within=queue.within)
        queue.fill(compared.differences, queue.all_settled if self._settling.unwritten else compared.settled)
        self._show()

    # What is shown

    def _show(self) -> None:
        """Show the difference at hand, or why there is none."""
        compared, here = self._compared, self._queue.here
        if compared is None:
            return
        if here is None:
            self._word(why_nothing(compared, self._queue))
            self._tell()
            self.refresh_bindings()
            return
        self._word("")
        self._view.show(compared)
        self._tell()
        self.refresh_bindings()

    def _tell(self) -> None:
        """Bring the lines on top up to date."""
        compared, queue, width = self._compared, self._queue, self.size.width
        if compared is None:
            return
        title = progress(line(self._desk.codebook.title), compared, queue, self._settling.unwritten, width)
        self.query_one("#reconcile-title", Static).update(title, layout=False)
        words = where(queue.here, self._settling.address, compared, queue, self._desk, width)
        self.query_one("#reconcile-where", Static).update(words, layout=False)
        blind = self.query_one("#reconcile-blind", Static)
        blind.display = compared.blind
        blind.update(Content.styled(hidden_in_words(compared), "$warning"))

    def _word(self, text: str) -> None:
        """Show a word in place of a difference; none: the difference."""
        word = self.query_one("#reconcile-word", Static)
        word.display = bool(text)
        self.query_one("#reconcile-work").display = not text
        if text:
            word.update(Content.styled(clean(text, keep="\n"), "$quiet"))

    # Moving

    def step(self, by: int) -> None:
        """Go to another difference, settled or not."""
        if self._queue.here is not None:
            self._queue.step(by)
            self._show()

    def action_skip(self) -> None:
        """Go to the next difference that is not settled."""
        if self._queue.to_open():
            self._show()
        else:
            self._say(self._all_settled() if self._queue.done == len(self._queue) else _("This is the last one open."))

    def action_back_one(self) -> None:
        """Go back to where the last step was made from."""
        if self._queue.back():
            self._show()
        else:
            self.step(-1)

    def action_side(self, by: int) -> None:
        """Point at another side."""
        self._view.point(by)

    def action_read(self, by: int) -> None:
        """Scroll in the sides."""
        self._view.read(by)

    def action_definition(self) -> None:
        """Show what the next of the codes here means."""
        self._view.next_code()

    def action_open(self) -> None:
        """Go to the fragment among all others."""
        address = self._settling.address
        if address:
            self._opened(address)
            self.dismiss()

    def action_back(self) -> None:
        """Go back to the fragments."""
        self.dismiss()

    # Settling

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out everything while something is entered, and what needs a difference or a third coder without one."""
        focused = self.focused
        if focused is not None and any(isinstance(node, (Panel, Form)) for node in focused.ancestors_with_self):
            return False
        if action == "take" and self._compared is not None:
            number = parameters[0]
            return bool(self._queue) and isinstance(number, int) and number < len(self._compared.coders)
        return not (action in _ON_DIFFERENCE and not self._queue)

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

    def on_reconcile_screen_written(self) -> None:
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

    def _all_settled(self) -> str:
        n = len(self._queue)
        return ngettext("{n} difference, and it is settled.", "All {n} differences are settled.", n).format(n=n)

    # Filters

    def action_code(self) -> None:
        """Show only the differences on one code."""
        if self._compared is not None and self._compared.on:
            self._say("")
            self._filters.ask_code(self._compared)

    def action_sample(self) -> None:
        """Show only what is in a sample that was drawn."""
        if self._compared is not None:
            self._say(self._filters.ask_sample(self._compared))

    def action_coders(self) -> None:
        """Compare two of the coders, or all."""
        if self._compared is not None:
            self._say(self._filters.ask_coders(self._compared))

    @property
    def _filters(self) -> ComparedFilters:
        return self.query_one(ComparedFilters)

    def _compare_with(self, coders: tuple[str, ...]) -> None:
        self._coders = coders
        self._compare()

    def _narrow(self, code: str | None, sample: str | None) -> None:
        try:
            within = self._desk.study.sample(sample) if sample is not None else ()
        except CoderError as error:
            self._say(str(error), error=True)
            return
        self._queue.narrow(code=code, sample=sample, within=within)
        if sample is not None and self._compared is not None:
            shared = len(self._compared.shared.intersection(within))
            words = _("{n} of the {all} fragments of {name} have been reviewed by two coders or more.")
            said = words.format(n=shared, all=len(within), name=sample)
            left = len(set(within).difference(self._desk.study.reviewed_ids(self._desk.coder)))
            if left:
                said += " " + _("Yours to do: {n}, found by sample:{name} unreviewed").format(n=left, name=sample)
            self._say(said)
        self._show()

    def _to_text(self) -> None:
        self._span = None
        self._view.text.select(None)
        self.set_focus(self._view.text)

    def _say(self, sentence: str, *, error: bool = False) -> None:
        self.query_one(Keys).say(sentence, error=error)


_ON_DIFFERENCE = frozenset(
    {
        "take",
        "take_chosen",
        "take_all",
        "take_none",
        "new",
        "span",
        "reason",
        "skip",
        "back_one",
        "side",
        "definition",
        "open",
    }
)
"""Actions that need a difference."""
