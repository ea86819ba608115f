"""What the responsibility page draws: two answers arranged per organization, and per list where it has several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.errors import DataError, UsageError
from graph.table import Source, Table
from viz.grids import Grid, grid, listed, ranges, row_order
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
    if any(column.name == "form_date" for column in coverage.columns):
        raise UsageError("the picture shows one version of each list, not several", do="Name one list, or leave out --all-versions.")
    names = _organizations(coverage, matrix)
    return [_panel(name, coverage, matrix, alone=len(names) == 1) for name in names]


def _organizations(coverage: Table, matrix: Table) -> list[str]:
    found = [str(name) for name in coverage.denominator.get("organizations", ())]
    found += [str(row["organization"]) for row in (*coverage.rows, *matrix.rows) if row.get("organization")]
    found += [source.organization for source in coverage.documents[:1]] or [""]
    unique = list(dict.fromkeys(found))
    return [name for name in unique if name] or [""]


def _panel(name: str, coverage: Table, matrix: Table, *, alone: bool) -> Panel:
    def ours(rows: Sequence[dict[str, Any]]) -> list[tuple[int, dict[str, Any]]]:
        return [(index, row) for index, row in enumerate(rows) if alone or row.get("organization") == name]

    cells, counted = ours(matrix.rows), ours(coverage.rows)
    ranked = [str(row["official"]) for _, row in counted]
    documents = dict.fromkeys(str(row.get("document") or "") for _, row in cells)
    grids = tuple(grid(document, [pair for pair in cells if str(pair[1].get("document") or "") == document], ranked)
                  for document in documents)  # fmt: skip
    return Panel(
        name,
        tuple(source for source in coverage.documents if alone or source.organization == name),
        _total(coverage, name),
        coverage.n if alone else len(counted),
        tuple(_bar(index, row, cells) for index, row in counted),
        grids,
    )


def _total(coverage: Table, name: str) -> int:
    """The organization's number of items, which stands alone or as {"items": number}."""
    by_organization = coverage.denominator.get("organizations")
    stated = by_organization.get(name) if by_organization else coverage.denominator
    total = stated.get("items") if isinstance(stated, Mapping) else stated
    if total is None:
        raise DataError(f"no number of items for {name!r}", where="coverage answer", do="Give it in the answer's denominator.")
    return int(total)


def _bar(index: int, row: dict[str, Any], cells: Sequence[tuple[int, dict[str, Any]]]) -> Bar:
    official = str(row["official"])
    named = [cell for _, cell in cells if str(cell["official"]) == official]
    serials = [(role, ranges(_serials(named, role))) for role in ROLE_ORDER if _serials(named, role)]
    parts = [(part, int(row.get(f"as_{part}") or 0)) for part in ROLE_ORDER]
    departments = tuple(dict.fromkeys(str(name) for cell in named for name in listed(cell.get("departments"))))
    return Bar(index, official, int(row["items"]), row.get("share"), tuple(parts), departments, tuple(serials))


def _serials(rows: Sequence[dict[str, Any]], role: str) -> list[str]:
    return [str(row["item_serial"]) for row in sorted(rows, key=row_order) if role in listed(row["roles"])]
