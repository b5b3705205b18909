"""Agreement of a study as it is reported: the whole, the parts, and what suggestions did to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from coder.agreement.analysis import By, agreement
from coder.agreement.of_study import View, coders_of, ratings_from
from coder.agreement.ratings import Ratings
from coder.agreement.result import Agreement

if TYPE_CHECKING:
    from coder.store import Study

Parts = Literal["source", "dimension"]


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
    """What is left where coders took no suggestion."""

    codings: int
    """How many codings of these coders came from one."""
    without: Agreement
    """Agreement where no coder took one: elsewhere, whoever did counts as not having read the fragment."""

    def to_json(self) -> dict[str, Any]:
        """The object under `suggested`."""
        return {"codings": self.codings, "without": self.without.overall.to_json()}


@dataclass(frozen=True)
class Report:
    """Everything that `coder agreement` says."""

    whole: Agreement
    by: Parts | None = None
    parts: tuple[tuple[str, Agreement], ...] = ()
    """Id of each source or dimension, and its agreement."""
    suggested: Suggested | None = None
    """None where no coding came from a suggestion."""
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
    ratings = ratings_from(judged, book, view)
    whole = _measured(ratings, plan)
    suggested = None
    if len(judged.suggested):
        without = whole
        if not view.without_suggested:
            without = _measured(ratings_from(judged, book, replace(view, without_suggested=True)), plan)
        suggested = Suggested(len(judged.suggested), without)
    parts: Iterator[tuple[str, Agreement]] = iter(())
    if plan.by == "dimension":
        parts = _dimensions(whole)
    elif plan.by == "source":
        parts = _sources(ratings, judged.sources, plan)
    return Report(whole, plan.by, tuple(parts), suggested, view.without_suggested)


def _measured(ratings: Ratings, plan: Plan) -> Agreement:
    return agreement(ratings, draws=plan.draws, seed=plan.seed, by=plan.interval, dimensions=plan.by == "dimension")


def _dimensions(whole: Agreement) -> Iterator[tuple[str, Agreement]]:
    """Yield each dimension: its codes as they are, and the means over them."""
    names = iter(whole.dimensions)
    for overall in names:
        codes = tuple(code for code in whole.codes if code.dimension == overall.name)
        yield overall.name, replace(whole, codes=codes, dimensions=(), overall=overall)


def _sources(ratings: Ratings, names: Sequence[str], plan: Plan) -> Iterator[tuple[str, Agreement]]:
    """Yield each source in which somebody has read something; intervals inside one source draw its fragments."""
    inside = replace(plan, interval="fragment")
    for number in np.unique(ratings.sources).tolist():
        yield names[number], _measured(ratings.only_units(ratings.sources == number), inside)
