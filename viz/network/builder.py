"""A graph and its layout as a pyvis network, every stored edge kept, and that network as compact data for a page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pyvis.network import Network

from viz.network.blocks import Box
from viz.network.folding import Fold, first_shown, folded_lone, folds
from viz.network.layout import arrange, arrange_lone
from viz.network.offices import Office, lone, serial

if TYPE_CHECKING:
    from graph.network import MultiGraph

# in the order of their numbers: what others are folded into first, what is only quoted last
KINDS = (
    "Offices", "Organization", "Document", "Rest", "Group", "Bundle", "Official", "Department", "PowerItem", "RiskType", "RiskPoint",
    "Measure", "Law", "Passage",
)  # fmt: skip
EDGES: Mapping[str, tuple[str, ...]] = {
    "RESPONSIBLE_FOR": ("role", "chain", "department", "row", "column", "start", "end", "times"),
    "HANDLES": ("chain", "column", "start", "end", "times"), "LEADS": (), "HEADS": (), "LISTED_IN": (), "ISSUED_BY": (),
    "HAS_PASSAGE": ("field", "part", "row", "column", "header", "start", "inferred"), "STATES": ("order", "start", "end", "stages"),
    "CITES": ("article", "start", "end"), "IS_A": ("certainty",),
    "COUNTED": ("items",), "TOGETHER": ("items",),
}  # fmt: skip
# what vis-network is told: positions are ours, and it moves nothing
OPTIONS = {
    "physics": {"enabled": False}, "layout": {"improvedLayout": False, "randomSeed": 1},
    "edges": {"smooth": False, "selectionWidth": 0, "hoverWidth": 0, "arrows": {"to": {"enabled": False}}},
    "interaction": {"dragNodes": False, "hover": True, "tooltipDelay": 1000000, "keyboard": {"enabled": False}, "multiselect": False,
                    "selectConnectedEdges": False, "hoverConnectedEdges": False, "zoomSpeed": 0.6},
}  # fmt: skip


class _Counted(list[int]):
    """The numbers 0, 1, 2 … in which a number is found at once; pyvis looks through a list for every edge."""

    def __contains__(self, number: object) -> bool:
        return isinstance(number, int) and 0 <= number < len(self)


class PictureNetwork(Network):  # type: ignore[misc] # pyvis has no types
    """A directed pyvis network whose nodes are numbered; undirected, pyvis would drop parallel edges."""

    def __init__(self) -> None:
        super().__init__(directed=True)
        self.node_ids = _Counted()
        self.set_options(json.dumps(OPTIONS))

    def number(self, label: str, kind: str, **options: Any) -> int:
        """Add a node and give its number."""
        number = len(self.node_ids)
        self.add_node(number, label=label or "–", shape="custom", group=kind, **options)
        return number


def build(graph: MultiGraph, offices: Sequence[Office]) -> tuple[PictureNetwork, dict[str, int]]:
    """The network of some offices, and the number of each node by its key in the graph.

    Nodes are numbered kind by kind; `parent` is the number of what a node is folded into.
    """
    layouts, alone = arrange(offices), lone(graph)
    below = arrange_lone(len(alone), layouts)
    folded = [fold for office, layout in zip(offices, layouts, strict=True) for fold in folds(office, layout)]
    folded += folded_lone(alone, below, first_shown(offices, len(alone))[1])
    boxes = {key: box for layout in layouts for key, box in layout.nodes.items()}
    boxes |= {office.key: layout.box for office, layout in zip(offices, layouts, strict=True)}
    boxes |= {fold.key: fold.box for fold in folded} | dict(zip(alone, below, strict=True))
    parents = _parents(offices, folded)
    beside = {office.key: {"facts": layout.facts, "row": layout.row} for office, layout in zip(offices, layouts, strict=True)}
    net = PictureNetwork()
    numbers: dict[str, int] = {}
    order = {key: int(data.get("ordinal", 0)) for key, data in graph.nodes(data=True)}
    order |= {key: place for office in offices for place, key in enumerate((*office.officials, *office.departments))}
    for kind, key, label, options in sorted(_nodes(graph, folded), key=lambda node: _sorted_by(node, order)):
        placed = _placed(boxes[key]) if key in boxes else {}
        within = {"parent": numbers[parents[key]]} if key in parents else {}
        numbers[key] = net.number(label, kind, **options, **placed, **within, **beside.get(key, {}))
    for source, target, data in sorted(graph.edges(data=True), key=lambda edge: (edge[2]["kind"], numbers.get(edge[0], 0))):
        if source in numbers and target in numbers and data["kind"] in EDGES:
            stated = {name: data.get(name) for name in EDGES[data["kind"]]}
            net.add_edge(numbers[source], numbers[target], kind=data["kind"], **stated)
    return net, numbers


def packed(net: PictureNetwork) -> dict[str, Any]:
    """The network's own nodes, edges and options, each kind as columns.

    {"same": v}, {"of": [...], "at": [...]} and {"step": [...]} shorten them.
    """
    nodes, edges = _by(net.nodes, "group"), _by(net.edges, "kind")
    options = net.options if isinstance(net.options, dict) else json.loads(net.options.to_json())
    return {
        "nodes": [{"kind": kind, "n": len(rows)} | _columns(rows, skip=("id", "group", "shape")) for kind, rows in nodes.items()],
        "edges": [{"kind": kind, "n": len(rows)} | _columns(rows, skip=("kind", "arrows")) for kind, rows in edges.items()],
        "options": options,
    }


def _nodes(graph: MultiGraph, folded: Iterable[Fold]) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    for fold in folded:
        yield fold.kind, fold.key, fold.label, {"serials": fold.serials, "of": fold.of}
    for key, data in graph.nodes(data=True):
        if data["label"] in KINDS:
            yield data["label"], key, str(data.get("text") or data["name"]), _options(data)


def _sorted_by(node: tuple[str, str, str, dict[str, Any]], order: Mapping[str, int]) -> tuple[int, int, str, str]:
    kind, key, label, _ = node
    return KINDS.index(kind), order.get(key, 0), label, key


def _options(data: Mapping[str, Any]) -> dict[str, Any]:
    counted = {"items": data["items"]} if "items" in data else {}
    match data["label"]:
        case "Official":
            return {"post": data["kind"] == "post", **counted}
        case "PowerItem":
            return {"serial": serial(data)}
        case "Document":
            return {"dated": data.get("form_date"), **counted}
        case "Organization":
            return {"drawn": data.get("drawn"), **counted}
        case "Bundle":
            return {name: data[name] for name in ("items", "serials", "chains")}
        case "RiskType":
            return {"code": data["code"], "english": data.get("name_en"), **counted}
        case "Law":
            return {"full": data["full_name"], **counted}
        case _:
            return counted


def _parents(offices: Iterable[Office], folded: Iterable[Fold]) -> dict[str, str]:
    parents = {key: office.key for office in offices for key in (*office.officials, *office.departments, *office.single, *office.bundles)}
    for fold in folded:
        parents |= dict.fromkeys(fold.members, fold.key)
        if fold.office:
            parents.setdefault(fold.key, fold.office)
    return parents


def _placed(box: Box) -> dict[str, int]:
    return {"x": box.x, "y": box.y, "w": box.width, "h": box.height}


def _by(rows: Iterable[dict[str, Any]], name: str) -> dict[str, list[dict[str, Any]]]:
    kinds: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        kinds.setdefault(row[name], []).append(row)
    return kinds


def _columns(rows: list[dict[str, Any]], *, skip: Iterable[str]) -> dict[str, Any]:
    names = dict.fromkeys(name for row in rows for name in row if name not in skip)
    return {name: _column([row.get(name) for row in rows]) for name in names}


def _column(values: list[Any]) -> Any:
    distinct = {json.dumps(value, ensure_ascii=False): value for value in values}
    if len(distinct) == 1:
        return {"same": values[0]}
    if all(type(value) is int for value in values):
        return _stepped(values)
    if len(distinct) > len(values) / 3:
        return values
    places = {text: place for place, text in enumerate(distinct)}
    return {"of": list(distinct.values()), "at": [places[json.dumps(value, ensure_ascii=False)] for value in values]}


def _stepped(values: list[int]) -> Any:
    """Whole numbers as they are, or as the steps from one to the next where these are shorter."""
    steps = [value - before for value, before in zip(values, [0, *values], strict=False)]
    return {"step": steps} if len(json.dumps(steps)) < len(json.dumps(values)) else values
