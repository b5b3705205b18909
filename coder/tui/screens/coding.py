"""The screen where fragments are coded."""

from dataclasses import replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.timer import Timer

from coder.files.quotes import Quote, append_quotes
from coder.model import CoderError, Fragment
from coder.model.coding import Span
from coder.tui.active_order import ActiveOrder
from coder.tui.adviser import Adviser
from coder.tui.bindings import bound, key_for
from coder.tui.clerk import Clerk
from coder.tui.codebook_edits import Edit
from coder.tui.desk import Desk
from coder.tui.drafts import Draft
from coder.tui.finder import Hits
from coder.tui.guarded import Guarded
from coder.tui.language import N_, _
from coder.tui.messages import CodingAdded, FragmentSaved, HistoryMoved, WriteFailed
from coder.tui.quotes import FILE, quotation, source_of
from coder.tui.screens import HEIGHTS, WIDTHS, Following
from coder.tui.widgets.codebook_tree import CodebookTree, Definition
from coder.tui.widgets.fragment_list import FragmentList
from coder.tui.widgets.held_search import HeldSearch
from coder.tui.widgets.keys import Keys
from coder.tui.widgets.new_code import NewCode
from coder.tui.widgets.note import Note
from coder.tui.widgets.palette import Palette
from coder.tui.widgets.panel import Panel
from coder.tui.widgets.span_bar import SpanBar
from coder.tui.widgets.status import Status
from coder.tui.widgets.suggestion_bar import SuggestionBar

DRAFT_WAIT = 0.5
"""Seconds until what is being typed is on disk."""


class CodingScreen(Guarded, Screen[None]):
    """Fragments with their codings, the codebook beside them, and a panel under them when something is entered."""

    CSS_PATH = "coding.tcss"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    BINDINGS: ClassVar[list[BindingType]] = bound(
        "coding",
        Binding("c,enter", "code", N_("Code"), tooltip=N_("Code this fragment, or the selection in it")),
        Binding("full_stop", "repeat", N_("Repeat"), tooltip=N_("Code this fragment as the last one was coded")),
        Binding("v", "span", N_("Span"), tooltip=N_("Select a part of the text, to code that")),
        Binding("e", "statement", N_("Statement"), tooltip=N_("Write what the appendix prints for the chosen coding")),
        Binding("m", "memo", N_("Memo"), tooltip=N_("Write a memo to the chosen coding")),
        Binding("r", "review", N_("Reviewed"), tooltip=N_("Note that you have read this fragment, or take that back")),
        Binding("n", "hit(1)", N_("Next hit"), tooltip=N_("Go to the next hit of the search that is held")),
        Binding("p", "hit(-1)", N_("Previous hit"), tooltip=N_("Go to the previous hit of the search that is held")),
        Binding("escape", "hits", N_("Hits"), tooltip=N_("Go back to the hits of the search that is held")),
        Binding("n", "next", N_("Next"), tooltip=N_("Go to the next fragment that you have not reviewed")),
        Binding(
            "space", "nothing", N_("Nothing here"), show=False, tooltip=N_("Nothing to code here: reviewed, and next")
        ),
        Binding("s", "suggestions", N_("Suggestions"), tooltip=N_("Show what may be coded here, or hide it")),
        Binding("1", "suggestion(1)", N_("Take 1"), show=False, tooltip=N_("Code with the first suggestion")),
        Binding("2", "suggestion(2)", N_("Take 2"), show=False, tooltip=N_("Code with the second suggestion")),
        Binding("3", "suggestion(3)", N_("Take 3"), show=False, tooltip=N_("Code with the third suggestion")),
        Binding("d", "reject", N_("Reject"), show=False, tooltip=N_("Turn down the first suggestion")),
        Binding(
            "o", "order", N_("Order"), show=False, tooltip=N_("Next is the fragment that teaches most, or the next one")
        ),
        Binding("u", "app.undo", N_("Undo"), tooltip=N_("Take back the last action")),
        Binding("y", "copy", N_("Copy"), show=False, tooltip=N_("Copy this fragment to the clipboard, as a quotation")),
        Binding("Y", "collect", N_("Collect"), show=False, tooltip=N_("Add this fragment to quotes.md in the study")),
        Binding("x,delete", "remove", N_("Remove"), show=False, tooltip=N_("Remove the chosen coding")),
        Binding("slash", "app.search", N_("Search"), tooltip=N_("Search the text of all sources")),
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
        Binding("6", "app.overview", N_("Overview"), tooltip=N_("See progress, codes and agreement as charts")),
        Binding("question_mark", "app.help", N_("Help"), tooltip=N_("Show these keys")),
        Binding("q", "app.leave", N_("Quit"), show=False, tooltip=N_("Save and leave")),
        reach="screen",
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(id="coding")
        self._desk = desk
        self.clerk = Clerk(desk, self.post_message)
        self.adviser = Adviser(desk.study)
        self._active = ActiveOrder(desk, self.adviser)
        self._span: Span | None = None
        self._draft_due: Timer | None = None
        self._new: tuple[int, tuple[str, ...], Span | None] | None = None
        """Position, codes and span of a fragment for which a code is being made."""

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        fragments = FragmentList(self._desk, self._moved, id="fragments")
        yield Status(id="status")
        with Horizontal(id="body"):
            with Vertical(id="work"):
                yield HeldSearch(self._desk, fragments, self.say, id="held")
                yield fragments
                yield Palette(
                    self._desk, self._combination_chosen, self._leave_panel, wanted=self._code_wanted, id="palette"
                )
                yield NewCode(self._desk, self._code_made, self._leave_panel, id="new-code")
                yield Note(self._text_entered, self._leave_panel, self._half_typed, id="note")
                yield SpanBar(fragments, self._span_chosen, id="span")
            with Vertical(id="side"):
                yield CodebookTree(self._desk, self._code_chosen, self._code_shown, id="codebook")
                yield Definition(id="definition", markup=False)
        yield SuggestionBar(self._desk, fragments, self.adviser, id="suggestions")
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
        self.retell()
        self._load_use()
        for sentence in desk.study.news[:1]:
            self.say(sentence)
        self._offer_draft()

    @property
    def fragments(self) -> FragmentList:
        """The list of fragments."""
        return self.query_one("#fragments", FragmentList)

    @property
    def suggestions(self) -> SuggestionBar:
        """The bar with suggestions."""
        return self.query_one(SuggestionBar)

    @property
    def here(self) -> int:
        """Position of the current fragment."""
        return self.fragments.cursor

    def retell(self) -> None:
        """Show everything as the settings have it now."""
        self.set_class(self._desk.bare, "-bare")
        self.query_one(CodebookTree).moved()
        self._tell()

    def say(self, sentence: str, *, error: bool = False) -> None:
        """Tell something in a sentence."""
        self.query_one(Keys).say(sentence, error=error)

    def open_fragment(self, address: str) -> None:
        """Go to a fragment by its address."""
        position = self._find(address)
        if position is None:
            self.say(_("{fragment} is not in the study any more.").format(fragment=address), error=True)
        else:
            self.fragments.go(position, centre=True)

    def _find(self, address: str) -> int | None:
        try:
            return self._desk.position(self._desk.study.fragment_key(address))
        except CoderError:
            return None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out everything while something is entered, and what needs a fragment where there is none."""
        focused = self.focused
        if action in {"copy", "collect"}:
            return bool(len(self._desk))
        if focused is not None and any(isinstance(node, Panel) for node in focused.ancestors_with_self):
            return False
        if action in {"hit", "hits"}:
            return self.held.hits is not None
        return not (action in _ON_FRAGMENT and not len(self._desk))

    # What the keys do

    def action_code(self) -> None:
        """Open the palette for the current fragment."""
        self._open_palette(())

    def _open_palette(self, codes: tuple[str, ...]) -> None:
        ordinal = self._desk.fragment(self.here).ordinal
        self.remove_class("-codebook")
        what = _("Code the selection in {n}") if self._span else _("Code fragment {n}")
        first = () if self._span else tuple(one.codes for one in self.suggestions.in_sight)
        self.query_one(Palette).open(what.format(n=ordinal), codes, first)

    def action_repeat(self) -> None:
        """Code the current fragment as the last one was coded."""
        if self._desk.last is None:
            self.say(_("Nothing to repeat yet: {key} codes this fragment.").format(key=key_for("coding.code")))
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

    def _open_note(self, kind: str, draft: str | None = None) -> None:
        coding = self.fragments.chosen
        if coding is None:
            self.say(
                _("A statement or memo belongs to a coding: {key} codes this fragment first.").format(
                    key=key_for("coding.code")
                )
            )
            return
        text = self._desk.fragment(self.here).text
        source = text if coding.span is None else text[slice(*coding.span)]
        label = " + ".join(self._desk.names[path].label for path in coding.codes if path in self._desk.names)
        title, hint = _NOTES[kind]
        if draft is not None:
            hint = N_("Kept from last time: it was not saved yet.")
        before = getattr(coding, kind) or ""
        self.query_one(Note).open(kind, _(title).format(codes=label), before, source, _(hint), draft)

    def action_review(self) -> None:
        """Note that this fragment was read, or take that back."""
        reviewed = self._desk.reviewed(self.here)
        if reviewed and self._desk.own_codings(self.here):
            self.say(
                _("A coded fragment counts as reviewed; {key} removes the coding.").format(key=key_for("coding.remove"))
            )
            return
        self._review(reviewed=not reviewed)

    def _review(self, *, reviewed: bool) -> None:
        self.clerk.review(self.here, reviewed=reviewed, suggested=self.suggestions.shown() if reviewed else None)
        self._changed(self.here)

    def action_nothing(self) -> None:
        """Note that this fragment was read, and go to the next that was not."""
        if not self._desk.reviewed(self.here):
            self._review(reviewed=True)
        if self.held.hits is not None:
            self.held.step(1)
        else:
            self.action_next()

    def action_next(self) -> None:
        """Go to the next fragment that is not reviewed."""
        position = self._active.next(self.here)
        if position is None:
            self.say(_("Every fragment is reviewed."))
        else:
            self.fragments.go(position, centre=True)

    def action_order(self) -> None:
        """Change between the order of the study and the one that teaches most."""
        self._active.turn(on=not self._active.on)
        self.say(
            _("Next is the fragment that teaches suggestions most; they are being weighed.")
            if self._active.on
            else _("Next is the next fragment of the study.")
        )

    def action_suggestions(self) -> None:
        """Show suggestions for this fragment, or hide them."""
        sentence = self.suggestions.toggle()
        if sentence:
            self.say(sentence)

    def action_suggestion(self, rank: int) -> None:
        """Code this fragment with a suggestion that is in sight."""
        sight = self.suggestions.in_sight
        if rank <= len(sight):
            self._add(sight[rank - 1].codes, origin="suggestion")
        elif not self.suggestions.open:
            self.action_suggestions()

    def action_reject(self) -> None:
        """Turn down the first suggestion in sight."""
        shown = self.suggestions.shown()
        rejected = self.suggestions.reject()
        if shown is None or rejected is None:
            self.say(_("There is no suggestion in sight to turn down."))
        else:
            self.clerk.reject(self.here, rejected.codes, shown)
            self.say(_("Turned down: {codes}").format(codes=self._desk.codebook.label(rejected.codes)))

    def step(self, *, undo: bool) -> None:
        """Take back the last action, or put back what was undone."""
        if undo:
            self.clerk.undo()
        else:
            self.clerk.redo()
        self._tell()

    def action_copy(self) -> None:
        """Copy the current fragment, or what is selected in it, to the clipboard."""
        quote = self._quoted()
        self.app.copy_to_clipboard(quotation(quote))
        self.say(_("Copied: {source}").format(source=source_of(quote)))

    def action_collect(self) -> None:
        """Add the current fragment, or what is selected in it, to the file of quotations."""
        quote = self._quoted()
        try:
            append_quotes([Quote(quote)], self._desk.study.folder / FILE)
        except CoderError as error:
            self.say(str(error), error=True)
            return
        self.say(_("Added to {file}: {source}").format(file=FILE, source=source_of(quote)))

    def _quoted(self) -> Fragment:
        fragment, span = self._desk.fragment(self.here), self.fragments.selection
        return fragment if span is None else replace(fragment, text=fragment.text[slice(*span)])

    def action_remove(self) -> None:
        """Remove the chosen coding."""
        coding = self.fragments.chosen
        if coding is None:
            self.say(_("Nothing to remove: you have no coding on this fragment."))
            return
        self.clerk.remove(self.here, coding)
        self._changed(self.here)

    def action_hit(self, by: int) -> None:
        """Go to another hit of the search that is held."""
        self.held.step(by)

    async def action_search(self) -> None:
        """Search all sources."""
        await self.run_action("app.search")

    async def action_hits(self) -> None:
        """Go back to the hits of the search that is held."""
        await self.run_action("app.hits")

    def hold(self, hits: Hits | None) -> None:
        """Hold on to what a search found, at the hit to show; None lets go."""
        self.held.hold(hits)
        self.refresh_bindings()

    @property
    def held(self) -> HeldSearch:
        """The search that is held."""
        return self.query_one(HeldSearch)

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

    # What was half typed

    def _half_typed(self, kind: str, text: str | None) -> None:
        """Keep what is being typed: the terminal may close at any moment."""
        coding, drafts = self.fragments.chosen, self._desk.drafts
        drafts.current = None
        if coding is not None and text is not None:
            drafts.current = Draft(coding.fragment, coding.codes, kind, text)
        if self._draft_due is None:
            self._draft_due = self.set_timer(DRAFT_WAIT, self._keep_draft)

    def _keep_draft(self) -> None:
        self._draft_due = None
        self.clerk.aside(self._desk.drafts.keep)

    def _offer_draft(self) -> None:
        """Go on with what was half typed when the interface last ended."""
        draft = self._desk.drafts.found()
        if draft is None:
            return
        place = self._find(draft.fragment)
        mine = [] if place is None else self._desk.own_codings(place)
        coding = next((coding for coding in reversed(mine) if coding.codes == draft.codes), None)
        if place is None or coding is None:
            words = _("What you were typing for {fragment} has no coding any more; it is in {file}")
            self.say(words.format(fragment=draft.fragment, file=self._desk.drafts.set_aside().name), error=True)
            return
        self.fragments.go(place, centre=True)
        self.fragments.choose(coding.id)
        self._desk.drafts.go_on(draft)
        self._open_note(draft.kind, draft.text)

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

    def _leave_panel(self) -> None:
        self._span = None
        self.fragments.select(None)
        self.set_focus(self.fragments)

    def _add(self, codes: tuple[str, ...], span: Span | None = None, origin: str = "manual") -> None:
        shown = self.suggestions.shown()
        try:
            coding = self.clerk.code(self.here, codes, span=span, suggested=shown, origin=origin)
        except CoderError as error:
            self.say(str(error), error=True)
            return
        self.fragments.choose(coding.id)
        self._changed(self.here)
        if span is None:
            self.held.step(1)

    # What the clerk reports

    @on(FragmentSaved)
    @on(CodingAdded)
    def _saved(self, event: FragmentSaved) -> None:
        last = self.clerk.settle(event)
        self.query_one(Status).failed = False
        self.fragments.renamed(self.clerk.saved)
        if last and self._desk.take(event.position, event.codings, reviewed=event.reviewed):
            self._changed(event.position)
        self.adviser.study_changed()
        self._tell()

    @on(WriteFailed)
    def _failed(self, event: WriteFailed) -> None:
        self.clerk.settle(event)
        self._new = None
        self._desk.pages.forget()
        self._desk.reload_reviews()
        self.fragments.changed_all()
        self.query_one(Status).failed = True
        self._load_use()
        self._lead(event.sentence, error=True)
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
            self.adviser.study_changed()
            self.suggestions.follow(anew=True)
            self._use_new_code()
            if event.fragment is not None:
                self.open_fragment(event.fragment)
            self._lead(event.sentence)
        self._tell()

    def _lead(self, sentence: str, *, error: bool = False) -> None:
        """Have the screens over this one follow at once: the next key finds them as the desk is."""
        for screen in self.app.screen_stack:
            if isinstance(screen, Following):
                screen.desk_changed(sentence, error=error)

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
        self.suggestions.follow()
        self._tell()

    def _moved(self) -> None:
        """Turn to another fragment."""
        self.suggestions.follow()
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


_NOTES = {
    "statement": (N_("Statement for {codes}"), N_("Empty: the appendix prints the text itself.")),
    "memo": (N_("Memo for {codes}"), N_("For yourself and your team.")),
}
"""Title and hint of what is written to a coding."""

_ON_FRAGMENT = frozenset(
    {
        "code", "repeat", "span", "statement", "memo", "review", "next", "nothing", "remove", "source", "suggestions",
        "suggestion", "reject", "copy", "collect",
    }
)  # fmt: skip
"""Actions that need a fragment."""
