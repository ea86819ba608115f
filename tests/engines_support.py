"""What the tests of the engines share: an engine to open, and a database to empty."""

from __future__ import annotations

import os
from dataclasses import dataclass

import neo4j
import pytest

import quanpu
from graph.stores.address import server
from graph.stores.neo4j_schema import MARK

MINE = "quanpu_tests"  # the constraint that marks a database as one that tests may empty


@dataclass(frozen=True)
class Engine:
    """An empty graph on one engine."""

    kind: str
    address: str

    def open(self) -> quanpu.Database:
        """The graph there; the caller closes it."""
        return quanpu.Database(self.address)


def credentials() -> tuple[str, str]:
    """User and password of the server that tests may empty."""
    return os.environ.get("NEO4J_USERNAME") or "neo4j", os.environ["NEO4J_PASSWORD"]


def wipe(uri: str, *, bare: bool = False) -> None:
    """Empty the database, as a driver does it and not as we do. One that holds what no test wrote is left alone.

    `bare` takes our mark too: as if quanpu had never been there.
    """
    there = server(uri)
    with neo4j.GraphDatabase.driver(there.uri, auth=credentials(), notifications_min_severity="OFF") as driver:
        names = {row["name"] for row in driver.execute_query("SHOW CONSTRAINTS YIELD name", database_=there.database).records}
        if MINE not in names:
            (row,) = driver.execute_query("MATCH (n) RETURN count(n) AS n", database_=there.database).records
            if row["n"]:
                pytest.fail(f"the database at NEO4J_URI holds {row['n']} nodes that no test wrote; tests empty it: give another")
            driver.execute_query(f"CREATE CONSTRAINT {MINE} FOR (n:QuanpuTests) REQUIRE n.id IS UNIQUE", database_=there.database)
        driver.execute_query("MATCH (n) DETACH DELETE n", database_=there.database)
        for name in names:
            if name.startswith("quanpu_schema_") and (bare or name != MARK):
                driver.execute_query(f"DROP CONSTRAINT {name}", database_=there.database)
