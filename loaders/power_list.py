"""Rows of a grid to power items: which rows hold headers, items or nothing, and what each item's cells say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from graph.errors import DataError
from loaders.columns import ColumnMap, is_header_row, map_columns
from loaders.document import DocumentInfo
from loaders.extract.people import Slot, number_chains
from loaders.extract.stages import family_of
from loaders.findings import find_all
from loaders.passages import CLAUSE_FIELDS, PEOPLE_FIELDS, read_passage
from loaders.readers.grid import Grid, Row
from loaders.reading import CellReading, ChainSlot, ItemReading, ListReading, Skipped
from loaders.vocab import vocabulary

_SERIAL = re.compile(r"\d{1,4}(?:[-.．]\d{1,3}){0,3}\Z")
BLANK, HEADER = "blank template row", "header row"


@dataclass(slots=True)
class _Progress:
    """What has been read so far: the columns in force, and rows used or skipped."""

    columns: tuple[ColumnMap, ...] = ()
    row: int = 0
    items: list[ItemReading] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


def read_list(grid: Grid, document: DocumentInfo) -> ListReading:
    """Understand a grid as a power list. Raises DataError where no row can be read as an item."""
    progress = _Progress()
    first: tuple[ColumnMap, ...] = ()
    for row in grid.rows:
        _read_row(row, grid, progress)
        first = first or progress.columns
    if not progress.items:
        raise DataError(_why_empty(progress), where=document.file_name, do="Nothing was loaded.")
    items = tuple(progress.items)
    findings = find_all(document, items, grid)
    skipped = tuple(progress.skipped)
    return ListReading(document, first, items, findings, skipped, len(grid.rows), tuple(grid.notes))


def _read_row(row: Row, grid: Grid, progress: _Progress) -> None:
    number = row.number if row.number is not None else progress.row + 1
    if is_header_row(row.texts):
        progress.columns = map_columns(row.texts)
        progress.skipped.append(Skipped(number, HEADER, row.part))
        return
    progress.row = number
    why = _why_not(row, progress.columns)
    if why:
        progress.skipped.append(Skipped(number, why, row.part))
        return
    progress.items.append(_item(row, number, progress.columns, len(progress.items) + 1))


def _why_not(row: Row, columns: tuple[ColumnMap, ...]) -> str:
    if row.blank:
        return BLANK
    if not columns:
        return "no header row before it"
    if len(row.cells) != len(columns):
        return f"{len(row.cells)} cells under {len(columns)} headers"
    name = next((column for column in columns if column.field == "item"), None)
    if name is None or not row.cells[name.column - 1].text:
        return "no name of a power item"
    number = next((column for column in columns if column.field == "number"), None)
    if number and not _SERIAL.match(row.cells[number.column - 1].text):
        return "no serial"
    return ""


def _why_empty(progress: _Progress) -> str:
    if not progress.columns:
        return "no table with the columns of a power list was found"
    if all(skipped.why in (BLANK, HEADER) for skipped in progress.skipped):
        return "a blank form: headers, but no row is filled in"
    reasons = sorted({skipped.why for skipped in progress.skipped} - {BLANK, HEADER})
    return f"no row could be read as a power item ({'; '.join(reasons)})"


def _item(row: Row, number: int, columns: tuple[ColumnMap, ...], ordinal: int) -> ItemReading:
    category = standard_category(_first(row, columns, "category"))
    family = family_of(category)
    cells = tuple(_cells(row, number, columns, family))
    name = next(cell for cell in cells if cell.passage.field == "item")
    return ItemReading(
        ordinal, _first(row, columns, "number") or None, _first(row, columns, "code") or None, None, category, name, cells,
        _chains(cells),
    )  # fmt: skip


def _cells(row: Row, number: int, columns: tuple[ColumnMap, ...], family: str) -> Iterator[CellReading]:
    for cell, column in zip(row.cells, columns, strict=True):
        if cell.text and column.field:
            stage_family = family if column.field in CLAUSE_FIELDS else ""
            passage = read_passage(column.field, stage_family, cell.text)
            yield CellReading(column.column, column.header, number, row.part, cell.text_start, cell.inferred, passage)


def _first(row: Row, columns: tuple[ColumnMap, ...], field_name: str) -> str:
    return next((row.cells[column.column - 1].text for column in columns if column.field == field_name), "")


def _chains(cells: tuple[CellReading, ...]) -> tuple[ChainSlot, ...]:
    """The item's responsibility lines; where several columns name people they make one sequence."""
    found: list[tuple[Slot, CellReading]] = [
        (slot, cell) for cell in cells if cell.passage.field in PEOPLE_FIELDS for slot in cell.passage.slots
    ]
    numbered = number_chains([slot for slot, _ in found])
    return tuple(ChainSlot(slot, slot.chain, cell) for slot, (_, cell) in zip(numbered, found, strict=True))


@cache
def standard_category(printed: str) -> str:
    """行政处罚类 and 处罚 are 行政处罚; a category that no word names stays as printed, without blanks."""
    compact = "".join(printed.split())
    core = compact.removesuffix("类").removesuffix("权")
    for name, words in vocabulary("categories").items():
        if core == name or core in words:
            return str(name)
    return compact
