"""A stored subgraph as networkx: for what a query can't compute, and for pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from graph.errors import unknown
from graph.kinds import EdgeKind, NodeKind
from graph.schema import (
    CITES,
    EDGE_KINDS,
    HANDLES,
    HAS_PASSAGE,
    HEADS,
    ISSUED_BY,
    LEADS,
    LISTED_IN,
    NODE_KIND,
    NODE_KINDS,
    PART_OF,
    RESPONSIBLE_FOR,
    RISK_IS_A,
    STATES,
)
from graph.stores.base import Reader

if TYPE_CHECKING:
    import networkx as nx

    MultiGraph = nx.MultiDiGraph[str]

Known = Literal["source", "target"]

_ITEMS = """MATCH (d:Document) WHERE d.id IN $documents
MATCH (i:PowerItem)-[:LISTED_IN]->(d)
WHERE ($department IS NULL OR EXISTS { MATCH (u:Department)-[:HANDLES]->(i) WHERE u.name = $department })
  AND ($category IS NULL OR EXISTS { MATCH (i)-[:IN_CATEGORY]->(c:Category) WHERE c.name = $category })
RETURN i.id AS id, d.id AS document, i.ordinal AS ordinal"""

# label -> how a subject of that kind reaches its items, and the properties it may be called by
_TO_ITEMS = {
    "Official": ("(n:Official)-[:RESPONSIBLE_FOR]->(i:PowerItem)", ("name",)),
    "Department": ("(n:Department)-[:HANDLES]->(i:PowerItem)", ("name",)),
    "PowerItem": ("(i:PowerItem)", ("name", "serial", "code")),
    "Law": ("(i:PowerItem)-[:HAS_PASSAGE]->(:Passage)-[:CITES]->(n:Law)", ("name", "full_name")),
    "RiskType": ("(i:PowerItem)-[:HAS_PASSAGE]->(:Passage)-[:STATES]->(:RiskPoint)-[:IS_A]->(n:RiskType)", ("name", "code", "name_en")),
}

_DOWN = ("LISTED_IN", "ISSUED_BY", "HAS_PASSAGE", "STATES", "CITES", "IS_A", "PART_OF")

# how everything that some items touch is reached from them: an edge, and which of its ends is known by then
_REACH: tuple[tuple[EdgeKind, Known], ...] = (
    (LISTED_IN, "source"), (ISSUED_BY, "source"), (RESPONSIBLE_FOR, "target"), (HANDLES, "target"), (HAS_PASSAGE, "source"),
    (STATES, "source"), (CITES, "source"), (RISK_IS_A, "source"), (PART_OF, "source"), (LEADS, "source"), (HEADS, "source"),
)  # fmt: skip


def network(store: Reader, labels: Iterable[str] | None = None) -> MultiGraph:
    """The nodes of some kinds (default: all) and the edges between them; nodes are keyed by id, parallel edges by theirs.

    Node attributes are `label` and the schema's properties; edge attributes `kind` and the edge's.
    Raises UsageError for an unknown label.
    """
    import networkx as nx

    chosen = list(labels) if labels is not None else [kind.label for kind in NODE_KINDS]
    for label in chosen:
        if label not in NODE_KIND:
            raise unknown("label", label, NODE_KIND)
    graph: MultiGraph = nx.MultiDiGraph()
    for label in chosen:
        _add_nodes(graph, store, NODE_KIND[label])
    for kind in EDGE_KINDS:
        for target in kind.targets:
            if kind.source.label in chosen and target.label in chosen:
                _add_edges(graph, store, kind, target)
    return graph


def listed_items(store: Reader, documents: Sequence[str], *, department: str | None = None, category: str | None = None) -> list[str]:
    """Ids of the items of some documents (by id), in the documents' and then the lists' order; may be narrowed."""
    rows = store.read(_ITEMS, {"documents": list(documents), "department": department, "category": category}).rows
    order = {document: place for place, document in enumerate(documents)}
    return [row["id"] for row in sorted(rows, key=lambda row: (order[row["document"]], row["ordinal"]))]


def items_with(store: Reader, label: str, name: str) -> set[str]:
    """Ids of the items that touch a subject (Official, Department, PowerItem, Law, RiskType) of exactly that name, serial or code."""
    path, names = _TO_ITEMS[label]
    node = "i" if label == "PowerItem" else "n"
    called = " OR ".join(f"{node}.{one} = $name" for one in names)
    return {row["id"] for row in store.read(f"MATCH {path} WHERE {called} RETURN DISTINCT i.id AS id", {"name": name}).rows}


def names_of(store: Reader, label: str) -> list[str]:
    """Every name that a subject of one kind may be called by."""
    _, names = _TO_ITEMS[label]
    wanted = ", ".join(f"n.{one} AS {one}" for one in names)
    rows = store.read(f"MATCH (n:{label}) RETURN {wanted}").rows
    return sorted({str(value) for row in rows for value in row.values() if value})


def items_of_each(store: Reader, label: str, items: Sequence[str]) -> dict[str, list[str]]:
    """Which of some items (by id) each node of a kind stands on, by its id; items in the order in which they are given."""
    if label == "PowerItem":
        return {item: [item] for item in items}
    path = _TO_ITEMS[label][0]
    place = {item: number for number, item in enumerate(items)}
    rows = store.read(f"MATCH {path} WHERE i.id IN $items RETURN DISTINCT n.id AS id, i.id AS item", {"items": list(items)}).rows
    found: dict[str, list[str]] = {}
    for row in sorted(rows, key=lambda row: (row["id"], place[row["item"]])):
        found.setdefault(row["id"], []).append(row["item"])
    return found


def nodes_of(store: Reader, label: str, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The properties of some nodes of a kind, by id."""
    import networkx as nx

    graph: MultiGraph = nx.MultiDiGraph()
    _add_nodes(graph, store, NODE_KIND[label], sorted(ids))
    return {key: graph.nodes[key] for key in graph}


def part_of(graph: MultiGraph, items: Iterable[str], places: Mapping[str, int]) -> MultiGraph:
    """The part of a graph as `listed_network` gives it that some of its items touch; `places` number its nodes, to keep their order."""
    import networkx as nx

    wanted = set(items)
    reached = wanted | {source for source, _ in graph.in_edges(wanted)}
    waiting = list(reached)
    while waiting:
        below = {target for _, target, data in graph.out_edges(waiting.pop(), data=True) if data["kind"] in _DOWN}
        waiting += below - reached
        reached |= below
    part: MultiGraph = nx.MultiDiGraph()
    ordered = sorted(reached, key=places.__getitem__)
    part.add_nodes_from((key, graph.nodes[key]) for key in ordered)
    for source, target, key, data in graph.out_edges(ordered, keys=True, data=True):
        if target in reached:
            part.add_edge(source, target, key, **data)
    return part


def listed_network(store: Reader, items: Iterable[str]) -> MultiGraph:
    """What some items (by id) touch: officials, departments, texts, risks, measures, laws, lists and offices.

    Keys and attributes are those of `network`; every stored edge between these nodes is there, parallel ones too. An appointment
    (LEADS, HEADS) counts only as far as one of the items' documents shows it.
    """
    import networkx as nx

    graph: MultiGraph = nx.MultiDiGraph()
    known: dict[str, set[str]] = {kind.label: set() for kind in NODE_KINDS}
    known["PowerItem"] = set(items)
    edges = list(_reached(store, known))
    for label, ids in known.items():
        if ids:
            _add_nodes(graph, store, NODE_KIND[label], sorted(ids))
    shas = {data["sha256"] for _, data in graph.nodes(data=True) if data["label"] == "Document"}
    for source, target, key, properties in edges:
        if properties["kind"] not in ("LEADS", "HEADS") or (properties["document"] in shas and target in graph):
            graph.add_edge(source, target, key, **properties)
    return graph


def _reached(store: Reader, known: Mapping[str, set[str]]) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    for kind, side in _REACH:
        for target in kind.targets:
            ids = known[kind.source.label if side == "source" else target.label]
            where = f" WHERE {'a' if side == 'source' else 'b'}.id IN $ids"
            appointed = kind in (LEADS, HEADS)
            for row in _edge_rows(store, kind, target, where, {"ids": sorted(ids)}):
                if not appointed:  # an official of these lists may lead a department of another year's
                    known[kind.source.label].add(row[0])
                    known[target.label].add(row[1])
                yield row


def _add_nodes(graph: MultiGraph, store: Reader, kind: NodeKind, ids: list[str] | None = None) -> None:
    names = [prop.name for prop in kind.props]
    where = "" if ids is None else " WHERE n.id IN $ids"
    query = f"MATCH (n:{kind.label}){where} RETURN n.id AS id, {_returned('n', names)}"
    rows = store.read(query, {} if ids is None else {"ids": ids}).rows
    for row in sorted(rows, key=lambda row: (row.get("ordinal") or 0, row["name"] or "", row["id"])):  # engines give orders of their own
        graph.add_node(row.pop("id"), label=kind.label, **_stated(row))


def _add_edges(graph: MultiGraph, store: Reader, kind: EdgeKind, target: NodeKind) -> None:
    for source_id, target_id, key, properties in _edge_rows(store, kind, target, "", {}):
        graph.add_edge(source_id, target_id, key, **properties)


def _edge_rows(
    store: Reader, kind: EdgeKind, target: NodeKind, where: str, given: Mapping[str, Any]
) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    names = [prop.name for prop in kind.props]
    properties = f", {_returned('e', names)}" if names else ""
    query = (
        f"MATCH (a:{kind.source.label})-[e:{kind.name}]->(b:{target.label}){where} "
        f"RETURN a.id AS source_id, b.id AS target_id, e.id AS edge_id{properties}"
    )
    rows = store.read(query, given).rows
    for row in sorted(rows, key=lambda row: (row.get("order") or 0, row["edge_id"])):
        ends = row.pop("source_id"), row.pop("target_id"), row.pop("edge_id")
        yield (*ends, {"kind": kind.name, **_stated(row)})


def _returned(variable: str, names: list[str]) -> str:
    return ", ".join(f"{variable}.`{name}` AS `{name}`" for name in names)


def _stated(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value is not None}
