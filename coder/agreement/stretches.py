"""What coders marked in the text of a study, as units on one continuum: all fragments end to end.

A unit of a code is a stretch of one fragment that a coder gave the code: codings that overlap are one stretch, codings
that only touch are two. For the codes together, a unit is a stretch with the same codes: units must not overlap within
a coder (Krippendorff et al. 2016), and codings do.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from coder.agreement.arrays import Bools, Ints
from coder.agreement.characters import runs_of_spans
from coder.agreement.unitizing import ABSENT, GAP, Runs, UnitizingAlphas, alphas_of_runs, covering


@dataclass(frozen=True, eq=False)
class Stretches:
    """Codings as stretches, a row for each column (code, cell, combination) of each coding."""

    columns: int
    coder: Ints
    column: Ints
    fragment: Ints
    start: Ints
    """Characters from the start of the fragment."""
    end: Ints
    """Exclusive."""
    lengths: Ints
    """(fragments,): characters."""
    reviewed: Bools
    """(coders, fragments)."""
    sources: Ints
    """(fragments,): number of the source."""

    def only_source(self, number: int) -> "Stretches":
        """The stretches of one source."""
        kept = self.sources == number
        rows = kept[self.fragment]
        return replace(
            self._only_rows(rows),
            fragment=(np.cumsum(kept) - 1)[self.fragment[rows]],
            lengths=self.lengths[kept],
            reviewed=self.reviewed[:, kept],
            sources=self.sources[kept],
        )

    def only_columns(self, columns: Ints) -> "Stretches":
        """The stretches of these columns, which keep their numbers."""
        return self._only_rows(np.isin(self.column, columns))

    def each_column(self) -> list[float | None]:
        """u-alpha of each column: its stretches against everything else. None without variation."""
        order = np.argsort(self.column, kind="stable")
        bounds = np.searchsorted(self.column[order], np.arange(self.columns + 1))
        ground = _Ground(self)
        return [
            ground.alphas([self._units(order[low:high], coder) for coder in range(len(self.reviewed))]).u_alpha
            for low, high in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True)
        ]

    def together(self) -> UnitizingAlphas:
        """The coefficients of all columns together: a label is a set of columns."""
        rows = np.arange(len(self.coder))
        return _Ground(self).alphas_of_sets(
            [self._units(rows, coder) for coder in range(len(self.reviewed))],
            [self._only_rows(self.coder == coder) for coder in range(len(self.reviewed))],
        )

    def units(self, coder: int, column: int) -> list[tuple[int, int]]:
        """Starts and ends of what a coder gave one column, on the continuum, in order; what overlaps is one."""
        starts, ends = self._units(np.flatnonzero(self.column == column), coder)
        return list(zip(starts.tolist(), ends.tolist(), strict=True))

    def _only_rows(self, rows: Bools) -> "Stretches":
        names = ("coder", "column", "fragment", "start", "end")
        return replace(self, **{name: getattr(self, name)[rows] for name in names})

    def _units(self, rows: Ints, coder: int) -> tuple[Ints, Ints]:
        """Starts and ends of one coder's units among these rows: what overlaps is one."""
        rows = rows[self.coder[rows] == coder]
        start, end = self.placed(rows)
        order = np.argsort(start, kind="stable")
        start, end = start[order], end[order]
        furthest = np.maximum.accumulate(end)
        first = np.flatnonzero(np.r_[True, start[1:] >= furthest[:-1]]) if len(start) else rows
        return start[first], furthest[np.r_[first[1:] - 1, len(start) - 1]] if len(start) else end

    def placed(self, rows: "Ints | slice") -> tuple[Ints, Ints]:
        """Starts and ends of rows on the continuum."""
        begins = np.cumsum(self.lengths) - self.lengths
        at = begins[self.fragment[rows]]
        return at + self.start[rows], at + self.end[rows]


class _Ground:
    """The continuum, and who read which part of it."""

    def __init__(self, stretches: Stretches) -> None:
        ends = np.cumsum(stretches.lengths)
        read = stretches.reviewed
        changes = np.flatnonzero((read[:, 1:] != read[:, :-1]).any(axis=0)) if read.shape[1] else ends[:0]
        self._edges = np.unique(np.r_[0, ends[changes], ends[-1:]])
        self._ends, self._read = ends, read

    def alphas(self, units: list[tuple[Ints, Ints]]) -> UnitizingAlphas:
        """Alphas of units that all have the same label."""
        edges = self._with(units)
        unit = np.array([covering(edges, *one) for one in units]).reshape(len(units), -1)
        return self._alphas(edges, np.minimum(unit, 1), unit)

    def alphas_of_sets(self, units: list[tuple[Ints, Ints]], rows: list[Stretches]) -> UnitizingAlphas:
        """Alphas of stretches with the same set of columns; a stretch ends where a unit of any column does, too."""
        edges = self._with([*units, *(one.placed(slice(None)) for one in rows)])
        sets = np.array([_sets(edges, one) for one in rows], dtype=np.uint64).reshape(len(rows), -1)
        # The empty set is 0, and first: it is the gap.
        label = np.unique(np.r_[np.uint64(0), sets.ravel()], return_inverse=True)[1][1:].reshape(sets.shape)
        begins = np.c_[np.ones(len(sets), dtype=np.bool_), label[:, 1:] != label[:, :-1]]
        for coder, (starts, _) in enumerate(units):
            begins[coder] |= np.isin(edges[:-1], starts)
        unit = np.where(label > GAP, np.cumsum(begins & (label > GAP), axis=1), 0)
        return self._alphas(edges, label, unit)

    def _with(self, units: list[tuple[Ints, Ints]]) -> Ints:
        return np.unique(np.concatenate([self._edges, *(side for one in units for side in one)]))

    def _alphas(self, edges: Ints, label: Ints, unit: Ints) -> UnitizingAlphas:
        fragment = np.searchsorted(self._ends, edges[:-1], side="right")
        label = np.where(self._read[:, fragment], label, ABSENT)
        return alphas_of_runs(Runs(np.diff(edges).astype(np.float64), label, unit))


def _sets(edges: Ints, rows: Stretches) -> NDArray[np.uint64]:
    """(runs,): a number for the set of columns that covers each run; 0 for none.

    It is the sum of a random number for each column: among a hundred thousand different sets, the chance that two have
    the same is one in a billion.
    """
    start, end = rows.placed(slice(None))
    spread, run = runs_of_spans(np.searchsorted(edges, start), np.searchsorted(edges, end))
    pairs = np.unique(run * rows.columns + rows.column[spread])
    names = np.random.default_rng(0).integers(1, 2**64, size=rows.columns, dtype=np.uint64)
    sets = np.zeros(len(edges) - 1, dtype=np.uint64)
    np.add.at(sets, pairs // max(rows.columns, 1), names[pairs % max(rows.columns, 1)])
    return sets
