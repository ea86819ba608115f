"""C1-C7 worked out again from the parsed rows."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest
from recompute import made_up
from recompute.parsed import Listed, Parsed, ask, in_order, picked, shared
from support import item, write_list

import quanpu

ROLES = ("any", "leader", "head", "handler", "other")


def coverage(parsed: Parsed, role: str = "any") -> set[tuple[object, ...]]:
    """C1: official, items, share, as leader, as head, otherwise, departments."""
    slots = parsed.slots if role == "any" else parsed.slots[parsed.slots["role"] == role]
    rows = set()
    for official, own in slots.groupby("official"):
        items = own["item"].nunique()
        leads, heads = (own[own["role"] == part]["item"].nunique() for part in ("leader", "head"))
        others = own[~own["role"].isin(["leader", "head"])]["item"].nunique()
        rows.add((official, items, round(items / parsed.n, 9), leads, heads, others, own["department"].nunique()))
    return rows


@pytest.mark.parametrize("role", ROLES)
def test_c1(listed: Listed, role: str) -> None:
    found = listed.rows("C1", "official items share as_leader as_head as_other departments", role=role)
    assert found == coverage(listed.parsed, role)


def test_c1_by_unit_and_office(listed: Listed) -> None:
    units = pd.Series([unit for named in listed.parsed.units.values() for unit in named]).value_counts()
    expected = {(unit, count, round(count / listed.parsed.n, 9)) for unit, count in units.items()}
    assert listed.rows("C1", "official items share", level="department") == expected
    office = listed.parsed.inspection["document"]["organization"]
    assert listed.rows("C1", "official items share", level="organization") == {(office, listed.parsed.n, 1.0)}


def test_c1_of_persons_and_of_posts(listed: Listed) -> None:
    for kind in ("person", "post"):
        slots = listed.parsed.slots
        expected = slots[slots["kind"] == kind].groupby("official")["item"].nunique()
        assert listed.rows("C1", "official items", level=kind) == set(expected.items())


def test_c1_of_one_unit_and_of_one_category(listed: Listed) -> None:
    """A filter narrows the items: the share is of the items that are left."""
    for unit in set().union(*listed.parsed.units.values()):
        part = listed.where(lambda entry, unit=unit: any(chain["department"] == unit for chain in entry["chains"]), department=unit)
        assert part.rows("C1", "official items share as_leader as_head as_other departments") == coverage(part.parsed)
    for category in {entry["category"] for entry in listed.parsed.entries.values()}:
        part = listed.where(lambda entry, category=category: entry["category"] == category, category=category)
        assert part.rows("C1", "official items share as_leader as_head as_other departments") == coverage(part.parsed)


def test_c2(listed: Listed) -> None:
    slots = listed.parsed.slots.groupby("official").size()
    answer = listed.ask("C2")
    assert answer["denominator"]["slots"] == slots.sum()
    assert picked(answer["rows"], "official slots share") == {(name, count, round(count / slots.sum(), 9)) for name, count in slots.items()}


def test_c2_by_unit(listed: Listed) -> None:
    chains = listed.parsed.chains.groupby("department").size()
    answer = listed.ask("C2", level="unit")
    assert picked(answer["rows"], "official slots share") == {(name, n, round(n / chains.sum(), 9)) for name, n in chains.items()}


def indices(counts: pd.Series) -> dict[str, float]:
    """HHI (Hirschman 1945), its normalized form, Gini as mean absolute difference (Gini 1912), and CR_k."""
    shares, n = shared(counts).sort_values(ascending=False), len(counts)
    differences = sum(abs(a - b) for a in counts for b in counts)
    hhi = float((shares**2).sum())
    return {
        "hhi": hhi,
        "normalized_hhi": (hhi - 1 / n) / (1 - 1 / n) if n > 1 else 1.0,
        "gini": differences / (2 * n * n * counts.mean()),
        **{f"cr{k}": float(shares.head(k).sum()) for k in (1, 2, 3)},
    }


def bases(parsed: Parsed) -> dict[str, pd.Series]:
    """What is shared out in C3; a base that the list does not state is left out."""
    slots = parsed.slots
    every = {
        "slots": slots.groupby("official").size(),
        "items": slots.groupby("official")["item"].nunique(),
        "leader": slots[slots["role"] == "leader"].groupby("official").size(),
        "head": slots[slots["role"] == "head"].groupby("official").size(),
        "unit": parsed.chains.groupby("department").size(),
    }
    return {name: counts for name, counts in every.items() if len(counts)}


def test_c3(listed: Listed) -> None:
    expected = {(base, measure): (value, len(counts), 1 / indices(counts)["hhi"])
                for base, counts in bases(listed.parsed).items() for measure, value in indices(counts).items()}  # fmt: skip
    rows = listed.ask("C3")["rows"]
    assert {(row["base"], row["measure"]) for row in rows} == set(expected)
    assert len(rows) == len(expected)
    for row in rows:
        found = (row["value"], row["n"], row["effective_n"])
        assert found == pytest.approx(expected[row["base"], row["measure"]], abs=1e-9), (row["base"], row["measure"])


def items_of(parsed: Parsed) -> dict[str, set[int]]:
    """The items that name each official."""
    return {official: set(own["item"]) for official, own in parsed.slots.groupby("official")}


def exposure(parsed: Parsed, types: dict[int, set[str]], weights: dict[str, float]) -> set[tuple[object, ...]]:
    """C4: each type of each item once, weighted; its share of the list's; per item; distinct types."""

    def total(items: Iterable[int]) -> float:
        return sum(weights.get(kind, 1) for item in items for kind in types[item])

    return {
        (
            official,
            round(total(items), 9),
            round(total(items) / total(parsed.entries), 9),
            round(total(items) / len(items), 9),
            len(set().union(*(types[item] for item in items))),
        )
        for official, items in items_of(parsed).items()
    }


C4 = "official exposure share mean_per_item risk_types"


@pytest.mark.parametrize("suggested", [True, False])
@pytest.mark.parametrize("weights", [{}, {"BRIBE": 3, "LEAK": 0.5, "COLLECTIVE": 0}], ids=["plain", "weighted"])
def test_c4(listed: Listed, weights: dict[str, float], suggested: bool) -> None:
    types = listed.parsed.types("risks", suggested=suggested)
    found = listed.rows("C4", C4, include_suggested=suggested, **({"weights": weights} if weights else {}))
    assert {(name, *map(float, rest)) for name, *rest in found} == exposure(listed.parsed, types, weights)


@pytest.mark.parametrize("level", ["coarse", "family"])
def test_c4_coarser(listed: Listed, level: str, taxonomy: dict[str, dict[str, str]]) -> None:
    coarser = {code: row["coarse16" if level == "coarse" else "family_en"] for code, row in taxonomy.items()}
    types = {item: {coarser[kind] for kind in found} for item, found in listed.parsed.types("risks").items()}
    assert listed.rows("C4", C4, taxonomy=level) == exposure(listed.parsed, types, {})


def orphans(parsed: Parsed, role: str, gone: set[str]) -> int:
    """C5: items whose every slot of the role (any slot for `any`) is held by those who are gone."""
    slots = parsed.slots if role == "any" else parsed.slots[parsed.slots["role"] == role]
    return sum(set(group) <= gone for _, group in slots.groupby("item")["official"])


def test_c5(listed: Listed) -> None:
    expected = {
        (official, *(orphans(listed.parsed, role, {official}) for role in ("leader", "head", "any")))
        for official in set(listed.parsed.slots["official"])
    }
    answer = listed.ask("C5")
    found = picked(answer["rows"], "official items_without_leader items_without_head items_without_anyone")
    assert found == {row for row in expected if any(row[1:])}
    assert answer["denominator"]["bus_factor"] == min(len(named) for named in listed.parsed.people.values())


@pytest.mark.parametrize("role", ["leader", "head", "handler", "other"])
def test_c5_of_one_part(listed: Listed, role: str) -> None:
    """Leaders and heads have columns of their own; of other parts anyone is anyone of that part."""
    place = {"leader": 0, "head": 1}.get(role, 2)
    lost = {official: orphans(listed.parsed, role, {official}) for official in set(listed.parsed.slots["official"])}
    expected = {(official, *(n if column == place else None for column in range(3))) for official, n in lost.items() if n}
    found = listed.rows("C5", "official items_without_leader items_without_head items_without_anyone", role=role)
    assert set(found) == expected


def holders(parsed: Parsed, role: str) -> list[frozenset[str]]:
    """Who fills the role (any slot for `any`), item by item."""
    slots = parsed.slots if role == "any" else parsed.slots[parsed.slots["role"] == role]
    return [frozenset(group) for _, group in slots.groupby("item")["official"]]


@pytest.mark.parametrize("k", [2, 3])
def test_c5_of_groups(listed: Listed, k: int) -> None:
    """Groups of k on whom some item depends as a whole, and all items that go with them."""
    roles = ("leader", "head", "any")
    groups = {held for role in roles for held in holders(listed.parsed, role) if len(held) == k}
    expected = {
        ("、".join(sorted(group)), *(sum(held <= group for held in holders(listed.parsed, role)) for role in roles)) for group in groups
    }
    found = listed.rows("C5", "official items_without_leader items_without_head items_without_anyone", k=k)
    assert {("、".join(sorted(names.split("、"))), *rest) for names, *rest in found} == expected


def covers(people: dict[int, set[str]]) -> tuple[int, list[tuple[str, ...]]]:
    """C6 by brute force: the least number of officials that touch every item, and every such set."""
    everyone = sorted(set().union(*people.values()))
    for size in range(1, len(everyone) + 1):
        found = [team for team in combinations(everyone, size) if all(named & set(team) for named in people.values())]
        if found:
            return size, found
    return 0, []


@pytest.mark.parametrize("role", ["any", "leader", "head"])
def test_c6(listed: Listed, role: str) -> None:
    slots = listed.parsed.slots if role == "any" else listed.parsed.slots[listed.parsed.slots["role"] == role]
    people = {item: set(group) for item, group in slots.groupby("item")["official"]}
    size, teams = covers(people)
    rows = listed.ask("C6", role=role, most=1000)["rows"]
    assert {row["size"] for row in rows} == {size}
    assert sorted(in_order(row["officials"]) for row in rows) == sorted(teams)
    assert [row["rank"] for row in rows] == list(range(1, len(rows) + 1))
    touched = [(-sum(len(named & set(row["officials"])) for named in people.values()), sorted(row["officials"])) for row in rows]
    assert touched == sorted(touched)
    (first,) = listed.ask("C6", role=role, most=1)["rows"]  # of several with the same sum it may be any
    assert (in_order(first["officials"]), first["rank"]) in {(tuple(names), 1) for reach, names in touched if reach == touched[0][0]}


def projection(parsed: Parsed, least: int = 1) -> nx.Graph:
    """Officials, joined where they stand on at least `least` items together; weight: how many."""
    graph, items = nx.Graph(), items_of(parsed)
    graph.add_nodes_from(items)
    for a, b in combinations(items, 2):
        if len(items[a] & items[b]) >= least:
            graph.add_edge(a, b, weight=len(items[a] & items[b]))
    return graph


def burt(graph: nx.Graph, one: str) -> float:
    """Burt's constraint (Structural Holes, 1992, eq. 2.4) with p_ij the share of i's strength that goes to j."""
    part = {a: {b: graph[a][b]["weight"] / graph.degree(a, weight="weight") for b in graph[a]} for a in graph}
    return sum(
        (part[one].get(other, 0) + sum(part[one][mid] * part[mid].get(other, 0) for mid in part[one] if mid != other)) ** 2
        for other in part[one]
    )


def test_burts_constraint_of_a_small_graph() -> None:
    """By hand: a joined to b, c and d by one item each, b to c by one. c(a) = 2(1/3 + 1/3·1/2)² + (1/3)² = 11/18; c(d) = 1."""
    graph = nx.Graph()
    graph.add_weighted_edges_from([("a", "b", 1), ("a", "c", 1), ("a", "d", 1), ("b", "c", 1)])
    assert burt(graph, "a") == pytest.approx(2 * (1 / 3 + 1 / 6) ** 2 + 1 / 9)
    assert burt(graph, "d") == pytest.approx(1)
    assert nx.constraint(graph, weight="weight") == pytest.approx({one: burt(graph, one) for one in graph})


def between(graph: nx.Graph) -> dict[str, float]:
    """Betweenness (Freeman 1977) by counting shortest paths along 1/weight: the mean share of others' paths that pass through one."""
    far = {(a, b): Fraction(1, data["weight"]) for a, b, data in graph.edges(data=True)}
    measured = nx.Graph((a, b, {"far": length}) for (a, b), length in far.items())
    found = dict.fromkeys(graph, 0.0)
    for a, b in combinations(measured, 2):
        if nx.has_path(measured, a, b):
            paths = list(nx.all_shortest_paths(measured, a, b, weight="far"))
            for one in set(measured) - {a, b}:
                found[one] += sum(one in path for path in paths) / len(paths)
    pairs = (len(graph) - 1) * (len(graph) - 2) / 2
    return {one: value / pairs if pairs else 0.0 for one, value in found.items()}


def test_betweenness_of_a_small_graph() -> None:
    """By hand: a and c meet over b at 1/4 + 1/4 = 1/2, nearer than at 1/1; d hangs on c. b lies between a-c, a-d; c between a-d, b-d."""
    graph = nx.Graph()
    graph.add_weighted_edges_from([("a", "b", 4), ("b", "c", 4), ("a", "c", 1), ("c", "d", 1)])
    assert between(graph) == pytest.approx({"a": 0, "b": 2 / 3, "c": 2 / 3, "d": 0})


def centralization(values: list[float], star: float) -> float:
    """Freeman's centralisation (1978): the sum of differences from the largest, over that of a star."""
    return sum(max(values) - value for value in values) / star


@pytest.mark.parametrize("weighted", [True, False])
@pytest.mark.parametrize("least", [1, 2, 9])
def test_c7(listed: Listed, least: int, weighted: bool) -> None:
    graph = projection(listed.parsed, least)
    seen = graph if weighted else nx.Graph((a, b, {"weight": 1}) for a, b in graph.edges)
    seen.add_nodes_from(graph)
    middle, cores, cuts = between(seen), nx.core_number(graph), set(nx.articulation_points(graph))
    answer = listed.ask("C7", min_weight=least, weighted=weighted)
    rows = {row["official"]: row for row in answer["rows"]}
    assert set(rows) == set(graph)
    for one, row in rows.items():
        assert (row["degree"], row["strength"]) == (graph.degree(one), graph.degree(one, weight="weight"))
        assert row["betweenness"] == pytest.approx(middle[one], abs=1e-6)
        assert row["constraint"] == (pytest.approx(burt(seen, one), abs=1e-6) if graph.degree(one) else None)
        assert (row["core"], row["cut_vertex"]) == (cores[one], one in cuts)
    n, degrees = len(graph), [degree for _, degree in graph.degree]
    found = answer["denominator"]
    assert found["degree_centralization"] == pytest.approx(centralization(degrees, (n - 1) * (n - 2)), abs=1e-4)
    assert found["betweenness_centralization"] == pytest.approx(centralization(list(middle.values()), n - 1), abs=1e-4)


@pytest.mark.parametrize("role", ROLES[1:])
def test_one_part_alone(listed: Listed, role: str) -> None:
    """With a role, C4 and C7 see only the slots in that part."""
    part = listed.parsed.in_part(role)
    assert listed.rows("C4", C4, role=role) == exposure(part, part.types("risks"), {})
    graph = projection(part)
    expected = {(one, graph.degree(one), graph.degree(one, weight="weight")) for one in graph}
    assert listed.rows("C7", "official degree strength", role=role) == expected


def test_units_in_place_of_officials(listed: Listed) -> None:
    """At the level of units, each chain is one slot of its unit."""
    units = listed.parsed.by_unit()
    graph, people = projection(units), units.people
    assert listed.rows("C4", C4, level="department") == exposure(units, units.types("risks"), {})
    expected = {(one, graph.degree(one), graph.degree(one, weight="weight")) for one in graph}
    assert listed.rows("C7", "official degree strength", level="department") == expected
    alone = {unit: sum(held == {unit} for held in people.values()) for unit in graph}
    found = listed.rows("C5", "official items_without_anyone", level="department")
    assert found == {(unit, count) for unit, count in alone.items() if count}
    size, _ = covers(people)
    assert {row["size"] for row in listed.ask("C6", level="department")["rows"]} == {size}


def test_c7_of_a_small_graph(tmp_path: Path) -> None:
    """By hand. Ties: a-b 4, b-c 4, a-c 1, c-d 1. c(a) = (4/5 + 1/5·4/6)² + (1/5 + 4/5·1/2)²; a triangle with d hanging on c."""
    a, b, c, d = made_up.LEADER, made_up.HEAD, made_up.OTHER, made_up.LAST
    pairs = [(a, b)] * 4 + [(b, c)] * 4 + [(a, c), (c, d)]
    file = write_list(tmp_path / "small.txt", *(item(n, people=made_up.chain(one, "竹骨股", two)) for n, (one, two) in enumerate(pairs, 1)))
    with quanpu.open(tmp_path / "small.kgl") as database:
        database.load(file)
    rows = {row["official"]: row for row in ask(tmp_path / "small.kgl", "C7")["rows"]}
    assert {one: (rows[one]["degree"], rows[one]["strength"], rows[one]["core"], rows[one]["cut_vertex"]) for one in rows} == {
        a: (2, 5, 2, False),
        b: (2, 8, 2, False),
        c: (3, 6, 2, True),
        d: (1, 1, 1, False),
    }
    assert [rows[one]["betweenness"] for one in (a, b, c, d)] == pytest.approx([0, 2 / 3, 2 / 3, 0])
    assert [rows[one]["constraint"] for one in (a, d)] == pytest.approx([(4 / 5 + 4 / 30) ** 2 + (1 / 5 + 4 / 10) ** 2, 1])
