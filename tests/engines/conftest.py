"""Two engines to run a test on: a file of its own, and the server at NEO4J_URI, emptied for each test."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from engines_support import Engine, wipe


@pytest.fixture(scope="session")
def neo4j_uri() -> str:
    """A running server. Without one tests are skipped; CI must have it."""
    uri = os.environ.get("NEO4J_URI")
    if not uri:
        if os.environ.get("CI") == "true":
            pytest.fail("CI must have a server: NEO4J_URI is not set")
        pytest.skip("no server: `make neo4j` starts one, then set NEO4J_URI and NEO4J_PASSWORD")
    return uri


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The work folder of a server is made in the folder one stands in."""
    monkeypatch.delenv("QUANPU_WORK", raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def on_server(neo4j_uri: str) -> Iterator[Engine]:
    """The server, empty."""
    wipe(neo4j_uri)
    yield Engine("neo4j", neo4j_uri)
    wipe(neo4j_uri)


@pytest.fixture
def bare_server(neo4j_uri: str) -> Engine:
    """The server as if quanpu had never been there."""
    wipe(neo4j_uri, bare=True)
    return Engine("neo4j", neo4j_uri)


@pytest.fixture
def in_file(tmp_path: Path) -> Engine:
    """A file that is not there yet."""
    return Engine("embedded", str(tmp_path / "engine.kgl"))


@pytest.fixture(params=["embedded", "neo4j"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each engine in turn."""
    found: Engine = request.getfixturevalue("in_file" if request.param == "embedded" else "on_server")
    return found
