"""The charts of the overview: what is counted, as rows and columns of cells, and the search behind each cell.

Everything here is slow in a long study, and is called off the interface's thread.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from coder.model.coding import CONSENSUS
from coder.model.overview import CodeUse, saturation
from coder.model.query import Query
from coder.store import Progress, Study
from coder.tui.language import N_, _
from coder.tui.layout.card import HUES
from coder.tui.loading import LOADING


class Cell(NamedTuple):
    """A number, its share of the most there is, and the search that finds what was counted."""

    text: str
    share: float | None = None
    """From 0 to 1; None where there is nothing to draw."""
    query: Query = Query()


class Row(NamedTuple):
    """A row of a chart. One without cells is a heading."""

    label: str
    cells: tuple[Cell, ...] = ()
    query: Query = Query()
    hue: int | None = None


@dataclass(frozen=True)
class Chart:
    """One view of the study."""

    rows: tuple[Row, ...] = ()
    columns: tuple[str, ...] = ()
    shaded: bool = False
    """Draw cells as shades, not as bars."""
    note: str = ""
    """A sentence on how to read it."""
    word: str = ""
    """What is said where there is nothing to draw."""


class Figures:
    """What is counted for the charts, each count made once; as the study was when it was first asked for."""

    def __init__(self, study: Study, coder: str) -> None:
        """Count in `study`, for a coder whose column comes first."""
        self.study = study
        self.coder = coder
        self.revision = study.revision

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """Ids, in the order of the study."""
        return tuple(source.id for source in self.study.sources())

    @cached_property
    def progress(self) -> list[Progress]:
        """How far everybody is."""
        return self.study.progress()

    @cached_property
    def use(self) -> list[CodeUse]:
        """How often everybody used every code in every source."""
        return self.study.code_use()

    @cached_property
    def combinations(self) -> list[tuple[str, tuple[str, ...]]]:
        """Which combinations are used in which source."""
        return self.study.combinations_by_source()

    def coders(self, names: Iterable[str]) -> list[str]:
        """Return names in the order of the columns: one's own, the others', the consensus."""
        return sorted(set(names), key=lambda name: (name != self.coder, name == CONSENSUS, name))


def progress_chart(figures: Figures) -> Chart:
    """Return how far each coder is in each source."""
    found = {(one.source, one.coder): one for one in figures.progress}
    coders = figures.coders(coder for _source, coder in found) or [figures.coder]
    counts = {source.id: source.fragments for source in figures.study.sources()}
    rows = []
    for source, fragments in counts.items():
        cells = []
        for coder in coders:
            one = found.get((source, coder))
            reviewed = one.reviewed if one else 0
            share = reviewed / fragments if fragments else 0.0
            query = Query(sources=(source,), coder=coder, unreviewed=True)
            cells.append(Cell(f"{reviewed}/{fragments}", share, query))
        rows.append(Row(source, tuple(cells), Query(sources=(source,))))
    note = _("Fragments reviewed. Enter shows what a coder has yet to review.")
    return Chart(tuple(rows), tuple(coders), note=note, word=_("No sources yet: coder import FILE brings them in."))


def code_chart(figures: Figures) -> Chart:
    """Return how often each code is used, coders side by side."""
    counts = Counter[tuple[str, str]]()
    for use in figures.use:
        counts[use.code, use.coder] += use.codings
    coders = figures.coders(coder for _code, coder in counts) or [figures.coder]
    most = _most_by_dimension(counts)

    def cells(path: str) -> Iterable[Cell]:
        for coder in coders:
            n = counts[path, coder]
            yield Cell(_number(n), n / most[path.partition("/")[0]] if n else 0.0, Query(codes=((path,),), coder=coder))

    note = _("Codings with each code. Enter shows them.")
    return Chart(_by_code(figures, cells), tuple(coders), note=note, word=_NO_CODES)


def heat_chart(figures: Figures) -> Chart:
    """Return how often each code is used in each source, by everybody."""
    counts = Counter[tuple[str, str]]()
    for use in figures.use:
        counts[use.code, use.source] += use.codings
    most = _most_by_dimension(counts)

    def cells(path: str) -> Iterable[Cell]:
        for source in figures.sources:
            n = counts[path, source]
            yield Cell(
                _number(n), n / most[path.partition("/")[0]] if n else 0.0, Query(codes=((path,),), sources=(source,))
            )

    note = _("Codings with each code in each source, by everybody; the darker the more. Enter shows them.")
    return Chart(_by_code(figures, cells), figures.sources, shaded=True, note=note, word=_NO_CODES)


def saturation_chart(figures: Figures) -> Chart:
    """Return what each source added that was not there before."""
    found = saturation(figures.sources, figures.use, figures.combinations)
    columns = (N_("new codes"), N_("codes so far"), N_("new combinations"), N_("combinations so far"))
    numbers = [(one.new_codes, one.codes, one.new_combinations, one.combinations) for one in found]
    most = [max((row[at] for row in numbers), default=1) or 1 for at in range(len(columns))]
    # New ones are drawn on the scale of all: a bar that shrinks to nothing is what saturation looks like.
    scale = (most[1], most[1], most[3], most[3])
    rows = tuple(
        Row(
            one.source,
            tuple(Cell(_number(n), n / of, Query(sources=(one.source,))) for n, of in zip(row, scale, strict=True)),
            Query(sources=(one.source,)),
        )
        for one, row in zip(found, numbers, strict=True)
    )
    note = _("What each source added, in the order of the study. No new codes for a while: nothing new is being said.")
    return Chart(rows, tuple(map(_, columns)), note=note, word=_("No sources yet: coder import FILE brings them in."))


def agreement_chart(figures: Figures) -> Chart:
    """Return how far the coders agree, dimension by dimension."""
    coders = figures.coders(name for name in figures.study.coders() if name != CONSENSUS)
    if len(coders) < 2:
        return Chart(word=_("Agreement takes two coders who have reviewed the same fragments."))
    with LOADING:
        from coder.agreement import agreement
        from coder.agreement.dutch import in_language_in_use
        from coder.agreement.of_study import ratings_of

    found = agreement(ratings_of(figures.study, coders), dimensions=True)
    labels = {dimension.id: dimension.label for dimension in figures.study.codebook.dimensions}
    rows = []
    for at, part in enumerate((*found.dimensions, found.overall)):
        alpha, percent = part.alpha, part.percent
        cells: tuple[Cell, ...] = (
            Cell(decimal(alpha), None if alpha is None else max(alpha, 0.0)),
            Cell("–" if part.alpha_ci is None else f"[{', '.join(map(decimal, part.alpha_ci))}]"),
            Cell("–" if percent is None else f"{100 * percent:.0f}%", percent),
            Cell(_(part.verdict) if part.verdict else in_language_in_use(part.reason or "")),
        )
        query = Query(codes=((part.name,),)) if part.name else Query()
        cells = tuple(cell._replace(query=query) for cell in cells)
        hue = at % HUES if part.name else None
        rows.append(Row(labels.get(part.name, part.name) or _("Overall"), cells, query, hue))
    note = _("{n} fragments reviewed by two or more of {coders}. Krippendorff's alpha, mean over the codes.").format(
        n=f"{found.overall.n:,}", coders=", ".join(found.coders)
    )
    return Chart(tuple(rows), (_("alpha"), "95%", _("percent"), ""), note=note)


VERDICTS = (N_("reliable"), N_("tentative"), N_("not reliable"))
"""What agreement says of itself."""

_NO_CODES = N_("The codebook has no codes yet.")


def _by_code(figures: Figures, cells: Callable[[str], Iterable[Cell]]) -> tuple[Row, ...]:
    """Return a heading for each dimension and a row for each of its codes."""
    rows: list[Row] = []
    for at, dimension in enumerate(figures.study.codebook.dimensions):
        rows.append(Row(dimension.label, (), Query(codes=((dimension.id,),)), at % HUES))
        for code in dimension.walk():
            depth = code.path.count("/") - 1
            query = Query(codes=((code.path,),))
            rows.append(Row("  " * (depth + 1) + code.label, tuple(cells(code.path)), query, at % HUES))
    return tuple(rows)


def _most_by_dimension(counts: Mapping[tuple[str, str], int]) -> dict[str, int]:
    """Return the largest count in each dimension: the many codings that have a factor do not dwarf the partners."""
    most: dict[str, int] = {}
    for (path, _other), n in counts.items():
        dimension = path.partition("/")[0]
        most[dimension] = max(most.get(dimension, 1), n)
    return most


def _number(n: int) -> str:
    return f"{n:,}" if n else "·"


def decimal(value: float | None) -> str:
    """Return a coefficient as it is printed, `.41`; a dash where it is undefined."""
    return "–" if value is None else f"{value:.2f}".replace("0.", ".", 1)


CHARTS: Sequence[tuple[str, Callable[[Figures], Chart]]] = (
    (N_("Progress"), progress_chart),
    (N_("Codes"), code_chart),
    (N_("Codes by source"), heat_chart),
    (N_("New codes"), saturation_chart),
    (N_("Agreement"), agreement_chart),
)
"""Title and maker of each view, in their order."""
