"""A fact can't be stated without its source, and an id depends on what identifies and on nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import schema
from graph.facts import Cite, EdgeFact, GraphBatch, NodeFact
from graph.identity import ID_HEX_DIGITS, fingerprint, stable_id

SHA = "0" * 64
CITE = Cite(SHA, 1, 2, 3, 5)
DOCUMENT = NodeFact(schema.DOCUMENT, {"name": "虚构清单", "sha256": SHA}, CITE)
texts = st.text(max_size=20)


def official(name: str = "訾青禾", kind: str = "person", office: str = "云汐县纸鸢管理局") -> NodeFact:
    return NodeFact(schema.OFFICIAL, {"name": name, "organization": office, "kind": kind}, CITE)


def item(ordinal: int = 1) -> NodeFact:
    return NodeFact(schema.POWER_ITEM, {"name": "放飞", "document": SHA, "ordinal": ordinal}, CITE)


def test_no_node_and_no_edge_without_a_citation() -> None:
    with pytest.raises(TypeError):
        NodeFact(schema.CATEGORY, {"name": "行政处罚"})  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        EdgeFact(schema.LISTED_IN, item(), DOCUMENT)  # type: ignore[call-arg]
    batch = GraphBatch(DOCUMENT)
    with pytest.raises(TypeError):
        batch.node(schema.CATEGORY, name="行政处罚")  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        batch.edge(schema.LISTED_IN, item(), DOCUMENT)  # type: ignore[call-arg]


@pytest.mark.parametrize("place", [("", 1, 1, 0, 1), (SHA, 1, 1, 5, 4), (SHA, 1, 1, -1, 4)])
def test_a_citation_names_a_document_and_runs_forward(place: tuple[Any, ...]) -> None:
    with pytest.raises(ValueError, match="citation"):
        Cite(*place)


@pytest.mark.parametrize(
    "props",
    [
        {"name": "a"},
        {"name": "a", "organization": None, "kind": "person"},
        {"name": "a", "organization": "b", "kind": "robot"},
        {"name": "a", "organization": "b", "kind": "person", "rank": "1"},
        {"name": 1, "organization": "b", "kind": "person"},
    ],
)
def test_a_node_has_its_key_and_only_properties_of_the_schema(props: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="Official"):
        NodeFact(schema.OFFICIAL, props, CITE)


def test_an_edge_joins_what_the_schema_says() -> None:
    with pytest.raises(ValueError, match="not in the schema"):
        EdgeFact(schema.RESPONSIBLE_FOR, item(), official(), CITE)
    with pytest.raises(ValueError, match="role"):
        EdgeFact(schema.RESPONSIBLE_FOR, official(), item(), CITE, {"role": "king"})
    with pytest.raises(ValueError, match="no property"):
        EdgeFact(schema.LISTED_IN, item(), DOCUMENT, CITE, {"role": "head"})


def test_an_edge_needs_both_ends_stated() -> None:
    batch = GraphBatch(DOCUMENT)
    with pytest.raises(ValueError, match="not stated"):
        batch.edge(schema.LISTED_IN, item(), batch.document, CITE)


def test_two_parts_of_one_official_in_one_item_are_two_edges() -> None:
    batch = GraphBatch(DOCUMENT)
    person = batch.node(schema.OFFICIAL, CITE, name="訾青禾", organization="云汐县纸鸢管理局", kind="person")
    power = batch.node(schema.POWER_ITEM, CITE, name="放飞", document=SHA, ordinal=1)
    for role, chain, start in (("leader", 1, 0), ("head", 1, 9), ("head", 2, 20), ("head", 2, 20)):
        batch.edge(schema.RESPONSIBLE_FOR, person, power, CITE, role=role, chain=chain, column=7, start=start, end=start + 3)
    assert batch.counts()["RESPONSIBLE_FOR"] == 3


def test_the_same_key_is_the_same_node_and_the_first_statement_stands() -> None:
    batch = GraphBatch(DOCUMENT)
    first = batch.node(schema.LAW, CITE, name="水法", full_name="中华人民共和国水法", level="法律")
    again = batch.node(schema.LAW, Cite(SHA, 9, 9, 9, 9), name="水法", full_name="中华人民共和国水法", level="地方性法规")
    assert again is first
    assert batch.counts() == {"Document": 1, "Law": 1}


def test_officials_are_never_merged_across_offices_or_kinds() -> None:
    ids = {official().id, official(office="云汐县灯笼管理局").id, official(kind="post").id, official(name="訾青木").id}
    assert len(ids) == 4
    assert official().id == official().id


def test_the_id_does_not_depend_on_other_properties() -> None:
    a = NodeFact(schema.POWER_ITEM, {"name": "放飞", "document": SHA, "ordinal": 1, "note": "甲"}, CITE)
    assert a.id == item().id


def test_ids_are_stable_over_releases() -> None:
    """Stores are compared and joined by them: a change here is a change of the schema's version."""
    assert stable_id("Law", "中华人民共和国水法") == "dd9570daf8aa69c9815a"
    assert stable_id("Official", "云汐县纸鸢管理局", "person", "訾青禾") == "e8b3aa23008cbe806422"
    assert ID_HEX_DIGITS == 20


@given(st.lists(st.one_of(texts, st.integers(), st.none(), st.booleans()), max_size=4), st.lists(st.one_of(texts, st.none()), max_size=4))
def test_different_parts_have_different_ids(a: list[Any], b: list[Any]) -> None:
    same = repr(a) == repr(b)
    assert (stable_id(*a) == stable_id(*b)) is same


def test_parts_do_not_run_together() -> None:
    assert (
        len(
            {
                stable_id("ab", "c"),
                stable_id("a", "bc"),
                stable_id("abc"),
                stable_id("a,b", "c"),
                stable_id('a","b', "c"),
                stable_id("1"),
                stable_id(1),
            }
        )
        == 7
    )


def test_a_lone_surrogate_has_an_id() -> None:
    assert stable_id("\ud800") != stable_id("\ud801")


@given(st.text(alphabet="甲乙丙１1Ａa 　\t\r\n", max_size=30))
def test_a_fingerprint_sees_no_layout(text: str) -> None:
    assert fingerprint(text) == fingerprint(" ".join(text)) == fingerprint("".join(text.split()))
    assert fingerprint(text) != fingerprint(text + "丁")
