"""Evidence: for each row of an answer the items behind it and the cells that say so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.stores.base import Reader
from queries.card import QueryCard

EVIDENCE = """MATCH (i:PowerItem)-[h:HAS_PASSAGE]->(p:Passage)
MATCH (i)-[:LISTED_IN]->(d:Document)
WHERE i.id IN $items AND h.field IN $fields
RETURN i.id AS item, i.ordinal AS ordinal, coalesce(i.serial, i.code, '#' + toString(i.ordinal)) AS item_serial,
       d.name AS document, d.form_date AS form_date, h.field AS field,
       h.part AS part, h.row AS row_number, h.column AS column_number, h.start AS start, h.inferred AS inferred, p.text AS text"""

ITEMS = """MATCH (i:PowerItem)-[:LISTED_IN]->(d:Document) WHERE i.id IN $items
RETURN i.id AS item, i.ordinal AS ordinal, coalesce(i.serial, i.code, '#' + toString(i.ordinal)) AS item_serial,
       d.name AS document, d.form_date AS form_date"""


def evidence_of(store: Reader, card: QueryCard, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """For each row the items behind it, with or without a cell in the fields asked for, and the cells that say so."""
    wanted = sorted({item for row in rows for item in row.get("_items") or ()})
    listed = {one["item"]: one for one in store.read(ITEMS, {"items": wanted}).rows}
    cells: dict[str, list[dict[str, Any]]] = {}
    for cell in store.read(EVIDENCE, {"items": wanted, "fields": list(card.evidence)}).rows:
        cells.setdefault(cell["item"], []).append(cell)
    entries = []
    for number, row in enumerate(rows, 1):
        behind = [cell for item in row.get("_items") or () for cell in cells.get(item, [])]
        behind.sort(key=_place)
        items = sorted((listed[item] for item in set(row.get("_items") or ())), key=_order)
        entries.append(
            {
                "row": number,
                "items": len(items),
                "item_serials": [one["item_serial"] for one in items],
                "cells": [_cell(c) for c in behind],
            }
        )
    return entries


def _order(item: Mapping[str, Any]) -> tuple[Any, ...]:
    """Document by document, as the list has them."""
    return (item["document"], item["form_date"] or "", item["ordinal"], item["item"])


def _place(cell: Mapping[str, Any]) -> tuple[Any, ...]:
    """In the list's own order; total, as engines give cells in orders of their own."""
    names = ("ordinal", "column_number", "part", "row_number", "start", "field", "item")
    return (cell["document"], cell["form_date"] or "", *(cell[name] or "" if name == "part" else cell[name] for name in names))


def _cell(cell: Mapping[str, Any]) -> dict[str, Any]:
    place = {
        "row": cell["row_number"],
        "column": cell["column_number"],
        "start": cell["start"],
        "end": cell["start"] + len(cell["text"]),
    }
    part = {"part": cell["part"]} if cell["part"] else {}
    return {
        "item_serial": cell["item_serial"], "document": cell["document"], "form_date": cell["form_date"], "field": cell["field"],
        "cite": place | part, "inferred": cell["inferred"], "text": cell["text"],
    }  # fmt: skip
