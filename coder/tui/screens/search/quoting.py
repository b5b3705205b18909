"""Hits as quotations: to the clipboard, or into a file of the study."""

from textual import work

from coder.files.quotes import Quote, append_quotes
from coder.model import CoderError
from coder.tui.language import _, ngettext
from coder.tui.quotes import FILE, quotation, source_of
from coder.tui.screens.search.looking import Looking


class Quoting(Looking):
    """Copies the hit under the cursor, and writes the marked ones or all."""

    def action_copy(self) -> None:
        """Copy the quote under the cursor to the clipboard."""
        hits = self._list.hits
        hit = hits.hit(self._list.cursor) if hits else None
        if hit is not None:
            self.app.copy_to_clipboard(quotation(hit.fragment))
            self._say(_("Copied: {source}").format(source=source_of(hit.fragment)))

    @work(thread=True, exclusive=True, group="quotes")
    def action_write(self) -> None:
        """Write the marked hits, or all, to a file in the study's folder."""
        hits, study = self._list.hits, self._desk.study
        if not hits:
            return
        keys = sorted(self._list.marked) or list(hits.ids)
        codings = study.visible_codings(keys, self._desk.coder)
        label = self._desk.codebook.label
        quotes = [
            Quote(fragment, tuple((label(coding.codes), coding.coder) for coding in codings.get(fragment.id, ())))
            for fragment in study.fragments_by_id(keys)
        ]
        try:
            append_quotes(quotes, study.folder / FILE)
        except CoderError as error:
            self.app.call_from_thread(self._say, str(error), error=True)
            return
        words = ngettext("Added to {file}: {n} quotation", "Added to {file}: {n} quotations", len(quotes))
        self.app.call_from_thread(self._say, words.format(n=len(quotes), file=FILE))
