"""The network of officials: published and hand-computed values."""

from __future__ import annotations

import networkx as nx
import pytest

from queries import network


def pairs(*edges: tuple[str, str]) -> list[frozenset[str]]:
    return [frozenset(edge) for edge in edges]


def place(groups: list[frozenset[str]], measure: str, *, weighted: bool = False) -> dict[str, float | bool | None]:
    places = network.positions(network.projection(groups), [measure], weighted=weighted)
    return {node: values[measure] for node, values in places.items()}


def test_weights_count_shared_items() -> None:
    graph = network.projection([frozenset("ab"), frozenset("abc"), frozenset("d")])
    assert {(a, b): data["weight"] for a, b, data in graph.edges(data=True)} == {("a", "b"): 2, ("a", "c"): 1, ("b", "c"): 1}
    assert set(graph) == set("abcd")
    assert not list(network.projection([frozenset("ab"), frozenset("c")], min_weight=2).edges)


def test_krackhardt_s_kite() -> None:
    """D. Krackhardt 1990: one has most ties, another carries most shortest paths (14 and 25/3 of 36 pairs)."""
    names = "ABCDEFGHIJ"
    kite = pairs(*((names[a], names[b]) for a, b in nx.krackhardt_kite_graph().edges))
    degree, between = place(kite, "degree"), place(kite, "betweenness")
    assert max(degree, key=lambda name: degree[name] or 0) == "D"
    assert degree["D"] == 6
    assert between["H"] == pytest.approx(14 / 36)
    assert between["F"] == between["G"] == pytest.approx(25 / 3 / 36)
    assert [name for name, cut in place(kite, "cut_vertex").items() if cut] == ["H", "I"]


def test_burt_s_constraint_by_hand() -> None:
    path = pairs(("a", "b"), ("b", "c"))
    assert place(path, "constraint") == {"a": 1.0, "b": pytest.approx(0.5), "c": 1.0}
    triangle = pairs(("a", "b"), ("b", "c"), ("a", "c"))
    assert place(triangle, "constraint")["a"] == pytest.approx(2 * (1 / 2 + 1 / 4) ** 2)
    heavier = [*path, *pairs(("a", "b"), ("a", "b"))]  # 3 of 4 shared items are with a
    assert place(heavier, "constraint", weighted=True)["b"] == pytest.approx((3 / 4) ** 2 + (1 / 4) ** 2)


def test_one_without_neighbours_has_no_constraint() -> None:
    values = place([frozenset("ab"), frozenset("c")], "constraint")
    assert values["c"] is None
    assert place([frozenset("c")], "constraint") == {"c": None}
    assert place([frozenset("c")], "betweenness") == {"c": 0.0}


def test_core_numbers_by_hand() -> None:
    assert place(pairs(("a", "b"), ("b", "c"), ("a", "c"), ("c", "d")), "core") == {"a": 2, "b": 2, "c": 2, "d": 1}


def test_strength_sums_weights() -> None:
    assert place([frozenset("ab"), frozenset("abc")], "strength") == {"a": 3, "b": 3, "c": 2}


def test_paths_of_equal_length_stay_equal() -> None:
    """1/6 + 1/3 + 1/2 is not 1/2 + 1/3 + 1/6 in floating point; both ways from a to z carry the same share."""
    assert 1 / 6 + 1 / 3 + 1 / 2 != 1 / 2 + 1 / 3 + 1 / 6
    there = [("a", "b")] * 6 + [("b", "c")] * 3 + [("c", "z")] * 2
    back = [("a", "d")] * 2 + [("d", "e")] * 3 + [("e", "z")] * 6
    between = place(pairs(*there, *back), "betweenness", weighted=True)
    assert between["b"] == between["e"]
    assert between["c"] == between["d"] == pytest.approx(between["b"] or 0, abs=0.2)
    assert sum(value or 0 for value in between.values()) > 0


def test_freeman_s_centralisation_of_a_star_is_1_and_of_a_ring_0() -> None:
    star = pairs(*(("hub", leaf) for leaf in "abcde"))
    ring = pairs(*zip("abcdef", "bcdefa", strict=True))
    for groups, expected in ((star, 1), (ring, 0)):
        assert network.degree_centralization([value or 0 for value in place(groups, "degree").values()]) == pytest.approx(expected)
        assert network.betweenness_centralization([value or 0 for value in place(groups, "betweenness").values()]) == pytest.approx(
            expected
        )


@pytest.mark.parametrize("values", [[], [0], [1, 1]])
def test_no_centralisation_below_three(values: list[float]) -> None:
    assert network.degree_centralization(values) is network.betweenness_centralization(values) is None
