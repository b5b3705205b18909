"""Codebooks for tests: one to read, and a strategy for any."""

from hypothesis import strategies as st

from coder.model import Code, Codebook, Dimension, MatrixSpec

PARTNERS = Codebook(
    title="Partners of the pilot",
    language="nl",
    dimensions=(
        Dimension(
            "partij",
            "Partij",
            (
                Code(
                    "partij/uwv",
                    "UWV",
                    "The national benefits agency.",
                    ("uwv", "werkbedrijf"),
                    ("Het UWV belde terug.",),
                    (Code("partij/uwv/regio", "Regio"), Code("partij/uwv/landelijk", "Landelijk")),
                ),
                Code("partij/gemeente", "Gemeente", cues=("gemeente", "wethouder")),
            ),
        ),
        Dimension(
            "factor", "Factor", (Code("factor/succes", "Succes"), Code("factor/faal", "Faal")), "Helps or hinders"
        ),
    ),
    matrices=(
        MatrixSpec("factoren", "Factors per partner", "partij", "factor"),
        MatrixSpec("omgekeerd", "Turned round", "factor", "partij", empty="", unplaced="Algemeen"),
    ),
)
"""Small, with everything in it."""

_IDS = st.sampled_from(["a", "b", "c", "no", "uwv", "x-1", "2014"])
_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Zl", "Zp"]), max_size=30).map(str.strip)
_LINES = st.lists(_TEXT.filter(bool), min_size=1, max_size=3).map("\n".join)
_LABELS = st.sampled_from(["UWV", "Faal: kosten", "no", "a #b", "2014", "[gelach]"]) | _TEXT.filter(bool)


@st.composite
def _codes(draw: st.DrawFn, parent: str, depth: int, retired: bool) -> tuple[Code, ...]:
    return tuple(
        Code(
            path=f"{parent}/{id_}",
            label=draw(_LABELS),
            definition=draw(st.sampled_from(["", "Same"]) | _LINES),
            cues=tuple(draw(st.lists(_TEXT.filter(bool), unique_by=str.casefold, max_size=3))),
            examples=tuple(draw(st.lists(_LINES, unique=True, max_size=2))),
            codes=draw(_codes(f"{parent}/{id_}", depth + 1, retired)) if depth < 3 else (),
            retired=retired and draw(st.booleans()),
        )
        for id_ in draw(st.lists(_IDS, unique=True, max_size=4 if depth == 1 else 2))
    )


@st.composite
def codebooks(draw: st.DrawFn, retired: bool = False) -> Codebook:
    """Any codebook that a file can hold; few ids and labels, so that two of them have much in common.

    With `retired` some codes are, which no file holds.
    """
    ids = draw(st.lists(_IDS, unique=True, max_size=3))
    labels = draw(st.lists(_LABELS, min_size=len(ids), max_size=len(ids)))
    dimensions = tuple(
        Dimension(id_, label, draw(_codes(id_, 1, retired)), draw(st.just("") | _LINES))
        for id_, label in zip(ids, labels, strict=True)
    )
    matrices = ()
    if len(ids) > 1:
        matrices = tuple(
            MatrixSpec(
                id_,
                draw(_LABELS),
                *draw(st.permutations(ids))[:2],
                empty=draw(st.sampled_from(["-", ""]) | _TEXT),
                unplaced=draw(st.none() | st.just("") | _LABELS),
            )
            for id_ in draw(st.lists(_IDS, unique=True, max_size=3))
        )
    return Codebook(
        draw(_LABELS),
        draw(st.sampled_from(["nl", "en", "no"])),
        dimensions,
        matrices,
        draw(st.sampled_from(["", "m_sm"])),
    )
