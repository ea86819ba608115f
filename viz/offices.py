"""The organizations that answers are about: each drawn apart, with its lists and its number of items."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.errors import DataError, UsageError
from graph.table import Source, Table

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Office:
    """One organization; `alone` where the answers are about no other."""

    name: str
    sources: tuple[Source, ...]
    total: int
    alone: bool

    def rows(self, table: Table) -> list[Row]:
        """The rows of the table that are about it."""
        return [row for row in table.rows if self.alone or row.get("organization") == self.name]

    def number(self, table: Table, name: str) -> int | None:
        """A number of the table's denominator that is this organization's."""
        parts = table.denominator.get("organizations") or {}
        own = parts.get(self.name, {}) if parts and not self.alone else table.denominator
        value = own.get(name) if isinstance(own, Mapping) else None
        return int(value) if isinstance(value, (int, float)) else None


def offices(answer: Table, *others: Table) -> list[Office]:
    """One per organization, in the order of the answer's denominator, else of the rows.

    Raises `DataError` when an organization's number of items is not in the denominator, and `UsageError` when the answer
    compares versions of a list: the pictures of one list do not tell them apart.
    """
    if any(column.name == "form_date" for column in answer.columns):
        raise UsageError("the picture shows one version of each list, not several", do="Name one list, or leave out --all-versions.")
    names = list(dict.fromkeys(_names(answer, *others))) or [""]
    alone = len(names) == 1
    return [
        Office(name, tuple(source for source in answer.documents if alone or source.organization == name), items_of(answer, name), alone)
        for name in names
    ]


def items_of(answer: Table, name: str) -> int:
    """The organization's number of items, which stands alone or as {"items": number}."""
    by_organization = answer.denominator.get("organizations")
    stated = by_organization.get(name) if by_organization else answer.denominator
    total = stated.get("items") if isinstance(stated, Mapping) else stated
    if total is None:
        raise DataError(f"no number of items for {name!r}", where="coverage answer", do="Give it in the answer's denominator.")
    return int(total)


def _names(answer: Table, *others: Table) -> Iterator[str]:
    yield from (str(name) for name in answer.denominator.get("organizations", ()))
    for table in (answer, *others):
        yield from (str(row["organization"]) for row in table.rows if row.get("organization"))
    yield from (source.organization for source in answer.documents[:1] if source.organization)
