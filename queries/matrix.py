"""The official × item matrix behind the picture of responsibility: one row per official and item, with the words that say so."""

from __future__ import annotations

from graph.stores.base import Store
from graph.table import Column, Lang, Table
from queries.card import ITEMS
from queries.runner import Scope, chosen_documents, sources_of

COLUMNS = (
    Column("organization", "机关", "Organization"), Column("document", "清单", "List"), Column("official", "责任人", "Official"),
    Column("kind", "类别", "Kind"), Column("ordinal", "位次", "Place", "int"), Column("item_serial", "序号", "Serial"),
    Column("item", "权力事项", "Power item"), Column("roles", "职责", "Parts", "list"),
    Column("departments", "部门", "Departments", "list"),
    Column("chains", "责任链", "Chains", "list"), Column("row", "行", "Row", "int"), Column("column", "列", "Column", "int"),
    Column("start", "起", "Start", "int"), Column("end", "止", "End", "int"), Column("part", "分表", "Sheet or page"),
    Column("quote", "原文", "Printed words", "list"),
)  # fmt: skip
ORDER = (
    "organization",
    "document",
    "ordinal",
    "chain",
    "start",
    "part",
    "row_number",
    "column_number",
    "stop",
    "role",
    "official_id",
    "item_id",
)
CYPHER = (
    ITEMS
    + """
MATCH (d)-[:ISSUED_BY]->(o:Organization)
MATCH (p:Official)-[r:RESPONSIBLE_FOR]->(i)-[h:HAS_PASSAGE]->(t:Passage)
WHERE h.column = r.column AND h.row = r.row
RETURN o.name AS organization, d.name AS document, p.id AS official_id, p.name AS official, p.kind AS kind, i.id AS item_id,
       i.ordinal AS ordinal, coalesce(i.serial, i.code, '#' + toString(i.ordinal)) AS item_serial,
       i.name AS item, r.role AS role, r.department AS department, r.chain AS chain,
       h.part AS part, h.row AS row_number, h.column AS column_number, h.start AS cell_start, r.start AS start, r.`end` AS stop,
       t.text AS text"""
)


def official_item_matrix(store: Store, *, scope: Scope | None = None, lang: Lang = "en") -> Table:
    """One row per official and item in the scope: parts, units, chains, the place of the first mention, the quoted lines."""
    scope = scope or Scope()
    documents = chosen_documents(store, scope)
    given = {"documents": [d.id for d in documents], "department": scope.department, "category": scope.category}
    slots = store.read(CYPHER, given).rows
    slots.sort(key=lambda slot: [slot[name] for name in ORDER])
    found: dict[tuple[str, str], dict[str, object]] = {}
    for slot in slots:
        _add(found.setdefault((slot["official_id"], slot["item_id"]), _row(slot)), slot)
    items = sum(document.items for document in documents)
    return Table(COLUMNS, list(found.values()), documents=tuple(sources_of(documents)), denominator={"items": items},
                 n=len({key[0] for key in found}), lang=lang)  # fmt: skip


def _row(slot: dict[str, object]) -> dict[str, object]:
    start, end = int(str(slot["cell_start"])), int(str(slot["cell_start"]))
    return {
        **{name: slot[name] for name in ("organization", "document", "official", "kind", "ordinal", "item_serial", "item", "part")},
        "roles": [], "departments": [], "chains": [], "row": slot["row_number"], "column": slot["column_number"],
        "start": start + int(str(slot["start"])), "end": end + int(str(slot["stop"])), "quote": [],
    }  # fmt: skip


def _add(row: dict[str, object], slot: dict[str, object]) -> None:
    for name, value in (
        ("roles", slot["role"]),
        ("departments", slot["department"]),
        ("chains", slot["chain"]),
        ("quote", _line(slot)),
    ):
        values = row[name]
        if isinstance(values, list) and value is not None and value not in values:
            values.append(value)


def _line(slot: dict[str, object]) -> str:
    """The printed line that names the official."""
    text, start = str(slot["text"]), int(str(slot["start"]))
    first = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    stop = text.find("\n", start)
    return text[first : stop if stop >= 0 else len(text)].strip()
