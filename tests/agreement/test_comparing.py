"""Where coders differ, found by sums of columns, is where their codings differ one by one."""

from itertools import combinations
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coder.agreement.comparing import comparison
from coder.model import CodingLine, ReviewLine
from coder.model.reconciling import agree
from coder.store import Study
from tests.stories import CODEBOOK, transcript

CODES = ("partij/gemeente", "partij/vervoerder", "factor/succes", "factor/faal", "rol/klant")
CODERS = ("anna", "bram", "carla")

codings = st.lists(
    st.tuples(
        st.sampled_from(CODERS),
        st.integers(1, 4),
        st.lists(st.sampled_from(CODES), min_size=1, max_size=3, unique=True),
        st.sampled_from([None, (0, 5), (3, 9), (0, 24)]),
    ),
    max_size=24,
)
reviews = st.lists(st.tuples(st.sampled_from(CODERS), st.integers(1, 4)), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(codings, reviews)
def test_comparing_many_at_once_finds_what_comparing_one_by_one_finds(tmp_path_factory, coded, read) -> None:
    folder: Path = tmp_path_factory.mktemp("studie")
    with Study.create(folder / "studie", "anna", CODEBOOK) as study:
        study.add_source(transcript())
        lines = [CodingLine(f"groep#{n}", tuple(codes), coder, span) for coder, n, codes, span in coded]
        study.code_many(enumerate([*lines, *(ReviewLine(f"groep#{n}", coder) for coder, n in read)], start=1))
        everybody = study.coders()
        found = comparison(study, everybody)
        keys = study.fragment_ids()
        made, readers = study.codings_by_fragment(keys), study.reviewers(keys)
        expected = {}
        for key in keys:
            sides = [[one for one in made.get(key, []) if one.coder == name] for name in sorted(readers[key])]
            if any(not agree(one, other) for one, other in combinations(sides, 2)):
                said = [{path for one in side for path in one.codes} for side in sides]
                combined = [sorted(one.codes for one in side) for side in sides]
                if any(one != said[0] for one in said):
                    expected[key] = "codes"
                else:
                    expected[key] = "combination" if any(one != combined[0] for one in combined) else "place"
        assert {one.fragment: one.what for one in found.differences} == expected
        assert found.shared.tolist() == [key for key in keys if len(readers[key]) > 1]
        assert len(found.differences) == len(expected)
        for one in found.differences:
            assert (one.what == "codes") == bool(one.codes)
            assert set(one.codes) <= set(found.alphas)
