"""Which fragments to code twice, and how many: for a study, with what is assumed said in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Literal

from coder.agreement.sampling import draw_sample, half_width, sample_size
from coder.model.figures import shown
from coder.model.fragment import Fragment
from coder.model.language import _, number, spoken

if TYPE_CHECKING:
    from coder.store import Study

By = Literal["source", "speaker", "question"]

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
        return said.format(n=number(self.needed), width=width, confidence=f"{self.confidence:.0%}", assumed=assumed)


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


def draw(fragments: Sequence[Fragment], size: int, *, by: By = "source", seed: int = 1) -> list[Fragment]:
    """Return a random sample, in the order of the study, spread in proportion over sources, speakers or questions.

    A speaker is one of a source: two groups that both have an R1 have two speakers.
    """
    strata: dict[tuple[str, str], int] = {}
    labels = [strata.setdefault(_stratum(fragment, by), len(strata)) for fragment in fragments]
    return [fragments[place] for place in draw_sample(labels, size, seed=seed).tolist()]


def _stratum(fragment: Fragment, by: By) -> tuple[str, str]:
    if by == "speaker":
        return fragment.source, fragment.speaker or fragment.case
    return (fragment.source, fragment.question) if by == "question" else (fragment.source, "")
