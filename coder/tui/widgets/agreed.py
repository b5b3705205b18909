"""Takes over, as the consensus, everything on which two coders agree."""

from collections.abc import Callable

from coder.tui.bindings import key_for
from coder.tui.clerk import Clerk
from coder.tui.comparing import Compared
from coder.tui.language import _, ngettext
from coder.tui.widgets.form import Form, Preview


class Agreed(Form):
    """Says how much that is; Enter does it, as one action."""

    def __init__(self, clerk: Clerk, closed: Callable[[], None]) -> None:
        """Make a panel that has `clerk` write it, and calls `closed`."""
        super().__init__((), closed, id="form-agreed")
        self._clerk = clerk

    def ask(self, compared: Compared) -> str:
        """Ask; return why not, where there is nothing to take over."""
        if len(compared.coders) > 2:
            words = _("Choose two coders first: {key}. What they agree on is then taken over.")
            return words.format(key=key_for("reconcile.coders"))
        if not compared.agreed:
            return _("There is nothing left on which they agree and that is not settled.")
        first, second = compared.coders
        n = compared.agreed
        words = ngettext(
            "{n} fragment on which {first} and {second} agree becomes consensus, with the words of {first}.",
            "{n} fragments on which {first} and {second} agree become consensus, with the words of {first}.",
            n,
        ).format(n=n, first=first, second=second)

        def job() -> str:
            taken = self._clerk.study.adopt_agreed(first, second)
            return ngettext("{n} fragment taken over.", "{n} fragments taken over.", taken).format(n=taken)

        self.open(
            _("Take over what they agree on"), lambda values: Preview(words), lambda values: self._clerk.edit(job)
        )
        return ""
