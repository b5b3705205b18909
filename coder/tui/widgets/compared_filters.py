"""Chooses which differences are shown: on one code, in a sample, between two coders."""

from collections.abc import Callable, Sequence
from itertools import combinations

from coder.tui.compared_words import standing
from coder.tui.comparing import Compared, Queue
from coder.tui.desk import Desk
from coder.tui.language import _, ngettext
from coder.tui.widgets.form import Preview
from coder.tui.widgets.picker import Choice, Picker


class ComparedFilters(Picker):
    """Asks for a filter; what is not to be chosen among is said in a sentence."""

    def __init__(
        self,
        desk: Desk,
        queue: Queue,
        closed: Callable[[], None],
        narrowed: Callable[[str | None, str | None], None],
        paired: Callable[[tuple[str, ...]], None],
    ) -> None:
        """Make a panel that calls `narrowed` with a code and a sample, and `paired` with coders; none: all."""
        super().__init__(closed, id="picker")
        self._desk = desk
        self._queue = queue
        self._narrowed = narrowed
        self._paired = paired

    def ask_code(self, compared: Compared) -> None:
        """Ask for a code."""
        names = self._desk.names
        n = len(compared.differences)
        choices = [Choice("", _("All codes"), ngettext("{n} difference", "{n} differences", n).format(n=n))]
        choices += [
            Choice(path, names[path].label if path in names else path, standing(compared, path))
            for path in compared.alphas
            if path in compared.on
        ]
        self._ask(_("Only the differences on"), choices, lambda path: self._narrowed(path or None, self._queue.sample))

    def ask_sample(self, compared: Compared) -> str:
        """Ask for a sample; return why not, if there is none."""
        if not compared.samples:
            return _("No sample is kept in this study; coder sample 100 --save double draws one.")
        choices = [Choice("", _("Everything"))]
        choices += [
            Choice(name, name, ngettext("{n} fragment", "{n} fragments", n).format(n=n))
            for name, n in compared.samples.items()
        ]
        self._ask(_("Only the fragments of"), choices, lambda name: self._narrowed(self._queue.code, name or None))
        return ""

    def ask_coders(self, compared: Compared) -> str:
        """Ask for two coders; return why not, if there are no more."""
        if len(compared.everybody) < 3:
            return _("There are no more coders than these.")
        pairs = list(combinations(compared.everybody, 2))
        choices = [Choice("", _("Everybody"), ", ".join(compared.everybody))]
        choices += [Choice(str(at), " · ".join(pair)) for at, pair in enumerate(pairs)]
        self._ask(_("Compare"), choices, lambda key: self._paired(pairs[int(key)] if key else ()))
        return ""

    def _ask(self, title: str, choices: Sequence[Choice], done: Callable[[str], None]) -> None:
        self.open(title, choices, lambda key: Preview(""), done)
