"""What one page holds of lists of any size: organizations whole, summed up, or as one node each; nothing is left uncounted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.counts import described, issued_by, items_per_document, items_touching, lines_of
from graph.network import listed_items, listed_network
from graph.stores.base import DocumentRecord, Reader
from viz.network.summing import Bundle, bundles, named, strongest, together

if TYPE_CHECKING:
    from graph.network import MultiGraph

MOST_ITEMS = 3000  # with their risks, measures, laws and words: about 5,000 nodes
MOST_SUMMED = 100_000  # items whose lines are read to be summed up
MOST_OFFICES = 140  # whole or summed up: each is at least one node at first
MOST_BUNDLES = 600  # of all organizations summed up
MOST_PAIRS = 20_000  # who stands with whom in organizations summed up

Offices = tuple[tuple[str, int], ...]  # names with their numbers of items


@dataclass(frozen=True, slots=True)
class Shortened:
    """What a page does not hold in full: organizations summed up, organizations that are one node, and pairs with few items."""

    summed: Offices = ()
    lone: Offices = ()
    least: int = 0


@dataclass(slots=True)
class _Plan:
    """Organizations by id, largest first, as the page will hold them."""

    whole: list[str] = field(default_factory=list)
    summed: list[str] = field(default_factory=list)
    lone: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The items in question: those of some documents, of one department or category where these are named."""

    store: Reader
    documents: Sequence[DocumentRecord]
    department: str | None = None
    category: str | None = None

    def items(self, documents: Sequence[str] | None = None) -> list[str]:
        """Their ids; of some documents (by id) only."""
        ids = [document.id for document in self.documents] if documents is None else list(documents)
        return listed_items(self.store, ids, department=self.department, category=self.category)

    def offices(self) -> tuple[dict[str, dict[str, int]], dict[str, str]]:
        """The documents with their numbers of items by organization, and the organizations' names, all by id."""
        ids = [document.id for document in self.documents]
        counts = items_per_document(self.store, ids, department=self.department, category=self.category)
        issuers, names = issued_by(self.store, ids), {}
        offices: dict[str, dict[str, int]] = {}
        for document in self.documents:
            office = issuers[document.id]
            offices.setdefault(office, {})[document.id] = counts[document.id]
            names[office] = document.organization
        return offices, names


def gather(narrowed: Narrowed) -> tuple[MultiGraph, Shortened]:
    """The graph to draw, as `graph.network.listed_network` gives it, and what of it is shortened.

    An organization summed up or alone has `drawn` (summed or lone) and `items`; see `_add_summed` for what stands for its items.
    """
    offices, names = narrowed.offices()
    plan = _planned({office: sum(documents.values()) for office, documents in offices.items()}, names)
    graph = listed_network(narrowed.store, narrowed.items([document for office in plan.whole for document in offices[office]]))
    least = _add_summed(graph, narrowed, {office: offices[office] for office in plan.summed})
    _add_offices(graph, narrowed.store, {office: sum(offices[office].values()) for office in plan.lone}, "lone")
    sized = {office: (names[office], sum(documents.values())) for office, documents in offices.items()}
    return graph, Shortened(tuple(sized[office] for office in plan.summed), tuple(sized[office] for office in plan.lone), least)


def _planned(sizes: Mapping[str, int], names: Mapping[str, str]) -> _Plan:
    """Largest first: whole while there is room, then summed up, then alone. Without items an organization is not drawn."""
    plan, whole, summed = _Plan(), MOST_ITEMS, MOST_SUMMED
    for office in sorted((one for one in sizes if sizes[one]), key=lambda one: (-sizes[one], names[one], one)):
        if len(plan.whole) + len(plan.summed) >= MOST_OFFICES:
            plan.lone.append(office)
        elif sizes[office] <= whole:
            plan.whole.append(office)
            whole -= sizes[office]
        elif sizes[office] <= summed:
            plan.summed.append(office)
            summed -= sizes[office]
        else:
            plan.lone.append(office)
    return plan


def _add_offices(graph: MultiGraph, store: Reader, sizes: Mapping[str, int], drawn: str) -> None:
    for office, data in described(store, "Organization", sizes).items():
        graph.add_node(office, **data, drawn=drawn, items=sizes[office])


def _add_summed(graph: MultiGraph, narrowed: Narrowed, offices: Mapping[str, Mapping[str, int]]) -> int:
    """Add organizations with a node per bundle of items; who stands on it has an edge with `times`, how often.

    COUNTED edges lead from what items touch to the organization, with their number; TOGETHER edges join two that stand on the same
    items. Gives the largest number of items that a TOGETHER edge left out would have.
    """
    if not offices:
        return 0
    store, pairs = narrowed.store, Counter[tuple[str, str]]()
    _add_offices(graph, store, {office: sum(documents.values()) for office, documents in offices.items()}, "summed")
    for office, documents in offices.items():
        items = narrowed.items(list(documents))
        lines = lines_of(store, items)
        sums = [(f"{office} bundle {bundle.key}", bundle) for bundle in bundles(lines, max(MOST_BUNDLES // len(offices), 10))]
        _add_documents(graph, store, office, documents)
        _add_parties(graph, store, office, named(lines))
        for place, (key, bundle) in enumerate(sums):
            _add_bundle(graph, office, key, bundle, place)
        _add_counted(graph, store, office, items)
        pairs.update(together(sums))
    kept, least = strongest(pairs, MOST_PAIRS)
    for (one, other), shared in kept.items():
        graph.add_edge(one, other, kind="TOGETHER", items=shared)
    return least


def _add_documents(graph: MultiGraph, store: Reader, office: str, documents: Mapping[str, int]) -> None:
    for document, data in described(store, "Document", documents).items():
        graph.add_node(document, **data, items=documents[document])
        graph.add_edge(document, office, kind="ISSUED_BY")


def _add_parties(graph: MultiGraph, store: Reader, office: str, counts: Mapping[tuple[str, str], int]) -> None:
    for label in ("Official", "Department"):
        for key, data in described(store, label, (node for kind, node in counts if kind == label)).items():
            graph.add_node(key, **data)
            graph.add_edge(key, office, kind="COUNTED", items=counts[label, key])


def _add_bundle(graph: MultiGraph, office: str, key: str, bundle: Bundle, place: int) -> None:
    graph.add_node(key, label="Bundle", name=bundle.key, office=office, ordinal=place, items=len(bundle.items), serials=bundle.serials,
                   chains=bundle.chains)  # fmt: skip
    for (label, node, role, chain, department), times in bundle.lines.items():
        kind = {"kind": "RESPONSIBLE_FOR", "role": role} if label == "Official" else {"kind": "HANDLES"}
        graph.add_edge(node, key, **kind, chain=chain or None, department=department or None, times=times)


def _add_counted(graph: MultiGraph, store: Reader, office: str, items: Sequence[str]) -> None:
    """Laws and types of risk with the number of an organization's items that state them."""
    for label in ("Law", "RiskType"):
        counts = items_touching(store, label, items)
        add_described(graph, store, label, counts)
        for key, found in counts.items():
            graph.add_edge(key, office, kind="COUNTED", items=sum(found.values()))


def add_described(graph: MultiGraph, store: Reader, label: str, ids: Iterable[str]) -> None:
    """Add the nodes that are not yet there."""
    for key, data in described(store, label, (key for key in ids if key not in graph)).items():
        graph.add_node(key, **data)
