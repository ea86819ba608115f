"""X1-X3 worked out again from the parsed rows, over the offices of the samples and on the real list."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import pandas as pd
import pytest
from rapidfuzz import fuzz
from recompute import made_up
from recompute.conftest import parse
from recompute.parsed import Listed, Parsed, ask, hashable, picked, shared

import quanpu

CURRENT = ("yunxi_jiaotong_2024", "yunxi_shichang_2024", "yunxi_shuili_2024")


def office(parsed: Parsed) -> str:
    name: str = parsed.inspection["document"]["organization"]
    return name


def profile(parsed: Parsed) -> tuple[int, int, float, float, float, float | None]:
    """X1: items, officials, normalized HHI and CR1 of slots, median items per official, and one head for two of two or more chains."""
    slots = parsed.slots
    shares, n = shared(slots.groupby("official").size()), slots["official"].nunique()
    heads = slots[slots["role"] == "head"].drop_duplicates(["item", "chain", "official"])
    doubled = heads.groupby(["item", "official"])["chain"].nunique()
    same = doubled[doubled > 1].reset_index()["item"].nunique()
    several = (parsed.chains.groupby("item")["chain"].nunique() > 1).sum()
    per_official = slots.groupby("official")["item"].nunique()
    return (
        parsed.n,
        n,
        (float((shares**2).sum()) - 1 / n) / (1 - 1 / n),
        float(shares.max()),
        median(per_official),
        same / several if several else None,
    )


def neighbours(folder: Path) -> tuple[Path, dict[str, Parsed]]:
    """A store with the made-up list and that of the office next door."""
    files = made_up.write(folder / "one.txt"), made_up.write_neighbour(folder / "other.txt")
    with quanpu.open(folder / "both.kgl") as database:
        database.load(*files)
    return folder / "both.kgl", {office(parsed): parsed for parsed in map(parse, files)}


@pytest.fixture(scope="module", params=["samples", "made_up"])
def offices(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Parsed]]:
    """Several offices in a store, with their parsed lists."""
    if request.param == "made_up":
        return neighbours(tmp_path_factory.mktemp("offices"))
    sampled: dict[str, Listed] = request.getfixturevalue("sampled")
    return next(iter(sampled.values())).store, {office(sampled[stem].parsed): sampled[stem].parsed for stem in CURRENT}


FIGURES = ["items", "officials", "normalized_hhi", "cr1", "median_items_per_official", "same_head_share"]


def test_x1(offices: tuple[Path, dict[str, Parsed]]) -> None:
    """One row for each office, on its current list; nothing is pooled."""
    store, parsed = offices
    rows = ask(store, "X1")["rows"]
    assert sorted(row["organization"] for row in rows) == sorted(parsed)
    for row in rows:
        assert [row[name] for name in FIGURES] == pytest.approx(profile(parsed[row["organization"]]), abs=1e-6), row["organization"]


def test_x1_on_the_real_list(real: Listed) -> None:
    (row,) = real.ask("X1")["rows"]
    assert [row[name] for name in FIGURES] == pytest.approx(profile(real.parsed), abs=1e-6)


KINDS = "处罚|许可|强制|检查|征收|给付|确认|奖励|裁决"


def bare(name: str) -> str:
    """A name without blanks, signs, a leading 对 and the wording 的行政 before the kind of power at its end."""
    return re.sub(f"的?(行政)?({KINDS})$", r"\2", re.sub(r"\W", "", name).removeprefix("对"))


def jaccard(a: set[str], b: set[str]) -> float | None:
    return len(a & b) / len(a | b) if a | b else None


def alike(one: Parsed, other: Parsed, tau: float) -> list[tuple[int, int, float]]:
    """Pairs of items within a category: equal names, then the most alike, each item once."""
    likeness = [
        (fuzz.ratio(bare(a["name"]), bare(b["name"])) / 100, i, j)
        for i, a in one.entries.items()
        for j, b in other.entries.items()
        if a["category"] == b["category"]
    ]
    found: list[tuple[int, int, float]] = []
    for value, i, j in sorted(likeness, key=lambda entry: -entry[0]):
        if value >= tau and i not in {pair[0] for pair in found} and j not in {pair[1] for pair in found}:
            found.append((i, j, value))
    return found


def compared(one: Parsed, other: Parsed, tau: float, *, suggested: bool) -> set[tuple[Any, ...]]:
    """X2: the two names, similarity, Jaccard of risk types and of measure types."""
    kinds = {what: (one.types(what, suggested=suggested), other.types(what, suggested=suggested)) for what in ("risks", "measures")}
    return {
        (one.name[i], round(value, 3), *(hashable(jaccard(a[i], b[j])) for a, b in kinds.values()))
        for i, j, value in alike(one, other, tau)
    }


@pytest.mark.parametrize("suggested", [True, False])
@pytest.mark.parametrize("tau", [0.85, 0.5, 1.0])
def test_x2(offices: tuple[Path, dict[str, Parsed]], tau: float, suggested: bool) -> None:
    """Every two offices are compared, item by item, and no office with itself."""
    store, parsed = offices
    rows = ask(store, "X2", tau=tau, include_suggested=suggested)["rows"]
    found = {(row["organization_a"], row["organization_b"]) for row in rows}
    for a, b in combinations(parsed, 2):
        one, other = (b, a) if (b, a) in found else (a, b)
        here = picked(
            (
                {**row, "similarity": round(row["similarity"], 3)}
                for row in rows
                if (row["organization_a"], row["organization_b"]) == (one, other)
            ),
            "item similarity risk_jaccard measure_jaccard",
        )
        assert here == compared(parsed[one], parsed[other], tau, suggested=suggested)
    assert found <= {pair for a, b in combinations(parsed, 2) for pair in ((a, b), (b, a))}


def test_x2_finds_the_powers_of_the_office_next_door(tmp_path: Path) -> None:
    """By hand: two names the same, one but for a blank and 行政, one of 13 signs with one more; one stands in another category."""
    store, _ = neighbours(tmp_path)
    rows = ask(store, "X2", tau=0.85)["rows"]
    assert sorted(round(row["similarity"], 3) for row in rows) == [round(26 / 27, 3), 1, 1, 1]
    equal = next(row for row in rows if row["item"] == "擅自在桥头悬挂灯彩的行政处罚")
    assert (equal["risk_jaccard"], equal["measure_jaccard"]) == (1, pytest.approx(1 / 6))


DRAWS = 2000


def measured(counts: np.ndarray) -> dict[str, np.ndarray]:
    """HHI, its normalized form, Gini and CR1 of each row of counts."""
    shares, n = counts / counts.sum(axis=1, keepdims=True), counts.shape[1]
    hhi = (shares**2).sum(axis=1)
    ranked = (2 * np.arange(1, n + 1) - n - 1) * np.sort(shares, axis=1)
    return {"hhi": hhi, "normalized_hhi": (hhi - 1 / n) / (1 - 1 / n), "gini": ranked.sum(axis=1) / n, "cr1": shares.max(axis=1)}


def dealt(parsed: Parsed, model: str, base: str) -> np.ndarray:
    """What each official holds, draw by draw: every slot dealt to anyone, or the slots' holders shuffled."""
    random = np.random.default_rng(20150514)
    items, _ = pd.factorize(parsed.slots["item"])
    holders, officials = pd.factorize(parsed.slots["official"])
    shape = (DRAWS, len(holders))
    drawn = random.integers(len(officials), size=shape) if model == "deal" else random.permuted(np.tile(holders, (DRAWS, 1)), axis=1)
    return np.array([held(items, row, len(officials), base) for row in drawn])


def held(items: np.ndarray, holders: np.ndarray, officials: int, base: str) -> np.ndarray:
    """How many slots each official holds, or on how many items any."""
    kept = np.unique(items * officials + holders) % officials if base == "items" else holders
    return np.bincount(kept, minlength=officials)


@pytest.mark.parametrize("base", ["slots", "items"])
@pytest.mark.parametrize("model", ["deal", "shuffle"])
def test_x3(listed: Listed, model: str, base: str) -> None:
    """The null model within the error of two simulations of 2000 draws."""
    parsed = listed.parsed
    items, holders = pd.factorize(parsed.slots["item"])[0], pd.factorize(parsed.slots["official"])
    observed = measured(held(items, holders[0], len(holders[1]), base)[None, :])
    null = measured(dealt(parsed, model, base))
    rows = listed.ask("X3", draws=DRAWS, seed=1, model=model, base=base)["rows"]
    assert sorted(row["measure"] for row in rows) == sorted(observed)
    for row in rows:
        drawn = null[row["measure"]]
        error = 5 * drawn.std() * (2 / DRAWS) ** 0.5 + 1e-9
        assert row["observed"] == pytest.approx(observed[row["measure"]][0], abs=1e-9)
        assert row["null_mean"] == pytest.approx(drawn.mean(), abs=error)
        assert np.quantile(drawn, 0.92) - 1e-9 <= row["null_p95"] <= np.quantile(drawn, 0.98) + 1e-9
        assert np.quantile(drawn, 0.99) - 1e-9 <= row["null_max"] <= 1
        assert (row["draws"], row["seed"]) == (DRAWS, 1)


def test_x3_has_the_mean_that_theory_gives(listed: Listed) -> None:
    """Of m slots dealt to n officials the expected HHI is 1/n + (1 - 1/n)/m."""
    m, n = len(listed.parsed.slots), listed.parsed.slots["official"].nunique()
    (row,) = [row for row in listed.ask("X3", draws=DRAWS)["rows"] if row["measure"] == "hhi"]
    drawn = measured(dealt(listed.parsed, "deal", "slots"))["hhi"]
    assert row["null_mean"] == pytest.approx(1 / n + (1 - 1 / n) / m, abs=5 * drawn.std() / DRAWS**0.5)


def test_x3_published(real: Listed) -> None:
    """The study drew 5000 times: mean .1692, 95th percentile .1721, greatest .1802, against .2323 observed."""
    (row,) = [row for row in real.ask("X3", draws=5000, seed=1)["rows"] if row["measure"] == "hhi"]
    assert row["observed"] == pytest.approx(0.2323, abs=5e-5)
    assert row["null_mean"] == pytest.approx(0.1692, abs=1e-4)
    assert row["null_p95"] == pytest.approx(0.1721, abs=3e-4)
    assert row["null_max"] == pytest.approx(0.1802, abs=5e-3)
    assert row["null_max"] < row["observed"]


def test_x3_by_its_seed(real: Listed) -> None:
    """The same seed gives the same; another, another."""
    with quanpu.Database(str(real.store), must_exist=True) as database:
        first, again, other = (database.query("X3", draws=200, seed=seed).to_dict()["rows"] for seed in (7, 7, 8))
    assert first == again
    assert [row["null_mean"] for row in first] != [row["null_mean"] for row in other]
