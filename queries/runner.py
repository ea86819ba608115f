"""Asks a question of a store: binds parameters, runs each organization apart, answers with denominator and evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from graph.errors import DataError, unknown
from graph.stores.base import DocumentRecord, Store
from graph.table import Column, Lang, Source, Table
from queries.card import QueryCard
from queries.steps import STEPS, SUMMARIES

ORGANIZATION = Column("organization", "机关", "Organization")
VERSION = Column("form_date", "填表日期", "Form date")
ROLES = ("leader", "head", "handler", "other")
OFFICIAL_LEVELS, UNIT_LEVELS = ("official", "person", "post"), ("department", "unit")
# whether the lists name officials or units at all
STATED = """MATCH (d:Document) WHERE d.id IN $documents
OPTIONAL MATCH (i:PowerItem)-[:LISTED_IN]->(d)
WITH collect(DISTINCT i.id) AS items
OPTIONAL MATCH (:Official)-[r:RESPONSIBLE_FOR]->(j:PowerItem) WHERE j.id IN items
WITH items, count(r) AS officials
OPTIONAL MATCH (:Department)-[h:HANDLES]->(k:PowerItem) WHERE k.id IN items
RETURN officials, count(h) AS units, 1 AS organizations"""
EVIDENCE = """MATCH (i:PowerItem)-[h:HAS_PASSAGE]->(p:Passage)
MATCH (i)-[:LISTED_IN]->(d:Document)
WHERE i.id IN $items AND h.field IN $fields
RETURN i.id AS item, i.ordinal AS ordinal, coalesce(i.serial, i.code, '#' + toString(i.ordinal)) AS item_serial,
       d.name AS document, d.form_date AS form_date, h.field AS field,
       h.part AS part, h.row AS row_number, h.column AS column_number, h.start AS start, h.inferred AS inferred, p.text AS text"""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which documents and items a question is about; None: all current ones. `document` is a title, file name, hash or date."""

    organization: str | None = None
    document: str | None = None
    department: str | None = None
    category: str | None = None
    role: str | None = None
    all_versions: bool = False

    def stated(self) -> dict[str, Any]:
        """The filters that are set, for the answer's params."""
        return {name: value for name in self.__slots__ if (value := getattr(self, name))}


def split_scope(given: Mapping[str, Any]) -> tuple[Scope, dict[str, Any]]:
    """Filters and a question's own parameters, as given together."""
    filters = {name: given[name] for name in Scope.__slots__ if name in given}
    if isinstance(filters.get("all_versions"), str):
        filters["all_versions"] = filters["all_versions"].lower() in ("true", "yes", "1")
    if filters.get("role") == "any":
        filters["role"] = None
    return Scope(**filters), {name: value for name, value in given.items() if name not in filters}


@dataclass(frozen=True, slots=True)
class _Frame:
    """Documents that are counted together: one organization's, one version, or (organization None) all that were chosen."""

    organization: str | None
    form_date: str | None
    documents: list[DocumentRecord]


def run_card(
    store: Store, card: QueryCard, *, params: Mapping[str, Any] | None = None, scope: Scope | None = None, evidence: bool = False,
    lang: Lang = "en",
) -> Table:  # fmt: skip
    """Answer a card. Raises UsageError for an unknown parameter or filter value, DataError where nothing is loaded."""
    scope = scope or Scope()
    given = dict(params or {})
    if scope.role is not None and card.counts_roles:
        scope, given = replace(scope, role=None), {"role": scope.role} | given
    bound = bind(card, given)
    wanted = replace(scope, all_versions=True) if card.versions == "all" else scope
    frames = _frames(chosen_documents(store, wanted), wanted, across=card.across)
    answers = [(frame, *_ask(store, card, frame, bound, scope)) for frame in frames]
    rows = [_labelled(row, frame) for frame, _, found in answers for row in found]
    shown = [{name: _plain(value) for name, value in row.items() if not name.startswith("_")} for row in rows]
    versions = len(frames) > len({frame.organization for frame in frames})  # then each row says of which
    extra = [ORGANIZATION] * (len({frame.organization for frame in frames}) > 1) + [VERSION] * versions
    columns = (*extra, *card.columns)
    subjects = [part["n"] for _, part, _ in answers]
    if len(answers) == 1 and card.levels:  # what auto came to; with several organizations each says its own
        bound["level"] = answers[0][1]["level"]
    denominator = _denominator([(frame, found) for frame, found, _ in answers])
    return Table(
        columns=columns, rows=[{column.name: row.get(column.name) for column in columns} for row in shown], id=card.id, code=card.code,
        question=card.question, params=bound | scope.stated(), denominator=denominator, n=sum(subjects), smallest=min(subjects, default=0),
        documents=tuple(source for frame in frames for source in sources_of(frame.documents)), notes=card.limits, lang=lang,
        evidence=_evidence(store, card, rows) if evidence else [],
    )  # fmt: skip


def bind(card: QueryCard, given: Mapping[str, Any]) -> dict[str, Any]:
    """Values for all of a card's parameters. Raises UsageError for an unknown name or a value that does not fit."""
    known = {param.name: param for param in card.params}
    for name in given:
        if name not in known:
            raise unknown(f"parameter of {card.id}", name, known, see=f"`quanpu query show {card.code}` lists them.")
    return {name: param.convert(given[name]) if name in given else param.default for name, param in known.items()}


def _ask(
    store: Store, card: QueryCard, frame: _Frame, bound: Mapping[str, Any], scope: Scope
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    bound = _at_level(store, card, frame, bound)
    level = {"level": bound["level"]} if card.levels else {}
    given = {
        "documents": [document.id for document in frame.documents],
        "department": scope.department,
        "category": scope.category,
        "role": scope.role,
    }
    denominator = dict(store.read(card.expanded_denominator, given | dict(bound)).rows[0])
    first = next(iter(denominator.values()))
    rows = store.read(card.expanded, given | dict(bound) | {"denominator": first}).rows
    if card.step:
        rows = STEPS[card.step](rows, bound, denominator)
        denominator |= SUMMARIES[card.step](rows) if card.step in SUMMARIES else {}
    for name in reversed(card.order):
        rows.sort(key=_by(name.lstrip("-")), reverse=name.startswith("-"))
    return denominator | level | {"n": _subjects(card, rows, denominator)}, rows


def _at_level(store: Store, card: QueryCard, frame: _Frame, bound: Mapping[str, Any]) -> Mapping[str, Any]:
    """Level auto becomes the finest that the list states: officials, else units, else the organization itself."""
    if not card.levels or bound.get("level") != "auto":
        return bound
    documents = {"documents": [document.id for document in frame.documents]}
    stated = store.read(STATED, documents).rows[0]
    for level in card.levels:
        if stated["officials" if level in OFFICIAL_LEVELS else "units" if level in UNIT_LEVELS else "organizations"]:
            return {**bound, "level": level}
    return {**bound, "level": card.levels[-1]}


def chosen_documents(store: Store, scope: Scope) -> list[DocumentRecord]:
    """The documents that a scope names. Raises UsageError for an unknown name, DataError where nothing is loaded."""
    _check_filters(store, scope)
    return _chosen(store.documents(), scope)


def _frames(chosen: list[DocumentRecord], scope: Scope, *, across: bool) -> list[_Frame]:
    if across:
        return [_Frame(None, None, chosen)]
    groups: dict[tuple[str, str | None], list[DocumentRecord]] = {}
    apart = scope.all_versions or scope.document is not None  # a title may be that of several versions
    for document in chosen:
        key = (document.organization, document.form_date if apart else None)
        groups.setdefault(key, []).append(document)
    return [_Frame(key[0], key[1], group) for key, group in sorted(groups.items(), key=lambda pair: (pair[0][0], pair[0][1] or ""))]


def _chosen(documents: list[DocumentRecord], scope: Scope) -> list[DocumentRecord]:
    if not documents:
        raise DataError("the store holds no document", do="Load a list first: quanpu load FILE")
    if scope.organization:
        of_office = [document for document in documents if document.organization == scope.organization]
        if not of_office:
            raise unknown("organization", scope.organization, [document.organization for document in documents])
        documents = of_office
    if scope.document:
        return find_documents(documents, scope.document)
    return documents if scope.all_versions else [document for document in documents if document.current]


def find_documents(documents: Iterable[DocumentRecord], name: str) -> list[DocumentRecord]:
    """Documents by title, file name, date or the beginning of the hash. Raises UsageError that offers the nearest."""
    documents = list(documents)
    found = [d for d in documents if name in (d.name, d.file_name, d.form_date, d.id) or (len(name) >= 6 and d.sha256.startswith(name))]
    if not found:
        known = [text for d in documents for text in (d.name, d.file_name, d.form_date, d.sha256[:12]) if text]
        raise unknown("document", name, known, see="`quanpu documents` lists them.")
    return found


def _check_filters(store: Store, scope: Scope) -> None:
    if scope.role is not None and scope.role not in ROLES:
        raise unknown("role", scope.role, ROLES)
    for what, label, value in (("department", "Department", scope.department), ("category", "Category", scope.category)):
        if value:
            names = [row["name"] for row in store.read(f"MATCH (n:{label}) RETURN DISTINCT n.name AS name").rows]
            if value not in names:
                raise unknown(what, value, names)


def _labelled(row: dict[str, Any], frame: _Frame) -> dict[str, Any]:
    if frame.organization is None:
        return row
    return row | {"organization": frame.organization, "form_date": frame.form_date}


def _denominator(found: list[tuple[_Frame, dict[str, Any]]]) -> dict[str, Any]:
    """One organization's numbers, or their sums with the parts beside them; what is no count is not summed."""
    if len(found) == 1:
        return {name: value for name, value in found[0][1].items() if name not in ("n", "level")}
    counts = [name for name, value in found[0][1].items() if isinstance(value, int) and name != "n"] if found else []
    total: dict[str, Any] = {name: sum(part[name] for _, part in found) for name in counts}
    parts = {" ".join(filter(None, (frame.organization, frame.form_date))): part for frame, part in found}
    return total | {"organizations": parts}


def _subjects(card: QueryCard, rows: list[dict[str, Any]], denominator: Mapping[str, Any]) -> int:
    """How many subjects are compared: rows, the distinct or largest values of a column, or /NAME of the denominator."""
    if not card.subjects:
        return len(rows)
    if card.subjects.startswith("/"):
        return int(denominator.get(card.subjects[1:], 0))
    values = [row[card.subjects] for row in rows]
    if all(isinstance(value, int) for value in values):
        return max(values, default=0)
    return len({(row.get("organization"), row[card.subjects]) for row in rows})


def sources_of(documents: Iterable[DocumentRecord]) -> Iterable[Source]:
    """The documents as an answer names them."""
    return (Source(document.name, document.form_date, document.organization) for document in documents)


def _evidence(store: Store, card: QueryCard, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """For each row the items behind it and the cells that say so."""
    wanted = sorted({item for row in rows for item in row.get("_items") or ()})
    cells: dict[str, list[dict[str, Any]]] = {}
    for cell in store.read(EVIDENCE, {"items": wanted, "fields": list(card.evidence)}).rows:
        cells.setdefault(cell["item"], []).append(cell)
    entries = []
    for number, row in enumerate(rows, 1):
        behind = [cell for item in row.get("_items") or () for cell in cells.get(item, [])]
        behind.sort(key=lambda cell: (cell["document"], cell["ordinal"], cell["column_number"]))
        serials = list(dict.fromkeys(cell["item_serial"] for cell in behind))
        entries.append(
            {
                "row": number,
                "items": len(set(row.get("_items") or ())),
                "item_serials": serials,
                "cells": [_cell(c) for c in behind],
            }
        )
    return entries


def _cell(cell: Mapping[str, Any]) -> dict[str, Any]:
    place = {
        "row": cell["row_number"],
        "column": cell["column_number"],
        "start": cell["start"],
        "end": cell["start"] + len(cell["text"]),
    }
    part = {"part": cell["part"]} if cell["part"] else {}
    return {"item_serial": cell["item_serial"], "document": cell["document"], "field": cell["field"], "cite": place | part,
            "inferred": cell["inferred"], "text": cell["text"]}  # fmt: skip


def _sortable(value: Any) -> tuple[int, Any]:
    """Numbers by size, serials in their natural order (2 before 10), nothing last."""
    if value is None:
        return (3, 0)
    if isinstance(value, (int, float)):
        return (0, value)
    text = "、".join(value) if isinstance(value, list) else str(value)
    return (1, (int(text), text)) if text.isdigit() and text.isascii() else (2, text)


def _plain(value: Any) -> Any:
    """Lists are sorted: no engine promises an order for what it collects. Floats lose noise past 12 digits."""
    if isinstance(value, list):
        return sorted(value, key=_sortable)
    return round(value, 12) if isinstance(value, float) else value


def _by(name: str) -> Callable[[Mapping[str, Any]], tuple[int, Any]]:
    return lambda row: _sortable(row[name])
