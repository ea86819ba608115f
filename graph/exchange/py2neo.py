"""A part of the graph as `py2neo.Subgraph`, for notebooks that still use that library; it is end-of-life and an extra."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from graph.errors import UsageError
from graph.network import network
from graph.stores.base import Store

if TYPE_CHECKING:
    import networkx as nx
    import py2neo

KEY = "id"  # the property by which py2neo would merge a node


def subgraph(graph: nx.MultiDiGraph[str]) -> py2neo.Subgraph:
    """A network (of `graph.network`) as py2neo has it; built offline, parallel edges kept. Raises UsageError without py2neo."""
    library = _library()
    nodes = {id_: _node(library, id_, data) for id_, data in graph.nodes(data=True)}
    edges = [
        library.Relationship(nodes[source], data["kind"], nodes[target], id=id_, **{name: data[name] for name in data if name != "kind"})
        for source, target, id_, data in graph.edges(keys=True, data=True)
    ]
    return library.Subgraph(nodes.values(), edges)


def labels_subgraph(store: Store, labels: Iterable[str] | None = None) -> py2neo.Subgraph:
    """The nodes of some kinds (default: all) and the edges between them. Raises UsageError for an unknown label."""
    return subgraph(network(store, labels))


def query_subgraph(store: Store, cypher: str, parameters: Mapping[str, Any] | None = None) -> py2neo.Subgraph:
    """The nodes whose ids a reading query gives, in any of its columns, and all edges between them.

    Raises UsageError where it gives none: `MATCH (o:Official)-[:RESPONSIBLE_FOR]->(i) RETURN o.id AS official, i.id AS item`.
    """
    values = {value for row in store.read(cypher, parameters).rows for value in row.values() if isinstance(value, str)}
    whole = network(store)
    found = values & set(whole)
    if not found:
        raise UsageError("the query gives no id of a node", do="Return ids, such as RETURN i.id AS item.")
    return subgraph(whole.subgraph(found))


def write_subgraph(found: py2neo.Subgraph, graph: py2neo.Graph) -> None:
    """Write a subgraph of ours to an empty database in one transaction, each parallel edge too.

    py2neo's own `Graph.create` merges the edges of one type between two nodes: use this instead.
    """
    from py2neo import bulk

    nodes: dict[str, list[dict[str, Any]]] = defaultdict(list)
    edges: dict[tuple[str, str, str], list[tuple[str, dict[str, Any], str]]] = defaultdict(list)
    for node in found.nodes:
        nodes[node.__primarylabel__].append(dict(node))
    for edge in found.relationships:
        ends = edge.start_node, edge.end_node
        kinds = type(edge).__name__, *(end.__primarylabel__ for end in ends)
        edges[kinds].append((ends[0][KEY], dict(edge), ends[1][KEY]))
    transaction = graph.begin()
    for label, rows in nodes.items():
        bulk.create_nodes(transaction, rows, labels={label})
    for (name, source, target), links in edges.items():
        bulk.create_relationships(transaction, links, name, start_node_key=(source, KEY), end_node_key=(target, KEY))
    graph.commit(transaction)


def _node(library: Any, id_: str, data: Mapping[str, Any]) -> Any:
    node = library.Node(data["label"], id=id_, **{name: data[name] for name in data if name != "label"})
    node.__primarylabel__, node.__primarykey__ = data["label"], KEY
    return node


def _library() -> Any:
    try:
        import py2neo
    except ImportError as error:
        raise UsageError(
            "py2neo is not installed", do="It is end-of-life; where you need it: pip install 'quanpu[py2neo]'. Otherwise use graph.network."
        ) from error
    return py2neo
