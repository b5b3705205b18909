"""Which fragments to code twice, and how many: for a study, with what is assumed said in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Literal, get_args

from coder.agreement.sampling import draw_sample, half_width, sample_size
from coder.model.errors import CoderError
from coder.model.figures import shown
from coder.model.fragment import Fragment
from coder.model.language import _, number, spoken
from coder.model.text import fold, printable, shortened

if TYPE_CHECKING:
    from coder.store import Study

By = Literal["source", "speaker", "question"]
BY: tuple[By, ...] = get_args(By)
"""What every fragment has; besides these, samples are spread over attributes of participants and respondents."""

FORMULA = "Donner & Eliasziw (1992)"
"""Where the variance comes from that a size or a width is worked out with."""

USUAL_PREVALENCE = 0.1
"""Assumed as long as nothing is coded."""


@dataclass(frozen=True, slots=True)
class Need:
    """How many fragments two coders both code, and how precise that makes the alpha of one code."""

    size: int
    """Of the sample: what is needed, or all there is."""
    needed: int
    """For that precision, however many there are."""
    width: float
    """Half of the interval, for `needed` fragments."""
    alpha: float
    """Agreement that is expected."""
    prevalence: float
    so_far: bool
    """The prevalence is the median of what was coded so far."""
    confidence: float = 0.95

    def in_words(self) -> str:
        """Return what the sample is good for, and what that assumes."""
        width, alpha = (shown(value, "coefficient", spoken()) for value in (self.width, self.alpha))
        known = _(
            "for one code, with two coders, an alpha of {alpha} expected and the code in {prevalence} of the fragments"
        )
        if self.so_far:
            known = _(
                "for one code, with two coders, an alpha of {alpha} expected and the code in {prevalence} of the"
                " fragments, the median so far"
            )
        assumed = known.format(alpha=alpha, prevalence=shown(self.prevalence, "share", spoken()))
        if self.width >= 1:
            said = _("{n} fragments are too few to say anything about alpha ({assumed})")
        elif self.needed > self.size:
            said = _(
                "an interval of alpha ± {width} takes {n} fragments, more than there are: code all of them twice"
                " ({assumed})"
            )
        else:
            said = _(
                "{n} fragments give a {confidence} interval of about alpha ± {width} ({assumed});"
                " the mean over codes is more precise, rarer codes are less"
            )
        text = said.format(n=number(self.needed), width=width, confidence=f"{self.confidence:.0%}", assumed=assumed)
        return text + _("; by the variance of {source}").format(source=FORMULA)


def need(
    study: "Study", size: int | None, width: float | None, *, expected: float = 0.8, prevalence: float | None = None
) -> Need:
    """Return how many fragments an interval of alpha ± `width` takes, or how wide `size` fragments make it."""
    usual = None if prevalence else median_prevalence(study)
    share = prevalence or usual or USUAL_PREVALENCE
    if size is None:
        asked = width or 0.1
        needed = sample_size(asked, alpha=expected, prevalence=share)
        return Need(min(needed, len(study.fragment_ids())), needed, asked, expected, share, usual is not None)
    got = half_width(size, alpha=expected, prevalence=share)
    return Need(size, size, got, expected, share, usual is not None)


def median_prevalence(study: "Study") -> float | None:
    """Return the median, over the codes in use, of the share of reviewed fragments that have the code; None if none."""
    from coder.agreement.of_study import View, ratings_from

    ratings = ratings_from(study.judgements(study.coders()), study.codebook, View(all_read=True))
    reviews = int(ratings.reviewed.sum())
    used = [int(count) for count in ratings.cells.sum(axis=(0, 2)) if count]
    return median(used) / reviews if used else None


def strata_by(study: "Study", names: Sequence[str]) -> tuple[str, ...]:
    """Return what to spread a sample over, as the study writes it.

    Raises:
        CoderError: a name is neither source, speaker or question nor an attribute of the participants.
    """
    attributes = {fold(attribute): attribute for attribute in study.attributes()}
    found = []
    for name in names:
        known = name if name in BY else attributes.get(fold(name))
        if known is None:
            raise CoderError(
                _("a sample is spread over {known}; there is no “{name}”").format(
                    known=", ".join((*BY, *map(printable, attributes.values()))), name=shortened(name)
                )
            )
        found.append(known)
    return tuple(dict.fromkeys(found))


def draw(
    study: "Study", fragments: Sequence[Fragment], size: int, *, by: Sequence[str] = ("source",), seed: int = 1
) -> list[Fragment]:
    """Return a random sample, in the order of the study, spread in proportion over strata.

    `by` are any of source, speaker, question, and attributes, as `strata_by` returns them; several are crossed. A
    speaker is one of a source: two groups that both have an R1 have two speakers. Who lacks an attribute is a stratum.
    """
    attributes = {(case.source, case.label): dict(case.attributes) for case in study.cases()}
    strata: dict[tuple[str, ...], int] = {}
    labels = []
    for fragment in fragments:
        case = attributes.get((fragment.source, fragment.case), {})
        stratum = tuple(part for name in by for part in _stratum(fragment, name, case))
        labels.append(strata.setdefault(stratum, len(strata)))
    return [fragments[place] for place in draw_sample(labels, size, seed=seed).tolist()]


def _stratum(fragment: Fragment, by: str, attributes: Mapping[str, str]) -> tuple[str, ...]:
    if by == "source":
        return (fragment.source,)
    if by == "speaker":
        return fragment.source, fragment.speaker or fragment.case
    return (fragment.source, fragment.question) if by == "question" else (attributes.get(by, ""),)
