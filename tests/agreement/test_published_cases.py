"""Every published example gives the published value."""

import json
from pathlib import Path

import numpy as np
import pytest

from coder.agreement import Unit, agreement_of_table, nominal, unitizing_alpha_1995, unitizing_alphas

CASES = Path(__file__).parents[3] / "shared" / "cases" / "agreement.json"

KEYS = {
    "percent_agreement": "percent",
    "positive_agreement": "positive",
    "negative_agreement": "negative",
    "krippendorff_alpha_nominal": "alpha",
    "krippendorff_alpha_masi": "alpha_masi",
    "krippendorff_alpha_jaccard": "alpha_jaccard",
    "cohen_kappa": "kappa",
    "scott_pi": "scott",
    "fleiss_kappa": "fleiss",
    "gwet_ac1": "ac1",
    "bennett_s": "bennett",
    "pooled_kappa": "pooled_kappa",
}
"""Names in the published cases, and what the command calls them."""

# Where a continuum begins and ends is not in the data of a case, only in its note.
CONTINUA = {"krippendorff_2004_p254_unitizing": (150, 450), "unitized_alpha_2016_3coders": (0, 60)}


def published():
    if not CASES.exists():
        return [pytest.param(None, None, None, marks=pytest.mark.skip(reason=f"{CASES} is not here"))]
    cases = json.loads(CASES.read_text(encoding="utf-8"))
    return [
        pytest.param(case, name, value, id=f"{case['name']}-{name}")
        for case in cases
        for name, value in case["expected"].items()
    ]


@pytest.mark.parametrize(("case", "name", "expected"), published())
def test_a_published_example_gives_the_published_value(case, name, expected):
    measure = of_spans if case["kind"] == "unitizing" else of_ratings

    assert measure(case, name) == pytest.approx(expected["value"], abs=expected["tolerance"])


def of_ratings(case, name):
    rows = [[cell(value) for value in unit] for unit in zip(*case["data"], strict=True)]
    if name in KEYS:
        table = agreement_of_table([f"coder {n}" for n in range(case["coders"])], rows, draws=0)
        return table.to_json()[KEYS[name]]
    values, scale = numbered(case["data"])
    counts = nominal.Counts.of(values)
    special = {
        "cohen_kappa_se": lambda: nominal.cohen_error(values[0], values[1]),
        "conger_kappa": lambda: nominal.conger(values),
        "krippendorff_alpha_ordinal": lambda: nominal.alpha(counts, "ordinal"),
        "krippendorff_alpha_interval": lambda: nominal.alpha(counts, "interval", scale),
        "krippendorff_alpha_ratio": lambda: nominal.alpha(counts, "ratio", scale),
        "cohen_kappa_linear": lambda: nominal.weighted_kappa(values[0], values[1], 1),
        "cohen_kappa_quadratic": lambda: nominal.weighted_kappa(values[0], values[1], 2),
    }
    return special[name]()


def cell(value):
    if value is None:
        return None
    return tuple(str(label) for label in value) if isinstance(value, list) else (str(value),)


def numbered(data):
    values = sorted({value for coder in data for value in coder if value is not None})
    place = {value: number for number, value in enumerate(values)}
    coded = np.array([[-1 if value is None else place[value] for value in coder] for coder in data])
    return coded, np.array(values, dtype=float) if isinstance(values[0], (int, float)) else None


def of_spans(case, name):
    begin, end = CONTINUA[case["name"]]
    units = [[Unit(**span) for span in coder] for coder in case["data"]]
    if name.startswith("u_alpha_1995"):
        return unitizing_alpha_1995(units, begin, end)[name.removeprefix("u_alpha_1995").strip("[]")]
    alphas = unitizing_alphas(units, begin, end)
    return {"u_alpha_2016": alphas.u_alpha, "u_alpha_2016_binary": alphas.binary}[name]
