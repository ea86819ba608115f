"""Copies a graph from one store to another, document by document, on any two engines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.errors import DataError, UsageError
from graph.facts import Cite, EdgeFact, GraphBatch, NodeFact
from graph.network import network
from graph.schema import EDGE_KINDS, NODE_KIND
from graph.stores.base import DocumentRecord, Store

if TYPE_CHECKING:
    import networkx as nx

    Graph = nx.MultiDiGraph[str]

# the edges by which a document's facts hang together; an appointment belongs to the document that shows it
_INTO = frozenset({"LISTED_IN", "FOUND_IN", "RESPONSIBLE_FOR", "HANDLES"})
_OUT_OF = frozenset({"ISSUED_BY", "HAS_PASSAGE", "IN_CATEGORY", "SUB_ITEM_OF", "STATES", "CITES", "MENTIONS", "IS_A", "PART_OF"})
_SHOWN_BY = frozenset({"LEADS", "HEADS"})
_BETWEEN = "ALIGNED_WITH"  # joins items of two documents: copied with the later one
_EDGE_KIND = {(kind.name, kind.source.label): kind for kind in EDGE_KINDS}
_Edge = tuple[str, str, str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Copied:
    """One document on its way: `status` is new or replaced."""

    document: DocumentRecord
    nodes: int
    edges: int
    status: str


def copy_graph(source: Store, target: Store, *, progress: Callable[[str], None] = lambda _: None) -> list[Copied]:
    """Make `target` hold what `source` holds, each document in one transaction; documents of both are replaced.

    Raises DataError where there is nothing to copy, UsageError where `target` holds other documents.
    """
    ours, theirs = source.documents(), target.documents()
    if not ours:
        raise DataError("the store holds no document", where=source.address, do="Load a list first: quanpu load FILE")
    _refuse_others(theirs, ours, source, target)
    target.hold()
    copied = []
    for document, batch in zip(ours, batches(source), strict=True):
        progress(document.name)
        replaces = [other for other in theirs if _same_list(document, other)]
        written = target.write(batch, replaces=replaces, exact=True)
        copied.append(Copied(document, written.nodes, written.edges, "replaced" if replaces else "new"))
    _compare(source, target)
    return copied


def batches(store: Store) -> Iterator[GraphBatch]:
    """What each document of a store states, in the order of `documents`. The words' places are in the facts themselves."""
    graph = network(store)
    written: set[str] = set()
    for document in store.documents():
        edges = [*_own(graph, document)]
        found = {end for source, target, _, _ in edges for end in (source, target)} | {document.id}
        edges += [edge for edge in _edges_between(graph, found) if edge[0] in written or edge[1] in written]
        written |= found
        yield _batch(graph, document, edges)


def _own(graph: Graph, document: DocumentRecord) -> Iterator[_Edge]:
    """The edges of one document: from the document inwards, each node once."""
    waiting, seen = [document.id], {document.id}
    while waiting:
        node = waiting.pop()
        for source, target, id_, data in [*graph.in_edges(node, keys=True, data=True), *graph.out_edges(node, keys=True, data=True)]:
            name, other = data["kind"], source if target == node else target
            followed = name in _INTO if target == node else name in _OUT_OF
            if followed or (name in _SHOWN_BY and source == node and data["document"] == document.sha256):
                yield source, target, id_, data
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)


def _edges_between(graph: Graph, found: Iterable[str]) -> Iterator[_Edge]:
    for node in found:
        for source, target, id_, data in [*graph.in_edges(node, keys=True, data=True), *graph.out_edges(node, keys=True, data=True)]:
            if data["kind"] == _BETWEEN:
                yield source, target, id_, data


def _batch(graph: Graph, document: DocumentRecord, edges: Iterable[_Edge]) -> GraphBatch:
    cite = Cite(document.sha256, 0, 0, 0, 0)
    nodes: dict[str, NodeFact] = {}
    found = GraphBatch(_node(graph, document.id, cite, nodes))
    for source, target, id_, data in edges:
        ends = _node(graph, source, cite, nodes), _node(graph, target, cite, nodes)
        found.nodes.update({end.id: end for end in ends})
        props = {name: value for name, value in data.items() if name != "kind"}
        fact = EdgeFact(_EDGE_KIND[data["kind"], ends[0].kind.label], *ends, cite, props)
        _check_id(fact, id_)
        found.edges[fact.id] = fact
    return found


def _node(graph: Graph, id_: str, cite: Cite, nodes: dict[str, NodeFact]) -> NodeFact:
    if id_ not in nodes:
        data = dict(graph.nodes[id_])
        fact = NodeFact(NODE_KIND[data.pop("label")], data, cite)
        _check_id(fact, id_)
        nodes[id_] = fact
    return nodes[id_]


def _check_id(fact: NodeFact | EdgeFact, stored: str) -> None:
    if fact.id != stored:
        what = fact.kind.label if isinstance(fact, NodeFact) else fact.kind.name
        raise DataError(f"a {what} was changed by hand: its id {stored} is not that of its key", do="Run `quanpu rebuild` first.")


def _same_list(ours: DocumentRecord, theirs: DocumentRecord) -> bool:
    """The same bytes, or another reading of the same office's list of the same kind and date."""
    names = ("organization", "list_kind", "form_date")
    same = ours.form_date is not None and all(getattr(ours, name) == getattr(theirs, name) for name in names)
    return same or ours.sha256 == theirs.sha256


def _refuse_others(theirs: list[DocumentRecord], ours: list[DocumentRecord], source: Store, target: Store) -> None:
    others = [d for d in theirs if not any(_same_list(document, d) for document in ours)]
    if others:
        some = ", ".join(f"{d.name} ({d.form_date or 'no date'}) {d.sha256[:12]}" for d in others[:3])
        more = f" and {len(others) - 3} more" if len(others) > 3 else ""
        raise UsageError(
            f"it holds documents that {source.address} does not: {some}{more}; nothing was copied", where=target.address,
            do="Remove them there (quanpu remove), or copy to another place.",
        )  # fmt: skip


def _compare(source: Store, target: Store) -> None:
    here, there = source.counts(), target.counts()
    unlike = [f"{name} {count} and {there[name]}" for name, count in here.items() if there[name] != count]
    if unlike or source.documents() != target.documents():
        raise DataError(f"after copying the two differ: {', '.join(unlike) or 'documents'}", where=target.address, do="Copy again.")
