"""What the responsibility page draws: two answers arranged per organization, and per list where it has several."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graph.table import Source, Table
from viz.grids import Grid, grid, listed, ranges, row_order
from viz.offices import Office, offices
from viz.words import ROLE_ORDER


@dataclass(frozen=True, slots=True)
class Bar:
    """One official's counts; `row` is its place in the coverage table."""

    row: int
    official: str
    items: int
    share: float | None
    parts: tuple[tuple[str, int], ...]
    departments: tuple[str, ...]
    serials: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """One organization: its lists, the number of its items, and what is drawn of them."""

    organization: str
    sources: tuple[Source, ...]
    total: int
    n: int
    bars: tuple[Bar, ...]
    grids: tuple[Grid, ...]

    @property
    def named(self) -> int:
        """Number of items that name an official."""
        return sum(grid.items for grid in self.grids)


def panels(coverage: Table, matrix: Table) -> list[Panel]:
    """One panel per organization, in the order of the denominator, else of the rows.

    Raises `DataError` when an organization's number of items is not in the coverage answer's denominator, and
    `UsageError` when the answer compares versions of a list: the matrix does not tell them apart.
    """
    return [_panel(office, coverage, matrix) for office in offices(coverage, matrix)]


def _panel(office: Office, coverage: Table, matrix: Table) -> Panel:
    def ours(rows: Sequence[dict[str, Any]]) -> list[tuple[int, dict[str, Any]]]:
        return [(index, row) for index, row in enumerate(rows) if office.alone or row.get("organization") == office.name]

    cells, counted = ours(matrix.rows), ours(coverage.rows)
    ranked = [str(row["official"]) for _, row in counted]
    by_official: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for _, cell in cells:
        by_official[str(cell["official"])].append(cell)
    documents = dict.fromkeys(str(row.get("document") or "") for _, row in cells)
    grids = tuple(grid(document, [pair for pair in cells if str(pair[1].get("document") or "") == document], ranked)
                  for document in documents)  # fmt: skip
    return Panel(
        office.name,
        office.sources,
        office.total,
        coverage.n if office.alone else len(counted),
        tuple(_bar(index, row, by_official[str(row["official"])]) for index, row in counted),
        grids,
    )


def _bar(index: int, row: dict[str, Any], named: Sequence[dict[str, Any]]) -> Bar:
    official = str(row["official"])
    serials = [(role, ranges(_serials(named, role))) for role in ROLE_ORDER if _serials(named, role)]
    parts = [(part, int(row.get(f"as_{part}") or 0)) for part in ROLE_ORDER]
    departments = tuple(dict.fromkeys(str(name) for cell in named for name in listed(cell.get("departments"))))
    return Bar(index, official, int(row["items"]), row.get("share"), tuple(parts), departments, tuple(serials))


def _serials(rows: Sequence[dict[str, Any]], role: str) -> list[str]:
    return [str(row["item_serial"]) for row in sorted(rows, key=row_order) if role in listed(row["roles"])]
