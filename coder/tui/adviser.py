"""Works out suggestions beside the interface: nothing here makes a key wait."""

import gc
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from coder.model import CoderError, Fragment
from coder.model.logfile import log_error
from coder.model.suggestion import Advice
from coder.store import Study
from coder.tui.language import _

if TYPE_CHECKING:
    from coder.suggest.of_study import StudySuggestions

KEPT = 200
"""Fragments whose suggestions are kept."""
CALM = 0.04
"""Seconds without a move after which suggestions are worked out: not for every fragment that is passed by."""
CHUNK = 8
"""Fragments weighed at a time for active order, some 25 ms; a fragment that is looked at goes first."""
CLOSING = 5.0
"""Seconds to wait for what is under way when the interface is left."""

Version = tuple[int, int]
NOTHING: Version = (0, -1)
"""Before anything was read."""


class Known(NamedTuple):
    """What is known about one fragment."""

    advice: Advice
    rejected: tuple[tuple[str, ...], ...]
    """Combinations that this coder turned down here."""
    version: Version


class Adviser:
    """A thread with the suggestions of one study: what was asked last is answered first, and kept.

    The libraries load in that thread when something is asked for the first time.
    """

    def __init__(self, study: Study) -> None:
        self._study = study
        self.tell: Callable[[], object] = lambda: None
        """Called in the thread when there is something new."""
        self._state = threading.Condition()
        self._thread: threading.Thread | None = None
        self._wanted: Fragment | None = None
        self._stale = False
        self._undone = False
        """What is to be learned took something back."""
        self._busy = False
        self._closed = False
        self._known: OrderedDict[int, Known] = OrderedDict()
        self._unweighed: list[int] = []
        self._weights: dict[int, float] = {}
        self.version = NOTHING
        self.blind = True
        """Blind coding: nothing is suggested."""
        self.trouble = ""
        """What keeps suggestions from being made, or from being better, in a sentence."""
        self.telling: list[int] = []
        """Keys of the fragments that teach most, most first; as far as they were weighed."""

    def ask(self, fragment: Fragment) -> Known | None:
        """Return what is known of a fragment; if it is nothing or no longer true, have it worked out."""
        with self._state:
            known = self._known.get(fragment.id)
            if known is not None and known.version == self.version and not self._stale:
                return known
            self._wanted = fragment
            self._wake()
        return None

    def known(self, key: int) -> Known | None:
        """Return what was found out about a fragment, be it with what was known some codings ago."""
        return self._known.get(key)

    def study_changed(self, *, undone: bool = False) -> None:
        """Learn what was decided, or taken back. Before anything was asked, that can wait."""
        with self._state:
            self._stale = True
            self._undone |= undone
            if self._thread is not None:
                self._wake()

    def reject(self, key: int, codes: tuple[str, ...]) -> None:
        """Take note at once that these codes were turned down for a fragment."""
        with self._state:
            known = self._known.get(key)
            if known is not None:
                self._known[key] = known._replace(rejected=(*known.rejected, codes))

    def weigh(self, fragments: Iterable[int]) -> None:
        """Find out which of these fragments teach most, when nothing else is to be done."""
        with self._state:
            self._unweighed, self._weights = list(fragments), {}
            self._wake()

    def wait(self) -> None:
        """Wait until nothing is left to do; blocks."""
        with self._state:
            self._state.wait_for(lambda: self._thread is None or self._closed or not (self._busy or self._work))

    def close(self) -> None:
        """End: finish what cannot be left, leave the rest; blocks for seconds at most."""
        with self._state:
            self._closed = True
            self._state.notify_all()
        if self._thread is not None:
            self._thread.join(CLOSING)

    @property
    def _work(self) -> bool:
        return self._wanted is not None or self._stale or bool(self._unweighed)

    def _wake(self) -> None:
        if self._closed:
            return
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="suggestions", daemon=True)
            self._thread.start()
        self._state.notify_all()

    def _run(self) -> None:
        suggestions = None
        while True:
            with self._state:
                self._busy = False
                self._state.notify_all()
                self._state.wait_for(lambda: self._closed or self._work)
                # Not yet for a fragment that is being passed by.
                while self._wanted is not None and not self._closed and self._state.wait(CALM):
                    pass
                if self._closed:
                    return
                self._busy = True
            try:
                suggestions = suggestions or _suggestions(self._study)
                self._step(suggestions)
            except Exception as error:  # suggestions are not worth losing the interface for
                if self._closed:
                    return
                self.trouble = _("no suggestions: {reason}").format(
                    reason=error if isinstance(error, CoderError) else log_error(error)
                )
                with self._state:
                    self._wanted, self._stale, self._unweighed = None, False, []
                self.tell()

    def _step(self, suggestions: "StudySuggestions") -> None:
        """Do what is most urgent."""
        with self._state:
            fragment, self._wanted = self._wanted, None
            stale, self._stale = self._stale, False
            undone, self._undone = self._undone, False
        stale = stale or not suggestions.ready
        if stale or fragment is not None:
            self.blind = self._study.blind
        if stale and not self.blind and (fragment is None or not suggestions.ready):
            # Learning may take seconds, after an undo say: a fragment that is looked at does not wait for it.
            if suggestions.version == NOTHING:
                begin(suggestions)
            else:
                suggestions.update()
            self.trouble = suggestions.warning or ""
            stale = undone = False
        self.version = suggestions.version
        if fragment is not None:
            self._advise(suggestions, fragment, undone=undone)
            with self._state:
                self._stale |= stale and not self.blind
                self._undone |= undone
        elif self._unweighed:
            self._weigh_some(suggestions)

    def _advise(self, suggestions: "StudySuggestions", fragment: Fragment, *, undone: bool) -> None:
        known = self._known.get(fragment.id)
        if self.blind:
            advice, version = Advice(), self.version
        elif undone and known is not None:
            # Until that is unlearned, what was suggested before: not what the decision that was taken back taught.
            advice, version = known.advice, known.version
        else:
            advice, version = suggestions.advise(fragment, limit=20), self.version
        rejected = tuple(self._study.rejected(fragment.id))
        with self._state:
            self._known[fragment.id] = Known(advice, rejected, version)
            self._known.move_to_end(fragment.id)
            if len(self._known) > KEPT:
                self._known.popitem(last=False)
        self.tell()

    def _weigh_some(self, suggestions: "StudySuggestions") -> None:
        with self._state:
            chunk, rest = self._unweighed[:CHUNK], self._unweighed[CHUNK:]
        weights = suggestions.telling(chunk)
        with self._state:
            if self._unweighed[:CHUNK] != chunk:
                return
            self._unweighed = rest
            self._weights |= weights
            if not rest:
                self.telling = sorted(self._weights, key=lambda key: (-self._weights[key], key))
        if not rest:
            self.tell()


def begin(suggestions: "StudySuggestions") -> None:
    """Load the libraries and the dictionary, and learn all there is, without looking for garbage.

    All of that stays, and looking through it holds up keys for a tenth of a second each time.
    """
    gc.disable()
    try:
        suggestions.update()
    finally:
        gc.freeze()
        gc.enable()


def _suggestions(study: Study) -> "StudySuggestions":
    from coder.suggest.of_study import StudySuggestions

    return StudySuggestions(study)
