"""Suggestions for one coder of a study: its codebook, what this coder decided and what was settled together.

Whoever codes learns from nobody else: a suggestion made of a colleague's codings would pull the two towards each other,
and the agreement between them would no longer say anything. See `Study.learning`.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain, zip_longest
from typing import TYPE_CHECKING, Any

from coder.model.codebook import Codebook
from coder.model.errors import CoderError
from coder.model.fragment import Fragment
from coder.model.language import _
from coder.model.suggestion import Advice, Decision, Reason, Suggested
from coder.suggest.combinations import Combiner
from coder.suggest.history import NEWEST, per_code
from coder.suggest.memory import give_back
from coder.suggest.suggester import Suggester

if TYPE_CHECKING:
    from coder.store import Study

_SPARE = 10
"""Fragments that are read beyond those that are learned: of some of them a code may have been turned down since."""


class StudySuggestions:
    """Ranks combinations for fragments, and keeps up with the study.

    Everything here takes time: it is to be called in a thread, and may be in any.
    """

    def __init__(self, study: Study, coder: str | None = None) -> None:
        """Suggest for a coder, by default the one who opened the study. Nothing is read before `update`."""
        self._study = study
        self._coder = coder or study.coder
        self._lock = threading.Lock()
        self._revision = -1
        self._book: Codebook | None = None
        self._decisions: dict[int, list[Decision]] = {}
        """Of each fragment that was worth learning."""
        self._last = ""
        self._most = 0
        """Fragments after which all is learned anew, from those that are then worth it."""
        self._suggester: Suggester | None = None
        self._combiner = Combiner((), ())
        self._builds = 0
        self.warning: str | None = None
        """What keeps suggestions from being better, in a sentence."""

    @property
    def version(self) -> tuple[int, int]:
        """Changes whenever the same fragment may get other suggestions."""
        return self._builds, self._suggester.version if self._suggester else -1

    @property
    def ready(self) -> bool:
        """Whether suggestions can be made that fit the codebook as it is, if not yet all that was decided."""
        return self._suggester is not None and self._study.codebook == self._book

    def update(self, *, wait: bool = False) -> None:
        """Take up what changed in the study since the last time; the first time, everything.

        Args:
            wait: until everything is learned: then the same log is sure to give the same suggestions. Otherwise they
                come, for a second or so after something was decided, from what was learned before.
        """
        with self._lock:
            revision = self._study.revision
            if self._suggester is None or revision != self._revision:
                if not self._learned_more(self._study.codebook):
                    self._build(self._study.codebook)
                self._revision = revision
            suggester = self._suggester
        if suggester is not None and wait:
            suggester.flush()

    def advise(self, fragment: Fragment, given: Collection[tuple[str, ...]] = (), limit: int | None = None) -> Advice:
        """Return what is suggested for a fragment; it does not count as resembling itself.

        Args:
            fragment: in the study.
            given: combinations that it has been given already.
            limit: combinations at most.
        """
        suggester, book, combiner = self._suggester, self._book, self._combiner
        if suggester is None or book is None:
            return Advice()
        reasons: dict[str, tuple[Reason, ...]] = {}
        chances: dict[str, float] = {}
        for found in suggester.rank(fragment.text):
            others = tuple(reason for reason in found.reasons if reason.address != fragment.address)
            if others and found.code in book.order:
                reasons[found.code], chances[found.code] = others, found.probability
        there = {frozenset(codes) for codes in given}
        ranked = (one for one in combiner.rank(chances, fragment.question) if frozenset(one.codes) not in there)
        combinations = [
            Suggested(codes, one.probability, _together([reasons[code] for code in codes]))
            for one, _ in zip(ranked, range(limit or len(book.order) ** 2 + 1), strict=False)
            for codes in [tuple(sorted(one.codes, key=book.order.__getitem__))]
        ]
        codes = (Suggested((code,), chance, reasons[code]) for code, chance in chances.items())
        return Advice(tuple(combinations), tuple(codes), suggester.calibrated)

    def telling(self, fragments: Sequence[int]) -> dict[int, float]:
        """Return how much it would teach to code fragments, by key: most where it is uncertain and unlike all before.

        Those that would teach nothing are left out: what the moderator says, and what speaks for no code.
        """
        suggester = self._suggester
        if suggester is None:
            return {}
        found = {
            fragment.id: suggester.telling(fragment.text)
            for fragment in self._study.fragments_by_id(fragments)
            if fragment.role != "moderator"
        }
        return {key: value for key, value in found.items() if value > 0}

    def _learned_more(self, book: Codebook) -> bool:
        """Learn what was decided since the last time, and say whether that was all that changed."""
        if self._suggester is None or book != self._book:
            return False
        changed = self._study.changed_since(self._revision)
        if changed is None:
            return False
        now: dict[int, list[Decision]] = {key: [] for key in changed}
        for decision in self._study.learning(self._coder, changed):
            now[decision.fragment].append(decision)
        new: list[Decision] = []
        older = False
        for key, decisions in now.items():
            before = self._decisions.get(key)
            if before is None:
                # What was decided about it long ago was not worth learning, and may be now.
                older = older or any(decision.id <= self._last for decision in decisions)
            elif decisions[: len(before)] != before or any(one.id <= self._last for one in decisions[len(before) :]):
                return False
            new += decisions[len(before or ()) :]
        if len(self._decisions) + len(now) > self._most:
            return False
        new.sort(key=lambda decision: decision.id)
        for decision in new:
            self._suggester.learn(**_learned(decision))
        self._keep(new)
        if older:
            self._combiner = self._combined(book)
        else:
            for decision in new:
                if decision.codes:
                    self._combiner.note(decision.codes, decision.question)
        return True

    def _build(self, book: Codebook) -> None:
        """Begin anew: from the codebook and all decisions."""
        codes_there = sum(not code.retired for code in book.walk())
        sample = self._study.learning_sample(self._coder, NEWEST, per_code(codes_there) + _SPARE)
        decisions = self._study.learning(self._coder, sample)
        codes: list[dict[str, object]] = [
            {"code": code.path, "name": code.label, "definition": code.definition, "cues": code.cues,
             "examples": code.examples}
            for code in book.walk() if not code.retired
        ]  # fmt: skip
        history = [_learned(decision) for decision in decisions]
        self.warning = None
        try:
            suggester = Suggester.from_history(codes, book.language, history, vectors=book.vectors or None)
        except CoderError as error:
            if not book.vectors:
                raise
            self.warning = _("{fault}; suggestions go without").format(fault=error)
            suggester = Suggester.from_history(codes, book.language, history)
        self._decisions, self._last = {}, ""
        self._keep(decisions)
        self._most = 2 * len(self._decisions) + NEWEST
        self._combiner = self._combined(book)
        self._suggester, self._book = suggester, book
        self._builds += 1
        give_back()

    def _keep(self, decisions: Iterable[Decision]) -> None:
        for decision in decisions:
            self._decisions.setdefault(decision.fragment, []).append(decision)
            self._last = max(self._last, decision.id)

    def _combined(self, book: Codebook) -> Combiner:
        """Return what knows all that was ever combined."""
        combiner = Combiner(book.matrices, (code.path for code in book.walk() if not code.retired))
        for codes, question, times in self._study.combined(self._coder):
            combiner.note(codes, question, times)
        return combiner


def _learned(decision: Decision) -> dict[str, Any]:
    """Return the arguments of `Suggester.learn`."""
    return {
        "text": decision.text, "codes": decision.codes, "rejected": decision.rejected, "address": decision.address,
        "considered": decision.considered, "at": decision.id,
    }  # fmt: skip


def _together(reasons: Sequence[Sequence[Reason]]) -> tuple[Reason, ...]:
    """Return the reasons of several codes as those of all, each once: each code's first, what it resembles last."""
    each = (reason for reason in chain.from_iterable(zip_longest(*reasons)) if reason is not None)
    found = list({reason.text: reason for reason in each}.values())
    return tuple(sorted(found, key=lambda reason: reason.kind == "fragment"))


def sample(keys: Sequence[int], size: int) -> Iterator[int]:
    """Yield `size` of the keys at even distances, or all of them: a sample without chance, the same every time."""
    step = max(len(keys) / size, 1.0)
    return (keys[int(at * step)] for at in range(min(size, len(keys))))
