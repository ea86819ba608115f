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
from graph.schema import EDGE_KINDS, KEPT_BY, NODE_KINDS

# Runs one statement inside an open transaction and gives its rows.
Run = Callable[[str, Mapping[str, Any]], list[dict[str, Any]]]
ROWS_PER_STATEMENT = 5_000  # of a write: what a server takes well at once; all of a document's stay one transaction


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


class Reader(Protocol):
    """What can be asked; reading never writes."""

    def read(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> Rows:
        """Run one reading query. Raises UsageError for a query that is wrong or writes, StoreError if unreachable."""

    def documents(self) -> list[DocumentRecord]:
        """All loaded documents, by organization, kind and date."""


class Store(Reader, Protocol):
    """A graph somewhere. `read` never writes; `write` lands a document whole or not at all."""

    address: str
    proof: str  # what holds where `verify` finds nothing

    def plan(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> list[str]:
        """How the engine would run a reading query, one operation a line; empty where it doesn't say."""

    def hold(self) -> None:
        """Make sure that writing is possible, and keep others from writing. Raises StoreError where it is not."""

    def write(self, batch: GraphBatch, *, replaces: Sequence[DocumentRecord] = (), exact: bool = False) -> Written:
        """Land a batch in one transaction, removing `replaces` first.

        What other documents stated of a shared node stays, unless `exact`: then the batch's word is the last.
        """

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


def write_batch(run: Run, batch: GraphBatch, replaces: Sequence[DocumentRecord], *, exact: bool = False) -> Written:
    """Remove what is replaced, land the batch, drop what nothing keeps and settle which versions are current.

    A reading of the same list that another writer landed since the caller looked is replaced too.
    """
    gone = {document.id: document.sha256 for document in replaces} | _same_list(run, batch)
    for id_, sha256 in gone.items():
        remove_facts(run, id_, sha256)
    if gone:
        prune(run)
        forget_statements(run, batch)
    nodes = sum(_merge_nodes(run, label, facts, exact=exact) for label, facts in _by_label(batch.nodes.values()).items())
    edges = sum(_merge_edges(run, ends, facts) for ends, facts in _by_ends(batch.edges.values()).items())
    settle_versions(run)
    return Written(nodes, edges, tuple(gone))


def _same_list(run: Run, batch: GraphBatch) -> dict[str, str]:
    """Documents, as id -> sha256, that are this very one or the same office's list of the same kind and date."""
    names = ("organization", "list_kind", "form_date")
    given = {"id": batch.document.id} | {name: batch.document.props.get(name) for name in names}
    same = " AND ".join(f"d.{name} = ${name}" for name in names)
    rows = run(f"MATCH (d:Document) WHERE d.id = $id OR ({same}) RETURN d.id AS id, d.sha256 AS sha256", given)
    return {row["id"]: row["sha256"] for row in rows}


def remove_facts(run: Run, id_: str, sha256: str) -> None:
    """Remove a document with its items, findings and appointments; shared nodes are left to `prune`."""
    this = {"id": id_, "sha256": sha256}
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


def counts(run: Run) -> dict[str, int]:
    """Nodes per label and relationships per type."""
    nodes = {kind.label: f"MATCH (n:{kind.label}) RETURN count(n) AS n" for kind in NODE_KINDS}
    edges = {kind.name: f"MATCH ()-[r:{kind.name}]->() RETURN count(r) AS n" for kind in EDGE_KINDS}
    return {name: int(run(query, {})[0]["n"]) for name, query in (nodes | edges).items()}


def ordered(records: Iterable[DocumentRecord]) -> list[DocumentRecord]:
    """By organization, kind and date, undated last; engines don't agree on the order of texts."""
    return sorted(records, key=lambda d: (d.organization, d.list_kind, d.form_date is None, d.form_date or "", d.name, d.id))


def edge_problems(run: Run) -> list[str]:
    """Edges that join what the schema does not allow, and edges that are there twice."""
    problems: list[str] = []
    for name in {kind.name: kind for kind in EDGE_KINDS}:
        allowed = " OR ".join(
            f"(a:{kind.source.label} AND b:{target.label})" for kind in EDGE_KINDS if kind.name == name for target in kind.targets
        )
        (wrong,) = run(f"MATCH (a)-[r:{name}]->(b) WHERE NOT ({allowed}) RETURN count(r) AS n", {})
        (ids,) = run(f"MATCH ()-[r:{name}]->() RETURN count(r) AS n, count(DISTINCT r.id) AS ids", {})
        if wrong["n"]:
            problems.append(f"{wrong['n']} {name} edges join what the schema does not allow")
        if ids["n"] != ids["ids"]:
            problems.append(f"{ids['n'] - ids['ids']} {name} edges are there twice or have no id")
    return problems


def key_problems(run: Run) -> list[str]:
    """Nodes whose id is not that of their key."""
    problems: list[str] = []
    for kind in NODE_KINDS:
        wanted = ", ".join(f"n.{name} AS k_{name}" for name in kind.key)
        rows = run(f"MATCH (n:{kind.label}) RETURN n.id AS id, {wanted}", {})
        wrong = sum(row["id"] != stable_id(kind.label, *(row[f"k_{name}"] for name in kind.key)) for row in rows)
        if wrong:
            problems.append(f"{wrong} {kind.label} nodes have an id that is not that of their key")
    return problems


def _merge_nodes(run: Run, label: str, facts: list[NodeFact], *, exact: bool) -> int:
    how = "SET n = r.props" if exact else "SET n += r.props"
    rows = [{"id": fact.id, "props": {"id": fact.id, **_stated(fact.props)}} for fact in facts]
    query = f"UNWIND $rows AS r MERGE (n:{label} {{id: r.id}}) {how} RETURN count(n) AS n"
    return _balanced(_in_parts(run, query, rows), len(rows), label)


def _merge_edges(run: Run, ends: tuple[str, str, str], facts: list[EdgeFact]) -> int:
    name, source, target = ends
    rows = [{"id": fact.id, "source": fact.source.id, "target": fact.target.id, "props": _stated(fact.props)} for fact in facts]
    query = (
        f"UNWIND $rows AS r MATCH (a:{source} {{id: r.source}}) MATCH (b:{target} {{id: r.target}}) "
        f"MERGE (a)-[e:{name} {{id: r.id}}]->(b) SET e += r.props RETURN count(e) AS n"
    )
    return _balanced(_in_parts(run, query, rows), len(rows), name)


def _in_parts(run: Run, query: str, rows: list[dict[str, Any]]) -> int:
    """Run a statement that takes `rows`, some thousand at a time; the sum of what it counts."""
    parts = (rows[start : start + ROWS_PER_STATEMENT] for start in range(0, len(rows), ROWS_PER_STATEMENT))
    return sum(int(answer[0]["n"]) for part in parts if (answer := run(query, {"rows": part})))


def _balanced(written: int, emitted: int, what: str) -> int:
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
