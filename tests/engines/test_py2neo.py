"""The graph as py2neo has it: built offline with every node and parallel edge, and written to a server that still understands it."""

from __future__ import annotations

import sys
from pathlib import Path

import py2neo
import pytest
from engines_support import Engine, credentials
from support import item, write_list

import quanpu
from graph.errors import UsageError
from graph.exchange.py2neo import labels_subgraph, query_subgraph, subgraph, write_subgraph
from graph.network import network
from graph.stores.address import server
from graph.stores.embedded import EmbeddedStore


def plain(found: py2neo.Subgraph) -> tuple[set[tuple[str, ...]], list[tuple[str, ...]]]:
    """Nodes by label and id, edges by type, id and ends."""
    nodes = {(str(node.labels).strip(":"), node["id"]) for node in found.nodes}
    edges = [(type(r).__name__, r["id"], r.start_node["id"], r.end_node["id"]) for r in found.relationships]
    return nodes, sorted(edges)


def test_the_whole_graph(sample_store: Path) -> None:
    store = EmbeddedStore(sample_store)
    nodes, edges = plain(labels_subgraph(store))
    here = network(store)
    assert nodes == {(data["label"], id_) for id_, data in here.nodes(data=True)}
    assert edges == sorted((data["kind"], id_, a, b) for a, b, id_, data in here.edges(keys=True, data=True))
    assert len(edges) == sum(n for name, n in store.counts().items() if name.isupper())


def test_parallel_edges_and_properties_are_kept(tmp_path: Path) -> None:
    people = "分管领导：郗望舒\n竹篾股负责人：郗望舒\n分管领导：郗望舒\n巡查队负责人：郗望舒"
    with quanpu.open(tmp_path / "a.kgl") as database:
        database.load(write_list(tmp_path / "a.txt", item(1, people=people)))
        found = labels_subgraph(database.store, ["Official", "PowerItem"])
    assert len(found.nodes) == 2
    assert sorted((r["chain"], r["role"]) for r in found.relationships) == [(1, "head"), (1, "leader"), (2, "head"), (2, "leader")]
    (official,) = [node for node in found.nodes if node.has_label("Official")]
    assert (official["name"], official["kind"]) == ("郗望舒", "person")


def test_what_a_query_names(sample_store: Path) -> None:
    store = EmbeddedStore(sample_store)
    query = (
        "MATCH (o:Official)-[:RESPONSIBLE_FOR]->(i:PowerItem) WHERE o.kind = $kind RETURN o.id AS official, i.id AS item, o.name AS name"
    )
    nodes, edges = plain(query_subgraph(store, query, {"kind": "post"}))
    assert {label for label, _ in nodes} == {"Official", "PowerItem"}
    assert {id_ for _, id_ in nodes} == {row[name] for row in store.read(query, {"kind": "post"}).rows for name in ("official", "item")}
    assert {name for name, *_ in edges} == {"RESPONSIBLE_FOR"}
    with pytest.raises(UsageError, match="gives no id"):
        query_subgraph(store, "MATCH (o:Official) RETURN o.name AS name")


def test_an_unknown_label_offers_the_nearest(sample_store: Path) -> None:
    with pytest.raises(UsageError, match="Official"):
        labels_subgraph(EmbeddedStore(sample_store), ["Oficial"])


def test_without_py2neo_it_says_so(sample_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "py2neo", None)
    with pytest.raises(UsageError, match=r"quanpu\[py2neo\]"):
        labels_subgraph(EmbeddedStore(sample_store))


def test_py2neo_writes_it_to_the_server(sample_store: Path, on_server: Engine) -> None:
    here = network(EmbeddedStore(sample_store), ["Official", "PowerItem", "Department"])
    there = server(on_server.address)
    user, password = credentials()
    write_subgraph(subgraph(here), py2neo.Graph(there.uri, auth=(user, password), name=there.database))
    with on_server.open() as database:
        written = network(database.store, ["Official", "PowerItem", "Department"])
    assert dict(written.nodes(data=True)) == dict(here.nodes(data=True))
    assert sorted(written.edges(keys=True)) == sorted(here.edges(keys=True))
