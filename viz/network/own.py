"""What the page of one subject holds where the lists are too large for one page: its own items, and true numbers for all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.counts import issued_by, items_touching, lines_of
from graph.errors import unknown
from graph.network import items_with, listed_network, names_of
from viz.network import gathering
from viz.network.gathering import Narrowed, add_described
from viz.network.subjects import find_subject

if TYPE_CHECKING:
    from graph.network import MultiGraph

LABELS = ("Official", "Department", "Law", "RiskType", "RiskPoint", "Measure")
_FEW = ("Official", "Department", "Law", "RiskType")  # of which there are few: all are in the page


@dataclass(frozen=True, slots=True)
class Own:
    """A subject's own items: how many there are, how many the page holds, and where not all, how many neighbours of each kind there
    are, and of an official how often each part is named."""

    items: int
    held: int
    totals: Mapping[str, int] = field(default_factory=dict)
    parts: Mapping[str, int] = field(default_factory=dict)


def gather_subject(narrowed: Narrowed, view: str, label: str, subject: str) -> tuple[MultiGraph, Own | None]:
    """The graph of all items in question, or where they are too many of the subject's own, with the true numbers of what it touches.

    Nodes then have `items` and COUNTED edges to their organizations; of a subject with more than `MOST_ITEMS` items the first are held,
    and TOGETHER edges say how many of all its items it shares with each neighbour. Raises `UsageError` for an unknown subject.
    """
    store, items = narrowed.store, narrowed.items()
    if len(items) <= gathering.MOST_ITEMS:
        return listed_network(store, items), None
    names = names_of(store, label)
    its_own = {item for name in _meant(subject, names) for item in items_with(store, label, name)}
    own = [item for item in items if item in its_own]
    if not own:
        raise unknown(view, subject, names)
    graph = listed_network(store, own[: gathering.MOST_ITEMS])
    key = find_subject(graph, view, label, subject)
    totals = _add_neighbours(graph, narrowed, key, own) if len(own) > gathering.MOST_ITEMS else {}
    _add_totals(graph, narrowed, key, items)
    parts = Counter(role for item in (lines_of(store, own) if totals else ()) for _, node, role, *_ in item.lines if node == key and role)
    return graph, Own(len(own), min(len(own), gathering.MOST_ITEMS), totals, parts)


def _meant(subject: str, names: Sequence[str]) -> list[str]:
    wanted = subject.strip().casefold()
    return [name for name in names if name.casefold() == wanted]


def _add_neighbours(graph: MultiGraph, narrowed: Narrowed, key: str, own: Sequence[str]) -> dict[str, int]:
    """Join the subject to all that stands on its items; gives how many there are of each kind."""
    totals = {"PowerItem": len(own)}
    for label in LABELS:
        touched = items_touching(narrowed.store, label, own)
        touched.pop(key, None)
        totals[label] = len(touched)
        if label in _FEW:
            add_described(graph, narrowed.store, label, touched)
        for node, found in touched.items():
            if node in graph:
                graph.add_edge(key, node, kind="TOGETHER", items=sum(found.values()))
    return totals


def _add_totals(graph: MultiGraph, narrowed: Narrowed, key: str, items: Sequence[str]) -> None:
    """Say of every node on how many of all items it stands; of `key` in organizations too that the page does not hold."""
    label, issuers = graph.nodes[key]["label"], issued_by(narrowed.store, [document.id for document in narrowed.documents])
    if label in LABELS:
        its_own = items_touching(narrowed.store, label, items, of=[key])[key]
        add_described(graph, narrowed.store, "Organization", {issuers[document] for document in its_own})
    touched: dict[str, dict[str, int]] = {}
    for kind in LABELS:
        nodes = [node for node, data in graph.nodes(data=True) if data["label"] == kind]
        touched |= items_touching(narrowed.store, kind, items, of=nodes)
    Totals(narrowed.offices()[0], issuers, touched).add_to(graph)


@dataclass(frozen=True, slots=True)
class Totals:
    """On how many of all items things stand: `offices` by organization and document, `touched` by node and document; `issuers` say
    whose a document is. All by id."""

    offices: Mapping[str, Mapping[str, int]]
    issuers: Mapping[str, str]
    touched: Mapping[str, Mapping[str, int]]

    def add_to(self, graph: MultiGraph) -> None:
        """Say it of every node of a graph that holds some of the items: in all, and in the organizations of the graph."""
        for office, documents in self.offices.items():
            if office in graph:
                graph.nodes[office]["items"] = sum(documents.values())
                for document in documents.keys() & graph.nodes.keys():
                    graph.nodes[document]["items"] = documents[document]
        for node in [node for node in graph if node in self.touched]:
            _add_counted(graph, node, self.touched[node], self.issuers)


def _add_counted(graph: MultiGraph, node: str, found: Mapping[str, int], issuers: Mapping[str, str]) -> None:
    graph.nodes[node]["items"] = sum(found.values())
    counts: Counter[str] = Counter()
    for document, number in found.items():
        counts[issuers[document]] += number
    for office, number in sorted(counts.items()):  # engines give rows in any order
        if office in graph:
            graph.add_edge(node, office, kind="COUNTED", items=number)
