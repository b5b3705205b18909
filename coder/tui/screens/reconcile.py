"""The screen where coders are compared, and what they differ on is settled."""

from collections.abc import Callable, Sequence
from itertools import combinations
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from coder.model import CoderError, Coding, CodingLine
from coder.model.coding import CONSENSUS
from coder.model.matching import Combination
from coder.model.reconciling import united
from coder.tui.bindings import bound, key_for
from coder.tui.clerk import Clerk
from coder.tui.compared_words import (
    code_at_hand,
    hidden_in_words,
    progress,
    settled_in_words,
    standing,
    where,
    why_nothing,
)
from coder.tui.comparing import Compared, Queue, compare_for, settled_in
from coder.tui.desk import Desk
from coder.tui.door import clean, line
from coder.tui.guarded import Guarded
from coder.tui.language import N_, _, ngettext
from coder.tui.layout.side_by_side import Side
from coder.tui.screens import HEIGHTS, WIDTHS
from coder.tui.widgets.form import Field, Form, Preview, Values
from coder.tui.widgets.keys import Keys
from coder.tui.widgets.palette import Palette
from coder.tui.widgets.picker import Choice, Picker
from coder.tui.widgets.side_by_side import ComparedText, Sides

SHARE = 0.42
"""The most that the sides take of the screen: the text stays in sight."""

AROUND = 5
"""Rows for what stands above and below: title, where, keys, and the lines over sides and code."""


class ReconcileScreen(Guarded, Screen[None]):
    """Differences one after the other, those of the worst code first; what is chosen becomes the consensus."""

    CSS_PATH = "reconcile.tcss"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = bound(
        "reconcile",
        Binding("1", "take(0)", N_("First"), tooltip=N_("Take what the first coder made of it")),
        Binding("2", "take(1)", N_("Second"), tooltip=N_("Take what the second coder made of it")),
        Binding("3", "take(2)", N_("Third"), show=False, tooltip=N_("Take what the third coder made of it")),
        Binding("enter", "take_chosen", N_("Take"), show=False, tooltip=N_("Take the side that is pointed at")),
        Binding("b", "take_all", N_("Both"), tooltip=N_("Take what all of them coded; what is alike, once")),
        Binding("0", "take_none", N_("Neither"), tooltip=N_("There is nothing to code here")),
        Binding("c", "new", N_("New"), tooltip=N_("Something else: choose codes")),
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
        self._codes: Sequence[str] = ()
        """Codes to define here."""
        self._code = 0
        self._reasons: dict[int, str] = {}
        """What was typed, by the key of a fragment, until something is chosen there."""
        self._unwritten = 0

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield Static(id="reconcile-title", markup=False)
        yield Static(id="reconcile-where", markup=False)
        yield Static(id="reconcile-blind", markup=False)
        yield Static(id="reconcile-word", markup=False)
        with Vertical(id="reconcile-work"):
            with Vertical(id="reconcile-body"):
                yield ComparedText(self._desk, self.step)
                with Vertical(id="beside"):
                    yield Sides(self._desk)
                yield Static(id="reconcile-reason", markup=False)
                yield Static(id="code-at-hand", markup=False)
            yield Palette(self._desk, self._combination_chosen, self._to_text, wanted=self._code_wanted, id="palette")
        yield Form((Field("reason", N_("Reason")),), self._to_text, id="form-reason")
        yield Form((), self._to_text, id="form-agreed")
        yield Picker(self._to_text, id="picker")
        yield Keys(id="keys")

    def on_mount(self) -> None:
        """Compare."""
        self._word(_("Comparing…"))
        self._to_text()
        self._compare()

    def on_resize(self) -> None:
        """Share the screen anew."""
        self._tell()
        self._share()

    # What there is

    def desk_changed(self, sentence: str = "", *, error: bool = False) -> None:
        """Compare again, after anything may have changed, and tell what happened."""
        if sentence:
            self._say(sentence, error=error)
        if error:
            self._unwritten = 0
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
        if self._compared is None or self._unwritten:
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
        queue.fill(compared.differences, queue.all_settled if self._unwritten else compared.settled)
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
        position = self._desk.position(here.fragment)
        sides = self._sides_of(here.fragment, position)
        codes = here.codes or tuple(dict.fromkeys(path for side in sides for one in side.codings for path in one.codes))
        if codes != self._codes:
            self._codes = codes
            first = self._queue.code
            self._code = codes.index(first) if first in codes else 0
        settled = None
        if position is not None and self._queue.settled(here.fragment):
            settled = [coding for coding in self._desk.pages.codings(position) if coding.coder == CONSENSUS]
        self.query_one(Sides).show(sides, settled, self._settlement(here.fragment) if settled is not None else "")
        self.query_one(ComparedText).show(position, sides)
        self._tell()
        self._share()
        self.refresh_bindings()

    def _settlement(self, key: int) -> str:
        """Return who settled a fragment and why; nothing while that is being written."""
        found = None if self._unwritten else self._desk.study.settlement(key)
        return "" if found is None else settled_in_words(found)

    def _sides_of(self, key: int, position: int | None) -> list[Side]:
        """Return what each of the coders made of a fragment; they keep their number wherever they stand."""
        if self._compared is None or position is None:
            return []
        codings = self._desk.pages.codings(position)
        readers = self._desk.study.reviewers([key])[key]
        return [
            Side(number, coder, coder in readers, [coding for coding in codings if coding.coder == coder])
            for number, coder in enumerate(self._compared.coders, 1)
        ]

    def _share(self) -> None:
        """Give the sides as many rows as they need, and the text the rest."""
        sides = self.query_one(Sides)
        most = max(4, int((self.size.height - AROUND) * SHARE))
        rows = 1 + max(1, min(sides.needed(self.size.width - 2), most))
        beside = self.query_one("#beside").styles
        if beside.height is None or beside.height.value != rows:
            beside.height = rows

    def _tell(self) -> None:
        """Bring what stands around the fragment up to date."""
        compared, queue, width = self._compared, self._queue, self.size.width
        if compared is None:
            return
        title = self.query_one("#reconcile-title", Static)
        title.update(progress(line(self._desk.codebook.title), compared, queue, self._unwritten, width), layout=False)
        here = queue.here
        address = ""
        if here is not None:
            position = self._desk.position(here.fragment)
            address = self._desk.fragment(position).address if position is not None else ""
        self.query_one("#reconcile-where", Static).update(
            where(here, address, compared, queue, self._desk, width), layout=False
        )
        blind = self.query_one("#reconcile-blind", Static)
        blind.display = compared.blind
        blind.update(Content.styled(hidden_in_words(compared), "$warning"))
        reason = self.query_one("#reconcile-reason", Static)
        typed = self._reasons.get(here.fragment, "") if here is not None else ""
        reason.display = bool(typed)
        reason.update(Content.assemble((" " + _("Reason") + "  ", "$quiet"), line(typed)))
        code = self._codes[self._code] if here is not None and self._codes else None
        self.query_one("#code-at-hand", Static).update(
            code_at_hand(self._desk, compared, code, (self._code + 1, len(self._codes)))
        )

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
        sides = self.query_one(Sides)
        sides.choose(sides.chosen + by)

    def action_read(self, by: int) -> None:
        """Scroll in the sides."""
        sides = self.query_one(Sides)
        sides.scroll_lines(by * max(1, sides.size.height - 1))

    def action_definition(self) -> None:
        """Show what the next of the codes here means."""
        if self._codes:
            self._code = (self._code + 1) % len(self._codes)
            self._tell()

    def action_open(self) -> None:
        """Go to the fragment among all others."""
        here = self._queue.here
        position = self._desk.position(here.fragment) if here is not None else None
        if position is not None:
            self._opened(self._desk.fragment(position).address)
            self.dismiss()

    def action_back(self) -> None:
        """Go back to the fragments."""
        self.dismiss()

    # Settling

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out what needs a difference where there is none, and a third coder where there are two."""
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
        side = self.query_one(Sides).side
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
        said = dict.fromkeys(coding.codes for side in self._sides for coding in side.codings)
        self.query_one(Palette).open(_("What it should be"), (), tuple(said))

    def _combination_chosen(self, codes: Combination) -> None:
        self._to_text()
        try:
            self._settle([CodingLine("", self._desk.codebook.combination(codes))])
        except CoderError as error:
            self._say(str(error), error=True)

    def _code_wanted(self, label: str, codes: Combination) -> None:
        self._to_text()
        words = _("A code that is not there yet is made in the codebook: {key}. Then come back here.")
        self._say(words.format(key=key_for("app.codebook")))

    @property
    def _sides(self) -> list[Side]:
        here = self._queue.here
        return [] if here is None else self._sides_of(here.fragment, self._desk.position(here.fragment))

    def _settle(self, lines: Sequence[CodingLine], reason: str | None = None) -> None:
        """Make this the consensus on the fragment at hand, and go on to the next difference."""
        here = self._queue.here
        position = self._desk.position(here.fragment) if here is not None else None
        if here is None or position is None:
            return
        typed = self._reasons.pop(here.fragment, "")
        self._unwritten += 1
        written = self.Written()
        self._clerk.reconcile(position, lines, typed if reason is None else reason, lambda: self.post_message(written))
        self._queue.settle()
        if reason is None and not self._queue.to_open():
            self._say(self._all_settled())
        self._show()

    def on_reconcile_screen_written(self) -> None:
        """Say that it is saved."""
        self._unwritten = max(0, self._unwritten - 1)
        here = self._queue.here
        if here is not None and not self._unwritten and self._queue.settled(here.fragment):
            self._show()  # who settled it is known now
        else:
            self._tell()

    def action_reason(self) -> None:
        """Write why."""
        here = self._queue.here
        if here is None:
            return
        settled = self._queue.settled(here.fragment)
        hint = (
            _("Kept with what was settled here.") if settled else _("Kept with what you choose next for this fragment.")
        )

        def done(values: Values) -> None:
            reason = values["reason"]
            if not settled:
                self._reasons[here.fragment] = reason
                self._show()
            elif reason:
                self._settle(_as_lines(self._consensus()), reason)

        values = {"reason": self._reasons.get(here.fragment, "")}
        self._say("")
        self.query_one("#form-reason", Form).open(_("Why"), lambda values: Preview(hint), done, values)

    def action_agreed(self) -> None:
        """Take over everything on which two coders agree."""
        compared = self._compared
        if compared is None or len(compared.coders) < 2:
            return
        if len(compared.coders) > 2:
            words = _("Choose two coders first: {key}. What they agree on is then taken over.")
            self._say(words.format(key=key_for("reconcile.coders")))
            return
        if not compared.agreed:
            self._say(_("There is nothing left on which they agree and that is not settled."))
            return
        first, second = compared.coders
        study, n = self._desk.study, compared.agreed
        words = ngettext(
            "{n} fragment on which {first} and {second} agree becomes consensus, with the words of {first}.",
            "{n} fragments on which {first} and {second} agree become consensus, with the words of {first}.",
            n,
        ).format(n=n, first=first, second=second)

        def job() -> str:
            taken = study.adopt_agreed(first, second)
            return ngettext("{n} fragment taken over.", "{n} fragments taken over.", taken).format(n=taken)

        def done(values: Values) -> None:
            self._clerk.edit(job)

        self._say("")
        form = self.query_one("#form-agreed", Form)
        form.open(_("Take over what they agree on"), lambda values: Preview(words), done)

    def _consensus(self) -> list[Coding]:
        here = self._queue.here
        position = self._desk.position(here.fragment) if here is not None else None
        codings = [] if position is None else self._desk.pages.codings(position)
        return [coding for coding in codings if coding.coder == CONSENSUS]

    def _all_settled(self) -> str:
        n = len(self._queue)
        return ngettext("{n} difference, and it is settled.", "All {n} differences are settled.", n).format(n=n)

    # Filters

    def action_code(self) -> None:
        """Show only the differences on one code."""
        compared = self._compared
        if compared is None or not compared.on:
            return
        names = self._desk.names
        choices = [Choice("", _("All codes"), _differences(len(compared.differences)))]
        choices += [
            Choice(path, names[path].label if path in names else path, standing(compared, path))
            for path in compared.alphas
            if path in compared.on
        ]
        self._pick(_("Only the differences on"), choices, lambda path: self._narrow(path or None, self._queue.sample))

    def action_sample(self) -> None:
        """Show only what is in a sample that was drawn."""
        compared = self._compared
        if compared is None:
            return
        if not compared.samples:
            self._say(_("No sample is kept in this study; coder sample 100 --save double draws one."))
            return
        choices = [Choice("", _("Everything"))]
        choices += [Choice(name, name, _fragments(count)) for name, count in compared.samples.items()]
        self._pick(_("Only the fragments of"), choices, lambda name: self._narrow(self._queue.code, name or None))

    def action_coders(self) -> None:
        """Compare two of the coders, or all."""
        compared = self._compared
        if compared is None:
            return
        if len(compared.everybody) < 3:
            self._say(_("There are no more coders than these."))
            return
        pairs = list(combinations(compared.everybody, 2))
        choices = [Choice("", _("Everybody"), ", ".join(compared.everybody))]
        choices += [Choice(str(at), " · ".join(pair)) for at, pair in enumerate(pairs)]
        self._pick(_("Compare"), choices, lambda key: self._compare_with(pairs[int(key)] if key else ()))

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
            self._say(words.format(n=shared, all=len(within), name=sample))
        self._show()

    def _pick(self, title: str, choices: Sequence[Choice], done: Callable[[str], None]) -> None:
        self._say("")
        self.query_one(Picker).open(title, choices, lambda key: Preview(""), done)

    def _to_text(self) -> None:
        self.set_focus(self.query_one(ComparedText))

    def _say(self, sentence: str, *, error: bool = False) -> None:
        self.query_one(Keys).say(sentence, error=error)


def _as_lines(codings: Sequence[Coding]) -> list[CodingLine]:
    return [CodingLine(one.fragment, one.codes, None, one.span, one.statement, one.memo, one.origin) for one in codings]


def _differences(n: int) -> str:
    return ngettext("{n} difference", "{n} differences", n).format(n=n)


def _fragments(n: int) -> str:
    return ngettext("{n} fragment", "{n} fragments", n).format(n=n)


_ON_DIFFERENCE = frozenset(
    {"take", "take_chosen", "take_all", "take_none", "new", "reason", "skip", "back_one", "side", "definition", "open"}
)
"""Actions that need a difference."""
