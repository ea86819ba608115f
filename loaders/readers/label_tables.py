"""Tables of labels and values, one per item: turned so that labels are headers and each item is a row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from loaders.readers.grid import Cell, Row
from loaders.readers.lines import is_label

_MAX_LABEL = 16


@dataclass(slots=True)
class _Record:
    """An item's values by label, and the titles that stand inside its table."""

    part: str
    values: dict[str, Cell] = field(default_factory=dict)


def turned(rows: list[Row]) -> list[Row]:
    """The rows, with tables of labels and values as one row per item under a header row, which is inferred.

    For grids whose offsets count within cells; other tables stay as they are.
    """
    tables = [list(table) for _, table in groupby(rows, key=lambda row: (row.section, row.part))]
    read = [_records(table) if _labelled(table) else None for table in tables]
    labels = list(dict.fromkeys(label for records in read if records for record in records for label in record.values))
    found: list[Row] = []
    headed = False
    for table, records in zip(tables, read, strict=True):
        if records is None:
            found += table
            headed = headed and table[0].section
            continue
        if not headed:
            found.append(Row(tuple(Cell(label, inferred=True) for label in labels), None, table[0].part))
            headed = True
        found += [replace(row, section=True) for row in table if _lone(row)]
        for number, record in enumerate(records, 1):
            found.append(Row(tuple(record.values.get(label, Cell("")) for label in labels), number, record.part))
    return found


def _units(row: Row) -> Iterator[Cell]:
    """The row's cells without those that a cell to their left covers."""
    column = 0
    while column < len(row.cells):
        yield row.cells[column]
        column += row.cells[column].span


def _lone(row: Row) -> bool:
    """Whether one cell fills the row: words about the form, no label and value."""
    return len(list(_units(row))) == 1


def _labelled(table: list[Row]) -> bool:
    """Whether known labels stand in the first places of the rows, and none where values stand."""
    if len(table) < 3 or table[0].section:
        return False
    firsts, others, known = 0, 0, set()
    for row in table:
        units = list(_units(row))
        labels = [unit.text for unit in units if is_label(unit.text)]
        known.update(labels)
        firsts += is_label(units[0].text)
        others += len(labels) > max(1, (len(units) + 1) // 2)
    return len(known) >= 3 and 2 * firsts > len(table) and not others


def _records(table: list[Row]) -> list[_Record]:
    records = [_Record(table[0].part)]
    for row in table:
        units = [] if _lone(row) else list(_units(row))
        for label, value, again in _pairs(units):
            values = records[-1].values
            if label not in values:
                values[label] = value
            elif again:
                values[label] = replace(values[label], raw=f"{values[label].raw}\n{value.raw}")
            else:
                records.append(_Record(table[0].part, {label: value}))
    return [record for record in records if len(record.values) >= 2]


def _pairs(units: list[Cell]) -> Iterator[tuple[str, Cell, bool]]:
    """(label, value, whether the label goes on from the row above); of two labels in a row the nearer one counts."""
    label: Cell | None = None
    for unit in units:
        if label is None or (is_label(unit.text) and len(unit.text) <= _MAX_LABEL):
            label = unit
        else:
            yield "".join(label.text.split()), replace(unit, span=1), label.inferred
            label = None
