"""The server store: one database of a Neo4j 5.26 or newer, through the official driver."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, LiteralString, TypeVar

import neo4j

from graph.errors import StoreError, UsageError
from graph.facts import GraphBatch
from graph.schema import NODE_KINDS, SCHEMA_VERSION
from graph.stores.address import Server
from graph.stores.base import (
    DOCUMENTS,
    DocumentRecord,
    Rows,
    Run,
    Written,
    counts,
    edge_problems,
    key_problems,
    ordered,
    prune,
    record,
    remove_facts,
    settle_versions,
    write_batch,
)
from graph.stores.neo4j_errors import OLDEST, PLAN, explained, too_old
from graph.stores.neo4j_schema import LOCK, MARKS, operations, statements, version_of
from graph.stores.readonly import check_is_query, check_reads_only

logging.getLogger("neo4j").addHandler(logging.NullHandler())  # what matters comes as an error of ours

T = TypeVar("T")
READ_SECONDS, WRITE_SECONDS = 180.0, 900.0  # a writer may wait for another that long
RETRY_SECONDS = 10.0
ROWS_AT_ONCE = 1_000


class Neo4jStore:
    """A graph in a server's database. Each write is one transaction; writers wait for each other inside the server."""

    proof = "every id is that of its key, every edge joins what the schema says"

    def __init__(self, there: Server, *, must_exist: bool = True) -> None:
        self.address = there.text
        self._there = there
        self._ready = False  # whether the database bears our mark
        self._known_reads: set[str] = set()
        self._driver = _driver(there)
        try:
            with explained(there):
                self._check_server()
            self._check_mark(must_exist=must_exist)
        except BaseException:
            self._driver.close()
            raise

    # --- reading

    def read(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> Rows:
        """One reading query. Raises UsageError for a query that writes or is wrong, StoreError where the server is away."""
        if cypher not in self._known_reads:
            check_reads_only(cypher)
            check_is_query(cypher)
            self._check_plan(cypher, parameters or {})
            self._known_reads.add(cypher)
        return self._read(cypher, parameters or {})[0]

    def plan(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> list[str]:
        """How the server would run a reading query, one operation a line, the first one first."""
        check_reads_only(cypher)
        check_is_query(cypher)
        return list(operations(self._read(f"{PLAN}{cypher}", parameters or {})[1].plan or {}))

    def documents(self) -> list[DocumentRecord]:
        """All loaded documents, by organization, kind and date."""
        return ordered(record(row) for row in self._run_read(DOCUMENTS, {}))

    def counts(self) -> dict[str, int]:
        """Nodes per label and relationships per type."""
        return counts(self._run_read)

    def verify(self) -> list[str]:
        """Recompute every node's id from its key, then check that every edge of the schema joins what the schema says."""
        return [*key_problems(self._run_read), *edge_problems(self._run_read)]

    # --- writing

    def hold(self) -> None:
        """Make sure that the server takes writes and prepare an empty database. Writers wait for each other at each write."""
        self._prepare()

    def write(self, batch: GraphBatch, *, replaces: Sequence[DocumentRecord] = (), exact: bool = False) -> Written:
        """Land a batch in one transaction, removing `replaces` first; tried again where the server asks for it."""
        return self._write(lambda run: write_batch(run, batch, replaces, exact=exact))

    def remove(self, document: DocumentRecord) -> None:
        """Remove one document's facts; nodes that others share stay."""

        def work(run: Run) -> None:
            remove_facts(run, document.id, document.sha256)
            prune(run)
            settle_versions(run)

        self._write(work)

    def clear(self) -> None:
        """Remove everything of ours."""

        def work(run: Run) -> None:
            for kind in NODE_KINDS:
                run(f"MATCH (n:{kind.label}) DETACH DELETE n", {})

        self._write(work)

    def close(self) -> None:
        """Let the server go."""
        self._driver.close()

    def __enter__(self) -> Neo4jStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- inside

    def _session(self, mode: Literal["READ", "WRITE"]) -> neo4j.Session:
        return self._driver.session(database=self._there.database, default_access_mode=mode, bookmark_manager=self._bookmarks)

    @property
    def _bookmarks(self) -> neo4j.api.BookmarkManager:
        return self._driver.execute_query_bookmark_manager  # on a cluster we read what we wrote

    def _read(self, cypher: str, parameters: Mapping[str, Any]) -> tuple[Rows, neo4j.ResultSummary]:
        @neo4j.unit_of_work(timeout=READ_SECONDS)
        def work(transaction: neo4j.ManagedTransaction) -> tuple[Rows, neo4j.ResultSummary]:
            result = transaction.run(_text(cypher), dict(parameters))
            rows = [{name: _plain(value) for name, value in dict(found).items()} for found in result]
            return Rows(tuple(result.keys()), rows), result.consume()

        with explained(self._there), self._session("READ") as session:
            return session.execute_read(work)

    def _run_read(self, cypher: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        return self._read(cypher, parameters)[0].rows

    def _check_plan(self, cypher: str, parameters: Mapping[str, Any]) -> None:
        kind = self._read(f"{PLAN}{cypher}", parameters)[1].query_type
        if kind != "r":
            raise UsageError("a query that writes is refused: `quanpu cypher` only reads", do="Use load, remove or rebuild.")

    def _write(self, work: Callable[[Run], T]) -> T:
        self._prepare()

        @neo4j.unit_of_work(timeout=WRITE_SECONDS, metadata={"app": "quanpu"})
        def attempt(transaction: neo4j.ManagedTransaction) -> T:
            def run(cypher: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
                return [dict(found) for found in transaction.run(_text(cypher), dict(parameters))]

            run(LOCK, {})
            return work(run)

        with explained(self._there), self._session("WRITE") as session:
            return session.execute_write(attempt)

    def _check_server(self) -> None:
        agent = self._driver.get_server_info().agent
        found = re.search(r"/v?(\d+)\.(\d+)", agent)
        if found is None or (int(found[1]), int(found[2])) < OLDEST:
            raise too_old(agent, self._there)

    def _check_mark(self, *, must_exist: bool) -> None:
        version = version_of(row["name"] for row in self._run_read(MARKS, {}))
        if version > SCHEMA_VERSION:
            raise StoreError(
                f"made by a newer quanpu (schema {version}, this one knows {SCHEMA_VERSION})", where=self.address,
                do="Upgrade quanpu, or use another database.",
            )  # fmt: skip
        if not version and must_exist:
            raise StoreError("no graph of quanpu here yet", where=self.address, do="Load a list first: quanpu load FILE")
        self._ready = version == SCHEMA_VERSION

    def _prepare(self) -> None:
        """Give the database its constraints. Other data in it is not ours to prune: such a database is refused."""
        if self._ready:
            return
        strangers = self._run_read("MATCH (n) RETURN count(n) AS n", {})[0]["n"]
        if strangers and not version_of(row["name"] for row in self._run_read(MARKS, {})):
            raise StoreError(
                f"this database holds {strangers} nodes that quanpu did not write", where=self.address,
                do="Use an empty database: give its name as the end of the address or in NEO4J_DATABASE.",
            )  # fmt: skip
        for statement in statements():
            with explained(self._there), self._session("WRITE") as session:
                session.execute_write(_run_alone, statement)
        self._ready = True


def _driver(there: Server) -> neo4j.Driver:
    password = os.environ.get("NEO4J_PASSWORD")
    if not password:
        raise StoreError("NEO4J_PASSWORD is not set", where=there.text, do="Set it to the password of NEO4J_USERNAME (default neo4j).")
    with explained(there):
        return neo4j.GraphDatabase.driver(
            there.uri,
            auth=(os.environ.get("NEO4J_USERNAME") or "neo4j", password),
            connection_timeout=10.0,
            connection_acquisition_timeout=20.0,
            max_transaction_retry_time=RETRY_SECONDS,
            fetch_size=ROWS_AT_ONCE,
            notifications_min_severity="OFF",
            telemetry_disabled=True,
        )


def _run_alone(transaction: neo4j.ManagedTransaction, statement: str) -> None:
    transaction.run(_text(statement)).consume()


def _text(cypher: str) -> LiteralString:
    return cypher  # values come as parameters; what is put together are the schema's own names


def _plain(value: Any) -> Any:
    """Nodes, relationships and paths as mappings, dates as text: what a Table can show."""
    if isinstance(value, neo4j.graph.Node):
        return {"labels": sorted(value.labels), "properties": _plain(dict(value))}
    if isinstance(value, neo4j.graph.Relationship):
        return {"type": value.type, "properties": _plain(dict(value))}
    if isinstance(value, neo4j.graph.Path):
        return {"nodes": _plain(list(value.nodes)), "relationships": _plain(list(value.relationships))}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    return value if value is None or isinstance(value, (str, int, float)) else str(value)
