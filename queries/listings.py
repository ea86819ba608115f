"""Tables about the store itself: documents, status, schema and the catalogue."""

from __future__ import annotations

from typing import Any

from graph import schema
from graph.errors import unknown
from graph.stores.base import Store
from graph.table import Column, Lang, Table, plain_table
from queries.card import GROUPS, QueryCard, catalogue

DOCUMENT_COLUMNS = (
    Column("name", "名称", "Name"), Column("organization", "机关", "Organization"), Column("list_kind", "清单种类", "Kind"),
    Column("form_date", "填表日期", "Form date"), Column("current", "现行", "Current", "bool"), Column("items", "事项数", "Items", "int"),
    Column("file_name", "文件", "File"), Column("sha256", "SHA-256", "SHA-256"),
)  # fmt: skip
SCHEMA_COLUMNS = (
    Column("kind", "种类", "Kind"), Column("name", "名称", "Name"), Column("between", "起止", "Between"),
    Column("key", "主键", "Key", "list"), Column("properties", "属性", "Properties", "list"), Column("description", "说明", "Description"),
)  # fmt: skip
CARD_COLUMNS = (
    Column("code", "编号", "Code"), Column("id", "标识", "Id"), Column("group", "组", "Group"), Column("question", "问题", "Question"),
)  # fmt: skip
STATUS_COLUMNS = (Column("what", "内容", "What"), Column("name", "名称", "Name"), Column("count", "数量", "Count", "int"))


def documents_table(store: Store, *, lang: Lang) -> Table:
    """The loaded documents."""
    rows = [{column.name: getattr(record, column.name) for column in DOCUMENT_COLUMNS} for record in store.documents()]
    return plain_table(rows, DOCUMENT_COLUMNS, lang=lang)


def status_table(store: Store, *, lang: Lang) -> Table:
    """What the graph holds, by kind."""
    counts = store.counts()
    labels = {kind.label for kind in schema.NODE_KINDS}
    rows = [{"what": "node" if name in labels else "edge", "name": name, "count": count} for name, count in counts.items()]
    return plain_table(rows, STATUS_COLUMNS, lang=lang)


def schema_table(*, lang: Lang) -> Table:
    """Every kind of node and edge."""
    nodes = [
        {"kind": "node", "name": kind.label, "between": None, "key": list(kind.key), "properties": [prop.name for prop in kind.props],
         "description": kind.description}
        for kind in schema.NODE_KINDS
    ]  # fmt: skip
    edges = [
        {"kind": "edge", "name": kind.name, "between": f"{kind.source.label} → {' | '.join(t.label for t in kind.targets)}",
         "key": list(kind.key), "properties": [prop.name for prop in kind.props], "description": kind.description}
        for kind in schema.EDGE_KINDS
    ]  # fmt: skip
    return plain_table([*nodes, *edges], SCHEMA_COLUMNS, lang=lang)


def cards_table(*, group: str | None = None, find: str | None = None, lang: Lang) -> Table:
    """The catalogue, or the part of it in a group or with some words. Raises UsageError for an unknown group."""
    if group and group not in GROUPS:
        raise unknown("group", group, GROUPS)
    cards = [card for card in catalogue().values() if not group or card.group == group]
    if find:
        cards = [
            card for card in cards if find.casefold() in " ".join([card.id, card.code, *card.question.values(), card.definition]).casefold()
        ]
    rows = [{"code": card.code, "id": card.id, "group": GROUPS[card.group][lang], "question": card.question[lang]} for card in cards]
    return plain_table(rows, CARD_COLUMNS, lang=lang)


def card_dict(card: QueryCard) -> dict[str, Any]:
    """A card for JSON."""
    return {
        "id": card.id, "code": card.code, "group": card.group, "question": dict(card.question), "definition": card.definition,
        "why": card.why, "limits": dict(card.limits),
        "params": [{"name": p.name, "type": p.type, "default": p.default, "choices": list(p.choices), "help": p.help} for p in card.params],
        "columns": [{"name": c.name, "zh": c.zh, "en": c.en, "kind": c.kind} for c in card.columns],
        "denominator": card.expanded_denominator, "cypher": card.expanded, "step": card.step or None,
    }  # fmt: skip


def card_text(card: QueryCard, lang: Lang) -> str:
    """A card for reading."""
    params = [f"  {p.name} = {p.default}  {p.help}{' (' + ', '.join(map(str, p.choices)) + ')' if p.choices else ''}" for p in card.params]
    return "\n".join([
        f"{card.code}  {card.id}", f"  {card.question['zh']}", f"  {card.question['en']}", "",
        f"Definition: {card.definition}", f"Why: {card.why}", f"Limits: {card.limits[lang]}", "",
        "Parameters:", *(params or ["  none"]),
        "  and the filters --organization, --document, --department, --category, --role, --all-versions", "",
        "Columns: " + ", ".join(column.name for column in card.columns), "",
        "Cypher:", *(f"  {line}" for line in card.expanded.rstrip().splitlines()),
        *([f"then the step `{card.step}` in queries/steps/"] if card.step else []), "",
    ])  # fmt: skip
