"""The network of officials who share items, and the place of each in it (networkx)."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

Value = float | bool | None
MEASURES = ("degree", "strength", "betweenness", "constraint", "core", "cut_vertex")


def projection(people: Iterable[frozenset[str]], *, min_weight: int = 1) -> nx.Graph[str]:
    """One node per member of the groups; an edge's `weight` is how many groups hold both, `distance` is its inverse as a whole number.

    Edges below `min_weight` are left out. Whole distances (the least common multiple of all weights over the weight) keep paths
    of equal length equal, where fractions would round.
    """
    import networkx as nx  # 0.1 s to import: only where a network is asked for

    graph: nx.Graph[str] = nx.Graph()
    weights: dict[tuple[str, str], int] = {}
    for group in people:
        graph.add_nodes_from(sorted(group))
        for pair in combinations(sorted(group), 2):
            weights[pair] = weights.get(pair, 0) + 1
    kept = {pair: weight for pair, weight in weights.items() if weight >= min_weight}
    multiple = math.lcm(*kept.values())
    graph.add_edges_from((a, b, {"weight": weight, "distance": multiple // weight}) for (a, b), weight in sorted(kept.items()))
    return graph


def positions(graph: nx.Graph[str], measures: Iterable[str], *, weighted: bool) -> dict[str, dict[str, Value]]:
    """Each node's values of the measures wanted, by name.

    degree: neighbours. strength: sum of weights. betweenness: L. C. Freeman 1977, normalised, along the distances if weighted.
    constraint: R. S. Burt 1992, from the weights if weighted; None for a node without neighbours. core: the largest k such that the
    node is in the k-core (S. B. Seidman 1983). cut_vertex: whether the network falls into more parts without it.
    """
    import networkx as nx

    computed: Mapping[str, Callable[[], Mapping[str, Value]]] = {
        "degree": lambda: dict(graph.degree()),
        "strength": lambda: dict(graph.degree(weight="weight")),
        "betweenness": lambda: nx.betweenness_centrality(graph, weight="distance" if weighted else None),
        "constraint": lambda: _constraint(graph, weighted=weighted),
        "core": lambda: nx.core_number(graph),
        "cut_vertex": lambda: dict.fromkeys(graph, False) | dict.fromkeys(nx.articulation_points(graph), True),
    }
    values = {measure: computed[measure]() for measure in measures}
    return {node: {measure: values[measure].get(node) for measure in values} for node in graph}


def _constraint(graph: nx.Graph[str], *, weighted: bool) -> dict[str, float]:
    import networkx as nx

    tied = graph.subgraph(node for node in graph if graph.degree(node))  # without neighbours it is not defined
    found: dict[str, float] = nx.constraint(tied, weight="weight" if weighted else None) if tied else {}
    return found


def degree_centralization(degrees: Sequence[float]) -> float | None:
    """Freeman 1979: sum of (largest - each) over (n-1)(n-2), the sum in a star. None below three nodes."""
    n = len(degrees)
    return _lead(degrees) / ((n - 1) * (n - 2)) if n > 2 else None


def betweenness_centralization(values: Sequence[float]) -> float | None:
    """Freeman 1979 for normalised betweenness: sum of (largest - each) over n-1, the sum in a star. None below three nodes."""
    n = len(values)
    return _lead(values) / (n - 1) if n > 2 else None


def _lead(values: Sequence[float]) -> float:
    largest = max(values)
    return sum(largest - value for value in values)
