"""From the palette, the codebook or a suggestion to a coding."""

from coder.model import CoderError
from coder.model.coding import Span
from coder.tui.bindings import key_for
from coder.tui.codebook_edits import Edit
from coder.tui.desk import Desk
from coder.tui.language import _
from coder.tui.screens.coding.workbench import Workbench
from coder.tui.widgets.codebook_tree import CodebookTree
from coder.tui.widgets.new_code import NewCode
from coder.tui.widgets.palette import Palette
from coder.tui.widgets.span_bar import SpanBar


class Choosing(Workbench):
    """Codes the fragment at hand, or a span of it, and makes the codes that it takes."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._new: tuple[int, tuple[str, ...], Span | None] | None = None
        """Position, codes and span of a fragment for which a code is being made."""

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

    def action_suggestions(self) -> None:
        """Show suggestions for this fragment, or hide them."""
        sentence = self.suggestions.toggle()
        if sentence:
            self.say(sentence)

    def action_suggestion(self, rank: int) -> None:
        """Code this fragment, or the part of it that is being selected, with a suggestion that is in sight."""
        sight = self.suggestions.in_sight
        if rank <= len(sight):
            selecting = self.query_one(SpanBar)
            span = selecting.selected
            if span is not None:
                selecting.hide_panel()
                self._leave_panel()
            self._add(sight[rank - 1].codes, span, origin="suggestion")
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

    def action_codebook(self) -> None:
        """Move to the codebook; it unfolds where it was folded away."""
        self.add_class("-codebook")
        self.set_focus(self.query_one(CodebookTree))

    def action_fragments(self) -> None:
        """Move back to the fragments."""
        self.remove_class("-codebook")
        self.set_focus(self.fragments)

    def _code_shown(self, path: str) -> None:
        self._hold_up((path,))

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

    def _add(self, codes: tuple[str, ...], span: Span | None = None, origin: str = "manual") -> None:
        shown = self.suggestions.shown()
        try:
            coding = self.clerk.code(self.here, codes, span=span, suggested=shown, origin=origin)
        except CoderError as error:
            self.say(str(error), error=True)
            return
        self.fragments.choose(coding.id)
        self._hold_up(coding.codes)
        self._changed(self.here)
        if span is None:
            self.held.step(1)
