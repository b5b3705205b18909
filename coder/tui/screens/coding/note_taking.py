"""Statements and memos, and what of them was half typed when the terminal closed."""

from textual.timer import Timer

from coder.tui.bindings import key_for
from coder.tui.desk import Desk
from coder.tui.drafts import Draft
from coder.tui.language import N_, _
from coder.tui.screens.coding.workbench import Workbench
from coder.tui.widgets.note import Note

DRAFT_WAIT = 0.5
"""Seconds until what is being typed is on disk."""

_NOTES = {
    "statement": (N_("Statement for {codes}"), N_("Empty: the appendix prints the text itself.")),
    "memo": (N_("Memo for {codes}"), N_("For yourself and your team.")),
}
"""Title and hint of what is written to a coding."""


class NoteTaking(Workbench):
    """Writes a statement or a memo to the chosen coding."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._draft_due: Timer | None = None

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

    def _text_entered(self, kind: str, text: str) -> None:
        coding = self.fragments.chosen
        self._leave_panel()
        if coding is not None:
            self.clerk.change(self.here, coding, **{kind: text or None})
            self._changed(self.here)

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
        place = self.find(draft.fragment)
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
