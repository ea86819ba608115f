"""Finds words in the graph: items, people, departments, laws, certificates and clauses that hold them."""

from __future__ import annotations

from graph.errors import UsageError, as_text
from graph.stores.base import Store
from graph.table import Column, Lang, Table
from queries.scope import Scope, chosen_documents, sources_of

# kind -> how its nodes reach the items they belong to, and where their words stand
_PATHS = {
    "PowerItem": ("MATCH (n:PowerItem) WITH n, n AS i", "n.name"),
    "Official": ("MATCH (n:Official)-[:RESPONSIBLE_FOR]->(i:PowerItem)", "n.name"),
    "Department": ("MATCH (n:Department)-[:HANDLES]->(i:PowerItem)", "n.name"),
    "Law": ("MATCH (i:PowerItem)-[:HAS_PASSAGE]->(:Passage)-[:CITES]->(n:Law)", "n.full_name"),
    "Certificate": ("MATCH (i:PowerItem)-[:HAS_PASSAGE]->(:Passage)-[:MENTIONS]->(n:Certificate)", "n.name"),
    "RiskPoint": ("MATCH (i:PowerItem)-[:HAS_PASSAGE]->(:Passage)-[:STATES]->(n:RiskPoint)", "n.text"),
    "Measure": ("MATCH (i:PowerItem)-[:HAS_PASSAGE]->(:Passage)-[:STATES]->(n:Measure)", "n.text"),
    "Duty": ("MATCH (i:PowerItem)-[:HAS_PASSAGE]->(:Passage)-[:STATES]->(n:Duty)", "n.text"),
    "RiskType": ("MATCH (i:PowerItem)-[:HAS_PASSAGE]->(:Passage)-[:STATES]->(:RiskPoint)-[:IS_A]->(n:RiskType)", "n.name"),
    "MeasureType": ("MATCH (i:PowerItem)-[:HAS_PASSAGE]->(:Passage)-[:STATES]->(:Measure)-[:IS_A]->(n:MeasureType)", "n.name"),
}
COLUMNS = (
    Column("kind", "类别", "Kind"), Column("text", "文字", "Text"), Column("organization", "机关", "Organization"),
    Column("items", "事项数", "Items", "int"), Column("item_serials", "事项序号", "Item serials", "list"),
)  # fmt: skip


def search(store: Store, text: str, *, lang: Lang = "en") -> Table:
    """Current documents' nodes whose words hold `text`, per organization, most items first. Raises UsageError for no words, DataError where
    nothing is loaded.
    """
    words = as_text("what is searched for", text).strip()
    if not words:
        raise UsageError("nothing to search for", do="Give a word: quanpu search 许可证")
    documents = chosen_documents(store, Scope())
    rows = [row for kind in _PATHS for row in _of_kind(store, kind, words)]
    sources = tuple(sources_of(documents))
    return Table(
        COLUMNS, rows, documents=sources, denominator={"items": sum(d.items for d in documents)}, n=len(rows), lang=lang, names_people=True
    )


def _of_kind(store: Store, kind: str, words: str) -> list[dict[str, object]]:
    path, property_name = _PATHS[kind]
    cypher = (
        f"{path}\nMATCH (i)-[:LISTED_IN]->(d:Document)\nWHERE d.current AND {property_name} CONTAINS $words\n"
        f"RETURN {property_name} AS text, d.organization AS organization, collect(DISTINCT i.ordinal) AS ordinals, "
        "collect(DISTINCT coalesce(i.serial, i.code, '#' + toString(i.ordinal))) AS serials, count(DISTINCT i.id) AS items"
    )
    rows = store.read(cypher, {"words": words}).rows
    rows.sort(key=lambda row: (-row["items"], row["text"], row["organization"]))
    return [
        {"kind": kind, "text": row["text"], "organization": row["organization"], "items": row["items"],
         "item_serials": sorted(row["serials"], key=lambda serial: (len(serial), serial))}
        for row in rows
    ]  # fmt: skip
