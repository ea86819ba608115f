"""Facts on their way into a store: a node or an edge can't be stated without the place it was read from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.identity import stable_id
from graph.kinds import EdgeKind, NodeKind

Value = str | int | float | bool | list[str] | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Cite:
    """The place of some words in a document.

    `start` and `end` are code points: in the decoded document for plain text, in the cell for other formats.
    `row` and `column` count from 1; 0 means outside the table. `part` names the sheet, table or page.
    """

    document: str
    row: int
    column: int
    start: int
    end: int
    part: str = ""

    def __post_init__(self) -> None:
        if not self.document:
            raise ValueError("a citation names its document")
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a citation runs forward, not from {self.start} to {self.end}")


@dataclass(frozen=True, slots=True)
class NodeFact:
    """A node of `kind` with its properties, and where it was read."""

    kind: NodeKind
    props: Mapping[str, Value]
    cite: Cite
    id: str = field(init=False)  # hash of the label and the key

    def __post_init__(self) -> None:
        _check(self.kind.label, self.kind, self.props)
        missing = [name for name in self.kind.key if self.props.get(name) is None]
        if missing:
            raise ValueError(f"{self.kind.label} without its key: {', '.join(missing)}")
        key = (self.props[name] for name in self.kind.key)
        object.__setattr__(self, "id", stable_id(self.kind.label, *key))


@dataclass(frozen=True, slots=True)
class EdgeFact:
    """An edge of `kind` between two stated nodes, its properties, and where it was read."""

    kind: EdgeKind
    source: NodeFact
    target: NodeFact
    cite: Cite
    props: Mapping[str, Value] = field(default_factory=dict)
    # hash of the name, both ends and the key: two parts of one official in one item stay two edges
    id: str = field(init=False)

    def __post_init__(self) -> None:
        _check(self.kind.name, self.kind, self.props)
        if self.source.kind is not self.kind.source or self.target.kind not in self.kind.targets:
            raise ValueError(f"{self.source.kind.label}-{self.kind.name}->{self.target.kind.label} is not in the schema")
        key = (self.props.get(name) for name in self.kind.key)
        object.__setattr__(self, "id", stable_id(self.kind.name, self.source.id, self.target.id, *key))


@dataclass(slots=True)
class GraphBatch:
    """Everything one document states; landed whole or not at all. The first statement of a thing stands."""

    document: NodeFact
    nodes: dict[str, NodeFact] = field(default_factory=dict)
    edges: dict[str, EdgeFact] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.nodes[self.document.id] = self.document

    def node(self, kind: NodeKind, cite: Cite, /, **props: Value) -> NodeFact:
        """State a node; the same key again gives the first one back."""
        fact = NodeFact(kind, props, cite)
        return self.nodes.setdefault(fact.id, fact)

    def edge(self, kind: EdgeKind, source: NodeFact, target: NodeFact, cite: Cite, /, **props: Value) -> EdgeFact:
        """State an edge between two nodes of this batch."""
        fact = EdgeFact(kind, source, target, cite, props)
        for end in (source, target):
            if end.id not in self.nodes:
                raise ValueError(f"{end.kind.label} is not stated in this batch")
        return self.edges.setdefault(fact.id, fact)

    def counts(self) -> Counter[str]:
        """Nodes per label and edges per name."""
        total = Counter(fact.kind.label for fact in self.nodes.values())
        total.update(fact.kind.name for fact in self.edges.values())
        return total


def _check(what: str, kind: NodeKind | EdgeKind, props: Mapping[str, Value]) -> None:
    for name, value in props.items():
        prop = kind.prop(name)
        if prop is None:
            raise ValueError(f"{what} has no property {name!r}")
        if not prop.accepts(value):
            raise ValueError(f"{what}.{name} does not take {value!r}")
