"""What a Neo4j database is given before its first document: constraints, indexes and our mark, all from the schema."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from graph.schema import EDGE_KINDS, NODE_KINDS, SCHEMA_VERSION

MARK = f"quanpu_schema_{SCHEMA_VERSION}"  # the name of a constraint: a mark that is no node and that no query finds
MARKS = "SHOW CONSTRAINTS YIELD name WHERE name STARTS WITH 'quanpu_schema_' RETURN name"
# The mark's constraint also makes one writer wait for another: to make this node is to hold its entry in the index until
# the transaction ends; as it is deleted at once, nothing of it is ever stored.
LOCK = "CREATE (w:QuanpuWriter {id: 'writer'}) DELETE w"
# words of ours and never long; printed text may be longer than an index takes (8 kB), and nothing asks for it by equality
INDEXED = frozenset({"sha256", "document", "code", "field"})


def statements() -> Iterator[str]:
    """The statements that prepare a database, the mark last: where it stands, the rest does."""
    for kind in NODE_KINDS:
        yield f"CREATE CONSTRAINT quanpu_{kind.label}_id IF NOT EXISTS FOR (n:{kind.label}) REQUIRE n.id IS UNIQUE"
        for name in kind.key:
            if name in INDEXED:
                yield f"CREATE INDEX quanpu_{kind.label}_{name} IF NOT EXISTS FOR (n:{kind.label}) ON (n.{name})"
    for edge in EDGE_KINDS:
        for name in edge.key:
            if name in INDEXED:
                yield f"CREATE INDEX quanpu_{edge.name}_{name} IF NOT EXISTS FOR ()-[r:{edge.name}]-() ON (r.{name})"
    yield f"CREATE CONSTRAINT {MARK} IF NOT EXISTS FOR (w:QuanpuWriter) REQUIRE w.id IS UNIQUE"


def version_of(names: Iterable[str]) -> int:
    """The schema version that a database's constraints tell; 0 where it bears no mark."""
    return max((int(found[1]) for name in names if (found := re.fullmatch(r"quanpu_schema_(\d+)", name))), default=0)


def operations(plan: Mapping[str, Any]) -> Iterator[str]:
    """A server's plan, which is a tree with the answer on top, in the order in which it is run."""
    for child in plan.get("children", ()):
        yield from operations(child)
    if plan:
        said, rows = plan.get("args", {}), plan.get("args", {}).get("EstimatedRows")
        about = f" (about {rows:.0f})" if rows is not None else ""
        yield f"{plan['operatorType'].split('@')[0]} {said.get('Details', '')}".strip() + about
