"""Agreement of a study as it is reported: the whole, the parts, and what suggestions did to it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from coder.agreement.analysis import By, agreement
from coder.agreement.columns import columns_of
from coder.agreement.of_study import View, coders_of, ratings_from, spans_from
from coder.agreement.ratings import Ratings
from coder.agreement.result import Agreement
from coder.agreement.stretches import Stretches
from coder.agreement.with_unitizing import with_unitizing
from coder.model.codebook import Codebook

if TYPE_CHECKING:
    from coder.store import Study
    from coder.store.judgements import Judgements

Parts = Literal["source", "dimension"]

Material = tuple[Ratings, Stretches | None]
"""Ratings, and what was marked where they are of characters."""


@dataclass(frozen=True)
class Plan:
    """What is asked for."""

    view: View = field(default_factory=View)
    by: Parts | None = None
    """Each source, or each dimension, by itself as well."""
    interval: By = "fragment"
    """What intervals draw."""
    draws: int = 1_000
    seed: int = 1


@dataclass(frozen=True)
class Suggested:
    """What these coders decided while suggestions were on screen, and agreement with and without that."""

    decisions: int
    """Fragments that a coder decided about so, for each coder."""
    codings: int
    """Codings that came of it."""
    codes: Mapping[str, int]
    """Of these, how many have each code, cell or combination; what none of them has is left out."""
    with_: Agreement
    without: Agreement
    """Whoever decided so counts as not having read the fragment."""

    def to_json(self) -> dict[str, Any]:
        """The object under `suggested`."""
        both = (("with", self.with_), ("without", self.without))
        return {
            "decisions": self.decisions,
            "codings": self.codings,
            "codes": dict(self.codes),
            **{
                key: {"codes": [code.to_json() for code in part.codes], "overall": part.overall.to_json()}
                for key, part in both
            },
        }


@dataclass(frozen=True)
class Report:
    """Everything that `coder agreement` says."""

    whole: Agreement
    by: Parts | None = None
    parts: tuple[tuple[str, Agreement], ...] = ()
    """Id of each source or dimension, and its agreement."""
    suggested: Suggested | None = None
    """None where nothing was decided so, unless it was to be left out."""
    without_suggested: bool = False
    """The whole is without them already."""

    def to_json(self) -> dict[str, Any]:
        """The object that `coder agreement --json` writes."""
        found: dict[str, Any] = {**self.whole.to_json(), "unit": self.whole.unit, "warnings": list(self.whole.warnings)}
        if self.by:
            found["by"] = [{self.by: name, **part.to_json()} for name, part in self.parts]
        if self.suggested:
            found["suggested"] = self.suggested.to_json()
        return found


def report(study: "Study", coders: Sequence[str] = (), plan: Plan | None = None) -> Report:
    """Measure the agreement of these coders, or of everybody but the consensus.

    Raises:
        CoderError: a coder who has reviewed nothing, nobody has, or there is no such matrix.
    """
    plan = plan or Plan()
    judged = study.judgements(coders_of(study, coders), spans=plan.view.spans, origins=True)
    book = study.codebook
    view = replace(plan.view, all_read=plan.by == "source")
    material = _material(judged, book, view)
    whole = _measured(material, plan)
    suggested = None
    if len(judged.in_sight[0]) or view.without_suggested:
        suggested = _suggested(judged, book, plan, whole)
    parts: Iterator[tuple[str, Agreement]] = iter(())
    if plan.by == "dimension":
        parts = _dimensions(whole)
    elif plan.by == "source":
        parts = _sources(material, judged.sources, plan)
    return Report(whole, plan.by, tuple(parts), suggested, view.without_suggested)


def _material(judged: "Judgements", book: Codebook, view: View) -> Material:
    return spans_from(judged, book, view) if view.spans else (ratings_from(judged, book, view), None)


def _measured(material: Material, plan: Plan) -> Agreement:
    ratings, marked = material
    by_dimension = plan.by == "dimension"
    found = agreement(ratings, draws=plan.draws, seed=plan.seed, by=plan.interval, dimensions=by_dimension)
    return found if marked is None else with_unitizing(found, marked)


def _suggested(judged: "Judgements", book: Codebook, plan: Plan, whole: Agreement) -> Suggested:
    other = whole
    if len(judged.in_sight[0]):
        opposite = replace(plan.view, without_suggested=not plan.view.without_suggested)
        other = _measured(_material(judged, book, opposite), plan)
    columns = columns_of(judged, book, plan.view.columns, plan.view.matrix)
    coding, column = columns.pairs
    counts = np.bincount(column[np.isin(coding, judged.suggested)], minlength=len(columns.names)).tolist()
    return Suggested(
        decisions=len(set(zip(*(side.tolist() for side in judged.in_sight), strict=True))),
        codings=len(judged.suggested),
        codes={name: count for name, count in zip(columns.names, counts, strict=True) if count},
        with_=other if plan.view.without_suggested else whole,
        without=whole if plan.view.without_suggested else other,
    )


def _dimensions(whole: Agreement) -> Iterator[tuple[str, Agreement]]:
    """Yield each dimension: its codes as they are, and the means over them."""
    names = iter(whole.dimensions)
    for overall in names:
        codes = tuple(code for code in whole.codes if code.dimension == overall.name)
        yield overall.name, replace(whole, codes=codes, dimensions=(), overall=overall)


def _sources(material: Material, names: Sequence[str], plan: Plan) -> Iterator[tuple[str, Agreement]]:
    """Yield each source in which somebody has read something; intervals inside one source draw its fragments."""
    inside = replace(plan, interval="fragment")
    ratings, marked = material
    for number in np.unique(ratings.sources).tolist():
        of_source = ratings.only_units(ratings.sources == number), marked and marked.only_source(number)
        yield names[number], _measured(of_source, inside)
