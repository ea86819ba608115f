"""A stored subgraph as networkx: for what a query can't compute."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from graph.errors import unknown
from graph.schema import EDGE_KINDS, NODE_KIND, NODE_KINDS
from graph.stores.base import Store

if TYPE_CHECKING:
    import networkx as nx


def network(store: Store, labels: Iterable[str] | None = None) -> nx.MultiDiGraph[str]:
    """The nodes of some kinds (default: all) and the edges between them; nodes are keyed by id, parallel edges by theirs.

    Node attributes are `label` and the schema's properties; edge attributes `kind` and the edge's.
    Raises UsageError for an unknown label.
    """
    import networkx as nx

    chosen = list(labels) if labels is not None else [kind.label for kind in NODE_KINDS]
    for label in chosen:
        if label not in NODE_KIND:
            raise unknown("label", label, NODE_KIND)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for label in chosen:
        names = [prop.name for prop in NODE_KIND[label].props]
        for row in store.read(f"MATCH (n:{label}) RETURN n.id AS id, {_returned('n', names)}").rows:
            graph.add_node(row.pop("id"), label=label, **_stated(row))
    for kind in EDGE_KINDS:
        for target in kind.targets:
            if kind.source.label in chosen and target.label in chosen:
                _add_edges(graph, store, kind.name, kind.source.label, target.label, [prop.name for prop in kind.props])
    return graph


def _add_edges(graph: nx.MultiDiGraph[str], store: Store, name: str, source: str, target: str, names: list[str]) -> None:
    properties = f", {_returned('e', names)}" if names else ""
    query = f"MATCH (a:{source})-[e:{name}]->(b:{target}) RETURN a.id AS source_id, b.id AS target_id, e.id AS edge_id{properties}"
    for row in store.read(query).rows:
        ends = row.pop("source_id"), row.pop("target_id")
        graph.add_edge(*ends, row.pop("edge_id"), kind=name, **_stated(row))


def _returned(variable: str, names: list[str]) -> str:
    return ", ".join(f"{variable}.`{name}` AS `{name}`" for name in names)


def _stated(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value is not None}
