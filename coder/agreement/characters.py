"""Agreement over characters, for spans: how much of the text coders marked alike, not only which fragments."""

from collections.abc import Sequence

import numpy as np

from coder.agreement.arrays import ArrayLike, Ints, as_indices
from coder.agreement.ratings import Ratings


def character_ratings(
    coders: Sequence[str],
    codes: Sequence[str],
    lengths: ArrayLike,
    *,
    reviews: tuple[ArrayLike, ArrayLike],
    codings: tuple[ArrayLike, ArrayLike, ArrayLike, ArrayLike, ArrayLike],
    sources: ArrayLike | None = None,
) -> Ratings:
    """Ratings whose units are runs of characters, each weighted with its length.

    `lengths` are the fragments' lengths in code points. `reviews` is (coder, fragment); `codings` is (coder, fragment,
    code, start, end) with offsets from the start of the fragment, end-exclusive; a coding of the whole fragment runs
    from 0 to its length. Inside a run nobody starts or stops, so the coefficients are exactly those of the characters
    one by one. ValueError for a span outside its fragment.
    """
    size = np.asarray(lengths, dtype=np.int64)
    count = len(size)
    begins = np.concatenate([[0], np.cumsum(size)])
    coder, fragment = as_indices(codings[0], len(coders), "coder"), as_indices(codings[1], count, "fragment")
    code = as_indices(codings[2], len(codes), "code")
    start, end = np.asarray(codings[3], dtype=np.int64), np.asarray(codings[4], dtype=np.int64)
    if ((start < 0) | (start > end) | (end > size[fragment])).any():
        raise ValueError("a span lies outside its fragment")
    start, end = begins[fragment] + start, begins[fragment] + end
    edges = np.unique(np.concatenate([begins, start, end]))
    run_fragment = np.searchsorted(begins, edges[:-1], side="right") - 1
    spread, run = runs_of_spans(np.searchsorted(edges, start), np.searchsorted(edges, end))
    cells = np.zeros((len(coders), len(codes), len(edges) - 1), dtype=np.bool_)
    cells[coder[spread], code[spread], run] = True
    read = np.zeros((len(coders), count), dtype=np.bool_)
    read[as_indices(reviews[0], len(coders), "coder"), as_indices(reviews[1], count, "fragment")] = True
    read[coder, fragment] = True
    source = np.zeros(count, dtype=np.int64) if sources is None else np.asarray(sources, dtype=np.int64)
    return Ratings(
        coders=tuple(coders),
        codes=tuple(codes),
        cells=cells,
        reviewed=read[:, run_fragment],
        sources=source[run_fragment],
        fragments=run_fragment,
        weights=np.diff(edges),
    )


def runs_of_spans(first: Ints, last: Ints) -> tuple[Ints, Ints]:
    """For spans over runs first to last (exclusive): for every run in a span, which span it is, and which run."""
    spans = np.repeat(np.arange(len(first)), last - first)
    step = np.arange(len(spans)) - np.repeat(np.cumsum(last - first) - (last - first), last - first)
    return spans, first[spans] + step
