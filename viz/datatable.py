"""An answer as an HTML table to read and sort, and as the data that a page carries for its script."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from graph.schema import FIELDS, STAGE_BASES
from graph.table import Column, Lang, Table
from viz.assembly import page_json
from viz.charts import percent
from viz.grids import listed
from viz.linked import ALONE, Links, column_href
from viz.words import ROLE_ORDER

MOST_ROWS = 2000  # that a page shows of a table; the CSV has all
_NUMBERS = ("int", "float", "number", "chance", "share")
_BASES = ("slots", "items", "leader", "head", "unit")
# columns whose values are words of ours: value -> key of the word
_SAID: dict[str, dict[str, str]] = {
    "roles": dict(zip(ROLE_ORDER, ROLE_ORDER, strict=True)), "certainty": {name: name for name in ("stated", "suggested")},
    "kind": {name: f"field_{name}" for name in FIELDS} | {name: name for name in ("person", "post", "official", "department", "law")},
    "change": {name: name for name in ("added", "removed", "changed")}, "base": {name: f"base_{name}" for name in _BASES},
    "measure": {name: name for name in ("hhi", "normalized_hhi", "gini", "cr1", "cr2", "cr3")},
    "fields": {name: f"field_{name}" for name in FIELDS}, "columns": {name: f"field_{name}" for name in FIELDS},
    "basis": {name: f"basis_{name}" for name in STAGE_BASES},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell: what is shown, the number it is sorted by where it is one, and the page of the one it names."""

    text: str
    number: float | None
    href: str = ""


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table of the page: columns are (name, heading, numeric); `total` rows, of which a very long one shows the first."""

    id: str
    name: str
    columns: tuple[tuple[str, str, bool], ...]
    rows: tuple[tuple[Entry, ...], ...]
    total: int


def data_table(name: str, table: Table, words: dict[str, str], lang: Lang, links: Links = ALONE) -> DataTable:
    """The table for reading; a column that is empty, or names the one organization or list, is left out."""
    columns = [column for column in table.columns if _tells(table, column.name)]
    numeric = {column.name: column.kind in _NUMBERS or _all_numbers(table, column) for column in columns}
    heads = tuple((column.name, column.heading(lang), numeric[column.name]) for column in columns)
    offices = {source.organization for source in table.documents}
    office = offices.pop() if len(offices) == 1 else ""
    rows = tuple(
        tuple(replace(_entry(column, row.get(column.name), words), href=column_href(links, column.name, row, office)) for column in columns)
        for row in table.rows[:MOST_ROWS]
    )
    return DataTable(name, words[f"{name}_table"], heads, rows, len(table.rows))


def page_data(tables: dict[str, Table], **rest: Any) -> Markup:
    """JSON for a `<script type="application/json">`: no character in it can end the element or a line of script."""
    held = {name: {"columns": [column.name for column in table.columns], "rows": _rows(table)} for name, table in tables.items()}
    return page_json({"tables": held, **rest}, kept=("tables",))


def _tells(table: Table, name: str) -> bool:
    values = [row.get(name) for row in table.rows]
    if name in ("organization", "document"):
        return any(value != values[0] for value in values)
    return any(value not in (None, "", []) for value in values)


def _rows(table: Table) -> list[list[Any]]:
    return [[row.get(column.name) for column in table.columns] for row in table.rows]


def _all_numbers(table: Table, column: Column) -> bool:
    values = [row.get(column.name) for row in table.rows]
    return all(value is None or _is_number(value) for value in values)


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _entry(column: Column, value: Any, words: dict[str, str]) -> Entry:
    if column.kind == "share":
        return Entry(percent(value), value)
    if _is_number(value):
        return Entry(f"{value:g}" if isinstance(value, float) else str(value), float(value))
    known = _SAID.get(column.name, {})
    parts = [words.get(known[part], str(part)) if part in known else str(part) for part in listed(value)]
    text = words["list" if any(words["join"].strip() in part for part in parts) else "join"].join(parts)
    return Entry(text, float(text) if column.name == "item_serial" and text.isdecimal() and len(text) < 10 else None)
