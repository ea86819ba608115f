"""Opens a store by its address; an engine's driver is imported only where its store is opened."""

from __future__ import annotations

from graph.stores.address import is_server, server
from graph.stores.base import Store


def open_store(address: str, *, must_exist: bool = True) -> Store:
    """The store at a path or a server's address. Raises StoreError where there is none, UsageError for a wrong address."""
    if is_server(address):
        there = server(address)
        from graph.stores.neo4j import Neo4jStore

        return Neo4jStore(there, must_exist=must_exist)
    from graph.stores.embedded import EmbeddedStore

    return EmbeddedStore(address, must_exist=must_exist)
