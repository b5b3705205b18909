"""How far coders agree on the codes at hand, now: worked out beside the interface's thread."""

from threading import Lock
from typing import TYPE_CHECKING

from coder.model import CoderError
from coder.model.coding import CONSENSUS
from coder.store import Study
from coder.tui.charts import decimal
from coder.tui.language import _, ngettext
from coder.tui.loading import LOADING

if TYPE_CHECKING:
    from coder.agreement.live import LiveAgreement, LiveFigure


class Agreeing:
    """Says in words how far the coders of a study agree on a code; nothing where there is one coder."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._live: LiveAgreement | None = None
        self._lock = Lock()

    def words(self, path: str) -> str:
        """Return the figure of a code, with its interval and what it rests on.

        The first call reads every judgement of the study, later ones only what changed; not for the interface's thread.
        """
        coders = tuple(name for name in self._study.coders() if name != CONSENSUS)
        if len(coders) < 2:
            return ""
        try:
            return _words(self._of(coders).figure(path), len(coders))
        except CoderError:  # the code was removed since it was asked about
            return ""

    def _of(self, coders: tuple[str, ...]) -> "LiveAgreement":
        with LOADING:
            from coder.agreement.live import LiveAgreement

        with self._lock:
            if self._live is None or self._live.coders != coders:
                self._live = LiveAgreement(self._study, coders)
            return self._live


def _words(figure: "LiveFigure", coders: int) -> str:
    rests = ngettext("{coders} coders, {n} fragment", "{coders} coders, {n} fragments", figure.n)
    rests = rests.format(coders=coders, n=figure.n)
    if figure.alpha is None:
        return f"{figure.why} ({rests})"
    interval = "" if figure.alpha_ci is None else f" [{', '.join(map(decimal, figure.alpha_ci))}]"
    label = _(figure.verdict) if figure.verdict else figure.why
    return f"α {decimal(figure.alpha)}{interval} {label} ({rests})"
