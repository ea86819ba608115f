"""How many items touch what: counted in the store, for pictures that are too large to hold the items themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.schema import NODE_KIND
from graph.stores.base import Reader

# label -> how an item reaches what it touches of that kind
_TOUCHES: Mapping[str, str] = {
    "Official": "(n:Official)-[:RESPONSIBLE_FOR]->(i)",
    "Department": "(n:Department)-[:HANDLES]->(i)",
    "Law": "(i)-[:HAS_PASSAGE]->(:Passage)-[:CITES]->(n:Law)",
    "RiskType": "(i)-[:HAS_PASSAGE]->(:Passage)-[:STATES]->(:RiskPoint)-[:IS_A]->(n:RiskType)",
    "RiskPoint": "(i)-[:HAS_PASSAGE]->(:Passage)-[:STATES]->(n:RiskPoint)",
    "Measure": "(i)-[:HAS_PASSAGE]->(:Passage)-[:STATES]->(n:Measure)",
}
_ITEMS = """MATCH (d:Document) WHERE d.id IN $documents
MATCH (i:PowerItem)-[:LISTED_IN]->(d)
WHERE ($department IS NULL OR EXISTS { MATCH (u:Department)-[:HANDLES]->(i) WHERE u.name = $department })
  AND ($category IS NULL OR EXISTS { MATCH (i)-[:IN_CATEGORY]->(c:Category) WHERE c.name = $category })
RETURN d.id AS document, count(i) AS items"""

_PLAIN = """MATCH (i:PowerItem)-[:LISTED_IN]->(d:Document) WHERE i.id IN $items
RETURN i.id AS id, d.id AS document, i.ordinal AS ordinal, i.serial AS serial, i.code AS code"""
_LINES = {
    "Official": """MATCH (n:Official)-[r:RESPONSIBLE_FOR]->(i:PowerItem) WHERE i.id IN $items
RETURN i.id AS item, n.id AS node, r.role AS role, r.chain AS chain, r.department AS department""",
    "Department": """MATCH (n:Department)-[r:HANDLES]->(i:PowerItem) WHERE i.id IN $items
RETURN i.id AS item, n.id AS node, null AS role, r.chain AS chain, null AS department""",
}
Line = tuple[str, str, str, int, str]


def items_per_document(
    store: Reader, documents: Sequence[str], *, department: str | None = None, category: str | None = None
) -> dict[str, int]:
    """The number of items of some documents, by the documents' ids; may be narrowed as in `listed_items`."""
    rows = store.read(_ITEMS, {"documents": list(documents), "department": department, "category": category}).rows
    return dict.fromkeys(documents, 0) | {row["document"]: int(row["items"]) for row in rows}


def items_touching(store: Reader, label: str, items: Sequence[str], *, of: Iterable[str] | None = None) -> dict[str, dict[str, int]]:
    """How many of some items touch each node of a kind (or those of the ids `of`), by the node's id and then the document's.

    `label` is one of Official, Department, Law, RiskType, RiskPoint, Measure. An item counts once however often it names the node.
    """
    chosen = "" if of is None else "WHERE n.id IN $nodes "
    query = (
        f"MATCH (i:PowerItem) WHERE i.id IN $items MATCH (i)-[:LISTED_IN]->(d:Document) MATCH {_TOUCHES[label]} "
        f"{chosen}RETURN n.id AS node, d.id AS document, count(DISTINCT i.id) AS items"
    )
    given = {"items": list(items)} | ({} if of is None else {"nodes": sorted(of)})
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for row in store.read(query, given).rows:
        found[row["node"]][row["document"]] = int(row["items"])
    return dict(found)


def described(store: Reader, label: str, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The stated properties of some nodes of one kind, by id, with `label`, as `graph.network.network` has them."""
    names = ", ".join(f"n.`{prop.name}` AS `{prop.name}`" for prop in NODE_KIND[label].props)
    rows = store.read(f"MATCH (n:{label}) WHERE n.id IN $ids RETURN n.id AS id, {names}", {"ids": sorted(ids)}).rows
    return {
        row["id"]: {"label": label} | {name: value for name, value in row.items() if name != "id" and value is not None} for row in rows
    }


@dataclass(frozen=True, slots=True)
class Item:
    """An item with nothing but where it stands and its lines: (label, id, role, chain, department), those of departments without role."""

    document: str
    ordinal: int
    serial: str
    lines: list[Line]


def lines_of(store: Reader, items: Sequence[str]) -> list[Item]:
    """Some items, in the order of their ids as given, with who is responsible for them and who handles them."""
    given = {"items": list(items)}
    known = {
        row["id"]: Item(row["document"], int(row["ordinal"]), str(row["serial"] or row["code"] or f"#{row['ordinal']}"), [])
        for row in store.read(_PLAIN, given).rows
    }
    for label, query in _LINES.items():
        for row in store.read(query, given).rows:
            known[row["item"]].lines.append((label, row["node"], row["role"] or "", int(row["chain"] or 0), row["department"] or ""))
    return [known[item] for item in items]


def issued_by(store: Reader, documents: Sequence[str]) -> dict[str, str]:
    """The id of the organization of each of some documents, by the document's id."""
    query = "MATCH (d:Document)-[:ISSUED_BY]->(o:Organization) WHERE d.id IN $documents RETURN d.id AS document, o.id AS office"
    return {row["document"]: row["office"] for row in store.read(query, {"documents": list(documents)}).rows}
