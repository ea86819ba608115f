"""Golden rows once more from what the samples were written to say, without a store or a query."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path
from random import Random
from statistics import fmean, median
from typing import Any

import networkx as nx
import numpy as np
import pytest
from support import ROOT

import quanpu

TESTS = Path(__file__).parent.parent
EXPECTED: dict[str, dict[str, Any]] = json.loads((TESTS / "data" / "samples_expected.json").read_text(encoding="utf-8"))
CURRENT = {name: entry for name, entry in EXPECTED.items() if "2024" in name}
OFFICES = [pytest.param(entry, id=Path(name).stem) for name, entry in CURRENT.items()]
# read in the samples: the items whose risk cells have lines of investigation, review and decision alike
SPANNING = {"云汐县市场监督管理局": "7 8 9 10", "云汐县交通运输局": "1 2 3", "云汐县水利局": "1 2"}
Slot = tuple[str, int, str, str]


def golden(code: str, entry: dict[str, Any]) -> list[dict[str, Any]]:
    rows = json.loads((TESTS / "golden" / f"{code}.json").read_text(encoding="utf-8"))["rows"]
    return [row for row in rows if row["organization"] == entry["organization"]]


def slots(entry: dict[str, Any]) -> list[Slot]:
    """(serial, chain, part, official), a head's post under its unit's name."""
    found = []
    for item in entry["items"]:
        for number, chain in enumerate(item["chains"], 1):
            head, unit = chain["head"], chain["department"]
            if entry["official_kind"] == "post" and not head.startswith(unit):
                head = unit + head
            found += [(item["serial"], number, "leader", chain["leader"]), (item["serial"], number, "head", head)]
    return found


def people(entry: dict[str, Any], part: str = "") -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for serial, _, role, official in slots(entry):
        if part in ("", role):
            found[serial].add(official)
    return found


@pytest.mark.parametrize("entry", OFFICES)
def test_c4(entry: dict[str, Any]) -> None:
    (name,) = [name for name, other in CURRENT.items() if other is entry]
    types = {
        item["serial"]: {code for risk in item["risks"] for code in risk["types"]} - {"OTHER"}
        for item in quanpu.inspect(ROOT / "samples" / name)["items"]
    }
    total = sum(len(found) for found in types.values())
    for row in golden("C4", entry):
        own = [types[serial] for serial, named in people(entry).items() if row["official"] in named]
        assert row["exposure"] == sum(map(len, own))
        assert row["share"] == pytest.approx(row["exposure"] / total)
        assert row["mean_per_item"] == pytest.approx(row["exposure"] / len(own))
        assert row["risk_types"] == len(set().union(*own))
    assert len(golden("C4", entry)) == entry["official_count"]


@pytest.mark.parametrize("entry", OFFICES)
def test_c5(entry: dict[str, Any]) -> None:
    parts = {"items_without_leader": "leader", "items_without_head": "head", "items_without_anyone": ""}
    lost = {name: Counter(min(who) for who in people(entry, part).values() if len(who) == 1) for name, part in parts.items()}
    assert {row["official"] for row in golden("C5", entry)} == set().union(*lost.values())
    for row in golden("C5", entry):
        assert {name: row[name] for name in parts} == {name: lost[name][row["official"]] for name in parts}


@pytest.mark.parametrize("entry", OFFICES)
def test_c6(entry: dict[str, Any]) -> None:
    named = list(people(entry).values())
    everyone = sorted(set().union(*named))
    covers = next(
        found
        for size in range(1, len(everyone) + 1)
        if (found := [set(group) for group in combinations(everyone, size) if all(set(group) & who for who in named)])
    )
    rows = golden("C6", entry)
    assert sorted(map(sorted, covers)) == sorted(sorted(row["officials"]) for row in rows)
    assert {row["size"] for row in rows} == {len(covers[0])}
    touched = [sum(len(set(row["officials"]) & who) for who in named) for row in rows]
    assert touched == sorted(touched, reverse=True)


@pytest.mark.parametrize("entry", OFFICES)
def test_c7(entry: dict[str, Any]) -> None:
    """From the matrix of shared items: Burt's sums written out; networkx with distances 1/weight for paths."""
    named = people(entry)
    everyone = sorted(set().union(*named.values()))
    shared = np.array([[sum({a, b} <= who for who in named.values()) * (a != b) for b in everyone] for a in everyone], dtype=float)
    part = shared / shared.sum(axis=1, keepdims=True)
    constraint = ((part + part @ part) ** 2 * (shared > 0)).sum(axis=1)
    graph = nx.from_numpy_array(shared)
    for *_, edge in graph.edges(data=True):
        edge["distance"] = 1 / edge["weight"]
    between = nx.betweenness_centrality(graph, weight="distance")
    rows = {row["official"]: row for row in golden("C7", entry)}
    assert sorted(rows) == everyone
    for k, name in enumerate(everyone):
        row = rows[name]
        assert (row["degree"], row["strength"]) == ((shared[k] > 0).sum(), shared[k].sum())
        assert row["constraint"] == pytest.approx(constraint[k])
        assert row["betweenness"] == pytest.approx(between[k])
        alone = graph.subgraph(set(graph) - {k})
        assert row["cut_vertex"] is (nx.number_connected_components(alone) > nx.number_connected_components(graph))
        assert row["core"] == max(core for core in range(len(everyone)) if k in _left(shared > 0, core))


def _left(tied: np.ndarray[Any, Any], core: int) -> set[int]:
    """What is left when those with fewer than `core` neighbours go, again and again."""
    left = set(range(len(tied)))
    while weak := {k for k in left if sum(tied[k][list(left)]) < core}:
        left -= weak
    return left


@pytest.mark.parametrize("entry", OFFICES)
def test_s3_and_s4(entry: dict[str, Any]) -> None:
    by_chain: dict[tuple[str, int], dict[str, str]] = defaultdict(dict)
    for serial, chain, role, official in slots(entry):
        by_chain[serial, chain][role] = official
    own = [(serial, chain) for (serial, chain), who in by_chain.items() if who["leader"] == who["head"]]
    assert [(row["item_serial"], row["chain"]) for row in golden("S3", entry)] == own
    assert sorted({serial for serial, _ in own}) == entry["leader_equals_head_in_one_chain_serials"]
    counts = Counter((serial, official) for serial, _, _, official in slots(entry))
    expected = {(serial, official, n, len(people(entry)[serial])) for (serial, official), n in counts.items() if n > 1}
    assert {
        tuple(row[name] for name in ("item_serial", "official", "slots", "officials_in_item")) for row in golden("S4", entry)
    } == expected


@pytest.mark.parametrize("entry", OFFICES)
def test_s7(entry: dict[str, Any]) -> None:
    expected = {(serial, official) for serial in SPANNING[entry["organization"]].split() for official in people(entry)[serial]}
    assert {(row["item_serial"], row["official"]) for row in golden("S7", entry)} == expected
    assert all({"调查取证", "审查", "决定"} <= set(row["stages"]) for row in golden("S7", entry))


@pytest.mark.parametrize("entry", OFFICES)
def test_x1(entry: dict[str, Any]) -> None:
    counts = Counter(official for *_, official in slots(entry))
    n, total = len(counts), sum(counts.values())
    (row,) = golden("X1", entry)
    assert (row["items"], row["officials"]) == (entry["item_count"], n)
    assert row["normalized_hhi"] == pytest.approx((sum((c / total) ** 2 for c in counts.values()) - 1 / n) / (1 - 1 / n))
    assert row["cr1"] == pytest.approx(max(counts.values()) / total)
    on = Counter(official for who in people(entry).values() for official in who)
    assert row["median_items_per_official"] == median(on.values())
    several = entry["item_count"] - len(entry["single_chain_serials"])
    assert row["same_head_share"] == pytest.approx(len(entry["same_head_in_both_chains_serials"]) / several)


@pytest.mark.parametrize("entry", OFFICES)
def test_x3(entry: dict[str, Any]) -> None:
    """Dealt once more, slot by slot."""
    counts = Counter(official for *_, official in slots(entry))
    n, total = len(counts), sum(counts.values())
    random = Random(1)
    drawn = [Counter(random.randrange(n) for _ in range(total)) for _ in range(5000)]
    for measure, of in {
        "hhi": lambda dealt: sum((c / total) ** 2 for c in dealt.values()),
        "cr1": lambda dealt: max(dealt.values()) / total,
    }.items():
        (row,) = [row for row in golden("X3", entry) if row["measure"] == measure]
        values = [of(dealt) for dealt in drawn]
        expected = (of(counts), fmean(values), float(np.percentile(values, 95)), max(values))
        assert (row["observed"], row["null_mean"], row["null_p95"], row["null_max"]) == pytest.approx(expected)


def test_x2_no_two_offices_list_the_same_power() -> None:
    """Of different fields, they share no name; the nearest two are far below the least likeness."""
    names = [{item["name"] for item in entry["items"]} for entry in CURRENT.values()]
    assert not any(a & b for a, b in combinations(names, 2))
    assert json.loads((TESTS / "golden" / "X2.json").read_text(encoding="utf-8"))["rows"] == []
