"""The Store protocol, and the Cypher that every engine shares for writing, removing and pruning."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Protocol

from graph.errors import DataError
from graph.facts import EdgeFact, GraphBatch, NodeFact
from graph.identity import stable_id
from graph.schema import KEPT_BY

# Runs one statement inside an open transaction and gives its rows.
Run = Callable[[str, Mapping[str, Any]], list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Rows:
    """An engine's answer: column names in order, and one mapping per row."""

    columns: tuple[str, ...]
    rows: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A loaded document as the store knows it. `items` counts its power items."""

    id: str
    sha256: str
    name: str
    file_name: str
    organization: str
    list_kind: str
    form_date: str | None
    current: bool
    reader: str
    items: int


@dataclass(frozen=True, slots=True)
class Written:
    """What one write did: facts landed, documents it replaced."""

    nodes: int
    edges: int
    replaced: tuple[str, ...] = field(default=())


class Store(Protocol):
    """A graph somewhere. `read` never writes; `write` lands a document whole or not at all."""

    address: str

    def read(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> Rows:
        """Run one reading query. Raises UsageError for a query that is wrong or writes, StoreError if unreachable."""

    def documents(self) -> list[DocumentRecord]:
        """All loaded documents, by organization, kind and date."""

    def hold(self) -> None:
        """Make sure that writing is possible, and keep others from writing. Raises StoreError where it is not."""

    def write(self, batch: GraphBatch, *, replaces: Sequence[DocumentRecord] = ()) -> Written:
        """Land a batch in one transaction, removing `replaces` first."""

    def remove(self, document: DocumentRecord) -> None:
        """Remove one document's facts; nodes that others share stay."""

    def clear(self) -> None:
        """Remove everything."""

    def counts(self) -> dict[str, int]:
        """Nodes per label and relationships per type."""

    def verify(self) -> list[str]:
        """Check the store's integrity; gives what is wrong, in words, empty when all is well."""

    def close(self) -> None:
        """Finish writing and let go."""


DOCUMENTS = """
MATCH (d:Document)
OPTIONAL MATCH (i:PowerItem)-[:LISTED_IN]->(d)
RETURN d.id AS id, d.sha256 AS sha256, d.name AS name, d.file_name AS file_name, d.organization AS organization,
       d.list_kind AS list_kind, d.form_date AS form_date, d.current AS current, d.reader AS reader, count(i) AS items
ORDER BY organization, list_kind, form_date, name, id
"""


def write_batch(run: Run, batch: GraphBatch, replaces: Sequence[DocumentRecord]) -> Written:
    """Remove what is replaced, land the batch, drop what nothing keeps and settle which versions are current."""
    for document in replaces:
        remove_facts(run, document)
    if replaces:
        prune(run)
        forget_statements(run, batch)
    nodes = sum(_merge_nodes(run, label, facts) for label, facts in _by_label(batch.nodes.values()).items())
    edges = sum(_merge_edges(run, ends, facts) for ends, facts in _by_ends(batch.edges.values()).items())
    settle_versions(run)
    return Written(nodes, edges, tuple(document.id for document in replaces))


def remove_facts(run: Run, document: DocumentRecord) -> None:
    """Remove the document with its items, findings and appointments; shared nodes are left to `prune`."""
    this = {"id": document.id, "sha256": document.sha256}
    run("MATCH (i:PowerItem)-[:LISTED_IN]->(d:Document) WHERE d.id = $id DETACH DELETE i", this)
    run("MATCH (s:Issue) WHERE s.document = $sha256 DETACH DELETE s", this)
    for name in ("LEADS", "HEADS"):
        run(f"MATCH (:Official)-[r:{name}]->(:Department) WHERE r.document = $sha256 DELETE r", this)
    run("MATCH (d:Document) WHERE d.id = $id DETACH DELETE d", this)


def forget_statements(run: Run, batch: GraphBatch) -> None:
    """Drop what shared texts were read to state: the batch states it anew, perhaps by newer rules."""
    ids = list(batch.nodes)
    for source, name, target in (
        ("Passage", "STATES", "Duty"), ("Passage", "STATES", "RiskPoint"), ("Passage", "STATES", "Measure"), ("Passage", "CITES", "Law"),
        ("Passage", "MENTIONS", "Certificate"), ("RiskPoint", "IS_A", "RiskType"), ("Measure", "IS_A", "MeasureType"),
    ):  # fmt: skip
        run(f"MATCH (a:{source})-[r:{name}]->(:{target}) WHERE a.id IN $ids DELETE r", {"ids": ids})


def prune(run: Run) -> None:
    """Delete shared nodes whose last fact is gone."""
    for kind, keepers in KEPT_BY:
        kept = " OR ".join(f"EXISTS {{ MATCH {_pattern(way, name)} }}" for way, name in keepers)
        run(f"MATCH (n:{kind.label}) WHERE NOT ({kept}) DETACH DELETE n", {})


def settle_versions(run: Run) -> None:
    """Mark the newest version of each dated list as current, and chain each version to the one before."""
    run("MATCH (:Document)-[r:SUPERSEDES]->(:Document) DELETE r", {})
    rows = run(
        "MATCH (d:Document) RETURN d.id AS id, d.organization AS organization, d.list_kind AS list_kind, "
        "d.form_date AS form_date ORDER BY organization, list_kind, form_date, id", {},
    )  # fmt: skip
    versions: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        # without a date nothing proves which version is newer: each undated list is its own
        key = (row["organization"], row["list_kind"]) if row["form_date"] else ("", row["id"])
        versions[key].append(row["id"])
    current = [ids[-1] for ids in versions.values()]
    run("MATCH (d:Document) SET d.current = (d.id IN $current)", {"current": current})
    pairs = [{"new": new, "old": old, "id": stable_id("SUPERSEDES", new, old)} for ids in versions.values() for old, new in pairwise(ids)]
    run(
        "UNWIND $pairs AS p MATCH (n:Document) WHERE n.id = p.new MATCH (o:Document) WHERE o.id = p.old "
        "MERGE (n)-[:SUPERSEDES {id: p.id}]->(o)", {"pairs": pairs},
    )  # fmt: skip


def record(row: Mapping[str, Any]) -> DocumentRecord:
    """A row of `DOCUMENTS` as a DocumentRecord."""
    return DocumentRecord(**{name: row[name] for name in DocumentRecord.__slots__})


def _merge_nodes(run: Run, label: str, facts: list[NodeFact]) -> int:
    rows = [{"id": fact.id, "props": _stated(fact.props)} for fact in facts]
    query = f"UNWIND $rows AS r MERGE (n:{label} {{id: r.id}}) SET n += r.props RETURN count(n) AS n"
    return _balanced(run(query, {"rows": rows}), len(rows), label)


def _merge_edges(run: Run, ends: tuple[str, str, str], facts: list[EdgeFact]) -> int:
    name, source, target = ends
    rows = [{"id": fact.id, "source": fact.source.id, "target": fact.target.id, "props": _stated(fact.props)} for fact in facts]
    query = (
        f"UNWIND $rows AS r MATCH (a:{source} {{id: r.source}}) MATCH (b:{target} {{id: r.target}}) "
        f"MERGE (a)-[e:{name} {{id: r.id}}]->(b) SET e += r.props RETURN count(e) AS n"
    )
    return _balanced(run(query, {"rows": rows}), len(rows), name)


def _balanced(answer: list[dict[str, Any]], emitted: int, what: str) -> int:
    written = int(answer[0]["n"]) if answer else 0
    if written != emitted:
        raise DataError(f"{emitted} {what} facts were read but {written} were written", do="Nothing was stored.")
    return written


def _by_label(facts: Iterable[NodeFact]) -> dict[str, list[NodeFact]]:
    groups: dict[str, list[NodeFact]] = defaultdict(list)
    for fact in facts:
        groups[fact.kind.label].append(fact)
    return groups


def _by_ends(facts: Iterable[EdgeFact]) -> dict[tuple[str, str, str], list[EdgeFact]]:
    groups: dict[tuple[str, str, str], list[EdgeFact]] = defaultdict(list)
    for fact in facts:
        groups[fact.kind.name, fact.source.kind.label, fact.target.kind.label].append(fact)
    return groups


def _stated(props: Mapping[str, Any]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in props.items() if value is not None}


def _pattern(way: str, name: str) -> str:
    return f"(n)<-[:{name}]-()" if way == "in" else f"(n)-[:{name}]->()"
