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
MOST = 150  # nodes visible before anything is opened
_MOST_OFFICIALS, _MOST_DEPARTMENTS = 45, 26  # of them; more than MANY, so that the busiest stand first, where an office alone has more


@dataclass(frozen=True, slots=True)
class Group:
    """Items on which the same officials and departments stand in the same parts of the same lines; `key` is a letter."""

    key: str
    items: tuple[str, ...]
    serials: str


@dataclass(frozen=True, slots=True)
class Office:
    """One organization: node keys of its lists, its officials and departments as they stand from top to bottom, its groups in
    list order, and the items whose chain is nobody else's; or where it is summed up, `bundles` of `summed` items in all.
    """

    key: str
    name: str
    documents: tuple[str, ...]
    officials: tuple[str, ...]
    departments: tuple[str, ...]
    groups: tuple[Group, ...]
    single: tuple[str, ...] = ()
    bundles: tuple[str, ...] = ()
    summed: int = 0

    @property
    def items(self) -> int:
        """Number of its items."""
        return sum(len(group.items) for group in self.groups) + len(self.single) + self.summed

    @property
    def shown(self) -> int:
        """Nodes that it shows before anything is opened."""
        return 1 + len(self.officials) + len(self.departments) + len(self.groups) + len(self.single) + len(self.bundles)

    @property
    def crowded(self) -> bool:
        """Whether it has more nodes than may be shown at first."""
        return self.shown > MOST

    @property
    def kept(self) -> tuple[int, int, int]:
        """How many officials, departments, and groups or single items are shown first."""
        officials, departments = len(self.officials), len(self.departments)
        if not self.crowded:
            return officials, departments, self.shown - 1 - officials - departments
        officials, departments = min(officials, _MOST_OFFICIALS), min(departments, _MOST_DEPARTMENTS)
        return officials, departments, MOST - 4 - officials - departments  # the office itself and three nodes for the rest


def offices(graph: MultiGraph) -> list[Office]:
    """The organizations of a graph as `graph.network.listed_network` or `gathering.gather` gives it, by name; not those alone."""
    of_document = {source: target for source, target, data in graph.edges(data=True) if data["kind"] == "ISSUED_BY"}
    items: dict[str, list[str]] = defaultdict(list)
    for source, target, data in graph.edges(data=True):
        if data["kind"] == "LISTED_IN":
            items[of_document[target]].append(source)
    for node, data in graph.nodes(data=True):
        if data["label"] == "Bundle":
            items[data["office"]].append(node)
    documents: dict[str, list[str]] = defaultdict(list)
    for document, key in of_document.items():
        documents[key].append(document)
    return [_office(graph, key, documents[key], items[key]) for key in sorted(documents, key=lambda key: (_name(graph, key), key))]


def lone(graph: MultiGraph) -> list[str]:
    """The organizations that are one node each, those with the most items first."""
    found = [key for key, data in graph.nodes(data=True) if data.get("drawn") == "lone"]
    return sorted(found, key=lambda key: (-graph.nodes[key]["items"], _name(graph, key), key))


def _office(graph: MultiGraph, key: str, documents: Iterable[str], found: Iterable[str]) -> Office:
    items = sorted(found, key=lambda item: _order(graph, item))
    chains: dict[str, list[tuple[Any, ...]]] = {item: [] for item in items}
    for source, target, data in graph.in_edges(items, data=True):
        if data["kind"] in ("RESPONSIBLE_FOR", "HANDLES"):
            chains[target].append((data["kind"], source, data.get("role", ""), data.get("chain") or 0, data.get("department") or ""))
    bundles = [item for item in items if graph.nodes[item]["label"] == "Bundle"]
    counted = {source: data["items"] for source, _, data in graph.in_edges(key, data=True) if bundles and data["kind"] == "COUNTED"}
    alike: dict[tuple[Any, ...], list[str]] = defaultdict(list)
    for item in () if bundles else items:
        alike[tuple(sorted(chains[item]))].append(item)
    groups = tuple(_group(graph, place, members) for place, members in enumerate(m for m in alike.values() if len(m) > 1))
    single = tuple(members[0] for members in alike.values() if len(members) == 1)
    drawn = bundles or [item for group in groups for item in group.items] + list(single)
    officials, departments = (_ranked(graph, kind, drawn, chains, counted) for kind in ("RESPONSIBLE_FOR", "HANDLES"))
    summed = sum(graph.nodes[bundle]["items"] for bundle in bundles)
    return Office(key, _name(graph, key), tuple(sorted(documents)), officials, departments, groups, single, tuple(bundles), summed)


def _ranked(
    graph: MultiGraph, kind: str, drawn: Iterable[str], chains: Mapping[str, list[tuple[Any, ...]]], counted: Mapping[str, int]
) -> tuple[str, ...]:
    """Who stands on the items: so that few lines cross, by the mean place of these; where there are many, busiest first."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, item in enumerate(drawn):
        for link in chains[item]:
            if link[0] == kind:
                places[link[1]].append(place)
    busiest = sorted(places, key=lambda one: (-counted.get(one, len(places[one])), _name(graph, one), one))
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
    return str(graph.nodes[item].get("document", "")), int(graph.nodes[item]["ordinal"])


def _name(graph: MultiGraph, key: str) -> str:
    return str(graph.nodes[key]["name"])
