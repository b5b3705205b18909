"""Taking quotations along."""

from dataclasses import replace

from coder.files.quotes import Quote, append_quotes
from coder.model import CoderError, Fragment
from coder.tui.language import _
from coder.tui.quotes import FILE, quotation, source_of
from coder.tui.screens.coding.workbench import Workbench


class Quoting(Workbench):
    """Copies the fragment at hand, or collects it in a file."""

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
