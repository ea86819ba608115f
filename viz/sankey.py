"""Lines of responsibility from left to right: leader, department, head; a band is as thick as the items it carries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from viz.svg import block, drawing, element, fit, label
from viz.theme import LIGHT

_NODE, _GAP, _LEAST = 14, 22, 18  # width of a node, room between two, least height
_ABOVE = 36  # room above a node for its name and number, where they do not stand beside it
COLUMNS = ("leader", "unit", "head")
_ANCHORS = (None, "middle", "end")
_COLOUR = {"leader": "leader", "unit": "total", "head": "head"}


@dataclass(frozen=True, slots=True)
class Flow:
    """One kind of line: its leader, department and head, the items it stands in, its mark."""

    ends: tuple[str, str, str]
    items: int
    mark: int
    said: str


@dataclass(frozen=True, slots=True)
class _Node:
    column: int
    name: str
    count: int
    x: float
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Sankey:
    """The drawing; `heads` are the words above the three columns, `nodes` the mark of each (column, name).

    `stacked` sets the names above the nodes, for a narrow screen.
    """

    flows: Sequence[Flow]
    heads: tuple[str, str, str]
    nodes: dict[tuple[int, str], int]
    count: str  # how a number of items is put, with {n}
    name: str
    width: int = 1080
    stacked: bool = False

    def svg(self) -> Markup:
        """The chart: bands are grouped by their line, so that a line can be followed through its department."""
        placed, scale = self._placed()
        bottom = max((node.y + node.height for node in placed.values()), default=40)
        heads = [label(text, self._edge(column), 14, 13, class_="muted", anchor=_ANCHORS[column]) for column, text in enumerate(self.heads)]
        bands = self._bands(placed, scale)
        nodes = [self._node(node) for node in placed.values()]
        return drawing(self.width, bottom + 10, *heads, *bands, *nodes, role="group", aria_label=self.name)

    def _x(self, column: int) -> float:
        return column * (self.width - _NODE) / 2

    def _edge(self, column: int) -> float:
        """Where the words above a column are set: its left end, its middle, its right end."""
        return self._x(column) + column * _NODE / 2

    def _placed(self) -> tuple[dict[tuple[int, str], _Node], float]:
        columns = [Counter[str]() for _ in COLUMNS]
        for flow in self.flows:
            for column, name in enumerate(flow.ends):
                columns[column][name] += flow.items
        total = max((sum(counts.values()) for counts in columns), default=1)
        most = max(map(len, columns), default=1)
        scale = min(max(260, most * 46) / max(total, 1), 16)
        placed = {}
        for column, counts in enumerate(columns):
            gap, y = (_ABOVE, 26.0 + _ABOVE) if self.stacked else (_GAP, 30.0)
            for name in self._order(column, counts):
                height = max(counts[name] * scale, 3)
                placed[column, name] = _Node(column, name, counts[name], self._x(column), y, height)
                y += (height if self.stacked else max(height, _LEAST)) + gap
        return placed, scale

    def _order(self, column: int, counts: Counter[str]) -> list[str]:
        """The first column by size; the others as near as may be to where their bands come from."""
        if column == 0:
            return sorted(counts, key=lambda name: (-counts[name], name))
        before = {name: place for place, name in enumerate(self._order(column - 1, self._counts(column - 1)))}
        weight: dict[str, float] = defaultdict(float)
        for flow in self.flows:
            weight[flow.ends[column]] += before[flow.ends[column - 1]] * flow.items
        return sorted(counts, key=lambda name: (weight[name] / counts[name], -counts[name], name))

    def _counts(self, column: int) -> Counter[str]:
        counts: Counter[str] = Counter()
        for flow in self.flows:
            counts[flow.ends[column]] += flow.items
        return counts

    def _bands(self, placed: dict[tuple[int, str], _Node], scale: float) -> list[Markup]:
        used: Counter[tuple[int, str, str]] = Counter()
        order = sorted(self.flows, key=lambda flow: tuple(placed[column, flow.ends[column]].y for column in (1, 0, 2)))
        out: dict[int, list[Markup]] = defaultdict(list)
        for column in (0, 1):
            key = (lambda f: (placed[0, f.ends[0]].y, placed[1, f.ends[1]].y)) if column == 0 else None
            for flow in sorted(order, key=key) if key else order:
                out[id(flow)].append(self._band(flow, column, placed, used, scale))
        return [
            element("g", *out[id(flow)], class_="bar flow", role="button", tabindex=0, aria_label=flow.said, data_mark=flow.mark)
            for flow in order
        ]

    def _band(
        self, flow: Flow, column: int, placed: dict[tuple[int, str], _Node], used: Counter[tuple[int, str, str]], scale: float
    ) -> Markup:
        left, right = placed[column, flow.ends[column]], placed[column + 1, flow.ends[column + 1]]
        thick = max(flow.items * scale, 1.5)
        starts = []
        for node, side in ((left, "out"), (right, "in")):
            starts.append(node.y + used[node.column, node.name, side] * scale)
            used[node.column, node.name, side] += flow.items
        x0, x1 = left.x + _NODE, right.x
        middle = (x0 + x1) / 2
        y0, y1 = starts
        path = (f"M{x0:g} {y0:.1f}C{middle:g} {y0:.1f} {middle:g} {y1:.1f} {x1:g} {y1:.1f}V{y1 + thick:.1f}"
                f"C{middle:g} {y1 + thick:.1f} {middle:g} {y0 + thick:.1f} {x0:g} {y0 + thick:.1f}Z")  # fmt: skip
        kind = _COLOUR[COLUMNS[0 if column == 0 else 2]]
        return element("path", class_=f"band {kind}", d=path, fill=LIGHT[kind], fill_opacity=0.32)

    def _node(self, node: _Node) -> Markup:
        kind = _COLOUR[COLUMNS[node.column]]
        return element(
            "g", block(kind, node.x, node.y, _NODE, max(node.height, 3)), *self._words(node), class_="bar node", role="button", tabindex=0,
            aria_label=f"{fit(node.name, 900, 15)} {self.count.format(n=node.count)}", data_mark=self.nodes[node.column, node.name],
        )  # fmt: skip

    def _words(self, node: _Node) -> tuple[Markup, Markup]:
        """A node's name and number: beside it within the picture, or above it."""
        count = self.count.format(n=node.count)
        if self.stacked:
            x, anchor, room = self._edge(node.column), _ANCHORS[node.column], self.width / 3 - 6
            return (label(fit(node.name, room, 13), x, node.y - 19, 13, class_="ink strong", anchor=anchor),
                    label(count, x, node.y - 5, 12, class_="ink", anchor=anchor))  # fmt: skip
        last = node.column == 2
        x, anchor, y = node.x - 8 if last else node.x + _NODE + 8, "end" if last else None, node.y + min(node.height / 2 + 5, 16)
        room = self.width / 4 - 15 if node.column else self.width / 2 - 60
        return (label(fit(node.name, room, 14), x, y - 1, 14, class_="ink strong", anchor=anchor),
                label(count, x, y + 15, 12, class_="ink", anchor=anchor))  # fmt: skip
