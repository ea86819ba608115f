"""The registry of kinds: nothing undescribed, nothing that an engine or a reader would trip over."""

from __future__ import annotations

import re

import pytest

from graph import schema
from graph.kinds import FORBIDDEN_NAMES, EdgeKind, NodeKind, Prop
from graph.schema import EDGE_KINDS, KEPT_BY, NODE_KINDS
from graph.stores.embedded import EmbeddedStore

KINDS: list[NodeKind | EdgeKind] = [*NODE_KINDS, *EDGE_KINDS]
# kinds that a removal deletes by their document, so that nothing else need keep them
OWNED = {"Document", "PowerItem", "Issue"}
DESIGNED = {
    "Document",
    "Organization",
    "Department",
    "Official",
    "PowerItem",
    "Category",
    "Passage",
    "Duty",
    "RiskPoint",
    "Measure",
    "RiskType",
    "MeasureType",
    "Law",
    "Certificate",
    "Issue",
}
DESIGNED_EDGES = {
    "HAS_PASSAGE",
    "STATES",
    "IS_A",
    "RESPONSIBLE_FOR",
    "HANDLES",
    "LEADS",
    "HEADS",
    "CITES",
    "MENTIONS",
    "LISTED_IN",
    "ISSUED_BY",
    "PART_OF",
    "IN_CATEGORY",
    "SUB_ITEM_OF",
    "SUPERSEDES",
    "ALIGNED_WITH",
    "FOUND_IN",
}


def name_of(kind: NodeKind | EdgeKind) -> str:
    return kind.label if isinstance(kind, NodeKind) else kind.name


def test_the_kinds_are_the_designed_ones() -> None:
    assert {kind.label for kind in NODE_KINDS} == DESIGNED
    assert {kind.name for kind in EDGE_KINDS} == DESIGNED_EDGES
    assert len(NODE_KINDS) == len(DESIGNED)


def test_every_declared_kind_is_registered() -> None:
    declared = [value for value in vars(schema).values() if isinstance(value, (NodeKind, EdgeKind))]
    assert {id(kind) for kind in declared} == {id(kind) for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS, ids=name_of)
def test_kind_is_described(kind: NodeKind | EdgeKind) -> None:
    assert kind.description.endswith((".", "…"))
    for prop in kind.props:
        assert prop.description.strip().endswith((".", "…")), f"{name_of(kind)}.{prop.name}"
        assert prop.description.lower() != prop.name


@pytest.mark.parametrize("kind", KINDS, ids=name_of)
def test_names_are_ascii_and_not_reserved(kind: NodeKind | EdgeKind) -> None:
    for name in (name_of(kind), *(prop.name for prop in kind.props)):
        assert name.isascii()
        assert name not in FORBIDDEN_NAMES


@pytest.mark.parametrize("kind", KINDS, ids=name_of)
def test_the_key_is_among_the_properties(kind: NodeKind | EdgeKind) -> None:
    assert set(kind.key) <= {prop.name for prop in kind.props}


@pytest.mark.parametrize("kind", NODE_KINDS, ids=name_of)
def test_a_node_has_a_name_a_key_and_a_colour(kind: NodeKind) -> None:
    assert kind.prop("name") is not None
    assert kind.key
    assert re.fullmatch("#[0-9a-f]{6}", kind.color)


def test_colours_differ() -> None:
    assert len({kind.color for kind in NODE_KINDS}) == len(NODE_KINDS)


@pytest.mark.parametrize("kind", EDGE_KINDS, ids=name_of)
def test_an_edge_joins_registered_kinds(kind: EdgeKind) -> None:
    assert {id(kind.source), *map(id, kind.targets)} <= {id(node) for node in NODE_KINDS}


@pytest.mark.parametrize("kind", KINDS, ids=name_of)
def test_choices_are_of_the_property_s_type(kind: NodeKind | EdgeKind) -> None:
    for prop in kind.props:
        assert all(prop.accepts(choice) for choice in prop.choices)
        assert not prop.choices or not prop.accepts("no such choice")


def test_kept_by_covers_every_shared_kind_once() -> None:
    labels = [kind.label for kind, _ in KEPT_BY]
    assert sorted(labels) == sorted(DESIGNED - OWNED)


def test_kept_by_names_edges_of_the_schema() -> None:
    for kind, keepers in KEPT_BY:
        for way, name in keepers:
            ends = [(edge.source if way == "out" else target) for edge in EDGE_KINDS if edge.name == name for target in edge.targets]
            assert kind in ends, f"{kind.label} has no {way} {name}"


def test_kept_by_comes_in_an_order_in_which_one_pass_is_enough() -> None:
    """A node is checked after whatever keeps it by an edge into it."""
    place = {kind.label: k for k, (kind, _) in enumerate(KEPT_BY)}
    for kind, keepers in KEPT_BY:
        for way, name in keepers:
            for edge in EDGE_KINDS:
                if way == "in" and edge.name == name and kind in edge.targets and edge.source.label in place:
                    assert place[edge.source.label] < place[kind.label]


def test_no_null_is_merged_on(sample_store: object) -> None:
    """Every stored node has its whole key: a MERGE on a null would make a new node each time."""
    store = EmbeddedStore(str(sample_store))
    for kind in NODE_KINDS:
        nulls = " OR ".join(f"n.{name} IS NULL" for name in ("id", "name", *kind.key))
        assert store.read(f"MATCH (n:{kind.label}) WHERE {nulls} RETURN count(n) AS n").rows == [{"n": 0}], kind.label


@pytest.mark.parametrize(
    "prop",
    [
        {"name": "Größe"},
        {"name": "type"},
        {"name": "title"},
        {"name": "id"},
        {"name": "CamelCase"},
        {"name": "有"},
        {"name": ""},
        {"name": "x\n"},
        {"description": " "},
        {"type": "date"},
    ],
)
def test_a_wrong_property_can_not_be_declared(prop: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="property"):
        Prop(**({"name": "fine", "type": "str", "description": "Fine."} | prop))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "wrong",
    [
        {"label": "power_item"},
        {"label": "项"},
        {"description": ""},
        {"key": ("nothing",)},
        {"key": ()},
        {"props": ()},
        {"props": (Prop("name", "str", "A."), Prop("name", "str", "B."))},
    ],
)
def test_a_wrong_kind_can_not_be_declared(wrong: dict[str, object]) -> None:
    right = {"label": "Fine", "description": "Fine.", "key": ("name",), "props": (Prop("name", "str", "Name."),)}
    NodeKind(**right)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"\w"):
        NodeKind(**(right | wrong))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "value", "fits"),
    [
        ("int", 1, True),
        ("int", True, False),
        ("int", 1.5, False),
        ("float", 1, True),
        ("float", 1.5, True),
        ("float", True, False),
        ("str", "a", True),
        ("str", 1, False),
        ("bool", True, True),
        ("bool", 1, False),
        ("list[str]", ["a"], True),
        ("list[str]", "a", False),
        ("list[str]", [1], False),
        ("str", None, True),
    ],
)
def test_a_property_takes_its_type_only(kind: str, value: object, fits: bool) -> None:
    assert Prop("x", kind, "X.").accepts(value) is fits  # type: ignore[arg-type]
