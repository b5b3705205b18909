"""The screen where fragments are coded."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen

from coder.model import CoderError, Fragment
from coder.model.coding import Span
from coder.tui.clerk import Clerk
from coder.tui.codebook_edits import Edit
from coder.tui.desk import Desk
from coder.tui.language import N_
from coder.tui.messages import CodingAdded, FragmentSaved, HistoryMoved, WriteFailed
from coder.tui.screens import HEIGHTS, WIDTHS
from coder.tui.widgets.codebook_tree import CodebookTree, Definition
from coder.tui.widgets.fragment_list import FragmentList
from coder.tui.widgets.keys import Keys
from coder.tui.widgets.new_code import NewCode
from coder.tui.widgets.note import Note
from coder.tui.widgets.palette import Palette
from coder.tui.widgets.search import Search
from coder.tui.widgets.span_bar import SpanBar
from coder.tui.widgets.status import Status


class CodingScreen(Screen[None]):
    """Fragments with their codings, the codebook beside them, and a panel under them when something is entered."""

    CSS_PATH = "coding.tcss"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c,enter", "code", N_("Code"), tooltip=N_("Code this fragment, or the selection in it")),
        Binding("full_stop", "repeat", N_("Repeat"), tooltip=N_("Code this fragment as the last one was coded")),
        Binding("v", "span", N_("Span"), tooltip=N_("Select a part of the text, to code that")),
        Binding("e", "statement", N_("Statement"), tooltip=N_("Write what the appendix prints for the chosen coding")),
        Binding("m", "memo", N_("Memo"), tooltip=N_("Write a memo to the chosen coding")),
        Binding("r", "review", N_("Reviewed"), tooltip=N_("Note that you have read this fragment, or take that back")),
        Binding("n", "next", N_("Next"), tooltip=N_("Go to the next fragment that you have not reviewed")),
        Binding(
            "space", "nothing", N_("Nothing here"), show=False, tooltip=N_("Nothing to code here: reviewed, and next")
        ),
        Binding("u", "undo", N_("Undo"), tooltip=N_("Take back the last action")),
        Binding("ctrl+r,U", "redo", N_("Redo"), show=False, tooltip=N_("Put back what was undone")),
        Binding("x,delete", "remove", N_("Remove"), show=False, tooltip=N_("Remove the chosen coding")),
        Binding("slash", "search", N_("Search"), tooltip=N_("Search the text of all sources")),
        Binding(
            "left_square_bracket", "source(-1)", N_("Source up"), show=False, tooltip=N_("Go to the previous source")
        ),
        Binding(
            "right_square_bracket", "source(1)", N_("Source down"), show=False, tooltip=N_("Go to the next source")
        ),
        Binding(
            "b",
            "codebook",
            N_("Codebook"),
            show=False,
            tooltip=N_("Move to the codebook; it unfolds where it was folded"),
        ),
        Binding("4", "app.matrix", N_("Matrix"), tooltip=N_("See the matrices of the appendix")),
        Binding("5", "app.codebook", N_("Codebook"), tooltip=N_("See and change the codebook")),
        Binding("ctrl+t", "app.light", N_("Light"), show=False, tooltip=N_("Change between dark and light")),
        Binding("question_mark", "app.help", N_("Help"), tooltip=N_("Show these keys")),
        Binding("q", "app.leave", N_("Quit"), show=False, tooltip=N_("Save and leave")),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__(id="coding")
        self._desk = desk
        self.clerk = Clerk(desk, self.post_message)
        self._span: Span | None = None
        self._new: tuple[int, tuple[str, ...], Span | None] | None = None
        """Position, codes and span of a fragment for which a code is being made."""

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        fragments = FragmentList(self._desk, self._tell, id="fragments")
        yield Status(id="status")
        with Horizontal(id="body"):
            with Vertical(id="work"):
                yield fragments
                yield Palette(
                    self._desk, self._combination_chosen, self._leave_panel, wanted=self._code_wanted, id="palette"
                )
                yield NewCode(self._desk, self._code_made, self._leave_panel, id="new-code")
                yield Search(self._desk, self._hit_chosen, self._leave_panel, id="search")
                yield Note(self._text_entered, self._leave_panel, id="note")
                yield SpanBar(fragments, self._span_chosen, id="span")
            with Vertical(id="side"):
                yield CodebookTree(self._desk, self._code_chosen, self._code_shown, id="codebook")
                yield Definition(id="definition", markup=False)
        yield Keys(id="keys")

    def on_mount(self) -> None:
        """Begin where the coder left off."""
        desk = self._desk
        start = 0
        if len(desk) and desk.reviewed(0):
            start = desk.next_unreviewed(0) or 0
        self.fragments.show_study(start)
        self.query_one(CodebookTree).show_codebook()
        self.set_focus(self.fragments)
        self._tell()
        self._load_use()
        for sentence in desk.study.news[:1]:
            self.say(sentence)

    @property
    def fragments(self) -> FragmentList:
        """The list of fragments."""
        return self.query_one("#fragments", FragmentList)

    @property
    def here(self) -> int:
        """Position of the current fragment."""
        return self.fragments.cursor

    def say(self, sentence: str, *, error: bool = False) -> None:
        """Tell something in a sentence."""
        self.query_one(Keys).say(sentence, error=error)

    def open_fragment(self, address: str) -> None:
        """Go to a fragment by its address."""
        try:
            position = self._desk.position(self._desk.study.fragment(address).id)
        except CoderError as error:
            self.say(str(error), error=True)
            return
        if position is not None:
            self.fragments.go(position, centre=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out what needs a fragment where there is none."""
        return not (action in _ON_FRAGMENT and not len(self._desk))

    # What the keys do

    def action_code(self) -> None:
        """Open the palette for the current fragment."""
        self._open_palette(())

    def _open_palette(self, codes: tuple[str, ...]) -> None:
        ordinal = self._desk.fragment(self.here).ordinal
        self.remove_class("-codebook")
        what = "Code the selection in" if self._span else "Code fragment"
        self.query_one(Palette).open(f"{what} {ordinal}", codes)

    def action_repeat(self) -> None:
        """Code the current fragment as the last one was coded."""
        if self._desk.last is None:
            self.say("Nothing to repeat yet: c codes this fragment.")
        else:
            self._add(self._desk.last)

    def action_span(self) -> None:
        """Select a part of the text."""
        self.query_one(SpanBar).begin(self._desk.fragment(self.here).text)

    def action_statement(self) -> None:
        """Write what the appendix prints for the chosen coding."""
        self._open_note("statement")

    def action_memo(self) -> None:
        """Write a memo to the chosen coding."""
        self._open_note("memo")

    def _open_note(self, kind: str) -> None:
        coding = self.fragments.chosen
        if coding is None:
            self.say(f"A {kind} belongs to a coding: c codes this fragment first.")
            return
        text = self._desk.fragment(self.here).text
        source = text if coding.span is None else text[slice(*coding.span)]
        label = " + ".join(self._desk.names[path].label for path in coding.codes if path in self._desk.names)
        hint = "Empty: the appendix prints the text itself." if kind == "statement" else "For yourself and your team."
        self.query_one(Note).open(kind, f"{kind.capitalize()} for {label}", getattr(coding, kind) or "", source, hint)

    def action_review(self) -> None:
        """Note that this fragment was read, or take that back."""
        reviewed = self._desk.reviewed(self.here)
        if reviewed and self._desk.own_codings(self.here):
            self.say("A coded fragment counts as reviewed; x removes the coding.")
            return
        self.clerk.review(self.here, reviewed=not reviewed)
        self._changed(self.here)

    def action_nothing(self) -> None:
        """Note that this fragment was read, and go to the next that was not."""
        if not self._desk.reviewed(self.here):
            self.clerk.review(self.here, reviewed=True)
            self._changed(self.here)
        self.action_next()

    def action_next(self) -> None:
        """Go to the next fragment that is not reviewed."""
        position = self._desk.next_unreviewed(self.here)
        if position is None:
            self.say("Every fragment is reviewed.")
        else:
            self.fragments.go(position, centre=True)

    def action_undo(self) -> None:
        """Take back the last action."""
        self.clerk.undo()
        self._tell()

    def action_redo(self) -> None:
        """Put back what was undone."""
        self.clerk.redo()
        self._tell()

    def action_remove(self) -> None:
        """Remove the chosen coding."""
        coding = self.fragments.chosen
        if coding is None:
            self.say("Nothing to remove: you have no coding on this fragment.")
            return
        self.clerk.remove(self.here, coding)
        self._changed(self.here)

    def action_search(self) -> None:
        """Search the text."""
        self.query_one(Search).open(self._desk.ids[self.here])

    def action_source(self, by: int) -> None:
        """Go to the beginning of this source, of the previous or of the next."""
        number = self._desk.source_number(self.here)
        first, _ = self._desk.bounds(number)
        if by > 0 or self.here == first:
            number = min(max(number + by, 0), len(self._desk.sources) - 1)
        self.fragments.go(self._desk.bounds(number)[0])

    def action_codebook(self) -> None:
        """Move to the codebook; it unfolds where it was folded away."""
        self.add_class("-codebook")
        self.set_focus(self.query_one(CodebookTree))

    def action_fragments(self) -> None:
        """Move back to the fragments."""
        self.remove_class("-codebook")
        self.set_focus(self.fragments)

    # What the parts tell

    def _code_shown(self, path: str) -> None:
        self.query_one(Definition).show(self._desk, path)

    def _code_chosen(self, path: str) -> None:
        self.action_fragments()
        if len(self._desk):
            self._open_palette((path,))

    def _span_chosen(self, span: Span | None) -> None:
        if span is None:
            self._leave_panel()
        else:
            self._span = span
            self._open_palette(())

    def _combination_chosen(self, codes: tuple[str, ...]) -> None:
        span = self._span
        self._leave_panel()
        self._add(codes, span)

    def _code_wanted(self, label: str, codes: tuple[str, ...]) -> None:
        self._new = (self.here, (), self._span)
        self.query_one(NewCode).ask(label, codes)

    def _code_made(self, edit: Edit, codes: tuple[str, ...]) -> None:
        position, _none, span = self._new or (self.here, (), None)
        self._new = (position, (*codes, edit.path), span)
        self.clerk.edit(lambda: edit.run(self._desk.study))

    def _use_new_code(self) -> None:
        """Code the fragment that a code was made for, once the code is there."""
        position, codes, span = self._new or (0, (), None)
        if codes and all(path in self._desk.codebook.by_path for path in codes):
            self._new = None
            self.clerk.code(position, codes, span=span)
            self._changed(position)

    def _text_entered(self, kind: str, text: str) -> None:
        coding = self.fragments.chosen
        self._leave_panel()
        if coding is not None:
            self.clerk.change(self.here, coding, **{kind: text or None})
            self._changed(self.here)

    def _hit_chosen(self, fragment: Fragment) -> None:
        self._leave_panel()
        position = self._desk.position(fragment.id)
        if position is not None:
            self.fragments.go(position, centre=True)

    def _leave_panel(self) -> None:
        self._span = None
        self.fragments.select(None)
        self.set_focus(self.fragments)

    def _add(self, codes: tuple[str, ...], span: Span | None = None) -> None:
        try:
            coding = self.clerk.code(self.here, codes, span=span)
        except CoderError as error:
            self.say(str(error), error=True)
            return
        self.fragments.choose(coding.id)
        self._changed(self.here)

    # What the clerk reports

    @on(FragmentSaved)
    @on(CodingAdded)
    def _saved(self, event: FragmentSaved) -> None:
        last = self.clerk.settle(event)
        self.query_one(Status).failed = False
        self.fragments.renamed(self.clerk.saved)
        if last and self._desk.take(event.position, event.codings, reviewed=event.reviewed):
            self._changed(event.position)
        self._tell()

    @on(WriteFailed)
    def _failed(self, event: WriteFailed) -> None:
        self.clerk.settle(event)
        self._new = None
        self._desk.pages.forget()
        self._desk.reload_reviews()
        self.fragments.changed_all()
        self.query_one(Status).failed = True
        self.say(event.sentence, error=True)
        self._load_use()
        self._tell()

    @on(HistoryMoved)
    def _history_moved(self, event: HistoryMoved) -> None:
        self.clerk.settle(event)
        if event.words is not None:
            key = self._desk.ids[self.here] if len(self._desk) else 0
            self._desk.reload()
            position = self._desk.position(key)
            self.fragments.show_study(self.here if position is None else position)
            self.query_one(CodebookTree).show_codebook()
            self._load_use()
            self._use_new_code()
            if event.fragment is not None:
                self.open_fragment(event.fragment)
        self.say(event.sentence)
        self._tell()

    @work(thread=True, exclusive=True, group="use")
    def _load_use(self) -> None:
        """Count codes and last combinations off the interface's thread: both pass over many codings."""
        counts, used = self._desk.load_use()
        self.app.call_from_thread(self._take_use, counts, used)

    def _take_use(self, counts: dict[str, int], used: list[tuple[tuple[str, ...], int]]) -> None:
        self._desk.take_use(counts, used)
        self.query_one(CodebookTree).recount()

    def _changed(self, position: int) -> None:
        """Draw a fragment and the counts again."""
        self.fragments.changed(position)
        self.query_one(CodebookTree).recount()
        self._tell()

    def _tell(self) -> None:
        """Bring the line on top up to date."""
        desk, status = self._desk, self.query_one(Status)
        source = desk.source(self.here) if len(desk) else None
        status.title = desk.codebook.title
        status.source = source.id if source else ""
        status.coder = desk.coder
        status.done, status.total = desk.progress(self.here)
        status.pending = self.clerk.pending


_ON_FRAGMENT = frozenset(
    {"code", "repeat", "span", "statement", "memo", "review", "next", "nothing", "remove", "search", "source"}
)
"""Actions that need a fragment."""
