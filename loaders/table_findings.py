"""Findings about a table, not its words: spoilt serials, totals that disagree, columns nobody took, cells from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.facts import Cite
from loaders.columns import ColumnMap, compact
from loaders.document import DocumentInfo
from loaders.readers.grid import Grid
from loaders.reading import Finding, ItemReading
from loaders.tables import Record
from loaders.vocab import vocabulary

# a reader's notes that tell how a file was read, not what is odd in the list
_HOW = frozenset({"layout", "charset", "delimiter", "offsets-in-cell", "columns-from-blanks", "columns-from-labels", "json"})


def find_in_table(
    document: DocumentInfo, grid: Grid, items: Sequence[ItemReading], records: Sequence[Sequence[Record]], columns: Sequence[ColumnMap]
) -> Iterator[Finding]:
    """Findings in the order: what the file format did, columns, totals, cells put in their place."""
    for note in grid.notes:
        if note.code not in _HOW:
            cite = Cite(document.sha256, note.row or 0, note.column or 0, 0, 0, note.part)
            yield Finding(note.code, cite, note.text, note.suggestion or "check it against the document")
    for column in columns:
        if column.field is None and compact(column.header):
            cite = Cite(document.sha256, 0, column.column, 0, 0)
            yield Finding("unknown-column", cite, compact(column.header), "kept as a remark; map it in a columns.yml beside the file")
    for item in items:
        if item.category and item.category not in vocabulary("categories") and item.category_cite:
            known = "、".join(vocabulary("categories"))
            yield Finding("unknown-category", item.category_cite, item.category_printed, f"one of {known}", item=item.ordinal)
    yield from _totals(document, records)
    for ordinal, rows in enumerate(records, 1):
        yield from _placed(document, rows, ordinal)


def _totals(document: DocumentInfo, records: Sequence[Sequence[Record]]) -> Iterator[Finding]:
    """A title announces five items and four follow."""
    counted: dict[tuple[str, str, int], int] = {}
    for rows in records:
        section = rows[0].section
        if section.total is not None:
            words = section.category_words or section.department_words
            key = (words.text if words else "", rows[0].part, words.row if words else 0)
            counted[key] = counted.get(key, 0) + 1
    totals = {
        ((w.text if w else ""), rows[0].part, (w.row if w else 0)): rows[0].section.total
        for rows in records
        for w in [rows[0].section.category_words or rows[0].section.department_words]
    }
    for key, count in counted.items():
        if totals[key] != count:
            cite = Cite(document.sha256, key[2], 0, 0, 0, key[1])
            yield Finding("wrong-total", cite, key[0], f"the title says {totals[key]} items, {count} follow")


def _placed(document: DocumentInfo, rows: Sequence[Record], ordinal: int) -> Iterator[Finding]:
    """A short row whose cells were put under their columns by what they hold."""
    for record in rows:
        taken = [compact(c.header) for cell, c in zip(record.cells, record.columns, strict=True) if cell.inferred and cell.text]
        if record.aligned:
            cite = Cite(document.sha256, record.number, 0, 0, 0, record.part)
            what = f"taken from the row above: {'、'.join(taken)}" if taken else "cells were left out; which ones is inferred"
            yield Finding("short-row", cite, "、".join(taken), what, item=ordinal)
