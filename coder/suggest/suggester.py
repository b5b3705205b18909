"""The face of the suggestions: ask for codes, tell what was decided.

Importing this module is light; spaCy, simplemma, numpy and scipy load when a Suggester is built, which takes a second.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from coder.model.errors import CoderError
from coder.suggest.background import Background
from coder.suggest.codes import read_codes
from coder.suggest.evidence import Entry
from coder.suggest.history import History, read_decision
from coder.suggest.memory import give_back
from coder.suggest.reasons import Suggestion

if TYPE_CHECKING:
    from coder.suggest.codes import Code
    from coder.suggest.explain import Explainer
    from coder.suggest.model import Model
    from coder.suggest.reader import Reader

CALIBRATED_FROM = 10
"""Coded fragments from which probabilities are shown to people; below it there is an order and no numbers."""
_REFIT_GROWTH = 0.02
"""Growth of the log that makes a refit due: at first every decision, at 1,000 decisions every twentieth ..."""
_REFIT_AFTER = 25
"""... and never after more than so many."""


@dataclass(frozen=True, slots=True)
class _State:
    """What suggestions come from; replaced as a whole."""

    model: Model
    explainer: Explainer
    version: int
    """How much of the log it has learned."""


class Suggester:
    """Ranks the codes of a codebook for a text, and learns from what a coder decides.

    All methods may be called from any thread. Learning refits in the background; until it is done, suggestions come
    from the model before it. The state after `flush` is a function of codebook and log only.
    """

    def __init__(self, codes: Iterable[Mapping[str, Any]], language: str, *, vectors: str | None = None) -> None:
        """Read the codebook: objects with code and, where there are any, name, definition, cues and examples.

        `language` is a code such as `nl`; one that is not known is read without lemmas. `vectors` names an installed
        package with word vectors: a spaCy pipeline, or wordllama. Raises CoderError on a codebook that cannot be used
        or missing vectors.
        """
        entries = read_codes(codes)
        # spaCy, scipy and the dictionaries load here and not on import, so that a caller can have it in a thread.
        from coder.suggest import vectors as meaning
        from coder.suggest.tokens import analyser

        self._analyser = analyser(language)
        self._vectors = meaning.load(vectors) if vectors else None
        self._lock = threading.Lock()
        self._background = Background("coder-suggest")
        self._history = History()
        self._version = self._due = self._required = 0
        self._reader = self._read(entries)
        self._state = _fit(self._reader, (), 0)

    @classmethod
    def from_history(
        cls,
        codes: Iterable[Mapping[str, Any]],
        language: str,
        history: Iterable[Mapping[str, Any] | Sequence[Any]],
        *,
        vectors: str | None = None,
    ) -> Self:
        """Return a suggester that has learned `history`: (text, codes) pairs or `learn`'s arguments as mappings."""
        suggester = cls(codes, language, vectors=vectors)
        for item in history:
            suggester._add(**read_decision(item))
        suggester.flush()
        return suggester

    @property
    def calibrated(self) -> bool:
        """Whether enough was coded for the probabilities to be shown to people."""
        return self._history.coded(CALIBRATED_FROM)

    @property
    def version(self) -> int:
        """Changes whenever suggestions come from something else than before."""
        return self._state.version

    @property
    def threshold(self) -> float:
        """The probability from which suggesting would have had the highest F1 on what was coded so far; .2 before."""
        return self._state.model.threshold

    def suggest(self, text: str) -> list[tuple[str, float, list[str]]]:
        """Return (code, probability, reasons) for each code there is evidence for, best first."""
        return [(found.code, found.probability, [reason.text for reason in found.reasons]) for found in self.rank(text)]

    def rank(self, text: str) -> list[Suggestion]:
        """Return what `suggest` returns, with reasons that know where in the text they are."""
        if self._state.version < self._required:
            self._background.wait()
        state = self._state
        read = state.model.reader.read(_text(text))
        scored = state.model.score([read])
        reasons = state.explainer.explain(read, scored.likeness[0])
        chances = [float(chance) for chance in scored.probability[0]]
        found = zip(state.model.codes, chances, reasons, strict=True)
        return sorted((Suggestion(*item) for item in found if item[2]), key=lambda suggestion: -suggestion.probability)

    def telling(self, text: str) -> float:
        """Return how much it would teach to code `text`, from 0 to 1: how uncertain and how new it is.

        The probability that the best code is wrong, times how unlike the nearest coded text it is; 0 where there is no
        evidence for any code. The uncertainty of all codes together (entropy) would pick long texts with much in them,
        of which less is learned than of any: see `tests.benchmarks.suggest_active`.
        """
        state = self._state
        read = state.model.reader.read(_text(text))
        scored = state.model.score([read])
        reasons = state.explainer.explain(read, scored.likeness[0])
        best = max(
            (float(chance) for chance, why in zip(scored.probability[0], reasons, strict=True) if why), default=1.0
        )
        return (1 - best) * (1 - float(scored.likeness[0].max(initial=0.0)))

    def learn(
        self,
        text: str,
        codes: Iterable[str],
        rejected: Iterable[str] = (),
        address: str | None = None,
        considered: Iterable[str] | None = None,
        at: str | None = None,
    ) -> None:
        """Learn that `text` was given `codes`, and that `rejected` were looked at and turned down.

        The same fragment (by address, else by text) again adds to what is known of it. `considered` are the codes that
        the codebook had when this was decided; None: those that it has now. What counts against a code is told in
        `coder.suggest.evidence`. `at` is the decision's place in the log, which is in the order of these; None: after
        all others. Returns at once.
        """
        self._add(text, codes, rejected, address, considered, at)
        with self._lock:
            if self._version >= self._due:
                self._refit()

    def forget(self, key: str) -> bool:
        """Forget the fragment at this address, or with this text; return whether there was one.

        Counts at once: the next suggestion waits for the refit.
        """
        with self._lock:
            found = self._history.forget(key)
            if found:
                # A new reader: the vocabulary of the old one still holds the words of what is forgotten.
                self._reader = self._read(self._reader.codes)
                self._changed_at_once()
        return found

    def recode(self, codes: Iterable[Mapping[str, Any]]) -> None:
        """Take another state of the codebook; what was learned is kept, by code.

        Counts at once: the next suggestion waits for the refit.
        """
        reader = self._read(read_codes(codes))
        with self._lock:
            self._reader = reader
            self._changed_at_once()

    def settle(self) -> None:
        """Wait for the refits that are due.

        They are due by counts, so what is suggested next does not depend on timing.
        """
        self._background.wait()

    def flush(self) -> None:
        """Learn everything there is, and wait for it."""
        with self._lock:
            if self._state.version < self._version:
                self._refit()
        self._background.wait()

    def _read(self, entries: tuple[Code, ...]) -> Reader:
        from coder.suggest.reader import Reader

        self._codebook = frozenset(entry.code for entry in entries)
        return Reader(self._analyser, entries, self._vectors)

    def _add(
        self,
        text: str,
        codes: Iterable[str],
        rejected: Iterable[str] = (),
        address: str | None = None,
        considered: Iterable[str] | None = None,
        at: str | None = None,
    ) -> None:
        text, given, refused = _text(text), _names("codes", codes), _names("rejected", rejected)
        seen = None if considered is None else frozenset(_names("considered", considered))
        with self._lock:
            self._history.add(text, given, refused, self._codebook if seen is None else seen, address, at)
            self._version += 1

    def _changed_at_once(self) -> None:
        self._version += 1
        self._required = self._version
        self._refit()

    def _refit(self) -> None:
        """Have everything up to now fitted in the background; the caller holds the lock."""
        reader, entries, version = self._reader, self._history.entries(len(self._codebook)), self._version
        self._due = version + min(max(1, int(version * _REFIT_GROWTH)), _REFIT_AFTER)

        def job() -> None:
            self._state = _fit(reader, entries, version)
            give_back()

        self._background.request(job)


def _fit(reader: Reader, entries: tuple[Entry, ...], version: int) -> _State:
    from coder.suggest.explain import Explainer
    from coder.suggest.model import Model

    model = Model(reader, entries)
    return _State(model, Explainer(model), version)


def _text(text: str) -> str:
    if not isinstance(text, str):
        raise CoderError(f"text must be text, not {type(text).__name__}")
    return text


def _names(what: str, codes: Iterable[str]) -> tuple[str, ...]:
    names = () if isinstance(codes, str) else tuple(codes)
    if isinstance(codes, str) or not all(isinstance(code, str) for code in names):
        raise CoderError(f"{what} must be a list of codes")
    return names
