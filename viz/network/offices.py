"""What stands where in the network: per office its officials, its departments, and its items in groups with one chain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from viz.grids import ranges

if TYPE_CHECKING:
    from graph.network import MultiGraph

MANY = 25  # names in a column above which the busiest come first


@dataclass(frozen=True, slots=True)
class Group:
    """Items on which the same officials and departments stand in the same parts of the same lines; `key` is a letter."""

    key: str
    items: tuple[str, ...]
    serials: str


@dataclass(frozen=True, slots=True)
class Office:
    """One organization: node keys of its lists, its officials and departments as they stand from top to bottom, its groups in
    list order, and the items whose chain is nobody else's.
    """

    key: str
    name: str
    documents: tuple[str, ...]
    officials: tuple[str, ...]
    departments: tuple[str, ...]
    groups: tuple[Group, ...]
    single: tuple[str, ...]

    @property
    def items(self) -> int:
        """Number of its items."""
        return sum(len(group.items) for group in self.groups) + len(self.single)

    @property
    def shown(self) -> int:
        """Nodes that it shows before anything is opened."""
        return 1 + len(self.officials) + len(self.departments) + len(self.groups) + len(self.single)


def offices(graph: MultiGraph) -> list[Office]:
    """The organizations of a graph as `graph.network.listed_network` gives it, by name."""
    of_document = {source: target for source, target, data in graph.edges(data=True) if data["kind"] == "ISSUED_BY"}
    of_item = {source: of_document[target] for source, target, data in graph.edges(data=True) if data["kind"] == "LISTED_IN"}
    names = {key: str(graph.nodes[key]["name"]) for key in of_document.values()}
    return [_office(graph, key, of_document, of_item) for key in sorted(names, key=lambda key: (names[key], key))]


def _office(graph: MultiGraph, key: str, of_document: Mapping[str, str], of_item: Mapping[str, str]) -> Office:
    items = sorted((item for item, office in of_item.items() if office == key), key=lambda item: _order(graph, item))
    chains: dict[str, list[tuple[Any, ...]]] = {item: [] for item in items}
    for source, target, data in graph.in_edges(items, data=True):
        if data["kind"] in ("RESPONSIBLE_FOR", "HANDLES"):
            chains[target].append((data["kind"], source, data.get("role", ""), data.get("chain", 0), data.get("department", "")))
    alike: dict[tuple[Any, ...], list[str]] = defaultdict(list)
    for item in items:
        alike[tuple(sorted(chains[item]))].append(item)
    groups = tuple(_group(graph, place, members) for place, members in enumerate(m for m in alike.values() if len(m) > 1))
    single = tuple(members[0] for members in alike.values() if len(members) == 1)
    drawn = [item for group in groups for item in group.items] + list(single)
    documents = tuple(sorted(document for document, office in of_document.items() if office == key))
    officials = _ranked(graph, "RESPONSIBLE_FOR", drawn, chains)
    return Office(key, _name(graph, key), documents, officials, _ranked(graph, "HANDLES", drawn, chains), groups, single)


def _ranked(graph: MultiGraph, kind: str, drawn: Iterable[str], chains: Mapping[str, list[tuple[Any, ...]]]) -> tuple[str, ...]:
    """Who stands on the items: so that few lines cross, by the mean place of these; where there are many, busiest first."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, item in enumerate(drawn):
        for link in chains[item]:
            if link[0] == kind:
                places[link[1]].append(place)
    busiest = sorted(places, key=lambda one: (-len(places[one]), _name(graph, one), one))
    return tuple(busiest if len(busiest) > MANY else sorted(busiest, key=lambda one: sum(places[one]) / len(places[one])))


def _group(graph: MultiGraph, place: int, members: Iterable[str]) -> Group:
    items = tuple(members)
    return Group(letters(place), items, ranges(serial(graph.nodes[item]) for item in items))


def letters(number: int) -> str:
    """A, B … Z, AA …"""
    last = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[number % 26]
    return last if number < 26 else letters(number // 26 - 1) + last


def serial(item: Mapping[str, Any]) -> str:
    """An item's serial as printed, else its code, else its place."""
    return str(item.get("serial") or item.get("code") or f"#{item['ordinal']}")


def _order(graph: MultiGraph, item: str) -> tuple[str, int]:
    return str(graph.nodes[item]["document"]), int(graph.nodes[item]["ordinal"])


def _name(graph: MultiGraph, key: str) -> str:
    return str(graph.nodes[key]["name"])
