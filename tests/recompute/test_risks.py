"""R1-R7 worked out again from the parsed rows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import combinations
from math import ceil, comb
from typing import Any

import networkx as nx
import pandas as pd
import pytest
from recompute.parsed import Listed, Parsed, in_order


def templates(parsed: Parsed) -> dict[int, str]:
    """The template of each item that states risks: its risk cell without layout."""
    return {item: re.sub(r"\s+", "", text) for item, text in parsed.cells("risk").items() if parsed.entries[item]["risks"]}


@pytest.mark.parametrize("suggested", [True, False])
def test_r1(listed: Listed, suggested: bool) -> None:
    parsed, template = listed.parsed, templates(listed.parsed)
    expected = {
        (
            code,
            own["item"].nunique(),
            round(own["item"].nunique() / parsed.n, 9),
            len({template[item] for item in own["item"]}),
            own["text"].nunique(),
        )
        for code, own in parsed.typed("risks", suggested=suggested, other=True).groupby("kind")
    }
    assert listed.rows("R1", "risk_type items share templates statements", include_suggested=suggested) == expected


def test_r1_of_one_stage(listed: Listed) -> None:
    clauses = listed.parsed.typed("risks", other=True)
    for stage, own in clauses.groupby("stage"):
        expected = own.groupby("kind")["item"].nunique().to_dict()
        assert dict(listed.rows("R1", "risk_type items", stage=stage)) == expected


@pytest.mark.parametrize("level", ["coarse", "family"])
def test_r1_coarser(listed: Listed, level: str, taxonomy: dict[str, dict[str, str]]) -> None:
    coarser = {code: row["coarse16" if level == "coarse" else "family_en"] for code, row in taxonomy.items()}
    clauses = listed.parsed.typed("risks", other=True)
    expected = clauses.groupby(clauses["kind"].map(coarser))["item"].nunique().to_dict()
    assert dict(listed.rows("R1", "risk_type items", level=level)) == expected


@pytest.mark.parametrize("normalise", ["verbatim", "space", "types"])
def test_r2(listed: Listed, normalise: str) -> None:
    parsed, types = listed.parsed, listed.parsed.types("risks")
    verbatim = {item: text.strip() for item, text in parsed.cells("risk").items() if text.strip()}
    key = {"verbatim": verbatim, "space": templates(parsed), "types": {item: in_order(types[item]) for item in verbatim}}[normalise]
    groups: dict[Any, list[int]] = {}
    for item in sorted(key):
        groups.setdefault(key[item], []).append(item)
    answer = listed.ask("R2", normalise=normalise)
    assert {tuple(row["item_serials"]) for row in answer["rows"]} == {parsed.serials(group) for group in groups.values()}
    assert {(tuple(row["item_serials"]), in_order(set(row["risk_types"]) - {"OTHER"})) for row in answer["rows"]} == {
        (parsed.serials(group), in_order(set().union(*(types[item] for item in group)))) for group in groups.values()
    }
    assert answer["denominator"]["templates"] == len(groups)
    effective = 1 / sum((len(group) / len(key)) ** 2 for group in groups.values())
    assert answer["denominator"]["effective_templates"] == pytest.approx(effective, abs=1e-4)


@pytest.mark.parametrize("tau", [0.3, 0.5])
def test_r2_communities(listed: Listed, tau: float) -> None:
    """Items one by one as nodes: the groups divide all items, alike ones never part, and networkx finds no better division of them."""
    types = {item: frozenset(own) for item, own in listed.parsed.types("risks").items()}
    items = [item for item, text in listed.parsed.cells("risk").items() if text.strip()]
    links = nx.Graph()
    links.add_nodes_from(item for item in items if types[item])
    for a, b in combinations(links, 2):
        likeness = len(types[a] & types[b]) / len(types[a] | types[b])
        if likeness >= tau:
            links.add_edge(a, b, weight=likeness)
    answer = listed.ask("R2", normalise="communities", tau=tau)
    number = {serial: item for item in items for serial in listed.parsed.serials([item])}
    groups = [{number[serial] for serial in row["item_serials"]} for row in answer["rows"]]
    assert sorted(item for group in groups for item in group) == sorted(items)
    by_types = [{item for item in items if types[item] == own} for own in {types[item] for item in items}]
    assert all(any(alike <= group for group in groups) for alike in by_types)
    for row, group in zip(answer["rows"], groups, strict=True):
        half = {
            kind for kind in set().union(*(types[item] for item in group)) if 2 * sum(kind in types[item] for item in group) >= len(group)
        }
        assert set(row["risk_types"]) - {"OTHER"} == half
    if links.size():
        divided = [group & set(links) for group in groups if group & set(links)]
        reached = nx.community.modularity(links, divided)
        assert answer["denominator"]["modularity"] == pytest.approx(reached, abs=1e-4)
        assert answer["denominator"]["communities"] == len(groups)
        assert reached >= max(nx.community.modularity(links, nx.community.louvain_communities(links, seed=k)) for k in range(5)) - 1e-9


def representatives(parsed: Parsed) -> list[int]:
    """One item of each template."""
    return list({template: item for item, template in reversed(templates(parsed).items())}.values())


def upper_tail(both: int, n: int, first: int, second: int) -> float:
    """P(X >= both) of the hypergeometric distribution: `second` draws from n, of which `first` count."""
    ways = sum(comb(first, k) * comb(n - first, second - k) for k in range(both, min(first, second) + 1))
    return ways / comb(n, second)


def pair_counts(sets: Iterable[set[str]]) -> dict[tuple[str, str], tuple[int, int, int, int]]:
    """For each two types: n, how many sets hold the first, the second, both."""
    held = list(sets)
    kinds = sorted(set().union(*held))
    count = {kind: sum(kind in one for one in held) for kind in kinds}
    return {(a, b): (len(held), count[a], count[b], sum({a, b} <= one for one in held)) for a, b in combinations(kinds, 2)}


def test_the_tail_of_a_small_urn() -> None:
    """By hand: 4 items, two types on 2 each, both on 2: 1 way of C(4,2) = 6."""
    assert upper_tail(2, 4, 2, 2) == pytest.approx(1 / 6)
    assert upper_tail(1, 4, 2, 2) == pytest.approx(5 / 6)


def stating(parsed: Parsed) -> list[int]:
    """The items with a risk cell: the ground of R3 to R6."""
    return sorted(templates(parsed))


@pytest.mark.parametrize("suggested", [True, False])
@pytest.mark.parametrize("unit", ["item", "template"])
def test_r3(listed: Listed, unit: str, suggested: bool) -> None:
    """Significance is the one-sided hypergeometric test with Bonferroni's correction for all pairs of types present."""
    types = listed.parsed.types("risks", suggested=suggested)
    counts = {
        "items": pair_counts(types[item] for item in stating(listed.parsed)),
        "templates": pair_counts(types[item] for item in representatives(listed.parsed)),
    }
    shown = counts[f"{unit}s"]
    answered = listed.ask("R3", unit=unit, include_suggested=suggested)["rows"]
    rows = {in_order((row["risk_a"], row["risk_b"])): row for row in answered}
    assert len(rows) == len(answered)
    assert set(rows) == {pair for pair, (*_, both) in shown.items() if both}
    for pair, row in rows.items():
        n, first, second, both = shown[pair]
        assert row["items"] == counts["items"][pair][3]
        assert row["jaccard"] == pytest.approx(both / (first + second - both), abs=1e-6)
        assert row["lift"] == pytest.approx(both * n / (first * second), abs=1e-6)
        for level, pairs in counts.items():
            n, first, second, both = pairs[pair]
            p = upper_tail(both, n, first, second)
            assert row[f"p_{level}"] == pytest.approx(p, rel=1e-6, abs=2e-12), (pair, level)
            assert row[f"significant_{level}"] == (p * len(pairs) <= 0.05), (pair, level)


@pytest.mark.parametrize("draws", [200, 3000])
def test_r3_where_both_degrees_are_kept(listed: Listed, draws: int) -> None:
    """A chance is a whole number of draws; the verdict is Bonferroni's, and left open where no number of draws so small could say yes."""
    answer = listed.ask("R3", model="degrees", draws=draws)
    free = {(row["risk_a"], row["risk_b"]): row for row in listed.ask("R3")["rows"]}
    tests = len(pair_counts(types for types in listed.parsed.types("risks").values()))
    assert {(row["risk_a"], row["risk_b"]) for row in answer["rows"]} == set(free)
    open_ = tests / (1 + draws) > 0.05
    assert answer["denominator"]["draws_needed"] == ceil(tests / 0.05) - 1
    for row in answer["rows"]:
        for level in ("items", "templates"):
            extreme = row[f"p_{level}"] * (1 + draws)
            assert extreme == pytest.approx(round(extreme))
            assert 1 <= round(extreme) <= 1 + draws
            sure = row[f"p_{level}"] * tests <= 0.05
            assert row[f"significant_{level}"] == (None if open_ else sure)


def closed_sets(sets: list[set[str]]) -> dict[frozenset[str], int]:
    """Every closed set of types (an intersection of items' sets) with its support: the concepts of the table items × types."""
    closed: set[frozenset[str]] = set()
    for one in map(frozenset, sets):
        closed |= {one & other for other in closed} | {one}
    return {one: sum(one <= held for held in sets) for one in closed}


def test_closed_sets_of_a_small_table() -> None:
    """By hand: {a,b}, {a,b}, {a,c}: a stands on 3, ab on 2, ac on 1; b alone isn't closed."""
    assert closed_sets([{"a", "b"}, {"a", "b"}, {"a", "c"}]) == {frozenset("a"): 3, frozenset("ab"): 2, frozenset("ac"): 1}


@pytest.mark.parametrize("suggested", [True, False])
@pytest.mark.parametrize(("support", "size"), [(2, 2), (1, 1), (5, 3)])
def test_r4(listed: Listed, support: int, size: int, suggested: bool) -> None:
    parsed, types = listed.parsed, listed.parsed.types("risks", suggested=suggested)
    ones = [types[item] for item in representatives(parsed)]
    expected = {
        (in_order(kinds), len(kinds), items, sum(kinds <= one for one in ones))
        for kinds, items in closed_sets([types[item] for item in stating(parsed)]).items()
        if len(kinds) >= size and items >= support
    }
    found = listed.rows("R4", "risk_types size items templates", min_support=support, min_size=size, include_suggested=suggested)
    assert {(in_order(kinds), *rest) for kinds, *rest in found} == expected


@pytest.mark.parametrize("least", [1, 5])
def test_r5(listed: Listed, least: int) -> None:
    parsed, types, ground = listed.parsed, listed.parsed.types("risks"), set(stating(listed.parsed))
    expected = set()
    for official, own in parsed.slots.groupby("official"):
        items = set(own["item"]) & ground
        for kind in set().union(*types.values()):
            both, overall = sum(kind in types[item] for item in items), sum(kind in types[item] for item in ground)
            if both and len(items) >= least:
                expected.add((official, kind, both, round((both / len(items)) / (overall / len(ground)), 9), len(items)))
    assert listed.rows("R5", "official risk_type items location_quotient official_items", min_items=least) == expected


def held_by_unit(parsed: Parsed) -> dict[str, set[str]]:
    """The risk types on each unit's items; a unit without an item that states risks is left out."""
    types, ground = parsed.types("risks"), set(stating(parsed))
    units: dict[str, set[str]] = {}
    for item in ground:
        for unit in parsed.units[item]:
            units.setdefault(unit, set()).update(types[item])
    return units


def spread(units: dict[str, set[str]]) -> set[tuple[object, ...]]:
    """R6: type, the units that have it, and whether all, one or some do."""
    rows = set()
    for kind in set().union(*units.values()):
        named = in_order(unit for unit, held in units.items() if kind in held)
        rows.add((kind, named, "common" if len(named) == len(units) else "unique" if len(named) == 1 else "partial"))
    return rows


def test_r6(listed: Listed) -> None:
    units = held_by_unit(listed.parsed)
    assert listed.rows("R6", "risk_type departments scope") == spread(units)
    two = sorted(units)[:2]
    assert listed.rows("R6", "risk_type departments scope", departments=two) == spread({unit: units[unit] for unit in two})


@pytest.mark.parametrize("basis", ["any", "label", "inferred", "content"])
def test_r7(listed: Listed, basis: str) -> None:
    """A clause whose stage is not known stands under none; OTHER counts."""
    clauses = listed.parsed.typed("risks", other=True)
    clauses = clauses if basis == "any" else clauses[clauses["basis"] == basis]
    counts = clauses.groupby(["stage", "kind", "basis"], dropna=False)["item"].nunique()
    expected = {(*(None if pd.isna(part) else part for part in key), count) for key, count in counts.items()}
    assert listed.rows("R7", "stage risk_type basis items", basis=basis) == expected
