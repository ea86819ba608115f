"""A server that is away, old, full of other data or lost in the middle: one line, exit code 4, nothing half-written."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import neo4j
import pytest
from engines_support import Engine, credentials
from engines_wires import proxy, server_that_says
from support import SAMPLES, Result, environment, facts, item, write_list

import quanpu
from graph import schema
from graph.errors import QuanpuError, StoreError
from graph.stores import neo4j as neo4j_store
from graph.stores.address import server

Run = Callable[..., Result]


def ends(engine: Engine) -> tuple[str, int]:
    there = server(engine.address)
    return there.host, there.port


def run_on(engine: Engine, cypher: str) -> None:
    there = server(engine.address)
    with neo4j.GraphDatabase.driver(there.uri, auth=credentials()) as driver:
        driver.execute_query(cypher, database_=there.database)


# --- before anything is asked ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "code", "words"),
    [
        ("bolt://127.0.0.1:1", 4, "can't be reached"),
        ("neo4j://127.0.0.1:1", 4, "can't be reached"),
        ("bolt://nosuch.invalid", 4, "unknown host nosuch.invalid"),
        ("neo4j://nosuch.invalid/lists", 4, "unknown host nosuch.invalid"),
        ("neo5j://localhost", 2, "Did you mean 'neo4j'"),
        ("https://localhost", 2, "unknown address scheme 'https'"),
        ("bolt://", 2, "no host"),
        ("bolt://localhost:x", 2, "not an address"),
        ("bolt://localhost:99999", 2, "not an address"),
        ("bolt://localhost/a/b", 2, "more than one database"),
        ("bolt://localhost/a?database=b", 2, "more than one database"),
        ("bolt://localhost?policy=b", 2, "unknown part of an address 'policy'"),
    ],
)
@pytest.mark.parametrize("command", [("status",), ("load", str(SAMPLES[0])), ("query", "run", "C1"), ("rebuild",), ("push", "x.kgl")])
def test_a_wrong_address_is_one_line(run_cli: Run, address: str, code: int, words: str, command: tuple[str, ...],
                                     monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:  # fmt: skip
    monkeypatch.setenv("NEO4J_PASSWORD", "secret-word")
    found = run_cli("--db", address, *command)
    if command == ("rebuild",) and code == 4:  # without kept documents it does not get as far as the server
        code, words = 3, "no documents are kept here"
    assert (found.code, found.out) == (code, "")
    assert words in found.error
    assert "secret-word" not in found.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "address", ["bolt://neo4j:secret-word@localhost", "neo4j+s://neo4j:secret-word@x/y", "http://a:secret-word@x", "bolt://neo4j@h"]
)
def test_a_password_in_an_address_is_refused_and_not_repeated(run_cli: Run, address: str) -> None:
    for found in (run_cli("--db", address, "status"), run_cli("push", address), run_cli("status", env={"QUANPU_DB": address})):
        assert found.code in (2, 4)
        assert "secret-word" not in found.err + found.out
    found = run_cli("--db", address, "status")
    assert found.code == 2
    assert "NEO4J_PASSWORD" in found.error


def test_a_password_that_is_not_set_is_said(run_cli: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEO4J_PASSWORD", raising=False)
    found = run_cli("--db", "bolt://127.0.0.1:1", "status")
    assert found.code == 4
    assert "NEO4J_PASSWORD is not set" in found.error


def test_what_is_no_server_is_one_line(run_cli: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "x")
    with server_that_says("HTTP/1.1 400 Bad Request") as address:
        assert run_cli("--db", address, "status").code == 4


@pytest.mark.parametrize(
    ("agent", "bolt"), [("Neo4j/5.25.1", 7), ("Neo4j/5.13.0", 4), ("Neo4j/v5.11.0 compatible graph database server", 2)]
)
def test_an_old_server_is_named_with_what_is_needed(run_cli: Run, agent: str, bolt: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "x")
    with server_that_says(agent, bolt=bolt) as address:
        found = run_cli("--db", address, "status")
    assert found.code == 4
    assert f"needs Neo4j 5.26 or newer, the server is {agent}. Upgrade" in found.error


def test_a_server_too_old_to_be_asked_is_said_to_be_old(run_cli: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "x")
    with server_that_says("Neo4j/4.4.40") as address:
        found = run_cli("--db", address, "status")
    assert found.code == 4
    assert "needs Neo4j 5.26 or newer" in found.error


# --- the real server ------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_wrong_password_is_tried_once(on_server: Engine, run_cli: Run, scheme: str) -> None:
    """The server locks a user out after three."""
    with proxy(*ends(on_server)) as wire:
        found = run_cli("--db", wire.address.replace("bolt", scheme), "status", env={"NEO4J_PASSWORD": "wrong-word"})
        assert found.code == 4
        assert "password is wrong" in found.error
        assert "wrong-word" not in found.err
        assert wire.connections == 1
    with on_server.open() as database:
        assert database.store.documents() == []


def test_a_wrong_user_is_the_same_line(on_server: Engine, run_cli: Run) -> None:
    found = run_cli("--db", on_server.address, "status", env={"NEO4J_USERNAME": "nobody"})
    assert found.code == 4
    assert "user name or password is wrong" in found.error


@pytest.mark.parametrize("way", ["{}/nosuch", "{}?database=nosuch"])
def test_a_wrong_database_is_named(on_server: Engine, run_cli: Run, way: str) -> None:
    there = server(on_server.address)
    for command in (("status",), ("load", str(SAMPLES[0]))):
        found = run_cli("--db", way.format(there.uri), *command)
        assert found.code == 4
        assert "/nosuch: no such database" in found.error
    found = run_cli("--db", there.uri, "status", env={"NEO4J_DATABASE": "nosuch"})
    assert "/nosuch: no such database" in found.error


def test_a_database_with_other_data_is_not_touched(bare_server: Engine, run_cli: Run) -> None:
    run_on(bare_server, "CREATE (:Organization {name: 'theirs'})")
    found = run_cli("--db", bare_server.address, "load", SAMPLES[0], "--format", "table")
    assert found.code == 4
    assert "holds 1 nodes that quanpu did not write" in found.error
    assert not list(Path().glob("*.work"))
    with bare_server.open() as database:
        assert database.cypher("MATCH (n) RETURN count(n) AS n").rows == [{"n": 1}]


def test_a_graph_of_a_newer_version_is_left_alone(on_server: Engine, run_cli: Run) -> None:
    run_cli("--db", on_server.address, "load", SAMPLES[0])
    run_on(on_server, f"CREATE CONSTRAINT quanpu_schema_{schema.SCHEMA_VERSION + 1} FOR (n:QuanpuNewer) REQUIRE n.id IS UNIQUE")
    for command in (("status",), ("load", str(SAMPLES[1])), ("query", "run", "C1"), ("remove", "2024"), ("rebuild",)):
        found = run_cli("--db", on_server.address, *command)
        assert found.code == 4
        assert "newer quanpu" in found.error


@pytest.mark.parametrize("command", ["CREATE (n:X)", "TERMINATE TRANSACTION 'neo4j-transaction-1'", "SHOW TRANSACTIONS",
                                     "USE system SHOW USERS",
                                     "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'", "EXPLAIN RETURN 1"])  # fmt: skip
def test_cypher_only_reads(on_server: Engine, run_cli: Run, command: str) -> None:
    run_cli("--db", on_server.address, "load", SAMPLES[0])
    found = run_cli("--db", on_server.address, "cypher", command)
    assert (found.code, found.out) == (2, "")
    assert "is refused" in found.error


def test_a_mistake_in_a_query_names_the_place_in_the_user_s_text(on_server: Engine, run_cli: Run) -> None:
    run_cli("--db", on_server.address, "load", SAMPLES[0])
    found = run_cli("--db", on_server.address, "cypher", "RETRUN 1")
    assert found.code == 2
    assert "Invalid input 'RETRUN' (line 1, column 1)" in found.error
    assert "(line 2, column 8)" in run_cli("--db", on_server.address, "cypher", "MATCH (n)\nRETURN m").error
    assert "p" in run_cli("--db", on_server.address, "cypher", "RETURN $p AS p").error


def test_verify_names_what_was_changed_by_hand(on_server: Engine, run_cli: Run) -> None:
    run_cli("--db", on_server.address, "load", SAMPLES[0])
    run_on(on_server, "MATCH (l:Law) WITH l LIMIT 1 SET l.full_name = 'x'")
    run_on(on_server, "MATCH (d:Document), (o:Organization) CREATE (d)-[:RESPONSIBLE_FOR {id: 'x'}]->(o)")
    run_on(on_server, "MATCH ()-[r:CITES]->() WITH r LIMIT 1 MATCH (a)-[r]->(b) CREATE (a)-[s:CITES]->(b) SET s = properties(r)")
    found = run_cli("--db", on_server.address, "status", "--verify", "--format", "table")
    assert found.code == 1
    for words in ("1 Law nodes have an id", "1 RESPONSIBLE_FOR edges join", "1 CITES edges are there twice"):
        assert words in found.error


# --- lost in the middle ---------------------------------------------------------------------------------


@pytest.mark.parametrize("part", [0.1, 0.3, 0.5, 0.8, 0.97])
def test_a_wire_cut_in_the_middle_leaves_whole_documents(
    on_server: Engine, tmp_path: Path, part: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neo4j_store, "RETRY_SECONDS", 0.3)
    with on_server.open() as database:
        database.load(SAMPLES[0])
    with proxy(*ends(on_server)) as wire, quanpu.Database(wire.address) as database:
        database.load(SAMPLES[1])
        whole = wire.passed
        database.store.remove(next(d for d in database.store.documents() if d.file_name == SAMPLES[1].name))
    with (
        proxy(*ends(on_server), cut_after=int(whole * part)) as wire,
        pytest.raises(StoreError) as caught,
        quanpu.Database(wire.address) as database,
    ):
        database.load(SAMPLES[1])
    assert caught.value.exit_code == 4
    assert "\n" not in caught.value.message
    with quanpu.Database(str(tmp_path / "plain.kgl")) as plain:
        plain.load(SAMPLES[0])
    assert facts(on_server.address) == facts(tmp_path / "plain.kgl")


def test_a_wire_cut_once_is_tried_again(on_server: Engine, tmp_path: Path) -> None:
    with on_server.open() as database:
        database.store.hold()
    with proxy(*ends(on_server), cut_after=60_000, once=True) as wire, quanpu.Database(wire.address) as database:
        (report,) = database.load(SAMPLES[0])
        assert wire.passed > 60_000
        assert wire.connections > 1
    assert report.status == "loaded"
    with quanpu.Database(str(tmp_path / "plain.kgl")) as plain:
        plain.load(SAMPLES[0])
    assert facts(on_server.address) == facts(tmp_path / "plain.kgl")


def test_a_cut_wire_is_one_line_on_the_command_line(on_server: Engine, run_cli: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neo4j_store, "RETRY_SECONDS", 0.3)
    with on_server.open() as database:
        database.store.hold()
    with proxy(*ends(on_server), cut_after=30_000) as wire:
        found = run_cli("--db", wire.address, "load", *SAMPLES[:2], "--format", "table", "--lang", "en")
    assert found.code == 4
    assert f"{SAMPLES[0]}: " in found.error
    assert "stored" in found.error
    assert found.out == f"{SAMPLES[1]}: not reached\n"


LOAD = """
import sys, quanpu
with quanpu.open(sys.argv[1]) as database:
    print("begin", flush=True)
    print([report.status for report in database.load(*sys.argv[2:])])
"""


def start(engine: Engine, *files: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", LOAD, engine.address, *map(str, files)]
    return subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.mark.parametrize("delay", [0.1, 0.4, 0.8])
def test_kill_9_leaves_whole_documents(on_server: Engine, tmp_path: Path, delay: float) -> None:
    other = start(on_server, *SAMPLES)
    assert other.stdout
    other.stdout.readline()
    time.sleep(delay)
    other.send_signal(signal.SIGKILL)
    other.communicate()
    with on_server.open() as database:
        database.store.hold()
        assert database.store.verify() == []
        landed = [file for file in SAMPLES if file.name in {d.file_name for d in database.store.documents()}]
        if landed:
            with quanpu.Database(str(tmp_path / "plain.kgl")) as plain:
                plain.load(*landed)
            assert facts(on_server.address) == facts(tmp_path / "plain.kgl")
        database.load(*SAMPLES)  # the dead writer's lock is gone
        assert len(database.store.documents()) == len(SAMPLES)


# --- two at once ----------------------------------------------------------------------------------------


def test_two_loads_at_once_into_an_empty_database(bare_server: Engine, tmp_path: Path) -> None:
    both = [start(bare_server, *SAMPLES[:2]), start(bare_server, *SAMPLES[2:])]
    for process, (_, err) in [(process, process.communicate(timeout=60)) for process in both]:
        assert process.returncode == 0, err.decode()
    with quanpu.Database(str(tmp_path / "plain.kgl")) as plain:
        plain.load(*SAMPLES)
    assert facts(bare_server.address) == facts(tmp_path / "plain.kgl")


def test_corrections_of_one_list_at_once_leave_one(on_server: Engine, tmp_path: Path) -> None:
    files = [write_list(tmp_path / f"{n}.txt", *[item(k) for k in range(1, n + 2)]) for n in range(4)]
    for process in [start(on_server, file) for file in files]:
        _, err = process.communicate(timeout=60)
        assert process.returncode == 0, err.decode()
    with on_server.open() as database:
        (left,) = database.store.documents()
        assert database.store.verify() == []
    with quanpu.Database(str(tmp_path / "plain.kgl")) as plain:
        plain.load(tmp_path / left.file_name)
    assert facts(on_server.address) == facts(tmp_path / "plain.kgl")


def test_an_error_closes_the_connection(on_server: Engine) -> None:
    with proxy(*ends(on_server)) as wire:
        with pytest.raises(QuanpuError):
            quanpu.Database(f"{wire.address}/nosuch", must_exist=True)
        assert wire.connections == 1
