"""The rows of one list as `quanpu inspect` prints them, as pandas tables: the ground every answer is worked out on again."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pandas as pd

import quanpu

Inspection = dict[str, Any]
Row = dict[str, Any]


def _table(rows: Iterable[Row], columns: str) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=columns.split())


class Parsed:
    """One list: its items by ordinal (serials may repeat), slots, clauses and citations as tables."""

    def __init__(self, inspection: Inspection, text: str, keep: Callable[[Row], bool] = lambda _: True) -> None:
        self.inspection, self.text = inspection, text
        self.entries = {number: entry for number, entry in enumerate(inspection["items"]) if keep(entry)}
        self.n = len(self.entries)
        self.serial: dict[int, str] = {
            number: entry["serial"] or entry["code"] or f"#{number + 1}" for number, entry in self.entries.items()
        }
        self.name: dict[int, str] = {number: entry["name"] for number, entry in self.entries.items()}

    def where(self, keep: Callable[[Row], bool]) -> Parsed:
        """The list with only these items."""
        return Parsed(self.inspection, self.text, keep)

    def in_part(self, role: str) -> Parsed:
        """The list with only the slots in one part."""
        part = self.where(lambda _: True)
        part.slots = self.slots[self.slots["role"] == role]
        return part

    def by_unit(self) -> Parsed:
        """The list with units for officials: each chain is one slot of its unit."""
        part = self.where(lambda _: True)
        part.slots = self.chains.dropna(subset="department").assign(role="other", official=lambda table: table["department"], kind="unit")
        return part

    def serials(self, items: Iterable[int]) -> tuple[str, ...]:
        """Serials of items, in the order of the list."""
        return tuple(self.serial[number] for number in sorted(set(items)))

    def serial_at(self, row: int) -> str | None:
        """The serial of the item on a row of the table; none for what concerns the whole document."""
        return next((entry["serial"] for entry in self.entries.values() if entry["cite"]["row"] == row), None)

    @cached_property
    def slots(self) -> pd.DataFrame:
        """One row per slot (item, chain, role) and who fills it; named twice in it, counted once."""
        return _table(
            (
                {"item": number, "chain": chain["chain"], "department": chain["department"], **slot}
                for number, entry in self.entries.items()
                for chain in entry["chains"]
                for slot in chain["slots"]
            ),
            "item chain department role official kind",
        ).drop_duplicates()

    @cached_property
    def chains(self) -> pd.DataFrame:
        """One row per chain."""
        return _table(
            (
                {"item": number, "chain": chain["chain"], "department": chain["department"]}
                for number, entry in self.entries.items()
                for chain in entry["chains"]
            ),
            "item chain department",
        )

    @cached_property
    def people(self) -> dict[int, set[str]]:
        """Whom each item names; items that name nobody are left out."""
        return {number: set(group) for number, group in self.slots.groupby("item")["official"]}

    @cached_property
    def units(self) -> dict[int, set[str]]:
        """The units that handle each item."""
        return {number: units_of(entry) for number, entry in self.entries.items()}

    def clauses(self, kind: str) -> pd.DataFrame:
        """One row per clause and stage (None where it bears none): `kind` is duties, risks or measures."""
        return _table(
            (
                {"item": number, "text": clause["text"], "stage": stage, "basis": clause.get("stage_basis"), "marker": clause.get("marker")}
                for number, entry in self.entries.items()
                for clause in entry[kind]
                for stage in clause["stages"] or [None]
            ),
            "item text stage basis marker",
        )

    def typed(self, kind: str, *, suggested: bool = True, other: bool = False) -> pd.DataFrame:
        """One row per clause, stage and type; without `suggested` only types that rest on a rule, OTHER only when asked for."""
        return _table(
            (
                {"item": number, "text": clause["text"], "stage": stage, "basis": clause.get("stage_basis"), "kind": code}
                for number, entry in self.entries.items()
                for clause in entry[kind]
                for code in clause["types"]
                if (other or code != "OTHER") and (suggested or code not in clause["suggested"])
                for stage in clause.get("stages") or [None]
            ),
            "item text stage basis kind",
        )

    def types(self, kind: str, *, suggested: bool = True) -> dict[int, set[str]]:
        """The types of each item's clauses; every item is there."""
        found = {number: set(group) for number, group in self.typed(kind, suggested=suggested).groupby("item")["kind"]}
        return {number: found.get(number, set()) for number in self.entries}

    @cached_property
    def kinds(self) -> dict[int, set[str]]:
        """The types of each item's risks, OTHER too; only items with a risk."""
        return {number: set(group) for number, group in self.typed("risks", other=True).groupby("item")["kind"]}

    @cached_property
    def laws(self) -> pd.DataFrame:
        """One row per citation, the law by its short name, with the field of the column it stands in."""
        field = {entry["header"]: entry["field"] for entry in self.inspection["columns"]}
        return _table(
            (
                {"item": number, **law, "name": law["name"].removeprefix("中华人民共和国"), "field": field[law["column"]]}
                for number, entry in self.entries.items()
                for law in entry["laws"]
            ),
            "item name article field bracketed cite",
        )

    def cells(self, field: str) -> dict[int, str]:
        """The text of each item's cell in a column, read off the document itself; only for lists in our own layout."""
        column = next(entry["column"] for entry in self.inspection["columns"] if entry["field"] == field)
        return {number: row[column - 1] for number, row in enumerate(_item_rows(self.text)) if number in self.entries}


def units_of(entry: Row) -> set[str]:
    """The units that one item's row names."""
    return {chain["department"] for chain in entry["chains"] if chain["department"]} | {unit["name"] for unit in entry["departments"]}


def _item_rows(text: str) -> list[list[str]]:
    """The seven cells of each item: a cell begins at a line that opens with a tab, and an item's first holds a number."""
    cells = re.split(r"(?m)^ *\t", text)[1:]
    rows = [cells[start : start + 7] for start in range(0, len(cells), 7)]
    return [row for row in rows if row[0].strip().isdigit()]


@dataclass(frozen=True, slots=True)
class Listed:
    """One list in a store: how to ask about it alone, and its rows to work the answer out again."""

    store: Path
    parsed: Parsed
    scope: tuple[tuple[str, str], ...] = ()

    def ask(self, code: str, /, **given: Any) -> dict[str, Any]:
        """The answer to a question about this list alone."""
        return ask(self.store, code, **dict(self.scope), **given)

    def rows(self, code: str, columns: str, /, **given: Any) -> set[tuple[Any, ...]]:
        """Some columns of the answer's rows, hashable; fails where two rows agree in all columns."""
        rows = self.ask(code, **given)["rows"]
        assert len({hashable(row) for row in rows}) == len(rows), f"{code} gives a row twice"
        return picked(rows, columns)

    def where(self, keep: Callable[[Row], bool], **scope: str) -> Listed:
        """The same list with a filter."""
        return replace(self, parsed=self.parsed.where(keep), scope=(*self.scope, *scope.items()))


def ask(store: Path, code: str, /, **given: Any) -> dict[str, Any]:
    """The answer to a question, as JSON has it; a question is asked once."""
    answer: dict[str, Any] = json.loads(_asked(store, code, json.dumps(given)))
    return answer


@cache
def _asked(store: Path, code: str, given: str) -> str:
    return json.dumps(_opened(store).query(code, **json.loads(given)).to_dict())


@cache
def _opened(store: Path) -> quanpu.Database:
    return quanpu.Database(str(store), must_exist=True)


def picked(rows: Iterable[Row], columns: str) -> set[tuple[Any, ...]]:
    """Some columns of rows, numbers rounded to what a float holds."""
    return {tuple(hashable(row[name]) for name in columns.split()) for row in rows}


def hashable(value: Any) -> Any:
    """Lists as tuples, numbers rounded to nine places, as sets need them."""
    if isinstance(value, dict):
        return tuple((name, hashable(part)) for name, part in value.items())
    if isinstance(value, list | tuple):
        return tuple(hashable(part) for part in value)
    return round(value, 9) if isinstance(value, float) else value


def in_order(values: Iterable[str]) -> tuple[str, ...]:
    """Distinct values, sorted: how an answer gives a list without an order of its own."""
    return tuple(sorted(set(values)))


def shared(counts: Sequence[int] | pd.Series) -> pd.Series:
    """Counts as shares of their sum."""
    series = pd.Series(counts)
    return series / series.sum()
