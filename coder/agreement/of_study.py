"""From a study to the arrays that agreement is computed on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from coder.agreement.arrays import Bools, Ints
from coder.agreement.characters import character_ratings
from coder.agreement.columns import Columns, Kind, columns_of
from coder.agreement.ratings import Ratings
from coder.agreement.stretches import Stretches
from coder.model.codebook import Codebook
from coder.model.coding import CONSENSUS
from coder.model.errors import CoderError
from coder.model.language import _
from coder.model.text import printable

if TYPE_CHECKING:
    from coder.store import Study
    from coder.store.judgements import Judgements


@dataclass(frozen=True)
class View:
    """How the codings of a study are looked at."""

    columns: Kind = "codes"
    """What is assigned or not."""
    matrix: str | None = None
    """With cells: those of this matrix only."""
    spans: bool = False
    """Characters instead of fragments."""
    without_suggested: bool = False
    """Leave out what coders decided while suggestions were on screen: as if they had not read those fragments."""
    all_read: bool = False
    """Keep fragments that one coder read, which say nothing about agreement, but that there is none."""


def coders_of(study: "Study", names: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the coders to compare: those named, or everybody but the consensus.

    Raises:
        CoderError: a name that has reviewed nothing, a name twice, or nobody has coded anything.
    """
    known = study.coders()
    for name in names:
        if name not in known:
            there = ", ".join(map(printable, known)) or _("nobody yet")
            raise CoderError(
                _("{name} has coded nothing; there are codings by {there}").format(name=printable(name), there=there)
            )
    if len(set(names)) < len(names):
        raise CoderError(_("agreement is between different coders; name each of them once"))
    chosen = tuple(names) or tuple(name for name in known if name != CONSENSUS)
    if not chosen:
        raise CoderError(_("nobody has coded anything yet; `coder code` does, and `coder review` says what was read"))
    return chosen


def ratings_of(study: "Study", coders: Sequence[str], view: View | None = None) -> Ratings:
    """Return what these coders decided, on the fragments that two of them reviewed if there are any such.

    Raises:
        CoderError: the view names a matrix that is not in the codebook.
    """
    view = view or View()
    judged = study.judgements(coders, spans=view.spans, origins=view.without_suggested)
    return ratings_from(judged, study.codebook, view)


def ratings_from(judged: "Judgements", book: Codebook, view: View) -> Ratings:
    """Return the ratings of what was read from a study before, so that one reading serves several views."""
    return _ratings(judged, view, *_selected(judged, book, view))


def spans_from(judged: "Judgements", book: Codebook, view: View) -> tuple[Ratings, Stretches]:
    """Return the ratings over characters, and the stretches that coders marked."""
    selected = _selected(judged, book, view)
    columns, read, kept, (coding, column, unit) = selected
    if judged.spans is None or judged.lengths is None:
        raise ValueError("these judgements were read without spans")
    marked = Stretches(
        columns=len(columns.names),
        coder=judged.codings[0][coding],
        column=column,
        fragment=unit,
        start=judged.spans[0][coding],
        end=judged.spans[1][coding],
        lengths=judged.lengths[kept],
        reviewed=read,
        sources=judged.source[kept],
    )
    return _ratings(judged, view, *selected), marked


def _ratings(judged: "Judgements", view: View, *selected: Any) -> Ratings:
    return (_characters if view.spans else _fragments)(judged, *selected)


def _selected(judged: "Judgements", book: Codebook, view: View) -> tuple[Columns, Bools, Ints, "Assigned"]:
    """Return the columns, who read which of the fragments that count, which those are, and what was assigned there."""
    columns = columns_of(judged, book, view.columns, view.matrix)
    by, on = judged.codings
    read = np.zeros((len(judged.coders), len(judged.fragment)), dtype=np.bool_)
    read[judged.reviews] = True
    read[judged.codings] = True  # coding is reading
    if view.without_suggested:
        read[judged.in_sight] = False
    units = read.sum(axis=0) >= 2
    if view.all_read or not units.any():
        # Where nothing is shared, who read what is needed to say why.
        units = read.any(axis=0)
    coding, column = columns.pairs
    if not (units.all() and not view.without_suggested):
        counted = (read & units)[by, on][coding]
        coding, column = coding[counted], column[counted]
    unit_of = np.cumsum(units) - 1
    return columns, read[:, units], np.flatnonzero(units), (coding, column, unit_of[on][coding])


def every_fragment(judged: "Judgements") -> Ratings:
    """Return the ratings of single codes on every fragment of the study, read or not, by its place."""
    coding, code = judged.codes_of
    by, on = judged.codings
    return Ratings.from_triples(
        judged.coders,
        judged.codes,
        len(judged.fragment),
        reviews=judged.reviews,
        codings=(by[coding], on[coding], code),
        sources=judged.source,
    )


Assigned = tuple[Ints, Ints, Ints]
"""Coding (row), column and unit, a row for each column that a coding is in."""


def _fragments(judged: "Judgements", columns: Columns, read: Bools, kept: Ints, assigned: Assigned) -> Ratings:
    coding, column, unit = assigned
    cells = np.zeros((len(judged.coders), len(columns.names), len(kept)), dtype=np.bool_)
    begins = judged.codings[0] * (len(columns.names) * len(kept))
    cells.reshape(-1)[begins[coding] + column * len(kept) + unit] = True
    return Ratings(judged.coders, columns.names, cells, read, judged.source[kept], kept, dimensions=columns.dimensions)


def _characters(judged: "Judgements", columns: Columns, read: Bools, kept: Ints, assigned: Assigned) -> Ratings:
    coding, column, unit = assigned
    if judged.spans is None or judged.lengths is None:
        raise ValueError("these judgements were read without spans")
    reader, fragment = np.nonzero(read)
    found = character_ratings(
        judged.coders,
        columns.names,
        judged.lengths[kept],
        reviews=(reader, fragment),
        codings=(judged.codings[0][coding], unit, column, judged.spans[0][coding], judged.spans[1][coding]),
        sources=judged.source[kept],
    )
    return replace(found, dimensions=columns.dimensions)
