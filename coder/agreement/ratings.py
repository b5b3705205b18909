"""What the coders decided: one yes or no for each coder, code and unit, or nothing where a coder did not look."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from coder.agreement.arrays import ArrayLike, Bools, Ints, as_indices


def dimension_of(code: str) -> str:
    """The dimension of a code's path: `partij` of `partij/uwv`. A combination of codes has none (the empty string)."""
    return "" if "+" in code else code.partition("/")[0]


@dataclass(frozen=True, eq=False)
class Ratings:
    """The judgements of several coders on the same units.

    A unit is a fragment, or a run of characters that all coders treated alike (see `character_ratings`). A column is
    anything that is assigned or not: a code, a code with all under it, or a whole combination of codes. Memory is one
    byte for each coder, column and unit.
    """

    coders: tuple[str, ...]
    """Names, in the order of the first axis."""
    codes: tuple[str, ...]
    """Names of the columns, in the order of the second axis."""
    cells: Bools
    """(coders, codes, units): assigned. False wherever the coder did not review the unit."""
    reviewed: Bools
    """(coders, units): this coder has read this unit, so that no code means no."""
    sources: Ints
    """(units,): number of the source that each unit comes from; intervals over sources draw these."""
    fragments: Ints
    """(units,): number of the fragment that each unit comes from; intervals over fragments draw these."""
    weights: Ints | None = None
    """(units,): how many characters each unit stands for; None when each stands for one fragment."""
    dimensions: tuple[str, ...] = ()
    """Dimension of each column; by default the first step of the code's path."""

    def __post_init__(self) -> None:
        shape = (len(self.coders), len(self.codes), self.reviewed.shape[-1])
        if self.cells.shape != shape or self.reviewed.shape != (shape[0], shape[2]):
            raise ValueError(f"cells {self.cells.shape} and reviewed {self.reviewed.shape} do not fit {shape}")
        for name, array in (("sources", self.sources), ("fragments", self.fragments), ("weights", self.weights)):
            if array is not None and array.shape != (shape[2],):
                raise ValueError(f"{name} {array.shape} do not fit {shape[2]} units")
        if not self.dimensions:
            object.__setattr__(self, "dimensions", tuple(dimension_of(code) for code in self.codes))
        elif len(self.dimensions) != len(self.codes):
            raise ValueError(f"{len(self.dimensions)} dimensions for {len(self.codes)} codes")

    @property
    def units(self) -> int:
        """How many units there are, reviewed or not."""
        return int(self.reviewed.shape[1])

    @cached_property
    def reviewers(self) -> Ints:
        """(units,): how many coders reviewed each unit."""
        return np.asarray(self.reviewed.sum(axis=0), dtype=np.int64)

    @classmethod
    def from_triples(
        cls,
        coders: Sequence[str],
        codes: Sequence[str],
        units: int,
        *,
        reviews: tuple[ArrayLike, ArrayLike],
        codings: tuple[ArrayLike, ArrayLike, ArrayLike],
        sources: ArrayLike | None = None,
    ) -> "Ratings":
        """Ratings from index arrays, as they come out of a query.

        `reviews` is (coder, unit), `codings` is (coder, unit, code), each a column of indices; repeats are harmless,
        and a coding counts as a review. `sources` gives each unit's source; without it they are all one source.
        """
        reviewed = np.zeros((len(coders), units), dtype=np.bool_)
        cells = np.zeros((len(coders), len(codes), units), dtype=np.bool_)
        reviewed[as_indices(reviews[0], len(coders), "coder"), as_indices(reviews[1], units, "unit")] = True
        coder, unit = as_indices(codings[0], len(coders), "coder"), as_indices(codings[1], units, "unit")
        reviewed[coder, unit] = True
        column = coder * len(codes) + as_indices(codings[2], len(codes), "code")
        cells.reshape(-1)[column * units + unit] = True
        return cls(tuple(coders), tuple(codes), cells, reviewed, _sources(sources, units), np.arange(units))

    @classmethod
    def from_dense(
        cls,
        coders: Sequence[str],
        codes: Sequence[str],
        values: ArrayLike,
        *,
        sources: ArrayLike | None = None,
    ) -> "Ratings":
        """Ratings from (coders, units, codes): 1 assigned, 0 not, -1 not reviewed.

        A review is of the whole unit: ValueError when -1 stands at some codes of a unit and not at others.
        """
        array = np.asarray(values)
        missing = array < 0
        reviewed = ~np.asarray(missing.any(axis=2))
        if len(codes) and not np.array_equal(~reviewed, missing.all(axis=2)):
            raise ValueError("a unit is reviewed or not as a whole: -1 at some of its codes only")
        cells = np.ascontiguousarray((array > 0).transpose(0, 2, 1))
        units = array.shape[1]
        return cls(tuple(coders), tuple(codes), cells, reviewed, _sources(sources, units), np.arange(units))

    def only_codes(self, columns: Sequence[int] | Ints) -> "Ratings":
        """The same coders and units, these columns only: one dimension, say."""
        kept = np.asarray(columns, dtype=np.int64)
        return replace(
            self,
            codes=tuple(self.codes[k] for k in kept),
            cells=self.cells[:, kept],
            dimensions=tuple(self.dimensions[k] for k in kept),
        )

    def only_units(self, units: Bools | Ints) -> "Ratings":
        """The same coders and codes, these units only (a mask or indices): one source, say."""
        return replace(
            self,
            cells=self.cells[:, :, units],
            reviewed=self.reviewed[:, units],
            sources=self.sources[units],
            fragments=self.fragments[units],
            weights=None if self.weights is None else self.weights[units],
        )

    def only_coders(self, names: Sequence[str]) -> "Ratings":
        """The same units and codes, these coders only, in this order; ValueError for a name that is not there."""
        unknown = sorted(set(names) - set(self.coders))
        if unknown:
            raise ValueError(f"no such coders: {', '.join(unknown)}")
        kept = np.array([self.coders.index(name) for name in names], dtype=np.int64)
        return replace(self, coders=tuple(names), cells=self.cells[kept], reviewed=self.reviewed[kept])

    def rolled_up(self, counts_as: Mapping[str, str]) -> "Ratings":
        """Codes merged into the ones they count as: a code to its parent, or to its topmost ancestor.

        A column that several codes count as is assigned where any of them is. A code that the mapping does not name
        counts as itself. Columns come in the order in which they are first met.
        """
        targets = [counts_as.get(code, code) for code in self.codes]
        merged = tuple(dict.fromkeys(targets))
        place = {name: column for column, name in enumerate(merged)}
        cells = np.zeros((len(self.coders), len(merged), self.units), dtype=np.bool_)
        dimensions = [""] * len(merged)
        for column, target in enumerate(targets):
            cells[:, place[target]] |= self.cells[:, column]
            dimensions[place[target]] = dimensions[place[target]] or self.dimensions[column]
        return replace(self, codes=merged, cells=cells, dimensions=tuple(dimensions))


def _sources(sources: ArrayLike | None, units: int) -> Ints:
    if sources is None:
        return np.zeros(units, dtype=np.int64)
    return np.asarray(sources, dtype=np.int64)
