"""The files for a server: docker-compose.yml, the style of Neo4j Browser, the queries of its guide, addresses."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from support import ROOT, python

from graph.errors import UsageError
from graph.kinds import EdgeKind
from graph.schema import EDGE_KINDS, NODE_KIND
from graph.stores.address import server, work_folder
from graph.stores.neo4j_schema import MARK, statements, version_of


@pytest.fixture(scope="module")
def service() -> dict[str, Any]:
    found = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    (only,) = found["services"].values()
    volumes = {volume.split(":")[0] for volume in only["volumes"]}
    assert volumes == set(found["volumes"])  # named, so that data stays
    return dict(only)


def test_the_image_is_pinned_to_the_version_that_ci_runs(service: dict[str, Any]) -> None:
    pom = (ROOT / "tests" / "engines" / "server" / "pom.xml").read_text(encoding="utf-8")
    (version,) = re.findall(r"<neo4j.version>(.+)</neo4j.version>", pom)
    assert service["image"] == f"neo4j:{version}-community"
    assert version.startswith("5.26.")


def test_the_server_is_heard_on_this_machine_only(service: dict[str, Any]) -> None:
    assert [port.split(":")[0] for port in service["ports"]] == ["127.0.0.1"] * 2
    assert {port.split(":")[2] for port in service["ports"]} == {"7687", "7474"}


def test_there_is_no_default_password(service: dict[str, Any]) -> None:
    assert re.fullmatch(r"neo4j/\$\{NEO4J_PASSWORD:\?[^}]{20,}\}", service["environment"]["NEO4J_AUTH"])
    assert service["healthcheck"]["test"][0] == "CMD-SHELL"


def test_the_style_has_every_kind_in_its_colour() -> None:
    text = (ROOT / "docs" / "neo4j-style.grass").read_text(encoding="utf-8")
    found = dict(re.findall(r"node\.(\w+) \{\n  color: (#[0-9a-f]{6});", text))
    assert found == {label: kind.color for label, kind in NODE_KIND.items()}
    assert text.count("{\n") == text.count("\n}\n")


def test_the_guide_s_queries_name_what_the_schema_has() -> None:
    text = (ROOT / "docs" / "neo4j.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```cypher\n(.*?)```", text, re.DOTALL)
    names = {kind.name for kind in EDGE_KINDS}
    assert set(re.findall(r"\(\w*:(\w+)", block)) <= set(NODE_KIND)
    assert set(re.findall(r"\[\w*:(\w+)", block)) <= names
    assert block.count(";\n") == 5


def test_statements_come_from_the_schema_and_the_mark_is_last() -> None:
    found = list(statements())
    for label in NODE_KIND:
        assert sum(f"FOR (n:{label}) REQUIRE n.id IS UNIQUE" in statement for statement in found) == 1
    assert all("IF NOT EXISTS" in statement for statement in found)
    assert MARK in found[-1]
    assert version_of(["quanpu_Law_id", "quanpu_schema_1", "quanpu_schema_12"]) == 12
    assert version_of(["quanpu_Law_id"]) == 0
    keys = {(kind.name, name) for kind in EDGE_KINDS if isinstance(kind, EdgeKind) for name in kind.key if name == "document"}
    assert all(f"FOR ()-[r:{edge}]-() ON (r.{name})" in "".join(found) for edge, name in keys)


@pytest.mark.parametrize(
    ("address", "environment", "uri", "database"),
    [
        ("bolt://localhost", {}, "bolt://localhost:7687", "neo4j"),
        ("neo4j://db.example:7688/lists", {}, "neo4j://db.example:7688", "lists"),
        ("NEO4J+S://db.example/", {"NEO4J_DATABASE": "lists"}, "neo4j+s://db.example:7687", "lists"),
        ("bolt://localhost?database=lists", {"NEO4J_DATABASE": "other"}, "bolt://localhost:7687", "lists"),
        ("bolt://[::1]:7687/a.b", {}, "bolt://[::1]:7687", "a.b"),
    ],
)
def test_an_address_is_understood(address: str, environment: dict[str, str], uri: str, database: str) -> None:
    found = server(address, environment)
    assert (found.uri, found.database) == (uri, database)
    assert found.text == f"{uri}/{database}"


def test_work_folders_are_apart_and_may_be_named() -> None:
    assert work_folder("lists.kgl", {"QUANPU_WORK": "w"}) == Path("lists.kgl.work")
    assert (
        work_folder("bolt://localhost", {})
        == work_folder("neo4j://localhost:7687/neo4j", {})
        == Path("quanpu.neo4j-localhost-7687-neo4j.work")
    )
    assert work_folder("bolt://[::1]", {}) == Path("quanpu.neo4j-__1-7687-neo4j.work")
    assert work_folder("bolt://localhost", {"QUANPU_WORK": "w"}) == Path("w")
    with pytest.raises(UsageError, match="scheme"):
        work_folder("http://localhost", {})


def test_work_on_a_file_does_not_import_the_driver(sample_store: Path) -> None:
    code = "import sys, quanpu; quanpu.run(['--db', sys.argv[1], 'documents']); print('neo4j' in sys.modules, 'py2neo' in sys.modules)"
    with python(code, str(sample_store), cwd=sample_store.parent) as running:
        out, err = running.communicate(timeout=60)
    assert out.decode().splitlines()[-1] == "False False", err.decode()
