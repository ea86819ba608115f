"""Merged cells of spreadsheets and PDF tables: what the cells under them show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from loaders.readers.grid import Cell


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range, rows and columns from 0, all four inside."""

    top: int
    left: int
    bottom: int
    right: int


def fill(table: list[list[Cell]], merges: Iterable[Merge]) -> list[list[Cell]]:
    """The table with each merged cell spanning its columns and repeated, inferred, in the rows below it.

    Raises ValueError for merges that overlap, as only damaged or hostile files have them.
    """
    left = sum(map(len, table))
    for merge in merges:
        if not (0 <= merge.top < len(table) and 0 <= merge.left < len(table[merge.top])):
            continue
        for r in range(merge.top, min(merge.bottom, len(table) - 1) + 1):
            row = table[r]
            if merge.left >= len(row):
                break
            right = min(merge.right, len(row) - 1)
            left -= right - merge.left + 1
            if left < 0:
                raise ValueError("merged cells overlap")
            first = table[merge.top][merge.left]
            row[merge.left] = replace(first, span=right - merge.left + 1, inferred=r > merge.top)
            row[merge.left + 1 : right + 1] = [Cell("")] * (right - merge.left)
    return table
