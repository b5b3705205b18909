"""Which differences are gone through: those on one code, in one sample, between two of the coders."""

from coder.model import CoderError
from coder.tui.language import _
from coder.tui.screens.reconcile.comparison import Comparison
from coder.tui.widgets.compared_filters import ComparedFilters


class Narrowing(Comparison):
    """Asks for a code, a sample or coders, and shows only the differences there."""

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
