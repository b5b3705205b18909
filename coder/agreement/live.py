"""Agreement on the code at hand while coding goes on: kept up to date fragment by fragment, never computed anew."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from coder.agreement import binary
from coder.agreement.arrays import Ints, value_or_none
from coder.agreement.bootstrap import TOO_RARE, intervals
from coder.agreement.dutch import in_language_in_use
from coder.agreement.of_study import every_fragment
from coder.agreement.result import HIDDEN, NO_OVERLAP, NO_VARIATION, NOBODY, ONE_CODER, verdict
from coder.agreement.tallies import Tallies, patterns, tally
from coder.model.coding import Coding

if TYPE_CHECKING:
    from coder.store import Study


@dataclass(frozen=True)
class LiveFigure:
    """How far coders agree on one code, now. None is undefined, and `reason` says why."""

    code: str
    n: int
    """Fragments that two or more coders reviewed."""
    prevalence: float | None = None
    alpha: float | None = None
    alpha_ci: tuple[float, float] | None = None
    reason: str | None = None
    """One of the reasons that this package knows, in English; `why` says it in the language in use."""

    @property
    def why(self) -> str:
        """The reason in the language in use; empty if there is none."""
        return in_language_in_use(self.reason or "")

    @property
    def verdict(self) -> str | None:
        """What Krippendorff's cut-offs make of the lower bound; None without one."""
        return verdict(self.alpha_ci[0] if self.alpha_ci else None)


class LiveAgreement:
    """The agreement of some coders on any code of a study, at once.

    Making it reads the study (a fifth of a second for 100,000 fragments); after that, `figure` looks only at fragments
    that changed since it was last asked, and takes a few milliseconds. Any thread may ask, one is answered at a time.

    As long as coding is blind, a figure has `n` only: it would tell what others gave.
    """

    def __init__(self, study: "Study", coders: Sequence[str], *, draws: int = 1_000, seed: int = 1) -> None:
        self.coders = tuple(coders)
        self._study = study
        self._draws, self._seed = draws, seed
        self._raters, self._ones, self._first = patterns(len(self.coders))
        self._lock = Lock()
        self._read_all()

    def figure(self, code: str) -> LiveFigure:
        """Return the figures of a code, with everything counted that was coded until now.

        Raises:
            CoderError: there is no such code in the codebook.
        """
        path = self._study.codebook.code(code).path
        with self._lock:
            self._refresh()
            if path not in self._column:  # the codebook changed between the two
                self._read_all()
            counts = self._counts[self._column[path]][np.newaxis].copy()
            readers = int(self._read.any(axis=1).sum())
        tallies = Tallies(self._raters, self._ones, counts)
        n = int(counts.sum())
        if not n:
            return LiveFigure(path, 0, reason=NO_OVERLAP if readers > 1 else ONE_CODER)
        if self._study.blind:
            return LiveFigure(path, n, reason=HIDDEN)
        prevalence = value_or_none(binary.prevalence(tallies)[0])
        alpha = value_or_none(binary.alpha(tallies)[0])
        if alpha is None:
            return LiveFigure(path, n, prevalence, reason=NO_VARIATION if prevalence else NOBODY)
        ci = self._interval(tallies)
        return LiveFigure(path, n, prevalence, alpha, ci, None if ci or not self._draws else TOO_RARE)

    def _interval(self, tallies: Tallies) -> tuple[float, float] | None:
        """Resample fragments: they differ in their pattern only, so that a sample is a draw of how many have which."""
        counts = tallies.counts[0]
        n = int(counts.sum())
        drawn = np.random.default_rng(self._seed).multinomial(n, counts / n, size=self._draws).astype(np.float64)
        alphas = binary.alpha_from_sums(drawn @ tallies.raters, drawn @ tallies.ones, drawn @ tallies.mixed)
        return intervals(alphas[:, np.newaxis], 0.95)[0]

    def _read_all(self) -> None:
        self._revision = self._study.revision
        judged = self._study.judgements(self.coders)
        ratings = every_fragment(judged)
        self._column = {path: column for column, path in enumerate(judged.codes)}
        self._keys = judged.fragment
        self._read = ratings.reviewed
        self._assigned = ratings.cells.sum(axis=0, dtype=np.min_scalar_type(len(self.coders)))
        self._counts = tally(ratings)[0].counts

    def _refresh(self) -> None:
        now = self._study.revision
        if now == self._revision:
            return
        changed = self._study.changed_since(self._revision)
        if changed is None:
            self._read_all()
            return
        readers, codings = self._study.reviewers(changed), self._study.codings_by_fragment(changed)
        for key, place in zip(changed, np.searchsorted(self._keys, changed), strict=True):
            self._count(place, -1)
            self._read[:, place] = [coder in readers[key] for coder in self.coders]
            self._assigned[:, place] = self._coders_per_code(codings.get(key, ()))
            self._count(place, 1)
        self._revision = now

    def _count(self, place: np.int64, times: int) -> None:
        """Add a fragment to the counts of its pattern, of every code, or take it out."""
        n = int(self._read[:, place].sum())
        if n >= 2:
            self._counts[np.arange(len(self._counts)), self._first[n] + self._assigned[:, place]] += times

    def _coders_per_code(self, codings: Iterable[Coding]) -> Ints:
        said = {(coding.coder, path) for coding in codings if coding.coder in self.coders for path in coding.codes}
        assigned = np.zeros(len(self._column), dtype=np.int64)
        for _coder, path in said:
            if path in self._column:
                assigned[self._column[path]] += 1
        return assigned
