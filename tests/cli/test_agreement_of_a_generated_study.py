"""A study that chance has made, on disk, measured by the command and by libraries that know nothing of it."""

import json
from itertools import combinations
from random import Random

import krippendorff
import numpy as np
import pytest
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import fleiss_kappa

from coder.model import CodingLine, ReviewLine
from coder.store import Study
from tests.stories import run, transcript

CODERS = ("anna", "bram", "carla", "dirk")
CODES = tuple(f"d/k{n}" for n in range(6))
TURNS = 150


@pytest.fixture(scope="module")
def generated(tmp_path_factory):
    """The study's folder, and (coders, fragments, codes): 1 given, 0 not, NaN not read."""
    folder = tmp_path_factory.mktemp("generated") / "studie"
    chance = Random(11)  # noqa: S311 - a seeded study, no secret
    values = np.full((len(CODERS), 2 * TURNS, len(CODES)), np.nan)
    book = {"d": {"label": "D", "codes": {code[2:]: {"label": code[2:].upper()} for code in CODES}}}
    lines: list[CodingLine | ReviewLine] = []
    for turn in range(2 * TURNS):
        address = f"{'een' if turn < TURNS else 'twee'}#{turn % TURNS + 1}"
        truth = {code for code in range(len(CODES)) if chance.random() < 0.05 * (code + 1)}
        for place, coder in enumerate(CODERS):
            if chance.random() < 0.25:
                continue
            given = [code for code in range(len(CODES)) if (code in truth) != (chance.random() < 0.08)]
            values[place, turn] = [code in given for code in range(len(CODES))]
            lines.append(ReviewLine(address, coder))
            half = chance.randint(0, len(given))
            lines += [
                CodingLine(address, tuple(CODES[code] for code in part), coder)
                for part in (given[:half], given[half:], given[: half // 2])
                if part
            ]
    chance.shuffle(lines)
    with Study.create(folder, "anna", json.dumps({"title": "S", "dimensions": book})) as study:
        for name in ("een", "twee"):
            study.add_source(transcript(f"{name}.txt", tuple(f"{name} {n}" for n in range(TURNS))))
        study.code_many(enumerate(lines, 1))
    return folder, values


def test_every_code_is_as_the_libraries_have_it(generated):
    folder, values = generated
    found = run("--study", folder, "agreement", "--json").data
    assert found["coders"] == list(CODERS)
    for place, code in enumerate(found["codes"]):
        ratings = values[:, :, place]
        assert code["alpha"] == pytest.approx(krippendorff.alpha(ratings, level_of_measurement="nominal"), abs=1e-9)
        kappas = []
        for first, second in combinations(ratings, 2):
            both = ~np.isnan(first) & ~np.isnan(second)
            kappas.append(cohen_kappa_score(first[both], second[both]))
        assert [pair["kappa"] for pair in code["pairs"]] == pytest.approx(kappas, abs=1e-9)
        assert code["kappa"] == pytest.approx(np.mean(kappas), abs=1e-9)
    alphas = [code["alpha"] for code in found["codes"]]
    assert found["overall"]["alpha"] == pytest.approx(np.mean(alphas), abs=1e-9)


def test_fleiss_kappa_of_two_coders_is_that_of_statsmodels(generated):
    folder, values = generated
    found = run("--study", folder, "agreement", "--coders", "anna,dirk", "--json").data
    both = values[[0, 3]][:, ~np.isnan(values[[0, 3], :, 0]).any(axis=0)]
    assert found["overall"]["n"] == both.shape[1]
    for place, code in enumerate(found["codes"]):
        ones = both[:, :, place].sum(axis=0)
        assert code["fleiss"] == pytest.approx(fleiss_kappa(np.stack([2 - ones, ones], axis=1)), abs=1e-9)


def test_the_same_ratings_in_a_table_have_the_same_figures(generated, tmp_path):
    folder, values = generated
    rows = ["unit," + ",".join(CODERS)]
    for turn in range(values.shape[1]):
        cells = [
            "" if np.isnan(one[0]) else "|".join(CODES[code] for code in np.flatnonzero(one)) or "|"
            for one in values[:, turn]
        ]
        rows.append(",".join([str(turn), *cells]))
    table = tmp_path / "ratings.csv"
    table.write_text("\n".join(rows), "utf-8")
    of_table = run("agreement", "--table", table, "--json").data
    of_study = run("--study", folder, "agreement", "--json").data["overall"]
    for name in ("n", "prevalence", "percent", "positive", "negative", "alpha", "kappa", "fleiss", "scott", "ac1"):
        assert of_table[name] == pytest.approx(of_study[name], abs=1e-12), name
    for name in ("pooled_kappa", "alpha_masi", "alpha_jaccard", "alpha_ci"):
        assert of_table[name] == pytest.approx(of_study[name], abs=1e-9), name
