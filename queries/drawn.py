"""What pictures are drawn from, beside the cards: items with their risk types, laws and units, each with its words and place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from graph.stores.base import Store
from graph.table import Column, Lang, Table
from queries.card import ITEMS, find_card
from queries.matrix import official_item_matrix
from queries.runner import run_card
from queries.scope import Scope, chosen_documents, sources_of

_ITEM = (
    Column("organization", "机关", "Organization"), Column("document", "清单", "List"), Column("ordinal", "位次", "Place", "int"),
    Column("item_serial", "序号", "Serial"), Column("item", "权力事项", "Power item"),
)  # fmt: skip
_PLACE = (
    Column("part", "分表", "Sheet or page", "list"), Column("row", "行", "Row", "list"), Column("column", "列", "Column", "list"),
    Column("start", "起", "Start", "list"), Column("end", "止", "End", "list"), Column("quote", "原文", "Printed words", "list"),
)  # fmt: skip
RISK_COLUMNS = (
    *_ITEM, Column("risk_type", "类型", "Type"), Column("risk_name", "名称", "Name"), Column("family", "类别", "Family"),
    Column("certainty", "依据", "Basis"), Column("stages", "环节", "Stages", "list"), Column("templates", "模板", "Templates", "list"),
    Column("quote_stages", "各句环节", "Stages of each", "list"), *_PLACE,
)  # fmt: skip
LAW_COLUMNS = (
    *_ITEM, Column("law", "法律", "Law"), Column("level", "层级", "Level"), Column("fields", "引用栏", "Columns", "list"),
    Column("articles", "条款", "Articles", "list"), *_PLACE,
)  # fmt: skip
PARTY_COLUMNS = (
    *_ITEM, Column("departments", "部门", "Departments", "list"), Column("officials", "责任人", "Officials", "list"),
    Column("measures", "措施类型", "Measure types", "list"), Column("measure_names", "措施名称", "Names of measures", "list"),
    Column("states_measures", "列有措施", "States measures", "bool"),
)  # fmt: skip
_OF_ITEM = """o.name AS organization, d.name AS document, d.id AS document_id, i.ordinal AS ordinal,
       coalesce(i.serial, i.code, '#' + toString(i.ordinal)) AS item_serial, i.name AS item"""
_OF_CELL = "h.part AS part, h.row AS row_number, h.column AS column_number, h.start AS cell_start, p.text AS text"
RISKS = f"""{ITEMS}
MATCH (d)-[:ISSUED_BY]->(o:Organization)
MATCH (i)-[h:HAS_PASSAGE]->(p:Passage)-[s:STATES]->(c:RiskPoint)-[a:IS_A]->(t:RiskType)
RETURN {_OF_ITEM}, t.code AS risk_type, t.name AS name_zh, t.name_en AS name_en, t.family AS family_zh, t.family_en AS family_en,
       a.certainty AS certainty, s.stages AS stages, p.fingerprint AS template, {_OF_CELL}, s.start AS start, s.`end` AS stop"""
LAWS = f"""{ITEMS}
MATCH (d)-[:ISSUED_BY]->(o:Organization)
MATCH (i)-[h:HAS_PASSAGE]->(p:Passage)-[c:CITES]->(l:Law)
WHERE c.bracketed
RETURN {_OF_ITEM}, l.name AS law, l.level AS level, h.field AS field, c.article AS article, {_OF_CELL},
       c.start AS start, c.`end` AS stop"""
UNITS = f"""{ITEMS}
MATCH (d)-[:ISSUED_BY]->(o:Organization)
OPTIONAL MATCH (u:Department)-[:HANDLES]->(i)
RETURN DISTINCT {_OF_ITEM}, u.name AS department"""
NAMED = f"""{ITEMS}
MATCH (d)-[:ISSUED_BY]->(o:Organization)
MATCH (u:Official)-[:RESPONSIBLE_FOR]->(i)
RETURN DISTINCT {_OF_ITEM}, u.name AS official"""
MEASURES = f"""{ITEMS}
MATCH (d)-[:ISSUED_BY]->(o:Organization)
MATCH (i)-[:HAS_PASSAGE]->(p:Passage)
WHERE p.field = 'measure'
OPTIONAL MATCH (p)-[:STATES]->(:Measure)-[:IS_A]->(t:MeasureType)
RETURN DISTINCT {_OF_ITEM}, t.code AS code, t.name AS name_zh, t.name_en AS name_en"""
_SENTENCE = re.compile(r"[。；\r\n]")
# what tells the rows of one item apart: in the list's own order, as engines give them in orders of their own
_PLACES = ("column_number", "start", "row_number", "cell_start", "stop")
_VALUES = ("department", "official", "code", "risk_type", "law", "article", "part", "template")
_AROUND = 160  # code points of the sentence kept on either side of a citation


def drawn_from(store: Store, *, scope: Scope | None = None, lang: Lang = "en") -> Callable[..., Table]:
    """What a picture asks with: name of a card or of a table of this module or the matrix, evidence or not, another organization."""
    tables = {"matrix": official_item_matrix, "item_risks": item_risks, "item_laws": item_laws, "item_parties": item_parties}

    def ask(name: str, *, evidence: bool = False, organization: str | None = None) -> Table:
        chosen = replace(scope or Scope(), organization=organization) if organization else scope
        if name in tables:
            return tables[name](store, scope=chosen, lang=lang)
        return run_card(store, find_card(name), scope=chosen, evidence=evidence, lang=lang)

    return ask


def item_risks(store: Store, *, scope: Scope | None = None, lang: Lang = "en") -> Table:
    """One row per item and risk type in the scope: how sure the type is, the stages, the template, the clauses and their
    places; quote_stages are the stages of each clause, joined by 、."""
    found = _read(store, RISKS, scope)
    templates = {text: number for number, text in enumerate(dict.fromkeys(row["template"] for row in found), 1)}
    rows = _gathered(found, ("risk_type",), lambda row: {
        "risk_name": row[f"name_{lang}"], "family": row[f"family_{lang}"] or row[f"name_{lang}"], "stages": [], "templates": [],
    })  # fmt: skip
    for row, parts in rows:
        row["certainty"] = "stated" if any(part["certainty"] == "stated" for part in parts) else "suggested"
        row["stages"] = list(dict.fromkeys(stage for part in parts for stage in part["stages"] or ()))
        row["quote_stages"] = ["、".join(part["stages"] or ()) for part in parts]
        row["templates"] = sorted({templates[part["template"]] for part in parts})
    return _table(store, RISK_COLUMNS, [row for row, _ in rows], scope, lang)


def item_laws(store: Store, *, scope: Scope | None = None, lang: Lang = "en") -> Table:
    """One row per item and law in 《》 in the scope: the columns that cite it, articles, the sentences and their places."""
    rows = _gathered(_read(store, LAWS, scope), ("law", "level"), lambda row: {}, quote=_sentence)
    for row, parts in rows:
        row["fields"] = sorted({part["field"] for part in parts})
        row["articles"] = list(dict.fromkeys(part["article"] for part in parts if part["article"]))
    return _table(store, LAW_COLUMNS, [row for row, _ in rows], scope, lang)


def item_parties(store: Store, *, scope: Scope | None = None, lang: Lang = "en") -> Table:
    """One row per item in the scope: the departments that handle it, the officials named, the types of measure it states."""
    items: dict[tuple[Any, ...], dict[str, Any]] = {}
    for text, name, source in ((UNITS, "departments", "department"), (NAMED, "officials", "official"), (MEASURES, "measures", "code")):
        for row in _read(store, text, scope):
            item = items.setdefault(_key(row), {column.name: row[column.name] for column in _ITEM} | _nobody())
            if row[source] is not None and row[source] not in item[name]:
                item[name].append(row[source])
                item["measure_names"] += [row[f"name_{lang}"]] if source == "code" else []
            item["states_measures"] |= source == "code"
    return _table(store, PARTY_COLUMNS, list(items.values()), scope, lang)


def _nobody() -> dict[str, Any]:
    return {"departments": [], "officials": [], "measures": [], "measure_names": [], "states_measures": False}


def _read(store: Store, text: str, scope: Scope | None) -> list[dict[str, Any]]:
    scope = scope or Scope()
    given = {"documents": [d.id for d in chosen_documents(store, scope)], "department": scope.department, "category": scope.category}
    rows = store.read(text, given).rows
    rows.sort(key=lambda row: (*_key(row), *(row.get(name) or 0 for name in _PLACES), *(str(row.get(name) or "") for name in _VALUES)))
    return rows


def _key(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return row["organization"], row["document"], row["document_id"], row["ordinal"]


def _gathered(
    found: Iterable[dict[str, Any]], by: tuple[str, ...], more: Callable[[dict[str, Any]], dict[str, Any]],
    quote: Callable[[dict[str, Any]], str] = lambda row: row["text"][row["start"] : row["stop"]],
) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:  # fmt: skip
    """Rows of one item and one value together, with the rows they were made of."""
    groups: dict[tuple[Any, ...], tuple[dict[str, Any], list[dict[str, Any]]]] = {}
    for row in found:
        key = (*_key(row), *(row[name] for name in by))
        if key not in groups:
            groups[key] = {name: row[name] for name in (*(column.name for column in _ITEM), *by)} | more(row), []
        gathered, parts = groups[key]
        parts.append(row)
        _add_place(gathered, row, quote(row))
    return list(groups.values())


def _add_place(gathered: dict[str, Any], row: dict[str, Any], quote: str) -> None:
    start = row["cell_start"]
    for name, value in (
        ("part", row["part"]), ("row", row["row_number"]), ("column", row["column_number"]), ("start", start + row["start"]),
        ("end", start + row["stop"]), ("quote", " ".join(quote.split())),
    ):  # fmt: skip
        gathered.setdefault(name, []).append(value)


def _sentence(row: dict[str, Any]) -> str:
    """The sentence that holds the words, cut where it is very long."""
    text, start, stop = str(row["text"]), int(row["start"]), int(row["stop"])
    before = max((match.end() for match in _SENTENCE.finditer(text, 0, start)), default=0)
    after = _SENTENCE.search(text, stop)
    first, last = max(before, start - _AROUND), min(after.start() if after else len(text), stop + _AROUND)
    return ("…" if first > before else "") + text[first:last] + ("…" if last < (after.start() if after else len(text)) else "")


def _table(store: Store, columns: tuple[Column, ...], rows: list[dict[str, Any]], scope: Scope | None, lang: Lang) -> Table:
    documents = chosen_documents(store, scope or Scope())
    return Table(columns, rows, documents=tuple(sources_of(documents)), n=len(rows), lang=lang,
                 denominator={"items": sum(document.items for document in documents)})  # fmt: skip
