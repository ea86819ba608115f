"""Tables about the store itself: documents, status, schema and the catalogue."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from graph import schema
from graph.errors import unknown
from graph.stores.base import Store
from graph.stores.copy import Copied
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
COPIED_COLUMNS = (
    Column("name", "名称", "Name"), Column("organization", "机关", "Organization"), Column("form_date", "填表日期", "Form date"),
    Column("items", "事项数", "Items", "int"), Column("nodes", "节点", "Nodes", "int"), Column("edges", "边", "Edges", "int"),
    Column("status", "处理", "Status"), Column("kept", "存有文件", "File kept", "bool"),
)  # fmt: skip
STATUS_COLUMNS = (Column("what", "内容", "What"), Column("name", "名称", "Name"), Column("count", "数量", "Count", "int"))


def documents_table(store: Store, *, lang: Lang) -> Table:
    """The loaded documents."""
    rows = [{column.name: getattr(record, column.name) for column in DOCUMENT_COLUMNS} for record in store.documents()]
    return plain_table(rows, DOCUMENT_COLUMNS, lang=lang)


def copied_table(copied: Iterable[Copied], kept: Collection[str]) -> Table:
    """What was copied from store to store; `kept` are the hashes of the documents whose files lie beside the target."""
    rows = [
        {"name": entry.document.name, "organization": entry.document.organization, "form_date": entry.document.form_date,
         "items": entry.document.items, "nodes": entry.nodes, "edges": entry.edges, "status": entry.status,
         "kept": entry.document.sha256 in kept}
        for entry in copied
    ]  # fmt: skip
    return plain_table(rows, COPIED_COLUMNS, lang="en")


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
    wanted = _group(group) if group else None
    cards = [card for card in catalogue().values() if wanted in (None, card.group)]
    if find:
        cards = [card for card in cards if find.casefold() in _words(card)]
    rows = [{"code": card.code, "id": card.id, "group": GROUPS[card.group][lang], "question": card.question[lang]} for card in cards]
    return plain_table(rows, CARD_COLUMNS, lang=lang)


def _group(name: str) -> str:
    """A group by its name or by a heading that the list shows. Raises UsageError that offers the nearest."""
    found = {text.casefold(): group for group, heading in GROUPS.items() for text in (group, *heading.values())}
    if name.casefold() not in found:
        raise unknown("group", name, GROUPS)
    return found[name.casefold()]


def _words(card: QueryCard) -> str:
    """What a search in the catalogue looks at."""
    columns = " ".join(f"{column.name} {column.zh} {column.en}" for column in card.columns)
    return " ".join([card.id, card.code, *card.question.values(), card.definition, card.why, *card.limits.values(), columns]).casefold()
