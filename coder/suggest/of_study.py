"""Suggestions for one coder of a study: its codebook, what this coder decided and what was settled together.

Whoever codes learns from nobody else: a suggestion made of a colleague's codings would pull the two towards each other,
and the agreement between them would no longer say anything. See `Study.learning`.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from coder.model.codebook import Codebook
from coder.model.errors import CoderError
from coder.model.fragment import Fragment
from coder.model.suggestion import Advice, Decision, Reason, Suggested
from coder.suggest.combinations import Combiner
from coder.suggest.suggester import Suggester

if TYPE_CHECKING:
    from coder.store import Study


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
        self._last = ""
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
        new = []
        for key, decisions in now.items():
            before = self._decisions.get(key, [])
            if decisions[: len(before)] != before:
                return False
            new += decisions[len(before) :]
        new.sort(key=lambda decision: decision.id)
        if new and new[0].id <= self._last:
            return False
        for decision in new:
            self._suggester.learn(
                decision.text, decision.codes, decision.rejected, decision.address, decision.considered
            )
        self._note(new)
        return True

    def _build(self, book: Codebook) -> None:
        """Begin anew: from the codebook and all decisions."""
        decisions = self._study.learning(self._coder)
        codes: list[dict[str, object]] = [
            {"code": code.path, "name": code.label, "definition": code.definition, "cues": code.cues,
             "examples": code.examples}
            for code in book.walk() if not code.retired
        ]  # fmt: skip
        history = [
            {"text": one.text, "codes": one.codes, "rejected": one.rejected, "address": one.address,
             "considered": one.considered}
            for one in decisions
        ]  # fmt: skip
        self.warning = None
        try:
            suggester = Suggester.from_history(codes, book.language, history, vectors=book.vectors or None)
        except CoderError as error:
            if not book.vectors:
                raise
            self.warning = f"{error}; suggestions go without"
            suggester = Suggester.from_history(codes, book.language, history)
        self._decisions, self._last = {}, ""
        self._combiner = Combiner(book.matrices, (code.path for code in book.walk() if not code.retired))
        self._note(decisions)
        self._suggester, self._book = suggester, book
        self._builds += 1

    def _note(self, decisions: Iterable[Decision]) -> None:
        for decision in decisions:
            self._decisions.setdefault(decision.fragment, []).append(decision)
            self._last = decision.id
            if decision.codes:
                self._combiner.note(decision.codes, decision.question)


def _together(reasons: Sequence[Sequence[Reason]]) -> tuple[Reason, ...]:
    """Return the reasons of several codes as those of all, each once: each code's first, what it resembles last."""
    each = (reason for reason in chain.from_iterable(zip_longest(*reasons)) if reason is not None)
    found = list({reason.text: reason for reason in each}.values())
    return tuple(sorted(found, key=lambda reason: reason.kind == "fragment"))


def sample(keys: Sequence[int], size: int) -> Iterator[int]:
    """Yield `size` of the keys at even distances, or all of them: a sample without chance, the same every time."""
    step = max(len(keys) / size, 1.0)
    return (keys[int(at * step)] for at in range(min(size, len(keys))))
