"""Where the pages of a set lie: the pages beside each other, and the page of each official, department, item, law and risk type."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

# what an answer calls a subject: its kind, then what tells it from others of that kind
Named = tuple[str, ...]
_COLUMNS = {"official": "official", "officials": "official", "department": "department", "departments": "department"}


@dataclass(frozen=True, slots=True)
class Sibling:
    """A page that every page of the set leads to; `current` is its aria-current, empty on the others' pages."""

    href: str
    name: str
    current: str = ""


@dataclass(frozen=True, slots=True)
class Links:
    """What a page of a set may lead to; one that is drawn alone leads nowhere.

    `pages` are addresses by node id, `named` are (address, name) by what answers call a subject: what is ambiguous is not in it.
    """

    siblings: tuple[Sibling, ...] = ()
    pages: Mapping[str, str] = field(default_factory=dict)
    named: Mapping[Named, tuple[str, str]] = field(default_factory=dict)

    def on(self, href: str, current: str = "page") -> Links:
        """The links as the page at `href` shows them: its own entry among the siblings is the current one."""
        return replace(self, siblings=tuple(replace(one, current=current if one.href == href else "") for one in self.siblings))

    def of_node(self, key: str) -> dict[str, str]:
        """What a node of a network carries: `page` where it has one."""
        return {"page": self.pages[key]} if key in self.pages else {}


ALONE = Links()


def unambiguous(named: Iterable[tuple[Named, tuple[str, str]]]) -> dict[Named, tuple[str, str]]:
    """The names that mean one page only."""
    found: dict[Named, set[tuple[str, str]]] = {}
    for name, target in named:
        found.setdefault(name, set()).add(target)
    return {name: next(iter(targets)) for name, targets in found.items() if len(targets) == 1}


def item_name(organization: str, document: str, serial: str, name: str) -> Named:
    """How an answer tells an item from others."""
    return "item", organization, document, serial, name


def named_in(row: Mapping[str, Any], organization: str = "") -> tuple[Named, ...]:
    """The subjects that a row of an answer names: its item, officials, departments, law and risk type.

    `organization` is whose row it is, where the row does not say.
    """
    office = str(row.get("organization") or organization)
    found: list[Named] = []
    if row.get("item"):
        found.append(item_name(office, str(row.get("document") or ""), str(row.get("item_serial")), str(row["item"])))
    for column, kind in _COLUMNS.items():
        found += [(kind, office, str(name)) for name in _values(row.get(column))]
    if row.get("law"):
        found.append(("law", str(row["law"]), str(row.get("level") or "")))
    if row.get("risk_type"):
        found.append(("risk", str(row["risk_type"])))
    return tuple(dict.fromkeys(found))


def column_href(links: Links, column: str, row: Mapping[str, Any], organization: str = "") -> str:
    """The page of the one subject that a column of a row names, or nothing."""
    if not links.named or len(_values(row.get(column))) != 1:
        return ""
    kind = _COLUMNS.get(column, column)
    target = next((links.named.get(name) for name in named_in(row, organization) if name[0] == kind), None)
    return target[0] if target else ""


def linked_data(links: Links, **named: Sequence[Iterable[Named]]) -> dict[str, Any]:
    """What a page's script reads: under `to` each (name, address) once, under each part the numbers of those that its rows name."""
    if not links.named:
        return {}
    to: dict[tuple[str, str], int] = {}
    parts = {part: [_numbers(links, row, to) for row in rows] for part, rows in named.items()}
    return {"linked": parts | {"to": [[name, href] for href, name in to]}}


def _numbers(links: Links, named: Iterable[Named], to: dict[tuple[str, str], int]) -> list[int]:
    found = (links.named[name] for name in named if name in links.named)
    return list(dict.fromkeys(to.setdefault(target, len(to)) for target in found))


def _values(value: Any) -> list[Any]:
    listed = value if isinstance(value, (list, tuple)) else [value]
    return [one for one in listed if one not in (None, "")]
