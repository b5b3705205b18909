"""Every published example gives the published value, through the door that people use."""

import csv
import json
from pathlib import Path

import pytest

from tests.stories import run

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
    "cohen_kappa_se": "kappa_se",
    "conger_kappa": "conger",
    "krippendorff_alpha_ordinal": "alpha_ordinal",
    "krippendorff_alpha_interval": "alpha_interval",
    "krippendorff_alpha_ratio": "alpha_ratio",
    "cohen_kappa_linear": "kappa_linear",
    "cohen_kappa_quadratic": "kappa_quadratic",
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
def test_a_published_example_gives_the_published_value(tmp_path, case, name, expected):
    measured = of_spans(tmp_path, case, name) if case["kind"] == "unitizing" else of_ratings(tmp_path, case)[KEYS[name]]

    assert measured == pytest.approx(expected["value"], abs=expected["tolerance"])


def of_ratings(folder, case):
    """What the command says of the ratings in a file."""
    path = folder / "ratings.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["unit", *(f"coder {n}" for n in range(case["coders"]))])
        table.writerows([n, *map(cell, unit)] for n, unit in enumerate(zip(*case["data"], strict=True)))
    result = run("agreement", "--table", path, "--draws", "0", "--json")
    assert (result.code, result.err) == (0, "")
    return result.data


def cell(value):
    if value is None:
        return ""
    return "|".join(map(str, value)) or "|" if isinstance(value, list) else str(value)


def of_spans(folder, case, name):
    """What the command says of the spans in a file."""
    path = folder / "spans.csv"
    begin, end = CONTINUA[case["name"]]
    spans = [
        f"c{coder},{span['start']},{span['end']},{span['code']}"
        for coder, units in enumerate(case["data"])
        for span in units
    ]
    path.write_text("\n".join(["coder,start,end,code", f",{begin},{end},", *spans]), "utf-8")
    result = run("agreement", "--spans", "--table", path, "--json")
    assert (result.code, result.err) == (0, "")
    of_code = {code["code"]: code["u_alpha_1995"] for code in result.data["codes"]}
    key, _, code = name.rstrip("]").partition("[")
    whole = result.data["overall"]
    named = {"u_alpha_1995": "u_alpha_1995", "u_alpha_2016": "u_alpha", "u_alpha_2016_binary": "u_alpha_any_code"}
    return of_code[code] if code else whole[named[key]]
